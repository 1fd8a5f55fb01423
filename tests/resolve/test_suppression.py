"""Suppressing an actor: no name of it is left in anything made of the articles, and nothing else is lost for good."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hand_extractions import Act, Who, told
from seed_graph import seeds

from kg.assemble import assemble
from kg.corrections import Passage, Suppression
from kg.exchange import to_bytes
from kg.export import to_lines
from kg.model import Article, Extraction
from kg.resolve import hidden_entities, parts_of, resolve_entities, suppression_of, without_suppressed
from kg.resolve.suppression import Read, names_of

TENCH, BRANDEL = Who("Ann Tench", "Person"), Who("Ivo Brandel", "Person")
BANK, UNION = Who("Brandt Bank"), Who("the union", "Group", named=False)


def suppression(read: Read, name: str) -> Suppression:
    entities, of = resolve_entities(parts_of(read), {})
    return suppression_of(next(each for each in entities.values() if each.name == name), read, of)


def shown(read: Read, *hidden: Suppression) -> list[tuple[Article, Extraction]]:
    return without_suppressed(hidden, read, *resolve_entities(parts_of(read), {}))


def everything(read: Read) -> str:
    """All that is ever shown of articles: the graph's rows, and every extraction."""
    rows = "\n".join(to_lines(assemble(read)))
    return rows + "\n".join(to_bytes(extraction).decode() for _, extraction in read)


def test_no_person_of_the_seeds_is_named_any_more_once_suppressed() -> None:
    entities, of = resolve_entities(parts_of(seeds()), {})
    persons = [each for each in entities.values() if each.named and each.type == "Person"]
    assert len(persons) > 20
    for person in persons:
        rest = everything(shown(seeds(), suppression_of(person, seeds(), of)))
        names = "|".join(map(re.escape, {person.name, *person.aliases}))
        assert re.findall(rf"(?<!\w)(?:{names})(?!\w)", rest) == [], person.name


def test_who_is_not_named_beside_them_stays_as_it_was() -> None:
    read = [
        told("a", Act("sued", actor=(TENCH,), recipient=(BANK,))),
        told("b", Act("sued", actor=(BRANDEL,), recipient=(BANK,))),
    ]
    graph = assemble(shown(read, suppression(read, "Ann Tench")))
    assert {entity.name for entity in graph.entities} == {"Brandt Bank", "Ivo Brandel"}
    assert graph.events == assemble(read[1:]).events
    assert len(graph.articles) == 2


def test_an_act_in_whose_voice_or_about_which_they_speak_goes_too() -> None:
    read = [
        told(
            "a",
            Act("met", actor=(BANK,), recipient=(UNION,), speakers=(TENCH,)),
            Act("demands", actor=(BRANDEL,), content=(2,)),
            Act("pay", actor=(BANK,), recipient=(TENCH,)),
        )
    ]
    graph = assemble(shown(read, suppression(read, "Ann Tench")))
    assert [event.predicate for event in graph.events] == ["demands"]
    assert graph.links == ()


def test_titles_and_addresses_that_name_them_are_left_out() -> None:
    article, extraction = told("a", Act("sued", actor=(TENCH,), recipient=(BANK,)))
    read = [
        (replace(article, title="TENCH sues", url="https://example.org/ann-tench-sues", source="Herald"), extraction)
    ]
    found, _ = shown(read, suppression(read, "Ann Tench"))[0]
    assert (found.title, found.url, found.source) == ("TENCH sues", None, "Herald")
    read = [(replace(article, title="Ańn  Tench\nsues"), extraction)]
    assert shown(read, suppression(read, "Ann Tench"))[0][0].title is None


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("a letter of Ann Tench", True),
        ("ANN TENCH", True),
        ("Ann\nTench’s boat", True),
        ("ann-tench.html", True),
        ("Joann Tench", False),
        ("Ann Tenchard", False),
        ("José Ćwik", True),
        ("JOSE CWIK", True),
        ("said May on Monday", True),
        ("MAY SAID", True),
        ("it may rain", False),
        ("Mayor", False),
    ],
)
def test_names_are_found_as_names(text: str, stands: bool) -> None:
    """One of several words whatever its case and accents; one of a single word only as a name."""
    assert names_of(["the Ann Tench", "Jose Ćwik", "May", "Li"]).stand_in(text) is stands


def test_they_are_found_again_by_a_mention_or_by_their_name() -> None:
    read = [told("a", Act("sued", actor=(TENCH,), recipient=(BANK,)))]
    kept = suppression(read, "Ann Tench")
    assert [place.text for place in kept.mentions] == ["Ann Tench"]
    other = [told("b", Act("met", actor=(TENCH,), recipient=(BANK,)))]
    for now, by in ((read, kept), (read, replace(kept, name="A. T.")), (other, kept)):
        entities, of = resolve_entities(parts_of(now), {})
        hidden = hidden_entities([by], now, entities, of)[by]
        assert [entities[id_].name for id_ in hidden] == ["Ann Tench"]


def test_other_words_at_the_place_of_a_mention_are_not_them() -> None:
    read = [told("a", Act("sued", actor=(BRANDEL,), recipient=(BANK,)))]
    at = suppression(read, "Ivo Brandel").mentions[0]
    stale = Suppression("Ann Tench", True, (Passage("a", at.start, at.end, "Ann Tench"),))
    assert everything(shown(read, stale)) == everything(read)


def test_an_unnamed_one_is_hidden_where_it_stands_and_its_words_elsewhere_are_not() -> None:
    read = [told(key, Act("struck", actor=(UNION,), recipient=(BANK,))) for key in ("a", "b")]
    entities, of = resolve_entities(parts_of(read), {})
    first = next(each for each in entities.values() if not each.named)
    graph = assemble(shown(read, suppression_of(first, read, of)))
    assert [entity.id for entity in graph.entities if not entity.named] == [
        each.id for each in entities.values() if not each.named and each.id != first.id
    ]
