"""Statements that try to get past the guard: writes in every place, commands, disguises, and plain reads among them."""

from __future__ import annotations

from hypothesis import strategies as st

WRITES = (
    "CREATE (:Evil {id: 'x'})",
    "CREATE (n)-[:EVIL]->(:Evil)",
    "MERGE (m:Evil {id: 'x'})",
    "MERGE (m:KG {id: 'e-us'}) ON MATCH SET m.evil = 1",
    "INSERT (:Evil {id: 'x'})",
    "SET n.evil = 1",
    "SET n += {evil: 1}",
    "SET n:Evil",
    "SET n = {}",
    "REMOVE n.name",
    "REMOVE n:KG",
    "DELETE n",
    "DETACH DELETE n",
    "NODETACH DELETE n",
    "FOREACH (i IN [1] | SET n.evil = i)",
    "FOREACH (i IN [1] | CREATE (:Evil))",
    "CALL { CREATE (:Evil) }",
    "CALL (n) { SET n.evil = 1 }",
    "CALL (n) { SET n.evil = 1 } IN TRANSACTIONS OF 1 ROW",
    "CALL (n) { RETURN 1 AS one } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW ON ERROR CONTINUE",
    "LOAD CSV FROM 'file:///etc/hostname' AS row",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:9/x' AS row",
    "WITH n LOAD CSV FROM $url AS row",
    "USING PERIODIC COMMIT LOAD CSV FROM 'file:///etc/hostname' AS row CREATE (:Evil)",
)
"""Clauses that change something or read what is not the graph; `n` is a node of ours."""

COMMANDS = (
    "CREATE CONSTRAINT evil FOR (n:Evil) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX evil FOR (n:KG) ON (n.name)",
    "DROP CONSTRAINT kg_id",
    "DROP INDEX kg_name_key IF EXISTS",
    "CREATE USER evil SET PASSWORD 'evil-evil' CHANGE NOT REQUIRED",
    "CREATE OR REPLACE USER evil IF NOT EXISTS SET PLAINTEXT PASSWORD 'evil-evil'",
    "ALTER USER neo4j SET PASSWORD 'evil-evil'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'evil-evil'",
    "ALTER DATABASE neo4j SET ACCESS READ ONLY",
    "DROP USER root",
    "RENAME USER neo4j TO evil",
    "CREATE DATABASE evil",
    "CREATE DATABASE evil IF NOT EXISTS WAIT",
    "DROP DATABASE kg",
    "STOP DATABASE neo4j",
    "START DATABASE neo4j",
    "GRANT ROLE admin TO neo4j",
    "DENY READ {*} ON GRAPH * TO PUBLIC",
    "REVOKE ROLE admin FROM neo4j",
    "ENABLE SERVER 'x'",
    "SHOW USERS",
    "SHOW USERS YIELD *",
    "SHOW CURRENT USER",
    "SHOW ROLES",
    "SHOW PRIVILEGES AS COMMANDS",
    "SHOW SETTINGS",
    "SHOW DATABASES",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message",
    "USE system SHOW USERS",
    "USE kg MATCH (n) DETACH DELETE n",
    "CALL db.createLabel('Evil')",
    "CALL db.createProperty('evil')",
    "CALL db . createRelationshipType ('EVIL')",
    "CALL `db`.`createLabel`('Evil')",
    "CALL db.create.setNodeVectorProperty(n, 'evil', [1.0])",
    "CALL db.clearQueryCaches()",
    "CALL dbms.security.createUser('evil', 'evil-evil', false)",
    "CALL dbms.killConnections(['bolt-1'])",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.setConfigValue('db.transaction.timeout', '0')",
    "CALL tx.setMetaData({evil: 1})",
    "CALL apoc.cypher.doIt('CREATE (:Evil)', {}) YIELD value RETURN value",
    "CALL apoc.periodic.iterate('RETURN 1', 'CREATE (:Evil)', {})",
    "CALL algo.pagerank({writeProperty: 'evil'})",
    "CALL create.node(['Evil'], {}) YIELD node RETURN node",
    "CALL merge.node(['Evil'], {id: 'x'}) YIELD node RETURN node",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (:Evil) RETURN 1', {}) AS x",
    "RETURN apoc.util.sleep(60000) AS x",
    "RETURN genai.vector.encode('text', 'OpenAI', {token: 'x'}) AS x",
    "CREATE VERTEX TYPE Evil",
    "INSERT INTO KG SET evil = 1",
    "UPDATE KG SET evil = 1",
    "DELETE FROM KG",
    "TRUNCATE TYPE KG UNSAFE",
    "{sql} DELETE FROM KG",
    "IMPORT DATABASE file:///etc/hostname",
    "BACKUP DATABASE",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
)
"""Whole statements that are not questions."""

