"""Where the input and the workspace lie on this machine is nobody's business: it is in nothing that leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import ARTICLES, Kg, put
from search import files_with

from kg.cli.exporting import Format
from kg.ledger import Ledger

PAGE = b"<html><head><title>Talks</title></head><body><article><p>Ann Tench met Ivo Brandel in Tarn on Friday.</p>"
ALL = "MATCH (n:KG) OPTIONAL MATCH (n)-[r]->() RETURN properties(n) AS n, properties(r) AS r"
CSV = b"id,text\n,Delcor Ferries sued Torvik Air on Monday.\n"


@pytest.fixture(name="files")
def _files(tmp_path: Path) -> list[Path]:
    """Every kind of file, given by its absolute path; among them one that cannot be read, and a folder."""
    more = {"page.html": PAGE, "rows.csv": CSV, "broken.json": b"{", "empty.txt": b"", "feed.xls": b"x"}
    folder = put(tmp_path / "secret-place" / "news", {**ARTICLES, **more})
    inner = put(folder / "inner", {"note.txt": b"Brandt Bank praised Torvik Air on Monday.\n"})
    return [*(folder / name for name in (*ARTICLES, *more)), inner, folder / "nowhere.txt"]


def test_no_view_answer_report_or_export_holds_a_path_of_this_machine(
    kg: Kg, files: list[Path], workspace: Path, tmp_path: Path
) -> None:
    views = put(tmp_path / "views", {"build": kg("build", *files).out.encode()})
    formats = {each.value: ("export", "--format", each.value) for each in Format if each is not Format.csv}
    asked = {"triples": ("triples", "--json", "--all"), "show": ("show", "Ann Tench", "--why")}
    again = {"query": ("query", "--cypher", ALL), "again": ("build", *files), "forget": ("forget", "court")}
    alone = {"extract": ("extract", *files), "lines": ("triples", "--json", *files)}
    for name, words in {**formats, **asked, **alone, **again}.items():
        done = kg(*words)
        (views / name).write_text(done.out + done.err)
    assert kg("explore", "-o", views / "page.html").code == 0
    assert kg("export", "--format", "csv", "-o", views / "csv").code == 0
    with Ledger(workspace / "ledger.sqlite") as ledger:
        put(views, {f"run {run.id}": f"{run} {ledger.failures(run.id)}".encode() for run in ledger.runs()})
    assert set(files_with(views, ["note.txt", "praises"])) > {*formats, "triples", "page.html"}
    assert files_with(views, [str(tmp_path), "secret-place"]) == {}


def test_a_refresh_tells_names_and_no_paths(kg: Kg, files: list[Path], workspace: Path, tmp_path: Path) -> None:
    workspace.mkdir()
    patterns = [files[0].parent / "*.t*", files[0].parent / "*.none"]
    sources = [f'[[source]]\nname = "s{n}"\npath = "{path}"\n' for n, path in enumerate((*files, *patterns))]
    (workspace / "kg.toml").write_text("".join(sources))
    views = put(tmp_path / "views", {"first": kg("refresh").out.encode()})
    files[0].unlink()
    put(views, {"second": kg("refresh").out.encode(), "export": kg("export").out.encode()})
    put(views, {"page.html": (workspace / "pages" / "graph.html").read_bytes()})
    with Ledger(workspace / "ledger.sqlite") as ledger:
        put(views, {f"run {run.id}": f"{run} {ledger.failures(run.id)}".encode() for run in ledger.runs()})
    assert set(files_with(views, ["note.txt", "praises"])) > {"export", "page.html", "run 1"}
    assert files_with(views, [str(tmp_path), "secret-place"]) == {}
