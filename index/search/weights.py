"""Every weight, gain and cut-off by which passages are ranked, with the measurement that chose it.

All are shares of a full fused score (1: first in every list). Gains were tried on two thirds of 24 laws ("laws A") and held
against the others; eval/ablations.md has the tables and what was in view, `python -m tanyapasal.eval.gains` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gains:
    """What speaks for a passage besides how near its words are; 0: it does not count.

    Of the best ``LOOKED_AT``: ``kind``, it holds the kind of thing asked for (a quantity, a date, a link, a definition,
    a list); ``told``, it tells the aspect asked for; ``said``, it states just what is asked. These bring more right
    passages into the first ``FIRST`` than they push out.

    Among the first ``FIRST`` only, which they pushed right ones out of: ``subject``, the aspect asked for is what it
    or its heading is about; ``rival``, lost by one about another thing of the same kind.

    ``revoked``: lost by one of a revoked regulation: more than what tells two neighbours apart, less than what tells
    two subjects apart. So the rule in force comes first, and what only the revoked one says is still found.
    """

    kind: float = 0.0
    told: float = 0.0
    said: float = 0.0
    subject: float = 0.0
    rival: float = 0.0
    revoked: float = 0.0


# Fusion of min-max normalised lists; "dense": the question together with the words of law that it means. Of the sums
# that do as well on laws A this one was picked because with the gains the first five have no less than with half dense,
# half characters, on every set but one (28 for 29 of 40 questions).
FUSION = {"dense": 0.5, "chars4": 0.34, "stems": 0.16}
# How much a text gains that says by another phrase what the question says: a little less than by the same one.
SENSE = 0.6
# Passages of each list that are fused, and of these looked at for gains; set by what they cost, not tuned.
DEPTH, LOOKED_AT = 100, 30
# Up to so many passages those of one regulation, or of one day, are found by ranking all; about as many rows as Milvus
# gives at once.
RANKED_WHOLE = 16_000
# How many are shown beside each other: what only tells these apart must not choose which they are.
FIRST = 5
GAINS = Gains(kind=0.06, told=0.03, said=0.1, subject=0.15, rival=0.08, revoked=0.1)
# Square of beta in the F-measure of statements: what one says beside the question counts four times what it lacks.
PRECISION = 0.25
# What a passage gains that the judge is certain of, and how many places it reads: one more costs half a question's
# embedding. Between .2 and .7 the first place is right equally often.
READ, READ_BY_JUDGE = 0.4, 8
# A text of so many characters fits into what the judge reads at once.
READ_CHARACTERS = 800
