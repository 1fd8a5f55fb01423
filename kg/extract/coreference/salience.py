"""Which earlier entity a pronoun or a description means: the most salient one that fits."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.mentions.found import Found
from kg.extract.mentions.pronouns import GENDERS, IMPERSONAL, PLURAL_FIRST, PLURAL_THIRD
from kg.extract.status.voices import is_trailing_report
from kg.extract.syntax.cued import reports
from kg.extract.syntax.labels import AMOUNTS, SUBJECT, follows_comma, has, is_verb, right_child
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Doc, Token, once
from kg.ontology import ontology, word_set

REACH = 3
"""How many sentences back a pronoun looks; a description looks twice as far."""
INSIDE_PHRASE = frozenset(("poss", "compound", "nmod"))
BEHIND_VERB = frozenset(("pobj", "prep", "conj", "dative", "agent"))
VERB_SLOTS = SUBJECT | {"dobj", "dative", "pobj", "attr", "prep", "agent"}

# what counts for a candidate, and against it
PER_SENTENCE, WORDS_A_POINT = -2.0, 60
NAMED, SUBJECT_OF_CLAUSE, OWNER_OF_SUBJECT, BURIED = 0.5, 1.5, 0.9, -0.8
GOVERNS = 1.0
DONE_TO_SOMEBODY = frozenset(("ACCUSE", "SANCTION", "REQUEST", "CONSULT", "AID", "COOPERATE"))
"""Kinds of acts that are rather done to who has acted than to a thing."""
PEOPLE, TEAM, ONE_BODY = 1.8, 0.9, -1.6
ALSO_OBJECT = 2.2
MORE_AS_DONE_TO = 0.7
MAIN_CLAUSE = 0.6
TOLD_OF_ON = 0.7
ONLY_WHERE = -1.5
INSIDE_APPOSITION = -1.5
AS_BODY = 1.5
BODIES = frozenset(("Group", "Organization"))
SPEAKS_TOO, IN_QUOTE = 2.0, -2.0
PER_MENTION, MOST_FOR_MENTIONS = 0.3, 3.0
PER_MENTION_FOR_PRONOUN, MOST_FOR_PRONOUN = 0.2, 1.0


def latest(
    discourse: Discourse, token: Token, fits: Callable[[Cluster], bool], described: bool = False
) -> Cluster | None:
    """The most salient earlier entity that fits; the first of equals.

    A description looks further back than a pronoun, and what the article is about counts for more there.
    """
    scored: list[tuple[float, Cluster]] = []
    spoken = _spoken(discourse, token)
    for cluster in filter(fits, discourse.near(token, (2 * REACH if described else REACH) + spoken)):
        score = _salience(discourse, token, cluster, described, spoken)
        if score is not None:
            scored.append((score + _as_topic(token, cluster, described), cluster))
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def latest_or_only(discourse: Discourse, token: Token, fits: Callable[[Cluster], bool]) -> Cluster | None:
    """The most salient that a description may mean; where none is near, the only one that fits before."""
    if (near := latest(discourse, token, fits, described=True)) is not None:
        return near
    before = [each for each in discourse.clusters if discourse.head(min(each.members)).i < token.i and fits(each)]
    return before[0] if len(before) == 1 else None


def _spoken(discourse: Discourse, token: Token) -> int:
    """How many sentences of his quotation stand before the one in which "he" speaks it: he is told of before it."""
    if token.dep_ != "nsubj" or not reports(token.head):
        return 0
    first = min((quote.start for quote in discourse.quotes.spoken_by(token)), default=token.i)
    return max(discourse.sentences_between(first, token.i), 0)


def _as_topic(token: Token, cluster: Cluster, described: bool) -> float:
    """What counts for an entity that the article names often: most for a description, a little for "he" and "she"."""
    if not described and token.lower_ in IMPERSONAL:
        return 0.0
    most, each = (MOST_FOR_MENTIONS, PER_MENTION) if described else (MOST_FOR_PRONOUN, PER_MENTION_FOR_PRONOUN)
    return min(most, each * len(cluster.members))


def _salience(discourse: Discourse, token: Token, cluster: Cluster, described: bool, spoken: int) -> float | None:
    """How salient the entity is at a word; None where it is out of reach or fills another slot of the same verb."""
    reach = (2 * REACH if described else REACH) + spoken
    told = [mention for mention in map(discourse.found.__getitem__, cluster.members) if mention.head < token.i]
    told = [mention for mention in told if discourse.sentences_between(mention.head, token.i) <= reach]
    near = [token.doc.tokens[mention.head] for mention in told if _counts(mention, token.doc, described)]
    near = [head for head in near if not _is_no_candidate(head, token)]
    if not near or any(_same_clause(token, head) for head in near):
        return None
    by_gender = cluster.gender and not cluster.named  # "his wife and her son fled. The boy …"
    if described and not by_gender and all(_is_one_of_several(head, cluster) for head in near):
        return None  # "Tarn, Chad and Chile helped. The country …"
    return max(_score(discourse, token, head, cluster, spoken) for head in near)


def _is_no_candidate(head: Token, token: Token) -> bool:
    """Whether the noun only counts, or only says when, which body or where something was said."""
    told_where = token.lower_ in IMPERSONAL and _is_where_told(head)
    return told_where or _is_amount(head) or _is_occasion(head) or _is_inside_body(head)


def _is_amount(head: Token) -> bool:
    """Whether a noun is counted as money or a measure: "nine pesos", unlike "the peso"."""
    return head.ent_type_ in AMOUNTS and head.ent is not None and any(word.like_num for word in head.ent)


def _is_occasion(head: Token) -> bool:
    """Whether a noun only says when: "at the time"."""
    return head.lemma in word_set("points in time") and head.dep_ == "pobj" and head.head.lower_ in ("at", "by", "for")


def _is_inside_body(head: Token) -> bool:
    """Whether the noun is but a word of what a body is called: "the railway workers' union"."""
    if head.dep_ != "poss" or head.tag_ != "NNS" or head.head.pos_ != "NOUN":
        return False
    return ontology().agent_type(head.head.lemma) == "Organization"


def _is_where_told(head: Token) -> bool:
    """Whether a place is but where something was said: "said in Tarn that no owner would close it"."""
    return head.dep_ == "pobj" and head.head.dep_ == "prep" and head.head.lower_ == "in" and reports(head.head.head)


def _is_one_of_several(head: Token, cluster: Cluster) -> bool:
    """Whether a singular entity is named as one of a row."""
    joined = head.dep_ == "conj" or any(child.dep_ == "conj" and child.pos_ == head.pos_ for child in head.rights)
    return joined and not cluster.plural


def _counts(mention: Found, doc: Doc, described: bool) -> bool:
    """Whether a mention before the word counts; "Afghan" keeps "the country" in mind, but is no "it"."""
    if mention.bare or (mention.type == "Thing" and doc.tokens[mention.head].pos_ == "NUM"):
        return False
    return described or mention.type != "Nationality"


def _score(discourse: Discourse, token: Token, head: Token, cluster: Cluster, spoken: int) -> float:
    away = max(discourse.sentences_between(head.i, token.i) - spoken, min(1, spoken))
    score = PER_SENTENCE * away - (token.i - head.i) / WORDS_A_POINT
    score += NAMED if cluster.named else 0.0
    score += ONLY_WHERE if token.lower_ in IMPERSONAL and _is_where(head, cluster) else 0.0
    score += AS_BODY if _is_done_to_bodies(token) and cluster.type in BODIES else 0.0
    score += INSIDE_APPOSITION if _is_inside_apposition(token, head) else 0.0
    if token.lower_ in PLURAL_THIRD:
        score += _as_several(cluster, token.lower_ == "them")
    score += _as_subject(token, head)
    score += TOLD_OF_ON if _goes_on(token, head) else 0.0
    if _is_of_speaker(token) and not discourse.quotes.contains(token.i):
        score += SPEAKS_TOO if token.dep_ == "nsubj" and head.dep_ == "nsubj" and reports(head.head) else 0.0
        score += _in_quote(discourse, token, head)
    return score


def _goes_on(token: Token, head: Token) -> bool:
    """Whether a sentence opens with a person whom the one before calls "he": "ordered | him | to be held. His wife"."""
    return token.i == head.sent.end and {token.lower_, head.lower_} <= GENDERS.keys()


@once
def _is_of_speaker(token: Token) -> bool:
    """Whether a pronoun speaks, or owns who speaks: "| he | said", "said | its | chairman"."""
    speaker = token.head if token.dep_ == "poss" else token
    return speaker.dep_ == "nsubj" and reports(speaker.head)


def _in_quote(discourse: Discourse, token: Token, head: Token) -> float:
    """What counts against a candidate inside a quotation; a subject there may own the speaker, unless he is "we"."""
    quote = discourse.quotes.at(head.i)
    if quote is None:
        return 0.0
    if token.dep_ != "poss":
        return IN_QUOTE
    of_others = any(word.lower_ in PLURAL_FIRST for word in token.doc[quote.start : quote.end])
    return 2 * IN_QUOTE if of_others or head.dep_ not in SUBJECT else 0.0


def _is_where(head: Token, cluster: Cluster) -> bool:
    """Whether a place is only told to be where something is: "said in Tarn that they would close it"."""
    return cluster.type == "Place" and head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near")


def _as_several(cluster: Cluster, as_object: bool) -> float:
    """What counts for or against "they" meaning the entity: people, rather than a body without a name of its own.

    One body is "them" more seldom than "they".
    """
    if cluster.type == "Group":
        return PEOPLE if cluster.plural or cluster.named else TEAM
    one = cluster.type == "Organization" and not cluster.plural
    return ONE_BODY if one and (cluster.is_organ or not cluster.named or as_object) else 0.0


def _as_subject(token: Token, head: Token) -> float:
    """What counts for a candidate that is a subject, the more if the word stands in its clause."""
    holder = head.head if head.dep_ in INSIDE_PHRASE else head
    if _may_be_told_of(token, holder) and _is_mere_source(holder):
        return 0.0
    verb = _verb_above(token)
    does = verb is not None and token.dep_ == "poss" and holder in subjects_of(verb)
    if holder.dep_ not in SUBJECT and not does:
        if holder == head and _is_told_of(head):
            return SUBJECT_OF_CLAUSE + (
                2 * GOVERNS if _goes_on_about(head, token) else 0.0
            )  # "in the accident, | which | happened at a mill": the accident
        if holder != head or (token.lower_ in IMPERSONAL and _only_tells_which(holder, token)):
            return BURIED
        return ALSO_OBJECT if _is_done_too(token, holder) else 0.0
    governs = does or _governs(holder, token)
    score = SUBJECT_OF_CLAUSE if holder == head else OWNER_OF_SUBJECT
    score += MORE_AS_DONE_TO if holder == head and _is_done_too(token, holder) else 0.0
    score += MAIN_CLAUSE if _opened(holder, token) else 0.0
    score += GOVERNS if governs else 0.0
    score += GOVERNS if does or (governs and verb == holder.head) else 0.0
    return score + (GOVERNS if token.dep_ in SUBJECT and _reports_what(holder, token.head) else 0.0)


@once
def _verb_above(word: Token) -> Token | None:
    """The nearest verb above."""
    return next(filter(is_verb, word.ancestors), None)


def _opened(subject: Token, token: Token) -> bool:
    """Whether an earlier sentence is about what does or owns here too: the subject of its main clause."""
    if token.lower_ not in IMPERSONAL or token.dep_ not in SUBJECT | {"poss"}:
        return False
    return subject.sent is not token.sent and subject.head == subject.sent.root


def _only_tells_which(noun: Token, token: Token) -> bool:
    """Whether a noun stands in what tells which other one is meant: "a bloc that had backed | the government |"."""
    clause = next((above for above in noun.ancestors if is_verb(above) or above.dep_ == "acl"), None)
    if clause is None or not (clause.dep_ == "acl" or (clause.dep_ == "relcl" and not follows_comma(clause))):
        return False
    return not clause.left_edge.i <= token.i <= clause.right_edge.i


def _may_be_told_of(token: Token, earlier: Token) -> bool:
    """Whether a pronoun rather means who is told of than who tells it: "Lind is free, Judge Vega said. | He | ran"."""
    tells = token.dep_ == "nsubj" and reports(token.head)
    return token.lower_ in IMPERSONAL or (earlier.sent is not token.sent and not tells)


def _goes_on_about(noun: Token, token: Token) -> bool:
    """Whether the word stands in what the noun's relative clause reports: "met Lind, who said | he | would go"."""
    clause = right_child(noun, {"relcl"})
    if clause is None or clause.left_edge.i > noun.i + 2:
        return False  # "a clerk of Lind's, who said he would"
    return token.head.head == clause and token.dep_ in SUBJECT and reports(clause)


