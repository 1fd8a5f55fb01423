"""Which mentions of an article are one: names and their parts, acronyms, countries, descriptions, pronouns.

Every mention joins at most one entity, by one reason that is kept; nothing is joined through a third mention alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.extract.coreference.agreement import agreeing
from kg.extract.coreference.descriptions import resolve_any_nominal, resolve_nominal
from kg.extract.coreference.discourse import Cluster, Discourse, without_s
from kg.extract.coreference.offices import spoken_for
from kg.extract.coreference.pairs import by_age, tells_age
from kg.extract.coreference.relations import body_of_nation
from kg.extract.coreference.relatives import join_relatives
from kg.extract.coreference.salience import latest
from kg.extract.coreference.same_name import why_same
from kg.extract.mentions.found import Found
from kg.extract.mentions.name_types import nationality_at
from kg.extract.mentions.pronouns import FIRST, PLURAL_FIRST
from kg.extract.syntax.cued import reports, verb_cues
from kg.extract.syntax.labels import SINGULAR, SUBJECT, is_verb, right_child
from kg.extract.syntax.phrases import bearer_of, possessor, preposition_objects
from kg.extract.syntax.quotes import Quotes
from kg.extract.syntax.spelled import long_head
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Doc, Token
from kg.extract.syntax.verbs import has_modal, is_passive
from kg.model import MentionKind
from kg.ontology import ontology, word_set

TELLING = frozenset(("tell", "warn", "remind", "advise"))
WAYS = frozenset(("from", "out", "of", "to"))
ACTING_PREPS = frozenset(("by", "with", "against", "between", "among"))
QUOTE_MARKS = frozenset("\"“”``''")
NEAR_COMMA = 2
"""How many words before a comma the noun stands that the phrase behind it tells more of."""
ABBREVIATION = 6
"""Letters of the longest abbreviation in brackets."""


def resolve(doc: Doc, found: Sequence[Found], quotes: Quotes) -> tuple[Cluster, ...]:
    """The article's entities, in order of first mention. A Time belongs to none.

    Names come first, so that a description or a pronoun meets them all; the first person last, for a quotation's
    speaker may be a pronoun himself.
    """
    discourse = Discourse(doc, found, quotes)
    for kind, step in STEPS:
        for index, mention in enumerate(found):
            if mention.kind == kind and mention.type != "Time" and index not in discourse.of:
                step(discourse, index)
    join_relatives(discourse)
    for index, mention in enumerate(found):
        if mention.kind == "nominal" and mention.type == "Thing":
            _like_its_many(discourse, index)
    return tuple(sorted(discourse.clusters, key=lambda cluster: min(cluster.members)))


def _like_its_many(discourse: Discourse, index: int) -> None:
    """Give some of many the type of the many: "one of them" is a bank where they are banks."""
    cluster, head = discourse.of.get(index), discourse.head(index)
    if cluster is None or head.pos_ != "NUM" or len(cluster.members) > 1:
        return
    many = next((noun for prep, noun in preposition_objects(head) if prep == "of" and noun.pos_ == "PRON"), None)
    whole = discourse.cluster_at(many.i) if many is not None else None
    if whole is not None:
        cluster.type = "Person" if whole.type == "Group" and head.lower_ == "one" else whole.type


def links_of(clusters: Sequence[Cluster]) -> Iterator[tuple[int, Cluster, str]]:
    """(mention, its entity, why) for every mention that has an entity."""
    for cluster in clusters:
        for index, link in zip(cluster.members, cluster.links, strict=True):
            yield index, cluster, link


# ---- names ----------------------------------------------------------------------------------------------------------


def _resolve_name(discourse: Discourse, index: int) -> None:
    mention = discourse.found[index]
    if tells_age(discourse.head(index)):
        return
    if (code := _country(discourse, mention)) is not None:
        discourse.join_keyed(index, f"country:{code}", "Place", code)
    elif (spelled := _spelled_out(discourse, mention)) is not None:
        discourse.join(spelled, index, "acronym")
    elif (body := _body_of_people(discourse, index)) is not None:
        discourse.join(body, index, "description")
    elif (called := _called_besides(discourse, index)) is not None:
        discourse.join(called, index, "other name")
    else:
        _resolve_by_name(discourse, index)


def _resolve_elder(discourse: Discourse, index: int) -> None:
    """Join a name that tells who of two relatives is meant, now that others tell whose they are: "the elder Lind"."""
    cluster = by_age(discourse, discourse.head(index))
    if cluster is not None:
        discourse.join(cluster, index, "name part")
    else:
        _resolve_by_name(discourse, index)


def _resolve_by_name(discourse: Discourse, index: int) -> None:
    """Join a name to the entity that was called so last, or is called so in part; else it begins its own."""
    cluster, link = _called_alike(discourse, discourse.found[index])
    if cluster is not None:
        discourse.join(cluster, index, link)
    elif (called := _called_by_kind(discourse, index)) is not None:
        discourse.join(called, index, "short name")
    else:
        discourse.begin(index, named=True)


def _called_alike(discourse: Discourse, mention: Found) -> tuple[Cluster | None, str]:
    """The entity that was called so last, else the last that is called so in part, and why.

    Who was called so is looked up: most names are told again, and need not be held against all others.
    """
    so = discourse.by_name.get(without_s(mention.name), ())
    fit = [(cluster, "same name") for cluster in so if why_same(mention, cluster) == "same name"]
    fit = fit or [(cluster, link) for cluster in discourse.own_named if (link := why_same(mention, cluster))]
    return max(fit, key=lambda pair: pair[0].members[-1], default=(None, ""))


def _called_by_kind(discourse: Discourse, index: int) -> Cluster | None:
    """The one body so far whose name tells this kind: "the Front" of "Rural Front", "the Court" of "Court of Tarn"."""
    name, head = discourse.found[index].name, discourse.head(index)
    if name.lower() not in word_set("body heads") or not any(child.lower_ == "the" for child in head.lefts):
        return None
    called = [cluster for cluster in discourse.by_kind.get(name.lower(), ()) if cluster.type != "Person"]
    return called[0] if len(called) == 1 else None


def _spelled_out(discourse: Discourse, mention: Found) -> Cluster | None:
    """The name right before an abbreviation in brackets: "Amalgamated Press (AMP)"; or before (the "Company")."""
    first = discourse.doc[mention.start]
    if (defined := _bearer_of_term(first)) is not None:
        return discourse.cluster_at(defined.i)
    or_called = _is_or_called(first)
    if mention.start < 2 or not (or_called or first.nbor(-1).text in "(["):
        return None
    if not first.text.isupper() or len(first) > ABBREVIATION:
        return None
    head = long_head(first)
    before = discourse.cluster_at(head.i if head is not None else mention.start - 2 - or_called)
    if before is None or not before.named or before.key or not before.names:
        return None
    return before if or_called or before.names[-1][0].upper() == first.text[0] else None


def _is_or_called(first: Token) -> bool:
    """Whether "or" stands before another name, between commas: "the Front, or | FRT |, denied it"."""
    if first.i < 3 or first.i + 1 >= len(first.doc) or first.nbor(1).text not in ",.)":
        return False
    return first.nbor(-1).lower_ == "or" and first.nbor(-2).text == ","


def _body_of_people(discourse: Discourse, index: int) -> Cluster | None:
    """The body that the name of a people means: "Oslo-based Delcor fell; the | Norwegians | were calm"."""
    mention, head = discourse.found[index], discourse.head(index)
    if mention.type != "Group" or head.tag_ not in ("NNS", "NNPS") or nationality_at(head) is None:
        return None
    return body_of_nation(discourse, mention, head)


def _bearer_of_term(first: Token) -> Token | None:
    """What a term in quotation marks and brackets is short for: Tern Air of "Tern Air (the "Company")"."""
    if first.i < 3 or first.nbor(-1).text not in QUOTE_MARKS:
        return None
    opens = first.i - 2 - (first.nbor(-2).lower_ == "the")
    return first.doc[opens - 1] if opens > 0 and first.doc[opens].text == "(" else None


def _called_besides(discourse: Discourse, index: int) -> Cluster | None:
    """The name that has this one besides: "Carlos Vega, known as El Lobo"."""
    holder = bearer_of(discourse.head(index))
    cluster = discourse.cluster_at(holder.i) if holder is not None else None
    return cluster if cluster is not None and cluster.named and not cluster.key else None


def _country(discourse: Discourse, mention: Found) -> str | None:
    """The country a mention names: its name, its demonym as adjective, its capital where that acts."""
    countries = ontology().countries
    if mention.type == "Nationality":
        return mention.country
    code = countries.country(mention.name)
    if code is not None and mention.type == "Place":
        return code
    metonym = countries.metonym(mention.name)
    if metonym is not None and metonym.kind != "capital":
        return None  # "Brussels" is the union, not Belgium
    capital = countries.capital(mention.name) or (metonym.country if metonym else None)
    return capital if capital and _acts(discourse.doc[mention.head]) else None


def _acts(token: Token) -> bool:
    """Whether a place name stands where an actor does: it does, owns, is done by or with."""
    match token.dep_:
        case "nsubj" | "nsubjpass" | "agent":
            return token.head.lemma != "be"
        case "poss":
            return token.head.pos_ == "NOUN" and token.head.lemma not in word_set("belongings of a place")
        case "dobj":
            return _is_addressed(token.head)
        case "conj":
            return _acts(token.head)
    if token.dep_ == "pobj" and token.head.lower_ in ("on", "upon"):
        return token.head.head.lemma in word_set("prepositional control")  # "called on Tarn"
    return token.dep_ == "pobj" and token.head.lower_ in ACTING_PREPS


def _is_addressed(verb: Token) -> bool:
    """Whether the verb's object is spoken to: "urged Tarn"."""
    rows = verb_cues(verb)
    return any(row.status in ("demanded", "claimed") and row.speaker == "subject" for row in rows)


