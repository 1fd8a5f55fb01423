// title: Names that more than one actor bears
// group: quality
// description: Two people of one surname, a city that also stands for its government: where a name alone may mislead.
// description: `events` says how much hangs on each.
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: shared, actor, kind, country, articles, events, id
// example: kg query shared-names
MATCH (n:KG:Name)
WHERE COUNT { MATCH (n)-[:NAMES]->(b:KG:Entity) WHERE b.named } > 1
MATCH (n)-[:NAMES]->(a:KG:Entity)
WHERE a.named
RETURN n.name_key AS shared, a.name AS actor, a.kind AS kind, a.country AS country, a.n_articles AS articles,
  COUNT {
    MATCH (a)<-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE]-(e:KG:Event)
    WHERE e.confidence >= $min_confidence
    RETURN DISTINCT e
  } AS events,
  a.id AS id
ORDER BY shared, events DESC, actor, id;
