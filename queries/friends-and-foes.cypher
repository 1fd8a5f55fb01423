// title: With whom an actor gets on
// group: actors
// description: For each other actor, how many events of agreement and help there are, and how many of conflict,
// description: in either direction. What is only claimed is counted apart.
// param: name name — the actor, under any of its names
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, other, friendly, hostile, friendly_claimed, hostile_claimed, id
// example: kg query friends-and-foes -p name=Taliban
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
MATCH (a)-[r]-(b:KG:Entity)
WHERE r.predicate IS NOT NULL AND b.named AND b.id <> a.id
  AND r.status IN ['actual', 'claimed'] AND r.confidence >= $min_confidence
WITH a, b, r.status = 'claimed' AS claimed, r.n_events AS n,
  r.kind IN ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID'] AS friendly,
  r.kind IN ['ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'COERCE', 'ASSAULT'] AS hostile
WHERE friendly OR hostile
WITH a, b, sum(CASE WHEN friendly AND NOT claimed THEN n ELSE 0 END) AS friendly,
  sum(CASE WHEN hostile AND NOT claimed THEN n ELSE 0 END) AS hostile,
  sum(CASE WHEN friendly AND claimed THEN n ELSE 0 END) AS friendly_claimed,
  sum(CASE WHEN hostile AND claimed THEN n ELSE 0 END) AS hostile_claimed
RETURN a.name AS actor, b.name AS other, friendly, hostile, friendly_claimed, hostile_claimed, b.id AS id
ORDER BY hostile DESC, friendly DESC, hostile_claimed DESC, friendly_claimed DESC, other, id, actor;
