"""Files that are written whole or not at all, and what kg's own files say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import KGError

OF_THE_UMASK, OF_ITS_OWNER = 0o666, 0o600


def write_whole(path: Path, text: str, mode: int = OF_THE_UMASK) -> None:
    """The text as a file, whole or not at all: when it cannot be written, KGError, and what was there before stays.

    A file of the mode OF_ITS_OWNER is never, not even while it is written, for other eyes.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch(mode)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise KGError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


@cache
def code_digest(*names: str) -> str:
    """A digest of these modules and packages of kg's, their tables included: other code may give other results."""
    digest = blake2b(digest_size=6)
    for name in names:
        for file in _code_of(files("kg") / name):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _code_of(there: Traversable) -> Iterator[Traversable]:
    """A file of code or a table, or all that lie in a folder and in those below it."""
    if there.is_dir():
        for inside in sorted(there.iterdir(), key=lambda file: file.name):
            yield from _code_of(inside)
    elif there.name.endswith((".py", ".toml", ".json")):
        yield there
