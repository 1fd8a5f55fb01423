// title: Who held an office on a day
// group: time
// description: Offices and memberships that cover the day; an end that no article tells is open, and a row without any
// description: date is given as undated, because the articles do not say when.
// param: of name default * — the office is of this body, country or movement; * is any
// param: day date — the day, as 2016-04-01
// param: min_confidence float default 0 — only what is at least so certain, 0 to 1
// columns: holder, office, of, status, speakers, from_day, until_day, undated, id
// example: kg query office-on-day -p of=Taliban -p day=2016-04-01
CALL () {
  WITH $of AS key WHERE key = '*'
  MATCH (e:KG:Event {kind: 'OFFICE'})-[:ORGANIZATION|PLACE|RECIPIENT]->(o:KG:Entity)
  RETURN e, o
  UNION
  MATCH (:KG:Name {name_key: $of})-[:NAMES]->(o:KG:Entity)
  MATCH (o)<-[:ORGANIZATION|PLACE|RECIPIENT]-(e:KG:Event {kind: 'OFFICE'})
  RETURN e, o
}
MATCH (e)-[:ACTOR]->(a:KG:Entity)
WHERE e.status IN ['actual', 'claimed'] AND e.confidence >= $min_confidence
  AND (e.date_from IS NULL OR e.date_from <= date($day)) AND (e.date_to IS NULL OR e.date_to >= date($day))
RETURN DISTINCT a.name AS holder, e.predicate AS office, o.name AS of, e.status AS status,
  COLLECT {
    MATCH (e)<-[:SUPPORTS]-(:KG:Evidence)-[:SAID_BY {depth: 0}]->(who:KG:Entity)
    RETURN DISTINCT who.name AS who_name ORDER BY who_name
  } AS speakers,
  toString(e.date_from) AS from_day, toString(e.date_to) AS until_day,
  e.date_from IS NULL AND e.date_to IS NULL AS undated, e.id AS id
ORDER BY undated, of, office, holder, id;