# ---- pronouns -------------------------------------------------------------------------------------------------------


def _resolve_pronoun(discourse: Discourse, index: int) -> None:
    token, mention = discourse.head(index), discourse.found[index]
    if token.lower_ in FIRST:
        return
    if _means_several(token):
        return
    if (same := _again(discourse, token)) is not None:
        discourse.join(same, index, "pronoun")
        return
    fits = agreeing(discourse, mention, token)
    meant = (
        _blamed(discourse, token)
        or _acted_for(discourse, token)
        or _told_to(discourse, token)
        or _moved(discourse, token)
        or _one_of_two(discourse, token)
        or _doer_himself(discourse, token)
        or _on_its_way(discourse, token)
        or _subject_behind(discourse, token)
        or _some_of_them(discourse, token)
    )
    cluster = meant if meant is not None and fits(meant) else latest(discourse, token, fits)
    if cluster is not None:
        discourse.join(cluster, index, "pronoun")


def _means_several(token: Token) -> bool:
    """Whether a "they" means several, or whoever it may be, whom no entity stands for.

    It stands under a verb that they do ("Tarn and Chad fought since they …"), or opens the next sentence.
    """
    if token.lower_ not in ("they", "them", "their"):
        return False
    above = (verb for verb in token.ancestors if verb is not token.head and is_verb(verb))
    subjects = [c for verb in above for c in verb.lefts if c.dep_ == "nsubj" and c.i < token.i]
    if any(map(_are_told_together, subjects)) or any(word.lower_ in word_set("somebody or other") for word in subjects):
        return True
    return _opens_behind_several(token)


