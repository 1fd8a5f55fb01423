// title: Whom two actors both deal with
// group: network
// description: Third actors with reported relations to both, and what each relation says; claimed ones are marked.
// param: one name — an actor, under any of its names
// param: other name — another actor
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: third, kind, with_one, with_other, id
// example: kg query in-common -p one=Trump -p other=Taliban
MATCH (:KG:Name {name_key: $one})-[:NAMES]->(a:KG:Entity)
MATCH (:KG:Name {name_key: $other})-[:NAMES]->(b:KG:Entity)
WHERE b.id <> a.id
MATCH (a)-[r]-(x:KG:Entity)
WHERE r.predicate IS NOT NULL AND r.status IN ['actual', 'claimed'] AND r.confidence >= $min_confidence
  AND x.named AND x.id <> a.id AND x.id <> b.id
WITH b, x, collect(DISTINCT r.predicate + CASE r.status WHEN 'claimed' THEN ' (claimed)' ELSE '' END) AS words_one
MATCH (x)-[s]-(b)
WHERE s.predicate IS NOT NULL AND s.status IN ['actual', 'claimed'] AND s.confidence >= $min_confidence
WITH x, words_one,
  collect(DISTINCT s.predicate + CASE s.status WHEN 'claimed' THEN ' (claimed)' ELSE '' END) AS words_other
RETURN x.name AS third, x.kind AS kind,
  COLLECT { UNWIND words_one AS word RETURN DISTINCT word ORDER BY word } AS with_one,
  COLLECT { UNWIND words_other AS word RETURN DISTINCT word ORDER BY word } AS with_other,
  x.id AS id
ORDER BY third, id;
