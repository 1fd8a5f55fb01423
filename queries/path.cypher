// title: How two actors are connected
// group: network
// description: The shortest chain of reported relations between two actors, up to four steps, directions aside.
// param: one name — an actor, under any of its names
// param: other name — another actor
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: steps, actors, predicates, statuses, ids
// example: kg query path -p one=Nicholson -p other=Mansour
MATCH (:KG:Name {name_key: $one})-[:NAMES]->(a:KG:Entity)
MATCH (:KG:Name {name_key: $other})-[:NAMES]->(b:KG:Entity)
WHERE a.id <> b.id
CALL (a, b) {
  MATCH p = (a)-[r1]-(b)
  WHERE r1.predicate IS NOT NULL AND r1.status IN ['actual', 'claimed'] AND r1.confidence >= $min_confidence
  WITH p ORDER BY r1.id LIMIT 1
  RETURN collect(p) AS one_step
}
// A longer way is looked for only where there is no shorter one.
CALL (a, b, one_step) {
  WITH a, b, one_step WHERE size(one_step) = 0
  MATCH p = (a)-[r1]-(:KG)-[r2]-(b)
  WHERE r1.predicate IS NOT NULL AND r1.status IN ['actual', 'claimed'] AND r1.confidence >= $min_confidence
    AND r2.predicate IS NOT NULL AND r2.status IN ['actual', 'claimed'] AND r2.confidence >= $min_confidence
  WITH p ORDER BY r1.id, r2.id LIMIT 1
  RETURN collect(p) AS two_steps
}
CALL (a, b, one_step, two_steps) {
  WITH a, b, one_step, two_steps WHERE size(one_step) + size(two_steps) = 0
  MATCH p = (a)-[r1]-(:KG)-[r2]-(:KG)-[r3]-(b)
  WHERE r1.predicate IS NOT NULL AND r1.status IN ['actual', 'claimed'] AND r1.confidence >= $min_confidence
    AND r2.predicate IS NOT NULL AND r2.status IN ['actual', 'claimed'] AND r2.confidence >= $min_confidence
    AND r3.predicate IS NOT NULL AND r3.status IN ['actual', 'claimed'] AND r3.confidence >= $min_confidence
  WITH p ORDER BY r1.id, r2.id, r3.id LIMIT 1
  RETURN collect(p) AS three_steps
}
CALL (a, b, one_step, two_steps, three_steps) {
  WITH a, b, one_step, two_steps, three_steps WHERE size(one_step) + size(two_steps) + size(three_steps) = 0
  MATCH p = (a)-[r1]-(:KG)-[r2]-(:KG)-[r3]-(:KG)-[r4]-(b)
  WHERE r1.predicate IS NOT NULL AND r1.status IN ['actual', 'claimed'] AND r1.confidence >= $min_confidence
    AND r2.predicate IS NOT NULL AND r2.status IN ['actual', 'claimed'] AND r2.confidence >= $min_confidence
    AND r3.predicate IS NOT NULL AND r3.status IN ['actual', 'claimed'] AND r3.confidence >= $min_confidence
    AND r4.predicate IS NOT NULL AND r4.status IN ['actual', 'claimed'] AND r4.confidence >= $min_confidence
  WITH p ORDER BY r1.id, r2.id, r3.id, r4.id LIMIT 1
  RETURN collect(p) AS four_steps
}
UNWIND one_step + two_steps + three_steps + four_steps AS p
WITH [r IN relationships(p) | r.id] AS ids, [n IN nodes(p) | coalesce(n.name, n.label)] AS actors,
  [r IN relationships(p) | r.predicate] AS predicates, [r IN relationships(p) | r.status] AS statuses
RETURN size(ids) AS steps, actors, predicates, statuses, ids
ORDER BY steps, ids
LIMIT 1;
