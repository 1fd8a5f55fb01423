// After import: what makes the graph of `kg export --format csv` whole, once neo4j-admin has imported it.
// For Neo4j alone (cypher-shell -f after-import.cypher). Until it has run, the build node says "loading", and each
// statement works only while it does: running the file again changes nothing.

// A text that a spreadsheet might obey was written with an apostrophe before it; so was an empty one.
// statement: node_texts
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (n:KG)
UNWIND [key IN keys(n) WHERE n[key] IS :: STRING NOT NULL AND n[key] STARTS WITH "'"] AS key
SET n[key] = substring(n[key], 1);

// statement: relation_texts
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (:KG)-[r]->(:KG)
UNWIND [key IN keys(r) WHERE r[key] IS :: STRING NOT NULL AND r[key] STARTS WITH "'"] AS key
SET r[key] = substring(r[key], 1);

// The texts of a list share one cell, with semicolons between: one inside a text was written %3B, and % was %25.
// statement: node_lists
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (n:KG)
UNWIND [key IN keys(n) WHERE n[key] IS :: LIST<STRING NOT NULL> NOT NULL] AS key
WITH n, key WHERE any(text IN n[key] WHERE text STARTS WITH "'" OR text CONTAINS '%')
SET n[key] = [text IN n[key] | replace(replace(
    CASE WHEN text STARTS WITH "'" THEN substring(text, 1) ELSE text END, '%3B', ';'), '%25', '%')];

// statement: relation_lists
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (:KG)-[r]->(:KG)
UNWIND [key IN keys(r) WHERE r[key] IS :: LIST<STRING NOT NULL> NOT NULL] AS key
WITH r, key WHERE any(text IN r[key] WHERE text STARTS WITH "'" OR text CONTAINS '%')
SET r[key] = [text IN r[key] | replace(replace(
    CASE WHEN text STARTS WITH "'" THEN substring(text, 1) ELSE text END, '%3B', ';'), '%25', '%')];

// An empty list is an empty cell, which the importer leaves out.
// statement: empty_lists_of_entities
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (n:KG:Entity)
SET n.aliases = coalesce(n.aliases, []), n.alias_keys = coalesce(n.alias_keys, []);

// statement: empty_lists_of_events
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (n:KG:Event)
SET n.modes = coalesce(n.modes, []);

// statement: empty_lists_of_evidence
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (n:KG:Evidence)
SET n.marks = coalesce(n.marks, []);

// statement: empty_lists_of_roles
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (:KG:Event)-[r]->(:KG:Entity)
SET r.evidence_ids = coalesce(r.evidence_ids, []);

// statement: empty_lists_of_relations
MATCH (:KG:KGBuild {id: 'kg-build', state: 'loading'})
MATCH (:KG:Entity)-[r]->(n:KG)
WHERE NOT n:Article
SET r.event_ids = coalesce(r.event_ids, []);

// statement: whole
MATCH (b:KG:KGBuild {id: 'kg-build', state: 'loading'})
SET b.state = 'ready';
