"""The audit measured on whole documents in the styles people write them in, with wrong variants of each."""
