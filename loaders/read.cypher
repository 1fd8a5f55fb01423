// Read: what the store holds of ours, to compare it with a new graph or to have the graph back.

// statement: state
MATCH (b:KG {id: 'kg-build'})
RETURN b.schema AS schema, b.digest AS digest, b.state AS state;

// statement: nodes
MATCH (n:KG)
WHERE NOT n:KGBuild
RETURN CASE WHEN n:Entity THEN 'entity' WHEN n:Name THEN 'name' WHEN n:Event THEN 'event'
       WHEN n:Evidence THEN 'evidence' ELSE 'article' END AS statement, labels(n) AS words, properties(n) AS properties;

// statement: relations
MATCH (a:KG)-[r]->(b:KG)
WHERE r.id IS NOT NULL AND type(r) IN $types
RETURN CASE WHEN a:Name THEN 'name' WHEN a:Evidence THEN 'evidence' WHEN a:Event THEN 'event' ELSE 'entity' END
       AS source_table, a.id AS source_id, type(r) AS word, b.id AS target_id, properties(r) AS properties;

// By which relationships these names are borne.
// statement: bearers
UNWIND $ids AS id
MATCH (n:KG {id: id})-[r:NAMES]->(:KG)
RETURN id, collect(r.id) AS borne;

// Whether nodes are found by their ids.
// statement: found
UNWIND $ids AS id
MATCH (n:KG {id: id})
RETURN count(n) AS n;
