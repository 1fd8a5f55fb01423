"""What a forgotten article leaves beside ledger and graph: logs, reports, pages, the store's own files.

The copies go first, then the article, then what is made of it: a forgetting that is killed has lost nothing that
`kg build` does not make again, and kept nothing that nobody would look for any more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import embedded, graphs
from kg.config import Settings, Workspace
from kg.corrections import read_corrections, write_corrections
from kg.ledger import Ledger
from kg.model import Article, Graph
from kg.pipeline import TITLE, draw, load, store_of
from kg.progress import Progress, silent
from kg.store import LoadReport
from kg.traces import Traces
from kg.withdrawal import withdraw

WITHHELD = "(withheld: it was forgotten)"
OURS = frozenset(("kg.toml", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "lock", "lock.json"))
"""Files of the workspace that are looked after elsewhere, or hold no words."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The pages that were drawn again, by their names, and a line for each thing that could not be cleaned."""

    drawn: tuple[str, ...]
    left: tuple[str, ...]


def forget(
    ledger: Ledger, settings: Settings, keys: Sequence[str], progress: Progress[Any] = silent
) -> tuple[LoadReport, Cleaned]:
    """Withdraw articles, exactly what only they supported, and every copy of their words in the workspace.

    With nothing left, no file that was read of the workspace holds a sentence of theirs; the store's own files are
    not searched but for their logs: it deletes its rows. StoreError, with nothing changed, when it cannot be reached.
    """
    with store_of(settings) as store:
        store.state()
    gone = [article for key in keys if (article := ledger.article(key))]
    pages = erase_copies(ledger, settings, gone, news=True)
    uncorrect(settings.workspace, keys)
    with store_of(settings) as store:
        report = withdraw(ledger, settings, store, keys, progress)
    drawn = redraw(ledger, settings, graphs.graph_of(ledger, settings), pages) if pages else ()
    return report, Cleaned(drawn, left(ledger, settings, gone))


def tidy(ledger: Ledger, settings: Settings, graph: Graph, replaced: Sequence[Article]) -> Cleaned:
    """After a build of this graph: take the words that changed articles have no more out of every copy."""
    pages = erase_copies(ledger, settings, replaced)
    if any(map(_is_long, replaced)):
        with store_of(settings) as store:
            load(ledger, store, graph, basis=graphs.basis_of(settings))
    return Cleaned(redraw(ledger, settings, graph, pages), left(ledger, settings, replaced))


def erase_copies(ledger: Ledger, settings: Settings, gone: Sequence[Article], *, news: bool = False) -> tuple[str, ...]:
    """Take the words of these articles out of logs, run reports and pages; names the pages to draw again.

    Those that are missing are named too. With `news`, reports lose all that they put into words. A store that would
    keep some words is emptied: load it next.
    """
    traces = _traces(ledger, gone)
    if not traces.runs:
        return ()
    ledger.rewrite_runs(lambda told: _withheld(told, traces, news))
    untitle(ledger, traces.stand_in)
    for log in _files_in(settings.workspace.logs):
        _cut(log, traces)
    folder = _folder(settings)
    if folder is not None and any(map(_is_long, gone)):
        embedded.clear(folder)
    return (*_missing(ledger, settings.workspace), *_torn(ledger, settings.workspace, traces))


def uncorrect(workspace: Workspace, keys: Iterable[str]) -> None:
    """Take the mentions that stand in these articles out of corrections.jsonl; the names of who is hidden stay."""
    before = read_corrections(workspace.corrections)
    if (after := before.without_articles(keys)) != before:
        write_corrections(workspace.corrections, after)


def untitle(ledger: Ledger, told: Callable[[str], bool]) -> None:
    """Give the pages whose title tells what must not be told the standard title, when they are drawn again."""
    digests = ledger.pages()
    for page in [page for page, title in ledger.titles().items() if told(title)]:
        ledger.put_page(page, digests[page])


def redraw(ledger: Ledger, settings: Settings, graph: Graph, pages: Sequence[str]) -> tuple[str, ...]:
    """Draw these pages of the workspace again, under their titles and with everything in them; their names."""
    titles = ledger.titles()
    for page in pages:
        draw(graph, settings.workspace, settings.workspace.root / page, titles.get(page, TITLE))
        ledger.put_page(page, "", titles.get(page))
    return tuple(pages)


