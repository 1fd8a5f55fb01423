// title: Who was killed or hurt, and by whom
// group: events
// description: Reported deaths and injuries with the numbers that the articles give, lowest and highest; a number
// description: without an upper end ("at least 140") leaves `high` empty.
// param: name name default * — only where this actor did it or suffered it; * is everybody
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: day, event, by, who, low, high, words, disputed, status, speakers, articles, id
// example: kg query casualties -p name=Taliban
MATCH (e:KG:Event)
WHERE e.kind IN ['ASSAULT', 'HARM']
  AND e.predicate IN ['killed', 'wounded', 'shot', 'stabbed', 'poisoned', 'died', 'hurt', 'took_lives', 'starved']
  AND e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND ($name = '*' OR EXISTS {
    MATCH (e)-[:ACTOR|RECIPIENT|OBJECT]->(a:KG:Entity)
    WHERE a.name_key = $name OR $name IN a.alias_keys
  })
OPTIONAL MATCH (e)<-[:SUPPORTS]-(v:KG:Evidence)
WHERE v.count_text IS NOT NULL
WITH e, min(v.count_low) AS low, max(v.count_high) AS highest, count(v) AS counts, count(v.count_high) AS ended
RETURN toString(e.date_from) AS day, e.label AS event,
  COLLECT {
    MATCH (e)-[:ACTOR]->(x:KG:Entity)
    WHERE NOT e.predicate IN ['died', 'took_lives', 'starved']
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS by,
  COLLECT {
    MATCH (e)-[role:ACTOR|RECIPIENT]->(x:KG:Entity)
    WHERE type(role) = 'RECIPIENT' OR e.predicate IN ['died', 'took_lives', 'starved']
    RETURN DISTINCT x.name AS x_name ORDER BY x_name
  } AS who,
  low, CASE WHEN counts = ended THEN highest END AS high,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(n:KG:Evidence)
    WHERE n.count_text IS NOT NULL
    RETURN DISTINCT n.count_text AS words ORDER BY words
  } AS words,
  e.disputed AS disputed, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  e.n_articles AS articles, e.id AS id
ORDER BY day, event, id;
