"""What a verb is done to: its objects, a relative clause's antecedent and a joined verb's object among them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax.antecedents import antecedents
from kg.extract.syntax.cued import speaks, tells_clause
from kg.extract.syntax.labels import AUXILIARY, NOMINAL, RELATIVES, SUBJECT, TIME, has, word_after, word_before
from kg.extract.syntax.phrases import conjuncts, hyphened, preposition_objects
from kg.extract.syntax.subjects import fills_a_slot, unique
from kg.extract.syntax.timewords import is_person_word, is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import inverted_speaker, is_full_verb, is_infinitive, is_passive, robbed_infinitive
from kg.ontology import word_set

OBJECT = frozenset(("dobj", "attr", "oprd"))
SLOTS = OBJECT | {"npadvmod", "ccomp"}
"""Where an object stands, be it a day's name that is a person's or the subject of what a verb makes of it."""
TAKEN = OBJECT | {"ccomp", "xcomp"}
OBJECT_POS = frozenset((*NOMINAL, "X", "DET"))
RELATIVE_SLOTS = frozenset(("dobj", "nsubj", "nsubjpass", "pobj", "attr"))
COMPLETING = frozenset(("prep", "ccomp", "xcomp", "prt", "acomp"))
LIKE_FORMS = ({"VB", "VBP"}, {"VBD", "VBN"})
"""Forms that look alike, which the tagger mixes up."""
QUESTION_ADVERBS = frozenset(("when", "where", "why", "how"))


def direct_objects(token: Token) -> tuple[Token, ...]:
    """The nouns the verb takes without a preposition; a relative clause without an object takes its antecedent."""
    speaker = inverted_speaker(token)
    found = [
        noun
        for child in token.children
        if child.dep_ in SLOTS and child is not speaker
        for noun in _objects_from(child, token)
    ]
    objects = found or _objects_elsewhere(token)
    return unique([noun for noun in objects if fills_a_slot(noun) and not _is_adverbial(noun)]) if objects else ()


def _objects_elsewhere(token: Token) -> tuple[Token, ...]:
    """What a verb without an object of its own is done to, by how it hangs on the word above; else a joined verb's."""
    match token.dep_:
        case "acl" | "relcl" if (stolen := _stolen_object(token)) is not None:
            return conjuncts(stolen)
        case "relcl" if _takes_antecedent(token):
            return (token.head,)
        case "conj" if _is_second_of_two(token):
            return (token.head.head,)
        case "xcomp" if _is_wanted(token):
            return (token.head.head,)
        case "ccomp" if _is_said_of(token):
            return (token.head.head,)
    shared = _shares_object(token)
    return direct_objects(shared) if shared is not None else ()


def gapped(verb: Token) -> list[tuple[Token, Token]]:
    """Who else does it to what: "Tarn expelled two clerks and | Norland | three monks"."""
    found: list[tuple[Token, Token]] = []
    for noun in verb.rights:
        if noun.dep_ == "dep" and noun.pos_ == "PROPN":
            found += [(noun, rest) for rest in noun.rights if rest.dep_ == "dep" and rest.pos_ in NOMINAL]
    return found


def _stolen_object(token: Token) -> Token | None:
    """What the parser made the subject of the verb behind: "the rebels" of "the plan to beat the rebels works"."""
    if token.rights:
        return None
    others = (child for child in token.head.head.lefts if child.dep_ in SUBJECT and child.i > token.i)
    return next((noun for noun in others if robbed_infinitive(noun) == token), None)


def _objects_from(child: Token, verb: Token) -> Iterator[Token]:
    """The objects that one child of the verb stands for."""
    if child.dep_ == "oprd" and has(verb, {"dobj", "nsubjpass"}):
        return
    if child.dep_ in OBJECT and is_relative(child):
        yield from (verb.head,) if verb.dep_ in ("relcl", "acl") else ()
    elif child.dep_ in OBJECT and (child.dep_ == "attr" or child.pos_ in OBJECT_POS or _is_share(child, verb)):
        yield from antecedents(child, verb)
    elif child.dep_ == "dobj" and child.pos_ == "SCONJ":  # "a plan *that* they said they would study"
        yield from (noun for noun in antecedents(child, verb) if not tells_clause(noun))
    elif child.dep_ == "npadvmod" and is_person_word(child):
        yield child  # "met Augustin Friday"
    elif child.dep_ == "ccomp" and (is_infinitive(child) or is_judged(child)):
        yield from (noun for c in child.children if c.dep_ in SUBJECT for noun in antecedents(c, child))


def _is_share(word: Token, verb: Token) -> bool:
    """Whether the word is a share of something: "most of them", "many of the workers", "many of which"."""
    return word.lower_ in word_set("shares") and any(
        prep == "of" and (noun.tag_ != "WDT" or verb.dep_ == "relcl") for prep, noun in preposition_objects(word)
    )


def is_judged(adjective: Token) -> bool:
    """Whether an adjective is what a verb finds, calls or makes its object: "found the broker *guilty*"."""
    return adjective.dep_ == "ccomp" and adjective.pos_ == "ADJ" and has(adjective, SUBJECT)


def completion_of(noun: Token) -> Token | None:
    """What a verb calls or makes its object, right behind it: "called the plan | a disgrace", "left them | cold"."""
    if noun.dep_ != "dobj" or not has(noun.head, {"oprd"}):
        return None
    completing = next((child for child in noun.head.rights if child.dep_ == "oprd" and child.i > noun.i), None)
    if completing is None or _is_in_name(completing):
        return None
    between = noun.doc[noun.right_edge.i + 1 : completing.left_edge.i]
    return completing if all(word.is_punct and word.text != "," for word in between) else None


