"""How a word hangs on the one above it, and whether mood and negation reach down to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.objects import is_relative
from kg.extract.verbs import has_subject, is_infinitive, mended_head, tells

if TYPE_CHECKING:
    from spacy.tokens import Token

MEDIA = frozenset(
    "letter statement interview speech tweet message email memo report article address ultimatum note".split()
)


HAPPENS = frozenset(("be", "happen", "occur", "take", "begin", "start", "continue", "come", "follow"))


@dataclass(frozen=True, slots=True)
class Link:
    """How a word hangs on the one above it. `bound`: mood and negation reach down; else only the voice does."""

    head: Token
    take: str
    prep: str = ""
    bound: bool = True


def link_of(token: Token) -> Link | None:
    """How the word hangs on the one above; None at the top, and where the article speaks in its own voice again."""
    head = mended_head(token)
    if head == token:
        return None
    if token.pos_ in ("VERB", "AUX") or tells(token):
        return _verb_link(token, head)
    return _noun_link(token, head)


def _verb_link(token: Token, head: Token) -> Link | None:
    form = (
        "infinitive"
        if is_infinitive(token)
        else "gerund"
        if token.tag_ == "VBG" and not has_subject(token)
        else "clause"
    )
    mark = next((c.lower_ for c in token.children if c.dep_ == "mark"), "")
    match token.dep_:
        case "ccomp" | "xcomp" | "csubj" | "csubjpass" | "oprd" | "dep" | "parataxis":
            return Link(head, form)
        case "pcomp":
            prep, upper = head, head.head
            while upper.pos_ == "ADP" and upper.head != upper:
                upper = upper.head
            bound = form != "clause" and prep.lower_ not in ("after", "before", "since")
            return Link(upper, "gerund" if form != "clause" else "clause", prep.lower_, bound)
        case "conj":
            shares = _shares_auxiliaries(token, head)
            return Link(head, "joined", bound=shares)
        case "acl" if any(is_relative(c) for c in token.children):
            return Link(head, "modifier", bound=False)
        case "acl" if is_infinitive(token) or mark in ("that", "whether") or (form == "clause" and token.tag_ != "VBN"):
            return Link(head, form)
        case "relcl" if (
            head.dep_ == "pobj" and head.lemma_ in MEDIA and _that_clause(token) and head.head.head.pos_ == "VERB"
        ):
            return Link(head.head.head, "clause")
        case "relcl" if is_infinitive(token):
            return Link(head, "infinitive")
        case "relcl" | "acl":
            return Link(head, "modifier", bound=False)
        case "advcl":
            return Link(head, "adverbial", mark, bound=_binds(token, mark))
    return None


def _that_clause(token: Token) -> bool:
    """Whether "that" opens a full clause, not a relative one: the verb has a subject of its own."""
    opens = any(c.lower_ == "that" and c.dep_ in ("mark", "dobj", "advmod") for c in token.lefts)
    return opens and any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in token.lefts)


def _binds(token: Token, mark: str) -> bool:
    """Whether an adverbial clause shares the mood of its main clause: purposes and bare participles do."""
    return not mark and (is_infinitive(token) or token.tag_ in ("VBG", "VBN")) and not has_subject(token)


def purpose(token: Token) -> bool:
    return token.dep_ == "advcl"


def _shares_auxiliaries(token: Token, head: Token) -> bool:
    if has_subject(token) or any(c.dep_ in ("aux", "auxpass") for c in token.children):
        return False
    return token.tag_ == head.tag_ or {token.tag_, head.tag_} <= {"VBD", "VBN"}


def _noun_link(token: Token, head: Token) -> Link | None:
    match token.dep_:
        case "attr" if (subject := _subject_noun(head)) is not None:
            return Link(subject, "noun")
        case "nsubj":
            return Link(head, "subject", bound=head.lemma_ in HAPPENS)
        case "dobj" | "nsubjpass" | "attr" | "oprd" | "dative":
            return Link(head, "noun", bound=not _presupposed(token))
        case "pobj" if head.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            upper = head.head
            while upper.pos_ == "ADP" and upper.head != upper:
                upper = upper.head
            return Link(
                upper, "noun", head.lower_, bound=head.lower_ in ("of", "for", "to", "on", "in", "with", "about")
            )
        case "conj":
            return Link(head, "joined")
        case "appos" | "compound" | "nmod" | "poss":
            return Link(head, "modifier", bound=False)
        case "acomp" | "advmod" | "npadvmod":
            return Link(head, "adverbial", bound=False)
    return None


def _subject_noun(verb: Token) -> Token | None:
    """The noun of which the copula says what it is ("their demand is the release of the clerk")."""
    if verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)


def _presupposed(noun: Token) -> bool:
    """Whether the noun's phrase takes the act for granted ("heed the demand")."""
    return any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.lefts)
