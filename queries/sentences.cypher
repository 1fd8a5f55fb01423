// title: The sentences that hold some words
// group: evidence
// description: What the articles say with these words in it, and what was read from it. Capitals do not matter.
// param: words string — such as weapons
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: published, event, status, speakers, quote, article, start_char, end_char, id
// example: kg query sentences -p words=weapons
MATCH (v:KG:Evidence)
WHERE toLower(v.quote) CONTAINS toLower($words) AND v.confidence >= $min_confidence
MATCH (v)-[:SUPPORTS]->(e:KG:Event)
MATCH (v)-[:FROM]->(t:KG:Article)
RETURN toString(t.published) AS published, e.label AS event, v.status AS status,
  COLLECT {
    MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  v.quote AS quote, t.key AS article, v.start_char AS start_char, v.end_char AS end_char, v.id AS id
ORDER BY published, article, start_char, event, id;
