// Events: what happened, was said with force, is demanded, or holds. Undated stays undated.

// statement: make_event
UNWIND $rows AS row
CREATE (n:KG:Event {id: row.id})
SET n.kind = row.kind, n.modes = row.modes, n.predicate = row.predicate, n.label = row.label,
    n.status = row.status, n.disputed = row.disputed,
    n.date_from = date(row.date_from), n.date_to = date(row.date_to),
    n.date_text = row.date_text, n.date_basis = row.date_basis,
    n.n_articles = row.n_articles, n.n_stories = row.n_stories, n.confidence = row.confidence;

// The same, where the node is there.
// statement: event
UNWIND $rows AS row
MATCH (n:KG {id: row.id})
SET n.kind = row.kind, n.modes = row.modes, n.predicate = row.predicate, n.label = row.label,
    n.status = row.status, n.disputed = row.disputed,
    n.date_from = date(row.date_from), n.date_to = date(row.date_to),
    n.date_text = row.date_text, n.date_basis = row.date_basis,
    n.n_articles = row.n_articles, n.n_stories = row.n_stories, n.confidence = row.confidence;
