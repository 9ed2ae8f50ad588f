"""The citations of a document, each with the statement that it stands for.

``blocks`` paragraphs, headings, items and rows · ``antecedents`` the regulation that a bare "Pasal 5" means ·
``roles`` which blocks state, ask, head or only point at the law · ``footnotes`` notes and where they hang ·
``decisions`` decisions of courts · ``pointing`` and ``titles`` words that state nothing · ``own`` a document that is a
regulation · ``standing`` the statement of a citation · ``claims`` all of it together.
"""
