// title: Who accuses whom of what
// group: claims
// description: Accusations with what they are about, and who denies that it is so. An accusation says nothing of
// description: whether the accused did it: `content_status` says how the articles have the act itself.
// param: name name default * — only against this actor; * is anybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: accuser, accused, accusation, status, speakers, content, content_status, denied_by, day, articles, id
// example: kg query accusations -p name=Russia
MATCH (e:KG:Event {kind: 'ACCUSE'})-[:RECIPIENT]->(b:KG:Entity)
WHERE e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND ($name = '*' OR b.name_key = $name OR $name IN b.alias_keys)
OPTIONAL MATCH (e)-[:ACTOR]->(a:KG:Entity)
OPTIONAL MATCH (e)-[:CONTENT]->(c:KG:Event)
RETURN DISTINCT a.name AS accuser, b.name AS accused, e.label AS accusation, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  c.label AS content, c.status AS content_status,
  COLLECT {
    MATCH (c)<-[:SUPPORTS]-(v:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    WHERE v.status IN ['denied', 'negated']
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS denied_by,
  toString(e.date_from) AS day, e.n_articles AS articles, e.id AS id
ORDER BY accused, accuser, accusation, content, id;
