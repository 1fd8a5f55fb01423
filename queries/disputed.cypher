// title: Counts that differ
// group: claims
// description: Disputed events for which the articles give numbers, one row per number, with its words and its source.
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: event, day, low, high, words, speaker, quote, article, id
// example: kg query disputed
MATCH (e:KG:Event)<-[:SUPPORTS]-(v:KG:Evidence)
WHERE e.disputed AND v.count_text IS NOT NULL AND v.confidence >= $min_confidence
MATCH (v)-[:FROM]->(t:KG:Article)
OPTIONAL MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
RETURN e.label AS event, toString(e.date_from) AS day, v.count_low AS low, v.count_high AS high, v.count_text AS words,
  who.name AS speaker, v.quote AS quote, t.key AS article, e.id AS id
ORDER BY day, event, low, words, article, quote, speaker, id;
