// Articles: where a text came from, not the text itself. `story` is shared by copies of one text.
// A day is stored as a DATE; a `published` with a time of day is also kept as it came, in `published_exact`.

// statement: make_article
UNWIND $rows AS row
CREATE (n:KG:Article {id: row.id})
SET n.key = row.key, n.title = row.title, n.url = row.url, n.source = row.source, n.story = row.story,
    n.published = date(row.published), n.published_exact = row.published_exact,
    n.collected = date(row.collected), n.collected_exact = row.collected_exact;

// The same, where the node is there.
// statement: article
UNWIND $rows AS row
MATCH (n:KG {id: row.id})
SET n.key = row.key, n.title = row.title, n.url = row.url, n.source = row.source, n.story = row.story,
    n.published = date(row.published), n.published_exact = row.published_exact,
    n.collected = date(row.collected), n.collected_exact = row.collected_exact;
