// title: When an actor was first mentioned
// group: time
// description: The first dated article that names an actor; with a day, only actors who are new since then.
// description: `sentences` counts what that article tells of the actor.
// param: name name default * — only this actor; * is every named one
// param: since date default * — only who was first mentioned on this day or later
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, kind, published, source, title, article, sentences, id
// example: kg query first-mention -p since=2017-07-01
MATCH (a:KG:Entity)
WHERE a.named AND a.first_seen IS NOT NULL AND ($name = '*' OR a.name_key = $name OR $name IN a.alias_keys)
  AND ($since = '*' OR a.first_seen >= date(CASE WHEN $since = '*' THEN '0001-01-01' ELSE $since END))
CALL (a) {
  MATCH (a)-[:MENTIONED_IN]->(t:KG:Article)
  WHERE t.published IS NOT NULL
  RETURN t ORDER BY t.published, t.key LIMIT 1
}
RETURN a.name AS actor, a.kind AS kind, toString(t.published) AS published, t.source AS source, t.title AS title,
  t.key AS article,
  COUNT {
    MATCH (a)<-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE]-(:KG:Event)<-[:SUPPORTS]-(v:KG:Evidence)-[:FROM]->(t)
    WHERE v.confidence >= $min_confidence
    RETURN DISTINCT v
  } AS sentences,
  a.id AS id
ORDER BY published, article, actor, id;
