// title: How an actor's events were reported, article by article
// group: evidence
// description: The events that more than one article tells of, each with its sentences from the first report on.
// param: name name — the actor, under any of its names
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: event, day, published, source, status, speakers, count, quote, article, id
// example: kg query reports-of -p name=Mansour
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
MATCH (a)<-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE]-(e:KG:Event)
WHERE e.n_articles > 1
WITH DISTINCT e
MATCH (e)<-[:SUPPORTS]-(v:KG:Evidence)
WHERE v.confidence >= $min_confidence
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN e.label AS event, toString(e.date_from) AS day, toString(t.published) AS published, t.source AS source,
  v.status AS status,
  COLLECT {
    MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  v.count_text AS count, v.quote AS quote, t.key AS article, v.id AS id
ORDER BY day, event, e.id, published, article, quote, id;
