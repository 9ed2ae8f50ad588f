"""The packaged embedding model trained further on pairs made from law texts; see docs/adapt.md."""
