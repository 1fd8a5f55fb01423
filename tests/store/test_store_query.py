"""A query of a user only reads, ends in time, and answers in values that JSON has."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path

import pytest
from conftest import Database
from hand_graph import GRAPH

from kg.errors import QueryError
from kg.store import Rows, Store
from kg.store.guard import refuse_writes

READS = [
    "MATCH (e:KG:Evidence) WHERE e.quote CONTAINS 'SET' OR e.quote CONTAINS \"CREATE (x)\" "
    "RETURN count(e) AS asset /* DELETE nothing */",
    "MATCH (e:KG:Entity) WHERE e.name = 'LOAD CSV' RETURN e.name AS created // CALL me",
    "MATCH (n:KG) RETURN n.`remove` AS dropped LIMIT 1",
    "MATCH (n:KG) RETURN n.set AS `create`, n.delete AS merged LIMIT 1",
    "MATCH (n:Create) RETURN n.id AS `set`",
    "MATCH (n)-[:MERGE]->(m) RETURN m.id AS id",
    "RETURN {set: 1, delete: 2} AS map",
    "MATCH (n:KG:Entity) RETURN n {.set, .name} AS n LIMIT 1",
    "RETURN $set AS x",
    "RETURN 'it\\'s a SET' AS x",
    "RETURN \"a ' SET ' b\" AS x",
    "RETURN 1 AS x;",
    "  // only a comment first: DELETE\n RETURN 1 AS x ; ",
    "CALL db.labels() YIELD label RETURN label",
    "CALL { MATCH (n:KG:Entity) RETURN n.id AS id LIMIT 1 } RETURN id",
    "MATCH (n:KG:Entity) CALL (n) { RETURN n.name AS name } RETURN name LIMIT 1",
    "MATCH (n:KG:Entity) WHERE EXISTS { (n)-[:MENTIONED_IN]->() } RETURN n.id AS id",
    "SHOW CONSTRAINTS YIELD name RETURN name",
    "UNWIND [1, 2] AS x WITH x WHERE x > 1 RETURN x UNION RETURN 3 AS x",
    "RETURN 1 AS offset, 2 AS asset, 3 AS called, 4 AS loaded, 5 AS settle",
    "RETURN '`' AS x, '/*' AS y, '//' AS z",
    "RETURN 1.5 + .5 AS x",
    "RETURN 1 AS x; // the end",
    "RETURN 1 AS x /* the end */ ; ;",
    "RETURN '\\u00e9' AS x, duration.between(date('2017-01-01'), date.truncate('month', date('2017-02-03'))) AS y",
    "RETURN [x IN range(1, 3) WHERE NOT x IN [2] | {set: x}] AS xs",
    "MATCH (n:KG) WHERE n.name =~ '(?i).*(create|set).*' RETURN count(n) AS n",
    "MATCH (n:KG:Event) RETURN CASE n.status WHEN 'SET' THEN 1 ELSE 0 END AS x, n.label AS `DELETE` LIMIT 1",
    "MATCH (n:KG) WHERE n.call IS NULL AND n.load IS NULL RETURN count(n) AS calls",
    "EXPLAIN MATCH (n:KG) RETURN n.id AS id",
]
"""These hold a word that would write, but not as a clause."""

WRITES = {
    "MATCH (n:KG) /* */ SeT n.x = 1 RETURN n.id AS id": "SET",
    "CREATE (n:X)": "CREATE",
    "MATCH (n) DETACH DELETE n": "DETACH",
    "MATCH (n)\tDELETE/**/n": "DELETE",
    "MATCH (n) REMOVE n.id": "REMOVE",
    "MERGE (n:X {id: 1}) RETURN n": "MERGE",
    "INSERT (n:X)": "INSERT",
    "MATCH (n) INSERT (n)-[:T]->(:X)": "INSERT",
    "DROP CONSTRAINT kg_id": "DROP",
    "CREATE USER x SET PASSWORD 'y'": "CREATE",
    "ALTER USER x SET PASSWORD 'y'": "ALTER",
    "GRANT ROLE x TO y": "GRANT",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row": "LOAD",
    "MATCH (n) WITH n LOAD CSV FROM 'http://x' AS row RETURN row": "LOAD",
    "FOREACH (x IN [1] | CREATE (:X))": "FOREACH",
    "UNWIND [1] AS x CALL (x) { CREATE (:X) } IN TRANSACTIONS RETURN x": "CREATE",
    "UNWIND [1] AS x CALL (x) { RETURN 1 AS y } IN 2 CONCURRENT TRANSACTIONS RETURN y": "TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'x'": "TERMINATE",
    "USE system SHOW USERS": "USE",
    "MATCH (n) USE x RETURN n": "USE",
    "EXPLAIN CREATE (:X)": "CREATE",
    "PROFILE MATCH (n) SET n.x = 1": "SET",
    "CALL apoc.cypher.doIt('CREATE (:X)', {})": "CALL apoc.cypher.doIt",
    "CALL `apoc`.`cypher`.`doIt`('CREATE (:X)', {})": "CALL apoc.cypher.doIt",
    "CALL db.createLabel('X')": "CALL db.createLabel",
    "MATCH (n) CALL /* db.labels */ dbms.security.createUser('a', 'b') RETURN 1": "CALL dbms.security.createUser",
    "CALL db.labels() YIELD label CALL db.createLabel(label) RETURN 1": "CALL db.createLabel",
    "SHOW USERS": "SHOW USERS",
    "SHOW ALL PRIVILEGES": "SHOW PRIVILEGES",
    "SHOW TRANSACTIONS": "SHOW TRANSACTIONS",
    "RETURN 1 AS x; MATCH (n) DELETE n": "';'",
    "RETURN 1 AS x;; CREATE (:X)": "';'",
    "MATCH (n) RETURN n.id /* never closed SET": "never closed",
    "RETURN 'never closed": "never closed",
    "RETURN `never closed": "never closed",
    "MATCH (n) // comment \n SET n.x = 1": "SET",
    "RETURN 'a\\'' AS x SET x.y = 1 //'": "SET",
    "RETURN 'a\\\\' AS x SET x.y = 1 //'": "SET",
    "MATCH (n) \\u0053ET n.x = 1": "SET",
    "RETURN '\\u0027 AS x MATCH (n) SET n.x = 1 //'": "SET",
    "RETURN 1 // \\u000a MATCH (n) DELETE n": "DELETE",
    "MATCH (n) /* \\\\u002a/ ' \\u002a/ SET n.x = 1 RETURN 1 // ' */": "u002a",
    "RETURN '\\\\u0027' + '\\u0041' AS x": "u0027",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (:X) RETURN 1', {}) AS x": "runFirstColumnSingle",
    "RETURN `apoc` . `util`.sleep (60000) AS x": "apoc.util.sleep",
    "RETURN genai.vector.encode('secret', 'OpenAI') AS x": "genai.vector.encode",
    "MATCH (n) SET\u00a0n.x = 1": "SET",
    "MATCH (n)SET n.x = 1": "SET",
    "MATCH (n) WHERE n.x=1SET n.x = 2": "SET",
    "MATCH (n) WHERE n.x = 1.SET n.x = 2": "SET",
    "MATCH (set) RETURN set.id": "backticks",
    "MATCH (n) WHERE n.as SET n.x = 1": "SET",
    "MATCH (as) WITH as SET as.x = 1": "SET",
    "MATCH (n) WHERE n.x = 1e3SET n.x = 2": "SET",
    "MATCH (n) WHERE n.x = 0x1fSET n.x = 2": "SET",
    "MATCH (n) WHERE n.x IN [1]SET n.x = 2": "SET",
    "MATCH (n) WHERE n.x = 'a'SET n.x = 2": "SET",
    "MATCH (n) WHERE n.`x`SET n.x = 2": "SET",
    "MATCH (n) WHERE n.x = $xSET n.x = 2 SET n.y = 1": "SET",
    "{!sql} DELETE FROM V": "not '{'",
    "DELETE FROM V": "DELETE",
    "SELECT FROM V": "not 'SELECT'",
    "ALTER DATABASE x": "ALTER",
    "": "empty",
    " ; // nothing": "empty",
    "EXPLAIN": "empty",
}


@pytest.mark.parametrize("cypher", READS)
def test_a_query_that_reads_runs(cypher: str, store: Store) -> None:
    store.load(GRAPH)
    store.query(cypher, {"set": 1})


@pytest.mark.parametrize("cypher", WRITES)
def test_a_query_that_writes_is_refused_and_names_the_word(cypher: str) -> None:
    with pytest.raises(QueryError) as caught:
        refuse_writes(cypher)
    assert WRITES[cypher] in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cypher", [text for text in WRITES if text.startswith(("MATCH", "CREATE", "MERGE", "DROP"))])
def test_a_refused_query_changes_nothing(cypher: str, store: Store) -> None:
    digest = store.load(GRAPH).digests
    with pytest.raises(QueryError):
        store.query(cypher)
    assert store.load(GRAPH).digests == digest
    assert store.read() == GRAPH


def test_rows_are_limited_and_say_so(store: Store) -> None:
    cypher = "UNWIND range(1, 5) AS n RETURN n ORDER BY n"
    assert store.query(cypher, limit=2) == Rows(("n",), ((1,), (2,)), True)
    assert store.query(cypher, limit=5) == Rows(("n",), ((1,), (2,), (3,), (4,), (5,)), False)
    assert store.query(cypher, limit=0) == Rows(("n",), (), True)


def test_the_columns_are_known_without_a_row(store: Store) -> None:
    rows = store.query("MATCH (n:Nothing) RETURN n.id AS id", columns=("id",))
    assert rows == Rows(("id",), (), False)


def test_values_are_those_of_json(store: Store) -> None:
    rows = store.query(
        "RETURN date('2017-04-21') AS day, datetime('2017-04-21T10:00:00Z') AS moment, duration('P1DT2H') AS span, "
        "1.0 / 0.0 AS endless, [1, null, {a: date('2017-04-21')}] AS nested, point({x: 1, y: 2}) AS place, "
        "localtime('10:00:00') AS clock"
    )
    (row,) = rows.rows
    assert row[0] == "2017-04-21"
    assert row[1].startswith("2017-04-21T10:00:00")
    assert row[3] == "inf"
    assert row[4] == [1, None, {"a": "2017-04-21"}]
    assert json.loads(json.dumps(row)) == list(row)


def test_nodes_relationships_and_paths_are_values_of_json_too(store: Store) -> None:
    store.load(GRAPH)
    rows = store.query("MATCH p = (a:KG {id: 'e-trump'})-[r:SPOKE_WITH]->(b:KG) RETURN a, r, p")
    ((node, link, path),) = rows.rows
    assert node["labels"] == ["Entity", "KG", "Person"] and node["name"] == "Donald Trump"
    assert link["type"] == "SPOKE_WITH" and link["first_date"] == "2017-02-09"
    assert [n["id"] for n in path["nodes"]] == ["e-trump", "e-ghani"]
    assert json.dumps(rows.rows)


def test_a_parameter_is_only_a_value(store: Store) -> None:
    hostile = "x'}) DETACH DELETE n //"
    assert store.query("RETURN $x AS x", {"x": hostile}).rows == ((hostile,),)


@pytest.mark.parametrize(
    "cypher", ["MATCH (n RETURN n", "RETURN nothing", "RETURN $missing AS x", "RETURN date('yesterday') AS x"]
)
def test_a_wrong_query_is_one_clear_line(cypher: str, store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(cypher)
    assert "\n" not in str(caught.value)


RUNAWAY = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n"


HUGE = "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b RETURN a, b, 'words of the news, again and again' AS c"


def test_a_runaway_query_is_stopped(database: Database) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.5 s"):
        database.store.query(RUNAWAY, timeout_s=0.5)
    left = database.run("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery")
    assert not [row for row in left if "range(1, 1000000)" in row["currentQuery"]]
    assert database.store.query("RETURN 1 AS x").rows == ((1,),)


def _memory() -> int:
    """Megabytes that this process, which holds the embedded store, has in memory."""
    told = Path("/proc/self/status").read_text() if Path("/proc/self/status").exists() else "VmRSS: 0 kB"
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) // 1024


def test_a_huge_result_is_cut_at_the_limit_and_costs_what_is_shown(database: Database) -> None:
    """A hundred million rows: were they made, the query would still be running when the next one is asked."""
    before = _memory()
    rows = database.store.query(HUGE, limit=500, timeout_s=60)
    assert (len(rows.rows), rows.truncated) == (500, True)
    assert _memory() - before < 200
    left = database.run("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery")
    assert not [row for row in left if HUGE in row["currentQuery"]]
    assert database.store.query("RETURN 1 AS x").rows == ((1,),)


@pytest.mark.parametrize(
    ("cypher", "held"),
    [
        ("UNWIND [1, 2] AS n RETURN n, reduce(s = 'x', i IN range(1, 20) | s + s) AS words", "1,048,576"),
        ("UNWIND [1, 2] AS n RETURN n, range(1, 200000) AS words", "1,800,000"),
        ("UNWIND [1, 2] AS n RETURN n, {a: [reduce(s = 'x', i IN range(1, 20) | s + s)]} AS words", "1,048,578"),
    ],
)
def test_a_cell_that_holds_too_much_is_an_error_that_names_it(database: Database, cypher: str, held: str) -> None:
    with pytest.raises(QueryError, match=f"^'words' of row 1 holds {held} characters, and a cell at most 1,000,000: "):
        database.store.query(cypher)
    assert database.store.query("RETURN 1 AS x").rows == ((1,),)


def test_queries_of_several_threads_take_turns(store: Store) -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(store.query(f"RETURN {n} AS n").rows[0][0]))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=str) == [0, 1, 2, 3]
