"""From tokens back to the article's own characters: the spans and words that an Extraction quotes."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.clauses import Act
from kg.extract.found import Found
from kg.extract.labels import is_verb
from kg.extract.phrases import adverb_text, short_phrase
from kg.extract.timewords import is_time
from kg.extract.tree import Doc, Token
from kg.extract.verbs import is_infinitive, is_passive
from kg.model import Span
from kg.ontology import ontology, word_set
from kg.text import CleanText

GAP = "…"
"""Stands in a predicate's words where the object stands in the sentence."""
CLAUSE = 40
"""Words up to which a clause is told as a whole."""
SHORT = 8
"""Words up to which a noun's phrase takes in what completes it."""
AUXILIARY = frozenset(("aux", "auxpass", "neg", "prt"))


@dataclass(frozen=True, slots=True)
class Spans:
    """A doc beside the article it was cleaned from."""

    doc: Doc
    clean: CleanText
    original: str

    def of(self, start: int, end: int) -> Span:
        """The original characters of tokens `start` to `end` (exclusive), without white space at either end."""
        words = self.doc.tokens
        first, last = words[start], words[end - 1]
        span = Span(*self.clean.original_span(first.idx, last.idx + len(last.text)))
        return self._trimmed(span)

    def text(self, span: Span) -> str:
        """The original words there."""
        return self.original[span.start : span.end]

    def sentence(self, token: Token) -> Span:
        """The original characters of the token's sentence."""
        return self.of(token.sent.start, token.sent.end)

    def gap(self, token: Token) -> bool:
        """Whether words are missing in the token's sentence."""
        sent = token.sent
        return self.clean.crosses_gap(sent.start_char, sent.end_char)

    def _trimmed(self, span: Span) -> Span:
        words = self.original[span.start : span.end]
        if words and not words[0].isspace() and not words[-1].isspace():
            return span
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip()))
        return Span(start, max(start, end))


def argument_tokens(token: Token, mention: Found | None) -> tuple[int, int]:
    """The tokens that stand for a noun in a slot: a named person's name, else the shortest full phrase."""
    if mention is not None and mention.kind == "name" and mention.type == "Person":
        return mention.start, mention.end
    if token.pos_ in ("VERB", "AUX"):
        return clause_tokens(token)
    start, end = short_phrase(token)
    if token.pos_ != "PRON" and (mention is None or mention.type == "Thing"):
        return full_phrase(token)
    if mention is not None and mention.kind == "name":
        if mention.title:
            return mention.start, max(mention.end, end)
        return min(start, mention.start), max(end, mention.end)
    return start, end


COMPLETING = frozenset(("prep", "nummod", "quantmod", "advmod", "npadvmod"))
"""What may stand behind a noun in its phrase; an infinitive may too ("a plan to withdraw")."""


def full_phrase(head: Token) -> tuple[int, int]:
    """First and last-but-one token index of a noun with the phrases that complete it, as many as stay short."""
    whole = [child for child in head.rights if _completes(child)]
    while whole:
        start, end = _reach(head, whole)
        if end - start <= SHORT and end > whole[-1].right_edge.i:
            return start, end
        whole.pop()
    return short_phrase(head)


def _completes(child: Token) -> bool:
    if child.dep_ == "prep" and child.lower_ != "of":
        if any(is_time(c) for c in child.children if c.dep_ == "pobj"):
            return False  # "talks | on Sunday"
        if child.lower_ == "as" and not child.lefts:
            return False  # "condemned the move | as terror"
    return child.dep_ in COMPLETING or (child.dep_ == "acl" and is_infinitive(child))


def _reach(head: Token, whole: list[Token]) -> tuple[int, int]:
    words = {token.i for child in whole for token in child.subtree}
    start, _ = short_phrase(head)
    end = head.i
    while end + 1 in words:
        end += 1
    while end > head.i and head.doc[end].text in (",", ";"):
        end -= 1
    return start, end + 1


def clause_tokens(verb: Token) -> tuple[int, int]:
    """A clause as worded, from its subject on, without what introduces it; a long one is its verb."""
    words = [
        t.i
        for t in verb.subtree
        if not (t.head == verb and t.dep_ in ("mark", "cc", "conj", "punct")) and not t.is_space
    ]
    inner = [
        i for i in words if not any(verb.doc[i] in c.subtree for c in verb.children if c.dep_ in ("conj", "advcl"))
    ]
    start, end = min(inner, default=verb.i), max(inner, default=verb.i) + 1
    if verb.head is not verb and start < verb.head.i < end:
        return verb.i, verb.i + 1  # "the deal, Lind said, will fail": no words in a row
    while end - 1 > verb.i and verb.doc[end - 1].is_punct:
        end -= 1
    return (start, end) if start <= verb.i < end <= start + CLAUSE else (verb.i, verb.i + 1)


def predicate_text(act: Act, prep: str = "", chain: Token | None = None) -> str:
    """The verb as worded: auxiliaries, negation and particle, the infinitive it governs, the preposition."""
    words = _carrying(act.token) + _verb_words(act.token)
    if chain is not None:
        words += [chain.head.lower_] if chain.dep_ == "pcomp" else ["to"] if is_infinitive(chain) else []
        words += [word for word in _verb_words(chain) if word.lower() != "to"]
    return " ".join([*words, prep] if prep else words)


def _carrying(verb: Token) -> list[str]:
    """The words of the verb above that says nothing by itself: "continue to support", "is said to support"."""
    above = verb.head
    if verb.dep_ != "xcomp" or not is_verb(above):
        return []
    raised = is_passive(above) and above.lemma in word_set("raising verbs")
    if not raised and above.lemma not in word_set("transparent verbs"):
        return []
    middle = [GAP] if any(child.dep_ == "dobj" for child in above.children) else []  # "used … to evacuate"
    return _verb_words(above) + middle + (["to"] if is_infinitive(verb) else [])


def _verb_words(verb: Token) -> list[str]:
    kept = [child for child in verb.children if _is_of_verb(child)]
    return [_with_no(token) for token in sorted([*kept, verb], key=lambda token: token.i)]


def _is_of_verb(child: Token) -> bool:
    if child.dep_ == "advmod":
        return ontology().cues.adverbs.get(adverb_text(child)) == "negated"
    return child.dep_ in AUXILIARY and child.tag_ != "TO"


def _with_no(token: Token) -> str:
    return adverb_text(token) if token.dep_ == "advmod" else token.text


def with_object(act: Act, prep: str) -> str:
    """The predicate of a further noun: verb, first object, preposition ("gave heavy weapons to")."""
    first = next((noun for noun in act.objects if noun.i > act.token.i), None)
    middle = [act.token.doc[slice(*short_phrase(first))].text] if first is not None else []
    return " ".join([*_carrying(act.token), *_verb_words(act.token), *middle, *([prep] if prep else [])])
