"""TanyaPasal: answers questions about Indonesian regulations and cites the article.

``tanyapasal.index`` is the knowledge, from files to ranked passages; ``tanyapasal.bot`` the conversation, from a
question to a reply on every channel; ``tanyapasal.eval`` measures both. The folders lie at the top of the
repository; setup.py tells which package each one is.
"""
