"""Standing links without a verb of their own: "Taliban spokesman X", "X, president of Y", "X became leader of Z"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from kg.extract.events.sides import STATE
from kg.extract.syntax.labels import COPULAS, NOMINAL, is_modifier, is_verb, word_before
from kg.extract.syntax.phrases import apposition, conjuncts, possessor, preposition_objects
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Doc, Token
from kg.ontology import Office, ontology, word_set

BODY_PREPS = ("of", "for", "to")
NAMED = frozenset(("PROPN", "PRON"))
GROUP_OFFICES = frozenset(("leader_of", "head_of", "commander_of", "chairman_of"))


class OfficeLink(Struct, frozen=True):
    """A holder, the noun of the office, and the body, as words. `verb` is there where one tells the link."""

    holder: Token
    office: Token
    body: Token
    predicate: str
    rule: str
    verb: Token | None = None

    @property
    def title(self) -> str:
        """The office as worded, without its body and with what makes it a past one: "former prime minister"."""
        doc, start = self.office.doc, _title_start(self.office)
        start = self.body.i + 1 if start <= self.body.i < self.office.i else start  # "army | chief"
        before = doc[max(self.office.sent.start, start - 3) : start]
        past = [word.text for word in before if word.lower_ in word_set("past holders")]
        return " ".join([*past, doc.words(start, self.office.i + 1)])

    @property
    def is_before(self) -> bool:
        """Whether the body stands before the office: "Tarn's mayor"."""
        return self.body.i < self.office.i

    @property
    def prep(self) -> str:
        """What joins the office to its body: the sentence's own preposition, else "of"."""
        return next((prep for prep, noun in preposition_objects(self.office) if noun == self.body), "of")


def office_links(doc: Doc) -> Iterator[OfficeLink]:
    """Every office a sentence tells, in order of the office's noun."""
    words = ontology().office_words
    for token in doc:
        if (token.lemma in words or token.lower_ in words) and (office := _office_of(token)) is not None:
            yield from _links(token, office)


def _office_of(token: Token) -> Office | None:
    """The office a word names, two words first ("prime minister")."""
    if token.pos_ not in NOMINAL or _inside_body(token) or _before_office(token):
        return None
    behind = _next_word(token, 1)
    if behind is not None and _pair(token, behind):
        return None
    before = _next_word(token, -1)
    office = (_pair(before, token) if before is not None else None) or ontology().offices.get(token.lemma)
    in_name = office is not None and token.text in word_set("words of names") and is_modifier(token)
    return None if in_name else office


def _next_word(token: Token, step: int) -> Token | None:
    """The word beside it, over a hyphen: "Secretary" before "General" in "Secretary-General"."""
    words, at = token.doc.tokens, token.i + step
    if 0 <= at < len(words) and words[at].text == "-":
        at += step
    return words[at] if 0 <= at < len(words) else None


def _inside_body(token: Token) -> bool:
    """Whether the word is part of a body's name: "National" of "Rail Workers National Union"."""
    head = token.head
    return is_modifier(token) and head.pos_ == "PROPN" and head.lower_ in word_set("body heads")


def _before_office(token: Token) -> bool:
    """Whether the word only says which office the next word names: "General Director"."""
    after = token.head
    return token.dep_ == "compound" and after.i == token.i + 1 and after.lemma in ontology().offices


def _pair(first: Token, second: Token) -> Office | None:
    offices, words = ontology().offices, ontology().office_words
    if first.lower_ not in words or second.lower_ not in words:
        return None
    return offices.get(f"{first.lower_} {second.lower_}") or offices.get(f"{first.lower_}-{second.lower_}")


def _links(token: Token, office: Office) -> Iterator[OfficeLink]:
    for holder, rule, verb in _holders(token):
        for body in _bodies(token, holder, office.predicate):
            if body not in (holder, token) and not _is_person_for_a_place(token, holder):
                yield OfficeLink(holder, token, body, _predicate(office, token, body), f"office:{rule}", verb)


