// title: Who demands what of whom
// group: events
// description: Each demand, the one who is asked where a sentence names one, and the sentence that says so.
// param: name name default * — only demands of this actor; * is everybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, demand, of, status, day, quote, article, id
// example: kg query demands
MATCH (e:KG:Event)-[:ACTOR]->(a:KG:Entity)
WHERE (e.kind = 'REQUEST' OR e.predicate = 'demands')
  AND e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND ($name = '*' OR a.name_key = $name OR $name IN a.alias_keys)
OPTIONAL MATCH (e)-[:CONTENT]->(what:KG:Event)
OPTIONAL MATCH (e)-[:RECIPIENT]->(b:KG:Entity)
MATCH (v:KG:Evidence)-[:SUPPORTS]->(e)
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN a.name AS actor, coalesce(what.label, e.label) AS demand, b.name AS of, e.status AS status,
  toString(e.date_from) AS day, v.quote AS quote, t.key AS article, e.id AS id
ORDER BY actor, demand, of, article, quote, id;
