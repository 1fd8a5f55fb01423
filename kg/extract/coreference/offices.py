"""The body in which somebody has an office, and for which he speaks."""

from __future__ import annotations

from kg.extract.coreference.agreement import COLLECTIVE, meant
from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.syntax.phrases import preposition_objects
from kg.ontology import word_set

OFFICE_PREPS = frozenset(("of", "for", "at", "from"))
"""Between an office and its body."""


def spoken_for(discourse: Discourse, speaker: Cluster) -> Cluster | None:
    """The body or country in which a speaker has an office: Tern Air of "Ivo Brandel, chief executive of Tern Air"."""
    for index in speaker.members:
        if not _speaks_for_it(discourse, index):
            continue
        head, mention = discourse.head(index), discourse.found[index]
        behind = (noun.i for prep, noun in preposition_objects(head) if prep in OFFICE_PREPS)
        before = (word.i for word in discourse.doc[head.left_edge.i : mention.start])  # "Tern Air chief Ivo Brandel"
        for place in (mention.owner, *behind, *before):
            body = meant(discourse, discourse.doc[place]) if place is not None else None
            if body is not None and (body.type in COLLECTIVE or body.is_country):
                return body
    return _ministry_of(discourse, speaker) or _firm_of(discourse, speaker)


def _firm_of(discourse: Discourse, speaker: Cluster) -> Cluster | None:
    """The one firm told of by name so far, where who runs it speaks: "managing director Ivo Brandel"."""
    index = speaker.members[0]
    head = discourse.head(index)
    words = discourse.doc.words(head.left_edge.i, head.i).casefold()
    if not any(office in words for office in word_set("offices of firms")):
        return None
    before = (each for each in discourse.own_named if min(each.members) < index and each.sector == "BUS")
    firms = [each for each in before if each.type == "Organization"]
    return firms[0] if len(firms) == 1 else None


def _ministry_of(discourse: Discourse, speaker: Cluster) -> Cluster | None:
    """The one ministry told of so far, where its minister speaks: "Deputy Minister Ivo Lind", "Finance Minister"."""
    index = speaker.members[0]
    office = discourse.found[index].title.casefold().split()
    if office[-1:] != ["minister"] or "prime" in office or not _speaks_for_it(discourse, index):
        return None
    told = {id(discourse.of[each]): each for each in discourse.nouns.get("ministry", ())}
    if len(told) != 1:
        return None
    (ministry,) = told.values()
    members = map(discourse.head, discourse.of[ministry].members)
    known = {word.lower_ for head in members for word in head.lefts if word.dep_ in ("compound", "amod")}
    field = set(office[:-1]) - word_set("lesser and former")
    return discourse.of[ministry] if not field or field & known else None


def _speaks_for_it(discourse: Discourse, index: int) -> bool:
    """Whether a mention of a person gives an office whose word is the body's: "Premier Lind", "the union's leader"."""
    head, title = discourse.head(index), discourse.found[index].title.casefold().split()
    before = (word.lower_ for word in discourse.doc[head.left_edge.i : head.i])
    if not word_set("past holders").isdisjoint((*title, *before)):
        return False
    kinds = (word.lower_ for word in head.lefts if head.lemma == "officer")  # "Chief Executive Officer"
    return not word_set("who speaks for a body").isdisjoint((head.lemma, *title[-1:], *kinds))
