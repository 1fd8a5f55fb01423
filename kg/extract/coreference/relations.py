"""Which entity a noun means by what it is to another: "his party", "her client", "the ship"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference.agreement import meant
from kg.extract.coreference.answering import was_called
from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.coreference.offices import spoken_for
from kg.extract.coreference.salience import REACH, latest, latest_or_only
from kg.extract.mentions.found import Found
from kg.extract.mentions.pronouns import GENDERS
from kg.extract.status.markers import is_negative
from kg.extract.syntax.labels import has, is_verb
from kg.extract.syntax.phrases import apposed_to, possessor, preposition_objects
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Token
from kg.ontology import ontology, word_set

BESIDE = frozenset(("cc", "conj", "preconj", "advmod"))
"""What may stand beside a description without saying more of it."""


def home_of_apposed(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The country of whom the owner's apposition tells: "Tern Gas, | the country | 's biggest exporter"."""
    if token.dep_ != "poss" or token.lemma not in word_set("country nouns"):
        return None
    other = apposed_to(token.head)
    cluster = discourse.cluster_at(other.i) if other is not None else None
    home = discourse.home(cluster) if cluster is not None and cluster.named else None
    return next((each for each in discourse.clusters if each.key == f"country:{home}"), None)


def own_body(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The body or country whose officer owns it: "Rural League leader Ivo Brandel said | his party | had won"."""
    owner = possessor(token)
    if owner is None or owner.lower_ not in GENDERS or mention.plural or not _is_plainly_owned(token):
        return None
    of_country = token.lemma in word_set("country nouns")
    row, agent = ontology().anaphors.get(token.lemma), ontology().agents.get(token.lemma)
    if not of_country and (row is None or agent is None):
        return None  # no body: "his car"
    cluster = meant(discourse, owner)
    if cluster is None or cluster.type != "Person":
        return None
    if of_country:
        home = discourse.home(cluster)
        return next((each for each in discourse.clusters if each.key == f"country:{home}"), None)
    body = spoken_for(discourse, cluster)
    if row is None or body is None or agent is None or body.key or body.type not in row.types:
        return None
    return body if body.sector in (None, agent.sector) or agent.sector == "UNK" else None


def _is_plainly_owned(token: Token) -> bool:
    """Whether nothing but the owner and a word for all of it stands with the noun: "his party", "her whole company"."""
    return all(child.dep_ == "poss" or child.is_punct or child.dep_ in BESIDE | {"case"} for child in token.children)


def client_of_speaker(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Whose lawyer says it: "Brandel's lawyer said | his client | would appeal"."""
    if token.lemma != "client" or mention.plural or not has(token, {"poss"}):
        return None
    for speaker in _speakers_above(discourse, token):
        cluster = meant(discourse, speaker)
        nouns = map(discourse.head, cluster.members) if cluster is not None else ()
        for noun in nouns:
            client = _client(noun)
            if client is not None:
                return meant(discourse, client)
    return None


def _speakers_above(discourse: Discourse, token: Token) -> Iterator[Token]:
    """Who speaks the quotation that a noun stands in, else the subjects of the verbs above it."""
    told = discourse.quotes.speaker(token.i)
    if told is not None:
        yield told[0]
        return
    for verb in token.ancestors:
        yield from (speaker for speaker in subjects_of(verb) if speaker.i < token.i) if is_verb(verb) else ()


def _client(lawyer: Token) -> Token | None:
    """Whose lawyer it is: "| Brandel | 's lawyer", "counsel for | Brandel |"."""
    if lawyer.lemma not in word_set("clients' people"):
        return None
    behind = (noun for prep, noun in preposition_objects(lawyer) if prep == "for")
    return possessor(lawyer) or next(behind, None)


def accused(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Who was accused or charged before: "the defendant"."""
    if token.lemma not in word_set("who is on trial") or mention.plural or not stands_alone(token):
        return None

    def fits(cluster: Cluster) -> bool:
        heads = (head for index in cluster.members if (head := discourse.head(index)).i < token.i)
        done_to = (head.head for head in heads if head.dep_ in ("nsubjpass", "dobj") and not has(head.head, {"neg"}))
        return cluster.type == "Person" and any("ACCUSE" in ontology().verb_kinds(verb.lemma) for verb in done_to)

    return latest(discourse, token, fits, described=True)


def doers_of_act(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Who did before what the noun is a word for: "bakers marched … | the protesters |"."""
    names = ((word_set("protesters"), "PROTEST"), (word_set("attackers"), "ASSAULT"))
    kind = next((kind for words, kind in names if token.lemma in words), None)
    if kind is None or not stands_alone(token):
        return None

    def fits(cluster: Cluster) -> bool:
        if cluster.plural != mention.plural or cluster.type not in ("Person", "Group"):
            return False
        heads = (head for index in cluster.members if (head := discourse.head(index)).i < token.i)
        acts = (head.head for head in heads if head.dep_ == "nsubj" and not has(head.head, {"neg"}))
        return any(ontology().verb_kinds(verb.lemma) == {kind} for verb in acts)

    return latest(discourse, token, fits, described=True)


def holder(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The body told of by name that owns something: "Tarn Kapital, which owns a tenth of it … | the fund |"."""
    if token.lemma not in word_set("holders") or mention.plural or not stands_alone(token):
        return None

    def fits(cluster: Cluster) -> bool:
        body = cluster.named and not cluster.key and cluster.type == "Organization"
        return body and any(_owns(discourse.head(index)) for index in cluster.members)

    return latest(discourse, token, fits, described=True)


def _owns(noun: Token) -> bool:
    """Whether its verb or relative clause tells that a noun owns something: "Tarn Kapital, which owns a tenth"."""
    clauses = [word for word in noun.rights if word.dep_ == "relcl"] + [noun.head] * (noun.dep_ == "nsubj")
    return any(verb.lemma in word_set("owning") and noun in subjects_of(verb) for verb in clauses)


def sum_told(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The only sum told of lately: "paid nine pesos … | the money |"."""
    if token.lemma not in word_set("sums") or not stands_alone(token):
        return None
    near = (each for each in discourse.near(token, REACH) if not each.named and each.type == "Thing")
    sums = [each for each in near if any(_is_sum(discourse.head(index)) for index in each.members)]
    return sums[0] if len(sums) == 1 and discourse.head(sums[0].members[0]).i < token.i else None


def _is_sum(noun: Token) -> bool:
    """Whether a noun is counted money: "nine pesos"."""
    return noun.ent_type_ == "MONEY" or (noun.lemma in word_set("currencies") and has(noun, {"nummod"}))


def side_of_nation(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The only body of a nationality: "Mumbai-based Tern Pharma … | the Indian side |"."""
    if token.lemma != "side" or mention.plural or any(c.dep_ not in ("det", "amod") for c in token.lefts):
        return None
    return body_of_nation(discourse, mention, token)


def body_of_nation(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The only body of a country, if the country itself is not told of: "Oslo-based Delcor … the Norwegians"."""
    if mention.country is None or not any(child.lower_ == "the" for child in token.lefts):
        return None
    before = [each for each in discourse.own_named if discourse.head(min(each.members)).i < token.i]
    bodies = [each for each in before if each.type == "Organization" and _is_of(discourse, each, mention.country)]
    country = next((each for each in discourse.clusters if each.key == f"country:{mention.country}"), None)
    return bodies[0] if len(bodies) == 1 and (country is None or not country.names) else None


def _is_of(discourse: Discourse, body: Cluster, country: str) -> bool:
    """Whether a body is told to be of a country, or to have its seat there."""
    return country in (discourse.home(body), *_seats(discourse, body))


def _seats(discourse: Discourse, body: Cluster) -> Iterator[str | None]:
    """The countries of the places where a body is based: "| Oslo | -based Delcor"."""
    for index in body.members:
        for based in discourse.head(index).lefts:
            for place in based.lefts if based.lower_ == "based" else ():
                seat = discourse.index_at(place.i)
                yield discourse.found[seat].country if seat >= 0 else None


def alike(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """What was told of by a noun that the noun may stand for: "made an offer … | the bid |"."""
    nouns = ontology().alike.get(token.lemma)
    if nouns is None or mention.plural or nouns.isdisjoint(discourse.nouns) or not stands_alone(token):
        return None

    def fits(cluster: Cluster) -> bool:
        return not cluster.plural and not cluster.key and _was_told_by(discourse, cluster, nouns, token)

    return latest(discourse, token, fits, described=True)


def _was_told_by(discourse: Discourse, cluster: Cluster, nouns: frozenset[str], token: Token) -> bool:
    """Whether one of the nouns was said of an entity before, and it is not denied."""
    heads = (head for index in cluster.members if (head := discourse.head(index)).i < token.i)
    return any(head.lemma in nouns and not is_negative(head, ontology().cues) for head in heads)


def as_many(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Those told of before by the same number and a like noun: "two factions … | the two groups |"."""
    number = _number_of(token)
    nouns = ontology().alike.get(token.lemma, frozenset()) | {token.lemma}
    if number is None or not mention.plural or any(c.dep_ not in ("det", "nummod") for c in token.lefts):
        return None

    def fits(cluster: Cluster) -> bool:
        heads = (discourse.head(index) for index in cluster.members)
        same = (_number_of(head) == number and head.lemma in nouns for head in heads if head.i < token.i)
        return cluster.plural and not cluster.named and any(same)

    return latest_or_only(discourse, token, fits)


def _number_of(noun: Token) -> str | None:
    return next((child.lower_ for child in noun.lefts if child.dep_ == "nummod"), None)


def people_counted(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The people told of by number before: "two priests … the | men |"."""
    if not mention.plural or token.lemma not in ("man", "woman") or not stands_alone(token):
        return None

    def fits(cluster: Cluster) -> bool:
        first = discourse.head(cluster.members[0])
        people = cluster.type == "Group" and not cluster.named and ontology().agent_type(first.lemma) == "Person"
        return people and has(first, {"nummod"}) and cluster.gender in ("", mention.gender)

    return latest(discourse, token, fits, described=True)


def craft(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The craft told of before by its kind: "a tanker … the | ship |", "the ferry Lind … the | vessel |"."""
    kinds = next(
        (kinds for kinds in map(word_set, ("kinds of ships", "kinds of aircraft")) if token.lemma in kinds), None
    )
    if kinds is None or mention.plural or not stands_alone(token):
        return None

    def fits(cluster: Cluster) -> bool:
        told = any(discourse.head(index).lemma in kinds for index in cluster.members)
        return not cluster.plural and (told or any(was_called(discourse, cluster, kind) for kind in kinds))

    return latest(discourse, token, fits, described=True)


def stands_alone(noun: Token) -> bool:
    """Whether nothing but an article is said with the noun."""
    return all(child.dep_ in ("det", "case") or child.is_punct or child.dep_ in BESIDE for child in noun.children)
