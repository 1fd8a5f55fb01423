"""What kg.toml adds to the tables: rows that are checked, that can be taken back, that reach text, graph and store."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from cli_desk import Done, call, environment
from spans import wrong_spans

from kg import triples
from kg.config import Alias, Build, Settings, Workspace, parse
from kg.errors import ConfigError, OntologyError
from kg.exchange import from_bytes, to_bytes
from kg.extract import RuleExtractor
from kg.graphs import graph_from
from kg.intake import extract_all, extract_articles, identify, make_extractor
from kg.ledger import Ledger
from kg.model import EVENT_KINDS, STATUSES, Article, Extraction, ExtractorInfo
from kg.ontology import NOTHING, Additions, Governor, KindRow, PredicateRow, Sense, ontology, use
from kg.ontology.tables import Take, Target

ROOT = Path(__file__).parent.parent
DOC = (ROOT / "docs" / "extend.md").read_text(encoding="utf-8")
ROWS = """\
[[kind]]
name = "CYBER"
[[predicate]]
name = "defaced_site_of"
kind = "CYBER"
to = ["recipient", "object"]
example = "Grey Kite defaced the website of the port."
[[predicate]]
name = "interlines_with"
kind = "COOPERATE"
symmetric = true
[[verb]]
lemmas = ["deface"]
predicate = "defaced_site_of"
object = ["site", "website"]
recipient = ["of"]
[[verb]]
lemmas = ["interline"]
predicate = "interlines_with"
prep = ["with"]
actors = "both"
passive = false
[[noun]]
lemmas = ["defacement"]
predicate = "defaced_site_of"
actor = ["by", "poss"]
recipient = ["of"]
[[cue]]
lemmas = ["moot"]
status = "hypothetical"
speaker = "subject"
takes = ["gerund", "noun"]
[[cue]]
lemmas = ["mumble"]
status = "claimed"
speaker = "subject"
takes = ["clause"]
report = true
"""
NEWS = (
    "Grey Kite defaced the website of Delcor Ferries. Brandt Bank sued Blue Line. The council mooted selling the pier."
)


@pytest.fixture(autouse=True)
def _as_it_ships(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting of the user's, and the shipped tables again after each test."""
    for name in ("KG_WORKSPACE", "KG_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    yield
    use(NOTHING)


@cache
def rows() -> Additions:
    return parse(ROWS, "kg.toml").additions


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(text, "kg.toml")
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def read(text: str, additions: Additions = NOTHING) -> Extraction:
    (found,) = RuleExtractor(additions=additions).extract([Article("a", text)])
    return found


def told(text: str, additions: Additions = NOTHING) -> set[tuple[str, str]]:
    """(predicate, status) of each row that `kg triples` lists."""
    return {(triple.predicate.name, triple.status) for triple in triples.told(read(text, additions))}


# ---- kg.toml --------------------------------------------------------------------------------------------------------


def test_the_rows_of_every_table_are_read_as_they_are_written() -> None:
    assert rows() == Additions(
        kinds=(KindRow("CYBER"),),
        predicates=(
            PredicateRow(
                "defaced_site_of",
                "CYBER",
                "Grey Kite defaced the website of the port.",
                to=("recipient", "object"),
            ),
            PredicateRow("interlines_with", "COOPERATE", symmetric=True, to=("recipient",)),
        ),
        verbs=(
            Sense(("deface",), "defaced_site_of", object=("site", "website"), recipient=("of",)),
            Sense(("interline",), "interlines_with", prep=("with",), actors="both", passive=False),
        ),
        nouns=(Sense(("defacement",), "defaced_site_of", actor=("by", "poss"), recipient=("of",)),),
        cues=(
            Governor(("moot",), "hypothetical", "subject", ("gerund", "noun")),
            Governor(("mumble",), "claimed", "subject", ("clause",), report=True),
        ),
    )


def test_a_file_without_rows_adds_nothing() -> None:
    assert parse("", "kg.toml").additions == NOTHING
    assert NOTHING.digest == ""


SUED = '[[verb]]\nlemmas = ["deface"]\npredicate = "sued"\n'
AID = '[[predicate]]\nname = "towed_off"\nkind = "AID"\n'
CUE = '[[cue]]\nlemmas = ["moot"]\nstatus = "future"\nspeaker = "none"\ntakes = ["noun"]\n'
OF_TYPES = "expected one of 'recipient', 'content', 'object', 'organization', 'place'"
BRACKETS = "write its head in double brackets, [[…]]"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[kind]]\nexample = "x"', "line 1: kind[0].name: is missing"),
        (
            '[[kind]]\nname = "cyber"',
            "line 2: kind[0].name: expected a new name in capitals, such as CYBER, got 'cyber'",
        ),
        (
            '[[kind]]\nname = "AID"',
            "line 2: kind[0].name: expected a new name in capitals, such as CYBER, got 'AID'",
        ),
        (
            '[[predicate]]\nname = "Towed off"\nkind = "AID"',
            "line 2: predicate[0].name: expected a new name such as hired_out, got 'Towed off'",
        ),
        (
            '[[predicate]]\nname = "sued"\nkind = "AID"',
            "line 2: predicate[0].name: expected a new name such as hired_out, got 'sued'",
        ),
        (
            '[[predicate]]\nname = "towed_off"\nkind = "CYBER"',
            f"line 3: predicate[0].kind: expected one of {', '.join(EVENT_KINDS)}, got 'CYBER'",
        ),
        (AID + 'to = ["receiver"]', f"line 4: predicate[0].to[0]: {OF_TYPES}"),
        (AID + 'to = "recipient"', "line 4: predicate[0].to: expected a list, got 'recipient'"),
        (AID + 'symmetric = "yes"', "line 4: predicate[0].symmetric: expected bool, got 'yes'"),
        ('[[verb]]\npredicate = "sued"', "line 1: verb[0].lemmas: is missing"),
        ('[[verb]]\nlemmas = "deface"\npredicate = "sued"', "line 2: verb[0].lemmas: expected a list, got 'deface'"),
        (SUED + "clause = 1", "line 4: verb[0].clause: expected bool, got 1"),
        (SUED + 'actors = "two"', "line 4: verb[0].actors: expected one of '', 'both'"),
        (SUED + "prep = [5]", "line 4: verb[0].prep[0]: expected str, got 5"),
        (SUED.replace("[[verb]]", "[verb]"), f"line 1: verb: expected a list, got {{…}}: {BRACKETS}"),
        (CUE + 'pos = "adverb"', "line 6: cue[0].pos: expected one of 'verb', 'noun', 'adj'"),
        (CUE + 'mood = "sad"', "line 6: cue[0].mood: expected one of '', 'subjunctive', 'perfect', 'participle'"),
        (
            CUE.replace('"future"', '"maybe"'),
            f"line 3: cue[0].status: expected one of {', '.join(map(repr, STATUSES))}",
        ),
        (
            CUE.replace('["noun"]', '["verb"]'),
            "line 5: cue[0].takes[0]: expected one of 'clause', 'infinitive', 'gerund', 'noun'",
        ),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_with_its_line_and_what_would_be_right(text: str, fault: str) -> None:
    assert [re.sub(r"\{.+\}", "{…}", line) for line in faults(text)] == [fault]


