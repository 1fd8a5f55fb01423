"""Verbs and the words that fill their slots: active, passive, relative, participial, joined and controlled clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.mentions import is_person_word, is_time
from kg.extract.phrases import NOMINAL, RELATIVES, conjuncts, possessor, preposition_objects
from kg.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEPTH = 8
TIME_NOUNS = frozenset(
    "day week month year monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)
TOUGH = frozenset(("difficult", "hard", "easy", "impossible", "tough"))
SPEECH = frozenset(("claimed", "demanded", "denied", "promised"))
OBJECT_DEPS = frozenset(("dobj", "attr", "oprd"))
NO_ACT_DEPS = frozenset(("aux", "auxpass", "amod", "compound", "prep", "case", "mark", "intj", "prt", "nmod"))
SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "pledge"))


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with its slots filled: who does it, to whom, and what hangs on it by a preposition.

    `subjects` do and `objects` undergo, in passives too. `complements` are the verbs it governs.
    """

    token: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]
    complements: tuple[Token, ...]
    passive: bool
    rule: str

    @property
    def lemma(self) -> str:
        """The verb's base form, mended where the model gets it wrong."""
        return lemma_of(self.token)


def lemma_of(token: Token) -> str:
    """The base form of a word, lower case, mended where the model gets it wrong."""
    return ontology().lemma(token.lemma_.lower(), token.tag_)


def verb_acts(doc: Doc) -> Iterator[Act]:
    """An Act for every verb that tells one, in order of the text."""
    for token in doc:
        if tells(token):
            yield _act(token)


def tells(token: Token) -> bool:
    """Whether a word is a verb of its own: no auxiliary, no adjective, no verb turned preposition."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in NO_ACT_DEPS:
        return False
    if token.dep_ == "xcomp" and token.head.lower_ in TOUGH:
        return False
    if not token.text[0].isalpha() or (not token.whitespace_ and token.doc[token.i + 1 : token.i + 2].text == "-"):
        return False  # "re" of "re-open"
    return not (
        token.pos_ == "AUX" and token.lemma_ in ("will", "would", "may", "might", "must", "can", "could", "shall")
    )


def _act(token: Token) -> Act:
    passive = is_passive(token)
    grammatical = subjects_of(token)
    agents = tuple(noun for prep, noun in preposition_objects(token) if prep == "by" and _is_agent(noun))
    direct = direct_objects(token)
    obliques = tuple(_obliques(token, passive))
    return Act(
        token=token,
        subjects=agents if passive else grammatical,
        objects=_unique((*grammatical, *direct) if passive else direct),
        obliques=obliques,
        complements=tuple(complements_of(token)),
        passive=passive,
        rule=_rule(token, passive),
    )


def _is_agent(noun: Token) -> bool:
    return noun.ent_type_ not in ("DATE", "TIME", "PERCENT", "QUANTITY", "MONEY", "CARDINAL")


def _obliques(token: Token, passive: bool) -> Iterator[tuple[str, Token]]:
    for prep, noun in preposition_objects(token):
        if not (passive and prep == "by" and _is_agent(noun)) and not _is_no_side(prep, noun):
            yield prep, noun
    yield from (
        ("to", noun) for c in token.children if c.dep_ == "dative" and c.pos_ in NOMINAL for noun in conjuncts(c)
    )
    for child in token.children:  # "go on to", "sworn in as": the preposition of a particle or adjective is the verb's
        if child.dep_ in ("acomp", "prt", "advmod") and child.pos_ in ("ADJ", "ADV", "ADP"):
            yield from preposition_objects(child)


def _is_no_side(prep: str, noun: Token) -> bool:
    """Whether the phrase names a source or a purpose: "according to", "in order"."""
    return prep.split()[0] in ("according", "per") or (prep == "in" and noun.lower_ == "order")


def _rule(token: Token, passive: bool) -> str:
    names = {"relcl": "relative", "acl": "participle", "advcl": "adverbial", "conj": "joined", "xcomp": "control"}
    shape = names.get(token.dep_, "embedded" if token.dep_ in ("ccomp", "pcomp") else "clause")
    if token.lemma_ == "be":
        return f"{shape}:copula"
    return f"{shape}:{'passive' if passive else 'active'}"


def is_passive(token: Token) -> bool:
    """Whether the verb's subject undergoes the act."""
    deps = {child.dep_ for child in token.children}
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
        return True
    if token.tag_ != "VBN" or "aux" in deps or deps & {"nsubj", "csubj"}:
        return False
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        return is_passive(token.head)
    if token.dep_ == "acl" and token.head.dep_ == "ROOT" and not _finite(token.head):
        return False
    return token.dep_ in ("acl", "advcl", "relcl", "oprd", "ROOT") and "dobj" not in deps


