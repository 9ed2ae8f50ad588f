"""Ayat, huruf and angka below a pasal."""
