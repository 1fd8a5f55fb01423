// title: What happened at a place
// group: events
// description: Reported events at a place, dated ones first, with those who acted.
// param: name name — the place, under any of its names
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: day, until, place, kind, event, actors, status, speakers, articles, id
// example: kg query events-at -p name=Pakistan
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
MATCH (a)<-[:PLACE]-(e:KG:Event)
WHERE e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
RETURN DISTINCT toString(e.date_from) AS day, toString(e.date_to) AS until, a.name AS place, e.kind AS kind,
  e.label AS event,
  COLLECT {
    MATCH (e)-[:ACTOR]->(x:KG:Entity)
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS actors,
  e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  e.n_articles AS articles, e.id AS id
ORDER BY day, event, place, id;
