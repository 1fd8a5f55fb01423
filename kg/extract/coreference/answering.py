"""Whether an entity is of the kind that a noun names: "the company", "the town"."""

from __future__ import annotations

from kg.extract.coreference.discourse import Cluster, Discourse, known_sector
from kg.extract.mentions.found import Found
from kg.extract.syntax.cued import reports
from kg.extract.syntax.labels import is_modifier, word_before
from kg.extract.syntax.tree import Token
from kg.ontology import Anaphor, ontology, word_set

OF_NO_PARTY = frozenset(("GOV", "JUD", "LEG", "POL", "BUS", "MED"))
"""Sectors of bodies that are neither party nor movement."""
OF_ANY_SECTOR = ("UNK", "OPP")
"""Sectors of nouns for bodies of every kind: "organization"; "movement", "alliance"."""


def answers_to(discourse: Discourse, cluster: Cluster, row: Anaphor, token: Token) -> bool:
    """Whether the entity is of the kind the noun is for; a "country" is one of the tables, a "town" is not."""
    if not cluster.named or cluster.type not in row.types or cluster.is_organ:
        return False
    agent = ontology().agents.get(token.lemma)
    if agent is not None and agent.sector == "MED":
        return cluster.sector == "MED"  # a paper is no firm
    if _only_names_office(discourse, cluster):
        return False
    if token.lemma in word_set("kinds told by name") and not _is_called(discourse, cluster, token.lemma):
        return False
    if _is_of_other_trade(discourse, cluster, token.lemma):
        return False
    sector = cluster.sector or known_sector(cluster)
    of_any = token.lemma in word_set("bodies of any kind")
    if agent is not None and sector is not None and not of_any and agent.sector not in (*OF_ANY_SECTOR, sector):
        return False  # a firm is no agency
    if agent is not None and agent.sector == "OPP" and sector in OF_NO_PARTY:
        return was_called(discourse, cluster, token.lemma)  # a ministry is no coalition
    if _only_speaks(discourse, cluster) or _only_tells_where(discourse, cluster):
        return False
    return "Place" not in row.types or _is_such_a_place(discourse, cluster, row, token.lemma)


def _is_of_other_trade(discourse: Discourse, cluster: Cluster, kind: str) -> bool:
    """Whether a body has been called something that the noun does not tell: a "contractor" is no "bank"."""
    trades = word_set("trades told apart")
    called = {
        discourse.head(index).lemma for index in cluster.members if discourse.found[index].kind == "nominal"
    } & trades
    return kind in trades and bool(called) and kind not in called


def _is_such_a_place(discourse: Discourse, cluster: Cluster, row: Anaphor, kind: str) -> bool:
    """Whether a place may be called so: a country by a noun for countries, a town by one for towns."""
    if row.countries and cluster.country not in row.countries:
        return False
    if (kind in word_set("country nouns")) != bool(cluster.key):
        return False
    return not (_is_mere_origin(discourse, cluster) or _is_other_place(discourse, cluster, row, kind))


def _is_mere_origin(discourse: Discourse, cluster: Cluster) -> bool:
    """Whether a place is told of as where somebody is from and no more: "a driver from | Tarn |"."""
    froms = (discourse.head(index).head for index in cluster.members)
    return all(prep.lower_ == "from" and prep.head.pos_ == "NOUN" for prep in froms)


def _is_other_place(discourse: Discourse, cluster: Cluster, row: Anaphor, kind: str) -> bool:
    """Whether a place is called something else, as a town is no province, or is no capital where one is meant."""
    if row.capital:
        return all(ontology().countries.capital(name) is None for name in cluster.names)
    nouns = {discourse.head(index).lemma for index in cluster.members if discourse.found[index].kind == "nominal"}
    told = nouns & word_set("where people live")
    return bool(told) and kind not in told and not told | {kind} <= word_set("towns")


def was_called(discourse: Discourse, cluster: Cluster, kind: str) -> bool:
    """Whether the noun has stood for the entity or right before its name: "the airline Tern Air"."""
    for index in cluster.members:
        mention = discourse.found[index]
        before = word_before(discourse.doc[mention.start])
        if discourse.doc[mention.head].lemma == kind or (before is not None and before.lemma == kind):
            return True
    return False


def _is_called(discourse: Discourse, cluster: Cluster, kind: str) -> bool:
    """Whether a name or noun for the entity says that it is of this kind: "the Rail Union", "the union, RU"."""
    named = any(kind in name.lower() for name in cluster.names)
    return named or any(discourse.head(index).lemma == kind for index in cluster.members)


def _only_names_office(discourse: Discourse, cluster: Cluster) -> bool:
    """Whether the text has the name only before an office or medium: "Mines" of "Mines Minister"."""
    heads = [discourse.head(index) for index in cluster.members]
    return all(is_modifier(head) and _is_office_or_medium(head.head.lemma) for head in heads)


def _is_office_or_medium(lemma: str) -> bool:
    return lemma in ontology().offices or lemma in word_set("broadcasters")


def _only_tells_where(discourse: Discourse, cluster: Cluster) -> bool:
    """Whether a name is only said to be where something is: "workers in Tarn" makes Tarn no company."""
    if cluster.type != "Organization":
        return False
    heads = [discourse.head(index) for index in cluster.members]
    return all(head.dep_ == "pobj" and head.head.lower_ in ("in", "near") for head in heads)


def _only_speaks(discourse: Discourse, cluster: Cluster) -> bool:
    """Whether the text knows the name as a source alone: a paper, an agency."""
    if cluster.sector == "MED":
        return True
    if known_sector(cluster) or any(discourse.found[index].kind == "nominal" for index in cluster.members):
        return False  # "Hezbollah said"; "the owner, Delcor, said"
    return cluster.type == "Organization" and all(
        _is_source(discourse.head(i)) for i in cluster.members if _is_own_name(discourse.found[i])
    )


def _is_own_name(mention: Found) -> bool:
    return mention.kind == "name" and mention.type != "Nationality"


def _is_source(head: Token) -> bool:
    """Whether the name is the subject of a verb of reporting, in apposition to one, or told what is said."""
    if head.dep_ == "pobj" and head.head.head.lower_ == "according":
        return True
    if head.head.lemma == "tell" and head.dep_ == "dobj":
        return True
    if head.dep_ not in ("nsubj", "appos"):
        return False
    return reports(head.head if head.dep_ == "nsubj" else head.head.head)
