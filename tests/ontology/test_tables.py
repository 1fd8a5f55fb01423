"""The tables of kg/ontology read as files: no code of kg runs here, so a bad row is found before anything loads it."""

import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "kg" / "ontology"
KINDS = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT", "OFFICE", "BUSINESS", "HARM", "RELATION",
}  # fmt: skip
SECTORS = {"GOV", "MIL", "REB", "OPP", "LEG", "JUD", "POL", "MED", "BUS", "CVL", "IGO", "NGO", "UNK"}
TARGETS = {"recipient", "content", "object", "organization", "place"}
TYPES = {"Person", "Organization", "Group", "Place", "Facility", "Work", "Thing", "Hazard", "Amount"}
VERB_CONDITIONS = (
    "particle", "prep", "object", "object_type", "subject_type", "clause", "passive", "several", "judged", "modifier",
    "subject", "unless",
)  # fmt: skip
MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "allege", "investigate"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber", "expel",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}  # fmt: skip

# file, table: keys that must be there, keys that may be
TABLES: dict[tuple[str, str], tuple[set[str], set[str]]] = {
    ("predicates", "predicate"): ({"name", "kind", "example", "said"}, {"symmetric", "to"}),
    ("verbs", "sense"): (
        {"lemmas", "predicate", "example"},
        {*VERB_CONDITIONS, "recipient", "recipient_type", "actors", "modes"},
    ),
    ("nouns", "sense"): (
        {"lemmas", "predicate", "example"},
        {"actor", "recipient", "needs", "object", "object_type", "modifier", "unless", "modes"},
    ),
    ("agents", "agent"): ({"lemmas", "type", "sector", "example"}, set()),
    ("agents", "pair"): ({"words", "type", "example"}, {"sector"}),
    ("titles", "title"): ({"forms", "kind", "example"}, {"sector", "office", "gender"}),
    ("titles", "office"): ({"lemmas", "predicate", "example"}, set()),
    ("lemmas", "lemma"): ({"wrong", "right", "example"}, {"tag"}),
    ("metonyms", "metonym"): ({"words", "country", "kind", "example"}, {"sector", "name"}),
    ("demonyms", "demonym"): ({"words", "country", "example"}, set()),
    ("leaders", "leader"): ({"country", "names", "example"}, {"titled", "alone", "family_first"}),
    ("given_names", "given"): ({"gender", "names", "example"}, set()),
    ("name_slots", "slot"): ({"where", "words", "types", "weight", "example"}, {"sector"}),
    ("bodies", "body"): ({"country", "sector", "words", "example"}, set()),
    ("places", "place"): ({"country", "words", "example"}, set()),
    ("words", "words"): ({"name", "words", "use", "example"}, set()),
    ("anaphors", "alike"): ({"lemmas", "example"}, {"of"}),
    ("words", "instrument"): ({"mode", "words", "example"}, set()),
}


@cache
def rows(file: str, table: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))[table]


def predicates() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in rows("predicates", "predicate")}


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’.-]+", text.casefold())


def is_form(word: str, lemma: str) -> bool:
    """A loose check: the word could be an inflection of the lemma."""
    irregular = IRREGULAR.get(lemma, ())
    stem = lemma[:-1] if lemma[-1:] in "ey" and len(lemma) > 3 else lemma
    doubled = re.escape(stem[-1:]) + "(ed|ing)"
    fits = re.fullmatch(re.escape(stem) + rf"(|s|es|d|ed|ing|ies|ied|men|{doubled}|e|y)", word.rstrip("."))
    return fits is not None or word in irregular or word.rstrip(".") == lemma.rstrip(".")


