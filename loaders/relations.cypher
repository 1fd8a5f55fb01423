// Relations: what connects the nodes. Every one has an `id`, so that a difference can address it.
// One that changes is made anew.
// One static statement per type: code puts a word of the closed list where __TYPE__ stands, never a word of a text.

// Who did what: ACTOR, RECIPIENT, OBJECT, ORGANIZATION, PLACE.
// statement: role
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:__TYPE__ {id: row.id, evidence_ids: row.evidence_ids}]->(b);

// What was demanded, promised, denied (CONTENT); the "if" of a threat (CONDITION).
// statement: link
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:__TYPE__ {id: row.id}]->(b);

// Who says so. Depth 0 is the innermost speaker; `position` is the order in the evidence.
// statement: said_by
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[r:SAID_BY {id: row.id}]->(b)
SET r.position = row.position, r.depth = row.depth, r.cue = row.cue, r.quoted = row.quoted;

// How often an article mentions an entity.
// statement: mentioned_in
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:MENTIONED_IN {id: row.id, count: row.count}]->(b);

// What people draw and query first: one relationship per subject, predicate, object and status, computed from events.
// statement: derived
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[r:__TYPE__ {id: row.id}]->(b)
SET r.kind = row.kind, r.predicate = row.predicate, r.status = row.status, r.symmetric = row.symmetric,
    r.event_ids = row.event_ids, r.n_events = row.n_events, r.n_articles = row.n_articles, r.n_stories = row.n_stories,
    r.first_date = date(row.first_date), r.last_date = date(row.last_date), r.confidence = row.confidence;