def test_an_unknown_key_is_told_with_those_that_are_known() -> None:
    (fault,) = faults(SUED + 'objects = ["site"]')
    assert fault.startswith("line 4: verb[0].objects: no such key: objects (known: ")
    assert {field.name for field in fields(Sense)} == set(fault.rpartition("known: ")[2].rstrip(")").split(", "))


@pytest.mark.parametrize("table", ["verb", "noun"])
def test_a_predicate_that_is_not_there_brings_those_that_are_like_it(table: str) -> None:
    text = f'{ROWS}\n[[{table}]]\nlemmas = ["spray"]\npredicate = "defaced_sites_of"\n'
    line, (fault,) = text.count("\n"), faults(text)
    number = ROWS.count(f"[[{table}]]")
    assert fault.startswith(
        f"line {line}: {table}[{number}].predicate: there is no predicate 'defaced_sites_of'; did you"
    )
    assert "did you mean 'defaced_site_of'" in fault
    assert "`kg predicates` lists them" in fault


def test_a_predicate_like_no_other_brings_no_guess() -> None:
    (fault,) = faults(SUED.replace('"sued"', '"qqqq"'))
    assert "there is no predicate 'qqqq'; `kg predicates` lists them" in fault


def test_all_faults_are_told_at_once() -> None:
    of_form = '[[kind]]\n[[verb]]\nlemmas = ["x"]\n[[cue]]\nlemmas = 3\n'
    assert [fault.partition(": ")[0] for fault in faults(of_form)] == [
        "line 1",
        "line 2",
        "line 4",
        "line 4",
        "line 4",
        "line 5",
    ]
    of_fit = (
        '[[kind]]\nname = "a"\n[[predicate]]\nname = "B"\nkind = "C"\n[[noun]]\nlemmas = ["x"]\npredicate = "qqqq"\n'
    )
    assert [fault.split(": ")[1] for fault in faults(of_fit)] == [
        "kind[0].name", "predicate[0].name", "predicate[0].kind", "noun[0].predicate",
    ]  # fmt: skip


