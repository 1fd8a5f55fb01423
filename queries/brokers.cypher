// title: Who stands between two groups
// group: network
// description: Actors of neither group with reported relations into both; what is only claimed is marked. A group is
// description: a country by its three letters, a sector such as GOV, or a body by its name, with all who belong to it.
// param: one name — a group, such as USA
// param: other name — another group, such as Taliban
// param: top int default 20 — how many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: broker, kind, contacts_one, contacts_other, names_one, names_other, id
// example: kg query brokers -p one=USA -p other=Taliban
MATCH (a:KG:Entity)
WHERE a.named AND (toLower(a.country) = $one OR toLower(a.sector) = $one OR toLower(a.affiliation) = $one
  OR a.name_key = $one OR $one IN a.alias_keys)
WITH collect(a.id) AS ones
MATCH (b:KG:Entity)
WHERE b.named AND (toLower(b.country) = $other OR toLower(b.sector) = $other OR toLower(b.affiliation) = $other
  OR b.name_key = $other OR $other IN b.alias_keys)
WITH ones, collect(b.id) AS others
UNWIND ones AS one_id
MATCH (a:KG {id: one_id})-[r]-(x:KG:Entity)
WHERE r.predicate IS NOT NULL AND r.status IN ['actual', 'claimed'] AND r.confidence >= $min_confidence
  AND x.named AND NOT x.id IN ones AND NOT x.id IN others
WITH others, x, a, min(CASE r.status WHEN 'claimed' THEN 1 ELSE 0 END) AS claimed
WITH others, x, collect(a.name + CASE claimed WHEN 1 THEN ' (claimed)' ELSE '' END) AS names_one
MATCH (x)-[s]-(b:KG:Entity)
WHERE s.predicate IS NOT NULL AND s.status IN ['actual', 'claimed'] AND s.confidence >= $min_confidence
  AND b.id IN others
WITH x, names_one, b, min(CASE s.status WHEN 'claimed' THEN 1 ELSE 0 END) AS claimed
WITH x, names_one, collect(b.name + CASE claimed WHEN 1 THEN ' (claimed)' ELSE '' END) AS names_other
RETURN x.name AS broker, x.kind AS kind, size(names_one) AS contacts_one, size(names_other) AS contacts_other,
  COLLECT { UNWIND names_one AS n RETURN n ORDER BY n } AS names_one,
  COLLECT { UNWIND names_other AS n RETURN n ORDER BY n } AS names_other,
  x.id AS id
ORDER BY contacts_one + contacts_other DESC, contacts_one DESC, broker, id
LIMIT toInteger($top);
