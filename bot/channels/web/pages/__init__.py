"""The pages that people read: chat, regulations, programs."""
