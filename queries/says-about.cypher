// title: Who says what about whom
// group: claims
// description: What a known speaker says, about whom, and the words. Status tells claim from denial.
// param: name name default * — only what this actor says; * is everybody
// param: about name default * — only what is said about this actor; * is anybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: speaker, about, event, status, quoted, quote, article, id
// example: kg query says-about -p about=Russia
CALL () {
  WITH $name AS key WHERE key = '*'
  MATCH (v:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
  RETURN v, who
  UNION
  MATCH (:KG:Name {name_key: $name})-[:NAMES]->(who:KG:Entity)<-[:SAID_BY {depth: 0}]-(v:KG:Evidence)
  RETURN v, who
}
MATCH (v)-[:SUPPORTS]->(e:KG:Event)
MATCH (e)-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION]->(about:KG:Entity)
WHERE about.id <> who.id AND v.confidence >= $min_confidence
  AND ($about = '*' OR about.name_key = $about OR $about IN about.alias_keys)
WITH DISTINCT who, v, e, about
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN who.name AS speaker, about.name AS about, e.label AS event, v.status AS status, v.quoted AS quoted,
  v.quote AS quote, t.key AS article, v.id AS id
ORDER BY speaker, about, event, article, id;