def _opens_behind_several(they: Token) -> bool:
    """Whether what the sentence before tells is done by or to several told of each: "Tarn and Lind fell. They"."""
    if they.i != they.sent.start or they.dep_ not in SUBJECT or they.i == 0:
        return False
    return any(map(_are_told_together, subjects_of(they.nbor(-1).sent.root)))


def _are_told_together(first: Token) -> bool:
    """Whether two are named, or told of as one person or body each: "the army and the militia"."""
    both = [first, *(other for other in first.rights if other.dep_ == "conj")]
    single = len(both) > 1 and all(noun.tag_ in SINGULAR and ontology().agent_type(noun.lemma) for noun in both)
    return single or _are_named_together(first)


def _are_named_together(first: Token) -> bool:
    return first.pos_ == "PROPN" and any(other.dep_ == "conj" and other.pos_ == "PROPN" for other in first.rights)


def _blamed(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is blamed, whom a pronoun in the charge means: "blamed Brandel, saying | he | had lied"."""
    verb = token.head
    saying = verb.head if token.dep_ in SUBJECT and verb.dep_ == "ccomp" else None
    if saying is None or saying.dep_ != "advcl" or saying.tag_ != "VBG" or not reports(saying):
        return None
    if not _judges(saying.head) or has_modal(verb):
        return None
    judged = right_child(saying.head, {"dobj"})
    return discourse.cluster_at(judged.i) if judged is not None else None


def _acted_for(discourse: Discourse, token: Token) -> Cluster | None:
    """Whom somebody acts for, whom a pronoun below means: "his lawyer asked the court to release | him |"."""
    verb = token.head
    if token.dep_ != "dobj" or verb.dep_ not in ("xcomp", "ccomp", "advcl") or verb.head.pos_ != "VERB":
        return None
    asker = next(iter(subjects_of(verb.head)), None)
    if asker is None or asker.lemma not in word_set("act for another") or asker in subjects_of(verb):
        return None
    owner = possessor(asker)
    return discourse.cluster_at(owner.i) if owner is not None else None


def _told_to(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is told what he should do, or what is done to him: "told | residents | they should leave", "it hurt them"."""
    clause = token.head
    if clause.dep_ != "ccomp" or clause.head.lemma not in TELLING:
        return None
    should = token.dep_ in SUBJECT and any(child.lower_ in ("should", "must") for child in clause.lefts)
    done_to = token.lower_ == "them" and token.dep_ in ("dobj", "dative")
    told = right_child(clause.head, {"dobj", "dative"}) if should or done_to else None
    cluster = discourse.cluster_at(told.i) if told is not None and told.i < token.i else None
    return cluster if should or (cluster is not None and cluster.type == "Group") else None


def _moved(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is driven from his own home, or sent back to it: "drove | farmers | from their homes"."""
    prep = token.head.head
    if token.dep_ != "poss" or token.head.lemma not in word_set("homes") or prep.lower_ not in WAYS:
        return None
    verb = next(filter(is_verb, prep.ancestors), None)
    moved = right_child(verb, {"dobj"}) if verb is not None else None
    return discourse.cluster_at(moved.i) if moved is not None and moved.i < token.i else None


def _one_of_two(discourse: Discourse, token: Token) -> Cluster | None:
    """The two of whom "either of them" is one: "banned | two guilds |. He met neither of them"."""
    if token.head.lower_ != "of" or token.head.head.lower_ not in word_set("one or both of two"):
        return None
    return latest(discourse, token, lambda cluster: _are_two(discourse, cluster), described=True)


def _are_two(discourse: Discourse, cluster: Cluster) -> bool:
    """Whether an entity was told of as two: "two guilds", "both men"."""
    counted = (child for index in cluster.members for child in discourse.head(index).lefts)
    return cluster.plural and any(child.lower_ in ("two", "both") for child in counted)


def _doer_himself(discourse: Discourse, token: Token) -> Cluster | None:
    """The subject of the verb, where a reflexive or "its own" means it."""
    own = token.dep_ == "poss" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "own"
    if not own and not token.lower_.endswith(("self", "selves")):
        return None
    verb = next((above for above in token.ancestors if is_verb(above)), None)
    doer = next(iter(subjects_of(verb)), None) if verb is not None and not is_passive(verb) else None
    return discourse.cluster_at(doer.i) if doer is not None and doer.i < token.i else None


def _again(discourse: Discourse, token: Token) -> Cluster | None:
    """What the same pronoun means as subject of the clause that its own is joined to: "it burns but | it | floats"."""
    verb = token.head
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and any(child.dep_ == "cc" for child in verb.lefts))
    if token.dep_ != "nsubj" or not joined:
        return None
    before = next((doer for doer in verb.head.lefts if doer.dep_ in SUBJECT), None)
    return discourse.cluster_at(before.i) if before is not None and before.lower_ == token.lower_ else None


def _some_of_them(discourse: Discourse, token: Token) -> Cluster | None:
    """What the verb before is done to, some of which it tells more of: "held ten men, most of | them | drunk"."""
    some = token.head.head
    if token.lower_ != "them" or token.i < 2:
        return None
    if token.head.lower_ == "among" and token.nbor(-2).text == ",":
        return _right_before(discourse, token.nbor(-2))
    if token.head.lower_ != "of" or some.i == 0 or some.nbor(-1).text != ",":
        return None
    verb = next((above for above in some.ancestors if is_verb(above)), None)
    done_to = right_child(verb, {"dobj"}) if verb is not None else None
    return discourse.cluster_at(done_to.i) if done_to is not None and done_to.i < some.i else None


def _right_before(discourse: Discourse, comma: Token) -> Cluster | None:
    """The many of whom the phrase before a comma tells: "found nine | clerks |, among them a girl"."""
    near = range(comma.i - 1, max(comma.i - 1 - NEAR_COMMA, 0), -1)
    told = (cluster for place in near if (cluster := discourse.cluster_at(place)) is not None)
    cluster = next(told, None)
    return cluster if cluster is not None and cluster.plural else None


def _on_its_way(discourse: Discourse, token: Token) -> Cluster | None:
    """What is on its way, right behind which that is told: "lost contact with a | probe | on its way to Mars"."""
    if token.lower_ != "its" or token.head.lemma != "way" or token.i < 2 or token.nbor(-1).lower_ != "on":
        return None
    return discourse.cluster_at(token.i - 2)


def _subject_behind(discourse: Discourse, token: Token) -> Cluster | None:
    """Who says what a sentence opens with: "In | his | letter, Brandel", "In a post on | its | page, the group"."""
    verb = next((above for above in token.ancestors if above.head is above and is_verb(above)), None)
    subject = next((doer for doer in verb.lefts if doer.dep_ == "nsubj"), None) if verb is not None else None
    if token.dep_ != "poss" or subject is None or subject.i < token.i or subject.pos_ == "PRON":
        return None
    opening = [word for word in token.doc[token.sent.start : subject.left_edge.i] if word.pos_ == "NOUN"]
    told = any(word.lemma in word_set("speeches") for word in opening)
    return discourse.cluster_at(subject.i) if told else None


def _judges(verb: Token) -> bool:
    """Whether a verb blames or praises its object."""
    kinds = ontology().verb_kinds(verb.lemma)
    return kinds == {"ACCUSE"} or verb.lemma in word_set("praise")


def _resolve_first_person(discourse: Discourse, index: int) -> None:
    """Join "I" in a quotation to its speaker, who may be a pronoun himself; "we" to the body for which he speaks by
    office, else to him."""
    token = discourse.head(index)
    told = discourse.quotes.speaker(token.i) if token.lower_ in FIRST else None
    cluster = discourse.cluster_at(told[0].i) if told else None
    if cluster is not None:
        body = spoken_for(discourse, cluster) if token.lower_ in PLURAL_FIRST else None
        discourse.join(body or cluster, index, "first person")


STEPS: tuple[tuple[MentionKind, Callable[[Discourse, int], None]], ...] = (
    ("name", _resolve_name),
    ("nominal", resolve_nominal),
    ("nominal", resolve_any_nominal),
    ("name", _resolve_elder),
    ("pronoun", _resolve_pronoun),
    ("pronoun", _resolve_first_person),
)
"""Which mentions find their entity when."""
