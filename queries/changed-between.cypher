// title: What changed between two days
// group: time
// description: What articles published in between tell that none told before (`new`), or tell with another status, such
// description: as denied after claimed (`changed`). Articles without a date are left out.
// param: since date — articles published after this day
// param: until date — and up to this one
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: change, event, kind, actors, before, status, speakers, published, stories, id
// example: kg query changed-between -p since=2017-03-24 -p until=2017-03-25
MATCH (t:KG:Article)
WHERE t.published > date($since) AND t.published <= date($until)
MATCH (t)<-[:FROM]-(v:KG:Evidence)
WHERE v.confidence >= $min_confidence
MATCH (v)-[:SUPPORTS]->(e:KG:Event)
WITH e, v.status AS status, min(t.published) AS published, count(DISTINCT t.story) AS stories
WITH e, status, published, stories, COLLECT {
  MATCH (e)<-[:SUPPORTS]-(w:KG:Evidence)-[:FROM]->(u:KG:Article)
  WHERE u.published <= date($since) AND w.confidence >= $min_confidence
  RETURN DISTINCT w.status AS w_status ORDER BY w_status
} AS before
WHERE NOT status IN before
RETURN CASE WHEN size(before) = 0 THEN 'new' ELSE 'changed' END AS change, e.label AS event, e.kind AS kind,
  COLLECT {
    MATCH (e)-[:ACTOR]->(x:KG:Entity)
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS actors,
  before, status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(w:KG:Evidence)-[:FROM]->(u:KG:Article)
    WHERE w.status = status AND u.published > date($since) AND u.published <= date($until)
    MATCH (w)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  toString(published) AS published, stories, e.id AS id
ORDER BY change, published, event, status, id;
