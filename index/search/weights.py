"""Every weight, gain and cut-off by which passages are ranked, with the measurement that chose it.

All are shares of a full fused score (1: first in every list). R@1 is that of `official` over all pasal, of qa/pasal formal
and of idk-mrc; eval/ablations.md has the tables, and what was tried and lost.
"""

from __future__ import annotations

# Fusion of min-max normalised lists; "dense": the question together with the words of law that it means. These: .674,
# .783, .882; .55/.25/.2: .674, .717, .880; .6/.2/.2 earlier: 2 points of law less; .4/.3/.3: 2 of idk-mrc less.
FUSION = {"dense": 0.515, "chars4": 0.25, "stems": 0.235}
# How much a text gains that says by another phrase what the question says: a little less than by the same one. When a
# sense came to count once, at .6, R@1 of qa/pasal (both forms) rose from .567 to .596.
SENSE = 0.6
# Passages of each list that are fused, and of these looked at for gains; set by what they cost, not tuned.
DEPTH, LOOKED_AT = 100, 30

# A passage that holds the kind of thing asked for (a quantity, a date, a link, a definition, a list), that tells the
# aspect asked for in its text, and in its own heading. Set on the project's questions, document and polite.
KIND, TOLD, SUBJECT = 0.06, 0.03, 0.15
# A passage about another thing of the same kind loses. Set on document and polite.
RIVAL = 0.15
# A passage that states just what is asked, and that others call what is asked: said alone .665, called .674 with it; said at
# .05 .649, at .2 .665; called at .15 .668 (docs/decisions/082-statements.md).
SAID, CALLED = 0.1, 0.1
# Square of beta in the F-measure of statements: what one says beside the question counts four times what it lacks. With
# equal weight .659, with recall preferred .649.
PRECISION = 0.25
# A passage of a revoked regulation loses: more than what tells two neighbours apart, less than what tells two
# subjects apart. So the rule in force comes first, and what only the revoked one says is still found.
REVOKED = 0.1
# What a passage gains that the judge is certain of, and how many of the first it reads: one more costs a question's embedding.
READ, READ_BY_JUDGE = 0.4, 8
# A text of so many characters fits into what the judge reads at once.
READ_CHARACTERS = 800
