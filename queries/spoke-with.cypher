// title: Who spoke with whom
// group: actors
// description: Calls, meetings and talks, one row per pair and event, with the day and the number of articles.
// param: name name default * — only talks with this actor; * is everybody
// param: all bool default false — also talks that are planned or denied
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: one, other, predicate, status, speakers, day, articles, id
// example: kg query spoke-with -p name=Ghani
CALL () {
  WITH $name AS key WHERE key = '*'
  MATCH (e:KG:Event {kind: 'CONSULT'})
  RETURN e
  UNION
  MATCH (:KG:Name {name_key: $name})-[:NAMES]->(x:KG:Entity)<-[:ACTOR|RECIPIENT]-(e:KG:Event {kind: 'CONSULT'})
  RETURN e
}
MATCH (e)-[:ACTOR]->(a:KG:Entity)
MATCH (e)-[:ACTOR|RECIPIENT]->(b:KG:Entity)
WHERE e.predicate IN ['spoke_with', 'met', 'negotiated_with', 'consulted', 'hosted', 'mediated_between']
  AND ($all OR e.status IN ['actual', 'claimed']) AND a.id <> b.id AND e.confidence >= $min_confidence
  AND ($name = '*' OR a.name_key = $name OR $name IN a.alias_keys OR b.name_key = $name OR $name IN b.alias_keys)
  AND (a.id < b.id OR EXISTS { MATCH (e)-[:RECIPIENT]->(b) })
RETURN DISTINCT a.name AS one, b.name AS other, e.predicate AS predicate, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  toString(e.date_from) AS day, e.n_articles AS articles, e.id AS id
ORDER BY day, one, other, id;
