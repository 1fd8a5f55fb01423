"""Which act a noun tells, chosen by its company, and which words then name its sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from kg.extract.events.instruments import noun_modes
from kg.extract.events.sides import SIDES, Reading, Side, TypeOf, actor_behind
from kg.extract.syntax.clauses import is_doer
from kg.extract.syntax.labels import NOMINAL, has, is_verb
from kg.extract.syntax.phrases import (
    conjuncts,
    has_modifier,
    is_indefinite,
    loss_before,
    named_before,
    possessor,
    preposition_objects,
    upper_word,
)
from kg.extract.syntax.subjects import helped_in, subjects_of
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import is_passive
from kg.model import Role
from kg.ontology import Sense, ontology, word_set

MEETING_PREPS = frozenset(("in", "at", "during", "by", "over"))

Phrases = Mapping[str, list["Token"]]
"""The nouns around an event noun, by preposition; its owner and the name before it under "poss"."""
Around = Callable[[Sense], Phrases | None]


def read_noun(noun: Token, type_of: TypeOf, around: Around | None = None) -> Reading | None:
    """The act that a noun tells, with its sides; None where the noun tells none here.

    `around` gives the nouns around it for a sense, where a verb names more of them; None where the sense cannot be.
    """
    senses = ontology().nouns.get(noun.lemma, ())
    if noun.lemma in word_set("market nouns") and _is_of_market(noun):
        return None
    own = phrases_around(noun) if senses and around is None else {}
    for sense in senses:
        phrases = around(sense) if around is not None else own
        if phrases is None or not _has_needed(noun, sense, phrases):
            continue
        sides = _all_sides(noun, sense, phrases, type_of)
        if _fits(noun, sense, phrases, sides, type_of):
            modes = tuple(dict.fromkeys((*sense.modes, *noun_modes(noun, phrases))))
            return Reading(sense.predicate, ontology().kind(sense.predicate), modes, sides, True)
    return None


def _is_of_market(noun: Token) -> bool:
    """Whether a demand is what buyers want, and asked of nobody: "oil demand", "demand for steel", "demand rose"."""
    if noun.tag_ != "NN":
        return False
    upper = upper_word(noun.head)
    moves = noun.dep_ == "nsubj" and _tells_move(noun.head)
    moved = noun.dep_ == "pobj" and noun.head.lower_ == "in" and upper.lemma in word_set("market moves")
    of_goods = any(prep == "for" and goods.lemma in word_set("goods") for prep, goods in preposition_objects(noun))
    of_kind = any(child.dep_ == "compound" and child.pos_ == "NOUN" for child in noun.lefts)
    return moves or moved or of_goods or of_kind


def read_governed(noun: Token) -> Reading:
    """The act of a noun outside the lexicon that a word governs ("denied any theft"): told by its own lemma."""
    phrases = phrases_around(noun)
    actors: list[Side] = [("actor", token) for prep in ("poss", "by") for token in phrases.get(prep, ())]
    objects: list[Side] = [("object", token) for token in phrases.get("of", ())]
    return Reading(noun.lemma, "OTHER", (), tuple(dict.fromkeys((*actors, *objects))), False)


def may_tell_act(noun: Token) -> bool:
    """Whether a noun outside the lexicon has the form of one for an act: "theft", "closing"."""
    lemma = noun.lemma
    if lemma in word_set("things despite their ending"):
        return False
    if lemma in word_set("act nouns") or lemma.endswith(_act_endings()):
        return lemma not in ontology().agents
    stem, verbs = lemma.removesuffix("ing"), ontology().verbs
    return stem != lemma and any(verb in verbs for verb in (stem, f"{stem}e", stem[:-1]))


@cache
def _act_endings() -> tuple[str, ...]:
    return tuple(word_set("act endings"))


def _tells_move(verb: Token) -> bool:
    """Whether a verb may tell that a value rises or falls."""
    senses = ontology().verbs.get(verb.lemma, ())
    return any(sense.predicate in word_set("moves of a value") for sense in senses)


def _has_needed(noun: Token, sense: Sense, phrases: Phrases) -> bool:
    """Whether the words stand around a noun without which the sense cannot be."""
    if sense.modifier and not has_modifier(noun, sense.modifier):
        return False
    return not sense.needs or any(prep in phrases for prep in sense.needs)


def _fits(noun: Token, sense: Sense, phrases: Phrases, sides: tuple[Side, ...], type_of: TypeOf) -> bool:
    """Whether the noun's sides are those that the sense asks for."""
    against = {token for prep in sense.recipient if prep not in sense.actor for token in phrases.get(prep, ())}
    others = [side for role, side in sides if role != "actor" or side in against]
    if sense.object and not any(side.lemma in sense.object or side.lower_ in sense.object for side in others):
        return False
    if sense.unless and any({word.lemma, word.lower_} & {*sense.unless} for word in (*noun.lefts, *others)):
        return False
    return not sense.object_type or any(type_of(side) in sense.object_type for side in others)


