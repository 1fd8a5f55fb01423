// Evidence: one sentence of one article (FROM) in support of one event (SUPPORTS).
// `marks` are role:start:end, counted in the quote.

// statement: make_evidence
UNWIND $rows AS row
CREATE (n:KG:Evidence {id: row.id})
SET n.quote = row.quote, n.start_char = row.start_char, n.end_char = row.end_char, n.marks = row.marks,
    n.status = row.status, n.polarity = row.polarity, n.modality = row.modality, n.cue = row.cue, n.quoted = row.quoted,
    n.date_from = date(row.date_from), n.date_to = date(row.date_to),
    n.date_text = row.date_text, n.date_basis = row.date_basis,
    n.count_low = row.count_low, n.count_high = row.count_high, n.count_text = row.count_text,
    n.confidence = row.confidence, n.rule = row.rule;

// The same, where the node is there.
// statement: evidence
UNWIND $rows AS row
MATCH (n:KG {id: row.id})
SET n.quote = row.quote, n.start_char = row.start_char, n.end_char = row.end_char, n.marks = row.marks,
    n.status = row.status, n.polarity = row.polarity, n.modality = row.modality, n.cue = row.cue, n.quoted = row.quoted,
    n.date_from = date(row.date_from), n.date_to = date(row.date_to),
    n.date_text = row.date_text, n.date_basis = row.date_basis,
    n.count_low = row.count_low, n.count_high = row.count_high, n.count_text = row.count_text,
    n.confidence = row.confidence, n.rule = row.rule;

// statement: from
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:FROM {id: row.id}]->(b);

// statement: supports
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:SUPPORTS {id: row.id}]->(b);
