"""Who does what a verb says: the subject, found through relatives, control, participles and joined verbs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.syntax.antecedents import antecedents
from kg.extract.syntax.cued import noun_cues, reports, verb_cues
from kg.extract.syntax.labels import FINITE, NOMINAL, RELATIVES, SUBJECT, TIME, has, is_verb, left_child, word_before
from kg.extract.syntax.phrases import (
    conjuncts,
    is_extreme,
    is_somebody,
    named_before,
    possessor,
    preposition_objects,
    upper_word,
)
from kg.extract.syntax.tree import Token, once
from kg.extract.syntax.verbs import (
    inverted_speaker,
    is_infinitive,
    is_passive,
    mended_head,
    reciprocal_of,
    robbed_infinitive,
    verb_of_charge,
)
from kg.ontology import ontology, word_set

DEPTH = 8
"""How many verbs up a subject is looked for."""
EMPTY_WORDS = frozenset(("the", "a", "an", "there"))
QUESTION_TAGS = frozenset(("WP", "WRB", "WDT"))
ADDRESSED_BY = frozenset(("on", "upon", "to", "with", "for"))
OBJECT_CONTROL_PREPS = frozenset(("of", "for", "from", "into", "with", "as"))
DOER_PREPS = frozenset(("by", "for", "on"))


def _is_no_subject(word: Token) -> bool:
    """Whether it is "there", or a reflexive that only stresses the subject: "who | himself | worked there"."""
    if word.tag_ == "EX":
        return True
    return word.lower_.endswith(("self", "selves")) and word.head.dep_ == "relcl"


@once
def subjects_of(token: Token) -> tuple[Token, ...]:
    """The nouns in the verb's subject slot, found through relative pronouns, control, participles and joined verbs."""
    return _subjects_of(token, DEPTH)


def _subjects_of(token: Token, depth: int) -> tuple[Token, ...]:
    own = [child for child in token.children if child.dep_ in SUBJECT and not _is_no_subject(child)]
    if own:
        before = [child for child in own if child.i < token.i] or own
        if _is_of_another(before[-1]):
            return ()
        if len(before) > 1 and robbed_infinitive(before[-1]) is not None:
            before.pop()
        return unique([noun for noun in antecedents(before[-1], token) if fills_a_slot(noun)])
    if depth == 0 or has(token, {"csubj", "expl"}):
        return ()
    if (speaker := inverted_speaker(token)) is not None:
        return (speaker,)
    stolen = _stolen_subject(token) or _swallowed_subject(token)
    return (stolen,) if stolen is not None else _inherited(token, depth - 1)


def _is_of_another(noun: Token) -> bool:
    """Whether a noun only names whose the subject is: "while | Tarn |'s fell" of shares named before."""
    last = noun.rights[-1] if noun.rights else None
    beside = noun.head.dep_ in ("advcl", "conj") and noun.pos_ == "PROPN"
    return beside and last is not None and last.tag_ == "POS" and last.ent_type_ == ""


