"""Whether a pronoun may mean an entity: number, gender, kind, and what the verbs around rule out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.coreference.salience import latest
from kg.extract.mentions.found import Found
from kg.extract.mentions.pronouns import FIRST, IMPERSONAL, NEUTER, PLURAL_THIRD, SINGULAR_THIRD
from kg.extract.status.markers import is_negative
from kg.extract.syntax.cued import reports
from kg.extract.syntax.labels import AUXILIARY, FINITE, SUBJECT, has, right_child
from kg.extract.syntax.phrases import possessor
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Span, Token
from kg.extract.syntax.verbs import is_infinitive
from kg.ontology import ontology, word_set

COLLECTIVE = frozenset(("Group", "Organization"))
LIFELESS = frozenset(("Thing", "Facility", "Work"))
SOMEBODYS = frozenset(("AGREE", "CONSULT", "ACCUSE", "REQUEST", "REJECT"))
"""Kinds of acts that no thing does."""
HARMFUL = frozenset(("ASSAULT", "HARM"))
TIMES = frozenset(("as", "after", "before", "amid", "following", "despite", "ahead"))
Fits = Callable[[Cluster], bool]


def agreeing(discourse: Discourse, mention: Found, token: Token) -> Fits:
    """A test of whether the pronoun may mean an entity."""
    agrees, others = _of_kind(discourse, mention, token), cache(lambda: _ruled_out(discourse, token))
    return lambda c: (
        agrees(c)
        and c not in others()
        and not _is_nobody(discourse, c, token)
        and not _is_called_otherwise(discourse, c, token)
    )


def _ruled_out(discourse: Discourse, token: Token) -> tuple[Cluster, ...]:
    """The entities that the words around a pronoun tell it does not mean."""
    speaker = speaker_of(discourse, token)
    speaks = meant(discourse, speaker) if speaker is not None and not discourse.quotes.contains(speaker.i) else None
    told = (
        speaks,
        _who_demands(discourse, token),
        _whose_clause(discourse, token),
        *_owned(discourse, token),
        *_who_harms(discourse, token),
        *_who_harms_fellows(discourse, token),
        *_own_bodies(discourse, token),
        *_who_is_told(discourse, token),
        *_told_of_by_speaker(discourse, token),
        _who_takes(discourse, token),
        _press_told(discourse, token),
    )
    return tuple(cluster for cluster in told if cluster is not None)


def _own_bodies(discourse: Discourse, token: Token) -> Iterator[Cluster | None]:
    """The bodies that a quotation's speaker belongs to: in his words they are "we", not "they"."""
    told = discourse.quotes.speaker(token.i) if token.lower_ in PLURAL_THIRD else None
    speaker = discourse.cluster_at(told[0].i) if told is not None else None
    members = [discourse.found[index] for index in speaker.members] if speaker is not None else []
    for mention in members:
        yield discourse.cluster_at(mention.owner)
        before = discourse.doc[discourse.doc[mention.head].left_edge.i : mention.start]
        yield from (discourse.cluster_at(word.i) for word in before)  # "Tern Air chief Ivo Brandel"


def _who_is_told(discourse: Discourse, token: Token) -> Iterator[Cluster | None]:
    """Who is told a quotation, who is "you" there: "he told | jurors |: 'They paid …'"."""
    told = discourse.quotes.speaker(token.i)
    for child in told[1].children if told is not None else ():
        if child.dep_ in ("dobj", "dative"):
            yield discourse.cluster_at(child.i)


def _press_told(discourse: Discourse, token: Token) -> Cluster | None:
    """The press that is told something, which is not about it: "told | reporters | they were short of beds"."""
    clause = next((above for above in token.ancestors if above.dep_ == "ccomp"), None)
    told = right_child(clause.head, {"dobj", "dative"}) if clause is not None else None
    cluster = discourse.cluster_at(told.i) if told is not None and told.i < token.i else None
    return cluster if cluster is not None and cluster.sector == "MED" else None


