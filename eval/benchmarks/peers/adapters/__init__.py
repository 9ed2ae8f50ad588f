"""How each library is used: one file each, run by ``loop.py`` in that library's own environment.

These files are scripts: they import nothing of the project, which is not installed beside the peers. An adapter has
``build`` and ``opened``; what a user of the library would write stands between two marks, and is counted.
"""
