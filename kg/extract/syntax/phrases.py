"""Noun phrases on a dependency tree: where a phrase begins and ends, what is joined to it, what hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from operator import attrgetter

from kg.extract.syntax.labels import NOMINAL, TIME, has, is_modifier, left_child, word_before
from kg.extract.syntax.spelled import is_acronym
from kg.extract.syntax.tree import Token, once
from kg.ontology import ontology, word_set

BEFORE_HEAD = frozenset("det amod compound nmod nummod poss quantmod predet advmod npadvmod nounmod case neg".split())
INNER_MARKS = "-–\"'“‘"
"""Marks inside a phrase, before its noun."""
LONGEST_ADVERB = 3
PEOPLE = frozenset(("Person", "Group"))


def left_edge(head: Token) -> int:
    """The index at which the phrase of a noun begins: determiners, adjectives, compounds, possessors."""
    start = head.i
    for child in reversed(head.lefts):
        if is_joined_person(child) or (child.dep_ == "neg" and is_left_out(head)):
            break
        if _stands_before(child):
            start = min(start, child.left_edge.i)
        elif not (child.is_punct and child.text in INNER_MARKS):
            break
    first = head.doc.tokens[start - 2] if start >= 2 else None
    return first.i if first is not None and shared_noun(first) == head else start


def is_left_out(noun: Token) -> bool:
    """Whether a noun beside others is not what they are: "the barge, but not the mill"."""
    if noun.dep_ != "conj" or not noun.lefts:
        return False
    first = noun.left_edge
    joint = word_before(first)
    if first.lower_ != "not" or joint is None or joint.dep_ != "cc":
        return False
    return first.nbor(1).lower_ not in word_set("not alone")


def _stands_before(child: Token) -> bool:
    if child.dep_ in BEFORE_HEAD or (child.dep_ == "dep" and child.pos_ in ("PROPN", "ADJ", "X")):
        return child.lower_ not in word_set("focus adverbs")
    return False


def shared_noun(name: Token) -> Token | None:
    """The noun two names share, joined too far up: "troops" of "commander of U.K. and NATO troops"."""
    if name.dep_ != "pobj" or name.pos_ != "PROPN":
        return None
    after = name.doc.tokens[name.i + 1 : name.i + 3]
    if len(after) < 2:
        return None
    joint, other = after
    if joint.dep_ != "cc" or joint.head == name:
        return None
    noun = other.head
    shares = other.pos_ == "PROPN" and other.dep_ in ("compound", "nmod") and noun.tag_ == "NNS"
    return noun if shares and noun.dep_ == "conj" and noun.head.i < name.i else None


def right_edge(head: Token) -> int:
    """The index of the phrase's last word: the noun, "else", or the end of the of-phrase that completes it."""
    for child in head.rights:
        if child.lower_ == "else":
            return child.i
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == head.i + 1:
            inner = next((c for c in child.rights if c.dep_ == "pobj" and c.pos_ in NOMINAL), None)
            if inner is not None:
                return right_edge(with_name(inner))
        elif child.i == head.i + 2 and child.dep_ == "amod" and child.nbor(-1).text == "-" and not head.whitespace_:
            return child.i  # "its secretary-general"
    return head.i


def with_name(noun: Token) -> Token:
    """The name right behind a noun, no comma between: "Lena Olsen" of "the painter Lena Olsen"; else the noun."""
    name = name_behind(noun)
    return name if name is not None and name.left_edge.i == noun.i + 1 else noun


@once
def short_phrase(head: Token) -> tuple[int, int]:
    """First and last-but-one token index of the shortest full noun phrase: no clause, no apposition, no conjunct."""
    start, end = left_edge(head), right_edge(head)
    words = head.doc.tokens
    while start < head.i and (words[start].is_punct or words[start].is_space):
        start += 1
    return start, end + 1


def counted_noun(head: Token) -> Token:
    """What a number or a share is of: "prisoners" of "hundreds (two) of the prisoners", else the noun itself."""
    if head.lemma not in word_set("counting nouns") and head.pos_ != "NUM" and not head.like_num:
        return head
    return next((noun for prep, noun in preposition_objects(head) if prep == "of"), head)