def _who_takes(discourse: Discourse, token: Token) -> Cluster | None:
    """Whose people take, enter or leave a place, which it is not itself: "| Chad | said its troops had taken it"."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ != "dobj":
        return None
    slot = ontology().name_slots.get(("object", verb.lemma))
    if verb.lemma not in ("take", "leave") and (slot is None or slot.types != ("Place",)):
        return None
    doer = next(iter(subjects_of(verb)), None)
    owner = possessor(doer) if doer is not None else None
    return meant(discourse, owner) if owner is not None else None


def _told_of_by_speaker(discourse: Discourse, token: Token) -> Iterator[Cluster | None]:
    """Of whom a quotation tells, who is not "he" that speaks it: "'The clerk left,' he said"."""
    for quote in discourse.quotes.spoken_by(token):
        if not _is_sentence(token.doc[quote.start : quote.end]):
            continue
        for word in token.doc[quote.start : quote.end]:
            if word.lower_ not in FIRST and (told := discourse.cluster_at(word.i)) is not None:
                yield told


def _is_called_otherwise(discourse: Discourse, cluster: Cluster, token: Token) -> bool:
    """Whether a body is called "it" before a "they", here or in the sentence before, or "they" here before an "it".

    So it is where the sentence tells of its many: "its fighters".
    """
    if token.lower_ not in NEUTER and token.lower_ not in PLURAL_THIRD:
        return False
    members = [discourse.found[index] for index in cluster.members if discourse.found[index].head < token.i]
    if token.lower_ in NEUTER:
        return any(mention.plural and mention.kind != "name" for mention in members if mention.head >= token.sent.start)
    near = (mention for mention in members if discourse.sentences_between(mention.head, token.i) <= 1)
    return any(mention.name.lower() in NEUTER for mention in near)


def _of_kind(discourse: Discourse, mention: Found, token: Token) -> Fits:
    """A test of whether number, gender and kind allow it."""
    if gender := mention.gender:
        return lambda c: c.type == "Person" and not c.plural and c.gender in ("", gender)
    if _takes_event(token):
        return lambda c: c.type in LIFELESS and c.plural == (token.lower_ not in NEUTER)
    acts = (token.dep_ == "nsubj" and _takes_somebody(token.head)) or _is_told(token) or _has_what_nothing_has(token)
    if _is_called_a_thing(token):
        return lambda c: c.type in LIFELESS and not c.plural
    if token.lower_ not in NEUTER:
        return lambda c: c.type in COLLECTIVE or (c.plural and not (acts and c.type in LIFELESS))
    return lambda c: _is_one(c) and (not acts or _may_act(discourse, c))


def _takes_event(token: Token) -> bool:
    """Whether only a thing does what the pronoun does: "it could happen", "it expires"."""
    verb = token.head
    if token.dep_ != "nsubj" or has(verb, {"dobj"}):
        return False
    return verb.lemma in word_set("what only things do") or (token.lower_ == "it" and _comes_at_a_time(verb))


def _is_called_a_thing(token: Token) -> bool:
    """Whether the pronoun is what somebody calls a thing: "called | it | a mistake"; not "a terrorist group"."""
    verb = token.head
    if token.lower_ not in NEUTER or verb.lemma not in word_set("things by calling") or token.i < verb.i:
        return False
    name = next((word for word in verb.rights if word.dep_ == "oprd"), None)
    name = name if name is not None else next((word for word in token.rights if word.dep_ == "appos"), None)
    return name is not None and name.pos_ == "NOUN" and ontology().agent_type(name.lemma) is None


def _comes_at_a_time(verb: Token) -> bool:
    """Whether a verb tells when something comes: "it | comes | as costs rise", "came a day after the vote"."""
    if verb.lemma != "come":
        return False
    clauses = (word for child in verb.rights if child.dep_ == "advcl" for word in child.lefts if word.dep_ == "mark")
    phrases = (child for child in verb.rights if child.dep_ == "prep")
    return any(word.lower_ in TIMES for word in (*clauses, *phrases))


def _is_told(token: Token) -> bool:
    """Whether the pronoun is somebody told something: "we told them"."""
    return token.dep_ in ("dobj", "dative") and token.head.lemma in word_set("verbs of telling somebody")


def _has_what_nothing_has(token: Token) -> bool:
    """Whether what is owned is somebody with an office, or what no thing has: "their leader", "its website"."""
    if token.dep_ != "poss":
        return False
    office = ontology().offices.get(token.head.lemma)
    led = office is not None and ontology().kind(office.predicate) == "OFFICE"
    return led or token.head.lemma in word_set("what somebody has")


def _is_one(cluster: Cluster) -> bool:
    """Whether "it" may be the entity: no person, and several only under one body's name."""
    if cluster.type == "Person":
        return False
    return not cluster.plural or (cluster.named and cluster.type == "Organization")


