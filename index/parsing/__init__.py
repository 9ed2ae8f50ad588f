"""The text of a regulation, read into its tree: pembukaan, pasal, ayat, huruf, angka, penjelasan, lampiran."""

from tanyapasal.index.parsing.parser import parse

__all__ = ["parse"]
