"""What the text refers to: names without their titles, common nouns for people and bodies, pronouns, times, nationalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg.extract.phrases import NOMINAL, apposition, possessor, preposition_objects, short_phrase
from kg.model import MentionKind, MentionType, fold
from kg.ontology import Ontology, ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Gender = Literal["", "male", "female"]
ENT_TYPES: Mapping[str, MentionType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "NORP": "Nationality", "FAC": "Facility",
    "WORK_OF_ART": "Work", "LAW": "Work", "PRODUCT": "Thing", "EVENT": "Thing", "LANGUAGE": "Thing",
    "DATE": "Time", "TIME": "Time",
}  # fmt: skip
ORGANS = frozenset(
    "government administration regime army military navy police parliament ministry cabinet senate congress embassy "
    "court judiciary mission coalition presidency legislature treasury "
    "intelligence guard assembly council commission authority agency".split()
)
MEMBERS = frozenset("jihadist fighter militant insurgent guerrilla gunman rebel terrorist".split())
PLACE_HEADS = frozenset(
    "city town village province district region county river lake mountain island valley sea gulf bay street road "
    "square airport port border coast desert peninsula".split()
)
FACILITY_HEADS = frozenset(
    "airport port base hospital school university prison bridge station stadium camp dam plant".split()
)
ORG_HEADS = frozenset(
    "ministry department council court agency bank party union university college institute corp company group "
    "committee commission association federation league press news times post journal daily tribune herald gazette "
    "army police force forces brigade battalion corps guard navy air airlines airways ferries motors industries steel "
    "holdings partners foundation society club wanderers united athletic office bureau service services authority "
    "parliament senate congress assembly front movement organization organisation alliance coalition network".split()
)
PERSONAL = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
REFERRING = frozenset(
    (*PERSONAL, "it", "its", "itself", "they", "them", "their", "theirs", "themselves", *FIRST, "who")
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
NAME_PARTICLES = frozenset("de da del della di du la le van von der den bin ibn al el ben abu af ter ten dos".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before coreference. `head` is its noun's token index; `start`, `end` are token indices, end exclusive."""

    head: int
    start: int
    end: int
    kind: MentionKind
    type: MentionType
    name: str
    named: bool
    country: str | None = None
    sector: str | None = None
    owner: int | None = None
    plural: bool = False
    definite: bool = False
    bare: bool = False
    sure: bool = False
    gender: Gender = ""
    title: str = ""


def find_mentions(doc: Doc) -> tuple[Found, ...]:
    """Every mention, one per head word, in order of the text."""
    known = ontology()
    found: dict[int, Found] = {}
    for token in doc:
        if token.i not in found and (mention := _mention(token, known)) is not None:
            found[token.i] = mention
    return tuple(_consistent(sorted(found.values(), key=lambda m: (m.start, m.end)), doc))


def _mention(token: Token, known: Ontology) -> Found | None:
    if token.text in known.countries.states and token.i and token.nbor(-1).text == ",":
        return None  # "Gary, IN"
    if token.is_space or token.is_punct or not any(c.isalnum() for c in token.text):
        return None
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
        return _pronoun(token)
    if is_time(token):
        return _time(token)
    if is_name_like(token) and token.pos_ != "PROPN":
        return _modifier_name(token, known)
    if token.pos_ == "ADJ" or (token.ent_type_ == "NORP" and token.dep_ in ("amod", "compound", "nmod")):
        return _nationality(token, known)
    if token.pos_ == "PROPN" or (
        token.pos_ == "NOUN" and token.ent_type_ in ("PERSON", "ORG", "GPE") and token.text[0].isupper()
    ):
        return _name(token, known)
    if token.pos_ == "NOUN" or (
        token.pos_ in ("NUM", "X") and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass", "conj")
    ):
        return _nominal(token, known)
    return None


# ---- pronouns, times, nationalities ---------------------------------------------------------------------------------


