"""Which files an input names: itself, or what lies in a folder, in an order that is the same everywhere."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kg.errors import SourceError
from kg.sources.records import Failure, sayable

ENDINGS = (".csv", ".htm", ".html", ".json", ".jsonl", ".pdf", ".txt")
_FOREIGN = frozenset({".doc", ".docx", ".eml", ".epub", ".gz", ".odt", ".rtf", ".xls", ".xlsx", ".zip"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, the name its articles' keys begin with, and the name that messages use."""

    path: Path
    name: str
    label: str

    @property
    def ending(self) -> str:
        """`.txt`, whatever its case."""
        return self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file held: equal fingerprints mean equal bytes."""

    size: int
    digest: str


def files(path: Path) -> Iterator[SourceFile | Failure]:
    """The files of an input: itself, or those in the folder with a known ending, sorted, hidden ones left out.

    A name is relative to the folder; for a file given directly it is the file's own. A symbolic link that leads out
    of the folder is not followed but named as a Failure.
    """
    label = _label(path)
    if path.is_dir():
        yield from _folder(path, label)
    elif not path.exists():
        yield _failure(label, "no such file or folder")
    elif not path.is_file():
        yield _failure(label, "not a regular file: pipe it in and name it -")
    elif path.suffix.lower() not in ENDINGS:
        yield _failure(label, _unknown(path.suffix))
    else:
        yield SourceFile(path, _portable(path.name), label)


def matching(pattern: str, root: Path) -> Iterator[SourceFile | Failure]:
    """The files of a source as kg.toml names it: a file, a folder, or a pattern such as `news/**/*.jsonl`.

    It is seen from `root`; a pattern's names are relative to its part before the first wildcard.
    """
    parts = (root / Path(pattern).expanduser()).parts
    fixed = next((n for n, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
    base = Path(*parts[:fixed])
    if fixed == len(parts):
        yield from files(base)
        return
    found = sorted(path for path in base.glob("/".join(parts[fixed:])) if path.is_file())
    if not found:
        yield _failure(_label(Path(pattern)), "no file matches")
    for path in found:
        member = None if _hidden(path.relative_to(base)) else _member(base, path, _label(base))
        if member:
            yield member


def fingerprint(path: Path) -> Fingerprint:
    """Size and digest of a file's bytes."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
        return Fingerprint(stream.tell(), digest.hexdigest())


def _folder(root: Path, label: str) -> Iterator[SourceFile | Failure]:
    empty = True
    for path in _walk(root):
        found = _member(root, path, label)
        empty = empty and found is None
        if found:
            yield found
    if empty:
        yield _failure(label, f"the folder holds no file that ends in {', '.join(ENDINGS)}")


def _walk(root: Path) -> list[Path]:
    paths: list[Path] = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        paths += [Path(folder) / name for name in [*names, *linked] if not name.startswith(".")]
    return sorted(paths, key=lambda path: path.relative_to(root).as_posix())


def _member(root: Path, path: Path, label: str) -> SourceFile | Failure | None:
    name = _portable(path.relative_to(root).as_posix())
    shown = f"{label}/{name}"
    if path.is_symlink() and not _inside(root, path):
        return _failure(shown, "a link that leads out of the folder: not followed")
    if path.is_symlink() and not _behind_hidden(root, path):
        return None  # it is read where it lies
    if path.suffix.lower() in _FOREIGN:
        return _failure(shown, _unknown(path.suffix))
    return SourceFile(path, name, shown) if path.suffix.lower() in ENDINGS and path.is_file() else None


def _inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False


def _behind_hidden(root: Path, path: Path) -> bool:
    """Kubernetes mounts a file as a link to one in a hidden folder beside it."""
    return _hidden(path.resolve().relative_to(root.resolve()))


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _label(path: Path) -> str:
    return _portable(path.as_posix() if not path.is_absolute() else path.name or "/")


def _portable(name: str) -> str:
    return unicodedata.normalize("NFC", sayable(name))


def _unknown(ending: str) -> str:
    return f"cannot read {ending or 'a file without an ending'}: known are {', '.join(ENDINGS)}"


def _failure(label: str, reason: str) -> Failure:
    return Failure(label, reason, SourceError.__name__)
