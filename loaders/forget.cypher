// Forget: what no article supports any more. Only nodes with the label KG are ever deleted.

// The end with fewer relationships comes as the source, whichever way the arrow points; started from a hub, the
// embedded store would look at all of its relationships for each row, and fail where the same portion deletes them.
// statement: forget_relation
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})-[r:__TYPE__ {id: row.id}]-(b:KG {id: row.target_id})
DELETE r;

// A few of any types, in one statement: to plan one for each type would cost more than to look at all relationships.
// statement: forget_few
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})-[r]-(b:KG {id: row.target_id})
WHERE r.id = row.id
DELETE r;

// statement: forget_node
UNWIND $rows AS row
MATCH (n:KG {id: row.id})
DETACH DELETE n;

// Everything of ours, in portions that a small heap holds.
// statement: clear_relations
MATCH (:KG)-[r]->(:KG)
WITH r LIMIT 5000
DELETE r
RETURN count(*) AS gone;

// statement: clear_nodes
MATCH (n:KG)
WHERE NOT n:KGBuild
WITH n LIMIT 500
DETACH DELETE n
RETURN count(*) AS gone;

// statement: clear_build
MATCH (b:KG:KGBuild)
DELETE b;
