// title: Claims against denials
// group: claims
// description: Events that one source reports and another denies or negates, with the sentences of both sides.
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: event, claimed_by, claim, claim_article, denied_by, denial, denial_status, denial_article, id
// example: kg query claims-and-denials
MATCH (e:KG:Event)<-[:SUPPORTS]-(yes:KG:Evidence)
WHERE yes.status IN ['actual', 'claimed'] AND yes.confidence >= $min_confidence
MATCH (e)<-[:SUPPORTS]-(no:KG:Evidence)
WHERE no.status IN ['denied', 'negated'] AND no.confidence >= $min_confidence
MATCH (yes)-[:FROM]->(t:KG:Article)
MATCH (no)-[:FROM]->(u:KG:Article)
OPTIONAL MATCH (yes)-[:SAID_BY {depth: 0}]->(claimant:KG:Entity)
OPTIONAL MATCH (no)-[:SAID_BY {depth: 0}]->(denier:KG:Entity)
RETURN e.label AS event, claimant.name AS claimed_by, yes.quote AS claim, t.key AS claim_article,
  denier.name AS denied_by, no.quote AS denial, no.status AS denial_status, u.key AS denial_article, e.id AS id
ORDER BY event, claim_article, claim, denial_article, denial, claimed_by, denied_by, id;
