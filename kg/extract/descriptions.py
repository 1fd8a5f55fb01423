"""Which entity a common noun means: in apposition, by its owner, as a predicate, said before, or as a description."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.agreement import COLLECTIVE, agreeing, speaker_of
from kg.extract.discourse import Cluster, Discourse, entity_type
from kg.extract.found import Found
from kg.extract.labels import COPULAS, has, is_modifier
from kg.extract.name_types import nationality_at
from kg.extract.phrases import apposed_to, apposition, preposition_objects
from kg.extract.pronouns import GENDERS
from kg.extract.salience import latest
from kg.extract.subjects import subjects_of
from kg.extract.tree import Token
from kg.extract.verbs import reports
from kg.model import fold
from kg.ontology import Anaphor, ontology, word_set

BESIDE = frozenset(("cc", "conj", "preconj", "advmod"))
"""What may stand beside a description without saying more of it."""
Step = Callable[[Discourse, Found, Token], Cluster | None]


def resolve_nominal(discourse: Discourse, index: int) -> None:
    """Join a common noun to the entity it means, by the first reason that holds; else it begins its own."""
    mention, token = discourse.found[index], discourse.head(index)
    if (named := _apposed(discourse, mention, token)) is not None:
        discourse.join(named, index, "apposition")
    elif mention.named:
        key = f"organ:{_owner_key(discourse, mention)}:{token.lemma}"
        discourse.join_keyed(index, key, entity_type(mention), mention.country)
    else:
        steps = ((step(discourse, mention, token), link) for step, link in STEPS)
        cluster, link = next(((cluster, link) for cluster, link in steps if cluster is not None), (None, ""))
        if cluster is not None:
            discourse.join(cluster, index, link)
        else:
            discourse.begin(index, named=False)


def _apposed(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """The named entity that the noun is in apposition with."""
    other = apposed_to(token) or apposition(token)
    if other is None or (token.tag_ == "NNS" and other.tag_ != "NNPS"):
        return None
    cluster = discourse.cluster_at(other.i)
    if cluster is None or not cluster.named or (cluster.is_country and mention.type == "Person"):
        return None
    if cluster.is_country and token.lemma in word_set("place heads"):
        return None  # "Orvane province, Norland": in it
    if mention.type == "Thing" and cluster.type != "Thing" and token.lemma in ontology().nouns:
        return None  # "met Brandel, the first visit in years"
    may_be_body = cluster.type == "Organization" and token.lemma in word_set("also of bodies")
    fits = mention.type in (cluster.type, "Thing") or {mention.type, cluster.type} <= COLLECTIVE
    return cluster if fits or may_be_body else None


def _owner_key(discourse: Discourse, mention: Found) -> str:
    owner = discourse.cluster_at(mention.owner)
    if owner is not None and (owner.key or owner.names):
        return owner.key or fold(owner.names[0])
    return str(mention.country)


def _place_of(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "The city of Tarn" is Tarn."""
    if token.lemma not in word_set("place heads"):
        return None
    behind = (noun for prep, noun in preposition_objects(token) if prep == "of" and noun.pos_ == "PROPN")
    name = next(behind, None)
    cluster = discourse.cluster_at(name.i) if name is not None else None
    return cluster if cluster is not None and cluster.type == "Place" and not cluster.key else None


