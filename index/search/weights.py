"""Every weight, gain and cut-off by which passages are ranked, with the measurement that chose it.

All are shares of a full fused score (1: first in every list). Tables and what was tried and lost: eval/ablations.md.
"""

from __future__ import annotations

# Fusion of min-max normalised lists; "dense": the question together with the words of law that it means.
# Chosen on `official` over all pasal and idk-mrc: .52/.25/.23 beat .5/.5/0 and .45/.30/.25.
FUSION = {"dense": 0.515, "chars4": 0.25, "stems": 0.235}
# Passages of each list that are fused; more found nothing in the first ten.
DEPTH = 100
# Passages that are looked at for gains.
LOOKED_AT = 30

# A passage that holds the kind of thing asked for (a quantity, a date, a link, a definition, a list), that tells the
# aspect asked for in its text, and in its own heading.
KIND, TOLD, SUBJECT = 0.06, 0.03, 0.15
# A passage about another thing of the same kind loses.
RIVAL = 0.15
# A passage that states just what is asked, and that others call what is asked (docs/decisions/082-statements.md).
SAID, CALLED = 0.1, 0.1
# Square of beta in the F-measure of statements: what one says beside the question counts four times what it lacks.
PRECISION = 0.25
# A passage of a revoked regulation loses: more than what tells two neighbours apart, less than what tells two
# subjects apart. So the rule in force comes first, and what only the revoked one says is still found.
REVOKED = 0.1
