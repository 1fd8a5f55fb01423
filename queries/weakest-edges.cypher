// title: The weakest edges
// group: quality
// description: Relations between named actors that the default view shows and that stand on least: lowest confidence
// description: first, with the best sentence there is for each. What to check before publishing.
// param: top int default 20 — how many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: confidence, subject, predicate, object, status, speakers, stories, quote, article, id
// example: kg query weakest-edges -p top=10
MATCH (a:KG:Entity)-[r]->(b:KG:Entity)
WHERE r.status IN ['actual', 'claimed'] AND r.confidence >= $min_confidence AND a.named AND b.named
WITH a, r, b
ORDER BY r.confidence, r.n_stories, r.id
LIMIT toInteger($top)
CALL (r) {
  UNWIND r.event_ids AS event_id
  MATCH (e:KG {id: event_id})<-[:SUPPORTS]-(v:KG:Evidence)
  WHERE v.status IN ['actual', 'claimed']
  RETURN v ORDER BY v.confidence DESC, v.id LIMIT 1
}
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN round(r.confidence, 2) AS confidence, a.name AS subject, r.predicate AS predicate, b.name AS object,
  r.status AS status,
  COLLECT {
    MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  r.n_stories AS stories, v.quote AS quote, t.key AS article, r.id AS id
ORDER BY confidence, stories, subject, predicate, object, id;