def _predicate(office: Office, token: Token, body: Token) -> str:
    """What the office links: "Oslo's envoy" is no envoy to Oslo, an "American commander" commands no America."""
    received = any(noun == body and prep in ("to", "for") for prep, noun in preposition_objects(token))
    if office.predicate == "ambassador_to":
        return office.predicate if received else "official_of"
    if office.predicate == "head_of" and any(_is_field(child, body) for child in token.lefts):
        return "official_of"
    countries = ontology().countries
    nation = body.i < token.i and (countries.demonym(body.text) or countries.country(body.text))
    return "officer_of" if nation and office.predicate == "commander_of" else office.predicate


def _is_field(word: Token, body: Token) -> bool:
    """Whether a word before "chief" tells of what: "the union's | climate | chief", "the | atomic | chief"."""
    if word.dep_ == "amod":
        return word.ent_type_ != "NORP" and any(word.lower_.endswith(end) for end in word_set("field endings"))
    return word.dep_ == "compound" and word.pos_ == "NOUN" and word != body


def _is_person_for_a_place(token: Token, holder: Token) -> bool:
    """Whether a person would be taken for a place: "the deputy governor of the Orrin region, Ivo Brandel"."""
    return token.lemma in word_set("place heads") and holder.ent_type_ == "PERSON"


def _holders(token: Token) -> Iterator[tuple[Token, str, Token | None]]:
    """(holder, rule, verb that tells it) of an office: the name behind the title or beside it, a verb's subject."""
    yield from _holders_by_slot(token)
    name = apposition(token)
    if name is not None and _is_name(name) and not _in_brackets(name):
        yield name, "apposition", None


def _holders_by_slot(token: Token) -> Iterator[tuple[Token, str, Token | None]]:
    """The holders that the office's own place in the sentence gives."""
    head = token.head
    match token.dep_:
        case "compound" | "nmod" | "amod" if head.pos_ == "PROPN" and head.i > token.i:
            yield head, "title", None
        case "appos" if _is_name(head):
            yield head, "apposition", None
        case "oprd" if head.lemma in word_set("choosing verbs"):
            chosen = (c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ in NAMED)
            yield from ((noun, "as", head) for noun in islice(chosen, 1))
        case "attr" | "oprd" if head.lemma in COPULAS:
            yield from ((noun, "copula", head) for noun in subjects_of(head) if noun.pos_ in NAMED)
        case "pobj" if head.lower_ == "as" and is_verb(head.head):
            yield from _holders_as(token, head.head)


def _holders_as(token: Token, verb: Token) -> Iterator[tuple[Token, str, Token | None]]:
    """Who holds what stands behind "as": "served as mayor", "was chosen as mayor"; also "as part of the alliance"."""
    if token.lemma == "part" and any(_is_body(noun) for _, noun in preposition_objects(token)):
        yield from ((noun, "as", None) for noun in subjects_of(verb)[:1] if noun.pos_ in NAMED)
    elif verb.lemma in word_set("choosing verbs", "serving verbs"):
        holders = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] or list(subjects_of(verb))
        yield from ((noun, "as", verb) for noun in holders[:1] if noun.pos_ in NAMED)


def _in_brackets(name: Token) -> bool:
    """Whether a name stands in brackets, and is the body's: "members of the Rail Union (| RU |)"."""
    before = word_before(name.left_edge)
    return before is not None and before.text in ("(", "[")


def _is_body(noun: Token) -> bool:
    """Whether a noun names what others are part of: an alliance, a coalition, a named body."""
    return noun.ent_type_ == "ORG" or ontology().agent_type(noun.lemma) in ("Group", "Organization")


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "GPE", "TIME")


def _in_title(token: Token, noun: Token) -> bool:
    """Whether the phrase is part of the title itself: "Secretary of State"."""
    words = token.doc.words(token.i, noun.i + 1).casefold()
    return words in ontology().titles or words in ontology().offices


