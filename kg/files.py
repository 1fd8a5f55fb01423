"""Files that are written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
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
