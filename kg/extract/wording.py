"""From tokens back to the article's own characters: the spans and words that an Extraction quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from kg.extract.mentions.found import Found
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import PLURAL, has, is_verb, right_child
from kg.extract.syntax.objects import completion_of, is_judged, judgement
from kg.extract.syntax.phrases import adverb_text, hyphened, short_phrase, with_name
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Doc, Token, once
from kg.extract.syntax.verbs import (
    has_subject,
    is_infinitive,
    is_particle,
    is_passive,
    is_told_apart,
    puts_off,
    reciprocal_of,
)
from kg.model import Span
from kg.ontology import ontology, word_set
from kg.text import CleanText

GAP = "…"
"""Stands in a predicate's words where the object stands in the sentence."""
CLAUSE = 60
"""Words up to which a clause is told as a whole."""
LONGEST = 12
"""Words up to which a noun's phrase takes in what completes it."""
SHORT = 8
"""Words up to which a clause on a noun, or what stands before a preposition, is no more than a phrase."""
OPENING, CLOSING = frozenset(("``", "“", "(", '"')), frozenset(("''", "”", ")", '"'))
DEGREES = frozenset(("more", "less", "most", "least"))
AUXILIARIES = frozenset(("aux", "auxpass", "neg"))
VERB_PARTS = AUXILIARIES | {"prt"}
OF_VERB = VERB_PARTS | {"dobj", "advmod", "oprd", "acomp"}
"""What may be told as a part of the verb."""


