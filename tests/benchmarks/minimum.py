"""The least that one would write by hand for each question: literals in place of parameters, no choice, no confidence.

`$name` and the like are filled in with the arguments of the benchmark. Each returns as its first column what the
question calls `id`, so that the two answers can be compared.
"""

from __future__ import annotations

SHOWN = "['actual', 'claimed']"
SPEAKERS = "COLLECT { MATCH (e)<-[:SUPPORTS]-()-[:SAID_BY {depth: 0}]->(w) RETURN DISTINCT w.name }"
SAYS = "COLLECT { MATCH (v)-[:SAID_BY {depth: 0}]->(w) RETURN DISTINCT w.name }"
ACTORS = "COLLECT { MATCH (e)-[:ACTOR]->(x) RETURN DISTINCT x.name }"
ROLES = "ACTOR|RECIPIENT|OBJECT|ORGANIZATION|PLACE"
CALLED = "MATCH (:KG:Name {name_key: $name})-[:NAMES]->(a)"
TWO = "MATCH (:KG:Name {name_key: $one})-[:NAMES]->(a) MATCH (:KG:Name {name_key: $other})-[:NAMES]->(b)"

MINIMUM: dict[str, str] = {
    "accusations": f"""{CALLED}<-[:RECIPIENT]-(e:Event {{kind: 'ACCUSE'}}) WHERE e.status IN {SHOWN}
        OPTIONAL MATCH (e)-[:ACTOR]->(b) OPTIONAL MATCH (e)-[:CONTENT]->(c)
        RETURN DISTINCT e.id, b.name, a.name, e.label, e.status, {SPEAKERS}, c.label, c.status""",
    "anonymous-sources": """MATCH (e:Event {status: 'claimed'})<-[:SUPPORTS]-(v) WHERE NOT EXISTS {
        (e)<-[:SUPPORTS]-()-[:SAID_BY {depth: 0}]->({named: true}) }
        MATCH (v)-[:FROM]->(t) OPTIONAL MATCH (v)-[:SAID_BY {depth: 0}]->(w)
        RETURN v.id, e.label, w.name, v.cue, v.quote, t.key""",
    "brokers": f"""MATCH (a:Entity {{country: 'NOR'}})-[r]-(x:Entity)-[s]-(b:Entity {{country: 'JPN'}})
        WHERE r.status IN {SHOWN} AND s.status IN {SHOWN} AND NOT coalesce(x.country, '') IN ['NOR', 'JPN']
        WITH x, count(DISTINCT a) AS one, count(DISTINCT b) AS two
        RETURN x.id, x.name, one, two ORDER BY one + two DESC, one DESC, x.name LIMIT 20""",
    "casualties": f"""{CALLED}<-[:ACTOR|RECIPIENT|OBJECT]-(e:Event)
        WHERE e.predicate IN
            ['killed', 'wounded', 'shot', 'stabbed', 'poisoned', 'died', 'hurt', 'took_lives', 'starved']
          AND e.status IN {SHOWN} WITH DISTINCT e OPTIONAL MATCH (e)<-[:SUPPORTS]-(v) WHERE v.count_text IS NOT NULL
        WITH e, min(v.count_low) AS low, max(v.count_high) AS high, collect(v.count_text) AS words
        RETURN e.id, e.label, {ACTORS}, low, high, words, e.disputed, e.status, {SPEAKERS}""",
    "changed-between": """MATCH (t:Article)<-[:FROM]-(v)-[:SUPPORTS]->(e)
        WHERE t.published > date($since) AND t.published <= date($until)
        WITH e, v.status AS status, min(t.published) AS day WHERE NOT EXISTS {
          MATCH (e)<-[:SUPPORTS]-(w {status: status})-[:FROM]->(u) WHERE u.published <= date($since) }
        RETURN e.id, e.label, status, day""",
    "claims-and-denials": f"""MATCH (t)<-[:FROM]-(yes:Evidence)-[:SUPPORTS]->(e)<-[:SUPPORTS]-(no:Evidence)-[:FROM]->(u)
        WHERE yes.status IN {SHOWN} AND no.status IN ['denied', 'negated']
        OPTIONAL MATCH (yes)-[:SAID_BY {{depth: 0}}]->(x) OPTIONAL MATCH (no)-[:SAID_BY {{depth: 0}}]->(y)
        RETURN e.id, e.label, x.name, yes.quote, t.key, y.name, no.quote, no.status, u.key
        ORDER BY e.label, t.key LIMIT 1001""",
    "contradictions": f"""MATCH (f)<-[:SUPPORTS]-(no:Evidence)-[:SAID_BY {{depth: 0}}]->(w)
          <-[:SAID_BY {{depth: 0}}]-(yes:Evidence)-[:SUPPORTS]->(e)
        WHERE no.status IN ['denied', 'negated'] AND yes.status IN {SHOWN} AND e.predicate = f.predicate
          AND (e.id = f.id OR EXISTS {{ (e)-[:ACTOR]->()<-[:ACTOR]-(f) }}
            AND EXISTS {{ (e)-[:RECIPIENT]->()<-[:RECIPIENT]-(f) }})
        RETURN DISTINCT yes.id, w.name, yes.quote, yes.status, no.quote, no.status""",
    "demands": f"""{CALLED}<-[:ACTOR]-(e:Event) WHERE (e.kind = 'REQUEST' OR e.predicate = 'demands')
        AND e.status IN {SHOWN} OPTIONAL MATCH (e)-[:CONTENT]->(c) OPTIONAL MATCH (e)-[:RECIPIENT]->(b)
        MATCH (e)<-[:SUPPORTS]-(v)-[:FROM]->(t)
        RETURN e.id, a.name, coalesce(c.label, e.label), b.name, e.status, v.quote, t.key""",
    "demands-and-outcomes": f"""{CALLED}<-[:ACTOR]-(e:Event {{kind: 'REQUEST'}}) WHERE e.status IN {SHOWN}
        AND (EXISTS {{ (e)-[:RECIPIENT|OBJECT]->({{name_key: 'peru'}}) }}
          OR EXISTS {{ (e)-[:CONTENT]->()-[:ACTOR]->({{name_key: 'peru'}}) }})
        OPTIONAL MATCH (e)-[:CONTENT*0..1]->()<-[:CONTENT]-(f:Event)
          WHERE f.kind IN ['REJECT', 'AGREE', 'CONCEDE'] AND f.status IN {SHOWN}
        OPTIONAL MATCH (e)-[:CONTENT]->(c)-[:ACTOR]->()<-[:ACTOR]-(g)
          WHERE g.predicate = c.predicate AND g.status IN {SHOWN}
        RETURN DISTINCT e.id, a.name, e.label, e.status, {SPEAKERS}, f.label, f.status, g.label, g.status""",
    "disputed": """MATCH (e:Event {disputed: true})<-[:SUPPORTS]-(v)-[:FROM]->(t) WHERE v.count_text IS NOT NULL
        OPTIONAL MATCH (v)-[:SAID_BY {depth: 0}]->(w)
        RETURN e.id, e.label, e.date_from, v.count_low, v.count_high, v.count_text, w.name, v.quote, t.key
        ORDER BY e.date_from, e.label LIMIT 1001""",
    "events-at": f"""{CALLED}<-[:PLACE]-(e) WHERE e.status IN {SHOWN}
        RETURN e.id, e.date_from, e.kind, e.label, {ACTORS}, e.status, {SPEAKERS}""",
    "events-of": f"""{CALLED}<-[r:{ROLES}]-(e) WHERE e.status IN {SHOWN}
        RETURN e.id, e.date_from, type(r), e.kind, e.label, e.status, {SPEAKERS}
        ORDER BY e.date_from, e.label LIMIT 1001""",
    "evidence": """MATCH (:KG:Name {name_key: $one})-[:NAMES]->(a) MATCH (:KG:Name {name_key: $other})-[:NAMES]->(b)
        MATCH (a)-[r]-(b) UNWIND r.event_ids AS id MATCH (:KG {id: id})<-[:SUPPORTS]-(v)-[:FROM]->(t)
        RETURN DISTINCT v.id, startNode(r).name, r.predicate, endNode(r).name, v.status, v.quote, t.key""",
    "first-mention": """MATCH (a:Entity) WHERE a.first_seen >= date($since)
        CALL (a) { MATCH (a)-[:MENTIONED_IN]->(t) RETURN t ORDER BY t.published, t.key LIMIT 1 }
        RETURN a.id, a.name, t.published, t.title, t.key ORDER BY t.published, t.key LIMIT 1001""",
    "friends-and-foes": f"""{CALLED}-[r]-(b:Entity) WHERE r.status IN {SHOWN}
        WITH a, b, r,
          CASE WHEN r.kind IN ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID'] THEN 1
          WHEN r.kind IN ['ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'COERCE', 'ASSAULT'] THEN -1
          END AS side
        WHERE side IS NOT NULL
        WITH b, side, r.status AS status, sum(r.n_events) AS n
        WITH b, collect([side, status, n]) AS sides RETURN b.id, b.name, sides ORDER BY b.name LIMIT 1001""",
    "hidden": f"""MATCH (e:Event {{status: 'denied'}}) RETURN e.id, e.label, e.kind, {ACTORS}, {SPEAKERS}, e.date_from
        ORDER BY e.date_from, e.label LIMIT 1001""",
    "in-common": f"""{TWO} MATCH (a)-[r]-(x:Entity)-[s]-(b) WHERE r.status IN {SHOWN} AND s.status IN {SHOWN}
        RETURN x.id, x.name, collect(DISTINCT r.predicate), collect(DISTINCT s.predicate)""",
    "mentioned-with": f"""{CALLED}-[:MENTIONED_IN]->(t)<-[:MENTIONED_IN]-(b)
        WITH a, b, count(DISTINCT t.story) AS n ORDER BY n DESC, b.name LIMIT 20
        RETURN b.id, b.name, n, EXISTS {{ MATCH (a)-[r]-(b) WHERE r.status IN {SHOWN} }}""",
    "most-active": f"""MATCH (a:Entity)<-[:ACTOR]-(e) WHERE e.status IN {SHOWN}
        WITH a, count(DISTINCT e) AS n, sum(e.n_stories) AS m, min(e.date_from) AS f, max(e.date_from) AS l
        RETURN a.id, a.name, n, m, f, l ORDER BY n DESC, m DESC, a.name LIMIT 20""",
    "most-connected": f"""MATCH (a:Person)-[r]-(b:Entity) WHERE r.status IN {SHOWN}
        WITH a, count(DISTINCT b) AS n, count(r) AS m
        RETURN a.id, a.name, n, m ORDER BY n DESC, m DESC, a.name LIMIT 20""",
    "office-on-day": f"""MATCH (:KG:Name {{name_key: $of}})-[:NAMES]->(o)
          <-[:ORGANIZATION|PLACE|RECIPIENT]-(e:Event {{kind: 'OFFICE'}})-[:ACTOR]->(a)
        WHERE e.status IN {SHOWN} AND coalesce(e.date_from, date($day)) <= date($day)
          AND coalesce(e.date_to, date($day)) >= date($day)
        RETURN DISTINCT e.id, a.name, e.predicate, e.status, {SPEAKERS}, e.date_from, e.date_to""",
    "offices-of": f"""{CALLED}<-[:ACTOR|RECIPIENT]-(e) WHERE (e.kind = 'OFFICE' OR e.predicate = 'resigned')
        AND e.status IN {SHOWN}
        RETURN DISTINCT e.id, e.label, e.predicate, e.status, {SPEAKERS}, e.date_from, e.date_to""",
    "path": f"""{TWO} MATCH p = (a)-[r*1..1]-(b) WHERE all(x IN r WHERE x.status IN {SHOWN})
        RETURN [x IN r | x.id], [n IN nodes(p) | n.name] ORDER BY r[0].id LIMIT 1""",
    "planned": f"""MATCH (e:Event) WHERE e.status IN ['future', 'promised']
          AND coalesce(e.date_to, e.date_from) >= date($after)
        RETURN e.id, e.date_from, e.label, {ACTORS}, e.status, {SPEAKERS} ORDER BY e.date_from, e.label LIMIT 1001""",
    "profile": f"""{CALLED} RETURN a.id, a.name, a.kind, a.aliases, a.country, a.n_articles,
        COLLECT {{ MATCH (a)<-[:ACTOR]-(e:Event {{kind: 'OFFICE', status: 'actual'}})
          MATCH (e)-[:ORGANIZATION|PLACE|RECIPIENT]->(o)
          RETURN DISTINCT e.predicate + o.name }},
        COUNT {{ MATCH (a)<-[:{ROLES}]-(e) WHERE e.status IN {SHOWN} RETURN DISTINCT e }}""",
    "quotes-of": """MATCH (w:Entity)<-[s:SAID_BY {quoted: true, depth: 0}]-(v)-[:SUPPORTS]->(e) MATCH (v)-[:FROM]->(t)
        RETURN v.id, w.name, v.quote, e.label, v.status, t.key""",
    "relations": f"""{CALLED}-[r]-(b:KG) WHERE r.status IN {SHOWN}
        RETURN r.id, startNode(r).name, r.predicate, coalesce(b.name, b.label), r.status, r.n_articles,
        COLLECT {{ UNWIND r.event_ids AS id MATCH (:KG {{id: id}})<-[:SUPPORTS]-()-[:SAID_BY {{depth: 0}}]->(w)
          RETURN DISTINCT w.name }} ORDER BY r.n_articles DESC, r.predicate LIMIT 1001""",
    "reports-of": f"""{CALLED}<-[:{ROLES}]-(e) WHERE e.n_articles > 1 WITH DISTINCT e
        MATCH (e)<-[:SUPPORTS]-(v)-[:FROM]->(t)
        RETURN v.id, e.label, e.date_from, t.published, v.status, {SAYS}, v.count_text, v.quote, t.key
        ORDER BY e.date_from, e.label LIMIT 1001""",
    "responsibility": f"""{CALLED}<-[:ACTOR|RECIPIENT]-(e)
        WHERE e.predicate IN ['claims_responsibility_for', 'blames', 'suspects']
          OR e.predicate = 'denies' AND EXISTS {{ (e)-[:CONTENT]->({{kind: 'ASSAULT'}}) }}
        WITH DISTINCT e MATCH (e)<-[:SUPPORTS]-(v)-[:FROM]->(t) MATCH (e)-[:ACTOR]->(x)
        RETURN v.id, x.name, e.predicate, v.status, {SAYS}, v.quote, t.key""",
    "rising": """MATCH (t:Article)<-[:FROM]-()-[:SUPPORTS]->()-[:ACTOR|RECIPIENT|ORGANIZATION]->(a:Entity)
        WHERE t.published > date($until) - duration('P14D') AND t.published <= date($until)
        WITH a, count(DISTINCT CASE WHEN t.published > date($until) - duration('P7D') THEN t.story END) AS now,
          count(DISTINCT CASE WHEN t.published <= date($until) - duration('P7D') THEN t.story END) AS then
        WHERE now > then RETURN a.id, a.name, now - then AS rise, now ORDER BY rise DESC, now DESC, a.name LIMIT 20""",
    "says-about": f"""{CALLED}<-[:SAID_BY {{depth: 0}}]-(v)-[:SUPPORTS]->(e)
        MATCH (e)-[:ACTOR|RECIPIENT|OBJECT|ORGANIZATION]->(b) WHERE b.id <> a.id WITH DISTINCT a, v, e, b
        MATCH (v)-[:FROM]->(t) RETURN v.id, a.name, b.name, e.label, v.status, v.quoted, v.quote, t.key
        ORDER BY b.name LIMIT 1001""",
    "sentences": f"""MATCH (v:Evidence) WHERE v.quote CONTAINS 'besieged' MATCH (t)<-[:FROM]-(v)-[:SUPPORTS]->(e)
        RETURN v.id, t.published, e.label, v.status, {SAYS}, v.quote, t.key ORDER BY t.published LIMIT 1001""",
    "shared-names": """MATCH (n:Name) WHERE COUNT { (n)-[:NAMES]->() } > 1 MATCH (n)-[:NAMES]->(a)
        RETURN a.id, n.name_key, a.name, a.kind, a.n_articles""",
    "single-source": f"""{CALLED}<-[:{ROLES}]-(e {{status: 'claimed', n_stories: 1}}) WITH DISTINCT e
        WHERE COUNT {{ MATCH (e)<-[:SUPPORTS]-()-[:SAID_BY {{depth: 0}}]->(w) RETURN DISTINCT w }} < 2
        MATCH (e)<-[:SUPPORTS]-(v)-[:FROM]->(t) OPTIONAL MATCH (v)-[:SAID_BY {{depth: 0}}]->(w)
        RETURN v.id, e.label, v.status, w.name, v.quote, t.key""",
    "sources": f"""MATCH (t:Article)<-[:FROM]-(v)-[:SUPPORTS]->(e) WHERE v.status IN {SHOWN}
        WITH coalesce(t.source, t.key) AS source, count(DISTINCT t) AS articles, count(DISTINCT e) AS events,
          count(DISTINCT CASE e.status WHEN 'claimed' THEN e END) AS claimed,
          count(DISTINCT CASE e.n_stories WHEN 1 THEN e END) AS alone, min(t.published) AS f, max(t.published) AS l
        RETURN source, articles, events, claimed, alone, f, l ORDER BY events DESC, source LIMIT 1001""",
    "spoke-with": f"""{CALLED}<-[:ACTOR|RECIPIENT]-(e:Event {{kind: 'CONSULT'}})-[:ACTOR|RECIPIENT]->(b)
        WHERE e.predicate IN ['spoke_with', 'met', 'negotiated_with', 'consulted', 'hosted', 'mediated_between']
          AND e.status IN {SHOWN} AND a.id <> b.id
          AND (EXISTS {{ (e)-[:ACTOR]->(a) }} OR EXISTS {{ (e)-[:ACTOR]->(b) }})
        RETURN DISTINCT e.id, a.name, b.name, e.predicate, e.status, {SPEAKERS}, e.date_from""",
    "timeline": f"""MATCH (e:Event {{kind: 'ASSAULT'}}) WHERE e.status IN {SHOWN}
          AND coalesce(e.date_to, e.date_from) >= date($since) AND e.date_from <= date($until)
        RETURN e.id, e.date_from, e.date_to, e.label, {ACTORS}, e.status, {SPEAKERS}""",
    "weakest-edges": f"""MATCH (a:Entity)-[r]->(b:Entity) WHERE r.status IN {SHOWN}
        WITH a, r, b ORDER BY r.confidence, r.n_stories, r.id LIMIT 20
        CALL (r) {{ UNWIND r.event_ids AS id MATCH (:KG {{id: id}})<-[:SUPPORTS]-(v) WHERE v.status IN {SHOWN}
          RETURN v ORDER BY v.confidence DESC, v.id LIMIT 1 }}
        MATCH (v)-[:FROM]->(t)
        RETURN r.id, r.confidence, a.name, r.predicate, b.name, r.status, {SAYS}, v.quote, t.key""",
    "well-reported": f"""MATCH (e:Event) WHERE e.n_stories >= 3 AND e.status IN {SHOWN}
        RETURN e.id, e.label, e.status, {SPEAKERS}, e.date_from, e.n_stories,
        COLLECT {{ MATCH (e)<-[:SUPPORTS]-()-[:FROM]->(t) RETURN DISTINCT coalesce(t.source, t.key) }}
        ORDER BY e.n_stories DESC LIMIT 1001""",
}
