"""The helpdesk: what the bot could not answer, what people wrote for it, and how that reaches every channel.

``reading`` what a question is about · ``curated`` answers that people wrote · ``answering`` gives them ·
``questions`` the queue · ``figures`` the numbers of the log · ``people`` who may log in · ``desk`` the whole.
"""