def _called(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "The Taliban terrorist group" is the Taliban: a name with the noun for its kind."""
    row = ontology().anaphors.get(token.lemma)
    owner = discourse.cluster_at(mention.owner)
    if row is None or owner is None or not owner.named or owner.key or mention.plural or not mention.definite:
        return None
    kind = owner.type in row.types and "Organization" in row.types
    return owner if kind and is_modifier(discourse.doc[mention.owner or 0]) else None


def _body_of_members(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "Taliban fighters", bare and plural, are the Taliban."""
    if not mention.plural or token.lemma not in word_set("members"):
        return None
    owner = discourse.cluster_at(mention.owner)
    if owner is None or not owner.named or owner.key or owner.type not in COLLECTIVE:
        return None
    qualified = (c for c in token.lefts if c.dep_ in ("det", "nummod", "poss", "amod") and c.i != mention.owner)
    return owner if next(qualified, None) is None else None


def _predicated(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "X became the leader": the leader is X."""
    if mention.type != "Person" or token.dep_ != "attr" or token.head.lemma not in COPULAS:
        return None
    subject = next(iter(subjects_of(token.head)), None)
    cluster = discourse.cluster_at(subject.i) if subject is not None else None
    return cluster if cluster is not None and cluster.type == "Person" and cluster.named else None


# ---- said before ----------------------------------------------------------------------------------------------------


def _same_noun(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """A definite noun said before: "the coalition" is "the U.S. coalition", "the letter" is "a recent letter"."""
    if not mention.definite or has(token, {"poss", "relcl", "acl", "nummod"}):
        return None
    if any(prep in ("of", "for", "in", "on") for prep, _ in preposition_objects(token)):
        return None
    here = discourse.index_at(token.i)
    earlier = [i for i in discourse.nouns.get(token.lemma, ()) if i < here]
    same = [i for i in earlier if discourse.found[i].plural == mention.plural and _fits_again(discourse.head(i), token)]
    return discourse.of[max(same)] if same else None


def _fits_again(earlier: Token, token: Token) -> bool:
    mine, its = _modifiers(token), _modifiers(earlier)
    return mine == its or not (mine or its & word_set("of others"))  # "a neighbouring country … the country"


def _modifiers(noun: Token) -> set[str]:
    return {child.lower_ for child in noun.lefts if is_modifier(child)}


# ---- descriptions ---------------------------------------------------------------------------------------------------


def _described(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "The group", "the company": the last named entity of a fitting type."""
    row = ontology().anaphors.get(token.lemma)
    if row is None or not mention.definite or mention.plural or _says_more(token, row):
        return None
    others = _others(discourse, token, row)
    return latest(
        discourse,
        token,
        lambda c: c not in others and _answers_to(discourse, c, row, token) and _may_be_of(discourse, c, mention),
        described=True,
    )


def _others(discourse: Discourse, token: Token, row: Anaphor) -> tuple[Cluster, ...]:
    """Who is told of otherwise beside the noun: who speaks, and of people whom a pronoun before it means."""
    speaker = speaker_of(discourse, token)
    before = [speaker] if speaker is not None else []
    if "Person" in row.types:
        before += [word for word in token.doc[token.sent.start : token.i] if word.lower_ in GENDERS][:1]
    meant = (_meant(discourse, word) for word in before)
    return tuple(cluster for cluster in meant if cluster is not None)


def _meant(discourse: Discourse, word: Token) -> Cluster | None:
    """Whom a word means, a pronoun too, which is joined to its entity after the nouns."""
    index = discourse.index_at(word.i)
    if index < 0 or index in discourse.of or discourse.found[index].kind != "pronoun":
        return discourse.of.get(index)
    return latest(discourse, word, agreeing(discourse, discourse.found[index], word))


def _called_so(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "The movement": the last body told of whose name ends in the word."""
    if not mention.definite or mention.plural or not _stands_alone(token):
        return None
    called = [c for c in discourse.by_ending.get(token.lower_, ()) if c.type != "Person" and c.sector != "MED"]
    if not called or token.lower_ in word_set("common words in names"):
        return None
    return latest(discourse, token, lambda cluster: cluster in called, described=True)


def _stands_alone(noun: Token) -> bool:
    """Whether nothing but an article is said with the noun."""
    return all(child.dep_ in ("det", "case") or child.is_punct or child.dep_ in BESIDE for child in noun.children)


def _aged(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """ "The 63-year-old": the person told of last, unless told to be of another age."""
    if not mention.definite or mention.plural or token.lemma != "year-old" or _tells_who(token):
        return None
    return latest(discourse, token, lambda cluster: _may_be_so_old(discourse, cluster, token), described=True)


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


def _says_more(token: Token, row: Anaphor) -> bool:
    """Whether the noun's phrase says more than what kind of thing it is, or that it is another one."""
    kinds = {"compound", "amod"} if COLLECTIVE & set(row.types) and not row.bare else set()
    allowed = {"det", "case"} | kinds
    words = [child for child in token.children if not child.is_punct and child.dep_ not in BESIDE]
    return any(word.dep_ not in allowed or _tells_apart(word) for word in words)


def _tells_apart(word: Token) -> bool:
    if word.dep_ not in ("amod", "compound"):
        return False
    told = word.text[0].isupper() and nationality_at(word) is None
    return told or (word.dep_ == "amod" and word.lower_ in word_set("telling apart"))


def _answers_to(discourse: Discourse, cluster: Cluster, row: Anaphor, token: Token) -> bool:
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
    if agent is not None and cluster.sector is not None and agent.sector not in ("UNK", cluster.sector):
        return False  # a firm is no agency
    if _only_speaks(discourse, cluster) or _only_tells_where(discourse, cluster):
        return False
    if token.lemma == "kingdom" and cluster.country not in word_set("kingdoms"):
        return False
    return "Place" not in row.types or (token.lemma in word_set("country nouns")) == bool(cluster.key)


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
    if any(discourse.found[index].kind == "nominal" for index in cluster.members):
        return False  # "the owner, Delcor, said"
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


STEPS: tuple[tuple[Step, str], ...] = (
    (_place_of, "kind of place"),
    (_called, "its kind"),
    (_body_of_members, "its members"),
    (_predicated, "predicate noun"),
    (_same_noun, "same noun"),
    (_called_so, "its kind"),
    (_aged, "description"),
    (_described, "description"),
)
"""What a common noun may mean, in order, with the reason that is kept."""
