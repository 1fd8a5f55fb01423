// title: Who stands between two groups
// group: network
// description: Actors of neither group with reported relations into both; what is only claimed is marked. A group is
// description: a country by its three letters, a sector such as GOV, or a body by its name, with all who belong to it.
// param: one string — a group, such as USA
// param: other string — another group, such as Taliban
// param: top int default 20 — how many
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: broker, kind, contacts_one, contacts_other, names_one, names_other, id
// example: kg query brokers -p one=USA -p other=Taliban
WITH toLower($one) AS one, toLower($other) AS other
MATCH (a:KG:Entity)
WHERE a.named AND (toLower(a.country) = one OR toLower(a.sector) = one OR toLower(a.affiliation) = one
  OR a.name_key = one OR one IN a.alias_keys)
MATCH (a)-[r]-(x:KG:Entity)
WHERE r.status IN ['actual', 'claimed'] AND r.confidence >= $min_confidence AND x.named
WITH one, other, x, a, min(CASE r.status WHEN 'claimed' THEN 1 ELSE 0 END) AS claimed
WITH one, other, x, collect(a.name + CASE claimed WHEN 1 THEN ' (claimed)' ELSE '' END) AS names_one,
  [x.name_key, toLower(coalesce(x.country, '')), toLower(coalesce(x.sector, '')), toLower(coalesce(x.affiliation, ''))]
  + coalesce(x.alias_keys, []) AS groups
WHERE NOT one IN groups AND NOT other IN groups
MATCH (x)-[s]-(b:KG:Entity)
WHERE s.status IN ['actual', 'claimed'] AND s.confidence >= $min_confidence AND b.named
  AND (toLower(b.country) = other OR toLower(b.sector) = other OR toLower(b.affiliation) = other
    OR b.name_key = other OR other IN b.alias_keys)
WITH x, names_one, b, min(CASE s.status WHEN 'claimed' THEN 1 ELSE 0 END) AS claimed
WITH x, names_one, collect(b.name + CASE claimed WHEN 1 THEN ' (claimed)' ELSE '' END) AS names_other
WITH x, names_one, names_other, size(names_one) AS contacts_one, size(names_other) AS contacts_other
ORDER BY contacts_one + contacts_other DESC, contacts_one DESC, x.name, x.id
LIMIT toInteger($top)
RETURN x.name AS broker, x.kind AS kind, contacts_one, contacts_other,
  COLLECT { UNWIND names_one AS n RETURN n ORDER BY n LIMIT 10 } AS names_one,
  COLLECT { UNWIND names_other AS n RETURN n ORDER BY n LIMIT 10 } AS names_other,
  x.id AS id
ORDER BY contacts_one + contacts_other DESC, contacts_one DESC, broker, id;