@once
def conjuncts(head: Token) -> tuple[Token, ...]:
    """The noun and all that is joined to it by and, or, commas, in order of the text."""
    found = [head]
    for token in found:
        for word in token.rights:
            if _is_joined(word) and word not in found:
                found.append(word)
    found += people_before(head)
    return tuple(sorted(found, key=attrgetter("i"))) if len(found) > 1 else (head,)


def people_before(name: Token) -> tuple[Token, ...]:
    """People whom "and" joins to a name that they are taken for a part of: "Secretary | Berg | and Mayor Lind"."""
    if name.pos_ != "PROPN" or not name.lefts:
        return ()
    return tuple(word for word in name.doc.tokens[name.left_edge.i : name.i] if is_joined_person(word))


def is_joined_person(word: Token) -> bool:
    """Whether the word is a person's name before an "and" of its own, though it is made to modify what follows."""
    return word.ent_type_ == "PERSON" and is_modifier(word) and any(child.dep_ == "cc" for child in word.rights)


def _is_joined(word: Token) -> bool:
    if word.dep_ not in ("conj", "appos"):
        return False
    first = word.left_edge.i
    if first and word.doc[first - 1].lower_ == "not":
        return False  # "in hospitals but not offices"
    apart = _is_set_against(word) or _abbreviates(word)
    joined = (word.dep_ == "conj" and not apart) or _is_listed(word)
    return joined and word.pos_ in (*NOMINAL, "ADJ", "X")


def _is_set_against(word: Token) -> bool:
    """Whether the word is what the one before it is not: "a cart rather than a coach"."""
    return any(child.lower_ == "than" and child.dep_ == "cc" for child in word.head.rights)


def _abbreviates(word: Token) -> bool:
    """Whether the word is the abbreviation of what stands before its "or": "the Rail Union of Tarn, or RUT"."""
    if not (word.text.isupper() and word.i and word.nbor(-1).lower_ == "or"):
        return False
    return is_acronym(word.text, word.doc.words(*short_phrase(word.head)))


def _is_listed(token: Token) -> bool:
    """Whether an apposition is the second of three: "the harbour, the market and a station", "Acme, Tern and Bolt"."""
    pos = token.pos_
    if token.dep_ != "appos" or pos not in ("NOUN", "PROPN") or token.head.pos_ != pos or _says_what(token):
        return False
    return has(token, {"cc"}) and any(c.dep_ == "conj" and c.pos_ == pos for c in token.rights)


def _says_what(token: Token) -> bool:
    """Whether a name in apposition is an office or the country that a town lies in: "Oslo, Norway"."""
    if token.pos_ != "PROPN":
        return False
    return _names_holder(token.lemma) or ontology().countries.country(token.text) is not None


@once
def preposition_objects(token: Token) -> tuple[tuple[str, Token], ...]:
    """Each (preposition, noun) that hangs on a word, `out of` as one preposition, joined nouns each.

    None that is only said to have no part in it: "instead of | the mayor".
    """
    return tuple(_preposition_objects(token)) if token.children else ()


