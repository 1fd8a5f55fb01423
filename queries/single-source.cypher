// title: Claims that rest on one source
// group: claims
// description: What one story alone reports, and only in somebody's mouth: no second story and no second speaker.
// param: name name default * — only what is said to be done by or to this actor; * is everybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: claim, status, speaker, quote, source, article, confidence, id
// example: kg query single-source -p name=Russia
CALL () {
  WITH $name AS key WHERE key = '*'
  MATCH (e:KG:Event {status: 'claimed'})
  RETURN e
  UNION
  MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
  MATCH (a)<-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE]-(e:KG:Event {status: 'claimed'})
  RETURN e
}
WITH e
WHERE e.n_stories = 1 AND e.confidence >= $min_confidence
MATCH (e)<-[:SUPPORTS]-(v:KG:Evidence)
MATCH (v)-[:FROM]->(t:KG:Article)
OPTIONAL MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
WITH e, v, t, who, COUNT {
  MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(other:KG:Entity)
  RETURN DISTINCT other
} AS speakers
WHERE speakers <= 1
RETURN e.label AS claim, v.status AS status, coalesce(who.name, v.cue) AS speaker, v.quote AS quote,
  t.source AS source, t.key AS article, round(e.confidence, 2) AS confidence, v.id AS id
ORDER BY article, claim, quote, id;
