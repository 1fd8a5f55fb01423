"""A query's file says all that a caller needs, and what a caller gives is checked before it is sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from seed_answers import example_of

from kg.catalog import GROUPS, Query, cypher_folder, find_query, name_key, parse_query, queries, statements
from kg.errors import QueryError

QUERIES = queries()
ESSENTIAL = (
    "relations", "demands", "spoke-with", "events-of", "evidence", "says-about", "claims-and-denials", "office-on-day",
    "path", "most-active", "disputed", "hidden",
)  # fmt: skip
NOT_IN_BOTH_DIALECTS = (
    r"\bapoc\.", r"\bANY SHORTEST\b", r"^CYPHER\b", r"\d_\d", r"\bdb\.index\b", r"\bIN TRANSACTIONS\b",
    r"toString\(datetime", r"\$any\(", r":\$\(", r"\bid\(", r"\belementId\(",
)  # fmt: skip


def test_the_essential_questions_are_there() -> None:
    assert set(ESSENTIAL) <= set(QUERIES)
    assert list(QUERIES) == sorted(QUERIES)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_explains_itself(query: Query) -> None:
    assert query.title and query.description and query.columns
    assert query.example.startswith(f"kg query {query.name}")
    used = set(re.findall(r"\$(\w+)", query.cypher))
    assert used == {parameter.name for parameter in query.parameters}
    assert "//" not in query.cypher and not query.cypher.endswith(";")


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_example_gives_what_the_query_needs(query: Query) -> None:
    assert set(query.bind(example_of(query))) == {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize("path", [*cypher_folder("queries").iterdir(), *cypher_folder("loaders").iterdir()], ids=str)
def test_the_cypher_stays_in_the_common_dialect(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.suffix == ".cypher"
    assert not [rule for rule in NOT_IN_BOTH_DIALECTS if re.search(rule, text, re.MULTILINE)]
    assert max(map(len, text.splitlines())) <= 120


LOADERS = {
    f"{path.stem}.{name}": cypher
    for path in sorted(cypher_folder("loaders").iterdir())
    for name, cypher in statements(path.read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize("cypher", LOADERS.values(), ids=LOADERS)
def test_every_node_of_a_loader_statement_is_one_of_ours(cypher: str) -> None:
    nodes = re.findall(r"(?<!\w)\((\w*)(:[\w:]+)?(?: \{[^}]*\})?\)", cypher)
    ours = {name for name, labels in nodes if labels.startswith(":KG")}
    assert nodes or cypher.startswith(("DROP INDEX kg_", "DROP CONSTRAINT kg_"))
    assert {name for name, _ in nodes} <= ours


def test_a_name_that_is_none_suggests_one() -> None:
    with pytest.raises(QueryError, match="did you mean 'relations'") as caught:
        find_query("relation")
    assert "most-active" in str(caught.value)
    assert find_query("relations").name == "relations"


HEAD = "// title: T\n// group: time\n// description: D\n// columns: a, b\n// example: kg query x -p day=2017-01-01\n"


def test_a_parameter_is_checked_and_converted() -> None:
    query = parse_query(
        "x",
        HEAD
        + """
// param: day date — a day
// param: top int default 3 — how many
// param: least float default 0.5 — a share
// param: all bool default false — everything
// param: who name — a name
// param: word string default * — a word
RETURN $day, $top, $least, $all, $who, $word AS a;
""",
    )
    given = {"day": "2017-04-21", "who": "  JOSÉ  Ćwik ", "all": "yes", "top": 7}
    assert query.bind(given) == {
        "day": "2017-04-21", "top": 7, "least": 0.5, "all": True, "who": "jose cwik", "word": "*",
    }  # fmt: skip


def test_every_fault_of_the_parameters_is_told_at_once() -> None:
    query = parse_query(
        "x", HEAD + "// param: day date — a day\n// param: who name — a name\n// param: n int — n\nRETURN 1"
    )
    with pytest.raises(QueryError) as caught:
        query.bind({"day": "21 April", "dya": "x", "n": "1.5"})
    message = str(caught.value)
    for part in ("no parameter 'dya', did you mean 'day'?", "a day such as 2017-04-21, not '21 April'", "'who'",
                 "a whole number, not '1.5'", "kg query x -p day=2017-01-01"):  # fmt: skip
        assert part in message


def test_every_fault_of_a_header_is_told_with_its_line() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query("x", "// title: T\n// param: day\n// param: day dat — a day\n// group: who\n// title: U\nRETURN 1")
    message = str(caught.value)
    for part in ("line 2", "line 3", "'dat'", "line 4", "actors, events, claims, evidence, time, network, quality",
                 "line 5: a second '// title: …'", "description", "columns", "example"):  # fmt: skip
        assert part in message


def test_a_default_of_a_star_leaves_a_parameter_of_any_type_open() -> None:
    query = parse_query("x", HEAD + "// param: since date default * — a day\nRETURN $since AS a, 1 AS b")
    assert query.bind({}) == query.bind({"since": "*"}) == {"since": "*"}
    assert query.bind({"since": "2017-04-21"}) == {"since": "2017-04-21"}
    with pytest.raises(QueryError, match="a day such as"):
        query.bind({"since": "April"})


def test_every_group_has_its_questions() -> None:
    assert {query.group for query in QUERIES.values()} == set(GROUPS)
    assert len(QUERIES) >= 30


def test_names_are_compared_without_accents_case_and_form() -> None:
    assert name_key("Jose\u0301  ĆWIK") == name_key("josé cwik") == "jose cwik"
    assert len(name_key("ﷺ" * 1000)) <= 500
