"""Verbs: the form each stands in, its base form, and the word it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.syntax.cued import noun_cues, reports, speaks, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    BREAKS,
    FINITE,
    SUBJECT_SLOT,
    VERBAL,
    has,
    is_verb,
    left_child,
    right_child,
)
from kg.extract.syntax.tree import Token
from kg.ontology import ontology, word_set

NO_ACT_DEPS = frozenset(("aux", "auxpass", "amod", "compound", "prep", "case", "mark", "intj", "prt", "nmod"))
MODALS = frozenset(("will", "would", "may", "might", "must", "can", "could", "shall"))
OTHERS = frozenset(("other", "another"))
PARTICIPLE_DEPS = frozenset(("acl", "advcl", "relcl", "oprd", "ROOT"))
OF_PASSIVE, OF_ACTIVE = frozenset(("auxpass", "nsubjpass", "agent")), frozenset(("aux", "nsubj", "csubj"))
"""What only a passive has, and what a participle does not have that stands for one."""
SHORTEST_STEM = 3
CHARGES = frozenset(("claimed", "negated", "denied"))
"""What the verb of a charge makes of it: "accused of", "cleared of"."""


def is_full_verb(token: Token) -> bool:
    """Whether a word is a full verb, which tells an act: no auxiliary, no adjective, no verb turned preposition."""
    if token.pos_ not in VERBAL or token.dep_ in NO_ACT_DEPS:
        return False
    if token.dep_ == "xcomp" and token.head.lower_ in word_set("tough adjectives"):
        return False
    if token.tag_ == "VBN" and token.dep_ == "advcl" and mark_of(token) == "as" and has(token.head, {"dobj"}):
        return has(token, SUBJECT_SLOT | AUXILIARY)  # "dismissed the report as biased"
    if not token.text[0].isalpha() or _is_part_of_another(token):
        return False
    if token.tag_ == "VBN" and token.dep_ == "acomp" and all(child.dep_ == "advmod" for child in token.rights):
        return False  # "were frightened too"
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and not token.children and token.head.lower_ == "by":
        return not has(token.head.head, {"auxpass"})  # "was interrupted by shouting"
    if token.tag_ == "VBG" and token.dep_ == "oprd" and not token.rights:
        return False  # "called the offer insulting"
    return not (token.pos_ == "AUX" and token.lemma in MODALS)


def _is_part_of_another(token: Token) -> bool:
    """Whether what seems a verb is a part of another word, of a name, or of a fixed phrase ("got rid of")."""
    return _is_prefix(token) or token.lower_ in word_set("no verb here") or _is_in_name(token)


def _is_in_name(token: Token) -> bool:
    """Whether the word stands in a body's name: "Protect" of "the Committee to Protect Birds"."""
    named = token.ent_type_ == "ORG" and token.ent_iob_ == "I" and token.text[0].isupper()
    return named and token.nbor(-1).lower_ == "to" and token.nbor(-1).ent_type_ == "ORG"


def _is_prefix(token: Token) -> bool:
    """Whether the word is cut off by its hyphen: "re" of "re-open"."""
    return not token.whitespace_ and token.doc.words(token.i + 1, token.i + 2) == "-"


# ---- forms ----------------------------------------------------------------------------------------------------------


def is_passive(token: Token) -> bool:
    """Whether the verb's subject undergoes the act."""
    if has(token, OF_PASSIVE):
        return True
    if token.tag_ != "VBN" or has(token, OF_ACTIVE):
        return False
    if token.dep_ == "conj" and is_verb(token.head):
        return is_passive(token.head)
    if token.dep_ == "acl" and token.head.dep_ == "ROOT" and not _has_finite(token.head):
        return False
    return token.dep_ in PARTICIPLE_DEPS and not has(token, {"dobj"})


def _has_finite(root: Token) -> bool:
    """Whether the sentence has a finite verb; else what looks like a participle of its head is its verb."""
    return any(word.tag_ in FINITE or word.tag_ == "MD" for word in root.sent)


def is_past(verb: Token) -> bool:
    """Whether the verb is finite and tells of what is over: "paid", "was paid", "has paid"."""
    first = next((child for child in verb.lefts if child.dep_ in AUXILIARY), verb)
    return first.tag_ == "VBD" or (first.tag_ in FINITE and first.lemma == "have" and first is not verb)