def _pronoun(token: Token) -> Found | None:
    word = token.lower_
    if word not in REFERRING or word == "who" or (word == "it" and _is_dummy(token)):
        return None
    person = word in PERSONAL or word in ("i", "me", "my", "myself")
    return Found(
        token.i, token.i, token.i + 1, "pronoun", "Person" if person else "Thing", token.text, False,
        plural=word in ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"),
        gender=PERSONAL.get(word, ""),  # type: ignore[arg-type]
    )  # fmt: skip


def is_name_like(token: Token) -> bool:
    """Whether the word is a name: a proper noun, or a capitalised modifier that the model takes for an adjective."""
    if token.pos_ == "PROPN":
        return True
    if token.pos_ not in ("ADJ", "NOUN", "X") or token.dep_ not in ("amod", "compound", "nmod"):
        return False
    if token.is_sent_start and not any(word.pos_ == "PROPN" and word.text == token.text for word in token.doc):
        return False
    known = ontology()
    plain = token.text.isalpha() and token.text[0].isupper() and not token.text.isupper()
    listed = (
        known.countries.demonym(token.text) or known.titles.get(token.lower_) or token.ent_type_ in ("NORP", "DATE")
    )
    return plain and not listed and len(token) > 3


def _is_dummy(token: Token) -> bool:
    """Whether "it" refers to nothing: "it is unlikely that", "it emerged that"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ in ("be", "seem", "appear", "emerge", "remain", "become", "take") and token.dep_ == "nsubj":
        parts = {child.dep_ for child in verb.children}
        return "ccomp" in parts or "xcomp" in parts or ("acomp" in parts and _acomp_clause(verb)) or "attr" in parts
    return False


def _acomp_clause(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") for child in verb.children if child.dep_ == "acomp" for c in child.children)


def is_time(token: Token) -> bool:
    """Whether the word is part of a time expression, and not a person called June or Friday."""
    if is_person_word(token):
        return False
    return (
        token.ent_type_ in ("DATE", "TIME")
        or token.lower_ in WEEKDAYS
        or (
            token.lower_ in MONTHS and token.text[0].isupper() and token.ent_type_ != "PERSON" and token.lower_ != "may"
        )
    )


def is_person_word(token: Token) -> bool:
    """A month or weekday that stands in a name: beside a capitalised name word, or after a title."""
    if token.lower_ not in MONTHS | WEEKDAYS or not token.text[0].isupper():
        return False
    before = token.doc[token.i - 1] if token.i else None
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in ontology().titles:
        return False
    if after is not None and after.pos_ == "PROPN" and after.lower_ not in MONTHS | WEEKDAYS and after.dep_ != "appos":
        return token.dep_ == "compound" and not after.like_num
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.is_alpha
        and before.dep_ == "compound"
        and before.head == token
        and (before.lower_ not in MONTHS | WEEKDAYS)
    )


def _time(token: Token) -> Found | None:
    if token.ent_type_ in ("DATE", "TIME"):
        ent = next(e for e in token.doc.ents if e.start <= token.i < e.end)
        if token.i != ent.root.i:
            return None
        return Found(token.i, ent.start, ent.end, "name", "Time", ent.text, False)
    if token.i and is_time(token.doc[token.i - 1]) and token.doc[token.i - 1].head == token:
        return None
    start = token.i - 1 if token.i and token.nbor(-1).text[0].isdigit() else token.i  # "5th September"
    return Found(token.i, start, token.i + 1, "name", "Time", token.doc[start : token.i + 1].text, False)


def _nationality(token: Token, known: Ontology) -> Found | None:
    code = known.countries.demonym(token.text)
    if code is None or not token.text[0].isupper():
        return None
    return Found(token.i, token.i, token.i + 1, "name", "Nationality", known.countries.name(code), True, country=code)


# ---- names ----------------------------------------------------------------------------------------------------------


def _name(token: Token, known: Ontology) -> Found | None:
    if _inside_a_name(token):
        return _modifier_name(token, known)
    if _is_a_role(token, known):
        return _nominal(token, known)
    if _inside_longer_name(token):
        return None
    start, end = _name_run(token)
    start, title = _strip_titles(token.doc, start, token.i, known)
    return _typed_name(token, min(start, token.i), end, title, known)


def _inside_longer_name(token: Token) -> bool:
    """Whether the word stands behind "of" in a body's name: "Health" in "Ministry of Health"."""
    ent = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    if ent is None or ent.label_ not in ("ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT"):
        return False
    return ent.root.i < token.i and ent.root.pos_ in NOMINAL and token.dep_ == "pobj" and ent.root.i >= ent.start