def _all_sides(noun: Token, sense: Sense, phrases: Phrases, type_of: TypeOf) -> tuple[Side, ...]:
    """The sides the noun names, and who does it by the verb above where the noun names no actor."""
    sides = tuple(_NounSides(sense, phrases).roles(type_of)) if phrases else ()
    if any(role == "actor" for role, _ in sides):
        return sides
    named = {side for _, side in sides}
    doers = (*_doers(noun), *_helped(noun, type_of), *_who_met(noun, sense, type_of))
    return (*(("actor", doer) for doer in doers if doer not in named), *sides)


def _helped(noun: Token, type_of: TypeOf) -> tuple[Token, ...]:
    """Who fights: whoever is helped in it ("supports Chad in the fight against …", "support for Chad in the fight")."""
    if noun.lemma not in word_set("fights"):
        return ()
    return tuple(side for side in helped_in(noun) if type_of(side) in SIDES)


def _who_met(noun: Token, sense: Sense, type_of: TypeOf) -> tuple[Token, ...]:
    """Who met or spoke: whoever did something in it ("raised it in a call with Lind"); "the call" may be others'."""
    upper = upper_word(noun.head)
    verb = upper.head if upper.dep_ == "dobj" else upper
    prep = noun.head.lower_ if noun.dep_ == "pobj" else ""
    met = prep in MEETING_PREPS or (prep == "on" and has(noun, {"prep"}))  # "was on a trip to Tarn"
    met = met and ontology().kind(sense.predicate) == "CONSULT"
    if not met or not is_indefinite(noun) or not is_verb(verb) or is_passive(verb):
        return ()
    return tuple(subject for subject in subjects_of(verb) if type_of(subject) in SIDES)


def _doers(noun: Token) -> tuple[Token, ...]:
    """Who does what a noun tells, where its verb says that the subject does it: "announced a suspension of aid"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma not in ontology().cues.doers or is_passive(verb):
        return ()
    return subjects_of(verb)


# ---- the nouns around -----------------------------------------------------------------------------------------------


def phrases_around(noun: Token) -> Phrases:
    """The nouns around an event noun, by what joins them to it; no times."""
    found: dict[str, list[Token]] = {}
    for prep, token in preposition_objects(noun):
        if not is_time(token) and not (prep == "by" and token.lemma in word_set("margins")):
            found.setdefault(prep, []).append(token)
    found.update(_before(noun, bool(found)))
    if "to" not in found and noun.lemma in word_set("losses") and (victors := _victors(noun)):
        found["to"] = victors
    if "by" not in found and (by := _stray_by(noun) or _by_behind(found.get("of", ()))) is not None:
        found["by"] = [by]
    return found


def _before(noun: Token, has_phrases: bool) -> Iterator[tuple[str, list[Token]]]:
    """Who does what the noun tells, by what stands before it: its owner, a body, another noun, the verb's subject."""
    if owners := _owners(noun):
        yield "poss", owners
    elif (body := _body_before(noun)) is not None:
        yield "before", [body]
    elif noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.lemma in word_set("links"):
        upper = upper_word(noun.head)
        yield "poss", [upper] if upper.pos_ in NOMINAL else []
    elif has_phrases and (doers := _doers_in(noun)):
        yield "poss", doers


def _victors(loss: Token) -> list[Token]:
    """To whom something fell, where the parser hung the "to" on the verb above: "the fall of Tarn to | the rebels"."""
    behind = loss.doc[loss.right_edge.i + 1 : loss.right_edge.i + 2]
    return [child for word in behind if loss_before(word) == loss for child in word.children]


def _owners(noun: Token) -> list[Token]:
    """Whose it is: the owner, or the first name before the noun with what is joined to it."""
    owner = possessor(noun)
    if owner is not None:
        helped = helped_in(noun) if owner.pos_ == "PRON" else ()
        return [] if is_time(owner) else list(helped or conjuncts(owner))
    name = named_before(noun)
    if name is None:
        return []
    return [name, *(word for word in name.rights if word.dep_ == "conj" and word.i < noun.i)]