def _is_told_of(noun: Token) -> bool:
    """Whether a relative clause behind a comma goes on about the noun: its pronoun is the clause's subject."""
    clause = right_child(noun, {"relcl"})
    return clause is not None and any(c.dep_ in SUBJECT and c.lower_ in ("which", "who") for c in clause.lefts)


def _reports_what(speaker: Token, verb: Token) -> bool:
    """Whether it is the candidate who says what the pronoun does: "the chief said he would go"."""
    return verb.dep_ == "ccomp" and verb.head == speaker.head and reports(speaker.head)


@once
def _is_done_to_bodies(token: Token) -> bool:
    """Whether "it" is what somebody leads or joins: "was asked to lead | it |"."""
    return token.lower_ == "it" and token.dep_ == "dobj" and token.head.lemma in word_set("done to bodies")


def _is_inside_apposition(token: Token, head: Token) -> bool:
    """Whether a candidate only tells what another is: "Delcor, a unit of Banco Tarn, said | it | …"."""
    kind = _apposition_around(head)
    return kind is not None and kind.pos_ == "NOUN" and not kind.left_edge.i <= token.i <= kind.right_edge.i


@once
def _apposition_around(noun: Token) -> Token | None:
    """The noun in apposition in whose phrase a noun stands."""
    above = takewhile(lambda word: not is_verb(word) or word.dep_ == "amod", noun.ancestors)
    return next((word for word in (noun, *above) if word.dep_ == "appos"), None)


