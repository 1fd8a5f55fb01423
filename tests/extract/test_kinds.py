"""Of what kind an act is, and which of its rows tell that: the ones between who does it and whom it is done to."""

from __future__ import annotations

import pytest

from kg.extract import RuleExtractor
from kg.model import Article, Extraction


def extraction(text: str) -> Extraction:
    (found,) = RuleExtractor().extract([Article("a", text)])
    return found


def predicates(text: str) -> set[tuple[str, str]]:
    return {(event.predicate, event.trigger.text) for event in extraction(text).events}


def kinds_of_rows(text: str) -> dict[str, str]:
    return {row.object.text: row.predicate.type for row in extraction(text).triples if row.object is not None}


@pytest.mark.parametrize(
    ("text", "to_whom", "what", "kind"),
    [
        ("Norland gave back the coins to Peru.", "Peru", "the coins", "RETREAT"),
        ("The monks sent medicine to the villagers.", "the villagers", "medicine", "AID"),
    ],
)
def test_the_kind_is_told_of_whom_it_is_done_to(text: str, to_whom: str, what: str, kind: str) -> None:
    rows = kinds_of_rows(text)
    assert rows[to_whom] == kind
    assert rows[what] == "OTHER"


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        ("The army destroyed the bridge.", "the bridge", "ASSAULT"),
        ("Norland imposed sanctions on Peru.", "sanctions on Peru", "SANCTION"),
        ("Government jets pounded the valley.", "the valley", "ASSAULT"),
    ],
)
def test_without_another_side_it_is_done_to_the_thing(text: str, what: str, kind: str) -> None:
    assert kinds_of_rows(text)[what] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The patrol left the valley.", "The valley", "Place"),
        ("Troops entered parts of the province.", "parts of the province", "Place"),
        ("The rebels freed hundreds of prisoners.", "hundreds of prisoners", "Group"),
    ],
)
def test_what_a_number_or_a_place_word_names(text: str, name: str, kind: str) -> None:
    found = extraction(text)
    types = {m.text.lower(): e.type for m in found.mentions for e in found.entities if e.id == m.entity}
    assert types[name.lower()] == kind


@pytest.mark.parametrize(
    ("text", "predicate", "trigger"),
    [
        ("Norland says it will not release the sailors.", "refuses", "says"),
        ("The premier said the rebels were responsible.", "blames", "said"),
        ("The premier said the rebels were behind the raid.", "blames", "said"),
        ("The rebels warned the mayor that they would shell the port.", "threatens", "warned"),
        ("The president warned the envoy that his government would expel him.", "threatens", "warned"),
    ],
)
def test_what_a_report_amounts_to(text: str, predicate: str, trigger: str) -> None:
    assert (predicate, trigger) in predicates(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norland says it will release the sailors.",
        "The army said it was not responsible for the raid.",
        "The premier said the rebels were tired.",
        "The rebels warned the mayor that the dyke would break.",
    ],
)
def test_what_merely_reports(text: str) -> None:
    assert not {name for name, _ in predicates(text)} & {"refuses", "blames", "threatens"}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("A court in Bergen found the banker guilty of theft.", "convicted"),
        ("The jury found the banker not guilty of theft.", "acquitted"),
        ("The banker was found guilty of theft.", "convicted"),
        ("The mayor, Elsa Lind, called the guild a nuisance.", "describes"),
        ("The mayor called the strike illegal.", "describes"),
        ("The mayor launched a scathing attack on the premier.", "criticizes"),
        ("The rebels launched an attack on the port.", "attacked"),
        ("Jakarta summoned the Dutch ambassador.", "summoned_envoy"),
        ("Norland launched a mediation effort between the clans.", "mediated_between"),
    ],
)
def test_the_words_around_a_verb_tell_its_sense(text: str, predicate: str) -> None:
    assert predicate in {name for name, _ in predicates(text)}


def test_a_verdict_is_about_its_object_and_so_is_what_it_was_for() -> None:
    found = extraction("A court found Elsa Lind guilty of robbing the mill.")
    rows = {(r.subject.text, r.predicate.text, r.object.text) for r in found.triples if r.subject and r.object}
    assert ("A court", "found … guilty", "Elsa Lind") in rows
    assert ("Elsa Lind", "robbing", "the mill") in rows


@pytest.mark.parametrize(
    "text", ["The guild filed a lawsuit accusing the mill.", "The guild put out a report accusing the mill."]
)
def test_what_a_text_does_whoever_issues_it_does(text: str) -> None:
    (accused,) = [event for event in extraction(text).events if event.trigger.text == "accusing"]
    assert {side.text for side in accused.participants if side.role == "actor"} == {"The guild"}


def test_whoever_joins_forces_does_it_with_the_other() -> None:
    (joined,) = [
        e for e in extraction("The president joined forces with the guild.").events if e.trigger.text == "joined"
    ]
    assert {side.text for side in joined.participants} == {"The president", "the guild"}


def test_what_is_called_whose_is_named_after_its_owner() -> None:
    found = extraction("Talks with the Red Party, whose fighters had opposed the mayor, began on Monday.")
    assert "Red Party’s fighters" in {entity.name for entity in found.entities}
