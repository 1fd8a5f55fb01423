"""What hangs on a noun in the wrong way: days that are the verb's, some told among many, a name behind a trade."""

from __future__ import annotations

from kg.extract.syntax.cued import noun_cues, verb_cues
from kg.extract.syntax.labels import (
    NOMINAL,
    SUBJECT,
    comma_before,
    has,
    is_verb,
    left_child,
    right_child,
    subject_dep,
    word_before,
)
from kg.extract.syntax.phrases import upper_word
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Span, Token
from kg.extract.syntax.verbs import gerund_base, has_subject, mark_of
from kg.ontology import ontology, word_set

IN_NAMES = frozenset(("for", "of", "on"))
REHUNG = frozenset(("prep", "compound", "amod", "prt", "appos", "conj", "advmod", "parataxis", "ROOT"))
"""The dependencies of words that `rehang` may move."""
DOWN_TO_NOUN = frozenset(("dobj", "pobj", "prep", "agent", "attr", "dative", "oprd", "conj", "appos"))
"""The dependencies that lead from a verb down to the last noun that it is told of."""


def rehang(token: Token) -> tuple[Move, ...]:
    """The moves that put right how a word hangs on a noun."""
    if token.dep_ not in REHUNG:
        return ()
    match token.dep_:
        case "prep" if token.lower_ == "on":
            return _hang_day(token)
        case "compound" if token.lower_.endswith("ing") and comma_before(token) is not None:
            return _hang_result(token)
        case "prep" if token.lower_ in IN_NAMES and token.ent_iob_ == "I" and token.ent is not None:
            return _hang_in_name(token, token.ent)
        case "prep" if not token.children and (token.lower_ == "in" or token.lower_ in word_set("particles")):
            return _hang_particle(token)
        case "amod" if token.i == token.head.i + 1 and token.lower_ in word_set("nouns that look like adjectives"):
            return _hang_after(token)
        case "prt" if has(token, {"pobj"}):
            return ((token, token.head, "prep"),)  # "who quit | over | the scandal"
        case "prep" if token.lower_ == "for" and token.head.dep_ == "pcomp":
            return _hang_term(token)
        case "appos":
            return _join_example(token)
        case "conj" if token.pos_ == "ADP" and is_verb(token.head):
            return ((token, token.head, "prep"),)  # "called on Oslo to act, and | on | Tarn to wait"
        case "conj" if token.pos_ in ("NOUN", "PROPN") and token.head.pos_ == "VERB":
            return _join_object(token)
        case "advmod" if token.lower_ == "far":
            return _hang_content(token)
        case "parataxis" | "ROOT" if token.tag_ == "NN" and token.lefts:
            return hang_trade(token)
    return ()


def _hang_result(doing: Token) -> tuple[Move, ...]:
    """The moves of a participle taken for a part of a noun behind a comma: "struck, | closing | schools in Tarn"."""
    noun, verb = doing.head, doing.head.head
    base = gerund_base(doing)
    alone = noun.dep_ in ("npadvmod", "dobj") and noun.tag_ == "NNS" and noun.left_edge is doing
    if not base or not alone or not is_verb(verb) or verb.i > doing.i:
        return ()
    doing.tag_, doing.pos_, doing.lemma = "VBG", "VERB", base
    return ((doing, verb, "advcl"), (noun, doing, "dobj"))


def _hang_in_name(prep: Token, name: Span) -> tuple[Move, ...]:
    """The move of a preposition in a body's name to its first noun: "appealed to the Court of Law | for | Sport"."""
    top = next((word for word in name if word.head.i not in range(name.start, name.end)), prep)
    is_body = name.label_ == "ORG" and (top.lower_ in ontology().agents or top.lower_ in word_set("body heads"))
    return ((prep, top, "prep"),) if is_body and top.i < prep.i and prep.head is top.head.head else ()


def _hang_particle(prep: Token) -> tuple[Move, ...]:
    """The move of a preposition behind an object that has none itself to the verb: "turned himself | in |"."""
    verb, before = prep.head, word_before(prep)
    if before is None or before.dep_ != "dobj" or before.head is not verb or verb.dep_ in ("relcl", "acl"):
        return ()
    return ((prep, verb, "prt"),)


def _hang_after(noun: Token) -> tuple[Move, ...]:
    """The moves of a noun taken for an adjective behind its modifier: "a trade | fair | in Tarn"."""
    before = noun.head
    if before.tag_ != "NN" or noun.children:
        return ()
    noun.tag_, noun.pos_ = "NN", "NOUN"
    around = tuple((child, noun, child.dep_) for child in before.children if child is not noun and child.i != before.i)
    top = noun if before.head is before else before.head
    return ((noun, top, before.dep_), (before, noun, "compound"), *around)


