// title: What happened, day by day
// group: time
// description: Reported events that have a day, in order, with those who acted; of offices and standing links those
// description: that begin.
// param: since date default * — from this day on
// param: until date default * — up to this day
// param: kind string default * — only events of this kind, such as ASSAULT; * is any
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: day, until, dated, kind, event, actors, status, speakers, stories, id
// example: kg query timeline -p since=2017-04-20 -p until=2017-04-30
MATCH (e:KG:Event)
WHERE e.date_from IS NOT NULL AND e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND ($kind = '*' OR e.kind = $kind)
  AND ($since = '*' OR NOT e.kind IN ['OFFICE', 'RELATION']
    OR e.date_from >= date(CASE WHEN $since = '*' THEN '0001-01-01' ELSE $since END))
  AND ($since = '*'
    OR coalesce(e.date_to, e.date_from) >= date(CASE WHEN $since = '*' THEN '0001-01-01' ELSE $since END))
  AND ($until = '*' OR e.date_from <= date(CASE WHEN $until = '*' THEN '9999-12-31' ELSE $until END))
RETURN toString(e.date_from) AS day, toString(e.date_to) AS until, e.date_basis AS dated, e.kind AS kind,
  e.label AS event,
  COLLECT {
    MATCH (e)-[:ACTOR]->(x:KG:Entity)
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS actors,
  e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  e.n_stories AS stories, e.id AS id
ORDER BY day, until, event, id;