def _is_a_role(token: Token, known: Ontology) -> bool:
    """Whether a capitalised word is an office or rank without a name: "the U.S. President"."""
    if token.i and token.doc[token.i - 1].text == "(":
        return False  # an abbreviation
    row = known.titles.get(token.lower_)
    if row is not None and row.kind in ("office", "rank"):
        return True
    return token.lemma_.lower() in known.offices


def _inside_a_name(token: Token) -> bool:
    """Whether the word is no head: a first name, or the country in "U.S. mission"."""
    return (
        token.dep_ in ("compound", "nmod", "amod", "npadvmod", "nounmod")
        and token.head.pos_ in NOMINAL
        and token.head.i > token.i
    )


def _modifier_name(token: Token, known: Ontology) -> Found | None:
    """The name that modifies a noun: "Taliban" in "Taliban officials". Part of a longer name or of a title: none."""
    if any(token.doc[token.i : token.i + size].text.casefold() in known.titles for size in (2, 3)):
        return None
    start, end = _name_run(token)
    if _joined_to_head(token):
        return None
    start, title = _strip_titles(token.doc, start, token.i, known)
    if start > token.i or known.titles.get(token.lower_) or known.agents.get(token.lemma_.lower()):
        return None
    found = _typed_name(token, start, end, title, known)
    if known.countries.demonym(token.text) and not known.countries.country(found.name):
        return _nationality(token, known)
    return found


def _joined_to_head(token: Token) -> bool:
    """Whether the modifier and the noun it modifies make one name (Donald + Trump; Afghan + Taliban do not)."""
    head = token.head
    if is_person_word(token) or is_person_word(head):
        return True
    ent = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    if ent is not None and ent.start <= head.i < ent.end:
        return not _is_country_adjective(token)
    if ent is not None and ent.root.i == token.i and ent.label_ in ("GPE", "NORP", "ORG"):
        return False
    if _is_country_adjective(token):
        return False
    titles = ontology().titles
    between = token.doc[token.i + 1 : head.i]
    words = [w for w in (*between, head) if w.lower_ not in titles]
    return (
        head.pos_ == "PROPN"
        and all(w.pos_ in ("PROPN",) or w.is_punct for w in between)
        and len(words) > 0
        and (
            head.text[0].isupper()
            and not any(w.ent_type_ and w.ent_type_ != token.ent_type_ and token.ent_type_ for w in words)
        )
    )


def _is_country_adjective(token: Token) -> bool:
    countries = ontology().countries
    return countries.demonym(token.text) is not None or (
        countries.country(token.text) is not None and token.dep_ in ("compound", "nmod", "amod")
    )


def _name_run(token: Token) -> tuple[int, int]:
    """First and last-but-one token of the run of name words that ends in this one."""
    doc, start = token.doc, token.i
    ent = next(
        (e for e in doc.ents if e.start <= token.i < e.end and e.label_ not in ("DATE", "TIME", "CARDINAL")), None
    )
    while start > 0 and _extends(doc[start - 1], token, start) and not is_time(doc[start - 1]):
        start -= 1
    end = token.i + 1
    if ent is not None and ent.root.i == token.i:
        start = min(start, ent.start)
        end = max(end, ent.end)
    while (
        end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].dep_ in ("flat", "npadvmod") and doc[end].head == token
    ):
        end += 1
    return _trim(doc, start, end)