def _finite(root: Token) -> bool:
    """Whether the sentence has a finite verb; else what looks like a participle of its head is its verb."""
    return any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in root.sent)


def subjects_of(token: Token, depth: int = DEPTH) -> tuple[Token, ...]:
    """The nouns in the verb's subject slot, found through relative pronouns, control, participles and joined verbs."""
    own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ != "EX"]
    if own:
        before = [child for child in own if child.i < token.i] or own
        return _unique(noun for noun in _antecedents(before[-1], token) if fills_a_slot(noun))
    if depth == 0 or any(child.dep_ in ("csubj", "expl") for child in token.children):
        return ()
    stolen = _stolen_subject(token) or _swallowed_subject(token)
    return (stolen,) if stolen is not None else _inherited(token, depth - 1)


def _stolen_subject(token: Token) -> Token | None:
    """The noun right before a joined verb that the parser joined to a noun further up: "in Kabul and Russia wanted"."""
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBZ", "VBP") or token.i == 0:
        return None
    before = token.nbor(-1)
    while before.i and before.dep_ in ("advmod", "aux", "neg"):
        before = before.nbor(-1)
    return before if before.dep_ == "conj" and before.pos_ in ("PROPN", "NOUN") and before.head.i < before.i else None


def _swallowed_subject(token: Token) -> Token | None:
    """The subject that the parser hung on a day before it: "On Monday President Obama said"."""
    if token.tag_ not in ("VBD", "VBZ", "VBP") or token.dep_ == "conj":
        return None
    for prep in (c for c in token.lefts if c.dep_ == "prep"):
        for noun in (
            c for c in prep.children if c.dep_ == "pobj" and c.pos_ == "PROPN" and c.ent_type_ not in ("DATE", "TIME")
        ):
            before = token.doc[noun.left_edge.i : noun.i]
            if any(word.ent_type_ == "DATE" and word.dep_ in ("compound", "nmod") for word in before):
                return noun
    return None


def mended_head(token: Token) -> Token:
    """The word above a verb, where the parser hangs it too low.

    A finite verb joined to a gerund belongs to the finite verb before it ("denied selling it and fired two aides"); a
    trailing "adding that", "when asked" belongs to the verb of speech, not to what is said.
    """
    head = token.head
    if (
        token.dep_ == "conj"
        and token.tag_ in ("VBD", "VBZ", "VBP")
        and head.tag_ in ("VBG", "VB")
        and not _has_own_subject(token)
    ):
        upper = _ancestor(head, lambda verb: verb.tag_ in ("VBD", "VBZ", "VBP"))
        return upper if upper is not None else head
    if token.dep_ == "advcl" and _says(token) and (token.tag_ == "VBG" or lemma_of(token) == "ask") and not _says(head):
        upper = _ancestor(head, _says)
        return upper if upper is not None else head
    return head


def _ancestor(token: Token, fits: Callable[[Token], bool]) -> Token | None:
    return next((verb for verb in token.ancestors if verb.pos_ in ("VERB", "AUX") and fits(verb)), None)


def _says(token: Token) -> bool:
    """Whether the verb says, asks, promises or denies something."""
    rows = ontology().cues.governors.get(("verb", lemma_of(token)), ())
    return any(
        (row.status in SPEECH and row.speaker == "subject" and "clause" in row.takes) or row.status == "demanded"
        for row in rows
    )


