"""Which entity a common noun means: in apposition, by its owner, as a predicate, said before, or as a description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from kg.extract.coreference.agreement import COLLECTIVE, meant, speaker_of
from kg.extract.coreference.answering import answers_to, was_called
from kg.extract.coreference.discourse import Cluster, Discourse, entity_type
from kg.extract.coreference.forms import apposed_besides, counted, described_as
from kg.extract.coreference.pairs import by_age, former_or_latter
from kg.extract.coreference.relations import (
    BESIDE,
    accused,
    alike,
    as_many,
    client_of_speaker,
    craft,
    doers_of_act,
    holder,
    home_of_apposed,
    own_body,
    people_counted,
    side_of_nation,
    stands_alone,
    sum_told,
)
from kg.extract.coreference.roles import comes_with_role, has_role, is_office, is_role, roles_of
from kg.extract.coreference.salience import latest, latest_or_only
from kg.extract.mentions.found import Found
from kg.extract.mentions.name_types import nationality_at
from kg.extract.mentions.pronouns import GENDERS
from kg.extract.status.markers import is_negative
from kg.extract.syntax.cued import reports
from kg.extract.syntax.labels import COPULAS, follows_comma, has, is_modifier, is_verb, word_after
from kg.extract.syntax.phrases import apposed_to, apposition, has_modifier, possessor, preposition_objects
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Token
from kg.model import fold
from kg.ontology import Anaphor, ontology, word_set

WHICH_ONE = frozenset(("poss", "relcl", "acl", "nummod"))
"""What tells which one is meant, that none said before need be."""
Step = Callable[[Discourse, Found, Token], Cluster | None]


def resolve_nominal(discourse: Discourse, index: int) -> None:
    """Join a common noun to the entity it means, unless that depends on who speaks it, which is told later."""
    if discourse.head(index).lemma != "client" or not discourse.quotes.contains(discourse.found[index].head):
        resolve_any_nominal(discourse, index)


def resolve_any_nominal(discourse: Discourse, index: int) -> None:
    """Join a common noun to the entity it means, by the first reason that holds; else it begins its own."""
    mention, token = discourse.found[index], discourse.head(index)
    if (named := _apposed(discourse, mention, token)) is not None:
        unnamed = _named_here(discourse, mention, token, named)
        discourse.join(named, index, "apposition")
        if unnamed is not None:
            discourse.merge(unnamed, named)
    elif (code := _state_of_speaker(discourse, mention, token)) is not None:
        discourse.join_keyed(index, f"organ:country:{code}:{token.lemma}", entity_type(mention), code)
    elif (unnamed := _apposed_to_unnamed(discourse, mention, token)) is not None:
        discourse.join(unnamed, index, "apposition")
    elif mention.named:
        key = f"organ:{_owner_key(discourse, mention)}:{token.lemma}"
        discourse.join_keyed(index, key, entity_type(mention), mention.country)
    else:
        for step, link in DEFINITE_STEPS if mention.definite else STEPS:
            if (cluster := step(discourse, mention, token)) is not None:
                discourse.join(cluster, index, link)
                return
        discourse.begin(index, named=False)


def _named_here(discourse: Discourse, mention: Found, token: Token, named: Cluster) -> Cluster | None:
    """Who was told of without a name and gets one here: "A | trader | fled. The trader, Ivo Brandel, is in Tarn"."""
    if min(named.members) != discourse.index_at(token.i) + 1 or named.key or token.nbor(1).text != ",":
        return None
    told = _same_noun(discourse, mention, token) if mention.definite else None
    if told is None or told.named or told.plural or told.type not in (named.type, "Thing"):
        return None
    first = discourse.head(min(told.members))
    return told if any(child.lower_ in ("a", "an", "one") for child in first.lefts) else None


def _state_of_speaker(discourse: Discourse, mention: Found, token: Token) -> str | None:
    """The country whose official speaks of "the government", if no other is told of before."""
    if token.lemma != "government" or not mention.definite or not stands_alone(token):
        return None
    if discourse.nouns.get(token.lemma):
        return None
    for verb in token.ancestors:
        for speaker in subjects_of(verb) if is_verb(verb) and reports(verb) else ():
            cluster = discourse.cluster_at(speaker.i)
            if cluster is not None and cluster.type == "Person" and cluster.sector == "GOV" and speaker.i < token.i:
                return discourse.home(cluster)
    return None


def _apposed(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The named entity that the noun is in apposition with."""
    other = _name_beside(discourse, token)
    if other is None or (token.tag_ == "NNS" and other.tag_ != "NNPS"):
        return None
    cluster = discourse.cluster_at(other.i)
    if cluster is None or (cluster.is_country and mention.type == "Person"):
        return None
    if cluster.is_country and token.lemma in word_set("place heads"):
        return None  # "Orvane province, Norland": in it
    if mention.type == "Thing" and cluster.type != "Thing" and token.lemma in ontology().nouns:
        return None  # "met Brandel, the first visit in years"
    of_firms = token.lemma in word_set("trades of firms")
    may_be_body = cluster.type == "Organization" and (of_firms or token.lemma in word_set("also of bodies"))
    fits = mention.type in (cluster.type, "Thing") or {mention.type, cluster.type} <= COLLECTIVE
    fits |= cluster.type == "Person" and of_firms  # "the developer Ivo Brandel"
    return cluster if fits or may_be_body else None


