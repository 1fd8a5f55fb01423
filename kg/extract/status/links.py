"""How a word hangs on the one above it, and whether mood and negation reach down to it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kg.extract.syntax.cued import noun_cues, reports, speaks, verb_cues
from kg.extract.syntax.labels import AUXILIARY, SUBJECT, follows_comma, has, is_verb, left_child, word_before
from kg.extract.syntax.objects import is_relative
from kg.extract.syntax.phrases import is_indefinite, is_somebody, may_speak, upper_word
from kg.extract.syntax.tree import Token, once
from kg.extract.syntax.verbs import (
    has_modal,
    has_subject,
    inverted_speaker,
    inverted_speech,
    is_finite,
    is_gerund,
    is_infinitive,
    is_passive,
    mark_of,
    mended_head,
    verb_of_charge,
)
from kg.ontology import ontology, word_set

Take = Literal["clause", "infinitive", "gerund", "noun", "joined", "modifier", "adverbial", "subject"]
COMPLEMENT = frozenset(("ccomp", "xcomp", "csubj", "csubjpass", "oprd", "dep", "parataxis"))
OBJECT = frozenset(("dobj", "nsubjpass", "attr", "oprd", "dative"))
CONTENT = frozenset(("ccomp", "xcomp", "dobj", "pobj"))
NOUN_MODIFIER = frozenset(("appos", "compound", "nmod", "poss"))
TIME_CONJUNCTIONS = frozenset(("after", "before", "since"))
BINDING_PREPS = frozenset(("of", "for", "to", "on", "in", "with", "about", "by", "through"))
NOUN_PREPS = frozenset(("of", "for", "to"))
SOURCE_PREPS = frozenset(("from", "by"))
NOUN_SLOTS = frozenset(("dobj", "pobj", "attr", "nsubj", "nsubjpass"))
TOLD_OF = frozenset(("conj", "relcl", "acl"))
"""The dependencies that lead from a verb up to one that tells what it is joined to, or tells more of."""
GIVEN = frozenset(("the", "this", "that"))
POINTING = frozenset(("this", "that", "these", "those"))


class Link(Struct, frozen=True):
    """How a word hangs on the one above it. `bound`: mood and negation reach down; else only the voice does."""

    head: Token
    take: Take
    prep: str = ""
    bound: bool = True


@once
def link_of(token: Token) -> Link | None:
    """How the word hangs on the one above; None at the top, and where the article speaks in its own voice again."""
    if (speech := inverted_speech(token)) is not None:
        return Link(speech, _form(token))
    head = mended_head(token)
    if head == token:
        return None
    if is_verb(token) and token.dep_ not in NOUN_SLOTS:
        return _verb_link(token, head)
    return _noun_link(token, head)


# ---- verbs ----------------------------------------------------------------------------------------------------------


def _verb_link(token: Token, head: Token) -> Link | None:
    form = _form(token)
    match token.dep_:
        case "xcomp" if form == "infinitive" and (subject := _aim(token, head)) is not None:
            return Link(subject, form)
        case "ccomp" if is_headlines_aim(token):
            return Link(head, "clause")
        case dep if dep in COMPLEMENT:
            return Link(head, form)
        case "acomp":
            return Link(head, "adverbial")  # "is not committed to selling"
        case "pcomp":
            return _link_behind_preposition(token, head, form)
        case "conj":
            return _link_of_joined(token, head, form)
        case "acl" | "relcl":
            return _link_on_noun(token, head, form)
        case "advcl":
            return _link_of_adverbial(token, head, form)
    return None


def _link_behind_preposition(token: Token, prep: Token, form: Take) -> Link:
    take: Take = "clause" if form == "clause" else "gerund"
    if (verb := verb_of_charge(prep)) is not None:
        return Link(verb, take, prep.lower_)
    given = prep.lower_ in TIME_CONJUNCTIONS or any(child.lower_ == "having" for child in token.lefts)
    return Link(upper_word(prep), take, prep.lower_, bound=form != "clause" and not given)


def _link_of_joined(token: Token, first: Token, form: Take) -> Link | None:
    if first.dep_ == "oprd" and token.tag_ == first.tag_ == "VBN" and has_subject(token):
        return link_of(first)  # "ordered the mill closed and the ovens sold"
    if form == "infinitive" and not has_subject(token):
        # "agreed to free them and to leave"; "called, and to sell it": a purpose that the parser joined to the verb
        return link_of(first) if is_infinitive(first) else Link(first, "adverbial")
    if first.dep_ == "ccomp" and mark_of(token) == "that" == mark_of(first):
        return link_of(first)  # "demanded that it be sold and | that | the money be shared"
    if mark_of(token) == "that" and reports(first):
        return Link(first, "clause")  # "said in a note that it would stay, and | that | it had paid"
    return Link(first, "joined", bound=_shares_auxiliaries(token, first))


def _link_on_noun(token: Token, noun: Token, form: Take) -> Link | None:
    """How a relative or other clause behind a noun hangs on it, or on the verb that the noun belongs to."""
    of_all = token.dep_ == "relcl" and is_verb(noun) and noun.dep_ not in NOUN_SLOTS
    if of_all or _answers_claim(token, noun):
        return None  # "say that it burned villages, which Tarn | denies |"
    if token.dep_ == "acl" and (teller := _tells_doing(token, noun)) is not None:
        return Link(teller, "gerund", noun.head.lower_ if noun.dep_ == "pobj" else "")
    if _tells_medium(token, noun):
        return Link(noun.head.head, "clause")
    if token.dep_ == "acl" and _tells_audience(token, noun):
        return Link(noun.head, "clause")
    if token.dep_ == "acl" and _completes_noun(token, form):
        return Link(noun, form)
    if token.dep_ == "relcl":
        if _tells_audience(token, noun):
            return Link(noun.head, "clause")
        if is_infinitive(token):
            return Link(noun, "infinitive")
    if _judges_claim(token, noun):
        return None  # "…, a charge Tarn denies": the article's own word
    if token.dep_ == "acl" and _states_rule(token, noun):
        return Link(noun, "modifier")  # "opposed a law banning strikes"
    if token.dep_ == "relcl" and (link := _link_in_charge(token, noun)) is not None:
        return link
    if _is_aside(token, noun):
        return None  # "police said the van, which Lind stole in May, had hit a tree": nothing that police said
    return Link(noun, "modifier", bound=False)


def _states_rule(clause: Token, noun: Token) -> bool:
    """Whether a participle tells what a law or rule would do that is not taken for granted."""
    return clause.tag_ == "VBG" and noun.lemma in word_set("rules of law") and not is_given(noun)


def _link_of_adverbial(token: Token, head: Token, form: Take) -> Link | None:
    mark = mark_of(token)
    if head.dep_ == "ccomp" and head.i < head.head.i < token.i and _goes_on(token, head.head):
        return None
    if not mark and inverted_speaker(head) is not None:
        return Link(head, form)
    if mark == "as" and says_so(token):
        return None  # "he denied taking bribes, as a paper had claimed": the article's own word
    if mark in ("while", "whereas") and _gives_own_count(token):
        return None
    if mark == "for" and has_subject(token) and form == "infinitive" and _calls_for(head):
        return Link(head, form, "for")  # "called for the dam to be removed"
    if form == "infinitive" and (_governs(head) or is_outcome(token, head)):
        return Link(head, form)
    return Link(head, "adverbial", mark, bound=_binds(token))


def _goes_on(clause: Token, report: Token) -> bool:
    """Whether what stands behind "…, officials said" is the article's own: "…, dealing a blow to", "… hours after it".

    What came of it is told by them ("…, killing two").
    """
    if not follows_comma(clause) or not reports(report):
        return False
    if clause.tag_ == "VBG":
        return clause.lemma in word_set("verbs of bearing")
    return mark_of(clause) in TIME_CONJUNCTIONS and clause.left_edge.lower_ not in TIME_CONJUNCTIONS


def _gives_own_count(clause: Token) -> bool:
    """Whether a clause sets another's word against what is told before it: "…, while the ministry put it at nine"."""
    subject = left_child(clause, SUBJECT) if follows_comma(clause) else None
    if subject is None:
        return False
    return clause.lemma in word_set("counting verbs") or (reports(clause) and may_speak(subject))


