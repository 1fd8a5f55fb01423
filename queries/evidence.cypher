// title: The sentences behind what connects two actors
// group: evidence
// description: Every sentence that supports a relation between the two, in either direction, whatever its status.
// param: one name — an actor, under any of its names
// param: other name — another actor
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: subject, predicate, object, status, speaker, quote, start_char, end_char, article, url, rule, id
// example: kg query evidence -p one=Nicholson -p other=Russia
MATCH (:KG:Name {name_key: $one})-[:NAMES]->(a:KG:Entity)
MATCH (:KG:Name {name_key: $other})-[:NAMES]->(b:KG:Entity)
MATCH (a)-[r]-(b)
WHERE r.predicate IS NOT NULL AND a.id <> b.id
UNWIND r.event_ids AS event_id
MATCH (e:KG {id: event_id})<-[:SUPPORTS]-(v:KG:Evidence)
WHERE v.confidence >= $min_confidence
MATCH (v)-[:FROM]->(t:KG:Article)
OPTIONAL MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
RETURN DISTINCT startNode(r).name AS subject, r.predicate AS predicate, endNode(r).name AS object, v.status AS status,
  coalesce(who.name, v.cue) AS speaker, v.quote AS quote, v.start_char AS start_char, v.end_char AS end_char,
  t.key AS article,
  t.url AS url, v.rule AS rule, v.id AS id
ORDER BY article, start_char, subject, object, predicate, speaker, id;
