// title: Events that several stories report
// group: events
// description: Events reported by at least so many independent stories: copies of one text count once.
// param: stories int default 2 — at least so many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: event, status, speakers, day, stories, articles, outlets, id
// example: kg query well-reported -p stories=3
MATCH (e:KG:Event)
WHERE e.n_stories >= $stories AND e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
RETURN e.label AS event, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  toString(e.date_from) AS day, e.n_stories AS stories, e.n_articles AS articles,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:FROM]->(t:KG:Article)
    RETURN DISTINCT coalesce(t.source, t.key) AS outlet ORDER BY outlet
  } AS outlets,
  e.id AS id
ORDER BY stories DESC, articles DESC, day, event, id;
