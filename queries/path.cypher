// title: How two actors are connected
// description: The shortest chain of reported relations from one actor to another, up to six steps, directions aside.
// param: one name — an actor, under any of its names
// param: other name — another actor
// columns: steps, actors, predicates, statuses, ids
// example: kg query path -p one=Nicholson -p other=Mansour
MATCH (a:KG:Entity)
WHERE a.name_key = $one OR $one IN a.alias_keys
MATCH (b:KG:Entity)
WHERE (b.name_key = $other OR $other IN b.alias_keys) AND a.id <> b.id
MATCH p = (a)-[rs*1..6]-(b)
WHERE all(r IN relationships(p) WHERE r.predicate IS NOT NULL AND r.status IN ['actual', 'claimed'])
WITH length(p) AS steps, [n IN nodes(p) | coalesce(n.name, n.label)] AS actors,
  [r IN relationships(p) | r.predicate] AS predicates, [r IN relationships(p) | r.status] AS statuses,
  [r IN relationships(p) | r.id] AS ids
RETURN steps, actors, predicates, statuses, ids
ORDER BY steps, ids
LIMIT 1;
