"""What kg knows of English news before it reads any: kinds, predicates, cues, titles, countries. All of it is data.

`ontology()` is the shipped knowledge, read once; a table with a wrong row raises OntologyError naming file and row.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from kg.errors import OntologyError
from kg.model import EVENT_KINDS, EventKind, Status
from kg.ontology.additions import NOTHING, Additions
from kg.ontology.countries import Countries, load_countries
from kg.ontology.known import Known, load_known
from kg.ontology.tables import (
    Agent,
    AgentType,
    Alike,
    Anaphor,
    Body,
    Condition,
    Governor,
    Instrument,
    KindRow,
    LemmaFix,
    Modal,
    NamedWords,
    NameSlot,
    Office,
    Pair,
    PredicateRow,
    Row,
    Sense,
    Target,
    Title,
    Words,
    WordSet,
    packaged,
    shipped,
)

DOUBLING = re.compile("[^aeiou]*[aeiou][^aeiousxwyz]")
"""A short verb with a last letter that is doubled before an ending."""

__all__ = [
    "NOTHING",
    "OTHER_TYPE",
    "Additions",
    "Agent",
    "Anaphor",
    "Body",
    "Condition",
    "Countries",
    "Cues",
    "Governor",
    "KindRow",
    "Known",
    "Modal",
    "NameSlot",
    "Office",
    "Ontology",
    "Pair",
    "PredicateRow",
    "Sense",
    "Target",
    "Title",
    "WordSet",
    "endings",
    "ontology",
    "shipped_predicates",
    "use",
    "word_set",
]  # fmt: skip

SPEECH = frozenset(("claimed", "demanded", "denied", "promised"))
"""What words of speech make of what is said."""
NO_KINDS: frozenset[EventKind] = frozenset()
OTHER_TYPE = "OTHER"
"""The relationship type of every predicate outside the vocabulary; it keeps its own lemma in `predicate`."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The words that decide status and speaker. `reporting` and `speaking` are the verbs of the governors that do."""

    precedence: Mapping[Status, int]
    """The place of each status in the order: the lowest is the strongest."""
    bare: frozenset[str]
    doers: frozenset[str]
    governors: Mapping[tuple[str, str], tuple[Governor, ...]]
    reporting: frozenset[str]
    speaking: frozenset[str]
    modals: Mapping[str, Modal]
    adverbs: Mapping[str, Status]
    adjectives: Mapping[str, Status]
    determiners: Mapping[str, Status]
    conditions: Mapping[str, Condition]

    def strongest(self, statuses: Iterable[Status]) -> Status:
        """The first in the order of precedence; `actual` of none."""
        return min(statuses, key=self.precedence.__getitem__, default="actual")


@dataclass(frozen=True, slots=True)
class Ontology:
    """The tables, indexed by the word they are looked up by."""

    kinds: frozenset[EventKind]
    predicates: Mapping[str, PredicateRow]
    verbs: Mapping[str, tuple[Sense, ...]]
    nouns: Mapping[str, tuple[Sense, ...]]
    kinds_of_verbs: Mapping[str, frozenset[EventKind]]
    kinds_of_nouns: Mapping[str, frozenset[EventKind]]
    agents: Mapping[str, Agent]
    pairs: Mapping[str, Pair]
    """Nouns with the word before them that name something else than the noun alone."""
    titles: Mapping[str, Title]
    offices: Mapping[str, Office]
    office_words: frozenset[str]
    """Every word and hyphenated half of a word that stands in an office: "prime", "minister"."""
    anaphors: Mapping[str, Anaphor]
    alike: Mapping[str, frozenset[str]]
    """The nouns each of whose entities another noun may mean: "bid" and "proposal" by "offer"."""
    name_slots: Mapping[tuple[str, str], NameSlot]
    """What the word beside a name tells of its type, by where the name stands and the word."""
    lemmas: Mapping[str, Mapping[str, str]]
    """The right base forms, by the wrong one and the tag; the tag is empty where any will do."""
    word_sets: Mapping[WordSet, frozenset[str]]
    modes: Mapping[str, str]
    cues: Cues
    countries: Countries
    known: Known

    def lemma(self, form: str, wrong: str, tag: str) -> str:
        """The base form of a word, for which the model says `wrong`: the same where it is not known to be wrong."""
        if form != wrong and _lost_its_e(form, wrong):
            wrong += "e"
        fixes = self.lemmas.get(wrong)
        right = wrong if fixes is None else fixes.get(tag) or fixes.get("", wrong)
        return self._without_prefix(right) if "-" in right else right

    def _without_prefix(self, word: str) -> str:
        """What the tables know of a word with a prefix that changes no meaning: "president" of "ex-president"."""
        prefix, _, rest = word.partition("-")
        if prefix not in self.word_sets["prefixes of the same"] or self._knows(word):
            return word
        forms = (form for whole in (prefix + rest, rest) for form in (whole, whole.removesuffix("e")))
        return next(filter(self._knows, forms), word)  # the model takes "founde" for the base form of "co-founded"

    def _knows(self, lemma: str) -> bool:
        return lemma in self.verbs or lemma in self.nouns or lemma in self.agents or lemma in self.offices

    def kind(self, predicate: str) -> EventKind:
        """The kind of a predicate; OTHER outside the vocabulary."""
        row = self.predicates.get(predicate)
        return row.kind if row else "OTHER"

    def verb_kinds(self, lemma: str) -> frozenset[EventKind]:
        """The kinds of all that a verb may tell; none of a verb that the tables lack."""
        return self.kinds_of_verbs.get(lemma, NO_KINDS)

    def noun_kinds(self, lemma: str) -> frozenset[EventKind]:
        """The kinds of all that a noun may tell; none of a noun that the tables lack."""
        return self.kinds_of_nouns.get(lemma, NO_KINDS)

    def agent_type(self, lemma: str) -> AgentType | None:
        """What a noun for people or bodies is a noun for; None of any other noun."""
        row = self.agents.get(lemma)
        return row.type if row is not None else None

    @property
    def relation_types(self) -> tuple[str, ...]:
        """The closed list of relationship types a derived relation may have."""
        return (*sorted(row.type for row in self.predicates.values()), OTHER_TYPE)


