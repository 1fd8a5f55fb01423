"""One type for each name of a doc: what most of its mentions are, and what its list-mates are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from kg.extract.mentions.found import Found
from kg.extract.mentions.slots import slots_of
from kg.extract.mentions.votes import count_votes, has_vote, pronoun_type, surnames_of, top
from kg.extract.syntax.labels import SUBJECT
from kg.extract.syntax.phrases import conjuncts
from kg.extract.syntax.tree import Doc, Token
from kg.model import MentionType, fold
from kg.ontology import ontology, word_set

SEVERAL: tuple[MentionType, ...] = ("Person", "Place")
"""What a name that is listed with several of them may be."""
PLACE_PREPS = frozenset(("in", "at", "to", "from", "near", "around", "outside", "across", "into", "through"))


def settle_types(doc: Doc, found: list[Found]) -> tuple[Found, ...]:
    """The mentions in order of the text, each name with one type throughout."""
    listed = _like_its_list(doc, {mention.head: mention for mention in found})
    told = sorted(listed, key=attrgetter("start", "end"))
    return tuple(_consistent(doc, _first_person_told(doc, told)))


def _first_person_told(doc: Doc, found: list[Found]) -> list[Found]:
    """The mentions; the name that "she" or "he" follows is a person's, if nobody has been told of before."""
    pronoun = next((mention for mention in found if mention.kind == "pronoun" and mention.gender), None)
    if pronoun is None:
        return found
    before = [mention for mention in found if mention.end <= pronoun.start]
    if any(mention.type == "Person" and (mention.named or not mention.bare) for mention in before):
        return found
    told = [mention for mention in before if _may_be_somebody(doc, mention, pronoun)]
    if len({mention.name for mention in told}) != 1:
        return found
    return [replace(mention, type="Person", sure=True) if mention is told[-1] else mention for mention in found]


def _may_be_somebody(doc: Doc, mention: Found, pronoun: Found) -> bool:
    """Whether a full name that is a subject, in this sentence or the last, may be whom a pronoun means."""
    head = doc.tokens[mention.head]
    if not has_vote(mention) or not mention.guessed or mention.country or head.dep_ not in SUBJECT:
        return False
    words = mention.name.split()
    if fold(words[-1]) in word_set("body heads", "company heads"):
        return False
    near = doc.tokens[pronoun.start].sent.start - head.sent.end <= 0
    return near and len(words) > 1 and all(word.replace("-", "").isalpha() and word[0].isupper() for word in words)


def _like_its_list(doc: Doc, found: Mapping[int, Found]) -> Iterator[Found]:
    """The mentions; in a list of people what the model takes for a body is a person, among towns a lone name a town."""
    for mention in found.values():
        told = mention.sure or mention.country or mention.sector or not has_vote(mention)
        if told or mention.type not in ("Organization", "Person"):
            yield mention
            continue
        head = doc[mention.head]
        while head.dep_ == "conj":
            head = head.head
        others = [found[word.i].type for word in conjuncts(head) if word.i in found and word.i != mention.head]
        like = next((kind for kind in SEVERAL if others.count(kind) > 1), None)
        fits = like == "Person" or _may_be_a_town(mention, head)
        if like is not None and fits and 2 * others.count(like) > len(others):
            yield replace(mention, type=like)
        else:
            yield mention


def _may_be_a_town(mention: Found, first: Token) -> bool:
    """Whether a name of one word in a list of places may be one of them: what acts with them may be a body."""
    if not mention.guessed or mention.title or " " in mention.name or mention.name.isupper():
        return False
    return mention.type == "Person" or first.dep_ not in SUBJECT


