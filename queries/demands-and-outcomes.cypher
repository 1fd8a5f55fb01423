// title: What came of the demands
// group: events
// description: Each demand in order of time, and what the articles tell of its outcome: who rejected or granted
// description: it, or that what was demanded was done. An empty outcome is one that no article tells.
// param: name name default * — only demands of this actor; * is everybody
// param: of name default * — only demands made to this actor; * is anybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: reported, day, actor, demand, status, speakers, outcome, by, outcome_day, outcome_status,
// columns: outcome_said_by, id
// example: kg query demands-and-outcomes -p of=Habibi
MATCH (e:KG:Event {kind: 'REQUEST'})-[:ACTOR]->(a:KG:Entity)
WHERE e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND ($name = '*' OR a.name_key = $name OR $name IN a.alias_keys)
  AND ($of = '*' OR EXISTS {
    MATCH (e)-[:RECIPIENT|OBJECT]->(b:KG:Entity) WHERE b.name_key = $of OR $of IN b.alias_keys
  } OR EXISTS {
    MATCH (e)-[:CONTENT]->(:KG:Event)-[:ACTOR]->(b:KG:Entity) WHERE b.name_key = $of OR $of IN b.alias_keys
  })
CALL (e) {
  MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:FROM]->(t:KG:Article)
  RETURN min(t.published) AS reported
}
CALL (e) {
  MATCH (e)<-[:CONTENT]-(f:KG:Event)
  WHERE f.kind IN ['REJECT', 'AGREE', 'CONCEDE'] AND f.status IN ['actual', 'claimed']
  RETURN f.id AS outcome_id
  UNION
  MATCH (e)-[:CONTENT]->(:KG:Event)<-[:CONTENT]-(f:KG:Event)
  WHERE f.kind IN ['REJECT', 'AGREE', 'CONCEDE'] AND f.status IN ['actual', 'claimed']
  RETURN f.id AS outcome_id
  UNION
  MATCH (e)-[:CONTENT]->(c:KG:Event)-[:ACTOR]->(b:KG:Entity)<-[:ACTOR]-(f:KG:Event)
  WHERE b.named AND f.predicate = c.predicate AND f.status IN ['actual', 'claimed']
    AND (f.date_from IS NULL OR e.date_from IS NULL OR f.date_from >= e.date_from)
  RETURN f.id AS outcome_id
  UNION
  RETURN '' AS outcome_id
}
WITH e, a, reported, collect(outcome_id) AS found
UNWIND [id IN found WHERE id <> '' OR size(found) = 1] AS outcome_id
OPTIONAL MATCH (f:KG {id: outcome_id})
RETURN toString(reported) AS reported, toString(e.date_from) AS day, a.name AS actor,
  e.label AS demand,
  e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  f.label AS outcome,
  COLLECT {
    MATCH (:KG {id: outcome_id})-[:ACTOR]->(x:KG:Entity)
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS by,
  toString(f.date_from) AS outcome_day, f.status AS outcome_status,
  COLLECT {
    MATCH (:KG {id: outcome_id})<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS outcome_said_by,
  e.id AS id
ORDER BY reported, day, actor, demand, outcome_day, outcome, id;
