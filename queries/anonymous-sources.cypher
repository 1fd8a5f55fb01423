// title: What stands on unnamed sources
// group: quality
// description: Claims whose speaker has no name ("an Afghan official"), or is not told at all ("reportedly").
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: claim, status, speaker, quote, source, article, id
// example: kg query anonymous-sources
MATCH (e:KG:Event {status: 'claimed'})
WHERE NOT EXISTS {
  MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(known:KG:Entity)
  WHERE known.named
}
WITH e
MATCH (e)<-[:SUPPORTS]-(v:KG:Evidence)
WHERE v.confidence >= $min_confidence
MATCH (v)-[:FROM]->(t:KG:Article)
OPTIONAL MATCH (v)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
RETURN e.label AS claim, v.status AS status, coalesce(who.name, v.cue) AS speaker, v.quote AS quote,
  t.source AS source, t.key AS article, v.id AS id
ORDER BY article, claim, speaker, quote, id;