# ---- the ontology ---------------------------------------------------------------------------------------------------


def test_rows_are_in_use_until_they_are_taken_back() -> None:
    before = use(NOTHING)
    after = use(rows())
    assert ontology() is after
    assert (after.kind("defaced_site_of"), before.kind("defaced_site_of")) == ("CYBER", "OTHER")
    assert set(after.relation_types) - set(before.relation_types) == {"DEFACED_SITE_OF", "INTERLINES_WITH"}
    assert after.nouns["defacement"] == rows().nouns
    assert after.cues.governors["verb", "moot"] == rows().cues[:1]
    assert "moot" not in {lemma for _, lemma in before.cues.governors}
    assert use(NOTHING) is before is ontology()


def test_what_ships_stays_as_it_is() -> None:
    before, after = use(NOTHING), use(rows())
    assert {name: after.predicates[name] for name in before.predicates} == before.predicates
    assert all(set(after.verbs[lemma]) >= set(senses) for lemma, senses in before.verbs.items())
    assert all(after.cues.governors[key][-len(kept) :] == kept for key, kept in before.cues.governors.items())


def test_of_senses_as_narrow_the_added_one_comes_first_and_narrower_ones_before_it() -> None:
    shipped = use(NOTHING).verbs["deface"] + use(NOTHING).verbs["withdraw"]
    assert shipped
    lemmas = ("deface", "withdraw")
    given = (Sense(lemmas, "sued"), Sense(lemmas, "sued", prep=("of",)), Sense(lemmas, "sued", object=("site",)))
    for weight, ours in enumerate(given):
        for lemma in ours.lemmas:
            senses = use(Additions(verbs=(ours,))).verbs[lemma]
            place = senses.index(ours)
            assert ours.weight == weight
            assert all(sense.weight > weight for sense in senses[:place])
            assert all(sense.weight <= weight for sense in senses[place:])


def test_an_added_cue_is_asked_before_those_that_ship() -> None:
    ours = Governor(("deny",), "promised", "none", ("clause",))
    governors = use(Additions(cues=(ours,))).cues.governors["verb", "deny"]
    assert governors[0] == ours
    assert len(governors) > 1


def test_a_row_that_does_not_fit_changes_nothing() -> None:
    before = use(rows())
    with pytest.raises(OntologyError, match=r"verb\[0\].predicate: there is no predicate 'suedd'; did you mean 'sued'"):
        use(Additions(verbs=(Sense(("deface",), "suedd"),)))
    assert ontology() is before


