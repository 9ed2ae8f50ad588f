"""Misreadings of a scanned copy that can be mended with certainty, each with what proves it.

A wrong mend falsifies the law, a missed one costs little: what may be read in two ways stays as it is. Numbers change
only where they are spelled out beside, or where the sequence of the ayat and pasal leaves one reading.
"""
