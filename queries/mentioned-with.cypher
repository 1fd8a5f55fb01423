// title: Who is told of beside an actor
// group: actors
// description: Named actors in the same articles, those of most stories first; copies of one story count once.
// description: `related` is false where no relation between the two is reported: a lead to read up.
// param: name name — the actor, under any of its names
// param: top int default 20 — how many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, beside, kind, stories, related, id
// example: kg query mentioned-with -p name=Mansour
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
MATCH (a)-[:MENTIONED_IN]->(t:KG:Article)
MATCH (t)<-[:MENTIONED_IN]-(b:KG:Entity)
WHERE b.named AND b.id <> a.id
WITH a, b, count(DISTINCT t.story) AS stories
ORDER BY stories DESC, b.name, b.id, a.id
LIMIT toInteger($top)
RETURN a.name AS actor, b.name AS beside, b.kind AS kind, stories,
  EXISTS {
    MATCH (b)-[r]-(a)
    WHERE r.predicate IS NOT NULL AND r.status IN ['actual', 'claimed'] AND r.confidence >= $min_confidence
  } AS related,
  b.id AS id
ORDER BY stories DESC, beside, id, actor;
