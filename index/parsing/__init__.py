"""The text of a regulation, read into its tree: pembukaan, pasal, ayat, huruf, angka, penjelasan, lampiran."""

from index.parsing.parser import parse

__all__ = ["parse"]
