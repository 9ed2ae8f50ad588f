"""Every gain and cut-off by which what was found becomes evidence, with what chose it.

Scores are those of retrieval, shares of a full fused score. All were set on the sets document, polite and official, which
were in view (eval/README.md); none was tried on questions that nobody had seen.
"""

from __future__ import annotations

# Hits that are looked at for lists, and for what holds for others.
DEPTH = 60
# Further passages are shown beside the first if they score this near to it.
NEAR = 0.04
# A hit this far below the first is about something else, even if it holds the kind of quantity asked for.
FAR = 0.12
# Scores this near to each other are equal.
EQUAL = 0.015
# What a passage gains whose quantity is in the unit that is asked for, and whose bound is the one asked for.
IN_UNIT, BOUND = 0.08, 0.08
# A place within the regulation asked about may score this much below the regulation as a whole.
BESIDE = 0.2
# What says what the thing is that is asked for gains so much over what is only headed by it.
TELLING = 0.2
# What answers for another thing of the kind that a question leaves open may score this much below the first.
ANOTHER = 0.25

# How much a full enumeration of what is asked, and of nothing else, gains; of an official text more, which has
# neither topic nor search words by which it would be found.
LISTED, LISTED_OFFICIALLY = 0.4, 0.6
# What is left of it for a list of another kind than the question names, for one within a sentence, for conditions
# of something, and for what only explains a list.
OTHER_KIND, WITHIN, CONDITIONS, EXPLAINING = 0.75, 0.8, 0.5, 0.5
# What a text loses that lists nothing, where a list is asked for.
UNLISTED = 0.1

MOST_STATEMENTS, FEW_STATEMENTS = 6, 3
# A longer text beside an answer would bury it (characters).
MOST_LEANT_ON = 600
# The confidence in a definition, which is found by reading.
DEFINED = 0.97
# Parts of a pasal that the judge reads where words do not tell which of them answers, and from what probability on it is
# believed.
READ_PARTS, READ_AS_ANSWER = 6, 0.5
