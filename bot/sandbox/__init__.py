"""Work on what strangers send, in a process of its own with limits: what breaks there breaks nothing else.

``documents`` reads a document; ``process`` runs any task of this package by its name; ``worker`` is the other side.
"""
