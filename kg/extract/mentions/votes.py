"""How many votes each name of a doc has for each type: of its mentions, and of the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.mentions.found import Found
from kg.extract.mentions.pronouns import GENDERS
from kg.extract.mentions.slots import slots_of
from kg.extract.syntax.labels import SUBJECT, has
from kg.extract.syntax.tree import Doc, Token
from kg.model import MentionType, fold
from kg.ontology import NameSlot, ontology, word_set

Votes = dict[str, dict[MentionType, int]]
"""By folded name."""
SURE_VOTES = 5
"""How much a mention counts whose type its own words tell."""
FULL_NAME_VOTES = 3
"""How much it counts that the model takes several words for a person; one word counts once, however often it does."""
FIRM_VOTES = 4
"""How much it counts that a name of several words, which tells no given name, is an "it"."""
ARTICLE = 3
"""Sentences of a text that tells whom it speaks of."""
SURNAME_VOTES = 4
"""How much it counts that a name's last word is a name by itself."""
NAMED_WHOLE = frozenset(("Facility", "Work", "Thing"))
"""Types of which a name of several words is none of a person, a town or a body."""
QUOTES = frozenset('"“”')
CALLED = SUBJECT | {"poss", "dobj"}
PRONOUN_TYPES: Mapping[str, MentionType] = {
    "it": "Organization", "its": "Organization", "he": "Person", "his": "Person", "she": "Person", "her": "Person",
}  # fmt: skip


def has_vote(mention: Found) -> bool:
    """Whether the mention is a name that has a type of its own."""
    return mention.kind == "name" and mention.named and mention.type not in ("Time", "Nationality")


def count_votes(doc: Doc, voters: list[Found]) -> Votes:
    """The votes of these names, of each its mentions' own types first."""
    votes: Votes = {}
    strangers = _strangers(doc, voters)
    for mention in voters:
        counts = votes.setdefault(fold(mention.name), {})
        counts[mention.type] = _with_own(counts.get(mention.type, 0), mention)
    votes = {name: dict(sorted(counts.items())) for name, counts in votes.items()}
    guessed = [mention for mention in voters if mention.guessed]
    for mention in guessed:
        name, head = fold(mention.name), doc.tokens[mention.head]
        for kind, count in _told_beside(head, mention):
            if kind == "Person" and count == 1 and name in strangers and not _speaks_itself(head):
                kind = "Organization"
            _add(votes[name], kind, count)
    _count_surnames(votes, guessed, {fold(mention.name) for mention in guessed if _is_called(doc, mention)}, doc)
    return votes


def _strangers(doc: Doc, voters: list[Found]) -> set[str]:
    """The single names that an article of some length does not introduce as a person's, given names aside."""
    if len(doc.sents) < ARTICLE:
        return set()
    names = [fold(mention.name) for mention in voters]
    inside = {word for name in names if " " in name for word in name.split()}
    introduced = inside | {fold(mention.name) for mention in voters if _is_introduced(doc, mention)}
    single = (name for name in names if " " not in name and name not in introduced)
    return {name for name in single if ontology().known.gender(f"{name} {name}") is None}


def _is_introduced(doc: Doc, mention: Found) -> bool:
    """Whether a title, the words around or a pronoun tell what a name is: "Brandel said he fled"."""
    return bool(mention.title) or mention.sure or pronoun_type(doc.tokens[mention.head]) == "Person"


def top(counts: Mapping[MentionType, int]) -> MentionType:
    """The type with most votes; of equals one that a mention has, not only a word beside it."""
    return max(counts, key=counts.__getitem__)


def _add(counts: dict[MentionType, int], kind: MentionType, count: int) -> None:
    counts[kind] = counts.get(kind, 0) + count


def _with_own(count: int, mention: Found) -> int:
    """The votes for a type with those of one more mention of it."""
    if not mention.guessed:
        return count + (SURE_VOTES if mention.title or mention.sure else 1)
    if mention.type == "Person":
        return max(count, FULL_NAME_VOTES if " " in mention.name else 1)
    return max(count + 1, 2 if " " in mention.name and mention.type == "Organization" else 1)