def _is_in_name(word: Token) -> bool:
    """Whether the parser took a part of a name for what somebody is called: "called President Omar | al-Bashir"."""
    before = word_before(word.left_edge)
    return word.pos_ == "PROPN" and before is not None and before.pos_ == "PROPN"


def judges(verb: Token) -> bool:
    """Whether a verb tells what or how its object is: "called the vote illegal", "called him a liar"."""
    objects = has(verb, {"dobj", "nsubjpass"})
    return any(
        (child.dep_ == "oprd" and objects and not _is_in_name(child)) or is_judged(child) for child in verb.rights
    )


def is_denied(word: Token) -> bool:
    """Whether a "not" belongs to the word itself: "found *not guilty*"."""
    return has(word, {"neg"})


def judgement(word: Token) -> str:
    """The word, with its own "not" and adverbs before it: "politically motivated"."""
    adverbs = [adverb.text for adverb in word.lefts if adverb.dep_ == "advmod" and not adverb.children]
    return " ".join([*(["not"] if is_denied(word) else []), *adverbs, hyphened(word)])


def is_relative(token: Token) -> bool:
    """Whether the word is a relative pronoun in a slot: "a request that he made"."""
    return token.lower_ in RELATIVES and token.dep_ in RELATIVE_SLOTS and token.head.dep_ in ("relcl", "acl")


def _takes_antecedent(token: Token) -> bool:
    """Whether a relative clause has its own subject and no object: "the demand he rejected"."""
    filled = (c for c in token.children if c.dep_ in TAKEN and not (c.dep_ == "oprd" and c.pos_ == "ADJ"))
    return _has_own_subject(token) and not any(filled)  # "a claim he called absurd"


def _has_own_subject(token: Token) -> bool:
    """Whether a relative clause's antecedent is not its subject, and no circumstance either."""
    noun = token.head
    if token.dep_ != "relcl" or noun.pos_ not in NOMINAL or noun.ent_type_ in TIME or is_passive(token):
        return False
    subject = next((child for child in token.children if child.dep_ in SUBJECT), None)
    if noun.lemma in word_set("circumstances") or subject is None or subject.lower_ in RELATIVES:
        return False
    fills_another = any(_fills_another_slot(word) for word in token.subtree if word.i < token.i)
    stranded = any(child.dep_ == "prep" and not list(child.children) for child in token.children)
    return not fills_another and not stranded


def _is_second_of_two(token: Token) -> bool:
    """Whether a relative clause's antecedent is also its second verb's object: "a claim he did not make or deny"."""
    first, joint = token.head, token.doc.tokens[token.i - 1]
    if first.dep_ != "relcl" or joint.dep_ != "cc" or joint.i != first.i + 1 or token.rights:
        return False
    relative = any(child.dep_ == "dobj" and is_relative(child) for child in first.lefts)
    return not has(token, SUBJECT | AUXILIARY) and (relative or _takes_antecedent(first))


def _is_wanted(token: Token) -> bool:
    """Whether a relative clause's antecedent is its infinitive's object: "a mill that the town wants to | buy |"."""
    clause = token.head
    if not is_infinitive(token) or any(not child.is_punct for child in token.rights):
        return False
    bare = not has(clause, OBJECT) and not is_passive(token)
    return bare and _has_own_subject(clause) and not tells_clause(clause.head)


def _is_said_of(token: Token) -> bool:
    """Whether a relative clause's antecedent is the object of what it reports: "a loan it said it had | repaid |"."""
    report = token.head
    if token.i < report.i or report.dep_ != "relcl" or not speaks(report):
        return False
    full = has(token, TAKEN | {"mark", "acomp"}) or is_passive(token) or token.lemma == "be"
    if full or not has(token, SUBJECT) or token.lemma in word_set("verbs without object"):
        return False
    stranded = any(child.dep_ == "prep" and not child.children for child in token.rights)
    return not stranded and not tells_clause(report.head) and _has_own_subject(report)


def _fills_another_slot(word: Token) -> bool:
    """Whether the antecedent stands for something else than the object: "when", "whose", "in which"."""
    return word.lower_ in QUESTION_ADVERBS or word.tag_ == "WP$" or (word.tag_ in ("WDT", "WP") and word.dep_ == "pobj")


def _shares_object(token: Token) -> Token | None:
    """The joined verb whose object is also this one's: "bought and later repainted six jets"."""
    joint = word_after(token)
    if joint is None or joint.dep_ != "cc" or token.lemma in word_set("verbs without object"):
        return None
    if any(c.dep_ in COMPLETING for c in token.rights):
        return None
    verb = next((c for c in token.rights if c.dep_ == "conj" and c.left_edge.i == joint.i + 1), None)
    if verb is None or any(child.dep_ != "advmod" for child in verb.lefts):
        return None
    same_form = verb.tag_ == token.tag_ or ({verb.tag_, token.tag_} in LIKE_FORMS and not is_passive(token))
    joined = verb.head == token and verb.dep_ == "conj" and same_form
    return verb if joined and is_full_verb(verb) else None


def _is_adverbial(noun: Token) -> bool:
    """Whether the noun tells when: "left Friday"."""
    if noun.lemma in word_set("circumstances") and has(noun, {"relcl"}):
        return True  # "fled the moment the army attacked"
    if noun.lemma not in word_set("days by name") or noun.pos_ == "PRON" or not is_time(noun):
        return False
    if noun.dep_ == "dobj" and has(noun, {"nummod"}) and noun.head.lemma in word_set("verbs of serving time"):
        return False  # "could face ten years in prison"
    if noun.dep_ == "attr" and has(noun, {"amod"}):
        return False  # "is a good day for the guild"
    return all(prep != "of" or is_time(filling) for prep, filling in preposition_objects(noun))