@dataclass(frozen=True, slots=True)
class Spans:
    """A doc beside the article it was cleaned from."""

    doc: Doc
    clean: CleanText
    original: str
    sentences: dict[int, Span] = field(default_factory=dict)
    """Those asked for so far, by their first token."""

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens `start` to `end` (exclusive) stand in the original, without white space at either end."""
        words = self.doc.tokens
        first, last = words[start], words[end - 1]
        start, end = self.clean.original_span(first.idx, last.idx + len(last.text))
        if first.is_space or last.is_space:
            return self._trimmed(start, end)
        return self._with_bracket(start, end) if self.original[end : end + 1] == "]" else (start, end)

    def of_word(self, token: Token) -> tuple[int, int]:
        """Where a word stands in the original."""
        return self.of(token.i, token.i + 1)

    def sentence(self, token: Token) -> Span:
        """The original characters of the token's sentence."""
        sent = token.sent
        if sent.start not in self.sentences:
            self.sentences[sent.start] = Span(*self.of(sent.start, sent.end))
        return self.sentences[sent.start]

    def gap(self, token: Token) -> bool:
        """Whether words are missing in the token's sentence."""
        sent = token.sent
        return bool(self.clean.gaps) and self.clean.crosses_gap(sent.start_char, sent.end_char)

    def _with_bracket(self, start: int, end: int) -> tuple[int, int]:
        """With the bracket behind that closes one inside: "the [U.S.]"; the parser reads the text without them."""
        inside = self.original[start:end]
        return (start, end + 1) if inside.count("[") > inside.count("]") else (start, end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self.original[start:end]
        start += len(words) - len(words.lstrip())
        return start, max(start, end - (len(words) - len(words.rstrip())))


def argument_tokens(token: Token, mention: Found | None) -> tuple[int, int]:
    """The tokens that stand for a noun in a slot: a named person's name, else the full phrase, up to so many words."""
    return _closed(token.doc, *_tokens(token, mention))


def noun_text(noun: Token) -> str:
    """The shortest full phrase of a noun, as worded."""
    return noun.doc.words(*_closed(noun.doc, *short_phrase(noun)))


def _closed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens, with the mark right behind them that closes a quotation or a bracket among them."""
    closes = end < len(doc.tokens) and doc.tokens[end].text in CLOSING
    return start, end + 1 if closes and _is_open(doc.tokens[start:end]) else end


def _is_open(words: Iterable[Token]) -> bool:
    """Whether a quotation or a bracket begins among the words and does not end there."""
    marks = [word.text for word in words if word.is_punct]
    return marks.count('"') % 2 == 1 or sum(m in OPENING for m in marks) > sum(m in CLOSING for m in marks)


def _tokens(token: Token, mention: Found | None) -> tuple[int, int]:
    if mention is not None and mention.kind == "name" and mention.type == "Person":
        return _with_honorific(token.doc, mention.start), mention.end
    if token.pos_ in ("VERB", "AUX"):
        return clause_tokens(token)
    start, end = short_phrase(token)
    if token.rights and (last := _end_that_tells_who(token)) is not None:
        return start, last
    if token.pos_ != "PRON" and (mention is None or mention.kind == "nominal"):
        return full_phrase(token)
    if mention is not None and mention.kind == "name":
        if mention.title:
            return mention.start, max(mention.end, end)
        start, end = full_phrase(token)
        return min(start, mention.start), max(end, mention.end)
    return start, end


def _end_that_tells_who(noun: Token) -> int | None:
    """Where the name or the clause ends that stands behind a noun and says who is meant."""
    if (name := with_name(noun)) is not noun and noun.tag_ not in PLURAL:
        return short_phrase(name)[1]
    clause = _clause_that_tells_who(noun)
    return clause.right_edge.i + 1 if clause is not None else None


def _clause_that_tells_who(noun: Token) -> Token | None:
    """The relative clause without which nobody is meant: "people *who buy votes*", "those *who left*"."""
    clause = noun.rights[0] if not noun.lefts else None
    if clause is None or clause.dep_ != "relcl" or noun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    bare = noun.lower_ in word_set("anybody") or (noun.tag_ == "NNS" and clause.tag_ in ("VBP", "VBZ"))
    who = clause.left_edge
    behind = who.i == noun.i + 1 and who.lower_ in ("who", "that") and noun.head.i > clause.i
    return clause if bare and behind and clause.right_edge.i - noun.i <= SHORT else None


def _with_honorific(doc: Doc, start: int) -> int:
    """Where a person's name begins, with the "Mr." or "Lady" that stands before it."""
    title = ontology().titles.get(doc[start - 1].lower_) if start else None
    return start - 1 if title is not None and title.kind == "honorific" else start


COMPLETING = frozenset(("prep", "nummod", "quantmod", "advmod", "npadvmod"))
"""What may stand behind a noun in its phrase; an infinitive may too ("a plan to withdraw")."""


def full_phrase(head: Token) -> tuple[int, int]:
    """First and last-but-one token index of a noun with the phrases that complete it, as many as stay short."""
    if not head.rights:
        return short_phrase(head)
    names = with_name(head) if head.tag_ == "NNS" else head  # "presidents | Olga Dun and Per Lind"
    whole = [child for child in head.rights if _completes(child) or child is names]
    while whole:
        last = whole.pop()
        start, end = _reach(head, [*whole, last])
        goes_on = end > last.i + (last.dep_ in ("prep", "amod"))
        while _joins(head.doc[end - 1]) and head.doc[end - 1].text not in CLOSING:
            end -= 1
        if goes_on and end - start <= (SHORT if last.dep_ in ("acl", "amod") else LONGEST):
            return start, end
    return short_phrase(head)


def _completes(child: Token) -> bool:
    if child.dep_ == "prep" and child.lower_ != "of":
        if any(is_time(c) for c in child.children if c.dep_ == "pobj"):
            return False  # "talks | on Sunday"
        if child.lower_ == "as" and not child.lefts:
            return False  # "condemned the move | as terror"
    if child.dep_ == "amod":
        return has(child, {"prep"})  # "a banker close to the king"
    return child.dep_ in COMPLETING or (child.dep_ == "acl" and is_infinitive(child))


def _closely(top: Token) -> list[Token]:
    """The word with what hangs on it, but no relative clause and no apposition behind a comma."""
    words = [top]
    for word in words:
        if word.children:
            words += [c for c in word.children if c.dep_ not in ("appos", "relcl") or c is with_name(word)]
    return words if top.dep_ != "amod" else [word for word in words if not _is_in_time(word, top)]


def _is_in_time(word: Token, top: Token) -> bool:
    """Whether a word below another is a time behind a preposition, or such a preposition."""
    preps = (word, *word.ancestors) if top.holds(word) else ()
    return any(prep.dep_ == "prep" and any(map(is_time, prep.rights)) for prep in preps if top.holds(prep))


def _joins(word: Token) -> bool:
    """Whether the word only joins what follows: a mark or an "and" at a phrase's end."""
    return word.dep_ == "cc" or word.pos_ == "PUNCT"


def _reach(head: Token, whole: list[Token]) -> tuple[int, int]:
    words = {token.i for child in whole for token in _closely(child)}
    start, _ = short_phrase(head)
    end = head.i
    while end + 1 in words:
        end += 1
    while end > head.i and head.doc[end].text in (",", ";"):
        end -= 1
    return start, end + 1


@once
def clause_tokens(verb: Token) -> tuple[int, int]:
    """A clause as worded, from its subject on, without what introduces it; a long one is its verb."""
    apart = {t.i for child in verb.children if _is_apart(child) for t in child.subtree}
    inner = [t.i for t in verb.subtree if t.i not in apart and not t.is_space]
    start, end = min(inner, default=verb.i), max(inner, default=verb.i) + 1
    if verb.head is not verb and start < verb.head.i < end:
        return verb.i, verb.i + 1  # "the deal, Lind said, will fail": no words in a row
    words = verb.doc.tokens
    while end - 1 > verb.i and _joins(words[end - 1]):
        end -= 1
    while start < verb.i and words[start].text in (",", ";", ":"):
        start += 1
    return (start, end) if start <= verb.i < end <= start + CLAUSE else (verb.i, verb.i + 1)


def _is_apart(child: Token) -> bool:
    """Whether a word on a clause's verb opens the clause or a further one: a joined verb with a subject of its own."""
    if child.dep_ == "conj":
        return not is_verb(child) or is_told_apart(child)
    if child.dep_ == "advcl" and child.i < child.head.head.i < child.head.i:
        return True  # "If it rains, Lind said, | the deal will fail |"
    if child.dep_ in ("npadvmod", "appos") and child.i > child.head.i and child.lemma in word_set("claims beside"):
        return has(child, {"relcl", "acl"})  # "…, a charge the mill denies"
    return child.dep_ == "mark" or (child.i < child.head.i and child.dep_ in ("cc", "punct"))


def predicate_text(act: Act, prep: str = "", chain: Token | None = None) -> str:
    """The verb as worded: auxiliaries, negation and particle, the infinitive it governs, the preposition."""
    words = [*_carrying(act.token), *_verb_words(act.token)]
    if chain is not None:
        words += [chain.head.lower_] if chain.dep_ == "pcomp" else []
        words += [infinitive_text(chain)]
    return " ".join([*words, prep] if prep else words)


def phrase_text(act: Act, prep: str, noun: Token) -> str:
    """The predicate of a phrase on a verb without object, with the one before it that is a part of what is told.

    "came to light in" of "came to light in March", "stay away from work until" of "stay away from work until May".
    """
    close = close_phrase(act)
    if close is None or close[1] is noun or noun.i < close[1].i or "conj" in (noun.dep_, noun.head.dep_):
        return predicate_text(act, prep)  # "came from Norland or from | Tarn": not from both
    words = f"{close[0]} {noun_text(close[1])}"
    return predicate_text(act, f"{words} {prep}" if prep else words)


def close_phrase(act: Act) -> tuple[str, Token] | None:
    """The phrase right behind a verb that belongs to it: a bare noun, or one whose preposition is led by a particle."""
    first = act.token.i + 1
    for prep, noun in act.obliques:
        if noun.left_edge.i - first != len(prep.split()):
            continue
        if is_time(noun):
            continue
        needed = f"{act.lemma} {prep}" in word_set("verbs with a phrase")
        led = SHORT if needed or prep.split()[0] in word_set("particles") else 0
        longest = led or (SHORT // 2 if act.lemma in word_set("verbs of being somewhere") else 0)
        if (noun.tag_ == "NN" and not noun.children) or len(noun.subtree) <= longest:
            return prep, noun
    return None


def adjective_text(adjective: Token) -> str:
    """An adjective with what compares it: "more common" of "still more common"."""
    degrees = [child.text for child in adjective.lefts if child.lower_ in DEGREES]
    denied = [child.text for child in adjective.lefts if child.dep_ == "neg"]  # "pleaded not guilty"
    return " ".join([*denied, *degrees, hyphened(adjective)])


def infinitive_text(verb: Token) -> str:
    """The verb that another governs, as worded: "to shut out", "being paid"."""
    words = [word for word in _verb_words(verb) if word.lower() != "to"]
    how = right_child(verb, {"acomp"})
    words += [adjective_text(how)] if how is not None else []  # "to plead guilty", "to be late"
    if not is_infinitive(verb):
        return " ".join(words)
    first = len(words) > 1 and words[0].lower() == "not"  # "not to cross"
    return " ".join([*words[:first], "to", *words[first:]])


def _carrying(verb: Token) -> tuple[str, ...]:
    """The words of the verb above that says nothing by itself: "continue to support", "is said to support"."""
    if verb.dep_ != "xcomp":
        return ()
    above = verb.head.head if verb.head.lower_ == "about" else verb.head
    if not is_verb(above):
        return ()
    if puts_off(above):
        return (*_verb_words(above), "about" if verb.head.lower_ == "about" else "yet", "to")
    if above.lemma == "be" and is_infinitive(verb) and not has(above, {"attr", "acomp", "prep"}):
        aims = any(child.dep_ == "nsubj" and child.lemma in word_set("aims") for child in above.lefts)
        return () if aims else (*_verb_words(above), "to")  # "are to be freed"
    raised = is_passive(above) and above.lemma in word_set("raising verbs")
    if not raised and above.lemma not in word_set("transparent verbs"):
        return ()
    middle = (GAP,) if any(child.dep_ == "dobj" for child in above.children) else ()  # "used … to evacuate"
    return (*_verb_words(above), *middle, *(("to",) if is_infinitive(verb) else ()))


@once
def _verb_words(verb: Token) -> tuple[str, ...]:
    kept = [child for child in verb.children if child.dep_ in OF_VERB and _is_of_verb(child)]
    own = tuple([_with_no(token) for token in sorted([*kept, verb], key=attrgetter("i"))])
    return _shared_auxiliaries(verb) + own if AUXILIARIES.isdisjoint([child.dep_ for child in kept]) else own


def _shared_auxiliaries(verb: Token) -> tuple[str, ...]:
    """The auxiliaries of the verb that this one is joined to: "will" of "will close the mine and sell the land"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN", "VBG") or has_subject(verb) or not is_verb(first):
        return ()
    if verb.tag_ != first.tag_ or is_infinitive(verb):
        return ()
    shared = tuple(child.text for child in first.lefts if child.dep_ in AUXILIARIES and child.tag_ != "TO")
    return shared or _shared_auxiliaries(first)


def _is_of_verb(child: Token) -> bool:
    if child.dep_ == "dobj" and child is reciprocal_of(child.head):
        return True  # "accused each other of"
    if child.dep_ == "advmod":
        if is_particle(child) or _is_needed(child):
            return True  # "was turned back by", "could do so at"
        return ontology().cues.adverbs.get(adverb_text(child)) == "negated" or _is_inside(child)
    if is_resulting_state(child) or _is_before_object(child):
        return True
    asks_whether = child.dep_ == "neg" and child.i > 0 and child.nbor(-1).lower_ == "or"  # "whether or not it paid"
    return child.dep_ in VERB_PARTS and child.tag_ != "TO" and not asks_whether


def is_resulting_state(word: Token) -> bool:
    """Whether a word on a passive is a part of what it tells: "was shot *dead*", "were freed *unharmed*"."""
    told = word.dep_ in ("oprd", "acomp") and word.lower_ in word_set("outcomes") and not word.children
    return told and has(word.head, {"auxpass", "nsubjpass"})


def _is_needed(adverb: Token) -> bool:
    """Whether a verb says nothing without the adverb right behind it: "could do *so*"."""
    if adverb.i != adverb.head.i + 1 or adverb.children:
        return False
    return f"{adverb.head.lemma} {adverb.lower_}" in word_set("verbs with their adverb")


def _is_before_object(state: Token) -> bool:
    """Whether an adjective stands between its verb and the object of which it tells: "kept *secret* the terms"."""
    right_behind = state.dep_ == "oprd" and state.pos_ == "ADJ" and state.i == state.head.i + 1 and not state.children
    return right_behind and any(child.dep_ == "dobj" and child.i > state.i for child in state.head.rights)


def _is_inside(adverb: Token) -> bool:
    """Whether an adverb stands right before its verb: "readily admits", "was badly hurt"."""
    beside = adverb.i == adverb.head.i - 1 and not adverb.children
    return beside and adverb.lower_ not in word_set("adverbs of the speaker")


def _with_no(token: Token) -> str:
    if token.dep_ == "dobj" and token is reciprocal_of(token.head):
        return " ".join(word.text for word in (*token.lefts, token))
    return adverb_text(token) if token.dep_ == "advmod" else token.text


def with_object(act: Act, prep: str) -> str:
    """The predicate of a further noun: verb, first object, preposition ("gave heavy weapons to")."""
    first = next((noun for noun in act.objects if noun.i > act.token.i), None)
    middle = [noun_text(first), *_made(first, act.token)] if first is not None else []
    return " ".join([*_carrying(act.token), *_verb_words(act.token), *middle, *([prep] if prep else [])])


def _made(noun: Token, verb: Token) -> Iterator[str]:
    """What a verb finds, calls or makes its object, in words: "guilty" of "found the broker guilty of"."""
    if noun.head is not verb:
        if is_judged(noun.head):
            yield judgement(noun.head)
    elif (made := completion_of(noun)) is not None:
        yield noun_text(made) if made.pos_ != "ADJ" else judgement(made)