def _extends(before: Token, head: Token, start: int) -> bool:
    if before.is_sent_start and before.pos_ == "DET":
        return False
    if before.pos_ == "PROPN" and before.dep_ in ("compound", "nmod", "amod", "flat") and head.left_edge.i <= before.i:
        return True
    if before.lower_ in NAME_PARTICLES and before.i > 0 and before.dep_ in ("compound", "nmod", "det"):
        return True
    return (
        before.text in ("-", "&")
        and start - 2 >= 0
        and before.doc[start - 2].pos_ == "PROPN"
        and head.left_edge.i <= before.i
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ == "DET"):
        start += 1
    bracket = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
    end = min(end, bracket)
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"):
        end -= 1
    return start, end


def _strip_titles(doc: Doc, start: int, head: int, known: Ontology) -> tuple[int, str]:
    """Where the name itself begins, behind titles, offices and what belongs to them; and the title."""
    if doc[head].lower_ in ORG_HEADS | FACILITY_HEADS:
        return start, ""  # "Justice Ministry", "American Airlines"
    title, name_start = "", start
    for i in range(start, head):
        word = doc[i]
        if word.ent_type_ == "PERSON" and word.ent_iob_ == "I":
            continue  # "Tariq Shah Bahrami": a title's word inside a name is the name's
        for size in (4, 3, 2, 1):
            words = doc[i : min(i + size, head)].text.casefold()
            if words in known.titles and i + size <= head:
                name_start, title = max(name_start, i + size), words
                break
        else:
            if (known.offices.get(word.lemma_.lower()) and word.ent_type_ != "ORG") or _is_person_noun(word, known):
                name_start, title = i + 1, word.lemma_.lower()
    if (
        name_start > start
        or known.countries.demonym(doc[start].text) is None
        or _keeps_demonym(doc, start, head, known)
    ):
        return name_start, title
    return (start + 1 if start < head else start), title


def _keeps_demonym(doc: Doc, start: int, head: int, known: Ontology) -> bool:
    """Whether the nationality is part of the name: "Saudi Arabia", "American Airlines"; not "Afghan Taliban"."""
    return known.countries.country(doc[start : head + 1].text) is not None or doc[head].lower_ in ORG_HEADS


def _is_person_noun(word: Token, known: Ontology) -> bool:
    agent = known.agents.get(word.lemma_.lower())
    return agent is not None and agent.type == "Person" and word.text[0].islower()


def _typed_name(token: Token, start: int, end: int, title: str, known: Ontology) -> Found:
    doc = token.doc
    name = doc[start:end].text
    title = title or _descriptor(token, start, known)
    row = known.titles.get(title)
    kind, country, sector = _type_of_name(token, name, title, known)
    told = _told_type(token, known) if not title and country is None else None
    return Found(
        token.i, start, end, "name", told or kind, name, True, country=country, sure=told is not None,
        sector=sector or (row.sector if row and row.sector != "UNK" else None),
        owner=_owner(token, known),
        gender=row.gender if row else "", title=title,
    )  # fmt: skip


def _descriptor(token: Token, start: int, known: Ontology) -> str:
    """The common noun for a person right before a name: "novelist" of "novelist Teresa Vidal"."""
    before = token.doc[start - 1] if start else None
    if (
        before is None
        or before.pos_ != "NOUN"
        or before.dep_ not in ("compound", "nmod", "amod")
        or before.head != token
    ):
        return ""
    agent = known.agents.get(before.lemma_.lower())
    return (
        before.lemma_.lower()
        if (agent is not None and agent.type == "Person") or before.lemma_.lower() in known.offices
        else ""
    )


def _apposed_type(token: Token, known: Ontology) -> MentionType | None:
    """The type that an apposition gives: "Gao, a city in Mali", "Vodacel, a phone company"."""
    noun = token.head if token.dep_ == "appos" else apposition(token)
    if noun is None or noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return None
    lemma = noun.lemma_.lower()
    agent = known.agents.get(lemma)
    if agent is not None:
        return agent.type
    return "Place" if lemma in PLACE_HEADS else "Facility" if lemma in FACILITY_HEADS else None


