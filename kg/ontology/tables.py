"""The rows of the tables beside this file, and how a table becomes rows: each fault named with file, row and remedy."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, TypeVar

from cattrs import Converter, transform_error
from cattrs.strategies import configure_union_passthrough

from kg.errors import OntologyError
from kg.model import EntityType, EventKind, Status

Row = TypeVar("Row")
Target = Literal["recipient", "content", "object", "organization", "place"]
Sector = Literal["GOV", "MIL", "REB", "OPP", "LEG", "JUD", "POL", "MED", "BUS", "CVL", "IGO", "NGO", "UNK"]
Take = Literal["clause", "infinitive", "gerund", "noun"]
Gender = Literal["female", "male"]
AgentType = Literal["Person", "Group", "Organization"]
WordSet = Literal[
    "owning",
    "holders",
    "parts by name",
    "offices of firms",
    "sums",
    "which of many",
    "rebellious",
    "counterparts",
    "one's only",
    "one or both of two",
    "fellows",
    "homes",
    "done to bodies",
    "attackers",
    "protesters",
    "serving as",
    "naming as",
    "younger",
    "elder",
    "brothers and sisters",
    "younger kin",
    "elder kin",
    "lesser and former",
    "moving crowds",
    "dealings",
    "codes of nobody",
    "verbs of languages",
    "verbs of translating",
    "ranks in capitals",
    "sides of a deal",
    "people's states",
    "spots",
    "verbs of writing",
    "players and coaches",
    "what firms have",
    "towns",
    "verbs of what was said",
    "club beginnings",
    "national beginnings",
    "no given names",
    "grounds",
    "money or a town",
    "storm names",
    "ship prefixes",
    "feasts",
    "said of firms",
    "sides of a trade",
    "sides taken",
    "watches",
    "ships or a navy",
    "media or a way",
    "titles of songs",
    "departments",
    "like in office",
    "beside others",
    "people of continents",
    "peoples of many countries",
    "event heads",
    "ground prepositions",
    "hiring verbs",
    "observers",
    "second syllables",
    "women",
    "currencies",
    "points in time",
    "surname endings of women",
    "craft",
    "men",
    "act endings",
    "done to people",
    "verbs of beginning",
    "contacting verbs",
    "ringing up",
    "means asked for",
    "reasons to call",
    "measuring verbs",
    "causing verbs",
    "opposing verbs",
    "telling verbs",
    "offences",
    "granting verbs",
    "asking verbs",
    "verbs without object",
    "disguising verbs",
    "making verbs",
    "verbs with of",
    "accusing verbs",
    "joined prefixes",
    "prefixes of the same",
    "act nouns",
    "efforts",
    "fights",
    "protests",
    "losses",
    "fighting bodies",
    "backing",
    "helping verbs",
    "aims",
    "things despite their ending",
    "body heads",
    "trades of firms",
    "no part of a name",
    "what lands have",
    "of a land",
    "of a people",
    "trusting",
    "common words in names",
    "named after a place",
    "words of names",
    "words of bodies",
    "broadcasters",
    "organs",
    "led by one",
    "members",
    "parts of bodies",
    "those who belong",
    "place heads",
    "nobody alone",
    "where people live",
    "conditions",
    "entitlements",
    "facility heads",
    "place beginnings",
    "titled works",
    "bodies of any kind",
    "kinds of ships",
    "kinds of aircraft",
    "who is on trial",
    "what a matter does",
    "words for names",
    "diseases by name",
    "things by calling",
    "money in the plural",
    "done to money",
    "compass points",
    "children",
    "speeches",
    "somebody or other",
    "words of regions",
    "clients' people",
    "what somebody has",
    "adjectives of office",
    "document heads",
    "belongings of a place",
    "country nouns",
    "parts of a country",
    "whoever",
    "nobody",
    "nearly all",
    "somebody",
    "calling verbs",
    "company heads",
    "also of bodies",
    "legal forms",
    "name suffixes",
    "name particles",
    "saints",
    "openers",
    "past holders",
    "telling apart",
    "days by name",
    "parts of a time",
    "whole times",
    "after today",
    "time marks",
    "number nouns",
    "counting nouns",
    "transparent verbs",
    "no verb here",
    "raising verbs",
    "adverbial nouns",
    "singling out",
    "adverbs of the speaker",
    "ranks",
    "who has a rank",
    "naming verbs",
    "nouns that look like adjectives",
    "done to meetings",
    "pasts that look like adjectives",
    "withholding verbs",
    "talking verbs",
    "terms of a source",
    "tough adjectives",
    "subject control",
    "what places do",
    "what only people do",
    "what only things do",
    "any of many",
    "trades told apart",
    "what things do too",
    "what texts do",
    "sources in writing",
    "verbs of telling somebody",
    "praise",
    "prepositional control",
    "dummy-it verbs",
    "adjectives of will",
    "linking verbs",
    "happening verbs",
    "choosing verbs",
    "settling verbs",
    "serving verbs",
    "stating verbs",
    "answerable",
    "claim-making verbs",
    "unconditional verbs",
    "participles of condition",
    "empty objects",
    "verbs of leaving",
    "anybody",
    "manners with a phrase",
    "roles with to",
    "verbs of being somewhere",
    "summing up",
    "participles as prepositions",
    "nouns of a state",
    "shouting verbs",
    "kin",
    "verbs with a phrase",
    "verbs with their adverb",
    "verbs filled out",
    "field endings",
    "links",
    "makers' verbs",
    "movings",
    "throwings",
    "moves of a value",
    "body parts",
    "support verbs",
    "undergoing verbs",
    "facing verbs",
    "verbs of suffering",
    "occasions",
    "goings",
    "measures",
    "margins",
    "outcomes",
    "works",
    "causes",
    "speakers' verbs",
    "conditional threats",
    "captives",
    "verbs of capture",
    "shares",
    "advising verbs",
    "charges",
    "kinds told by name",
    "traces",
    "mute things",
    "claims beside",
    "verbs of answering",
    "preventing verbs",
    "charging verbs",
    "verbs of wanting done",
    "verbs of setting a time",
    "verbs of beginning and ending",
    "parts of a place",
    "remains",
    "verbs of putting off",
    "times to come",
    "answers to claims",
    "rules of law",
    "texts",
    "media",
    "speech acts",
    "particles",
    "mass nouns",
    "verbs of sending",
    "verbs of leaving so",
    "states left",
    "waters",
    "rounds",
    "sizes",
    "standing participles",
    "orders",
    "verbs of heeding",
    "feelings",
    "describing verbs",
    "foretelling verbs",
    "verbs of owning up",
    "texts of law",
    "who speaks for a body",
    "failing verbs",
    "verbs of ordering",
    "market nouns",
    "market moves",
    "goods",
    "winning verbs",
    "rallying verbs",
    "what rallies do",
    "verbs of bearing",
    "verbs of reading",
    "verbs of revising",
    "hopes",
    "verbs of losing heart",
    "what leaving undone shows",
    "what winning brings",
    "stirring verbs",
    "contradicting verbs",
    "means",
    "verbs of serving time",
    "harms",
    "bodily harms",
    "instrument heads",
    "verbs of outcome",
    "undone",
    "in place of",
    "hardly any",
    "not only",
    "not alone",
    "continents",
    "circumstances",
    "prepositions of cause",
    "prepositions of circumstance",
    "adverbs before a day",
    "focus adverbs",
    "done to others",
    "entering",
    "what trespassers enter",
    "act for another",
    "of others",
    "officials of a state",
    "forenames that are prepositions",
    "company beginnings",
    "goods in names",
    "norm-giving verbs",
    "looking into",
    "senses",
    "counting verbs",
    "people by a quality",
    "done to many",
    "sets of people",
    "sides",
    "done to remains",
    "said of remains",
    "papers",
    "in any body",
    "often abroad",
    "diseases",
    "links of foreign names",
    "endings of firms",
    "members of blocs",
    "blocs",
    "seats",
    "each",
    "remainders",
    "seated",
    "habits",
    "times of the story",
    "how early",
    "verbs of calling",
    "passing on facts",
    "expectations",
    "participles of company",
]
"""The names of the sets of `words.toml`."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of event that a workspace adds to those that ship."""

    name: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class PredicateRow:
    """A word of the closed vocabulary: its kind, and where its derived relation points."""

    name: str
    kind: EventKind
    example: str = ""
    said: str = ""
    symmetric: bool = False
    to: tuple[Target, ...] = ("recipient",)

    @property
    def type(self) -> str:
        """The relationship type in the store."""
        return self.name.upper()


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a verb or an event noun; every condition given must hold. More conditions come first."""

    lemmas: tuple[str, ...]
    predicate: str
    example: str = ""
    modes: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_type: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    subject_type: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    clause: bool | None = None
    passive: bool | None = None
    recipient: tuple[str, ...] = ()
    recipient_type: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    actors: Literal["", "both"] = ""
    several: bool = False
    judged: bool = False
    modifier: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How narrow the row is: the narrowest that fits is taken. A particle makes another verb: it counts twice."""
        given = (
            self.particle, self.particle, self.prep, self.object, self.object_type, self.subject, self.subject_type,
            self.needs, self.modifier,
        )  # fmt: skip
        said = (self.clause is not None) + (self.passive is not None) + self.several + 3 * self.judged
        return sum(map(bool, given)) + bool(self.object) + said