def hang_trade(trade: Token) -> tuple[Move, ...]:
    """The moves of a trade to the name that seems its object: "one of them, Kenyan | cook | Peter Otieno, told"."""
    name = right_child(trade, {"dobj"})
    if name is None or name.pos_ != "PROPN" or name.left_edge.i != trade.i + 1:
        return ()
    land = word_before(trade)
    if land is None or ontology().countries.demonym(land.text) is None:
        return ()
    if ontology().agent_type(trade.lemma) != "Person":
        return ()
    trade.tag_, trade.pos_ = "NN", "NOUN"
    subject, main = left_child(trade, SUBJECT) or _before_comma(land), trade.head
    inner = [(child, name, child.dep_) for child in trade.children if child is not name and child is not subject]
    moves = [(trade, name, "compound"), *inner]
    if subject is None or main.i < name.i:
        return ((name, name if main is trade else main, trade.dep_), *moves)
    told = [] if has_subject(main) else [(subject, main, subject_dep(main))]
    return (*told, (name, subject, "appos"), *moves)


def _before_comma(word: Token) -> Token | None:
    """The noun that ends right before the comma before a word: the "one" of "one of them, Kenyan"."""
    comma = comma_before(word)
    noun = word_before(comma) if comma is not None else None
    while noun is not None and noun.dep_ in ("pobj", "prep"):
        noun = noun.head
    return noun if noun is not None and noun.pos_ in NOMINAL else None


def _hang_day(prep: Token) -> tuple[Move, ...]:
    """The move of an "on" with its day to the verb: "closed the road to | the port | on Monday".

    No move where the noun, or one that it hangs on, is an act that may have had its day: "the vote on Monday".
    """
    if not any(c.dep_ == "pobj" and is_time(c) for c in prep.rights):
        return ()
    adverb = prep.head if prep.head.lower_ in word_set("adverbs before a day") else None
    last = noun = (adverb or prep).head
    while noun.dep_ in DOWN_TO_NOUN and not is_verb(noun):
        if noun.lemma in ontology().nouns or is_time(noun):
            return ()
        noun = noun.head
    if not is_verb(noun) or (noun is last and adverb is None) or noun.i > prep.i or _has_day(noun):
        return ()
    moved = (prep, noun, "prep")
    return (moved,) if adverb is None else (moved, (adverb, prep, "advmod"))


def _join_example(noun: Token) -> tuple[Move, ...]:
    """The move that joins some to the many they are told among: "nine sailors were saved, among them | a cook |"."""
    preps = (prep for prep in (*noun.lefts, *noun.head.rights) if prep.dep_ == "prep" and prep.i < noun.i)
    among = any(p.lower_ == "among" and has(p, {"pobj"}) and p.right_edge.i + 1 >= noun.left_edge.i for p in preps)
    return ((noun, noun.head, "conj"),) if among else ()


def _hang_term(prep: Token) -> tuple[Move, ...]:
    """The move of how long somebody is kept from something: "barred him from holding | posts | for life"."""
    kept_from = prep.head.head
    verb = upper_word(kept_from)
    kept = any(row.status == "negated" and kept_from.lower_ in row.preps for row in verb_cues(verb))
    lasts = any(c.dep_ == "pobj" and (is_time(c) or c.lemma == "life") for c in prep.rights)
    return ((prep, verb, "prep"),) if kept and lasts else ()


def _join_object(noun: Token) -> tuple[Move, ...]:
    """The move that joins a noun to the object before it, not to the verb: "want 9% and the | release | of a clerk"."""
    before = word_before(noun.left_edge)
    first = right_child(noun.head, {"dobj"})
    if noun.tag_ == "NN" and not noun.lefts:
        return ()  # "may wear a wig or | don | a hat"
    between = before is not None and before.dep_ == "cc" and first is not None and first.right_edge.i == before.i - 1
    return ((noun, first, "conj"),) if between and first is not None else ()


def _hang_content(far: Token) -> tuple[Move, ...]:
    """The move of what is evident to its noun: "there was no evidence so far that the guild | knew |"."""
    noun = right_child(far.head, {"attr"}) if is_verb(far.head) else far.head
    told = (child for child in far.rights if child.dep_ == "ccomp" and mark_of(child) == "that")
    return tuple((clause, noun, "acl") for clause in told if noun is not None and noun_cues(noun))


def _has_day(verb: Token) -> bool:
    """Whether a time hangs on the verb."""
    days = (noun for child in verb.rights if child.dep_ == "prep" for noun in child.rights if noun.dep_ == "pobj")
    return has(verb, {"npadvmod", "tmod"}) or any(map(is_time, days))