def is_gerund(token: Token) -> bool:
    """Whether the verb is a bare -ing form, not "was looking"."""
    return token.tag_ == "VBG" and not has(token, {"aux"})


def gerund_base(word: Token) -> str:
    """The base form of a known verb, of which a word taken for a noun may be the -ing form; else empty."""
    stem = word.lower_.removesuffix("ing")
    if stem == word.lower_:
        return ""
    bases = (stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)
    return next((base for base in bases if base in ontology().verbs), "")


def guessed_base(word: Token) -> str:
    """The base form that a word in -ing has if it is a verb, be it a known one or not; else empty."""
    stem = word.lower_.removesuffix("ing")
    if stem == word.lower_ or len(stem) < SHORTEST_STEM:
        return ""
    lacks_e = stem[-1] not in "aeiouwxy" and stem[-2] in "aeiou" and stem[-3] not in "aeiou"  # "hiding"
    return gerund_base(word) or (f"{stem}e" if lacks_e else stem)


def is_infinitive(token: Token) -> bool:
    """Whether the verb is a to-infinitive, also "to be closed", "to have closed"."""
    for child in token.lefts:
        if child.tag_ == "TO":
            return token.tag_ == "VB" or any(each.tag_ == "VB" and each.dep_ in AUXILIARY for each in token.lefts)
    return False


def has_subject(token: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return has(token, SUBJECT_SLOT)


def puts_off(verb: Token) -> bool:
    """Whether the verb only carries an infinitive that is not done yet: "has yet to pay", "is about to leave"."""
    if verb.lemma not in ("have", "be"):
        return False
    for child in verb.rights:
        if child.dep_ == "xcomp" and is_infinitive(child):
            to = next(word for word in child.lefts if word.tag_ == "TO")
            return to.nbor(-1).lower_ == "yet"
        if child.lower_ == "about" and child.dep_ == "acomp" and has(child, {"xcomp"}):
            return True
    return False


def is_told_apart(clause: Token) -> bool:
    """Whether a clause is no mere second verb of the one before it: "closed it" of "he sued and closed it"."""
    return clause.dep_ != "conj" or has_subject(clause)


def inverted_auxiliary(verb: Token) -> Token | None:
    """The auxiliary that opens the verb's clause, before its subject: "should it rain", "had he paid"."""
    first = left_child(verb, AUXILIARY)
    if first is None or first.lower_ not in ("should", "had", "were"):
        return None
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECT_SLOT and child.i > first.i), None)
    if subject is None or subject.left_edge.i != first.i + 1:
        return None
    opens = all(child.i >= first.i or child.is_punct or child.dep_ == "ccomp" for child in verb.lefts)
    return first if opens else None


def has_perfect(verb: Token) -> bool:
    """Whether the verb has an auxiliary "have": "should have paid" asks for nothing."""
    return any(child.dep_ in AUXILIARY and child.lower_ == "have" for child in verb.children)


def has_modal(verb: Token) -> bool:
    """Whether a modal stands before the verb: "may", "will", "would have"."""
    return "MD" in [child.tag_ for child in verb.lefts]


def mark_of(token: Token) -> str:
    """The word that opens the verb's clause: "that", "if"; empty where none does."""
    for child in token.children:
        if child.dep_ == "mark":
            return child.lower_
    return ""


def reciprocal_of(verb: Token) -> Token | None:
    """The "other" of "each other", "another" of "one another", where the verb's subjects do it to each other."""
    for word in verb.rights:
        if word.lower_ in OTHERS and word.dep_ == "dobj" and word.lefts and word.lefts[0].lower_ in ("each", "one"):
            return word
    return None


def is_particle(word: Token) -> bool:
    """Whether a word on a verb is a part of it: "turned *back*", also where the parser takes it for an adverb."""
    if word.dep_ == "prt":
        return True
    if word.dep_ != "advmod" or word.i != word.head.i + 1 or word.children or word.lower_ not in word_set("particles"):
        return False
    return word.head.lemma != "be" or has(word.head, {"prep"})


