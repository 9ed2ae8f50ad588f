"""The audit of a document as a service: its report, and files that staff upload for it."""
