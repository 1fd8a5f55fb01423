// title: What is planned or promised
// group: time
// description: Acts that articles announce, expect or have somebody promise, and when; nothing here is told as done.
// param: after date default * — only what falls on this day or later
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: day, until, event, actors, status, speakers, articles, id
// example: kg query planned -p after=2017-04-01
MATCH (e:KG:Event)
WHERE e.status IN ['future', 'promised'] AND e.confidence >= $min_confidence
  AND ($after = '*'
    OR coalesce(e.date_to, e.date_from) >= date(CASE WHEN $after = '*' THEN '0001-01-01' ELSE $after END))
RETURN toString(e.date_from) AS day, toString(e.date_to) AS until, e.label AS event,
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
ORDER BY day, until, event, id;
