// title: Who somebody is
// group: actors
// description: The names of an actor, where it belongs, the offices it is reported to hold, how often it is told of.
// param: name name — the actor, under any of its names
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: actor, kind, aliases, country, sector, affiliation, offices, articles, events,
// columns: first_seen, last_seen, id
// example: kg query profile -p name=Nicholson
MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a:KG:Entity)
RETURN a.name AS actor, a.kind AS kind, a.aliases AS aliases, a.country AS country, a.sector AS sector,
  a.affiliation AS affiliation,
  COLLECT {
    MATCH (a)<-[:ACTOR]-(e:KG:Event {kind: 'OFFICE', status: 'actual'})
    MATCH (e)-[:ORGANIZATION|PLACE|RECIPIENT]->(o:KG:Entity)
    WHERE e.confidence >= $min_confidence AND o.named
    RETURN DISTINCT e.predicate + ' ' + o.name AS office ORDER BY office
  } AS offices,
  a.n_articles AS articles,
  COUNT {
    MATCH (a)<-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE]-(e:KG:Event)
    WHERE e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
    RETURN DISTINCT e
  } AS events,
  toString(a.first_seen) AS first_seen, toString(a.last_seen) AS last_seen, a.id AS id
ORDER BY articles DESC, actor, id;