def unique(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Each word once, in order."""
    return tuple(dict.fromkeys(tokens))


def fills_a_slot(noun: Token) -> bool:
    """Whether a word can stand for a side: no lost noun's article, no question word, no empty "there"."""
    if noun.lower_ in EMPTY_WORDS or noun.tag_ in QUESTION_TAGS or noun.tag_ == "HYPH":
        return False
    return noun.pos_ in NOMINAL or noun.pos_ in ("ADJ", "DET", "X")


def is_asked_for(noun: Token) -> bool:
    """Whether a question asks which or how many these are: "how many troops he wanted"."""
    return noun.left_edge.tag_ in QUESTION_TAGS


# ---- where the parser lost it ---------------------------------------------------------------------------------------


def _stolen_subject(token: Token) -> Token | None:
    """The noun right before a joined verb that the parser joined to a noun further up: "in Kabul and Russia wanted"."""
    if token.dep_ != "conj" or token.tag_ not in FINITE or token.i == 0:
        return None
    before = token.nbor(-1)
    while before.i and before.dep_ in ("advmod", "aux", "neg"):
        before = before.nbor(-1)
    return before if before.dep_ == "conj" and before.pos_ in ("PROPN", "NOUN") and before.head.i < before.i else None


def _swallowed_subject(token: Token) -> Token | None:
    """The subject that the parser hung on a day before it: "On Monday President Obama said"."""
    if token.tag_ not in FINITE or token.dep_ == "conj":
        return None
    nouns = (noun for prep in token.lefts if prep.dep_ == "prep" for noun in prep.children if noun.dep_ == "pobj")
    return next((noun for noun in nouns if _follows_a_day(noun)), None)


def _follows_a_day(noun: Token) -> bool:
    if noun.pos_ != "PROPN" or noun.ent_type_ in TIME:
        return False
    before = noun.doc[noun.left_edge.i : noun.i]
    return any(word.ent_type_ == "DATE" and word.dep_ in ("compound", "nmod") for word in before)


# ---- whose it is, where the verb has none ---------------------------------------------------------------------------


def _inherited(token: Token, depth: int) -> tuple[Token, ...]:
    """Who does what a verb without a subject of its own says, by how it hangs on the word above."""
    head = mended_head(token)
    match token.dep_:
        case "conj" | "dep" | "parataxis":
            return _subjects_of(head, depth) if is_verb(head) else ()
        case "advcl":
            return _of_adverbial(token, head, depth)
        case "acomp":
            return _subjects_of(head, depth) if token.tag_ == "VBN" else ()  # "is committed to selling"
        case "ccomp" | "xcomp" | "oprd":
            return _of_complement(token, head, depth)
        case "acl":
            return _of_noun_clause(token, head, depth)
        case "relcl":
            return _of_relative_clause(token, head, depth)
        case "pcomp":
            return _through_preposition(head, depth)
    return ()


def _of_adverbial(token: Token, head: Token, depth: int) -> tuple[Token, ...]:
    if (aim := _aim_before(token)) is not None:
        return _owner_of_act(aim, depth)
    if is_infinitive(token) and _asks_for(head, token):
        return _controller(head, depth)
    if is_infinitive(token) and head.lemma == "give" and (whom := _given_time(head)) is not None:
        return conjuncts(whom)
    if is_verb(head):
        return _subjects_of(head, depth)
    faced = head.pos_ == "NOUN" and is_infinitive(token)  # "faced calls to resign"
    return _owner_of_act(head, depth) if faced else ()


def _given_time(verb: Token) -> Token | None:
    """Whom a verb gives a time for what is to be done: "gave *the mill* a week to pay", "gave *the mill* until May"."""
    given = [child for child in verb.rights if child.dep_ in ("dobj", "dative")]
    until = any(child.dep_ == "prep" and child.lower_ in ("until", "till") for child in verb.rights)
    timed = until or (len(given) > 1 and given[-1].ent_type_ in TIME)
    return given[0] if timed and given and given[0].ent_type_ not in TIME and not is_passive(verb) else None


def _of_complement(token: Token, head: Token, depth: int) -> tuple[Token, ...]:
    gerund = token.tag_ == "VBG"
    if token.dep_ != "oprd":
        if _is_told_of(token) and head.dep_ in ("relcl", "acl") and has(head, SUBJECT) and not _has_relative(head):
            return (head.head,)  # "firms it said had sold oil"
        advised = gerund or (is_infinitive(token) and not is_passive(head) and not has(head, {"dobj", "dative"}))
        if advised and head.lemma in word_set("advising verbs"):
            return ()  # "recommended closing the mine", "advised not to close it": others are to
    if token.dep_ == "xcomp" and _is_sought(token, head):
        return _subjects_of(head, depth)  # "asked the court to be released"
    if token.dep_ == "xcomp" and (nearest := _addressed_before(token, head)) is not None:
        return conjuncts(nearest)
    controlled = token.dep_ != "ccomp" or (gerund and not has(token, {"mark"}))
    return _controller(head, depth) if controlled else ()


def _addressed_before(infinitive: Token, verb: Token) -> Token | None:
    """Who of those addressed apart stands right before what it is to do: "called on Oslo to act, *on Tarn* to wait"."""
    addressed = [child for child in verb.rights if child.dep_ == "dobj"]
    if not addressed and verb.lemma in word_set("prepositional control"):
        addressed = [noun for prep, noun in preposition_objects(verb) if prep in ADDRESSED_BY]
    if len(addressed) < 2 or addressed[0].i > infinitive.i:
        return None
    return next((noun for noun in addressed if noun.right_edge.i + 1 == infinitive.left_edge.i), None)


def _of_noun_clause(token: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if noun.ent_type_ in TIME and noun.dep_ == "pobj" and token.tag_ not in ("VBN", "VBD"):
        verb = upper_word(noun.head)  # "agreed on Tuesday to sell"
        return _controller(verb, depth) if is_verb(verb) else _owner_of_act(verb, depth)
    if any(child.lower_ == "to" for child in token.lefts):
        return _owner_of_act(noun, depth)
    issued = noun.lemma in word_set("texts") and noun.head.lemma not in word_set("verbs of reading")
    issued = issued and all(row.status != "denied" for row in verb_cues(noun.head))
    if issued and token.tag_ == "VBG" and noun.dep_ == "dobj":
        return _subjects_of(noun.head, depth)  # "issued a statement demanding"
    return _itself(token, noun)


def _of_relative_clause(token: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if token.tag_ == "VB" and (owner := possessor(noun) or _by_name(noun)) is not None:
        return conjuncts(owner) if not _has_relative(token) else ()  # "the guild's strategy to reopen the mill"
    if token.tag_ == "VB" and _is_singled_out(noun) and not _has_relative(token):
        return _who_is(noun, depth)  # "Tarn was the first ship to enter the bay"
    if is_infinitive(token):
        if noun.lemma in word_set("orders"):
            return _who_is_ordered(noun, depth)  # "ignored calls to sell the mill"
        if is_body(noun):
            return (noun,)
        if has(token, {"dobj"}) and not is_somebody(noun):
            return _user_of(noun, depth)
    return _itself(token, noun)


def _itself(clause: Token, noun: Token) -> tuple[Token, ...]:
    """The noun that a participle or finite verb behind it tells of."""
    tells_of_it = noun.pos_ in NOMINAL and not _has_relative(clause)
    return (noun,) if tells_of_it and clause.tag_ in ("VBG", "VBN", "VBD") else ()


def _is_sought(verb: Token, asking: Token) -> bool:
    """Whether the act is one that whoever asks wants done to themselves: "asked to | be released |"."""
    grants = verb.lemma in word_set("granting verbs") and asking.lemma in word_set("asking verbs")
    return grants and is_passive(verb)


def _is_told_of(verb: Token) -> bool:
    """Whether a verb without a subject is finite, and so told of what stands before: "a barn he said | burned |"."""
    return verb.dep_ == "ccomp" or verb.tag_ in FINITE or (verb.tag_ == "VBN" and reports(verb.head))


def _is_singled_out(noun: Token) -> bool:
    """Whether the noun is the first, the last, the only or the greatest one."""
    ones = (noun, *(child for child in noun.lefts if child.dep_ == "amod"))  # "the first to leave", "the first man to"
    greatest = is_extreme(noun) and noun.dep_ in ("attr", "appos") and noun.lemma not in word_set("circumstances")
    return greatest or any(word.lower_ in word_set("singling out") for word in ones)


def _who_is(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who a noun behind a copula or a name tells of; else the noun itself."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOMINAL:
        first = first.head
    if first.dep_ == "appos" and first.head.pos_ == "PROPN":
        return (first.head,)  # "Ygritte, the worst storm to hit Tarn"
    told = _subjects_of(first.head, depth) if first.dep_ == "attr" else ()
    return told or (noun,)


def _has_relative(token: Token) -> bool:
    return any(child.lower_ in RELATIVES and child.tag_ in ("WP", "WDT", "WP$", "WRB") for child in token.children)


def _controller(verb: Token, depth: int) -> tuple[Token, ...]:
    """Who does what the infinitive says: the object of the governing verb, else its subject."""
    if not is_verb(verb):
        return _controller_of_word(verb, depth)
    addressed = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    objects = [child for child in addressed if child.pos_ in NOMINAL and fills_a_slot(child) and not _is_amount(child)]
    if reciprocal_of(verb) is not None:
        return _subjects_of(verb, depth)
    if addressed and not objects and not any(_is_amount(child) for child in addressed):
        return ()
    if objects and not is_passive(verb) and verb.lemma not in word_set("subject control"):
        return conjuncts(objects[0])
    if verb.lemma in word_set("prepositional control"):
        addressed_by = ((prep, noun) for prep, noun in preposition_objects(verb) if noun.ent_type_ not in TIME)
        called_on = tuple(noun for prep, noun in addressed_by if prep in ADDRESSED_BY)
        return called_on or _subjects_of(verb, depth)
    doers = [noun for prep, noun in preposition_objects(verb) if prep == "by"] if is_passive(verb) else []
    if doers and verb.lemma in word_set("subject control"):
        return tuple(doers)  # "laws used by Tarn to crush dissent"
    subjects = _subjects_of(verb, depth)
    if verb.lemma == "be" and subjects and subjects[0].lemma in word_set("aims"):
        return _owner_of_act(subjects[0], depth) or tuple(n for p, n in preposition_objects(subjects[0]) if p == "of")
    return subjects


def _is_amount(noun: Token) -> bool:
    """Whether the noun is so many of something that does nothing: "docked *six points* for making payments"."""
    counted = any(child.dep_ == "nummod" for child in noun.lefts)
    if noun.lemma in ontology().agents or noun.lemma == "other":
        return False  # "suspended *four others* for leaving"
    counted = counted or (
        noun.tag_ == "CD" and any(child.lower_ == "to" for child in noun.rights)
    )  # "voted *9 to 4* to"
    return counted and noun.ent_type_ not in ("PERSON", "ORG", "NORP")


def _controller_of_word(word: Token, depth: int) -> tuple[Token, ...]:
    """Who does what an infinitive says that hangs on a noun or an adjective."""
    if word.pos_ == "NOUN":
        return _owner_of_act(word, depth)
    if word.pos_ != "ADJ" or word.head == word:
        return ()
    judged = [noun for child in word.children if child.dep_ in SUBJECT for noun in antecedents(child, word)]
    return unique(judged) or _subjects_of(word.head, depth)


def _through_preposition(prep: Token, depth: int) -> tuple[Token, ...]:
    head = upper_word(prep)
    charged = verb_of_charge(prep) or _verb_of_praise(prep, head)
    if charged is not None:
        return _controller(charged, depth)
    if prep.lower_ == "against" and head.lemma in word_set("advising verbs"):
        return _controller(head, depth) if is_passive(head) or has(head, {"dobj"}) else ()  # "warned against selling"
    if is_verb(head) and head.dep_ == "relcl" and _charges(head, prep) and (whom := _whom(head)) is not None:
        return conjuncts(whom)  # "a clerk they had accused of stealing"
    if is_verb(head):
        instead = prep.doc.words(max(0, prep.i - 1), prep.i + 1).lower() in word_set("undone")
        of_object = prep.lower_ in OBJECT_CONTROL_PREPS and not instead
        return _controller(head, depth) if of_object else _subjects_of(head, depth)
    if head.lemma in word_set("traces") or (prep.lower_ == "into" and head.pos_ == "NOUN"):
        return ()  # "saw no evidence of tampering": whoever it was
    if head.pos_ == "ADJ":
        return _controller_of_word(head, depth)  # "guilty of stealing"
    return _owner_of_act(head, depth) if head.pos_ in NOMINAL else ()


def _charges(verb: Token, prep: Token) -> bool:
    """Whether a verb and its preposition tell a charge: "accused of"."""
    return any(row.status == "claimed" and prep.lower_ in row.preps for row in verb_cues(verb))


def _whom(clause: Token) -> Token | None:
    """Whom a relative clause with a subject of its own is about: "a clerk *whom* they accused"."""
    objects = [child for child in clause.children if child.dep_ == "dobj"]
    own = any(child.dep_ in SUBJECT and child.lower_ not in RELATIVES for child in clause.lefts)
    gap = all(child.lower_ in RELATIVES for child in objects) and not is_passive(clause)
    return clause.head if own and gap else None


def _aim_before(verb: Token) -> Token | None:
    """The noun of purpose right before an infinitive that the parser hung on the verb: "in their campaign to win"."""
    noun = word_before(verb.left_edge) if is_infinitive(verb) else None
    aims = noun is not None and any(noun.lemma in word_set(name) for name in ("efforts", "aims", "orders"))
    return noun if aims else None


def _asks(verb: Token) -> bool:
    """Whether what the verb governs is asked of its object: "pressed the mayor to resign"."""
    return any(row.status == "demanded" for row in verb_cues(verb))


def _asks_for(verb: Token, infinitive: Token) -> bool:
    """Whether an infinitive right behind a verb's object is what the object is asked or hired to do."""
    asks = _asks(verb) or (verb.lemma in word_set("hiring verbs") and any(map(_may_act, verb.rights)))
    asked = asks and infinitive.left_edge.i - 1 in _ends_of_objects(verb)
    return asked and not is_own_purpose(infinitive, verb)


def _may_act(noun: Token) -> bool:
    """Whether a verb's object is somebody or a body: who is paid, not what."""
    return noun.dep_ == "dobj" and (noun.pos_ == "PROPN" or is_somebody(noun) or noun.lemma in ontology().agents)


def is_own_purpose(infinitive: Token, verb: Token) -> bool:
    """Whether an infinitive tells what somebody meets or calls others for."""
    if verb.lemma in word_set("ringing up"):
        return infinitive.lemma in word_set("reasons to call")
    return verb.lemma in word_set("contacting verbs")


def _ends_of_objects(verb: Token) -> set[int]:
    return {child.right_edge.i for child in verb.rights if child.dep_ == "dobj"}


def is_body(noun: Token) -> bool:
    """Whether a noun is one for a body that acts: an alliance, a team."""
    return ontology().agent_type(noun.lemma) in ("Group", "Organization") and noun.lemma not in word_set("aims")


def _verb_of_praise(prep: Token, noun: Token) -> Token | None:
    """The verb whose object did what stands behind "for": "thanked firefighters for saving the hall"."""
    praised = prep.lower_ == "for" and noun.dep_ in ("dobj", "dative") and noun.head.lemma in word_set("praise")
    return noun.head if praised else None


def _owner_of_act(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who does what hangs on a noun: its owner ("its decision to go"), who is named behind it, else its verb's doer."""
    if noun.lemma in word_set("orders"):
        return _who_is_ordered(noun, depth)
    if is_body(noun):
        return (noun,)
    owner = possessor(noun) or left_child(noun, {"nsubj"}) or _by_name(noun)
    if owner is not None:
        return helped_in(noun) or conjuncts(owner)
    preps = DOER_PREPS | ({"of"} if noun.lemma in word_set("entitlements") else set())
    doers = tuple(token for prep, token in preposition_objects(noun) if prep in preps)
    if doers:
        return doers
    return _doer_of_verb_above(noun, depth) if noun.dep_ in ("dobj", "pobj", "attr", "conj") else ()


def _doer_of_verb_above(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who does what hangs on a noun, by the verb whose slot the noun fills: "the mill made an offer to | buy |"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.lemma in word_set("opposing verbs") and (_is_aim(noun) or noun_cues(noun)):
        return ()  # "rejected a plan to close the mill": another's
    if not is_verb(verb):
        return ()
    given = tuple(c for c in verb.rights if c.dep_ == "dative" and c.pos_ in NOMINAL) if noun.dep_ == "dobj" else ()
    if given and not is_passive(verb):
        return given  # "gives *miners* the right to return"
    if noun.dep_ == "pobj" and (noun.lemma in word_set("charges") or noun.head.lower_ == "as"):
        return _controller(verb, depth)  # "indicted the clerk on suspicion of bribery", "hailed it as a way of selling"
    return _subjects_of(verb, depth)


def _is_aim(noun: Token) -> bool:
    return noun.lemma in word_set("aims") or noun.lemma in word_set("efforts")


def _who_is_ordered(order: Token, depth: int) -> tuple[Token, ...]:
    """Who is to do what an order tells: whom it is given to, or who ignores it."""
    given = tuple(noun for prep, noun in preposition_objects(order) if prep in ADDRESSED_BY)
    verb = upper_word(order.head) if order.dep_ == "pobj" else order.head
    if order.head.lower_ == "in" and is_passive(verb):
        return tuple(doer for prep, doer in preposition_objects(verb) if prep == "by")  # "was shut in order to save"
    heeds = order.dep_ == "pobj" or verb.lemma in word_set("verbs of heeding")
    return given or (_subjects_of(verb, depth) if heeds and is_verb(verb) else ())


def _user_of(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who does what a noun serves: "left the hall to demand more pay", "gave *the mill* a week to pay"."""
    doers = tuple(token for prep, token in preposition_objects(noun) if prep == "for")
    verb = upper_word(noun.head) if noun.dep_ == "pobj" else noun.head
    if doers or not is_verb(verb) or verb.dep_ == "prep":
        return doers
    if noun.dep_ == "dobj" and verb.lemma in word_set("opposing verbs"):
        return ()  # "vetoed a text to extend the truce"
    given = tuple(child for child in verb.rights if child.dep_ == "dative" and child.pos_ in NOMINAL)
    return given or _subjects_of(verb, depth)


def helped_in(noun: Token) -> tuple[Token, ...]:
    """Who is helped in what the noun tells: "helped | Norland | in its fight", "support for | Tarn | in the battle"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return ()
    upper = upper_word(noun.head)
    if not is_verb(upper):
        while upper.dep_ == "conj":
            upper = upper.head
        return _backed(upper_word(upper.head) if upper.dep_ == "pobj" else upper)
    objects = [child for child in upper.children if child.dep_ == "dobj" and child.i < noun.i]
    if upper.lemma in word_set("helping verbs"):
        return tuple(each for child in objects for each in conjuncts(child))
    return tuple(each for child in objects for each in _backed(child))


def _backed(backing: Token) -> tuple[Token, ...]:
    """Whom the backing is for: "support of | Norland"."""
    if backing.lemma not in word_set("backing"):
        return ()
    return tuple(noun for prep, noun in preposition_objects(backing) if prep in ("for", "of", "to"))


def _by_name(noun: Token) -> Token | None:
    """Whose effort or plan it is by the name before it: "Tern efforts to lower the fares", not "the Oslo plan to"."""
    name = named_before(noun) if noun.lemma in word_set("efforts", "aims") else None
    if name is None or (name.ent_type_ == "GPE" and ontology().countries.country(name.text) is None):
        return None
    return name
