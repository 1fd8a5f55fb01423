// title: What an actor did, and what was done to it, in order
// group: events
// description: The events an actor has any role in, dated ones first, in the order in which they happened.
// param: name name — the actor, under any of its names
// param: all bool default false — also what is demanded, promised, planned, negated or denied
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: day, until, dated, role, kind, event, status, speakers, articles, id
// example: kg query events-of -p name=Taliban
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
MATCH (a)<-[role:ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE]-(e:KG:Event)
WHERE ($all OR e.status IN ['actual', 'claimed']) AND e.confidence >= $min_confidence
RETURN toString(e.date_from) AS day, toString(e.date_to) AS until, e.date_basis AS dated, toLower(type(role)) AS role,
  e.kind AS kind, e.label AS event, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  e.n_articles AS articles, e.id AS id
ORDER BY day, event, role, id;
