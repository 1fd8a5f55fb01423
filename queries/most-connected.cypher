// title: Who has to do with the most others
// group: network
// description: Named actors by how many other named ones they have reported relations with; those that rest on claims
// description: alone are counted apart.
// param: kind string default * — only actors of this kind, such as Person; * is any
// param: top int default 20 — how many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, kind, contacts, only_claimed, relations, id
// example: kg query most-connected -p kind=Person -p top=5
MATCH (a:KG:Entity)-[r]-(b:KG:Entity)
WHERE a.named AND ($kind = '*' OR a.kind = $kind) AND r.status IN ['actual', 'claimed']
  AND r.confidence >= $min_confidence AND b.named AND a.id <> b.id
WITH a, count(DISTINCT b) AS contacts, count(DISTINCT CASE r.status WHEN 'actual' THEN b END) AS actual,
  count(r) AS relations
RETURN a.name AS actor, a.kind AS kind, contacts, contacts - actual AS only_claimed, relations, a.id AS id
ORDER BY contacts DESC, relations DESC, actor, id
LIMIT toInteger($top);