def _preposition_objects(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            if _is_replaced(child):
                continue
            such = ["such"] if child.lower_ == "as" and any(c.lower_ == "such" for c in child.lefts) else []
            yield from _objects_of(child, " ".join([*such, child.lower_, *_rest_of(child)]))


def _is_replaced(prep: Token) -> bool:
    """Whether "instead of", "rather than" end in a preposition or stand before it."""
    last = [word.lower_ for word in prep.doc.tokens[max(prep.i - 2, 0) : prep.i + 1]]
    return not word_set("in place of").isdisjoint(map(" ".join, pairwise(last)))


def _rest_of(prep: Token) -> list[str]:
    """The further words of a preposition: "of" of "because of"."""
    after = prep.rights[0] if prep.rights else prep
    return [after.lower_] if after.i == prep.i + 1 and after.pos_ == "ADP" and not after.children else []


def _objects_of(prep: Token, wording: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            for noun in conjuncts(shared_noun(child) or child):
                yield wording, noun
        elif child.dep_ in ("prep", "pcomp") and child.pos_ == "ADP":
            first = not has(prep, {"pobj"})  # "out of Tarn", but "from Tarn to Orrin"
            yield from _objects_of(child, f"{wording} {child.lower_}" if first else child.lower_)
        elif child.dep_ == "conj" and child.pos_ == "ADP" and child.i and child.nbor(-1).lower_ != "not":
            yield from _objects_of(child, child.lower_)


def names_side(prep: str, preps: Collection[str]) -> bool:
    """Whether a preposition is one of these, or ends in one ("out of"); "because of" names no side."""
    return prep in preps or (prep not in word_set("prepositions of cause") and prep.split()[-1] in preps)


def loss_before(prep: Token) -> Token | None:
    """The "fall" whose "to" phrase the parser hung on the verb: "spoke after the | fall | of Tarn to the rebels"."""
    if prep.lower_ != "to" or not prep.i:
        return None
    losses = word_set("losses")
    above = (word for word in prep.doc[prep.i - 1].ancestors if word.lemma in losses and word.pos_ == "NOUN")
    loss = next(above, None)
    return loss if loss is not None and loss.right_edge.i == prep.i - 1 else None


def upper_word(prep: Token) -> Token:
    """The word that a preposition, or a row of them, hangs on."""
    upper = prep.head
    while upper.pos_ in ("ADP", "ADV", "SCONJ") and upper.head != upper:
        upper = upper.head
    return upper


def has_modifier(noun: Token, words: Collection[str]) -> bool:
    """Whether one of these words stands before the noun in its phrase: "a *scathing* attack"."""
    return any(child.lower_ in words for child in noun.lefts)


def is_indefinite(noun: Token) -> bool:
    """Whether "a" or "an" stands before the noun in its phrase."""
    return any(child.lower_ in ("a", "an") for child in noun.lefts)


def possessor(head: Token) -> Token | None:
    """The noun or pronoun that owns the phrase ("Haiti" of "Haiti's efforts")."""
    return left_child(head, {"poss"})


def named_before(head: Token) -> Token | None:
    """The first name or nationality before the noun in its phrase: "Tern" of "Tern efforts"."""
    before = (c for c in head.lefts if is_modifier(c) and c.ent_type_ not in TIME)
    names = (c for c in before if c.pos_ == "PROPN" or c.ent_type_ == "NORP")
    return next(names, None)


def apposition(head: Token) -> Token | None:
    """The noun in apposition to this one; of "a spokeswoman for the ministry, Elsa Lind," the name."""
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ in NOMINAL:
            return child
    return _name_behind(head) or other_name(head) or loose_name(head)


def name_behind(noun: Token) -> Token | None:
    """The name in apposition to a common noun or an office: "Tarn" of "our ally Tarn"."""
    if not noun.rights or (noun.pos_ != "NOUN" and not _names_holder(noun.lemma)):
        return None
    for child in noun.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            return child
    return None


@once
def apposed_to(name: Token) -> Token | None:
    """The noun that a name stands in apposition to, the person before "for the ministry" rather than the ministry."""
    if name.dep_ != "appos":
        return bearer_of(name) or _loose_office(name)
    office = next((noun for noun in name.ancestors if noun.pos_ == "NOUN" and _name_behind(noun) == name), None)
    return office if office is not None else name.head


def _name_given(noun: Token) -> Token | None:
    """The name that somebody gives as his own: Otto of "a | baker | who gave his name as Otto"."""
    for verb in noun.rights:
        if verb.dep_ == "relcl" and verb.lemma == "give":
            given = [child for child in verb.rights if child.dep_ == "dobj" and child.lemma == "name"]
            behind = (pair for word in (verb, *given) for pair in preposition_objects(word) if given)
            return next((name for prep, name in behind if prep == "as" and name.pos_ == "PROPN"), None)
    return None


def bearer_of(name: Token) -> Token | None:
    """Who has this name besides: the commander of "a commander known as Chucho"."""
    if name.pos_ != "PROPN":
        return None
    for verb in name.ancestors:
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOMINAL and other_name(verb.head) is name:
            return verb.head
    return None


def other_name(noun: Token) -> Token | None:
    """The name behind "known as", "called", "dubbed"."""
    for verb in noun.rights:
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma in word_set("calling verbs"):
            names = [child for child in verb.rights if child.dep_ in ("oprd", "dobj")]
            behind = list(preposition_objects(verb))
            names += [noun for prep, noun in behind if prep == "as"]
            names += [name for prep, noun in behind if prep == "by" and (name := _told_as_name(noun)) is not None]
            return next((name for name in names if name.pos_ == "PROPN"), None)
    return _name_given(noun) if noun.rights else None


def _told_as_name(word: Token) -> Token | None:
    """The name in "its acronym CGT", whichever of the two the parser hung on the other."""
    kinds = word_set("words for names")
    if word.lemma in kinds:
        return apposition(word)
    return word if any(is_modifier(child) and child.lemma in kinds for child in word.lefts) else None


def _name_behind(head: Token) -> Token | None:
    """A person's name that the parser made an apposition of the body in "a spokeswoman for the ministry, Elsa Lind"."""
    if head.pos_ != "NOUN" or not head.rights or not _names_holder(head.lemma):
        return None
    for prep in (c for c in head.rights if c.dep_ == "prep" and c.lower_ in ("for", "of", "at", "from", "in")):
        for body in (c for c in prep.children if c.dep_ == "pobj"):
            found = next((c for c in body.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
            of_person = prep.lower_ == "of" and ontology().agent_type(body.lemma) == "Person"
            of_client = prep.lower_ == "for" and head.lemma in word_set("clients' people")
            somebody = (body.ent_type_ == "PERSON" and not of_client) or of_person
            if found is not None and not somebody and with_name(body) is body:
                return found  # so "counsel for Ivo Brandel, Elsa Lind", not so "a sister of the minister, Elsa Lind"
    return None


def loose_name(office: Token) -> Token | None:
    """A person's name behind an office and a comma, where the parser hung one of the two on the verb."""
    words, end = office.doc.tokens, office.right_edge.i + 1
    if end + 1 >= len(words) or words[end].text != "," or not _names_holder(office.lemma):
        return None
    name = words[end + 1]
    while is_modifier(name) and name.head.i > name.i:
        name = name.head
    hung_up = "npadvmod" in (office.dep_, name.dep_)
    return name if hung_up and name.ent_type_ == "PERSON" and name.sent == office.sent else None


def _loose_office(name: Token) -> Token | None:
    """The office before a person's name that `loose_name` finds behind it."""
    if name.ent_type_ != "PERSON" or name.left_edge.i < 2:
        return None
    before, comma = name.doc.tokens[name.left_edge.i - 2 : name.left_edge.i]
    offices = (before, *before.ancestors) if comma.text == "," else ()
    return next((office for office in offices if office.i < comma.i and loose_name(office) == name), None)


def _names_holder(lemma: str) -> bool:
    """Whether a noun is one for a person or an office."""
    return ontology().agent_type(lemma) == "Person" or lemma in ontology().offices


def is_somebody(noun: Token) -> bool:
    """Whether the word is one for people, or a person's name."""
    return ontology().agent_type(noun.lemma) in PEOPLE or noun.ent_type_ == "PERSON" or noun.pos_ == "PRON"


def is_extreme(noun: Token) -> bool:
    """Whether a noun is the most of its kind: "the *worst* storm", "its *most* radical change"."""
    return any(word.tag_ == "JJS" or any(c.tag_ == "RBS" for c in word.lefts) for word in noun.lefts)


def hyphened(word: Token) -> str:
    """A word with what hyphens join to it: "short-sighted"."""
    words, start = word.doc.tokens, word.i
    while start >= 2 and words[start - 1].text == "-" and not words[start - 2].whitespace_:
        start -= 2
    return word.doc.words(start, word.i + 1)


def may_speak(noun: Token) -> bool:
    """Whether the word is one for somebody, a name, or a text that tells: "the letter"."""
    if noun.pos_ == "PROPN" or is_somebody(noun):
        return True
    return noun.lemma in ontology().agents or noun.lemma in word_set("sources in writing")


def adverb_text(word: Token) -> str:
    """An adverb with all that hangs on it, in small letters: "no longer", "under no circumstances"; else the word."""
    if not word.children:
        return word.lower_
    start, end = word.left_edge.i, word.right_edge.i + 1
    return word.doc.words(start, end).lower() if end - start <= LONGEST_ADVERB else word.lower_
