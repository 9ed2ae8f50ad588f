"""Evidence receipts: what a reply rested on, so that anybody can check it later without the service.

``canonical`` one byte form of a JSON value · ``receipts`` the receipt of a reply · ``log`` a day's receipts, chained
by hashes · ``checking`` a receipt or a log against a snapshot, offline · ``recording`` an assistant that keeps them.
"""
