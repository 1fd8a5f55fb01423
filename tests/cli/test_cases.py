"""Small inputs on which other tools fail, each through the command that a user would type."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from cli_desk import Kg, environment, program, put

from kg.plain import json_line, visible


def rows(done_lines: list[str], predicate: str) -> list[dict[str, object]]:
    return [row for row in map(json.loads, done_lines) if predicate in (row["predicate"], row["words"])]


@pytest.mark.parametrize(
    "words",
    [
        ["triples"],
        ["triples", "--json"],
        ["export", "--format", "jsonl"],
        ["extract", "../news"],
        ["query", "--cypher", "MATCH (a:KG:Evidence) RETURN a.quote AS q"],
    ],
    ids=" ".join,
)
def test_a_long_listing_piped_into_head_ends_without_a_word(built: Path, words: list[str]) -> None:
    line = f"{sys.executable} -m kg {' '.join(map(_quoted, words))} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        cwd=built,
        env=environment(built, PYTHONUNBUFFERED="1"),
        check=True,
    )
    first, status = done.stdout.splitlines()
    assert first
    assert status in ("0", "141")
    assert done.stderr == ""


def _quoted(word: str) -> str:
    return f"'{word}'"


def test_a_line_that_is_no_json_is_named_and_costs_nothing_else(kg: Kg, tmp_path: Path) -> None:
    data = (
        b'\xef\xbb\xbf{"id": "j1", "text": "Delcor sued Brandt Bank."}\r\n\r\n{"id": "j2", "text": "Brandt Bank\n'
        b'{"id": "j3", "text": "Ann Tench resigned."}'
    )
    put(tmp_path, {"a.jsonl": data})
    done = kg("build", tmp_path / "a.jsonl")
    assert done.code == 3
    assert done.lines[0] == "Articles  2 new, 0 changed, 0 known, 1 failed"
    assert re.search(r"failed: a\.jsonl line 3: \S+", done.out)
    kept = map(json.loads, kg("export", "--format", "extractions").lines)
    assert [found["article"]["id"] for found in kept] == ["j1", "j3"]


def test_what_failed_is_told_beside_the_answer(kg: Kg, tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.txt": b"", "b.txt": b"Delcor sued Brandt Bank."})
    done = kg("extract", tmp_path / "in")
    assert done.code == 3
    assert len(done.lines) == 1
    assert "a.txt: the file is empty" in done.err


def test_escape_codes_in_a_name_reach_no_terminal_and_break_no_export(kg: Kg, tmp_path: Path) -> None:
    data = b"Delcor\x0cFerries sued \x1b[31mBrandt Bank\x1b[0m on Monday.\nIvo \x07Brandel resigned.\n"
    put(tmp_path, {"a.txt": data})
    done = kg("build", tmp_path / "a.txt")
    assert done.code == 0
    for kind, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        file = tmp_path / f"g.{kind}"
        assert kg("export", "--format", kind, "-o", file).code == 0
        assert len(read(file).nodes) > 0
    kept = [row["quote"] for row in map(json.loads, kg("export").lines) if row["row"] == "Evidence"]
    assert all(quote in data.decode() for quote in kept)
    commands = (["triples", tmp_path / "a.txt"], ["extract", tmp_path / "a.txt"], ["export"], ["query", "most-active"])
    for answer in (done, *(kg(*words) for words in commands)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", answer.out + answer.err)


def test_an_article_with_only_a_text_has_no_none_anywhere(kg: Kg, tmp_path: Path) -> None:
    put(tmp_path, {"a.jsonl": b'{"id": "only", "text": "Delcor sued Brandt Bank."}\n'})
    kg("build", tmp_path / "a.jsonl")
    assert "0 created, 0 changed, 0 removed" in kg("build", tmp_path / "a.jsonl").out
    cypher = (
        "MATCH (a:KG:Article) RETURN count(a) AS n, collect(a.title) AS t, collect(a.source) AS s, collect(a.url) AS u"
    )
    answer = json.loads(kg("query", "--format", "json", "--cypher", cypher).out)
    assert answer == [{"n": 1, "t": [], "s": [], "u": []}]
    kg("explore", "-o", tmp_path / "graph.html")
    graph = [kg("export", "--format", kind).out for kind in ("jsonl", "gexf", "graphml", "extractions")]
    for text in graph[:3]:
        assert not re.search(r"""[">'](None|null|NaN|nan)["<']""", text)
    assert '"None"' not in (tmp_path / "graph.html").read_text()


def test_a_short_file_from_windows_keeps_its_quotes(kg: Kg, tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": b"Delcor\x92s chairman said \x93no deal\x94 on Monday \x97 and left.\n"})
    text = "Delcor’s chairman said “no deal” on Monday — and left.\n"
    found = json.loads(kg("extract", tmp_path / "a.txt").out)
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in found["mentions"])
    assert kg("build", tmp_path / "a.txt").code == 0
    assert kg("show", "Delcor").lines[0].startswith("Delcor — ")


def test_a_name_is_found_however_its_accents_are_typed(kg: Kg, tmp_path: Path) -> None:
    decomposed = "Jose\u0301 C\u0301wik"
    put(tmp_path, {"a.txt": "José Ćwik sued Delcor.\n".encode(), "b.txt": f"{decomposed} sued Torvik Air.\n".encode()})
    kg("build", tmp_path / "a.txt", tmp_path / "b.txt")
    answers = [kg("show", name).out for name in (decomposed, "jose cwik", "José Ćwik")]
    assert len(set(answers)) == 1
    assert answers[0].splitlines()[0] == "José Ćwik — Person"
    assert f"[{decomposed}|actor]" in answers[0]
    asked = kg("query", "relations", "-p", f"name={decomposed}").lines
    assert any("\tsued\tDelcor" in line for line in asked)


def test_an_emoji_before_the_name_shifts_no_mark(kg: Kg, tmp_path: Path) -> None:
    text = "📉📰 Regulators said that Torvik Air sacked Ivo Brandel 👩‍✈️ in Tarn.\n"
    put(tmp_path, {"a.txt": text.encode()})
    kg("build", tmp_path / "a.txt")
    shown = kg("show", "Ivo Brandel").out
    assert "[Torvik Air|actor] [sacked|trigger] [Ivo Brandel|" in shown
    assert "👩‍✈️" in shown
    found = json.loads(kg("extract", tmp_path / "a.txt").out)
    assert {m["start"] for m in found["mentions"] if m["text"] == "Torvik Air"} == {text.index("Torvik Air")} == {24}


def test_a_dateline_is_no_actor(kg: Kg, tmp_path: Path) -> None:
    texts = {
        "w1": "TARN (Radio Zil) - Delcor Ferries sacked Ivo Brandel on Monday.",
        "w2": "By Ada Finch and Tomas Brandt\nTARN - Delcor Ferries sacked Ivo Brandel on Monday.",
    }
    lines = [json.dumps({"id": key, "published": "2026-03-05", "text": text}) for key, text in texts.items()]
    put(tmp_path, {"a.jsonl": "\n".join(lines).encode()})
    found = rows(kg("triples", "--json", tmp_path / "a.jsonl").lines, "sacked")
    assert [row["article"] for row in found] == ["w1", "w2"]
    for row in found:
        assert (row["subject"], row["object"]) == ("Delcor Ferries", "Ivo Brandel")
        assert (row["status"], row["attribution"]) == ("actual", None)
        assert isinstance(row["date"], dict)
        assert (row["date"]["from"], row["date"]["to"], row["date"]["basis"]) == ("2026-03-02", "2026-03-02", "said")
    kg("build", tmp_path / "a.jsonl")
    shown = kg("show", "Ivo Brandel").out
    assert "1 event in 2 articles" in shown
    assert not re.search(r"(TARN|Zil|Finch|Brandt)\|(actor|recipient|speaker|object)", shown)


@pytest.mark.parametrize(
    ("cypher", "code"),
    [
        (
            "MATCH (e:KG:Evidence) WHERE e.quote CONTAINS 'SET' OR e.quote CONTAINS \"CREATE (x)\" "
            "RETURN count(e) AS asset /* DELETE nothing */",
            0,
        ),
        ("MATCH (e:KG:Entity) WHERE e.name = 'LOAD CSV' RETURN e.name AS created // CALL me", 0),
        ("MATCH (n:KG) RETURN n.`remove` AS dropped LIMIT 1", 0),
        ("MATCH (n:KG) /* */ SeT n.x = 1 RETURN n.id AS id", 1),
    ],
)
def test_the_word_set_in_a_string_is_no_write(ask: Kg, cypher: str, code: int) -> None:
    done = ask("query", "--cypher", cypher)
    assert done.code == code
    assert done.err.count("\n") == code
    assert ("SET" in done.err) is bool(code)
    assert "the store holds the ledger's graph" in ask("doctor", "--check").out


def test_brackets_of_the_news_are_text(kg: Kg, tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": b"Delcor Ferries sued [bold]Brandt Bank[/bold] because they [think] so.\n"})
    kg("build", tmp_path / "a.txt")
    assert "[think]" in kg("show", "Delcor Ferries").out


@pytest.mark.skipif(shutil.which("script") is None, reason="no script(1) to make a terminal with")
def test_on_a_terminal_the_words_stand_out_and_brackets_stay_text(built: Path) -> None:
    kg = f"{sys.executable} -m kg"
    line = f"stty cols 100; {kg} show 'Brandt Bank'; {kg} query relations -p 'name=delcor ferries'"
    done = subprocess.run(
        ["script", "-qec", line, "/dev/null"],
        capture_output=True,
        text=True,
        env={**environment(built), "TERM": "xterm-256color"},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert "|trigger]" not in done.stdout
    assert re.search(r"\x1b\[[0-9;]*msued\x1b\[0m", done.stdout)
    assert all(len(re.sub(r"\x1b\[[0-9;]*m", "", row)) <= 100 for row in done.stdout.splitlines())


def test_the_program_tells_a_name_on_a_closed_terminal_locale(built: Path) -> None:
    done = program("show", "jose cwik", workspace=built, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.code == 0
    assert "José Ćwik" in done.out


def test_the_store_of_a_server_that_is_down_is_one_line(built: Path) -> None:
    done = program("query", "demands", "--store", "bolt://127.0.0.1:9", workspace=built)
    assert done.code == 1
    assert done.err.startswith("Error: bolt://127.0.0.1:9 does not answer")
    assert done.err.count("\n") == 1


def test_a_bug_keeps_its_traceback(built: Path, tmp_path: Path) -> None:
    code = "import kg.lookup, kg.cli; kg.lookup.find = None; kg.cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "show", "x"],
        capture_output=True,
        text=True,
        env=environment(built),
        check=False,
    )
    assert done.returncode == 1
    assert "TypeError" in done.stderr
    assert os.linesep in done.stderr


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    assert visible("a\x1b[31mb\x07\u202ec\nd\x7f\x9b") == "a␛[31mb␇[U+202E]c d␡[U+009B]"
    hostile = "\x1b\x07\x7f\x9b\u202e\u2028\ud800 \u00e9 👩‍✈️"
    assert json.loads(json_line({"a": hostile})) == {"a": hostile}
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e\u2028\ud800]", json_line({"a": hostile}))
