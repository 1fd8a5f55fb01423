// title: What somebody said in so many words
// group: evidence
// description: Sentences in which an article quotes the speaker directly, in the order of their articles.
// param: name name default * — only this speaker; * is everybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: published, speaker, quote, event, status, article, id
// example: kg query quotes-of
MATCH (who:KG:Entity)<-[said:SAID_BY]-(v:KG:Evidence)
WHERE said.quoted AND said.depth = 0 AND v.confidence >= $min_confidence
  AND ($name = '*' OR who.name_key = $name OR $name IN who.alias_keys)
MATCH (v)-[:SUPPORTS]->(e:KG:Event)
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN DISTINCT toString(t.published) AS published, who.name AS speaker, v.quote AS quote, e.label AS event,
  v.status AS status, t.key AS article, v.id AS id
ORDER BY published, article, speaker, quote, event, id;
