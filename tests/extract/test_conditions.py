"""What hangs on an "if" points at it, and nothing points back."""

from __future__ import annotations

import pytest

from kg.extract import RuleExtractor
from kg.model import Article


@pytest.mark.parametrize(
    ("text", "threat", "condition"),
    [
        ("The union said it would strike unless the mill raises wages.", "strike", "raises"),
        ("If the rebels attack the port, the navy will sink their boats.", "sink", "attack"),
        ("Delcor will sue the ministry if it closes the harbour.", "sue", "closes"),
    ],
)
def test_a_threat_has_its_condition_and_the_condition_none(text: str, threat: str, condition: str) -> None:
    (found,) = RuleExtractor().extract([Article("a", text)])
    events = {event.trigger.text: event for event in found.events}
    assert events[threat].condition == (events[condition].id,)
    assert events[condition].condition == ()
    assert {events[threat].status, events[condition].status} == {"hypothetical"}