def _is_done_too(token: Token, earlier: Token) -> bool:
    """Whether both are what something is done to: "passed a bill … vetoed it"; not so somebody told or forced."""
    if earlier.dep_ not in ("dobj", "nsubjpass"):
        return False
    if token.dep_ == "nsubj":
        return token.lower_ == "them"  # "arming rebels and letting them go"
    if token.dep_ != "dobj" or has(token.head, {"xcomp"}):
        return False
    kinds = ontology().verb_kinds(token.head.lemma)
    return not kinds or not kinds <= DONE_TO_SOMEBODY


def _is_mere_source(speaker: Token) -> bool:
    """Whether it is but said that this is who told it, behind what was told: "the dam broke, the Survey said"."""
    verb = speaker.head
    if speaker.dep_ != "nsubj" or not reports(verb):
        return False
    return is_trailing_report(verb) or any(c.dep_ == "ccomp" and c.i < speaker.i for c in verb.lefts)


def _governs(head: Token, token: Token) -> bool:
    """Whether the candidate is the subject of a clause that the pronoun stands under."""
    return head.sent is token.sent and head.head in token.ancestors


def _same_clause(token: Token, head: Token) -> bool:
    """Whether both fill slots of one verb: "he told him" are two."""
    if token.dep_ == "poss" or token.lower_.endswith("self") or head.dep_ in INSIDE_PHRASE:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "among":
        return False  # "three ships, among | them | a tanker"
    verb = _verb_of(token)
    if verb is None:
        return False
    return verb == _verb_of(head) or (token.dep_ not in SUBJECT and verb.pos_ == "VERB" and head in subjects_of(verb))


@once
def _verb_of(token: Token) -> Token | None:
    """The verb whose slot the word fills."""
    current = token
    while current.dep_ in BEHIND_VERB and current.head != current and not is_verb(current.head):
        current = current.head
    return current.head if current.dep_ in VERB_SLOTS else None
