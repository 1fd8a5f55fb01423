"""Each command does what its help says, on three small articles."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from cli_desk import Kg, behind_its_back, put

from kg.catalog import GROUPS, find_query, queries
from kg.cli import hoisted
from kg.export import from_lines
from kg.lock import workspace_lock


def as_json(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


# ---- build, forget ----


def test_build_says_what_it_did_and_building_again_changes_nothing(kg: Kg, news: Path) -> None:
    first, again = kg("build", news), kg("build", news)
    assert first.code == again.code == 0
    assert first.lines[0] == "Articles  3 new, 0 changed, 0 known, 0 failed"
    assert again.lines[0] == "Articles  0 new, 0 changed, 3 known, 0 failed"
    assert "0 created, 0 changed, 0 removed" in again.out
    assert "0 articles read by the model" in again.out


def test_a_changed_article_replaces_itself(kg: Kg, news: Path) -> None:
    kg("build", news)
    (news / "harbour.txt").write_text("Delcor Ferries praised Brandt Bank.")
    assert kg("build", news).lines[0] == "Articles  0 new, 1 changed, 2 known, 0 failed"


def test_an_article_in_another_language_is_listed_and_not_read(kg: Kg, tmp_path: Path) -> None:
    german = (
        "Die Reederei hat die Bank am Montag verklagt. Die Vorsitzende sagte, dass die Bank das Unternehmen betrogen "
        "habe. Das Gericht wird im nächsten Monat über die Klage entscheiden, teilte ein Sprecher mit."
    )
    done = kg("build", put(tmp_path / "in", {"klage.txt": german.encode()}))
    assert done.code == 0
    assert "not English, kept and not read: klage.txt" in done.out
    assert "0 events" in done.out


def test_a_missing_input_is_an_error_and_makes_no_graph(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", tmp_path / "nowhere")
    assert done.code == 1
    assert "nowhere: no such file or folder" in done.out
    assert done.err.startswith("Error: nothing could be read")


def test_forget_withdraws_an_article_and_what_only_it_supported(kg: Kg, news: Path) -> None:
    kg("build", news)
    done = kg("forget", "talks")
    assert done.code == 0
    assert "Forgot 1 article" in done.out
    assert "2 articles left" in done.out
    assert kg("show", "José Ćwik").code == 1
    assert kg("show", "Brandt Bank").code == 0
    assert kg("doctor", "--check").code == 0


def test_forgetting_an_unknown_article_names_near_ones_and_forgets_none(kg: Kg, news: Path) -> None:
    kg("build", news)
    done = kg("forget", "court", "talk")
    assert done.code == 1
    assert "'talk': near it 'talks'" in done.err
    assert kg("build").lines[1].startswith("Graph     3 articles")


def test_one_command_writes_at_a_time_and_the_other_is_told_who_does(kg: Kg, news: Path, workspace: Path) -> None:
    kg("build", news)
    with workspace_lock(workspace, "refresh", datetime.now(UTC), lambda _: None):
        done = kg("build", news)
    assert done.code == 1
    assert "is in use by `kg refresh`" in done.err
    assert kg("build", news).code == 0


@pytest.mark.parametrize("line", ["triples", "show x", "query demands", "export", "analyze", "forget x", "build"])
def test_without_a_workspace_the_way_to_one_is_told_and_none_is_made(kg: Kg, workspace: Path, line: str) -> None:
    done = kg(*line.split())
    assert done.code == 1
    assert "kg build INPUT" in done.err
    assert not workspace.exists()


# ---- extract, triples, export ----


def test_extract_prints_one_object_an_article_in_input_order(kg: Kg, news: Path, workspace: Path) -> None:
    done = kg("extract", news / "talks.jsonl", news / "harbour.txt")
    assert [found["article"]["id"] for found in as_json(done.lines)] == ["talks", "court", "harbour.txt"]
    assert not workspace.exists()


def test_triples_are_tab_separated_names_with_status_and_speaker(kg: Kg, news: Path) -> None:
    rows = [line.split("\t") for line in kg("triples", news).lines]
    assert ["Delcor Ferries", "sued", "Brandt Bank", "actual", ""] in rows
    assert ["Ann Tench", "met", "Ivo Brandel", "negated", ""] in rows


def test_a_triple_as_json_has_its_sentence_date_and_rule(kg: Kg, news: Path) -> None:
    row = next(row for row in as_json(kg("triples", "--json", news).lines) if row["predicate"] == "sued")
    assert row["sentence"] == "Delcor Ferries sued Brandt Bank on Monday."
    assert {"article", "attribution", "date", "place", "event", "confidence", "rule", "words"} <= row.keys()


def test_all_triples_say_when_and_where_and_what_events_tell_alone(kg: Kg, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The mayor was shot by two men on Monday. Kenyan President Ada Lind sold the mill for nine crowns.")
    listed = kg("triples", str(note)).out.splitlines()
    rows = kg("triples", "--all", str(note)).out.splitlines()
    assert "Ada Lind\tpresident_of\tKenya\tactual\t" in listed
    assert not any("Monday" in row or "crowns" in row for row in listed)
    assert {"mayor\ton\tMonday\tactual\t", "Ada Lind\tfor\tnine crowns\tactual\t"} <= set(rows)


def test_a_clause_that_ends_in_a_time_is_no_time(kg: Kg, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The guild said the roof was old in May. The strike began in June.")
    rows = kg("triples", "--all", str(note)).out.splitlines()
    assert "guild\tsay\tthe roof was old in May\tactual\t" in rows
    assert "strike\tbegin\t\tactual\t" in rows


def test_the_triples_of_a_workspace_have_the_graphs_names(ask: Kg) -> None:
    rows = as_json(ask("triples", "--json").lines)
    suits = [row for row in rows if row["predicate"] == "sued"]
    assert {row["article"] for row in suits} == {"harbour.txt", "court"}
    assert {(row["subject"], row["object"]) for row in suits} == {("Delcor Ferries", "Brandt Bank")}


def test_exported_lines_are_the_graph(ask: Kg) -> None:
    graph = from_lines(ask("export").lines)
    assert {row.key for row in graph.articles} == {"harbour.txt", "talks", "court"}


@pytest.mark.parametrize(("kind", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_exported_drawings_hold_every_relation(ask: Kg, tmp_path: Path, kind: str, read: Any) -> None:
    file = tmp_path / f"graph.{kind}"
    assert ask("export", "--format", kind, "-o", file).code == 0
    relations = from_lines(ask("export").lines).relations
    drawn = {(u, v, told.get("predicate"), told["status"]) for u, v, told in read(file).edges(data=True)}
    assert {(row.subject, row.object, row.predicate, row.status) for row in relations} <= drawn


def test_exported_extractions_name_the_entities_and_events_of_the_graph(ask: Kg) -> None:
    graph = from_lines(ask("export").lines)
    entities, events = {row.id for row in graph.entities}, {row.id for row in graph.events}
    found = as_json(ask("export", "--format", "extractions").lines)
    assert {row["id"] for each in found for row in each["entities"]} <= entities
    assert {row["id"] for each in found for row in each["events"]} <= events
    tench = {row["id"] for each in found for row in each["entities"] if row["name"] == "Ann Tench"}
    assert len(tench) == 1


# ---- query, queries, predicates ----


def test_a_query_by_name_answers_with_a_row_a_line(ask: Kg) -> None:
    done = ask("query", "relations", "-p", "name=brandt bank")
    assert done.lines[0].split("\t")[:3] == ["subject", "predicate", "object"]
    assert any(line.startswith("Delcor Ferries\tsued\tBrandt Bank\tactual") for line in done.lines)


def test_ones_own_cypher_may_ask_for_the_certainty(ask: Kg) -> None:
    cypher = "MATCH (e:KG:Event) WHERE e.confidence >= $min_confidence RETURN count(e) AS n"
    every, none = (ask("query", "--cypher", cypher, "--min-confidence", least).lines[1] for least in ("0", "1"))
    assert int(every) > int(none)


def test_a_query_of_ones_own_takes_parameters_and_prints_json_or_csv(ask: Kg) -> None:
    cypher = "MATCH (a:KG:Article) WHERE size(a.key) >= $n RETURN a.key AS key, a.title AS title ORDER BY key"
    words = ("query", "--cypher", cypher, "-p", "n=5")
    titles = {"court": None, "harbour.txt": None, "talks": "Talks in Tarn"}
    rows = json.loads(ask(*words, "--format", "json").out)
    assert {row["key"]: row["title"] for row in rows} == titles
    assert list(csv.reader(ask(*words, "--format", "csv").lines))[3] == ["talks", "Talks in Tarn"]


def test_an_answer_without_rows_is_an_empty_list(ask: Kg) -> None:
    assert json.loads(ask("query", "relations", "-p", "name=Nobody", "--format", "json").out) == []


def test_a_limit_is_told(ask: Kg) -> None:
    done = ask("query", "--limit", "1", "--cypher", "MATCH (a:KG:Article) RETURN a.key AS key ORDER BY key")
    assert done.lines == ["key", "court"]
    assert "The first 1 rows" in done.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["relation"], 1, "did you mean 'relations'?"),
        (["relations"], 1, "parameter 'name' (the actor, under any of its names) is missing"),
        (["relations", "-p", "nam=x"], 1, "did you mean 'name'?"),
        (["relations", "-p", "name"], 2, "key=value"),
        ([], 2, "NAME"),
        (["demands", "--cypher", "RETURN 1 AS one"], 2, "one of the two"),
        (["--cypher", "RETURN 1 AS one", "--min-confidence", "0.7"], 2, "does not ask for it"),
        (["--cypher", "MATCH (n) DETACH DELETE n"], 1, "DETACH is refused"),
        (["--cypher", "MATCH (n RETURN n"], 1, "the query fails"),
    ],
)
def test_a_wrong_query_is_told_what_would_be_right(ask: Kg, words: list[str], code: int, told: str) -> None:
    done = ask("query", *words)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_queries_lists_every_question_under_its_group(kg: Kg) -> None:
    lines = kg("queries").lines
    groups = [line for line in lines if not line.startswith(" ")]
    assert groups == list(GROUPS)
    for each in queries().values():
        place = lines.index(f"  {each.name} — {each.title}")
        assert lines[place + 1].strip() == each.example
        assert [line for line in lines[:place] if line in GROUPS][-1] == each.group


def test_queries_tells_all_of_one_question(kg: Kg) -> None:
    done = kg("queries", "office-on-day")
    query = find_query("office-on-day")
    assert query.description in done.out and query.example in done.out and ", ".join(query.columns) in done.out
    assert "    -p of=name [*]  the office is of this body, country or movement; * is any" in done.lines
    assert "    -p day=date  the day, as 2016-04-01" in done.lines
    assert "did you mean 'relations'?" in kg("queries", "relation").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["relations", "-p", "name=Brant Bank"], 'no actor "Brant Bank": did you mean "Brandt Bank"?\n'),
        (["evidence", "-p", "one=delcor ferries", "-p", "other=Qqq"], 'no actor "Qqq"\n'),
        (["demands", "-p", "name=Ann Tensh"], 'no actor "Ann Tensh": did you mean "Ann Tench"?\n'),
        (["demands", "-p", "name=*"], ""),
        (["office-on-day", "-p", "of=Brandt Bank", "-p", "day=1900-01-01"], ""),
    ],
)
def test_a_name_that_nobody_bears_is_told_beside_the_empty_answer(ask: Kg, words: list[str], told: str) -> None:
    done = ask("query", *words)
    assert (done.code, len(done.lines)) == (0, 1)
    assert done.err == told


def test_predicates_lists_kind_type_and_an_example(kg: Kg) -> None:
    assert kg("predicates").lines[0] == "kind\tpredicate\ttype\texample"
    assert any(line.startswith("REQUEST\tdemands\tDEMANDS\t") for line in kg("predicates").lines)


# ---- show ----


def test_show_tells_what_an_actor_is_and_marks_the_words_of_every_sentence(ask: Kg) -> None:
    done = ask("show", "Brandt Bank")
    assert done.lines[0] == "Brandt Bank — Organization"
    assert "Delcor Ferries sued Brandt Bank · actual · " in done.out
    assert "[Delcor Ferries|actor] [sued|trigger] [Brandt Bank|" in done.out
    assert "court: 2026-03-06" in done.out


def test_show_names_the_speaker_of_what_is_claimed(ask: Kg) -> None:
    done = ask("show", "Torvik Air")
    assert re.search(r"^Torvik Air \w+ Ivo Brandel · claimed, says .*union · 1 event in 1 article$", done.out, re.M)


def test_show_prints_all_statuses(ask: Kg) -> None:
    assert re.search(r" met .* · negated · ", ask("show", "Ivo Brandel").out)


def test_show_finds_by_id_and_by_the_id_of_what_was_merged(ask: Kg, built: Path) -> None:
    graph = from_lines(ask("export").lines)
    bank = next(row.id for row in graph.entities if row.name == "Brandt Bank")
    extracted = as_json(ask("extract", built.parent / "news").lines)
    local = {row["id"] for found in extracted for row in found["entities"] if row["name"] == "Brandt Bank"}
    assert len(local) == 2
    assert {ask("show", name).out for name in (*local, bank)} == {ask("show", "Brandt Bank").out}


def test_show_finds_an_event_by_its_words(ask: Kg) -> None:
    event = next(row for row in from_lines(ask("export").lines).events if row.predicate == "sued")
    done = ask("show", event.label.upper())
    assert done.lines[0].startswith(f"{event.label} — ")
    assert f"  id        {event.id}" in done.lines


def test_show_why_lists_every_mention_and_its_reason(ask: Kg) -> None:
    done = ask("show", "Ann Tench", "--why")
    assert "Why these words mean it" in done.out
    assert "talks: 'Ann Tench' (name)" in done.out


def test_an_unknown_name_is_told_the_near_ones(ask: Kg) -> None:
    done = ask("show", "Brandt Bnak")
    assert (done.code, done.out) == (1, "")
    assert "'Brandt Bnak'; there is Brandt Bank" in done.err


# ---- explore, doctor ----


def test_what_a_page_showed_stays_where_it_was(kg: Kg, news: Path, workspace: Path, tmp_path: Path) -> None:
    kg("build", news / "harbour.txt")
    kg("explore", "-o", tmp_path / "one.html", "--title", "Harbour [b]news[/b]")
    before = json.loads((workspace / "layout.json").read_text())
    assert "Harbour [b]news[/b]" in (tmp_path / "one.html").read_text()
    kg("build", news)
    assert kg("explore", "-o", tmp_path / "two.html").code == 0
    after = json.loads((workspace / "layout.json").read_text())
    kept = before.keys() & after.keys()
    assert kept
    assert {node: before[node] for node in kept} == {node: after[node] for node in kept}
    assert len(before) < len(after)


def test_a_broken_layout_is_made_anew(kg: Kg, news: Path, workspace: Path, tmp_path: Path) -> None:
    kg("build", news)
    (workspace / "layout.json").write_text("[1, 2")
    assert kg("explore", "-o", tmp_path / "page.html").code == 0
    assert json.loads((workspace / "layout.json").read_text())


def test_doctor_tells_versions_model_store_and_sizes(ask: Kg) -> None:
    done = ask("doctor", "--check")
    words = {line.split()[0] for line in done.lines}
    assert words >= {"python", "spacy", "neo4j", "model", "workspace", "ledger", "store", "server", "graph", "check"}
    assert "the store holds the ledger's graph" in done.out
    assert "not finished" not in done.out
    assert "password" not in done.out


@pytest.mark.parametrize(
    ("damage", "told", "mended"),
    [
        ("MATCH (e:KG:Evidence) SET e.quote = 'forged'", r" 0 missing, [1-9]\d* other", r"0 created, [1-9]\d* changed"),
        ("MATCH (n:KG:Name) DETACH DELETE n", r" [1-9]\d* missing, 0 other", r"[1-9]\d* created, 0 changed"),
        ("CREATE (:KG:Name {id: 'k-x', name_key: 'x'})", r" and 1 that should not", r"0 created, 0 changed, 1 removed"),
    ],
)
def test_doctor_check_sees_a_damaged_store_and_build_mends_it(
    kg: Kg, news: Path, workspace: Path, damage: str, told: str, mended: str
) -> None:
    kg("build", news)
    behind_its_back(workspace, damage)
    done = kg("doctor", "--check")
    assert done.code == 1
    assert "does not hold the ledger's graph" in done.err
    assert re.search(told, done.err)
    assert re.search(mended, kg("build").out)
    assert kg("doctor", "--check").code == 0


# ---- the line itself ----


def test_global_options_may_stand_after_the_command() -> None:
    assert hoisted(["build", "x", "--workspace", "w", "--store=s"]) == ["--workspace", "w", "--store=s", "build", "x"]
    assert hoisted(["show", "--", "--store"]) == ["show", "--", "--store"]


def test_wrong_usage_is_exit_code_2(kg: Kg) -> None:
    assert kg("biuld").code == 2
    assert kg("export", "--format", "docx").code == 2


def test_a_wrong_setting_is_one_error_with_its_line(kg: Kg, news: Path, workspace: Path) -> None:
    kg("build", news)
    (workspace / "kg.toml").write_text("[build]\nprocesses = 'two'\n")
    done = kg("build")
    assert done.code == 1
    assert "line 2: build.processes" in done.err


def test_the_articles_of_another_model_are_not_shown_as_an_empty_graph(kg: Kg, news: Path, workspace: Path) -> None:
    import sqlite3

    kg("build", news)
    with sqlite3.connect(workspace / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE extractions SET extractor = 'older'")
    ledger.close()
    done = kg("show", "Brandt Bank")
    assert done.code == 1
    assert "run `kg build`" in done.err
    assert kg("build").code == kg("show", "Brandt Bank").code == 0
