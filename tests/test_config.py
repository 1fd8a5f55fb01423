"""kg.toml and the environment: every fault at once, no value bent into another."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import STARTER, Alias, Settings, Source, Workspace, parse, settings, workspace
from kg.errors import ConfigError

FAULTY = """\
[build]
processes = "7"
min_confidence = true
[stor]
uri = "bolt://tarn"
[[source]]
name = "a"
[[source]]
name = "b"
path = 5
cadance = "x"
[refresh]
vanished = "eat"
[[alias]]
name = "d"
aliases = "abc"
[limits]
article_bytes = 1.5
"""


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(text, "kg.toml")
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_every_fault_is_named_at_once_with_its_line_and_key() -> None:
    assert faults(FAULTY) == [
        "line 2: build.processes: expected int, got '7'",
        "line 3: build.min_confidence: expected int or float, got True",
        "line 4: stor: no such key: stor (known: alias, build, cue, kind, limits, model, noun, predicate, refresh, "
        "source, store, verb)",
        "line 6: source[0].path: is missing",
        "line 10: source[1].path: expected str, got 5",
        "line 11: source[1].cadance: no such key: cadance (known: name, path)",
        "line 13: refresh.vanished: expected one of 'keep', 'forget'",
        "line 16: alias[0].aliases: expected a list, got 'abc'",
        "line 18: limits.article_bytes: expected int, got 1.5",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("model = 5", "line 1: model: expected a table, got 5"),
        ("[source]", "line 1: source: expected a list, got {}: write its head in double brackets, [[…]]"),
        ("[build]\nprocesses = -1", "line 2: build.processes: expected 0 or more, got -1"),
        ("[build]\nmin_confidence = 2", "line 2: build.min_confidence: expected 0 to 1, got 2.0"),
        ("[limits]\nfile_bytes = 0", "line 2: limits.file_bytes: expected 1 or more, got 0"),
        ('[[alias]]\nname = "a"\naliases = ["b", 5]', "line 3: alias[0].aliases[1]: expected str, got 5"),
        ('[[source]]\nname="a"\npath="b"\n' * 2, "line 1: source: 2 sources are named 'a': a name is given once"),
    ],
)  # fmt: skip
def test_a_fault_says_what_was_expected(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_what_is_not_toml_says_where() -> None:
    with pytest.raises(ConfigError, match=r"kg.toml is not TOML: .*line 2"):
        parse("[build]\nprocesses = = 3\n", "kg.toml")


def test_the_starting_file_sets_nothing_and_its_examples_are_settings() -> None:
    assert parse(STARTER, "kg.toml") == parse("", "kg.toml")
    file = parse(re.sub(r"(?m)^#(?=\S)", "", STARTER), "kg.toml")
    assert file.source == (Source("herald", "../herald"),)
    assert file.alias == (Alias("Delcor Ferries", ("Delcor", "Delcor Ferries Ltd")),)
    assert (file.model, file.build, file.limits) == (parse("", "").model, parse("", "").build, parse("", "").limits)


def test_the_workspace_is_the_option_else_the_environment_else_the_default() -> None:
    assert workspace("a", {"KG_WORKSPACE": "b"}).root == Path("a")
    assert workspace(None, {"KG_WORKSPACE": "b"}).root == Path("b")
    assert workspace(None, {"KG_WORKSPACE": " "}).root == Path("kg-workspace")


def test_a_workspace_is_its_owner_s_alone_and_made_once(tmp_path: Path) -> None:
    where = Workspace(tmp_path / "deep" / "w")
    where.make()
    where.config.write_text("[build]\nprocesses = 2\n")
    where.make()
    assert stat.S_IMODE(where.root.stat().st_mode) == 0o700
    assert sorted(path.name for path in where.root.iterdir()) == ["kg.toml", "logs", "pages", "store"]
    assert settings(where, {}).build.processes == 2


def test_the_environment_gives_address_and_credentials_and_no_print_shows_the_password(tmp_path: Path) -> None:
    where = Workspace(tmp_path)
    where.config.write_bytes(b'\xef\xbb\xbf[store]\nuri = "bolt://tarn"\ndatabase = "news"\n')
    assert settings(where, {}).store.uri == "bolt://tarn"
    environ = {"KG_STORE": "neo4j://sea", "NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": " s3cret "}
    found = settings(where, environ)
    assert (found.store.uri, found.store.database, found.username, found.password) == (
        "neo4j://sea",
        "news",
        "ann",
        " s3cret ",
    )
    assert "s3cret" not in repr(found)


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert settings(Workspace(tmp_path), {}) == Settings(workspace=Workspace(tmp_path))


def test_a_file_that_is_no_text_is_a_config_error(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        settings(Workspace(tmp_path), {})


WORDS = st.sampled_from(
    ["[build]", "[[source]]", "[source]", "[limits]", "name", "path", "processes", "aliases", "=", "1", '"a"', "[", "]",
     "{}", "true"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from([*"\n\n\n"]) | WORDS).map(" ".join)))
def test_any_text_is_settings_or_a_config_error(text: str) -> None:
    try:
        parse(text, "kg.toml")
    except ConfigError as e:
        assert str(e).startswith("kg.toml ")