def is_headlines_aim(infinitive: Token) -> bool:
    """Whether a headline's infinitive is told by a report behind it: "Tarn to | reopen | port, says mayor"."""
    report = infinitive.head
    told = infinitive.dep_ == "ccomp" and infinitive.i < report.i and reports(report)
    return told and has_subject(infinitive) and is_infinitive(infinitive)


def is_outcome(infinitive: Token, verb: Token) -> bool:
    """Whether an infinitive tells what came of a verb or is done by it, and no aim: "rose to lead the guild"."""
    if is_passive(verb) or mark_of(infinitive):
        return False
    if verb.lemma in word_set("rallying verbs") and infinitive.lemma in word_set("what rallies do"):
        return True  # "marched through the town to demand a vote"
    if verb.lemma in word_set("winning verbs"):
        return infinitive.lemma in word_set("what winning brings")  # "beat Tarn to reach the final"
    if verb.lemma not in word_set("verbs of outcome"):
        return False
    before = word_before(infinitive.left_edge)
    return before is verb or (before is not None and before.head is verb and before.dep_ == "prt")


def _governs(noun: Token) -> bool:
    """Whether the noun says what an infinitive behind it is: "faced | calls | to resign"."""
    return noun.pos_ == "NOUN" and bool(noun_cues(noun))