def left(ledger: Ledger, settings: Settings, gone: Sequence[Article]) -> tuple[str, ...]:
    """What may still hold words of these articles, found by looking, with the store closed: a line each."""
    if not _traces(ledger, gone).runs:
        return ()
    traces = Traces.of(_texts(gone)).unsaid(_texts(ledger.articles()))
    folder = _folder(settings)
    lines = [*_of_holder(folder, gone)] if folder else [*_of_server(settings)]
    if folder and not lines:
        _drop_logs(folder / "log", traces)
    lines += [*_of_others(ledger, settings), *_of_pages(ledger, traces), *_of_links(settings.workspace)]
    lines += _of_files(ledger, settings.workspace, traces)
    if not ledger.wipe():
        lines.append("Another process reads the ledger, whose log keeps the words until that ends.")
    return tuple(lines)


def untraced(ledger: Ledger, gone: Sequence[Article], told: Iterable[str]) -> tuple[str, ...]:
    """Those of these lines that hold no words of the articles."""
    traces = _traces(ledger, gone)
    return tuple(line for line in told if not traces.stand_in(line))


def _traces(ledger: Ledger, gone: Sequence[Article]) -> Traces:
    """The runs of words of these articles, but for those that a new version of an article has kept."""
    now = [article for old in gone if (article := ledger.article(old.key)) and article not in gone]
    return Traces.of(_texts(gone)).without(Traces.of(_texts(now)))


def _texts(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        yield from (article.text, article.title or "")


# ---- run reports and logs -------------------------------------------------------------------------------------------


def _withheld(told: str, traces: Traces, news: bool) -> str:
    """A report or reason without the words: its strings that hold some, and the relations it tells of if `news`."""
    try:
        report = json.loads(told)
    except ValueError:
        return WITHHELD if traces.stand_in(told) else told
    if not isinstance(report, dict):
        return WITHHELD if traces.stand_in(told) else told
    if news:
        report |= {name: [] for name in ("gained", "lost") if name in report}
    return json.dumps(_cleaned(report, traces), ensure_ascii=False)


def _cleaned(value: Any, traces: Traces) -> Any:
    if isinstance(value, dict):
        return {key: _cleaned(inner, traces) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner, traces) for inner in value]
    return WITHHELD if isinstance(value, str) and traces.stand_in(value) else value


def _cut(log: Path, traces: Traces) -> None:
    """The log without the lines that hold the words. It stays the same file: a running job may be writing to it.

    One that cannot be read or written stays as it is, and is told with what is left.
    """
    with suppress(OSError):
        lines = log.read_text(encoding="utf-8", errors="surrogateescape").splitlines(keepends=True)
        kept = [line for line in lines if not traces.stand_in(line)]
        if kept == lines:
            return
        with log.open("r+", encoding="utf-8", errors="surrogateescape", newline="") as stream:
            stream.writelines(kept)
            stream.truncate()


def _drop_logs(folder: Path, traces: Traces) -> None:
    """The embedded store's own logs: one that holds the words goes whole."""
    for log in _files_in(folder):
        if _may_hold(log, traces):
            log.unlink(missing_ok=True)


# ---- pages and other files ------------------------------------------------------------------------------------------


def page_name(workspace: Workspace, page: Path) -> str:
    """What the ledger calls a page: its name in the workspace, or where it is outside."""
    root, path = workspace.root.resolve(), page.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def pages_inside(ledger: Ledger, workspace: Workspace) -> list[str]:
    """The pages that kg drew in the workspace and that are still there, by their names."""
    return [page for page in drawn_inside(ledger, workspace) if (workspace.root / page).is_file()]


def drawn_inside(ledger: Ledger, workspace: Workspace) -> list[str]:
    """What kg drew in the workspace, but for what a link has since taken elsewhere."""
    inside = (page for page in ledger.pages() if not Path(page).is_absolute())
    return sorted(page for page in inside if page_name(workspace, workspace.root / page) == page)


def _missing(ledger: Ledger, workspace: Workspace) -> list[str]:
    """What kg drew in the workspace and is not there: a run that was broken off took it away."""
    return [page for page in drawn_inside(ledger, workspace) if not (workspace.root / page).exists()]


