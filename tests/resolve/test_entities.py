"""One entity over many articles, and what stays apart, by the table of "the same or another"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

import pytest
from hand_extractions import Who, told

from kg.model import Article, Extraction
from kg.resolve import Part, Resolved, parts_of, resolve_entities
from kg.resolve.entities import actor_key


def _told(key: str, *who: Who) -> Extraction:
    return told(key, also=who)[1]


def _parts(extractions: Iterable[Extraction]) -> Iterator[Part]:
    return parts_of((Article(extraction.article.id, ""), extraction) for extraction in extractions)


def _resolved(*extractions: Extraction) -> list[Resolved]:
    found, _ = resolve_entities(_parts(extractions), {})
    return sorted(found.values(), key=lambda entity: entity.name)


def _are_one(one: Who, other: Who) -> bool:
    """Whether two articles that name these name one entity."""
    return len(_resolved(_told("a", one), _told("b", other))) == 1


AFGHANISTAN = Who("Afghanistan", "Place", country="AFG")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Who("Ashraf Ghani", "Person"), Who("Ashraf Ghani", "Person")),
        (Who("Taliban"), Who("the Taliban", "Group")),
        (Who("José Ćwik", "Person"), Who("Jose\u0301 C\u0301wik", "Person")),
        (Who("José Ćwik", "Person"), Who("Jose Cwik", "Person")),
        (Who("Khaama Press"), Who("KHAAMA  PRESS")),
        (AFGHANISTAN, AFGHANISTAN),
    ],
    ids=lambda who: who.name,
)
def test_equal_names_of_one_kind_are_one(one: Who, other: Who) -> None:
    """Case, accents (composed or not), an article and spaces do not matter."""
    assert _are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Afghan government", "government of Afghanistan"),
        ("Afghan government", "Afghanistan's government"),
        ("Kenyan Ministry of Health", "Ministry of Health of Kenya"),
        ("Kenyan parliament", "parliament of Kenya"),
        ("the Lebanese army", "army of Lebanon"),
    ],
)
def test_an_organ_is_its_country_and_its_noun_in_either_wording(one: str, other: str) -> None:
    assert _are_one(Who(one), Who(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Who("Afghan government"), AFGHANISTAN),
        (Who("Afghan government"), Who("Pakistani government")),
        (Who("Kabul", "Place", country="AFG"), AFGHANISTAN),
        (Who("Mazar", "Place"), Who("Mazar", "Person")),
        (Who("Hamid Karzai", "Person"), Who("Ahmed Wali Karzai", "Person")),
        (Who("Afghans", "Group", country="AFG"), AFGHANISTAN),
        (Who("Turkish army"), Who("Turkish navy")),
        (Who("Upper House of Chile"), Who("Lower House of Chile")),
        (Who("senior officer", "Person", named=False), Who("senior officer", "Person", named=False)),
        (Who("Taliban"), Who("Taliban officials", "Group", named=False)),
    ],
    ids=lambda who: who.name,
)
def test_what_the_table_sets_apart_stays_apart(one: Who, other: Who) -> None:
    """Organ and country, capital as a place, kin, like-named organs, the unnamed."""
    assert not _are_one(one, other)


def test_the_unnamed_never_merge_across_articles_and_have_no_aliases() -> None:
    soldier = Who("a soldier", "Person", named=False)
    found = _resolved(_told("a", soldier), _told("b", soldier), _told("c", soldier))
    assert [(e.named, e.aliases) for e in found] == [(False, ())] * 3


def test_the_id_is_the_smallest_of_its_members_in_any_order() -> None:
    parts = [_told(key, Who("Taliban"), AFGHANISTAN) for key in "abc"]
    found = [resolve_entities(_parts(order), {}) for order in permutations(parts)]
    assert all(entities == found[0][0] and dict(of) == dict(found[0][1]) for entities, of in found)
    locals_ = [e.id for part in parts for e in part.entities if e.name == "Taliban"]
    assert {found[0][1][local] for local in locals_} == {min(locals_)}


def test_an_alias_of_the_settings_joins_two_names() -> None:
    found, _ = resolve_entities(
        _parts([_told("a", Who("Daesh")), _told("b", Who("Islamic State"))]), {"daesh": "Islamic State"}
    )
    (entity,) = found.values()
    assert {entity.name, *entity.aliases} == {"Daesh", "Islamic State"}


def test_the_commonest_name_is_the_name_and_the_others_are_aliases() -> None:
    parts = [_told("a", Who("Kenyan army")), _told("b", Who("Kenyan army")), _told("c", Who("army of Kenya"))]
    (entity,) = _resolved(*parts)
    assert (entity.name, entity.aliases) == ("Kenyan army", ("army of Kenya",))


def test_every_local_entity_is_found_again() -> None:
    parts = [_told("a", Who("Taliban"), AFGHANISTAN), _told("b", Who("a man", "Person", named=False))]
    found, of = resolve_entities(_parts(parts), {})
    assert set(of) == {entity.id for part in parts for entity in part.entities}
    assert set(of.values()) == set(found)


def test_a_key_knows_countries_in_every_wording() -> None:
    assert actor_key("government of the United States") == actor_key("American government")
    assert actor_key("the Taliban") == actor_key("TALIBAN") != actor_key("Talib")
