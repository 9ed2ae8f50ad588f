"""Every form of instruction reads its own examples."""

from __future__ import annotations

import pytest

from tanyapasal.index.parsing.amendments.forms import ACT_FORMS, ROLE_FORMS, Example
from tanyapasal.index.parsing.amendments.orders import read_instruction

EXAMPLES = [example for form in (*ACT_FORMS, *ROLE_FORMS) for example in form.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:60])
def test_instruction_gives_its_orders(example: Example) -> None:
    assert tuple(str(order) for order in read_instruction(example.text).orders) == example.orders
