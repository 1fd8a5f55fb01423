// title: What came of the demands
// group: events
// description: Each demand in order of time, and what the articles tell of its outcome: who rejected or granted
// description: it, or that what was demanded was done. An empty outcome is one that no article tells.
// param: name name default * — only demands of this actor; * is everybody
// param: of name default * — only demands made to this actor; * is anybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: reported, day, actor, demand, status, speakers, outcome, by, outcome_day, outcome_status, outcome_said_by, id
// example: kg query demands-and-outcomes -p of=Habibi
MATCH (e:KG:Event {kind: 'REQUEST'})-[:ACTOR]->(a:KG:Entity)
WHERE e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND ($name = '*' OR a.name_key = $name OR $name IN a.alias_keys)
OPTIONAL MATCH (e)-[:CONTENT]->(c:KG:Event)
WITH e, a, c,
  [(e)-[:RECIPIENT|OBJECT]->(b:KG:Entity) | b.id] + [(c)-[:ACTOR]->(b:KG:Entity) | b.id] AS asked,
  [(e)-[:RECIPIENT|OBJECT]->(b:KG:Entity) WHERE b.name_key = $of OR $of IN b.alias_keys | b.id]
  + [(c)-[:ACTOR]->(b:KG:Entity) WHERE b.name_key = $of OR $of IN b.alias_keys | b.id] AS meant
WHERE $of = '*' OR size(meant) > 0
WITH e, a, c,
  [(f:KG:Event)-[:CONTENT]->(e) WHERE f.kind IN ['REJECT', 'AGREE', 'CONCEDE'] | f.id]
  + [(f:KG:Event)-[:CONTENT]->(c) WHERE f.kind IN ['REJECT', 'AGREE', 'CONCEDE'] | f.id]
  + [(a)<-[:RECIPIENT]-(f:KG:Event)-[:ACTOR]->(b:KG:Entity)
     WHERE f.kind IN ['REJECT', 'CONCEDE'] AND b.id IN asked | f.id]
  + [(c)-[:ACTOR]->(b:KG:Entity)<-[:ACTOR]-(f:KG:Event)
     WHERE b.named AND f.predicate = c.predicate AND f.status IN ['actual', 'claimed']
       AND (f.date_from IS NULL OR e.date_from IS NULL OR f.date_from >= e.date_from) | f.id] AS found
UNWIND CASE WHEN size(found) = 0 THEN [''] ELSE found END AS outcome_id
OPTIONAL MATCH (f:KG {id: outcome_id})
WITH DISTINCT e, a, c, f
MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:FROM]->(t:KG:Article)
WITH e, a, c, f, min(t.published) AS reported
RETURN toString(reported) AS reported, toString(e.date_from) AS day, a.name AS actor,
  coalesce(c.label, e.label) AS demand, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  f.label AS outcome,
  COLLECT { MATCH (f)-[:ACTOR]->(x:KG:Entity) RETURN DISTINCT x.name AS x_name ORDER BY x_name } AS by,
  toString(f.date_from) AS outcome_day, f.status AS outcome_status,
  COLLECT {
    MATCH (f)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS outcome_said_by,
  e.id AS id
ORDER BY reported, day, actor, demand, outcome_day, outcome, id;