def pages_outside(ledger: Ledger) -> list[Path]:
    """The pages that were drawn elsewhere and are still there: they are their owner's."""
    return [path for page in ledger.pages() if (path := Path(page)).is_absolute() and path.is_file()]


def _torn(ledger: Ledger, workspace: Workspace, traces: Traces) -> Iterator[str]:
    """Takes the pages of the workspace that hold the words from the disk, and names them."""
    for page in pages_inside(ledger, workspace):
        if _may_hold(workspace.root / page, traces):
            (workspace.root / page).unlink()
            yield page


def _of_pages(ledger: Ledger, traces: Traces) -> Iterator[str]:
    for page in pages_outside(ledger):
        told = f"{page} was drawn outside the workspace and holds words of it: draw it again or delete it."
        yield from _of_words(page, traces, told)


def _of_links(workspace: Workspace) -> Iterator[str]:
    for folder in (workspace.logs, workspace.pages):
        if folder.is_symlink():
            yield f"{folder} is a link: what it leads to was not searched."


def _of_files(ledger: Ledger, workspace: Workspace, traces: Traces) -> Iterator[str]:
    """What other files of the workspace hold; pages of kg's were drawn from a graph without the articles."""
    root, drawn = workspace.root.resolve(), drawn_inside(ledger, workspace)
    for path in _files_in(root):
        inside = path.relative_to(root)
        ours = inside.as_posix() in OURS or inside.as_posix() in drawn or inside.parts[0] == workspace.store.name
        if not ours:
            yield from _of_words(path, traces, _of_file(workspace, workspace.root / inside))


def _of_file(workspace: Workspace, path: Path) -> str:
    if path == workspace.corrections:
        return f"{path} holds words of it in the name of a suppressed actor."
    if path.is_relative_to(workspace.logs):
        return f"{path} holds words of it still: delete it."
    return f"{path} holds words of it, and is no file of kg's."


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder. What a link leads to is somebody else's: neither folder nor file is followed."""
    if folder.is_symlink():
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _of_words(path: Path, traces: Traces, told: str) -> Iterator[str]:
    """What is told of a file that holds the words, or of one that cannot be read."""
    try:
        if traces.stand_in(_text(path)):
            yield told
    except OSError as error:
        yield f"{path} cannot be read: {error.strerror or error}."


def _may_hold(path: Path, traces: Traces) -> bool:
    """Whether a file of kg's holds the words; one that cannot be read may."""
    try:
        return traces.stand_in(_text(path))
    except OSError:
        return True


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


# ---- stores ---------------------------------------------------------------------------------------------------------


def _folder(settings: Settings) -> Path | None:
    """The embedded store's folder; None where the store is a server's."""
    where = settings.store.uri
    return None if "://" in where else Path(where or settings.workspace.store)


def _is_long(article: Article) -> bool:
    return len(article.text.encode("utf-8", "surrogatepass")) + len(article.title or "") > embedded.PAGE_BYTES // 2


def _of_server(settings: Settings) -> Iterator[str]:
    if _folder(settings) is None:
        yield f"{settings.store.uri} deleted its rows; its transaction logs and backups are its operator's."


def _of_holder(folder: Path, gone: Sequence[Article]) -> Iterator[str]:
    """What the process keeps that runs the embedded store."""
    if holder := embedded.holder(folder):
        yield f"The store is held by {holder}: its log keeps the words until that ends."
        if any(map(_is_long, gone)):
            yield f"A very long article leaves more: when it has ended, delete {str(folder)!r} and run `kg build`."


def _of_others(ledger: Ledger, settings: Settings) -> Iterator[str]:
    """The stores that were loaded from this ledger and are not the one of today."""
    for address in ledger.addresses():
        where, _, database = address.partition("#")
        if address != _address(settings) and ("://" in where or Path(where).is_dir()):
            named = f" --database {database}" if "://" in where and database else ""
            yield f"{where} was loaded too and holds it still: `kg build --store {where}{named}` takes it out."


def _address(settings: Settings) -> str:
    """The store as the ledger knows it."""
    if folder := _folder(settings):
        return f"{folder.resolve()}#{embedded.DATABASE}"
    return "#".join(filter(None, (settings.store.uri, settings.store.database)))
