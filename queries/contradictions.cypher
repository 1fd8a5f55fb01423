// title: Statements of a speaker that contradict each other
// group: claims
// description: What a speaker says is so, beside what the same speaker denies: the same act of the same actors, in the
// description: same event or in two. The older sentence may have been true in its day.
// param: name name default * — only this speaker; * is everybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: speaker, says, says_status, says_article, denies, denies_status, denies_article, says_id, denies_id
// example: kg query contradictions -p name=Taliban
MATCH (no:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
WHERE no.status IN ['denied', 'negated'] AND no.confidence >= $min_confidence
  AND ($name = '*' OR who.name_key = $name OR $name IN who.alias_keys)
MATCH (no)-[:SUPPORTS]->(f:KG:Event)
WITH DISTINCT who, no, f, f.predicate AS act
MATCH (who)<-[:SAID_BY {depth: 0}]-(yes:KG:Evidence)-[:SUPPORTS]->(e:KG:Event)
WHERE e.predicate = act AND yes.status IN ['actual', 'claimed'] AND yes.confidence >= $min_confidence
WITH DISTINCT who, no, f, yes, e
WHERE e.id = f.id OR (EXISTS { MATCH (e)-[:ACTOR]->(:KG:Entity)<-[:ACTOR]-(f) }
  AND (NOT EXISTS { MATCH (e)-[:RECIPIENT]->(:KG:Entity) } OR NOT EXISTS { MATCH (f)-[:RECIPIENT]->(:KG:Entity) }
    OR EXISTS { MATCH (e)-[:RECIPIENT]->(:KG:Entity)<-[:RECIPIENT]-(f) }))
MATCH (yes)-[:FROM]->(t:KG:Article)
MATCH (no)-[:FROM]->(u:KG:Article)
RETURN DISTINCT who.name AS speaker, yes.quote AS says, yes.status AS says_status, t.key AS says_article,
  no.quote AS denies, no.status AS denies_status, u.key AS denies_article, yes.id AS says_id, no.id AS denies_id
ORDER BY speaker, says_article, says, denies_article, denies, says_id, denies_id;
