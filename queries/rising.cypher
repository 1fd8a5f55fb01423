// title: Who is told of more than before
// group: time
// description: Named actors by how many more stories tell of their acts in these days than in as many days before.
// description: Copies of one story count once.
// param: until date default * — the last of the days; * is the day of the newest article
// param: days int default 7 — how many days
// param: top int default 20 — how many actors
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, kind, rise, stories, before, from_day, until_day, id
// example: kg query rising -p until=2017-04-25
MATCH (newest:KG:Article)
WHERE newest.published IS NOT NULL
WITH max(newest.published) AS newest_day
WITH CASE WHEN $until = '*' THEN newest_day ELSE date($until) END AS last
WITH last, last - duration({days: $days}) AS turn, last - duration({days: 2 * $days}) AS first
MATCH (t:KG:Article)
WHERE t.published > first AND t.published <= last
MATCH (t)<-[:FROM]-(v:KG:Evidence)
WHERE v.confidence >= $min_confidence
MATCH (v)-[:SUPPORTS]->(:KG:Event)-[:ACTOR|RECIPIENT|ORGANIZATION]->(a:KG:Entity)
WHERE a.named
WITH DISTINCT a, t.story AS story, t.published > turn AS recent, turn, last
WITH a, turn, last, sum(CASE WHEN recent THEN 1 ELSE 0 END) AS stories,
  sum(CASE WHEN recent THEN 0 ELSE 1 END) AS before
WHERE stories > before
RETURN a.name AS actor, a.kind AS kind, stories - before AS rise, stories, before,
  toString(turn + duration({days: 1})) AS from_day, toString(last) AS until_day, a.id AS id
ORDER BY rise DESC, stories DESC, actor, id
LIMIT toInteger($top);
