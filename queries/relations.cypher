// title: The relations of one actor
// group: actors
// description: Everything the articles report between this actor and others, in either direction, strongest first.
// description: `all` adds what is demanded, promised, planned, negated or denied.
// param: name name — the actor, under any of its names
// param: all bool default false — also what is not reported as done
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: subject, predicate, object, status, speakers, articles, first_date, last_date, symmetric, id
// example: kg query relations -p name=Taliban
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
CALL (a) {
  MATCH (a)-[r]->(b:KG)
  WHERE r.predicate IS NOT NULL
  RETURN r, a AS s, b AS o
  UNION
  MATCH (a)<-[r]-(b:KG:Entity)
  WHERE r.predicate IS NOT NULL
  RETURN r, b AS s, a AS o
}
WITH DISTINCT r, s, o
WHERE ($all OR r.status IN ['actual', 'claimed']) AND r.confidence >= $min_confidence
RETURN s.name AS subject, r.predicate AS predicate, coalesce(o.name, o.label) AS object, r.status AS status,
  COLLECT {
    UNWIND r.event_ids AS event_id
    MATCH (e:KG {id: event_id})<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  r.n_articles AS articles, toString(r.first_date) AS first_date, toString(r.last_date) AS last_date,
  r.symmetric AS symmetric, r.id AS id
ORDER BY articles DESC, subject, predicate, object, id;
