// title: What each outlet reports, and what nobody else does
// group: quality
// description: For each outlet: the articles that tell of something, the reported events they tell of, how many of
// description: those are only claimed, and how many no other story tells of.
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: source, articles, stories, events, claimed, alone, first_day, last_day
// example: kg query sources
MATCH (t:KG:Article)<-[:FROM]-(v:KG:Evidence)
WHERE v.status IN ['actual', 'claimed'] AND v.confidence >= $min_confidence
MATCH (v)-[:SUPPORTS]->(e:KG:Event)
WITH DISTINCT coalesce(t.source, t.key) AS source, t, e
WITH source, count(DISTINCT t) AS articles, count(DISTINCT t.story) AS stories, count(DISTINCT e) AS events,
  count(DISTINCT CASE e.status WHEN 'claimed' THEN e END) AS claimed,
  count(DISTINCT CASE e.n_stories WHEN 1 THEN e END) AS alone,
  min(t.published) AS first_day, max(t.published) AS last_day
RETURN source, articles, stories, events, claimed, alone, toString(first_day) AS first_day,
  toString(last_day) AS last_day
ORDER BY events DESC, source;