@cache
def word_set(*names: WordSet) -> frozenset[str]:
    """The words of these names in `words.toml`; a set that the table lacks is found when the table is read."""
    return frozenset().union(*(ontology().word_sets[name] for name in names))


@cache
def endings(name: WordSet) -> tuple[str, ...]:
    """The words of this name, as `str.endswith` takes them."""
    return tuple(word_set(name))


def _word_sets() -> Mapping[WordSet, frozenset[str]]:
    rows = shipped("words.toml", "words", NamedWords)
    found = {row.name: frozenset(row.words) for row in rows}
    if twice := sorted({row.name for row in rows if sum(row.name == other.name for other in rows) > 1}):
        raise OntologyError(f"kg/ontology/words.toml: more than one [[words]] named {', '.join(map(repr, twice))}")
    if missing := sorted(set(get_args(WordSet)) - found.keys()):
        raise OntologyError(f"kg/ontology/words.toml: no [[words]] named {', '.join(map(repr, missing))}")
    return found


def _modes() -> Mapping[str, str]:
    rows = shipped("words.toml", "instrument", Instrument)
    return {word: row.mode for row in rows for word in row.words}


def _by_lemma(rows: Iterable[Sense]) -> Mapping[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for row in sorted(rows, key=lambda row: -row.weight):
        for lemma in row.lemmas:
            found.setdefault(lemma, []).append(row)
    return {lemma: tuple(senses) for lemma, senses in found.items()}


def _kinds_of(
    senses: Mapping[str, tuple[Sense, ...]], predicates: Mapping[str, PredicateRow]
) -> Mapping[str, frozenset[EventKind]]:
    """The kinds of all senses of each word."""
    kinds = {name: row.kind for name, row in predicates.items()}
    return {lemma: frozenset(kinds.get(sense.predicate, "OTHER") for sense in rows) for lemma, rows in senses.items()}


def _lost_its_e(form: str, lemma: str) -> bool:
    """Whether the lemma lacks an e, as "scrap" of "scraped" does: before an ending, "scrap" doubles its p."""
    return form.startswith(lemma) and form[len(lemma) :] in ("ed", "es", "ing") and bool(DOUBLING.fullmatch(lemma))


def _lemmas() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for fix in shipped("lemmas.toml", "lemma", LemmaFix):
        found.setdefault(fix.wrong, {})[fix.tag] = fix.right
    return found


def _first_by(rows: Iterable[Row], words: str) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        for word in getattr(row, words):
            found.setdefault(word.casefold(), row)
    return found


def _titles() -> Mapping[str, Title]:
    """The titles by their forms; of an office also those of who held it once: "ex-president"."""
    rows = _first_by(shipped("titles.toml", "title", Title), "forms")
    return {**{f"ex-{form}": row for form, row in rows.items() if row.kind == "office"}, **rows}


def _alike() -> Mapping[str, frozenset[str]]:
    rows = shipped("anaphors.toml", "alike", Alike)
    return {lemma: frozenset(row.of or row.lemmas) - {lemma} for row in rows for lemma in row.lemmas}


def _name_slots() -> Mapping[tuple[str, str], NameSlot]:
    rows = shipped("name_slots.toml", "slot", NameSlot)
    return {(row.where, word): row for row in rows for word in row.words}


def _statuses(table: str) -> Mapping[str, Status]:
    rows = shipped("cues.toml", table, Words)
    return {word: row.status for row in rows for word in row.words}


def _cues(added: tuple[Governor, ...]) -> Cues:
    governors: dict[tuple[str, str], list[Governor]] = {}
    for row in (*added, *shipped("cues.toml", "governor", Governor)):
        for lemma in row.lemmas:
            governors.setdefault((row.pos, lemma), []).append(row)
    modals = {lemma: row for row in shipped("cues.toml", "modal", Modal) for lemma in row.lemmas}
    lists = tomllib.loads(packaged("cues.toml"))
    return Cues(
        precedence={status: place for place, status in enumerate(lists["precedence"])},
        bare=frozenset(lists["bare"]),
        doers=frozenset(lists["doers"]),
        governors={key: tuple(rows) for key, rows in governors.items()},
        reporting=_verbs_of(governors, lambda row: row.report),
        speaking=_verbs_of(governors, _is_of_speech),
        modals=modals,
        adverbs=_statuses("adverb"),
        adjectives=_statuses("adjective"),
        determiners=_statuses("determiner"),
        conditions=_first_by(shipped("cues.toml", "condition", Condition), "words"),
    )


def _verbs_of(
    governors: Mapping[tuple[str, str], Iterable[Governor]], fits: Callable[[Governor], bool]
) -> frozenset[str]:
    return frozenset(lemma for (pos, lemma), rows in governors.items() if pos == "verb" and any(map(fits, rows)))


def _is_of_speech(row: Governor) -> bool:
    """Whether the word says, asks, promises or denies something."""
    return row.status == "demanded" or (row.status in SPEECH and row.speaker == "subject" and "clause" in row.takes)


_in_use = NOTHING


@cache
def ontology() -> Ontology:
    """The knowledge that ships with kg, with what `use` added."""
    return _made(_in_use)


def use(additions: Additions) -> Ontology:
    """From here on, in this process, `ontology()` has these rows besides those that ship. Senses added come first.

    Raises OntologyError where a row does not fit.
    """
    global _in_use
    if _in_use != additions:
        _made(additions)  # raises before anything is changed
        _in_use = additions
        ontology.cache_clear()
    return ontology()


def shipped_predicates() -> Mapping[str, PredicateRow]:
    """The predicates that ship with kg, by name."""
    return {row.name: row for row in shipped("predicates.toml", "predicate", PredicateRow)}


@cache
def _made(additions: Additions) -> Ontology:
    known = shipped_predicates()
    if faults := [f"{path}: {words}" for path, words in additions.faults(known)]:
        raise OntologyError("\n".join(faults))
    offices = _first_by(shipped("titles.toml", "office", Office), "lemmas")
    predicates = {**known, **{row.name: row for row in additions.predicates}}
    verbs = _by_lemma((*additions.verbs, *shipped("verbs.toml", "sense", Sense)))
    nouns = _by_lemma((*additions.nouns, *shipped("nouns.toml", "sense", Sense)))
    return Ontology(
        kinds=frozenset((*EVENT_KINDS, *(row.name for row in additions.kinds))),
        predicates=predicates,
        verbs=verbs,
        nouns=nouns,
        kinds_of_verbs=_kinds_of(verbs, predicates),
        kinds_of_nouns=_kinds_of(nouns, predicates),
        agents=_first_by(shipped("agents.toml", "agent", Agent), "lemmas"),
        pairs=_first_by(shipped("agents.toml", "pair", Pair), "words"),
        titles=_titles(),
        offices=offices,
        office_words=frozenset(word for office in offices for word in (office, *office.replace("-", " ").split())),
        anaphors=_first_by(shipped("anaphors.toml", "anaphor", Anaphor), "lemmas"),
        alike=_alike(),
        name_slots=_name_slots(),
        lemmas=_lemmas(),
        word_sets=_word_sets(),
        modes=_modes(),
        cues=_cues(additions.cues),
        countries=load_countries(),
        known=load_known(),
    )