def _doers_in(noun: Token) -> list[Token]:
    """Who does to another what a bare noun behind "in" tells: "marched *in support of* the nurses"."""
    verb = upper_word(noun.head)
    done = noun.dep_ == "pobj" and noun.head.lower_ == "in" and not noun.lefts and noun.lemma not in word_set("links")
    return list(subjects_of(verb)) if done and is_verb(verb) and not is_passive(verb) else []


def _body_before(noun: Token) -> Token | None:
    """The common noun for a body that fights before the noun: "army" of "an army raid"; none of "a state visit"."""
    words = (c for c in noun.lefts if c.dep_ == "compound" and c.lemma in word_set("fighting bodies"))
    return next(words, None)


def _by_behind(undergoing: Sequence[Token]) -> Token | None:
    """The "by" phrase that the parser hung on who undergoes the act: "the murder of a nurse *by a soldier*"."""
    sides = (who for who in undergoing if who.pos_ == "PROPN" or who.lemma in ontology().agents)
    return next((doer for who in sides for prep, doer in preposition_objects(who) if prep == "by"), None)


def _stray_by(noun: Token) -> Token | None:
    """The "by" phrase right behind the noun's own phrase that the parser hung on the verb above."""
    edge = noun.right_edge.i + 1
    if edge >= len(noun.doc) or noun.doc[edge].lower_ != "by" or noun.doc[edge].head.i >= noun.i:
        return None
    doers = (c for c in noun.doc[edge].children if c.dep_ == "pobj" and c.pos_ in NOMINAL)
    return next((c for c in doers if is_doer(c)), None)  # not "halted the protest by force"


# ---- who is on which side -------------------------------------------------------------------------------------------


class _NounSides(Struct, frozen=True):
    """The sides of an event noun in one of its senses."""

    sense: Sense
    phrases: Phrases

    def roles(self, type_of: TypeOf) -> Iterator[Side]:
        """Every side with its role, actors first."""
        actors, recipients = self._split()
        for token in dict.fromkeys(actors):
            yield from (("actor", side) for side in actor_behind(token, type_of))
        both = self._is_mutual() and (bool(self._actors()) or "between" in self.phrases)
        where = [token for prep in ("in", "at") for token in self.phrases.get(prep, ())]
        for token in dict.fromkeys(recipients):
            if token not in actors:
                named = _named_in_apposition(token)
                if token.head.lower_ == "in" and type_of(named) == "Thing" and token.dep_ == "pobj":
                    continue  # "claimed the attack in a letter"
                if token in where and len(where) < len(recipients):
                    continue  # "raids on barns in the suburb"
                role: Role = "actor" if both and not actors else "recipient" if type_of(named) in SIDES else "object"
                yield role, named

    def _split(self) -> tuple[list[Token], list[Token]]:
        """Actors and recipients; with nobody behind "by", a preposition that may name either names the recipient."""
        actors, recipients = self._actors(), self._behind(self._recipient_preps())
        if "by" in self.phrases and "by" in self.sense.actor and not recipients:
            owners = self.phrases.get("poss", [])  # "the town's capture by the rebels"
            return [actor for actor in actors if actor not in owners], owners
        if self._has_doer() or recipients:
            return actors, recipients
        shared = self._behind(prep for prep in self.sense.recipient if prep in self.sense.actor)
        if not shared or "by" not in self.sense.actor:
            return actors, recipients
        return [actor for actor in actors if actor not in shared], shared

    def _actors(self) -> list[Token]:
        """Whoever the sense's prepositions name as actor; "of" names the other side where there is a doer."""
        if "before" in self.phrases and "poss" in self.sense.actor and "poss" not in self.sense.recipient:
            return self.phrases["before"]
        taken = self._has_doer() and "of" in self.sense.recipient
        return self._behind(prep for prep in self.sense.actor if prep != "of" or not taken)

    def _recipient_preps(self) -> Iterator[str]:
        yield from (prep for prep in self.sense.recipient if self._has_doer() or prep not in self.sense.actor)

    def _has_doer(self) -> bool:
        return "by" in self.phrases or "poss" in self.phrases

    def _is_mutual(self) -> bool:
        row = ontology().predicates.get(self.sense.predicate)
        return "between" in self.phrases or (row is not None and row.symmetric)

    def _behind(self, preps: Iterator[str]) -> list[Token]:
        return [token for prep in preps for token in self.phrases.get(prep, ())]


def _named_in_apposition(token: Token) -> Token:
    """The name in apposition to a noun: "Mansour" of "his predecessor Mullah Mansour"; else the noun."""
    return next((c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), token)
