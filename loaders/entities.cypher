// Entities: actors, places and things. Labels are given when a node is made and never change: one static statement
// per kind; code puts a word of the closed list where __KIND__ stands.
// `name_key` and `alias_keys` are the names without accents and case, to compare with what people type.

// statement: make_entity
UNWIND $rows AS row
CREATE (n:KG:Entity:__KIND__ {id: row.id})
SET n.name = row.name, n.name_key = row.name_key, n.kind = row.kind, n.named = row.named,
    n.aliases = row.aliases, n.alias_keys = row.alias_keys,
    n.country = row.country, n.sector = row.sector, n.affiliation = row.affiliation, n.n_articles = row.n_articles,
    n.first_seen = date(row.first_seen), n.first_seen_exact = row.first_seen_exact,
    n.last_seen = date(row.last_seen), n.last_seen_exact = row.last_seen_exact;

// The same, where the node is there.
// statement: entity
UNWIND $rows AS row
MATCH (n:KG {id: row.id})
SET n.name = row.name, n.name_key = row.name_key, n.kind = row.kind, n.named = row.named,
    n.aliases = row.aliases, n.alias_keys = row.alias_keys,
    n.country = row.country, n.sector = row.sector, n.affiliation = row.affiliation, n.n_articles = row.n_articles,
    n.first_seen = date(row.first_seen), n.first_seen_exact = row.first_seen_exact,
    n.last_seen = date(row.last_seen), n.last_seen_exact = row.last_seen_exact;

// Names: one node for each name or alias, without accents and case, that leads to all who bear it. Looked up by index.
// statement: make_name
UNWIND $rows AS row
CREATE (n:KG:Name {id: row.id})
SET n.name_key = row.name_key;

// statement: name
UNWIND $rows AS row
MATCH (n:KG {id: row.id})
SET n.name_key = row.name_key;

// statement: named
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:NAMES {id: row.id}]->(b);