def _may_act(discourse: Discourse, cluster: Cluster) -> bool:
    """Whether it is a body, or a named place told to do something: "Ostrava dropped the complaint it had lodged"."""
    heads = [discourse.head(index) for index in cluster.members]
    if not cluster.named and all(head.lemma in word_set("what somebody has") for head in heads):
        return False
    if cluster.type in COLLECTIVE or cluster.key or any(head.lemma in word_set("craft") for head in heads):
        return True
    if not cluster.named or cluster.type != "Place":
        return False
    return any(head.dep_ == "nsubj" and head.head.pos_ == "VERB" for head in heads)


def _takes_somebody(verb: Token) -> bool:
    """Whether only people and bodies do what the verb tells: say, agree, accuse, shoot."""
    if verb.lemma in word_set("what things do too"):
        return False
    if reports(verb) or verb.lemma in word_set("what only people do"):
        return True
    kinds = ontology().verb_kinds(verb.lemma)
    return bool(kinds) and kinds <= SOMEBODYS


def _who_demands(discourse: Discourse, token: Token) -> Cluster | None:
    """Who makes a demand, whom its pronoun does not mean: "the | mayor | demanded that he resign"."""
    clause = token.head
    if token.dep_ != "nsubj" or clause.dep_ != "ccomp" or token.lower_ not in SINGULAR_THIRD:
        return None
    if clause.tag_ not in ("VB", "VBP") or clause.lemma == "be" or has(clause, AUXILIARY):
        return None
    demands = next(iter(subjects_of(clause.head)), None)
    return discourse.cluster_at(demands.i) if demands is not None else None


def _whose_clause(discourse: Discourse, token: Token) -> Cluster | None:
    """What a relative clause describes, which no other pronoun in it means: "the | clerk | she bought it from"."""
    clause = token.head
    if clause.dep_ != "relcl" or token.dep_ not in SUBJECT | {"dobj"}:
        return None
    whose = any(word.lower_ == "whose" for word in clause.subtree)
    return discourse.cluster_at(clause.head.i) if not whose else None


def _owned(discourse: Discourse, token: Token) -> Iterator[Cluster | None]:
    """What a possessive stands under, which it does not mean: "Delcor, its | rival |", "one of her | teachers |"."""
    word = token
    while word.dep_ in ("poss", "pobj") or (word.dep_ == "prep" and word.lower_ == "of" and word.head.pos_ != "VERB"):
        word = word.head
        yield discourse.cluster_at(word.i)


def _who_harms(discourse: Discourse, token: Token) -> tuple[Cluster | None, ...]:
    """Who harms what another calls his: "Lusonia said | Torland | had violated its airspace"; not "its own"."""
    owned, verb = token.head, _verb_done_to(token.head)
    if token.dep_ != "poss" or token.lower_ not in IMPERSONAL or verb is None or is_infinitive(verb):
        return ()
    harms = verb.lemma in word_set("done to others")
    enters = verb.lemma in word_set("entering") and owned.lemma in word_set("what trespassers enter")
    if not (harms or enters) or any(child.lower_ == "own" for child in owned.lefts):
        return ()
    doers = subjects_of(verb)
    if not doers or not any(_is_told_by_another(above, doers) for above in verb.ancestors):
        return ()
    owner = possessor(doers[0])  # "Torland's navy"
    return discourse.cluster_at(doers[0].i), discourse.cluster_at(owner.i) if owner is not None else None