OPENINGS = (
    "MATCH (n:KG)",
    "MATCH (n:KG {id: 'e-us'})",
    "MATCH (n) WHERE n.name CONTAINS 'SET' OR n.name = \"it's\"",
    "OPTIONAL MATCH (n:KG:Entity)-[r]->(m:KG)",
    "MATCH (n:KG) WITH n ORDER BY n.id LIMIT 1",
    "UNWIND [1, 2] AS x MATCH (n:KG:Event)",
    "MATCH p = (n:KG)-[:SPOKE_WITH*1..2]-(:KG)",
    "CALL { MATCH (k:KG) RETURN k AS n LIMIT 1 }",
    "MATCH (n:KG) WHERE EXISTS { (n)-->(:KG) }",
    "MATCH (n:`KG`) WHERE n.`name` IS NOT NULL /* a note */",
)
MIDDLES = (
    "",
    "WITH n",
    "WITH n WHERE n.id > ''",
    "WITH n, COUNT { (n)--() } AS degree",
    "WITH n, [x IN range(1, 3) | x * 2] AS xs UNWIND xs AS x",
    "CALL (n) { RETURN n.name AS name }",
    "MATCH (n)--(k)",
    "WITH n, CASE WHEN n.name = '//' THEN 1 ELSE 2 END AS c",
)
ENDINGS = (
    "RETURN count(n) AS n",
    "RETURN n.id AS id ORDER BY id LIMIT 3",
    "RETURN n {.id, .set} AS n LIMIT 1",
    "RETURN 1 AS x UNION RETURN 2 AS x",
    "RETURN '/* SET n.x = 1 */' AS x, \"CREATE\" AS y LIMIT 1",
    "FINISH",
    "",
)
PREFIXES = (
    "",
    "",
    "",
    "EXPLAIN ",
    "PROFILE ",
    "CYPHER 5 ",
    "CYPHER runtime=interpreted ",
    "EXPLAIN PROFILE ",
    "USE kg ",
)
TAILS = ("", "", "", ";", " ; // end", "; MATCH (n) DETACH DELETE n", ";;CREATE (:Evil)", " /* end */", " // '", "\x00")
PLUGS = (
    "'",
    '"',
    "`",
    "\\",
    "\\\\",
    "\\'",
    "/*",
    "*/",
    "//",
    "\n",
    "\r",
    "\u2028",
    "\x85",
    "\xa0",
    "\u200b",
    " ",
    "''",
)
ESCAPED = (
    "\\u0027",
    "\\u0022",
    "\\u0060",
    "\\u002a",
    "\\u002f",
    "\\u000a",
    "\\uu0027",
    "\\\\u0027",
    "\\\\u002a",
    "\\u005c",
)
SOUP = (
    *PLUGS,
    *ESCAPED,
    *(
        "SET n.evil = 1",
        "SET\xa0n.evil=1",
        "CREATE (:Evil)",
        "DETACH DELETE n",
        "s\\u0065t n.evil = 1",
        "\u017fET n.evil=1",
    ),
    *(
        "RETURN 1 AS x",
        "WHERE n.name = ",
        "WITH n",
        "n",
        ".",
        ":",
        "$",
        "{",
        "}",
        "(",
        ")",
        "1",
        "1.",
        "1e3",
        "0x1f",
        ",",
    ),
    *(
        "CALL db.createLabel('Evil')",
        "CALL",
        "db.labels",
        "()",
        "YIELD label",
        "LOAD CSV FROM 'file:///x' AS l",
        ";",
        "--",
    ),
)
"""What a lexer may stumble over, to be put together in any order."""

SPACES = ("/**/", "\t", "\n", "/* ' */", "\xa0", "//\n", "\u2003", "\x1f", "  ")
HIDINGS = (
    "RETURN 'PLUG TEXT",
    'RETURN "PLUG TEXT',
    "RETURN `PLUG TEXT",
    "MATCH (n:KG) /* PLUG TEXT",
    "MATCH (n:KG) // PLUG TEXT",
    "MATCH (n:KG) /* \\\\u002a/ ' \\u002a/ TEXT RETURN 1 // ' */",
    "MATCH (n:KG) WHERE '\\\\u0027' <> \\u0027 PLUG TEXT // '",
)

plugs = st.sampled_from(PLUGS + ESCAPED)


@st.composite
def nested(draw: st.DrawFn) -> str:
    """A read with a clause that writes, or none, at any of its joints, or inside a subquery."""
    opening, middle, ending = (draw(st.sampled_from(texts)) for texts in (OPENINGS, MIDDLES, ENDINGS))
    write = draw(st.just("") | st.sampled_from(WRITES))
    parts = [opening, middle, ending]
    parts.insert(draw(st.integers(0, 3)), f"CALL (n) {{ {write} }}" if draw(st.booleans()) and write else write)
    return " ".join(part for part in parts if part)


def _plain(draw: st.DrawFn, text: str) -> str:
    return text


def _capitals(draw: st.DrawFn, text: str) -> str:
    return text.swapcase()


def _spaces(draw: st.DrawFn, text: str) -> str:
    return text.replace(" ", draw(st.sampled_from(SPACES)))


def _letter(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text) - 1))
    return f"{text[:at]}\\u{ord(text[at]):04x}{text[at + 1 :]}"


def _letters(draw: st.DrawFn, text: str) -> str:
    return "".join(f"\\u{ord(char):04X}" if char.isalpha() else char for char in text)


def _plugs(draw: st.DrawFn, text: str) -> str:
    for plug in draw(st.lists(plugs, min_size=1, max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + plug + text[at:]
    return text


def _hidden(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from(HIDINGS)).replace("PLUG", draw(plugs)).replace("TEXT", text)


DISGUISES = (_plain, _capitals, _spaces, _letter, _letters, _plugs, _hidden)


@st.composite
def disguised(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """The statement with other capitals or spaces, escapes for letters, quotes or comments anywhere, after a prefix."""
    disguise = draw(st.sampled_from(DISGUISES))
    return draw(st.sampled_from(PREFIXES)) + disguise(draw, draw(texts)) + draw(st.sampled_from(TAILS))


@st.composite
def soups(draw: st.DrawFn) -> str:
    """A read that opens well and goes on in any way."""
    words = draw(st.lists(st.sampled_from(SOUP), min_size=1, max_size=9))
    return f"MATCH (n:KG {{id: 'e-us'}}) {draw(st.sampled_from((' ', ''))).join(words)}"


statements = st.one_of(
    nested(), disguised(nested()), disguised(st.sampled_from(WRITES)), disguised(st.sampled_from(COMMANDS)), soups()
)
