// title: The offices of a person through time
// group: actors
// description: What somebody led, commanded or spoke for, was appointed to, lost or left, in order; undated rows last.
// param: name name — the person, under any name
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: person, event, predicate, of, status, speakers, from_day, until_day, articles, id
// example: kg query offices-of -p name=Karzai
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
MATCH (a)<-[:ACTOR|RECIPIENT]-(e:KG:Event)
WHERE (e.kind = 'OFFICE' OR e.predicate = 'resigned') AND a.kind = 'Person' AND e.status IN ['actual', 'claimed']
  AND e.confidence >= $min_confidence
RETURN DISTINCT a.name AS person, e.label AS event, e.predicate AS predicate,
  COLLECT {
    MATCH (e)-[:ORGANIZATION|PLACE|RECIPIENT]->(o:KG:Entity)
    WHERE o.id <> a.id
    RETURN DISTINCT o.name AS of_name ORDER BY of_name
  } AS of,
  e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  toString(e.date_from) AS from_day, toString(e.date_to) AS until_day, e.n_articles AS articles, e.id AS id
ORDER BY from_day, until_day, person, event, id;