def _told_beside(head: Token, mention: Found) -> Iterator[tuple[MentionType, int]]:
    """The votes of the words beside a name."""
    several = " " in mention.name
    if mention.type == "Person" and _is_told_of_by_which(head):
        yield "Organization", 4 if head.dep_ in SUBJECT else 2
    if (told := pronoun_type(head)) is not None and (told, mention.type) != ("Organization", "Place"):
        yield told, FIRM_VOTES if told == "Organization" and several and _tells_of_nobody(head, mention) else 2
    for slot in slots_of(head, mention.start):
        if several and mention.type in NAMED_WHOLE and slot.where != "called":
            continue
        for kind in slot.types:
            if _may_be(kind, slot, head, mention):
                yield kind, slot.weight
        if several and mention.type == "Place" and slot.where == "subject" and "Person" in slot.types:
            yield "Person", 1


def _tells_of_nobody(name: Token, mention: Found) -> bool:
    """Whether neither a given name nor a "he" or "her" in its sentence speaks for a person."""
    return ontology().known.gender(mention.name) is None and not any(word.lower_ in GENDERS for word in name.sent)


def _is_told_of_by_which(name: Token) -> bool:
    """Whether a "which" behind it shows that the name is no person's: "Delcor, which built it"."""
    clauses = (child for child in name.rights if child.dep_ == "relcl")
    return any(word.lower_ == "which" and word.dep_ in SUBJECT for clause in clauses for word in clause.lefts)


def _may_be(kind: MentionType, slot: NameSlot, head: Token, mention: Found) -> bool:
    """Whether a slot tells the type of this name: "in the Assembly" is no place, "the Marigold sank" a ship."""
    if slot.where == "called":
        return True
    if head.tag_ == "NNPS" and kind == "Person":
        return False  # "the Alvarezes" are several
    if kind == "Place":
        return not (mention.name.isupper() or mention.type == "Facility" or has(head, {"det"}))
    return kind != "Thing" or has(head, {"det"})


def _speaks_itself(name: Token) -> bool:
    """Whether words in quotation marks stand in the sentence: it is mostly people who are quoted by the word."""
    return any(word.text in QUOTES for word in name.sent)


def pronoun_type(name: Token) -> MentionType | None:
    """What the pronoun for a subject shows it to be: "said it would close", "cut its prices", "said she fled"."""
    if name.dep_ not in SUBJECT:
        return None
    for child in name.head.rights:
        if child.dep_ == "ccomp" and child.lemma != "be" and child.lemma not in word_set("dummy-it verbs"):
            return next((PRONOUN_TYPES.get(word.lower_) for word in child.lefts if word.dep_ in SUBJECT), None)
        if child.dep_ in ("dobj", "prep"):
            owned = child if child.dep_ == "dobj" else next(iter(child.rights), child)
            return next((PRONOUN_TYPES.get(word.lower_) for word in owned.lefts if word.dep_ == "poss"), None)
    return None


def surnames_of(words: Sequence[str]) -> Iterator[str]:
    """What a person of this full name is called by: of "marine le pen" the "pen" and the "le pen"."""
    for start in range(len(words) - 1, 0, -1):
        yield " ".join(words[start:])
        if words[start - 1] not in word_set("name particles"):
            return


def _is_called(doc: Doc, mention: Found) -> bool:
    """Whether somebody may be called by this name here: "they saw Brandel", "Brandel's wife"."""
    head, first = doc.tokens[mention.head], fold(mention.name).split()[0]
    short = " " not in mention.name or first in word_set("name particles")
    return short and head.dep_ in CALLED and head.tag_ == "NNP" and not has(head, {"det"})


def _count_surnames(votes: Votes, guessed: list[Found], called: set[str], doc: Doc) -> None:
    """Add to the votes of a full name those of its last word alone: who is called by that is a person."""
    for mention in guessed:
        name = fold(mention.name)
        words = name.split()
        for short in surnames_of(words) if len(words) > 1 and _is_full_name(mention, words, doc) else ():
            if short in called:
                called.discard(short)
                for kind, count in (*votes[short].items(), ("Person", SURNAME_VOTES)):
                    _add(votes[name], kind, count)


def _is_full_name(mention: Found, words: Sequence[str], doc: Doc) -> bool:
    """Whether a name looks like that of a person."""
    first = mention.name.split()[0]
    letters = all(word.replace("-", "").replace(".", "").isalpha() for word in words)
    if not letters or not first[0].isupper() or first.isupper() or has(doc.tokens[mention.head], {"det"}):
        return False
    if len(words) == 2 and words[0] in word_set("name particles"):
        return False
    return words[0] not in word_set("no given names") and words[0] != words[-1]
