// Schema: what holds before the first row is written. Each statement runs in a transaction of its own.
// The only labels with a constraint or an index are ours: a database may hold other people's Person and Event nodes.

// statement: constraint
CREATE CONSTRAINT kg_id IF NOT EXISTS FOR (n:KG) REQUIRE n.id IS UNIQUE;

// statement: names
CREATE INDEX kg_name_key IF NOT EXISTS FOR (n:KG) ON (n.name_key);

// Both are made anew when they no longer find what is there; and the embedded store's index keeps the names of what
// was deleted until then.
// statement: drop_constraint
DROP CONSTRAINT kg_id IF EXISTS;

// statement: drop_names
DROP INDEX kg_name_key IF EXISTS;

// The build: which graph this store holds. A state of "loading" means that it is not whole.
// statement: make_build
MERGE (b:KG:KGBuild {id: 'kg-build'})
ON CREATE SET b.state = 'loading';

// It answers with the digest it held before, so that a second writer is seen.
// statement: build
MATCH (b:KG {id: 'kg-build'})
SET b.state = $state
WITH b, b.digest AS held
SET b.digest = $digest, b.schema = $schema
RETURN held;