def _calls_for(verb: Token) -> bool:
    rows = verb_cues(verb)
    return any(row.status == "demanded" and "for" in row.preps for row in rows)


def _judges_claim(clause: Token, noun: Token) -> bool:
    """Whether a clause tells what somebody says of a claim put beside: "…, a figure disputed by the guild"."""
    if noun.dep_ not in ("appos", "npadvmod") or noun.lemma not in word_set("claims beside"):
        return False
    disputed = clause.tag_ == "VBN" and noun.dep_ == "npadvmod"
    return clause.dep_ == "relcl" or disputed or _is_gap(clause)


def _answers_claim(clause: Token, noun: Token) -> bool:
    """Whether a colon and what contradicts a claim stand behind it: "records belie that claim: the mill | paid |"."""
    pointed = any(child.lower_ in POINTING for child in noun.lefts)
    return pointed and any(word.text == ":" for word in noun.doc[noun.i : clause.left_edge.i])


def _is_gap(clause: Token) -> bool:
    """Whether "that" is what the clause is done to, and no conjunction: "a charge that Tarn denied"."""
    return any(c.lower_ == "that" and c.dep_ == "dobj" for c in clause.lefts) and not has(clause, {"ccomp"})


def _is_aside(clause: Token, noun: Token) -> bool:
    """Whether a clause is put between commas into what somebody says, right behind the subject."""
    told, doc = noun.head, clause.doc
    if noun.dep_ not in SUBJECT or told.dep_ not in ("ccomp", "conj") or told.head.i > noun.i or is_infinitive(clause):
        return False
    first, last = clause.left_edge.i, clause.right_edge.i
    return first > noun.i and doc[first - 1].text == "," and last + 1 < told.i and doc[last + 1].text == ","


def _link_in_charge(clause: Token, noun: Token) -> Link | None:
    """How a relative clause hangs on the verb of a charge that names its noun.

    What is told of somebody unknown is charged too: "accused him of bribing a clerk who | hid | the file". What stands
    behind a comma is not: "accused him of closing the file, which he | hid |".
    """
    verb = above = next(filter(is_verb, noun.ancestors), noun)
    while verb.dep_ in TOLD_OF:
        verb = next(filter(is_verb, verb.ancestors), verb.head)
    if verb.dep_ != "pcomp" or verb.head.lower_ not in ("of", "with", "for"):
        return None
    prep = verb.head
    charge = verb_of_charge(prep) or upper_word(prep)
    if not any(row.status in ("claimed", "denied") and prep.lower_ in row.preps for row in verb_cues(charge)):
        return None
    if follows_comma(clause):
        return Link(charge, "modifier", bound=False)
    told = noun.head is above and is_indefinite(noun) and noun.lemma not in ontology().nouns and prep.lower_ != "for"
    opens = any(c.lower_ in ("who", "that", "which") and c.i == noun.i + 1 for c in clause.lefts)
    return Link(charge, "gerund", prep.lower_) if told and opens else None


