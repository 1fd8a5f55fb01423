"""The parse of one text as plain objects, read from spaCy once.

The rules ask a word for its label, its head or its children hundreds of times; spaCy makes a new object and looks the
string up at each question, which took half the rules' time. Names and meanings are spaCy's own; only what the rules
ask is here. Nothing changes once `mending` has hung some clauses right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, overload

from kg.ontology import ontology

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as SpacyDoc

Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word with its labels and its place in the tree.

    `lemma` is the base form in lower case, mended where the model is known to get it wrong (`lemmas.toml`).
    """

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_punct: bool
    is_space: bool
    like_num: bool
    is_sent_start: bool
    head: Token = field(init=False)
    sent: Span = field(init=False)
    ent: Span | None = field(init=False, default=None)
    lefts: tuple[Token, ...] = ()
    rights: tuple[Token, ...] = ()
    children: tuple[Token, ...] = ()
    left_edge: Token = field(init=False)
    """The first of the words under it and itself."""
    right_edge: Token = field(init=False)
    """The last of them."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether it is made of letters alone."""
        return self.text.isalpha()

    @property
    def text_with_ws(self) -> str:
        """The word with the space behind it."""
        return self.text + self.whitespace_

    @property
    def is_bare_mark(self) -> bool:
        """Whether it is a mark or a space on which nothing hangs."""
        return (self.is_punct or self.is_space) and not self.children

    @property
    def subtree(self) -> list[Token]:
        """The word and all under it, in order of the text."""
        return sorted(_downwards(self), key=attrgetter("i")) if self.children else [self]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def holds(self, word: Token) -> bool:
        """Whether it is the word or stands above it."""
        return word is self or self in word.ancestors

    def nbor(self, steps: int = 1) -> Token:
        """The word so many places on; IndexError where there is none."""
        if self.i + steps < 0:
            raise IndexError(f"no word {steps} places from word {self.i}")
        return self.doc.tokens[self.i + steps]


@dataclass(slots=True, eq=False)
class Span:
    """Words in a row: from `start` up to and without `end`."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, index: int) -> Token:
        return self.doc.tokens[index + (self.end if index < 0 else self.start)]

    @property
    def start_char(self) -> int:
        """Where its first word begins in the text."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last word ends in the text."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last)

    @property
    def text(self) -> str:
        """Its words as they stand, empty where it has none."""
        return self.doc.words(self.start, self.end)

    @property
    def root(self) -> Token:
        """The word nearest to the top of the tree, the first of equals; a bare mark only for want of a word."""
        if len(self) == 1:
            return self.doc.tokens[self.start]
        outer = [token for token in self if not self.start <= token.head.i < self.end or token.head is token]
        if len(outer) == 1:
            return outer[0]
        return min(outer, key=lambda token: (token.is_bare_mark, sum(1 for _ in token.ancestors)))


@dataclass(slots=True, eq=False, repr=False)
class Doc:
    """A text's words, and its sentences."""

    text: str = ""
    tokens: tuple[Token, ...] = ()
    sents: tuple[Span, ...] = ()
    proper: frozenset[str] = frozenset()
    """Every word that the model takes for a proper noun somewhere."""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def words(self, start: int, end: int) -> str:
        """The words from `start` up to and without `end` as they stand, empty where there are none."""
        words = self.tokens[start:end]
        return self.text[words[0].idx : words[-1].idx + len(words[-1].text)] if words else ""

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, slice):
            start, end, _ = index.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[index]


