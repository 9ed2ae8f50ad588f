"""The audit of citations: what a document says an article says, held against the article itself.

``official`` the texts at hand · ``claims`` citations of a document with what they stand for · ``amounts``
quantities compared · ``topics`` whether two texts speak of the same thing, and where else one might stand ·
``verdicts`` the finding about one claim.
"""
