// title: Who acts most
// group: actors
// description: Actors by the number of reported events in which they act; copies of one story count once.
// description: `claimed` is how many of them only somebody says.
// param: kind string default * — only events of this kind, such as ASSAULT; * is any
// param: top int default 20 — how many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, kind, events, claimed, stories, first_day, last_day, id
// example: kg query most-active -p top=10
MATCH (a:KG:Entity)<-[:ACTOR]-(e:KG:Event)
WHERE a.named AND e.status IN ['actual', 'claimed'] AND ($kind = '*' OR e.kind = $kind)
  AND e.confidence >= $min_confidence
WITH DISTINCT a, e
WITH a, count(e) AS events, sum(CASE e.status WHEN 'claimed' THEN 1 ELSE 0 END) AS claimed,
  sum(e.n_stories) AS stories, min(e.date_from) AS first_day, max(e.date_from) AS last_day
RETURN a.name AS actor, a.kind AS kind, events, claimed, stories, toString(first_day) AS first_day,
  toString(last_day) AS last_day, a.id AS id
ORDER BY events DESC, stories DESC, actor, id
LIMIT toInteger($top);