def inverted_speaker(token: Token) -> Token | None:
    """Who speaks in "…, promised its chairman": the noun that the parser takes for the verb's object."""
    if token.tag_ not in FINITE or not token.i or not (reports(token) or speaks(token)):
        return None
    if has(token, SUBJECT_SLOT | {"cc"}):
        return None
    noun = right_child(token, {"dobj"})
    if noun is None or token.nbor(-1).text not in BREAKS or noun.left_edge.i != token.i + 1:
        return None
    after = token.doc[noun.right_edge.i + 1 : token.sent.end]
    return noun if all(word.is_punct or word.is_space for word in after) else None


def inverted_speech(token: Token) -> Token | None:
    """The "promised its chairman" behind a clause, which the parser joined to the clause's verb."""
    for child in token.rights:
        if child.dep_ in ("conj", "parataxis", "advcl", "dep", "ccomp") and inverted_speaker(child) is not None:
            return child
    return None


def robbed_infinitive(subject: Token) -> Token | None:
    """The infinitive whose object the parser made a second subject: "the plan to | beat | the rebels works"."""
    verb = subject.doc[subject.left_edge.i - 1] if subject.left_edge.i else subject
    noun = verb.head
    thief = is_infinitive(verb) and verb.dep_ in ("acl", "relcl") and not verb.rights and noun.dep_ in SUBJECT_SLOT
    return verb if thief and noun.head == subject.head and noun.i < verb.i else None


# ---- the verbs around -----------------------------------------------------------------------------------------------


def joined_verbs(token: Token) -> Iterator[Token]:
    """The verb and those joined to it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and is_full_verb(child):
            yield from joined_verbs(child)


def mended_head(token: Token) -> Token:
    """The word above a verb, where the parser hangs it too low.

    A finite verb joined to a gerund belongs to the finite verb before it ("denied selling it and fired two aides"), as
    does one joined to an infinitive, also of the passive. A trailing "adding that", "when asked" belongs to the verb of
    speech, not to what is said.
    """
    upper: Token | None = None
    if inverted_speaker(token) is not None:
        return token
    if _is_joined_too_low(token):
        upper = _ancestor(token.head, is_finite)
    elif _trails_speech(token) and not speaks(token.head):
        upper = _ancestor(token.head, speaks)
    return upper if upper is not None else token.head


def _is_joined_too_low(token: Token) -> bool:
    if token.dep_ != "conj" or has_subject(token):
        return False
    if token.tag_ in FINITE:
        return token.head.tag_ in ("VBG", "VB") or is_infinitive(token.head)
    return _has_finite_auxiliary(token) and (is_infinitive(token.head) or is_gerund(token.head))


def is_finite(verb: Token) -> bool:
    """Whether the verb is no infinitive, gerund or bare participle: "had closed it and *fined* him"."""
    if verb.tag_ in FINITE:
        return True
    if verb.tag_ not in ("VBN", "VBG"):
        return False
    if verb.dep_ == "conj" and not has(verb, AUXILIARY):
        return is_finite(verb.head)
    return _has_finite_auxiliary(verb)


def _has_finite_auxiliary(verb: Token) -> bool:
    """Whether its auxiliary shows that a participle is finite: "*has* warned", "*was* shut"."""
    return any(child.dep_ in AUXILIARY and child.tag_ in FINITE for child in verb.lefts)


def _trails_speech(token: Token) -> bool:
    return token.dep_ == "advcl" and speaks(token) and (token.tag_ == "VBG" or token.lemma in word_set("asking verbs"))


def _ancestor(token: Token, fits: Callable[[Token], bool]) -> Token | None:
    return next((verb for verb in token.ancestors if is_verb(verb) and fits(verb)), None)


def verb_of_charge(prep: Token) -> Token | None:
    """The verb that a preposition belongs to, where the parser hung it on the object: "accused him of stealing"."""
    noun = prep.head
    while noun.dep_ in ("conj", "appos"):
        noun = noun.head  # "charged a clerk, Ivo Tarn, and two others with stealing"
    if noun.dep_ != "dobj" or not is_verb(noun.head):
        return None
    if any(prep.lower_ in row.preps for row in noun_cues(noun)):
        return None  # "criticised | plans | for a sale"
    charges = any(row.status in CHARGES and prep.lower_ in row.preps for row in verb_cues(noun.head))
    return noun.head if charges else None