def once(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """The same question about a word, whose answer is kept until words are hung anew or released."""
    asked = cache(ask)
    _forget.append(asked.cache_clear)
    return asked


_forget: list[Callable[[], None]] = []
"""What forgets the answers to each question that is asked `once`."""


Move = tuple[Token, Token, str]
"""A word, its right head (itself at the top), and its right dependency."""
STRINGS = ("ORTH", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE")
FLAGS = ("SPACY", "IS_PUNCT", "LIKE_NUM")
NUMBERS = ("IDX", "ENT_IOB", "SENT_START", "HEAD")
ENT_IOB = ("", "I", "O", "B")
"""spaCy's letters for the place of a word in a named entity, by its numbers for them."""


def parse_of(parsed: SpacyDoc) -> Doc:
    """The words, sentences and named entities of a parsed doc."""
    doc = Doc()
    heads = _read_words(doc, parsed)
    for token, head in zip(doc.tokens, heads, strict=True):
        token.head = doc.tokens[token.i + head]
    hang(doc.tokens)
    doc.proper = frozenset(token.text for token in doc.tokens if token.pos_ == "PROPN")
    starts = [token.i for token in doc.tokens if token.is_sent_start or token.i == 0]
    doc.sents = tuple(Span(doc, *ends) for ends in pairwise([*starts, len(doc)]))
    for sent in doc.sents:
        for token in sent:
            token.sent = sent
    for ent in parsed.ents:
        span = Span(doc, ent.start, ent.end, ent.label_)
        for token in span:
            token.ent = span
    return doc


def _read_words(doc: Doc, parsed: SpacyDoc) -> list[int]:
    """Give a doc its text and words, read by the column, for one by one takes twice as long.

    Gives how many places from each its head stands.
    """
    words, lemmas, tags, poses, deps, ents = (_strings(parsed, name) for name in STRINGS)
    spaces, puncts, nums = parsed.to_array(list(FLAGS)).astype(bool).T.tolist()
    heads: list[int]
    places, iobs, starts, heads = parsed.to_array(list(NUMBERS)).astype("int64").T.tolist()
    blanks = [" " if space else "" for space in spaces]
    doc.text = "".join(chain.from_iterable(zip(words, blanks, strict=True)))
    lowered = [word.lower() for word in words]
    bases = map(ontology().lemma, lowered, map(str.lower, lemmas), tags)
    rows = zip(words, lowered, bases, tags, poses, deps, ents, blanks, puncts, nums, places, iobs, starts, strict=True)
    doc.tokens = tuple(
        Token(
            doc, i, idx, text, lower, lemma, tag, _pos(pos, ent, text), dep, ent,
            ENT_IOB[iob], blank, punct, text.isspace(), num, start == 1,
        )
        for i, (text, lower, lemma, tag, pos, dep, ent, blank, punct, num, idx, iob, start) in enumerate(rows)
    )  # fmt: skip
    return heads


def _strings(parsed: SpacyDoc, attribute: str) -> list[str]:
    """What an attribute says of each word."""
    numbers, spell = parsed.to_array(attribute).tolist(), _speller(parsed.vocab.strings)
    spelled = {number: spell(number) for number in set(numbers)}  # a text has few tags and dependencies
    return list(map(spelled.__getitem__, numbers))


@cache
def _speller(strings: StringStore) -> Callable[[int], str]:
    """What spells a string that spaCy keeps by number; those of late are kept, for spaCy makes each anew when asked."""

    @lru_cache(1 << 16)
    def spelled(number: int) -> str:
        return strings[number]

    return spelled


def _pos(pos: str, ent_type: str, text: str) -> str:
    """The part of speech; of a person's name taken for a noun the right one: "al-Salem"."""
    return "PROPN" if pos == "NOUN" and ent_type == "PERSON" and not text.islower() else pos


def in_place_of(verb: Token, other: Token) -> Move:
    """The move that gives a verb the place of another."""
    return (verb, verb if other.head is other else other.head, other.dep_)


def hang(tokens: Sequence[Token]) -> None:
    """Give words in a row, whose heads are known, their children and the words under them, in order of the text."""
    for forget in _forget:
        forget()
    lefts: defaultdict[Token, list[Token]] = defaultdict(list)
    rights: defaultdict[Token, list[Token]] = defaultdict(list)
    for token in tokens:
        token.lefts = token.rights = token.children = ()
        token.left_edge = token.right_edge = token
        if token.head is not token:
            side = lefts if token.i < token.head.i else rights
            side[token.head].append(token)
    for head, words in lefts.items():
        head.lefts = head.children = tuple(words)
    for head, words in rights.items():
        head.rights = tuple(words)
        head.children = head.lefts + head.rights
    for top in tokens:
        if top.head is top:
            for token in reversed(_downwards(top)):
                if token.lefts:
                    token.left_edge = token.lefts[0].left_edge
                if token.rights:
                    token.right_edge = token.rights[-1].right_edge


def release(doc: Doc) -> None:
    """Cut the words of a doc apart, none of which is used any more, so that they are freed at once.

    Words hold each other in circles; the garbage collector takes a tenth of the rules' time to find them.
    """
    for forget in _forget:
        forget()
    for token in doc.tokens:
        del token.head, token.left_edge, token.right_edge  # the rest leads down the tree, in no circle
    doc.tokens = doc.sents = ()


def _downwards(top: Token) -> list[Token]:
    """The word and all under it, each before those that hang on it; however deep the tree."""
    words = [top]
    for word in words:
        words.extend(word.children)
    return words
