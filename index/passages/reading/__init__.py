"""The reading of passages: what each of them tells, and where it stands among the others."""