# ---- the text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Grey Kite defaced the website of the port.", ("vandalized", "actual"), ("defaced_site_of", "actual")),
        ("Youths defaced the monument.", ("vandalized", "actual"), ("vandalized", "actual")),
        ("Grey Kite did not deface the website.", ("vandalized", "negated"), ("defaced_site_of", "negated")),
        ("Delcor Ferries interlines with Torvik Lines.", ("interline_with", "actual"), ("interlines_with", "actual")),
        (
            "The council blamed Grey Kite for the defacement of its website.",
            ("defacement", "claimed"),
            ("defaced_site_of", "claimed"),
        ),
        ("The council mooted selling the pier.", ("sold", "actual"), ("sold", "hypothetical")),
        ("Sailors mumbled that the bank had sued the council.", ("sued", "actual"), ("sued", "claimed")),
    ],
)
def test_a_new_row_is_read_and_an_old_text_as_before(
    text: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    assert before in told(text)
    assert after in told(text, rows())
    assert before == after or before not in told(text, rows())
    assert before in told(text)


def test_a_new_kind_and_the_sides_of_a_new_sense_are_those_of_its_row() -> None:
    events = {
        event.predicate: event for event in read("Grey Kite defaced the website of Delcor Ferries.", rows()).events
    }
    event = events["defaced_site_of"]
    assert event.type == "CYBER"
    assert {(side.role, side.text) for side in event.participants} == {
        ("actor", "Grey Kite"),
        ("recipient", "Delcor Ferries"),
        ("object", "the website of Delcor Ferries"),
    }


def test_an_extraction_with_a_new_kind_is_read_back_only_where_the_kind_is_known() -> None:
    found = read("Grey Kite defaced the website of Delcor Ferries.", rows())
    assert from_bytes(to_bytes(found)) == found
    use(NOTHING)
    with pytest.raises(msgspec.ValidationError, match=r"'CYBER' - at `\$\.events\[0\]\.type`"):
        from_bytes(to_bytes(found))


def test_a_new_word_of_reporting_has_a_speaker() -> None:
    found = read("Sailors mumbled that the bank had sued the council.", rows())
    (suit,) = [triple for triple in found.triples if triple.predicate.name == "sued"]
    assert suit.attribution is not None and suit.attribution.speaker is not None
    assert (suit.attribution.speaker.text, suit.attribution.cue) == ("Sailors", "mumbled")


def test_an_extractor_leaves_its_rows_to_no_other() -> None:
    text = "Grey Kite defaced the website."
    assert [told(text, rows()), told(text), told(text, rows())] == [
        {("defaced_site_of", "actual")}, {("vandalized", "actual")}, {("defaced_site_of", "actual")},
    ]  # fmt: skip


def test_two_extractors_that_take_turns_keep_their_rows() -> None:
    articles = [Article(f"a{number}", "Grey Kite defaced the website.") for number in range(2)]
    plain, ours = RuleExtractor().extract(articles), RuleExtractor(additions=rows()).extract(articles)
    names = [next(stream).triples[0].predicate.name for stream in (plain, ours, plain, ours)]
    assert names == ["vandalized", "defaced_site_of"] * 2


def test_equal_rows_have_an_equal_version_and_others_another() -> None:
    plain, ours = RuleExtractor().info, RuleExtractor(additions=rows()).info
    assert RuleExtractor(additions=Additions()).info == plain
    assert RuleExtractor(additions=parse(f"# a remark\n\n{ROWS}", "kg.toml").additions).info == ours
    one_less = replace(rows(), cues=rows().cues[1:])
    reworded = replace(rows(), kinds=(KindRow("CYBER", "Grey Kite defaced a website."),))
    versions = [
        info.version for info in (plain, ours, *(RuleExtractor(additions=a).info for a in (one_less, reworded)))
    ]
    assert len(set(versions)) == 4
    assert replace(ours, version="") == replace(plain, version="")
    assert ours.version == f"{plain.version}-{rows().digest}"


# ---- the workspace --------------------------------------------------------------------------------------------------


def kg_in(folder: Path, *words: str | Path) -> Done:
    return call(*words, workspace=folder)


def workspace(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "kg.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_gold_row_may_have_a_kind_of_the_workspace(tmp_path: Path) -> None:
    ours, plain = workspace(tmp_path / "ours", ROWS), workspace(tmp_path / "plain", "")
    row = {"subject": "Grey Kite", "predicate": "defaced", "object": "Delcor Ferries", "kind": "CYBER"}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": NEWS, "gold": [row]}), encoding="utf-8")
    assert kg_in(ours, "evaluate", gold).code == 0
    refused = kg_in(plain, "evaluate", gold)
    assert refused.code == 1
    assert "line 1: 'CYBER' is no kind of event: expected one of ACCUSE, AGREE, " in refused.err


def test_the_list_of_predicates_is_the_workspace_s(tmp_path: Path) -> None:
    ours, plain = workspace(tmp_path / "ours", ROWS), workspace(tmp_path / "plain", "")
    line = "CYBER\tdefaced_site_of\tDEFACED_SITE_OF\tGrey Kite defaced the website of the port."
    assert line in kg_in(ours, "predicates").lines
    assert line not in kg_in(plain, "predicates").lines
    assert len(kg_in(ours, "predicates").lines) == len(kg_in(plain, "predicates").lines) + 2


def test_a_wrong_file_stops_a_command_with_its_faults_and_no_traceback(tmp_path: Path) -> None:
    wrong = workspace(tmp_path / "w", SUED.replace("sued", "suedd"))
    for words in (["predicates"], ["triples", str(wrong / "kg.toml")]):
        done = kg_in(wrong, *words)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"Error: {wrong / 'kg.toml'} has 1 fault:\n  line 3: verb[0].predicate: ")


CYPHER = "MATCH (a:KG:Entity)-[r:DEFACED_SITE_OF]->(b:KG:Entity) RETURN a.name, r.kind, r.predicate, b.name"
ASK = ("query", "--format", "csv", "--cypher", CYPHER)
DRAWN = [
    "Grey Kite,CYBER,defaced_site_of,Delcor Ferries",
    "Grey Kite,CYBER,defaced_site_of,website of Delcor Ferries",
]


def built(where: Path, text: str, *inputs: Path) -> str:
    """What a build with this kg.toml says of how many articles were read."""
    (where / "kg.toml").write_text(text, encoding="utf-8")
    done = kg_in(where, "build", *inputs)
    assert done.code == 0, done.err
    return done.lines[-1].partition("s, ")[2]


def test_a_graph_has_the_new_type_and_new_rows_read_again_what_was_read(tmp_path: Path) -> None:
    where, news = workspace(tmp_path / "w", ""), tmp_path / "port.txt"
    news.write_text(NEWS, encoding="utf-8")
    assert built(where, "", news) == "1 article read by the model"
    assert len(kg_in(where, *ASK).lines) == 1
    assert built(where, ROWS) == "1 article read by the model"
    assert sorted(kg_in(where, *ASK).lines[1:]) == DRAWN
    assert kg_in(where, "doctor", "--check").code == 0
    (where / "kg.toml").write_text(ROWS + SUED, encoding="utf-8")
    done = kg_in(where, "show", "Grey Kite")
    assert (done.code, "run `kg build`" in done.err) == (1, True)
    assert sorted(kg_in(where, *ASK).lines[1:]) == DRAWN
    assert built(where, ROWS + SUED) == "1 article read by the model"
    assert built(where, ROWS) == "0 articles read by the model"


def test_an_alias_joins_names_and_reads_nothing_again(tmp_path: Path) -> None:
    where, news = workspace(tmp_path / "w", ""), tmp_path / "port.txt"
    news.write_text(NEWS, encoding="utf-8")
    built(where, "", news)
    assert kg_in(where, "show", "Blue Line").lines[0] == "Blue Line — Organization"
    alias = '[[alias]]\nname = "Delcor Ferries"\naliases = ["blue LINE"]\n'
    assert built(where, alias) == "0 articles read by the model"
    assert kg_in(where, "show", "Blue Line").out == kg_in(where, "show", "Delcor Ferries").out
    assert "also      Blue Line" in kg_in(where, "show", "Blue Line").out


def test_a_predicate_that_is_taken_out_leaves_the_graph(tmp_path: Path) -> None:
    where, news = workspace(tmp_path / "w", ROWS), tmp_path / "port.txt"
    news.write_text(NEWS, encoding="utf-8")
    built(where, ROWS, news)
    assert sorted(kg_in(where, *ASK).lines[1:]) == DRAWN
    assert built(where, "") == "1 article read by the model"
    assert len(kg_in(where, *ASK).lines) == 1
    assert kg_in(where, "doctor", "--check").code == 0


@pytest.mark.slow
def test_rows_reach_every_process(tmp_path: Path) -> None:
    articles = [Article(f"a{number}", f"{NEWS} Report {number}.") for number in range(90)]
    found = []
    for processes in (1, 2):
        settings = Settings(Workspace(tmp_path), build=Build(processes=processes), additions=rows())
        identity = identify(make_extractor(settings).info)
        with Ledger(tmp_path / f"{processes}.sqlite") as ledger:
            for article in articles:
                ledger.put_article(article, "2026-01-01")
            assert extract_all(ledger, settings) == len(articles)
            found.append([ledger.extraction(article.text_hash, identity) for article in articles])
    assert found[0] == found[1]
    assert all(data is not None and b"defaced_site_of" in data for data in found[0])


# ---- an extractor of one's own --------------------------------------------------------------------------------------


TOWS = (
    Article("tow", "Delcor Ferries thanked Torvik Lines for the tow. Torvik Lines thanked Brandt Bank."),
    Article("klage", "Delcor Ferries thanked Torvik Lines.", language="de"),
    Article("again", "Blue Line 📉 waited.\r\nDelcor Ferries thanked Torvik Lines."),
    Article("none", "Nobody was thanked."),
)


@pytest.fixture
def thanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that name the extractor of docs/extend.md, by a module that lies in a folder of its own."""
    (module,) = [text for language, text in blocks() if language == "python"]
    (tmp_path / "thanks.py").write_text(module, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "thanks", raising=False)
    return Settings(Workspace(tmp_path), build=Build(extractor="thanks:Thanks"))


def test_an_outside_extractor_is_made_by_its_name_and_gives_an_extraction_for_each_article(thanks: Settings) -> None:
    extractor = make_extractor(thanks)
    assert extractor.info == ExtractorInfo("thanks", "1", "none", "0", "0")
    found = list(extract_articles(TOWS, thanks))
    assert [article for article, _ in found] == list(TOWS)
    assert [len(extraction.triples) for _, extraction in found] == [2, 0, 1, 0]
    for article, extraction in found:
        assert extraction.article.id == article.key
        assert extraction.extractor == extractor.info
        assert wrong_spans(extraction, article.text) == []
        entities, events = {entity.id for entity in extraction.entities}, {event.id for event in extraction.events}
        assert {mention.entity for mention in extraction.mentions} <= entities
        assert {side.entity for event in extraction.events for side in event.participants} <= entities
        assert {triple.event for triple in extraction.triples} <= events
        assert from_bytes(to_bytes(extraction)) == extraction
    for part in ("mentions", "entities", "events"):
        ids = [row.id for _, extraction in found for row in getattr(extraction, part)]
        assert len(set(ids)) == len(ids)


def test_an_outside_extractor_gives_the_same_alone_and_among_others_as_the_articles_come(thanks: Settings) -> None:
    extractor = make_extractor(thanks)
    articles = [article for article in TOWS if article.language is None]
    together = list(extractor.extract(iter(articles)))
    assert [next(iter(extractor.extract([article]))) for article in articles] == together
    waiting = iter(articles)
    assert next(extractor.extract(waiting)) == together[0]
    assert next(waiting) == articles[1]


def test_the_graph_of_an_outside_extractor_has_the_rows_and_aliases_of_the_workspace(thanks: Settings) -> None:
    settings = replace(thanks, aliases=(Alias("Delcor Ferries", ("Torvik Lines",)),))
    graph = graph_from(list(extract_articles(TOWS[2:], settings)), thanks)
    assert {(row.type, row.kind, row.status) for row in graph.relations} == {("THANKS", "SUPPORT", "actual")}
    assert {entity.name for entity in graph.entities} == {"Delcor Ferries", "Torvik Lines"}
    joined = graph_from(list(extract_articles(TOWS[:1], settings)), settings)
    assert len(joined.entities) == 2


@pytest.mark.parametrize("named", ["no_such_package.module:Name", "kg.extract:Nobody", "kg.extract", "kg.extract:"])
def test_an_extractor_that_is_not_there_is_told_with_the_form_of_its_name(tmp_path: Path, named: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"[build] extractor: {named!r} cannot be used")) as caught:
        make_extractor(Settings(Workspace(tmp_path), build=Build(extractor=named)))
    assert str(caught.value).endswith("it is written package.module:name")


@pytest.mark.parametrize("named", [":Name", ".module:Name", "kg.config:Workspace", "kg.config:DEFAULT_WORKSPACE"])
def test_what_cannot_be_made_is_told_too(tmp_path: Path, named: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"[build] extractor: {named!r}")):
        make_extractor(Settings(Workspace(tmp_path), build=Build(extractor=named)))


# ---- docs/extend.md -------------------------------------------------------------------------------------------------


def blocks() -> list[tuple[str, str]]:
    """(language, text) of each block of the page."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)


def test_every_command_of_the_page_answers_as_it_says(tmp_path: Path) -> None:
    """A block whose first line is a remark with a path is that file; the commands run in order, in an empty folder."""
    kg = tmp_path / "bin" / "kg"
    kg.parent.mkdir()
    path = f'PYTHONPATH="{ROOT}${{PYTHONPATH:+:$PYTHONPATH}}"'
    kg.write_text(f'#!/bin/sh\n{path} exec {sys.executable} -P -m kg "$@"\n', encoding="utf-8")
    kg.chmod(0o700)
    home = tmp_path / "home"
    home.mkdir()
    settings = environment(home, PATH=f"{kg.parent}:{os.environ.get('PATH', os.defpath)}")
    surroundings = {name: value for name, value in settings.items() if name not in ("KG_WORKSPACE", "PYTHONPATH")}
    ran = 0
    for language, text in blocks():
        if named := re.match(r"# (\S+\.(?:toml|py))\n", text):
            (home / named[1]).parent.mkdir(exist_ok=True)
            (home / named[1]).write_text(text, encoding="utf-8")
        if language != "console":
            continue
        answers = []
        for command in re.findall(r"^\$ .*(?:\n>.*)*", text, re.MULTILINE):
            typed = "\n".join(re.sub(r"^[$>] ?", "", line) for line in command.splitlines())
            done = subprocess.run(
                ["sh", "-c", typed],
                cwd=home,
                env=surroundings,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            answers.append(f"{command}\n{done.stdout.decode()}")
            ran += 1
        assert unhurried("".join(answers)) == unhurried(text)
    assert ran >= 10


def unhurried(text: str) -> str:
    return re.sub(r"\d+\.\d s\b", "0.0 s", text)


@pytest.mark.parametrize(
    ("head", "row"),
    [("alias", Alias), ("kind", KindRow), ("predicate", PredicateRow), ("verb", Sense), ("cue", Governor)],
)
def test_the_page_names_every_key_of_a_table(head: str, row: type[Any]) -> None:
    section = DOC.partition(f"### `[[{head}]]`")[2].partition("\n#")[0]
    section += DOC.partition("### `[[noun]]`")[2].partition("\n#")[0] if head == "verb" else ""
    keys = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", section, re.MULTILINE))))
    assert keys == {field.name for field in fields(row)}


def test_the_page_names_every_value_that_a_key_may_have() -> None:
    assert set(EVENT_KINDS) <= set(re.findall(r"[A-Z]+", DOC))
    kinds = get_type_hints(Governor)
    values = {*STATUSES, *get_args(Take), *get_args(Target), *get_args(kinds["speaker"]), *get_args(kinds["pos"])}
    assert values <= set(re.findall(r"`(\w+)`", DOC))


def test_the_examples_of_the_page_are_read_by_their_rows() -> None:
    given = [text for language, text in blocks() if language == "toml" and not text.startswith("# wrong/")]
    seen = 0
    for added in (parse(text, "extend.md").additions for text in given):
        for sense in (*added.verbs, *added.nouns):
            assert sense.predicate in {predicate for predicate, _ in told(sense.example, added)}, sense.example
            seen += 1
        for cue in added.cues:
            assert cue.status in {status for _, status in told(cue.example, added)}, cue.example
            assert cue.status not in {status for _, status in told(cue.example)}, cue.example
            seen += 1
    assert seen >= 8