def says_so(verb: Token) -> bool:
    """Whether a verb says what stands before it: "as a paper had claimed"."""
    return speaks(verb) and has_subject(verb) and not has(verb, CONTENT)


def _form(token: Token) -> Take:
    if is_infinitive(token):
        return "infinitive"
    named = token.tag_ == "VBG" or any(
        child.tag_ == "VBG" and child.dep_ in ("aux", "auxpass") for child in token.lefts
    )
    if not named or has_subject(token) or is_finite(token):
        return "clause"  # also "a man they said *was fleeing*"
    return "gerund"  # "hiding", "having hidden"


def _completes_noun(token: Token, form: Take) -> bool:
    """Whether the clause says what the noun is: "the claim that …", "a demand to …"; not "the claim that he made"."""
    if any(is_relative(child) for child in token.children):
        return False
    if form == "infinitive" or mark_of(token) in ("that", "whether"):
        return True
    return form == "clause" and (token.tag_ != "VBN" or has_subject(token))


def _tells_medium(token: Token, noun: Token) -> bool:
    """Whether a clause, which the parser took for a relative one, says what stands in a letter or speech, or what is
    heard from somebody."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.head.pos_ != "VERB" or not is_that_clause(token):
        return False
    if prep.head.lemma in word_set("looking into"):
        return False  # "is looking into reports that …": it reports nothing
    heard = prep.lower_ in SOURCE_PREPS and reports(prep.head) and mark_of(token) == "that"
    passed_on = is_somebody(noun) and reports(prep.head)  # "told the court through a clerk that …"
    return heard or passed_on or noun.lemma in word_set("media")


def _tells_doing(token: Token, noun: Token) -> Token | None:
    """The verb that tells what somebody did: "described | the guards | looting it", "told of | guards | looting"."""
    if token.tag_ != "VBG" or token.left_edge.i != noun.i + 1:
        return None
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    if noun.dep_ == "dobj":
        return verb if is_somebody(noun) and verb.lemma in word_set("describing verbs") else None
    told = noun.dep_ == "pobj" and noun.head.lower_ in ("of", "about") and is_verb(verb)
    rows = verb_cues(verb) if told else ()
    return verb if any(row.status == "claimed" and noun.head.lower_ in row.preps for row in rows) else None


def _tells_audience(clause: Token, noun: Token) -> bool:
    """Whether a clause says what somebody is told, and not which one he is: "told the inquest that it had burned"."""
    told = noun.dep_ in ("dobj", "dative") and reports(noun.head) and is_that_clause(clause)
    return told and (clause.dep_ == "relcl" or not noun_cues(noun))


def is_that_clause(token: Token) -> bool:
    """Whether "that" opens a full clause, not a relative one: the verb has a subject of its own."""
    opens = any(c.lower_ == "that" and c.dep_ in ("mark", "dobj", "advmod") for c in token.lefts)
    return opens and any(c.dep_ in SUBJECT and c.lower_ != "that" for c in token.lefts)


def _shares_auxiliaries(token: Token, head: Token) -> bool:
    if token.tag_ == "VBN" and has(token, {"nsubjpass"}) and not has(token, AUXILIARY):
        return is_passive(head)  # "a judge will be named and a trial held"
    if has_subject(token) or has(token, AUXILIARY) or _is_told_of_itself(token, head):
        return False
    return token.tag_ == head.tag_ or {token.tag_, head.tag_} <= {"VBD", "VBN"}


def _is_told_of_itself(token: Token, head: Token) -> bool:
    """Whether a verb in the past stands beside a perfect: "has not resigned and | urged | them to wait", but "or"."""
    if token.tag_ != "VBD" or head.tag_ != "VBN" or not has(head, {"neg"}) or has(head, {"auxpass"}):
        return False
    auxiliaries = [child for child in head.lefts if child.dep_ == "aux"]
    if not auxiliaries or any(child.tag_ == "MD" for child in auxiliaries):
        return False
    return token.lower_ != token.lemma and any(child.dep_ == "cc" and child.lower_ != "or" for child in head.rights)


def _binds(token: Token) -> bool:
    """Whether an adverbial clause shares the mood of its main clause: purposes and bare participles do."""
    if token.tag_ == "VBG" and speaks(token) and follows_comma(token):
        return False  # "will not sell it, citing costs": the costs are cited
    if mark_of(token) == "while":  # "will open two shops while | keeping | the mill"
        return is_gerund(token) and has_modal(token.head) and not has(token.head, {"neg"})
    bare = is_infinitive(token) or (token.tag_ in ("VBG", "VBN") and not any(c.lower_ == "having" for c in token.lefts))
    return bare and not mark_of(token) and not has_subject(token)


# ---- nouns ----------------------------------------------------------------------------------------------------------


def _noun_link(token: Token, head: Token) -> Link | None:
    match token.dep_:
        case "attr" if (subject := _subject_noun(head)) is not None:
            return Link(subject, "noun")
        case "nsubj":
            tells = head.lemma in word_set("happening verbs") or head.lemma in word_set("failing verbs")
            return Link(head, "subject", bound=tells)
        case "nsubjpass" if head.lemma in word_set("happening verbs"):
            return Link(head, "subject")
        case dep if dep in OBJECT:
            # "vowed to hold their vote"
            carried = head.lemma in word_set("transparent verbs") or head.lemma in word_set("support verbs")
            given = is_given(token) or head.lemma in word_set("verbs of answering")
            return Link(head, "noun", bound=carried or not given)
        case "pobj" if (verb := verb_of_charge(head)) is not None:
            return Link(verb, "noun", head.lower_)
        case "pobj" if head.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            return Link(upper_word(head), "noun", head.lower_, bound=_reaches(token, head))
        case "conj":
            return Link(head, "joined")
        case dep if dep in NOUN_MODIFIER:
            return Link(head, "modifier", bound=False)
        case "acomp":
            return Link(head, "adverbial", bound=has(token, {"xcomp"}))  # "is not likely to sell"
        case "advmod" | "npadvmod":
            return Link(head, "adverbial", bound=False)
    return None


def _reaches(noun: Token, prep: Token) -> bool:
    """Whether the mood of what stands above a preposition reaches down to its noun: not to an act that is given."""
    upper, acts = upper_word(prep), ontology().nouns
    if prep.lower_ == "with" and upper.lemma in word_set("transparent verbs"):
        return True  # "will go ahead with the merger"
    if prep.lower_ not in BINDING_PREPS or (noun.lemma in acts and is_given(noun)):
        return False
    if upper.lemma in word_set("verbs of answering"):
        return False
    return is_verb(upper) or (prep.lower_ in NOUN_PREPS and upper.lemma not in acts)


def _subject_noun(verb: Token) -> Token | None:
    """The noun of which the copula says what it is ("their demand is the release of the clerk")."""
    if verb.lemma != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)


def _aim(infinitive: Token, verb: Token) -> Token | None:
    """The noun whose aim or demand an infinitive tells: "their plan is to sell", not "the guns are to be sold"."""
    noun = _subject_noun(verb)
    if noun is None or is_passive(infinitive):
        return None
    return noun if noun_cues(noun) or noun.lemma in word_set("aims") else None


def is_given(noun: Token) -> bool:
    """Whether the noun's phrase takes the act for granted ("heed the demand")."""
    return any(c.dep_ == "poss" or c.lower_ in GIVEN for c in noun.lefts)