def _has_own_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in token.children)


def fills_a_slot(noun: Token) -> bool:
    """Whether a word can stand for a side: no lost noun's article, no question word, no empty "there"."""
    if noun.lower_ in ("the", "a", "an", "there") or noun.tag_ in ("WP", "WRB", "WDT"):
        return False
    return noun.pos_ in NOMINAL or noun.pos_ in ("ADJ", "DET", "X")


def _antecedents(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The noun with what is joined to it; a relative pronoun's antecedent in its place."""
    if noun.lower_ in RELATIVES and noun.tag_ in ("WP", "WDT", "WP$", "IN", "DT"):
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head != clause and clause.dep_ != "relcl":
            clause = clause.head
        if clause.dep_ in ("relcl", "acl") and clause.head.pos_ in (*NOMINAL, "X"):
            return (clause.head,)
        return ()
    return conjuncts(noun)


def _inherited(token: Token, depth: int) -> tuple[Token, ...]:
    head = mended_head(token)
    match token.dep_:
        case "conj" | "dep" | "parataxis" if head.pos_ in ("VERB", "AUX"):
            return subjects_of(head, depth)
        case "xcomp" | "oprd":
            return _controller(head, depth)
        case "ccomp" if token.tag_ in ("VBG", "VB") and not any(c.dep_ == "mark" for c in token.children):
            return _controller(head, depth) if token.tag_ == "VBG" else ()
        case "advcl" if head.pos_ in ("VERB", "AUX"):
            return subjects_of(head, depth)
        case "acl" if any(child.lower_ == "to" for child in token.lefts):
            return _owner_of_act(head, depth)
        case "acl" | "relcl" if head.pos_ in NOMINAL and not _has_relative(token):
            return (head,) if token.tag_ in ("VBG", "VBN", "VBD") else ()
        case "pcomp":
            return _through_preposition(head, depth)
    return ()


def _controller(verb: Token, depth: int) -> tuple[Token, ...]:
    """Who does what the infinitive says: the object of the governing verb, else its subject."""
    if verb.pos_ not in ("VERB", "AUX"):
        if verb.pos_ == "NOUN":
            return _owner_of_act(verb, depth)
        return subjects_of(verb.head, depth) if verb.pos_ == "ADJ" and verb.head != verb else ()
    addressed = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    objects = [child for child in addressed if child.pos_ in NOMINAL and fills_a_slot(child)]
    if addressed and not objects:
        return ()
    if objects and not is_passive(verb) and lemma_of(verb) not in SUBJECT_CONTROL:
        return conjuncts(objects[0])
    called_on = [noun for prep, noun in preposition_objects(verb) if prep in ("on", "upon", "to", "with", "for")]
    if called_on and lemma_of(verb) in ("call", "appeal", "plead", "signal", "wait", "rely"):
        return tuple(called_on)
    return subjects_of(verb, depth)


def _through_preposition(prep: Token, depth: int) -> tuple[Token, ...]:
    head = prep.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        if prep.lower_ in ("of", "for", "from", "into", "with"):
            return _controller(head, depth)
        return subjects_of(head, depth)
    return _owner_of_act(head, depth) if head.pos_ in NOMINAL else ()


def _owner_of_act(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who does what hangs on a noun ("its decision to leave", "made an offer to buy"): its owner, else the verb's subject."""
    owner = possessor(noun) or next((child for child in noun.lefts if child.dep_ == "nsubj"), None)
    if owner is not None:
        return conjuncts(owner)
    by = [token for prep, token in preposition_objects(noun) if prep in ("by", "for", "on")]
    if by:
        return tuple(by)
    if noun.dep_ in ("dobj", "pobj", "attr", "conj"):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        return subjects_of(verb, depth) if verb.pos_ in ("VERB", "AUX") else ()
    return ()


def _has_relative(token: Token) -> bool:
    return any(child.lower_ in RELATIVES and child.tag_ in ("WP", "WDT", "WP$", "WRB") for child in token.children)


def direct_objects(token: Token) -> tuple[Token, ...]:
    """The nouns the verb takes without a preposition; a relative clause without an object takes its antecedent."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "oprd" and any(c.dep_ in ("dobj", "nsubjpass") for c in token.children):
            continue
        if child.dep_ in OBJECT_DEPS and is_relative(child):
            found += [token.head] if token.dep_ in ("relcl", "acl") else []
        elif child.dep_ in OBJECT_DEPS and (child.pos_ in (*NOMINAL, "X", "DET") or child.dep_ == "attr"):
            found += _antecedents(child, token)
        elif child.dep_ == "npadvmod" and is_person_word(child):
            found.append(child)  # "met Augustin Friday"
        elif child.dep_ == "ccomp" and is_infinitive(child):
            found += [
                noun for c in child.children if c.dep_ in ("nsubj", "nsubjpass") for noun in _antecedents(c, child)
            ]
    if not found and _takes_antecedent(token):
        found.append(token.head)
    if not found and (shared := _shares_object(token)) is not None:
        found += direct_objects(shared)
    return _unique(noun for noun in found if fills_a_slot(noun) and not _is_adverbial(noun))


def _shares_object(token: Token) -> Token | None:
    """The joined verb whose object is also this one's: "bought and repainted six jets"."""
    after = token.doc[token.i + 1 : token.i + 3]
    if (
        len(after) < 2
        or after[0].dep_ != "cc"
        or any(c.dep_ in ("prep", "ccomp", "xcomp", "prt", "acomp") for c in token.rights)
    ):
        return None
    verb = after[1]
    return verb if verb.head == token and verb.dep_ == "conj" and verb.tag_ == token.tag_ and tells(verb) else None


def _is_adverbial(noun: Token) -> bool:
    """Whether the noun tells when: "left Friday"."""
    return noun.pos_ != "PRON" and is_time(noun) and noun.lemma_.lower() in TIME_NOUNS


def _takes_antecedent(token: Token) -> bool:
    """Whether a relative clause has its own subject and no object: "the demand he rejected"."""
    if token.dep_ != "relcl" or token.head.pos_ not in NOMINAL or is_passive(token):
        return False
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if (
        not subjects
        or subjects[0].lower_ in RELATIVES
        or any(c.dep_ in (*OBJECT_DEPS, "ccomp", "xcomp") for c in token.children)
    ):
        return False
    adverbial = any(child.lower_ in ("when", "where", "why", "how") for child in token.subtree if child.i < token.i)
    stranded = any(child.dep_ == "prep" and not list(child.children) for child in token.children)
    return not adverbial and not stranded and token.head.ent_type_ not in ("DATE", "TIME")


def is_relative(token: Token) -> bool:
    """Whether the word is a relative pronoun in a slot: "a request that he made"."""
    return (
        token.lower_ in RELATIVES
        and token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "attr")
        and token.head.dep_ in ("relcl", "acl")
    )


def is_gerund(token: Token) -> bool:
    """Whether the verb is a bare -ing form, not "was looking"."""
    return token.tag_ == "VBG" and not any(child.dep_ == "aux" for child in token.children)


def is_infinitive(token: Token) -> bool:
    """Whether the verb is a to-infinitive."""
    return token.tag_ == "VB" and any(child.tag_ == "TO" for child in token.lefts)


def complements_of(token: Token) -> Iterator[Token]:
    """The verbs this one governs: that-clauses, infinitives, gerunds, also behind a preposition; joined ones each."""
    for child in token.children:
        if child.dep_ in ("ccomp", "xcomp") and tells(child):
            yield from joined_verbs(child)
        elif child.dep_ in ("prep", "prt", "acomp"):
            yield from (
                verb
                for c in child.children
                if c.dep_ in ("pcomp", "xcomp", "ccomp") and tells(c)
                for verb in joined_verbs(c)
            )


def joined_verbs(token: Token) -> Iterator[Token]:
    """The verb and those joined to it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and tells(child):
            yield from joined_verbs(child)


def _unique(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(dict.fromkeys(tokens))