@dataclass(frozen=True, slots=True)
class Governor:
    """What a word makes of the act it governs, and in whose voice that act is told."""

    lemmas: tuple[str, ...]
    status: Status
    speaker: Literal["subject", "object", "from", "owner", "none"]
    takes: tuple[Take, ...]
    example: str = ""
    pos: Literal["verb", "noun", "adj"] = "verb"
    object: tuple[str, ...] = ()
    preps: tuple[str, ...] = ()
    preps_speaker: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    mood: Literal["", "subjunctive", "perfect", "participle"] = ""
    other_actor: bool | None = None
    passive: bool | None = None
    report: bool = False


@dataclass(frozen=True, slots=True)
class Modal:
    """An auxiliary's status, and the one it has inside reported speech."""

    lemmas: tuple[str, ...]
    status: Status
    example: str
    reported: Status | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words that give a status by standing beside an act."""

    words: tuple[str, ...]
    example: str
    status: Status = "actual"


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that open a condition.

    `open`: it is one only in the present tense. `apart`: what it hangs on does not depend on it.
    """

    words: tuple[str, ...]
    example: str
    open: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class NamedWords:
    """A set of words that a rule asks for by name. `use` says what the rule does with them."""

    name: WordSet
    words: tuple[str, ...]
    use: str
    example: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """Words for a means of doing something, and the mode they give the act."""

    mode: str
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Agent:
    """Nouns for people and bodies, with the sector they belong to."""

    lemmas: tuple[str, ...]
    type: AgentType
    sector: Sector
    example: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that name something else than the second alone: "search party"."""

    words: tuple[str, ...]
    type: EntityType
    example: str
    sector: Sector = "UNK"


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names that only women or only men have."""

    gender: Gender
    names: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name: no part of the name."""

    forms: tuple[str, ...]
    kind: Literal["honorific", "rank", "office", "religious"]
    example: str
    sector: Sector = "UNK"
    office: str = ""
    gender: Literal["", "male", "female"] = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A noun that links its holder to a body: spokesman of, president of."""

    lemmas: tuple[str, ...]
    predicate: str
    example: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """A capital, building or office that stands for a country's government."""

    words: tuple[str, ...]
    country: str
    example: str
    kind: Literal["capital", "building", "office", "bloc"] = "office"
    sector: Sector = "GOV"
    name: str = ""


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Names of what belongs to one country: its people, where the table of countries lacks them, regions and towns."""

    words: tuple[str, ...]
    country: str
    example: str


@dataclass(frozen=True, slots=True)
class NameSlot:
    """Words beside a name that speak for its being of these types, with so many votes; of a body some tell a sector."""

    where: Literal["subject", "object", "passive", "owner", "before", "behind", "called"]
    words: tuple[str, ...]
    types: tuple[EntityType, ...]
    weight: int
    example: str
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """Well-known leaders of one country: full names, those that need a title, and what is enough without one."""

    country: str
    names: tuple[str, ...]
    example: str
    titled: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    family_first: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """Bodies known by name alone, of one country or, with an empty one, of many."""

    country: str
    sector: Sector
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class LemmaFix:
    """A wrong base form the small model gives, and the right one."""

    wrong: str
    right: str
    example: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Definite nouns that may stand for a named entity of these types (`the group`).

    `bare`: only without another word, for "the consumer agency" brings in a new one. `capital`: only for a capital.
    `countries`: only for one of these.
    """

    lemmas: tuple[str, ...]
    types: tuple[str, ...]
    example: str
    bare: bool = False
    capital: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Definite nouns that may stand for what one of the nouns `of` told of; each of the row for the others if empty."""

    lemmas: tuple[str, ...]
    example: str
    of: tuple[str, ...] = ()


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    configure_union_passthrough(str | bool | int | None, converter)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _strictly)
    return converter


def _strictly(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {value!r}")
    return value


CONVERTER = _converter()


def read_rows(text: str, table: str, row: type[Row], where: str) -> tuple[Row, ...]:
    """The rows of one table of a TOML text. All faults are reported at once, each with its row.

    Raises OntologyError.
    """
    try:
        entries = tomllib.loads(text).get(table, [])
    except tomllib.TOMLDecodeError as fault:
        raise OntologyError(f"{where}: not TOML: {fault}") from None
    rows, faults = [], []
    for number, entry in enumerate(entries, 1):
        try:
            rows.append(CONVERTER.structure(entry, row))
        except Exception as fault:
            faults += [
                f"{where}: [[{table}]] row {number} {_first(entry)!r}: {line}" for line in transform_error(fault)
            ]
    if faults:
        raise OntologyError("\n".join(faults))
    return tuple(rows)


def _first(entry: dict[str, Any]) -> Any:
    return next(iter(entry.values()), None)


def packaged(name: str) -> str:
    """The text of a table that ships with kg."""
    return (files("kg.ontology") / name).read_text(encoding="utf-8")


def shipped(name: str, table: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of a table that ships with kg."""
    return read_rows(packaged(name), table, row, f"kg/ontology/{name}")