IRREGULAR = {
    lemma: forms.split(",")
    for lemma, forms in re.findall(
        r"(\w+):(\S+)",
        """
        ban:banned bear:born become:became begin:began,begun blow:blew break:broke bring:brought build:built buy:bought
        catch:caught child:children choose:chose come:came draw:drew drive:drove fall:fell feed:fed fight:fought
        find:found flee:fled fly:flew freeze:froze get:got give:gave,given go:went have:has,had hold:held lay:laid
        lead:leads,led leave:left lend:lent lie:lies,lay lose:lost make:made man:men meet:met overthrow:overthrew
        pay:paid rebuild:rebuilt rise:rose run:ran say:said seek:sought sell:sold send:sent shoot:shot sink:sank sit:sat
        slay:slew speak:spoke,spoken spill:spilled spy:spied stand:stood steal:stole step:stepped strike:struck
        swear:swore sweep:swept take:took,taken tell:told throw:threw try:tried uphold:upheld win:won
        withdraw:withdrew woman:women write:wrote
        """,
    )
}


@pytest.mark.parametrize(("file", "table"), TABLES)
def test_rows_have_the_keys_they_need_and_no_other(file: str, table: str) -> None:
    needed, allowed = TABLES[file, table]
    faults = [
        f"row {number}: lacks {sorted(needed - row.keys())}, has {sorted(row.keys() - needed - allowed)}: {row}"
        for number, row in enumerate(rows(file, table), 1)
        if needed - row.keys() or row.keys() - needed - allowed
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("file", "table"), TABLES)
def test_no_list_is_empty_or_repeats_itself(file: str, table: str) -> None:
    for row in rows(file, table):
        for key, value in row.items():
            if isinstance(value, list):
                assert value, f"{file}: {key} of {row['example']!r} is empty: leave it out"
                assert len(set(value)) == len(value), f"{file}: {key} of {row['example']!r} has a word twice"


def test_predicates_are_names_of_known_kinds() -> None:
    names = [row["name"] for row in rows("predicates", "predicate")]
    assert not [name for name, n in Counter(names).items() if n > 1]
    for row in rows("predicates", "predicate"):
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["name"]), row["name"]
        assert row["kind"] in KINDS, row["name"]
        assert set(row.get("to", ["recipient"])) <= TARGETS, row["name"]
        assert row["said"] and row["example"][-1] in ".!?", row["name"]
    assert {row["kind"] for row in rows("predicates", "predicate")} == KINDS


@pytest.mark.parametrize("file", ["verbs", "nouns"])
def test_senses_name_known_predicates_types_and_modes(file: str) -> None:
    known = predicates()
    for row in rows(file, "sense"):
        assert row["predicate"] in known, f"{row['example']!r}: no predicate {row['predicate']!r}"
        assert set(row.get("object_type", [])) | set(row.get("subject_type", [])) <= TYPES, row["example"]
        assert row.get("actors", "both") == "both", row["example"]
        if "actors" in row:
            assert known[row["predicate"]].get("symmetric"), f"{row['predicate']} has two actors but is not symmetric"
        kind = known[row["predicate"]]["kind"]
        assert set(row.get("modes", [])) <= MODES.get(kind, set()), f"{row['example']!r}: not modes of {kind}"


def test_every_predicate_can_be_said() -> None:
    said = {row["predicate"] for file in ("verbs", "nouns") for row in rows(file, "sense")}
    said |= {row["predicate"] for row in rows("titles", "office")}
    said |= {row["office"] for row in rows("titles", "title") if "office" in row}
    assert not predicates().keys() - said
    assert not said - predicates().keys()


@pytest.mark.parametrize("file", ["verbs", "nouns"])
def test_no_two_rows_are_chosen_by_the_same_conditions(file: str) -> None:
    seen: dict[tuple[Any, ...], str] = {}
    for row in rows(file, "sense"):
        for lemma in row["lemmas"]:
            key = (lemma, *(str(row.get(condition)) for condition in (*VERB_CONDITIONS, "needs")))
            assert key not in seen, f"{lemma!r}: {row['example']!r} can never be chosen after {seen[key]!r}"
            seen[key] = row["example"]