def _who_harms_fellows(discourse: Discourse, token: Token) -> Iterator[Cluster | None]:
    """Who harms somebody's like below what he does: "bakers left after | gunmen | shot nine of their colleagues"."""
    fellows = token.head
    if token.dep_ != "poss" or token.lower_ != "their" or fellows.lemma not in word_set("fellows"):
        return
    some = fellows.head.head if fellows.dep_ == "pobj" and fellows.head.lower_ == "of" else fellows
    verb = _verb_done_to(some)
    if verb is not None and verb.dep_ == "advcl" and ontology().verb_kinds(verb.lemma) & HARMFUL:
        yield from (discourse.cluster_at(doer.i) for doer in subjects_of(verb))


def _verb_done_to(noun: Token) -> Token | None:
    """The verb whose object the noun is, behind a preposition or not."""
    upper = noun.head.head if noun.dep_ == "pobj" else noun.head
    return upper if noun.dep_ in ("dobj", "pobj") and upper.pos_ == "VERB" else None


def _is_told_by_another(verb: Token, doers: tuple[Token, ...]) -> bool:
    """Whether a verb of speech or blame has a subject that is none of the doers."""
    speaks = verb.pos_ == "VERB" and (reports(verb) or ontology().verb_kinds(verb.lemma) == {"ACCUSE"})
    told = subjects_of(verb) if speaks else ()
    return bool(told) and not set(told) & set(doers)


def meant(discourse: Discourse, word: Token) -> Cluster | None:
    """The entity that a word means; of a pronoun not yet resolved the one it would be resolved to."""
    index = discourse.index_at(word.i)
    if index < 0 or index in discourse.of or discourse.found[index].kind != "pronoun":
        return discourse.of.get(index)
    return latest(discourse, word, agreeing(discourse, discourse.found[index], word))


def speaker_of(discourse: Discourse, token: Token) -> Token | None:
    """Who speaks the sentences that the word stands in, who is "I" there and neither "he" nor "the director"."""
    quote = discourse.quotes.at(token.i)
    if quote is None or quote.speaker is None or not quote.start <= token.head.i < quote.end:
        return None
    words = token.doc[quote.start : quote.end]
    whole = _is_sentence(words) or any(word.lower_ in FIRST for word in words)
    return quote.speaker[0] if whole else None


def _is_sentence(words: Span) -> bool:
    """Whether a quotation is a sentence of its own, in the speaker's own words: it has a capital and a verb."""
    return words[0].text[0].isupper() and any(word.tag_ in FINITE for word in words)


def _is_nobody(discourse: Discourse, cluster: Cluster, token: Token) -> bool:
    """Whether an entity exists in no more than words: "no one", or an act, which owns nothing: "accusations".

    So does "each guest" beyond its sentence.
    """
    if cluster.named:
        return False
    if all(map(_is_each, map(discourse.head, cluster.members))) and not _is_in_sentence(discourse, cluster, token):
        return True  # "Each guest paid him. He …"
    if all(is_negative(discourse.head(index), ontology().cues) for index in cluster.members):
        return True  # "No one was hurt, but it …"
    if token.lower_ != "their" or cluster.type != "Thing":
        return False
    return all(discourse.head(index).lemma in ontology().nouns for index in cluster.members)


def _is_each(noun: Token) -> bool:
    """Whether the noun is any of many: "each guest", "any driver"."""
    return any(child.dep_ == "det" and child.lower_ in word_set("any of many") for child in noun.lefts)


def _is_in_sentence(discourse: Discourse, cluster: Cluster, token: Token) -> bool:
    return any(discourse.head(index).sent is token.sent for index in cluster.members)