def _type_of_name(token: Token, name: str, title: str, known: Ontology) -> tuple[MentionType, str | None, str | None]:
    """Type, country and sector of a name, from the tables first and the model last."""
    countries = known.countries
    last = token.lower_
    if title:
        return "Person", None, None
    if (code := countries.country(name)) is not None:
        return "Place", code, "GOV"
    if (metonym := countries.metonym(name)) is not None and metonym.kind != "capital":
        return ("Organization", metonym.country or None, metonym.sector)
    if last in ORG_HEADS:
        return "Organization", _country_in(token, known), _agent_sector(last, known)
    if last in FACILITY_HEADS:
        return "Facility", None, None
    if last in PLACE_HEADS:
        return "Place", None, None
    if (code := countries.demonym(name)) is not None and token.dep_ not in ("compound", "amod"):
        return "Group", code, None
    label = ENT_TYPES.get(token.ent_type_)
    if countries.capital(name) is not None:
        return "Place", countries.capital(name), None
    if label in (None, "Nationality", "Time"):
        label = _guess(token)
    if label == "Person" and _is_a_body(token, known):
        label = "Organization"
    return label, None, None


def _told_type(token: Token, known: Ontology) -> MentionType | None:
    """The type that the words around a name tell: "a city in Mali", "the X group", "X fighters", "former X"."""
    if (apposed := _apposed_type(token, known)) is not None:
        return apposed
    if (
        any(c.dep_ == "amod" and c.lower_ in ("former", "late", "ex") for c in token.lefts)
        and token.i - token.left_edge.i > 1
    ):
        return "Person"
    noun = token.head.lemma_.lower() if token.dep_ in ("compound", "nmod", "amod") and token.head.pos_ == "NOUN" else ""
    row = known.anaphors.get(noun)
    if noun in MEMBERS or (row is not None and row.types[0] == "Organization"):
        return "Organization"
    return None


def _is_a_body(token: Token, known: Ontology) -> bool:
    """Whether a name that looks like a person's is a body's: it has an article, or its people are named after it."""
    if any(c.dep_ == "det" and c.lower_ == "the" for c in token.lefts):
        return True
    noun = token.head if token.dep_ in ("compound", "nmod", "amod") else None
    agent = known.agents.get(noun.lemma_.lower()) if noun is not None and noun.pos_ == "NOUN" else None
    return (
        agent is not None
        and noun is not None
        and (noun.tag_ == "NNS" or agent.type != "Person" or noun.head.pos_ == "PROPN")
    )


def _guess(token: Token) -> MentionType:
    """The type of a name the model has no word on, from its neighbours."""
    noun = apposition(token)
    if noun is None and token.dep_ in ("compound", "nmod", "amod"):
        noun = token.head
    agent = ontology().agents.get(noun.lemma_.lower()) if noun is not None else None
    if agent is not None and agent.type == "Person" and noun is not None and noun.dep_ == "appos":
        return "Person"
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "near"):
        return "Place"
    return "Organization"


def _agent_sector(word: str, known: Ontology) -> str | None:
    row = known.agents.get(word)
    return row.sector if row and row.sector != "UNK" else None


def _country_in(token: Token, known: Ontology) -> str | None:
    """The country that a phrase names: "Afghan government", "government of Afghanistan", "Iran's navy"."""
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < token.i:
            name = " ".join(w.text for w in child.subtree if w.pos_ == "PROPN" or w == child)
            code = (
                known.countries.demonym(child.text)
                or known.countries.country(name)
                or known.countries.country(child.text)
            )
            if code:
                return code
    for prep, noun in preposition_objects(token):
        if prep in ("of", "from", "in") and noun.pos_ == "PROPN" and (code := known.countries.country(_plain(noun))):
            return code
    return None