@pytest.mark.parametrize(
    ("file", "table", "key"),
    [
        ("verbs", "sense", "lemmas"), ("nouns", "sense", "lemmas"), ("agents", "agent", "lemmas"),
        ("titles", "office", "lemmas"), ("titles", "title", "forms"), ("metonyms", "metonym", "words"),
        ("demonyms", "demonym", "words"), ("words", "words", "words"), ("words", "instrument", "words"),
        ("given_names", "given", "names"), ("bodies", "body", "words"), ("places", "place", "words"),
        ("anaphors", "alike", "lemmas"),
    ],
)  # fmt: skip
def test_an_example_holds_one_of_its_row_s_words(file: str, table: str, key: str) -> None:
    faults = []
    for row in rows(file, table):
        text = row["example"].casefold()
        if any(word.casefold() in text for word in row[key]):
            continue
        if not any(is_form(word, lemma.casefold()) for lemma in row[key] for word in words(text)):
            faults.append(f"{file}: {row['example']!r} has none of {row[key]}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("file", "table", "key"),
    [
        ("agents", "agent", "lemmas"), ("titles", "title", "forms"), ("titles", "office", "lemmas"),
        ("metonyms", "metonym", "words"), ("demonyms", "demonym", "words"), ("leaders", "leader", "names"),
        ("given_names", "given", "names"),
        ("bodies", "body", "words"), ("places", "place", "words"), ("anaphors", "alike", "lemmas"),
    ],
)  # fmt: skip
def test_a_word_stands_in_one_row(file: str, table: str, key: str) -> None:
    twice = [word for word, n in Counter(word for row in rows(file, table) for word in row[key]).items() if n > 1]
    assert not twice


def test_a_word_beside_a_name_is_one_row_s_and_speaks_for_known_types() -> None:
    slots = [(row["where"], word) for row in rows("name_slots", "slot") for word in row["words"]]
    assert len(set(slots)) == len(slots), [slot for slot, n in Counter(slots).items() if n > 1]
    assert all(set(row["types"]) <= TYPES - {"Hazard", "Amount"} for row in rows("name_slots", "slot"))


def test_a_leader_s_example_names_one_by_a_title_or_in_full() -> None:
    for row in rows("leaders", "leader"):
        full = [*row["names"], *row.get("titled", [])]
        last_words = {name.split()[-1] for name in full} | {*full, *row.get("alone", [])}
        assert any(word in row["example"] for word in last_words), row["example"]


@pytest.mark.parametrize(("file", "table"), [("leaders", "leader"), ("bodies", "body"), ("places", "place")])
def test_what_is_known_by_name_has_a_known_country(file: str, table: str) -> None:
    codes = json.loads((FOLDER / "territories.json").read_text(encoding="utf-8"))["countries"]
    for row in rows(file, table):
        assert row["country"] in codes or (file == "bodies" and row["country"] == ""), row["example"]
        assert row.get("sector", "UNK") in SECTORS, row["example"]


def test_people_and_titles_have_known_sectors_and_kinds() -> None:
    for row in rows("agents", "agent"):
        assert row["sector"] in SECTORS and row["type"] in {"Person", "Group", "Organization"}, row["example"]
    for row in rows("titles", "title"):
        assert row.get("sector", "UNK") in SECTORS and row.get("gender", "male") in {"male", "female"}, row["example"]
        assert row["kind"] in {"honorific", "rank", "office", "religious"}, row["example"]


def test_a_mended_base_form_is_mended_once_a_tag() -> None:
    keys = [(row["wrong"], row.get("tag", "")) for row in rows("lemmas", "lemma")]
    assert len(set(keys)) == len(keys)
    assert all(row["wrong"] != row["right"] for row in rows("lemmas", "lemma"))


def test_countries_have_codes_names_and_a_notice() -> None:
    table = json.loads((FOLDER / "territories.json").read_text(encoding="utf-8"))
    countries = table["countries"]
    assert {source["name"]: source["license"] for source in table["sources"]} == {"rigour": "MIT", "countryinfo": "MIT"}
    assert all(source["notice"].startswith("Copyright") for source in table["sources"])
    for code, row in countries.items():
        assert re.fullmatch("[A-Z]{3}", code)
        assert row["names"] and row["demonyms"] and row["capitals"], code
        assert {row.get("parent", code), *row.get("successors", [])} <= countries.keys(), code
    for file in ("metonym", "demonym"):
        assert {row["country"] for row in rows(f"{file}s", file)} <= countries.keys()
    assert (FOLDER / "territories.json").stat().st_size < 200_000