def _apposed_to_unnamed(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The unnamed person or body of which the noun tells more: "The driver, a 45-year-old | man |, is ill"."""
    if mention.plural or mention.type not in ("Person", "Organization") or not follows_comma(token):
        return None
    other = apposed_to(token)
    if other is None or other.i > token.i:
        return None
    if any(has(noun, {"conj", "cc"}) for noun in (other, token)):
        return None  # a list
    cluster = discourse.cluster_at(other.i)
    fits = cluster is not None and not cluster.named and not cluster.plural and cluster.type == mention.type
    return cluster if fits else None


def _name_beside(discourse: Discourse, token: Token) -> Token | None:
    """The name that a noun stands beside, another noun between them or not: "its owner, the pension fund | Delcor"."""
    beside = apposition(token)
    for other in (apposed_to(token), beside, apposition(beside) if beside is not None else None):
        cluster = discourse.cluster_at(other.i) if other is not None else None
        if cluster is not None and cluster.named:
            return other
    return None


def _owner_key(discourse: Discourse, mention: Found) -> str:
    owner = discourse.cluster_at(mention.owner)
    if owner is not None and (owner.key or owner.names):
        return owner.key or fold(owner.names[0])
    return str(mention.country)


def _place_of(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The place that a noun names the kind of: "the city of Tarn"."""
    if token.lemma not in word_set("place heads"):
        return None
    if any(is_modifier(child) and child.pos_ == "PROPN" for child in token.lefts):
        return None  # "the Molina district of Lima"
    behind = (noun for prep, noun in preposition_objects(token) if prep == "of" and noun.pos_ == "PROPN")
    name = next(behind, None)
    cluster = discourse.cluster_at(name.i) if name is not None else None
    return cluster if cluster is not None and cluster.type == "Place" and not cluster.key else None


def _named_region(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The place first named right before the noun for its kind: "Peru's | Orvane | province"."""
    if mention.plural or token.lemma not in word_set("parts by name") or not token.i:
        return None
    if any(prep == "of" for prep, _ in preposition_objects(token)):
        return None  # "the Tarn district of Lima"
    name = token.nbor(-1)
    cluster = discourse.cluster_at(name.i) if is_modifier(name) and name.head == token else None
    if cluster is None or cluster.type != "Place" or cluster.key or mention.type != "Place":
        return None
    return cluster if discourse.index_at(name.i) == min(cluster.members) else None


def _called(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The body whose name stands before the noun for its kind: "the Taliban terrorist group"."""
    row = ontology().anaphors.get(token.lemma)
    owner = discourse.cluster_at(mention.owner)
    if row is None or owner is None or not owner.named or owner.key or mention.plural:
        return None
    kind = owner.type in row.types and "Organization" in row.types
    return owner if kind and is_modifier(discourse.doc[mention.owner or 0]) else None


def _disease(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """What is called by the name before the noun too: "Tarnia" of "the Tarnia virus"."""
    if mention.plural or token.lemma not in word_set("diseases by name"):
        return None
    name = fold(token.nbor(-1).text) if token.i else ""
    named = (each for each in discourse.clusters if each.named and each.type == "Thing")
    return next((each for each in named if name in map(fold, each.names)), None)


def _body_of_members(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The body that its bare, plural members stand for: "Taliban fighters"."""
    if not mention.plural or token.lemma not in word_set("members"):
        return None
    owner = discourse.cluster_at(mention.owner)
    if owner is None or not owner.named or owner.key or owner.type not in COLLECTIVE:
        return None
    qualified = (c for c in token.lefts if c.dep_ in ("det", "nummod", "poss", "amod") and c.i != mention.owner)
    return owner if next(qualified, None) is None else None


def _predicated(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "X became the leader", "he was a legend": the leader is X, and he the legend; not "X is no leader"."""
    verb = token.head
    if token.dep_ != "attr" or verb.lemma not in COPULAS or mention.plural or has(verb, {"neg"}):
        return None
    if (
        mention.type not in ("Person", "Thing")
        or not (has(token, {"det", "amod", "compound"}) or is_office(token))
        or is_negative(token, ontology().cues)
    ):
        return None
    subject = next(iter(subjects_of(verb)), None)
    cluster = meant(discourse, subject) if subject is not None else None
    return cluster if cluster is not None and cluster.type == "Person" and cluster.named else None


# ---- said before ----------------------------------------------------------------------------------------------------


def _same_noun(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """A definite noun said before: "the coalition" is "the U.S. coalition", "the letter" is "a recent letter"."""
    if token.lemma in word_set("which of many"):
        return None
    here = discourse.index_at(token.i)
    earlier = [i for i in discourse.nouns.get(token.lemma, ()) if i < here]
    if not earlier or any(c.dep_ in WHICH_ONE and not _is_added(c) for c in token.children):
        return None
    if any(prep in ("of", "for", "in", "on") for prep, _ in preposition_objects(token)):
        return None
    same = [i for i in earlier if discourse.found[i].plural == mention.plural and _fits_again(discourse.head(i), token)]
    told = discourse.of[max(same)] if same else None
    return told and (_told_of_since(discourse, told, token) or told)


def _that_one(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Whom the sentence before is about: "One clerk refused. | That man | was beaten"."""
    if not has_modifier(token, {"that"}) or mention.plural or mention.type != "Person" or token.sent.start == 0:
        return None
    subject = next(iter(subjects_of(token.doc[token.sent.start - 1].sent.root)), None)
    cluster = discourse.cluster_at(subject.i) if subject is not None else None
    if cluster is None or cluster.type != "Person" or cluster.plural or cluster.named:
        return None
    return cluster if cluster.gender in ("", mention.gender) else None


def _told_of_since(discourse: Discourse, told: Cluster, token: Token) -> Cluster | None:
    """The named body that the sentence before is about, if the noun fits it and the unnamed one is told of earlier.

    "A mill group wants talks. The Red Front denied it. The | group | blamed the army": the Front.
    """
    row = ontology().anaphors.get(token.lemma)
    if row is None or told.named or not COLLECTIVE & set(row.types) or token.sent.start == 0:
        return None
    last = max(discourse.head(index).i for index in told.members)
    if discourse.sentences_between(last, token.i) < 2:
        return None
    subject = next(iter(subjects_of(token.doc[token.sent.start - 1].sent.root)), None)
    other = discourse.cluster_at(subject.i) if subject is not None else None
    return other if other is not None and answers_to(discourse, other, row, token) else None


def _fits_again(earlier: Token, token: Token) -> bool:
    mine, its = _modifiers(token), _modifiers(earlier)
    return mine == its or not (mine or its & word_set("of others"))  # "a neighbouring country … the country"


def _modifiers(noun: Token) -> set[str]:
    return {child.lower_ for child in noun.lefts if is_modifier(child)}


# ---- descriptions ---------------------------------------------------------------------------------------------------


def _described(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The last named entity of a type that the noun fits: "the group", "the company"."""
    row = ontology().anaphors.get(token.lemma)
    if row is None or mention.plural or _says_more(token, row) or _is_named_next(token):
        return None
    if mention.type == "Thing" and ontology().agent_type(token.lemma) is not None:
        return None  # a dead body, identity papers
    led, others = is_office(token), _others(discourse, token, row)

    @cache  # asked up to three times of an entity
    def fits(cluster: Cluster) -> bool:
        if cluster in others or (led and cluster.type == "Person" and not _leads(cluster)):
            return False
        if mention.gender and cluster.gender not in ("", mention.gender):
            return False
        if mention.gender and (not cluster.named or token.lemma in word_set("children")):
            return _is_told_by_kin(discourse, cluster, token)
        return answers_to(discourse, cluster, row, token) and _may_be_of(discourse, cluster, mention)

    kinds = {word.lower_ for word in token.lefts if word.dep_ == "amod" and word.text.islower()}
    if kinds and (so := latest_or_only(discourse, token, lambda c: fits(c) and _was_told_so(discourse, c, kinds))):
        return so
    if not kinds.isdisjoint(word_set("rebellious")):
        return latest(discourse, token, lambda c: fits(c) and c.sector in ("REB", "OPP"), described=True)
    called = latest(discourse, token, lambda c: fits(c) and was_called(discourse, c, token.lemma), described=True)
    if called is None and mention.gender:
        called = latest(discourse, token, lambda c: fits(c) and c.gender == mention.gender, described=True)
    near = called or latest(discourse, token, fits, described=True)
    return latest_or_only(discourse, token, fits) if near is None and row.capital else near


def _was_told_so(discourse: Discourse, cluster: Cluster, kinds: set[str]) -> bool:
    """Whether one of the adjectives was said of an entity: "the | paramilitary | Rural Front"."""
    return any(not kinds.isdisjoint(_modifiers(discourse.head(index))) for index in cluster.members)


def _is_told_by_kin(discourse: Discourse, cluster: Cluster, token: Token) -> bool:
    """Whether a person has been called by another word of that age: "his wife … the woman", "her son … the boy"."""
    told = {discourse.head(i).lemma for i in cluster.members if discourse.found[i].kind == "nominal"}
    told &= word_set("women") | word_set("men")
    young = word_set("children")
    return bool(told & young) if token.lemma in young else bool(told) and not told & young


def _by_role(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The person who was called so before: "the minister"."""
    if mention.plural or not is_role(token) or _tells_who(token):
        return None
    if any(child.dep_ == "poss" for child in token.lefts):
        return None

    def fits(cluster: Cluster) -> bool:
        held = cluster.type == "Person" and has_role(discourse, cluster, token)
        return held and _may_be_of(discourse, cluster, mention)

    found = latest_or_only(discourse, token, fits)
    return found or _next_with_role(discourse, token) or _only_one_from(discourse, mention, token)


def _only_one_from(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The only one told of as a country's, no office given: "Peru's Ada Lind left. The Peruvian | minister | sang"."""
    if mention.country is None or not is_office(token):
        return None
    country = f"country:{mention.country}"
    people = (cluster for cluster in discourse.own_named if cluster.type == "Person")
    owned = [cluster for cluster in people if _is_from(discourse, cluster, country)]
    fits = len(owned) == 1 and discourse.head(owned[0].members[0]).i < token.i
    return owned[0] if fits and not any(roles_of(discourse, owned[0], token.i)) else None


def _is_from(discourse: Discourse, cluster: Cluster, country: str) -> bool:
    """Whether a name stands behind its country's: "Peru's Ada Lind"."""
    owners = (possessor(discourse.head(index)) for index in cluster.members)
    bodies = (discourse.cluster_at(owner.i) for owner in owners if owner is not None and owner.pos_ == "PROPN")
    return any(body is not None and body.key == country for body in bodies)


def _next_with_role(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is introduced next by his office: "the governor said. Governor Ivo Brandel added"."""
    coming = [c for c in discourse.clusters if c.type == "Person" and comes_with_role(discourse, c, token)]
    return coming[0] if len(coming) == 1 and stands_alone(token) else None


def _others(discourse: Discourse, token: Token, row: Anaphor) -> tuple[Cluster, ...]:
    """The entities that the noun does not mean: the speaker, and whom other words of its sentence mean."""
    speaker = speaker_of(discourse, token)
    before = [speaker] if speaker is not None else []
    before += _employers(token)
    if "Person" in row.types:
        before += [word for word in token.doc[token.sent.start : token.i] if word.lower_ in GENDERS][:1]
    before += _doers(token, row)
    told = (meant(discourse, word) for word in before)
    return tuple(cluster for cluster in told if cluster is not None)


def _employers(token: Token) -> Iterator[Token]:
    """The firms of those who judge another firm: "analysts at | Tarn Bank | said the group would lose"."""
    for verb in token.ancestors:
        for judge in subjects_of(verb) if is_verb(verb) else ():
            if judge.lemma in word_set("observers") and judge.i < token.i:
                yield from (noun for prep, noun in preposition_objects(judge) if prep in ("at", "of", "with", "from"))


def _doers(token: Token, row: Anaphor) -> tuple[Token, ...]:
    """The subjects of the verbs above the noun, which it does not mean: "| Lusonia | said it stood by the country"."""
    verbs = [above for above in token.ancestors if is_verb(above)]
    if "Organization" in row.types:
        verbs = verbs[: token.dep_ != "poss"]  # "Delcor said in the company's report"
    doers = (doer for verb in verbs for doer in subjects_of(verb))
    return tuple(doer for doer in doers if doer.i < token.i and not doer.i <= token.i <= doer.right_edge.i)


def _called_so(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The last body told of whose name tells that it is one: "the movement"."""
    called = [c for c in discourse.by_kind.get(token.lower_, ()) if c.type != "Person" and c.sector != "MED"]
    if not called or mention.plural or not stands_alone(token):
        return None
    if token.lower_ in word_set("common words in names"):
        return None
    return latest(discourse, token, lambda cluster: cluster in called, described=True)


def _aged(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The person told of last, if not of another age: "the 63-year-old"."""
    if mention.plural or token.lemma != "year-old" or _tells_who(token):
        return None
    return latest(discourse, token, lambda cluster: _may_be_so_old(discourse, cluster, token), described=True)


def _elder_or_younger(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Who is older or younger of two relatives: "the elder man"."""
    if mention.plural or token.lemma not in {"man", "woman", "one"} | word_set("brothers and sisters"):
        return None
    cluster = by_age(discourse, token)
    fits = cluster is not None and (not mention.gender or cluster.gender in ("", mention.gender))
    return cluster if fits else None


def _tells_who(noun: Token) -> bool:
    """Whether a clause without a comma tells which one it is."""
    return any(child.dep_ in ("relcl", "acl", "prep") and child.left_edge.i == noun.i + 1 for child in noun.rights)


def _may_be_so_old(discourse: Discourse, cluster: Cluster, aged: Token) -> bool:
    if cluster.type != "Person" or cluster.plural:
        return False
    age = aged.doc[aged.left_edge.i + 1].text
    beside = (word for index in cluster.members for word in discourse.head(index).rights)
    return all(word.text == age for word in beside if word.dep_ in ("appos", "nummod", "npadvmod") and word.like_num)


def _may_be_of(discourse: Discourse, cluster: Cluster, mention: Found) -> bool:
    """Whether nothing speaks against the country told: "the Canadian company"."""
    if mention.country is None:
        return True
    known = [body.country for name in cluster.names if (body := ontology().known.body(name)) is not None]
    told = [discourse.found[index].country for index in cluster.members]
    return all(code in (None, "", mention.country) for code in (*known, *told))


def _leads(cluster: Cluster) -> bool:
    """Whether the person is a leader known by name, whose office need not be told."""
    return any(ontology().known.leader(name) is not None for name in cluster.names)


def _says_more(token: Token, row: Anaphor) -> bool:
    """Whether the noun's phrase says more than what kind of thing it is, or that it is another one."""
    kinds = {"compound", "amod"} if COLLECTIVE & set(row.types) and not row.bare else set()
    allowed = {"det", "case"} | kinds
    of_region = token.lemma in word_set("country nouns")
    beside = (child for child in token.children if not child.is_punct and child.dep_ not in BESIDE)
    words = [child for child in beside if not _is_added(child) and not (of_region and _tells_region(child))]
    return any(word.dep_ not in allowed or _tells_apart(word) for word in words)


def _is_named_next(token: Token) -> bool:
    """Whether a name stands right behind the noun: "the group | Tarn Together |"."""
    behind = word_after(token)
    return behind is not None and behind.pos_ == "PROPN" and behind.ent_type_ not in ("DATE", "TIME")


def _is_added(clause: Token) -> bool:
    """Whether a clause behind a comma is but added to what is told: "the company, based in Tarn"."""
    return clause.dep_ in ("relcl", "acl") and follows_comma(clause)


def _tells_region(word: Token) -> bool:
    """Whether a modifier tells the part of the world: "the | North African | nation"."""
    return is_modifier(word) and all(each.lower_ in word_set("words of regions") for each in (word, *word.lefts))


def _tells_apart(word: Token) -> bool:
    if word.dep_ not in ("amod", "compound"):
        return False
    told = word.text[0].isupper() and nationality_at(word) is None
    return told or (word.dep_ == "amod" and word.lower_ in word_set("telling apart"))


DEFINITE_STEPS: tuple[tuple[Step, str], ...] = (
    (_place_of, "kind of place"),
    (_named_region, "kind of place"),
    (_disease, "its kind"),
    (_called, "its kind"),
    (_body_of_members, "its members"),
    (_predicated, "predicate noun"),
    (home_of_apposed, "description"),
    (own_body, "description"),
    (client_of_speaker, "description"),
    (accused, "description"),
    (described_as, "predicate noun"),
    (apposed_besides, "apposition"),
    (counted, "description"),
    (people_counted, "description"),
    (as_many, "description"),
    (former_or_latter, "description"),
    (_elder_or_younger, "description"),
    (_that_one, "description"),
    (_same_noun, "same noun"),
    (doers_of_act, "description"),
    (alike, "description"),
    (holder, "description"),
    (sum_told, "description"),
    (side_of_nation, "description"),
    (_called_so, "its kind"),
    (craft, "description"),
    (_by_role, "role"),
    (_aged, "description"),
    (_described, "description"),
)
"""What a common noun behind "the" or "this" may mean, in order, with the reason that is kept."""
ANY = (
    _place_of,
    _named_region,
    _disease,
    _body_of_members,
    _predicated,
    own_body,
    client_of_speaker,
    described_as,
    apposed_besides,
    counted,
    former_or_latter,
)
STEPS = tuple((step, link) for step, link in DEFINITE_STEPS if step in ANY)
"""What any other common noun may mean."""