def _plain(noun: Token) -> str:
    start, end = _name_run(noun)
    return noun.doc[start:end].text


def _owner(token: Token, known: Ontology) -> int | None:
    """The name or body a person or group belongs to: "Taliban" of "Taliban officials", "its" of "its troops"."""
    owner = possessor(token)
    if owner is not None:
        return owner.i
    for child in token.lefts:
        if child.dep_ in ("compound", "nmod", "amod") and (is_name_like(child) or known.countries.demonym(child.text)):
            return child.i
    return next(
        (noun.i for prep, noun in preposition_objects(token) if prep in ("of", "from") and noun.pos_ == "PROPN"), None
    )


# ---- common nouns ---------------------------------------------------------------------------------------------------


def _nominal(token: Token, known: Ontology) -> Found | None:
    if token.dep_ in ("compound", "nmod", "amod", "npadvmod") and token.head.i > token.i:
        return None
    start, end = short_phrase(token)
    lemma = token.lemma_.lower()
    agent = known.agents.get(lemma)
    country = _country_in(token, known)
    owner = _owner(token, known)
    organ = lemma in ORGANS and agent is not None and (country is not None or owner is not None)
    return Found(
        token.i, start, end, "nominal", _agent_type(token, known),
        _organ_name(token, start, end) if organ else token.doc[start:end].text, organ and _owner_is_named(token, owner),
        country=country, sector=agent.sector if agent and agent.sector != "UNK" else None, owner=owner,
        plural=token.tag_ in ("NNS", "NNPS"), definite=_is_definite(token), bare=_is_bare(token),
    )  # fmt: skip


def _agent_type(token: Token, known: Ontology) -> MentionType:
    """Persons in the plural are a Group."""
    lemma = token.lemma_.lower()
    agent = known.agents.get(lemma)
    office = known.offices.get(lemma)
    holds = office is not None and known.kind(office.predicate) == "OFFICE"
    kind = agent.type if agent else "Person" if holds else "Thing"
    return "Group" if kind == "Person" and token.tag_ in ("NNS", "NNPS") else kind


def _owner_is_named(token: Token, owner: int | None) -> bool:
    return owner is not None and token.doc[owner].pos_ in ("PROPN", "ADJ")


def _organ_name(token: Token, start: int, end: int) -> str:
    """An organ's name as worded, without its determiner."""
    _, last = start, end
    while token.doc[start].pos_ == "DET" and start < token.i:
        start += 1
    return token.doc[start:last].text


def _is_bare(token: Token) -> bool:
    """Whether a singular noun has no determiner: "office" of "left office" is no thing to come back to."""
    return token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts)


def _is_definite(token: Token) -> bool:
    return any(
        child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those") for child in token.lefts
    )


# ---- one type per name ----------------------------------------------------------------------------------------------


def _consistent(found: list[Found], doc: Doc) -> Iterator[Found]:
    """The same mentions, each name with the type most of its mentions have; a surname takes its full name's type."""
    votes: dict[str, dict[MentionType, int]] = {}
    for mention in found:
        if mention.kind == "name" and mention.named and mention.type not in ("Time", "Nationality"):
            votes.setdefault(fold(mention.name), {}).setdefault(mention.type, 0)
            votes[fold(mention.name)][mention.type] += 5 if mention.title or mention.sure else 1
    persons = {name.split()[-1] for name, counts in votes.items() if len(name.split()) > 1 and _top(counts) == "Person"}
    for mention in found:
        counts = votes.get(fold(mention.name)) if mention.kind == "name" and mention.named else None
        if counts is None or mention.type in ("Time", "Nationality"):
            yield mention
        elif fold(mention.name) in persons and mention.country is None:
            yield replace(mention, type="Person")
        else:
            yield mention if mention.country else replace(mention, type=_top(counts))


def _top(counts: Mapping[MentionType, int]) -> MentionType:
    return max(sorted(counts), key=lambda kind: counts[kind])
