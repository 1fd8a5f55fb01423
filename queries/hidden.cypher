// title: What is not reported as done
// group: events
// description: Acts demanded, promised, planned, possible, negated or denied: what the default view leaves out.
// param: status string default * — only this status, such as denied; * is any
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: status, event, kind, actors, speakers, day, articles, id
// example: kg query hidden -p status=denied
MATCH (e:KG:Event)
WHERE NOT e.status IN ['actual', 'claimed'] AND ($status = '*' OR e.status = $status)
  AND e.confidence >= $min_confidence
RETURN e.status AS status, e.label AS event, e.kind AS kind,
  COLLECT {
    MATCH (e)-[:ACTOR]->(a:KG:Entity)
    RETURN DISTINCT a.name AS actor_name ORDER BY actor_name
  } AS actors,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  toString(e.date_from) AS day, e.n_articles AS articles, e.id AS id
ORDER BY status, day, event, id;
