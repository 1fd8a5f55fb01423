// title: Who claims or denies an attack, and who is blamed for it
// group: claims
// description: Claims of responsibility, denials and blame, with their sentences. Who claims an act need not have
// description: done it.
// param: name name default * — only by or about this actor; * is everybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: who, says, of, about, status, speakers, day, quote, article, id
// example: kg query responsibility -p name=Taliban
CALL () {
  WITH $name AS key WHERE key = '*'
  MATCH (e:KG:Event)
  RETURN e
  UNION
  MATCH (:KG:Name {name_key: $name})-[:NAMES]->(x:KG:Entity)<-[:ACTOR|RECIPIENT]-(e:KG:Event)
  RETURN e
}
MATCH (e)-[:ACTOR]->(a:KG:Entity)
WHERE e.predicate IN ['claims_responsibility_for', 'blames', 'suspects', 'denies'] AND e.confidence >= $min_confidence
  AND (e.predicate <> 'denies' OR EXISTS {
    MATCH (e)-[:CONTENT]->(c:KG:Event) WHERE c.kind = 'ASSAULT'
  })
MATCH (v:KG:Evidence)-[:SUPPORTS]->(e)
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN a.name AS who, e.predicate AS says,
  COLLECT {
    MATCH (e)-[:RECIPIENT]->(x:KG:Entity)
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS of,
  COLLECT {
    MATCH (e)-[:CONTENT]->(c:KG:Event)
    RETURN DISTINCT c.label AS c_label ORDER BY c_label
  } AS about,
  v.status AS status,
  COLLECT {
    MATCH (v)-[:SAID_BY {depth: 0}]->(speaker:KG:Entity)
    RETURN DISTINCT speaker.name AS speaker_name ORDER BY speaker_name
  } AS speakers,
  toString(e.date_from) AS day, v.quote AS quote, t.key AS article, v.id AS id
ORDER BY day, article, who, says, quote, id;