def _consistent(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """The same mentions, each name with the type most of its mentions have.

    A surname takes its full name's type, and so does a given name, and a company's short name.
    """
    voters = [mention for mention in found if has_vote(mention)]
    votes = count_votes(doc, voters)
    places = {fold(mention.name) for mention in found if _is_where(doc.tokens[mention.head])}
    kinds = {name: top(counts) for name, counts in votes.items()}
    bodies = [name.split() for name, kind in kinds.items() if kind in ("Organization", "Group")]
    companies, begun = _short_names(bodies) - places, _beginnings(bodies) - places
    full = [name.split() for name, kind in kinds.items() if " " in name and kind == "Person"]
    persons = {name for words in full for name in surnames_of(words)}
    given = {word for words in full for word in words[:-1]}
    firms = _firms_told_first(voters, persons)
    diseases = set(_diseases(doc, found))
    sectors = _sectors_told(doc, found)
    for mention in found:
        if not has_vote(mention) or mention.country is not None:
            yield mention
            continue
        name = fold(mention.name)
        if name in diseases and mention.guessed:
            yield replace(mention, type="Thing")
            continue
        if _is_the_firm(doc, mention, firms):
            yield replace(mention, type="Organization", sector="BUS")
            continue
        kind = "Person" if name in persons else kinds[name]
        elsewhere = kind == "Organization" or (kind == "Place" and name not in places)
        if elsewhere and name in given and not (mention.sure or mention.sector):
            kind = "Person"
        is_firm = name in companies or (name in begun and mention.guessed and not mention.sure)
        if name not in persons and is_firm and kind in ("Place", "Person"):
            yield replace(mention, type="Organization", sector="BUS")
        else:
            sector = mention.sector or (sectors.get(name) if kind == "Organization" else None)
            same = kind == mention.type and sector == mention.sector
            yield mention if same else replace(mention, type=kind, sector=sector)


def _sectors_told(doc: Doc, found: list[Found]) -> dict[str, str]:
    """The sector of each body of which the words beside its name tell one: "shares in Delcor"."""
    names = [mention for mention in found if has_vote(mention) and not (mention.sector or mention.country)]
    slots = ((mention, slot) for mention in names for slot in slots_of(doc.tokens[mention.head], mention.start))
    return {fold(mention.name): slot.sector for mention, slot in slots if slot.sector}


def _short_names(names: Sequence[Sequence[str]]) -> set[str]:
    """What stands before "Energy", "Bank", "Ltd" in the names of companies, or behind "Banco"."""
    before = {" ".join(name[:-1]) for name in names if name[-1] in word_set("company heads")}
    begins = word_set("company beginnings", "club beginnings")
    formless = {" ".join(name[:-1]) for name in names if name[-1] in word_set("legal forms")}
    return before | formless | {" ".join(name[1:]) for name in names if name[0] in begins}


def _beginnings(bodies: Sequence[Sequence[str]]) -> set[str]:
    """The first words of companies' names of three and more, given names aside: "Tern" of "Tern Deep Mining"."""
    firms = word_set("company heads", "legal forms")
    names = [name for name in bodies if len(name) > 2 and name[-1] in firms]
    begun = {" ".join(name[:count]) for name in names for count in range(1, len(name) - 1)}
    return {name for name in begun if ontology().known.gender(f"{name} {name}") is None}


def _firms_told_first(voters: list[Found], surnames: set[str]) -> dict[str, int]:
    """The surnames with which the longer name of a firm told of earlier begins: "Nordvik" of "Nordvik Foods".

    With where the person is first told of.
    """
    firms: set[str] = set()
    people: dict[str, int] = {}
    for mention in voters:
        words = fold(mention.name).split()
        if len(words) > 1 and words[-1] in surnames:
            people.setdefault(words[-1], mention.start)
        elif len(words) > 1 and words[-1].replace(".", "") in word_set("company heads", "legal forms"):
            firms |= {words[0]} - people.keys()
    return {name: start for name, start in people.items() if name in firms}


def _is_the_firm(doc: Doc, mention: Found, people: Mapping[str, int]) -> bool:
    """Whether a surname is here the firm's that has it too: before the person is told of, or as an "it"."""
    person = people.get(fold(mention.name))
    if person is None or mention.title:
        return False
    return mention.start < person or pronoun_type(doc.tokens[mention.head]) == "Organization"


def _diseases(doc: Doc, found: list[Found]) -> Iterator[str]:
    """The names that stand before "virus" or "fever" somewhere: what bears one alone is no body either."""
    for mention in found:
        head = doc.tokens[mention.head]
        if mention.kind == "nominal" and head.lemma in word_set("diseases by name") and head.i > 0:
            name = head.nbor(-1)
            yield from [fold(name.text)] * (name.pos_ == "PROPN")


def _is_where(token: Token) -> bool:
    """Whether the name stands where a place does: "flights to Porto"."""
    return token.dep_ == "pobj" and token.head.lower_ in PLACE_PREPS