def _bodies(token: Token, holder: Token, predicate: str) -> Iterator[Token]:
    """Whose office it is: of the group, the group's, or the name before the title."""
    phrases = [
        (prep, noun)
        for prep, noun in preposition_objects(token)
        if prep in BODY_PREPS and not _in_title(token, noun) and not token.i < holder.i < noun.i
    ]  # "acquitted the deputy, Ada Lind, of theft"
    sent = [noun for prep, noun in phrases if prep in ("to", "for")] if predicate.endswith(("_to", "_for")) else []
    behind = sent or [noun for _, noun in phrases]
    owners = _owners(token)
    if behind:
        yield from behind
    elif owners:
        yield from owners
    elif predicate in GROUP_OFFICES and (group := _group_before(token)) is not None:
        yield from (group,) if ontology().agent_type(group.lemma) in ("Group", "Organization") else ()
    elif token.dep_ in ("compound", "nmod") and _owners(holder):
        yield from _owners(holder)[:1]  # "its Swedish rival Karsta"
    elif (before := _name_before(token, holder)) is not None:
        yield before
    elif (body := _body_noun(token)) is not None:
        yield body


def _owners(noun: Token) -> tuple[Token, ...]:
    """Whose it is; behind "whose", what the relative clause says more of."""
    owner = possessor(noun)
    if owner is None or owner.tag_ != "WP$":
        return conjuncts(owner) if owner is not None else ()
    clause = next((verb for verb in owner.ancestors if verb.dep_ == "relcl"), None)
    return (clause.head,) if clause is not None else ()


def _body_noun(token: Token) -> Token | None:
    """The body in "army chief"."""
    before = next((c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"), None)
    is_body = before is not None and ontology().agent_type(before.lemma) == "Organization"
    return before if is_body else None


def _group_before(token: Token) -> Token | None:
    """What a leader leads that is no state: "opposition" of "Kenyan opposition leader", not "army" of "army chief".

    The "protest" of "Kenyan protest leader" is no body, but it is not Kenya that he leads either.
    """
    before = word_before(token)
    if before is None or before.dep_ != "compound" or before.pos_ != "NOUN" or before.head != token:
        return None
    agent = ontology().agents.get(before.lemma)
    leads = before.lemma in word_set("causes") or (agent is not None and agent.sector not in STATE)
    body = word_before(before)
    if body is not None and body.head == token and body.ent_type_ not in ("GPE", "NORP"):
        return None  # "Red Front opposition leader"
    return before if leads else None


def _title_start(token: Token) -> int:
    """Where the title that ends in the word begins: "Foreign Minister", "deputy prime minister"."""
    for size in (4, 3, 2):
        start = token.i + 1 - size
        words = token.doc.words(start, token.i + 1).casefold() if start >= 0 else ""
        if words in ontology().titles or words in ontology().offices:
            return start
    return token.i


def _name_before(token: Token, holder: Token) -> Token | None:
    """The name or nationality right before the title: "Taliban" spokesman, "Afghan" President."""
    word = _word_before_title(token)
    if word is None or is_time(word) or word.pos_ not in ("PROPN", "ADJ"):
        return None
    if (where := word_before(word.left_edge)) is not None and where.pos_ == "ADP" and not where.children:
        return None  # "In Tarn Minister Lind met …"
    if word.head not in (token, holder, token.head) or not (is_modifier(word) or word.dep_ == "poss"):
        return None
    countries = ontology().countries
    known = word.pos_ == "PROPN" or countries.demonym(word.text) or countries.country(word.text)
    return word if known and word.text.casefold() not in ontology().titles else None


def _word_before_title(token: Token) -> Token | None:
    """The nearest word before the title in its sentence that is no mere adjective or noun of it; None where a mark cuts
    it off."""
    for word in reversed(token.doc[token.sent.start : _title_start(token)]):
        if not _qualifies(word):
            return word
        if word.text in (",", ";", "."):
            return None
    return None


def _qualifies(word: Token) -> bool:
    loose = word.pos_ in ("ADJ", "NOUN", "PUNCT") and word.ent_type_ != "NORP"
    return loose and (is_modifier(word) or word.dep_ == "punct")
