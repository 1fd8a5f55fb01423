"""What the text refers to: names without their titles, nouns for people and bodies, pronouns, times, nationalities."""

from __future__ import annotations

from kg.extract.mentions.found import Found
from kg.extract.mentions.name_types import country_in, nationality_at, sector_of, told_type, type_of_name
from kg.extract.mentions.name_votes import settle_types
from kg.extract.mentions.names import (
    inside_a_name,
    inside_longer_name,
    is_a_role,
    is_name_like,
    joined_to_head,
    name_end,
    name_run,
)
from kg.extract.mentions.pronouns import GENDERS, PERSONAL, Gender, refers
from kg.extract.mentions.pronouns import PLURAL as PLURAL_PRONOUNS
from kg.extract.mentions.titles import description_before, strip_titles
from kg.extract.syntax.labels import PLURAL, SINGULAR, SUBJECT, has, is_modifier
from kg.extract.syntax.phrases import counted_noun, loose_name, possessor, preposition_objects, short_phrase
from kg.extract.syntax.spelled import in_brackets, long_form
from kg.extract.syntax.time_names import is_year, time_tokens
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Doc, Token
from kg.model import MentionType, fold
from kg.ontology import ontology, word_set

NAMED_ENTS = frozenset(("PERSON", "ORG", "GPE"))
NUMBER_SLOTS = SUBJECT | {"dobj", "pobj", "conj"}
NO_MENTION = frozenset(("ADP", "AUX", "CCONJ", "PART", "PUNCT", "SCONJ", "SPACE", "VERB"))
"""What refers to nothing, unless it has a capital or the model knows it for a name or a time."""
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


def find_mentions(doc: Doc) -> tuple[Found, ...]:
    """Every mention, one per head word, in order of the text."""
    told = [mention for token in doc if (mention := _mention(token)) is not None]
    forms = [form for token in in_brackets(doc) if (form := long_form(token)) is not None]
    return settle_types(doc, _mended(doc, told, forms) if forms else told)


def _mended(doc: Doc, told: list[Found], forms: list[tuple[int, int]]) -> list[Found]:
    """The mentions; the words that an abbreviation stands for are one name, where the parser took them apart."""
    for start, end in forms:
        inside = [mention for mention in told if start <= mention.head < end]
        head = doc[start:end].root
        if not any(mention.head == head.i and _holds(doc, mention, start, end) for mention in inside):
            told = [mention for mention in told if mention not in inside] + [_typed_name(head, start, end, "")]
    return told


def _mention(token: Token) -> Found | None:
    if token.pos_ in NO_MENTION and token.lower_ == token.text and not token.ent_type_ and token.tag_ != "PRP$":
        return None
    if _is_state(token) or _is_no_word(token):
        return None
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
        return _pronoun(token)
    if is_time(token) or is_year(token):
        return _time(token)
    if is_name_like(token) and token.pos_ != "PROPN":
        return _modifier_name(token)
    if token.pos_ == "ADJ" or (token.ent_type_ == "NORP" and is_modifier(token)):
        return _nationality(token)
    if token.pos_ == "PROPN" or _is_named_noun(token):
        return _name(token)
    if token.pos_ == "NOUN" or (token.pos_ in ("NUM", "X") and token.dep_ in NUMBER_SLOTS):
        return _nominal(token)
    return None


def _is_state(token: Token) -> bool:
    """Whether the word abbreviates the state of the town before it: "Gary, | IN |"."""
    return token.i > 0 and token.nbor(-1).text == "," and token.text in ontology().countries.states


def _is_no_word(token: Token) -> bool:
    if token.is_alpha and token.text.isascii():
        return False  # most words; "ﾟ" is a letter that folds to nothing
    return token.is_space or token.is_punct or not any(c.isalnum() for c in fold(token.text))


def _is_named_noun(token: Token) -> bool:
    if token.pos_ != "NOUN" or token.ent_type_ not in NAMED_ENTS or not token.text[0].isupper():
        return False
    ent = token.ent
    begins = token.is_sent_start and token.tag_ == "NNS" and ent is not None and ent.end - ent.start == 1
    return not begins or token.text in token.doc.proper  # "Warplanes struck a bridge"


def _holds(doc: Doc, mention: Found, start: int, end: int) -> bool:
    """Whether a mention is these words, or they with more words before them that no comma cuts off."""
    return mention.end == end and not any(word.text == "," for word in doc[mention.start : start])


# ---- pronouns, times, nationalities ---------------------------------------------------------------------------------


def _pronoun(token: Token) -> Found | None:
    word = token.lower_
    if not refers(token):
        return None
    return Found(
        token.i, token.i, token.i + 1, "pronoun", "Person" if word in PERSONAL else "Thing", token.text, False,
        plural=word in PLURAL_PRONOUNS, gender=GENDERS.get(word, ""),
    )  # fmt: skip


def _time(token: Token) -> Found | None:
    place = time_tokens(token)
    if place is None:
        return None
    return Found(token.i, *place, "name", "Time", token.doc.words(*place), False)


def _nationality(token: Token) -> Found | None:
    told = nationality_at(token)
    if told is None or not token.text[0].isupper():
        return None
    code, start = told
    name = ontology().countries.name(code)
    return Found(token.i, start, token.i + 1, "name", "Nationality", name, True, country=code)


# ---- names ----------------------------------------------------------------------------------------------------------


def _name(token: Token) -> Found | None:
    if inside_a_name(token):
        return _modifier_name(token)
    if is_a_role(token):
        return _nominal(token)
    if inside_longer_name(token):
        return None
    if (someone := _compatriot(token)) is not None:
        return someone
    run, end = name_run(token)
    start, title = strip_titles(token.doc, run, token.i)
    return _typed_name(token, min(start, token.i), end, title)


def _compatriot(token: Token) -> Found | None:
    """One person called by the nation: "a Norwegian", "the Iraqi who runs it"; "the Dutch" and "the Swiss" are many."""
    article = next((child for child in token.lefts if child.dep_ == "det" and child.i == token.i - 1), None)
    if article is None or token.tag_ not in SINGULAR or not token.lower_.endswith(("n", "i", "er")):
        return None
    code = ontology().countries.demonym(token.text)
    if code is None:
        return None
    start, words = article.i, token.doc.words(article.i, token.i + 1)
    definite = article.lower_ in DEFINITE
    return Found(token.i, start, token.i + 1, "nominal", "Person", words, False, country=code, definite=definite)


def _modifier_name(token: Token) -> Found | None:
    """The name that modifies a noun: "Taliban" in "Taliban officials". Part of a longer name or of a title: none."""
    known = ontology()
    if _begins_title(token) or joined_to_head(token):
        return None
    run, end = name_run(token)
    start, title = strip_titles(token.doc, run, token.i)
    if start > token.i or token.lower_ in known.titles or token.lemma in known.agents:
        return None
    found = _typed_name(token, start, end, title)
    return _nationality(token) if nationality_at(token) and not known.countries.country(found.name) else found


def _begins_title(token: Token) -> bool:
    return any(token.doc.words(token.i, token.i + size).casefold() in ontology().titles for size in (2, 3))


def _typed_name(token: Token, start: int, end: int, title: str) -> Found:
    short = token.doc.words(start, end)
    end = name_end(token, end)
    name = token.doc.words(start, end)
    title = title or description_before(token, start)
    row = ontology().titles.get(title)
    guess, country, sector, guessed = type_of_name(token, short, title)
    told = told_type(token) if not title and country is None else None
    kind = told or guess
    gender = (row.gender if row else "") or ontology().known.gender(name) or ""
    if not gender and kind == "Person":
        gender = _gender_of_surname(name)
    return Found(
        token.i, start, end, "name", kind, name, True, country=country, sure=told is not None,
        guessed=guessed and told is None,
        sector=sector or (row.sector if row and row.sector != "UNK" else None),
        plural=kind == "Group" and _is_a_people(name),
        owner=_owner(token, start), gender=gender, title=title,
    )  # fmt: skip


def _is_a_people(name: str) -> bool:
    """Whether a name is a people's, who are "they": "the Kyrgyz", "Kurds"."""
    return ontology().countries.demonym(name) is not None or ontology().known.people(name) is not None


def _gender_of_surname(name: str) -> Gender:
    """The gender that a full name's last word tells: "Alžbeta Hronská"."""
    given, _, surname = fold(name).rpartition(" ")
    return "female" if given and surname.endswith(tuple(word_set("surname endings of women"))) else ""


def _antecedent(whose: Token) -> Token:
    """The noun that a "whose" stands for: "party" of "the party whose fighters fled"; itself where there is none."""
    clause = next((verb for verb in whose.ancestors if verb.dep_ == "relcl"), whose)
    land = _land_before(whose)
    return land if land is not None and clause.head.pos_ == "NOUN" and clause.head in land.ancestors else clause.head


def _land_before(whose: Token) -> Token | None:
    """The place right before a "whose" that stands for it: "citizens of Peru, whose envoy left"."""
    name = whose.nbor(-2) if whose.i > 1 and whose.nbor(-1).text == "," else None
    if name is None or name.pos_ != "PROPN" or name.dep_ != "pobj":
        return None
    if name.ent_type_ != "GPE" and ontology().countries.country(name.text) is None:
        return None
    has_it = any(whose.head.lemma in word_set(each) for each in ("organs", "what lands have", "officials of a state"))
    return name if has_it else None


def _owner(token: Token, start: int | None = None) -> int | None:
    """The name or body a person or group belongs to: "Taliban" of "Taliban officials", "its" of "its troops".

    Of a name that starts at `start` first the country whose title stands before it: "Iraqi" of "Iraqi President X".
    """
    if start is not None and (country := _country_of_title(token, start)) is not None:
        return country
    owner = possessor(token)
    if owner is not None:
        return (_antecedent(owner) if owner.tag_ == "WP$" else owner).i
    for child in token.lefts:
        if is_modifier(child) and (is_name_like(child) or nationality_at(child)):
            return child.i
    behind = (noun for prep, noun in preposition_objects(token) if prep in ("of", "from") and noun.pos_ == "PROPN")
    return next((noun.i for noun in behind), None)


def _country_of_title(token: Token, start: int) -> int | None:
    known, before = ontology().countries, token.doc.tokens[token.left_edge.i : start]
    return next((word.i for word in before if known.demonym(word.text) or known.country(word.text)), None)


def mention_tokens(found: Found, doc: Doc) -> tuple[int, int]:
    """The tokens of the whole mention: a person's with title and description, a town's with its country behind it."""
    if found.kind != "name":
        return found.start, found.end
    if found.type == "Person":
        start = doc[found.head].left_edge.i
        before = doc[start : found.start]
        whole = all((is_modifier(word) or word.head.i > word.i) and not word.is_punct for word in before)
        return (start if whole and start < found.start else found.start), found.end
    if found.type == "Place" and found.end + 1 < len(doc) and doc[found.end].text == ",":
        behind = doc[found.end + 1]
        known = ontology().countries.country(behind.text) or behind.ent_type_ == "GPE"
        if known and not found.country and behind.head.i == found.head and behind.dep_ in ("appos", "npadvmod"):
            return found.start, behind.i + 1
    return found.start, found.end


# ---- common nouns ---------------------------------------------------------------------------------------------------


def _nominal(token: Token) -> Found | None:
    if (is_modifier(token) or token.dep_ == "npadvmod") and token.head.i > token.i and loose_name(token) is None:
        return None
    start, end = short_phrase(token)
    country, owner = country_in(token), _owner(token)
    agent = ontology().agents.get(token.lemma) if not is_condition(token) else None
    organ = agent is not None and (country is not None or owner is not None) and is_organ(token)
    kind = _agent_type(token)
    return Found(
        token.i, start, end, "nominal", kind,
        _organ_name(token, start, end) if organ else token.doc.words(start, end),
        organ and owner is not None and token.doc[owner].pos_ in ("PROPN", "ADJ"),
        country=country, sector=sector_of(agent) if kind != "Thing" else None, owner=owner,
        plural=token.tag_ in PLURAL, definite=_is_definite(token), bare=_is_bare(token), gender=_gender(token.lemma),
    )  # fmt: skip


def _gender(noun: str) -> Gender:
    """The gender that a noun for a person tells."""
    return "female" if noun in word_set("women") else "male" if noun in word_set("men") else ""


def is_condition(token: Token) -> bool:
    """Whether the noun is no state but one of emergency."""
    if not token.rights:
        return False
    conditions = word_set("conditions")
    phrases = preposition_objects(token)
    return any(prep == "of" and f"{token.lemma} of {noun.lemma}" in conditions for prep, noun in phrases)


def is_organ(token: Token) -> bool:
    """Whether the noun is one for what a country or movement has one of: its army."""
    return token.lemma in word_set("organs")


def _agent_type(token: Token) -> MentionType:
    """The type of what a common noun names; persons in the plural are a Group, hundreds of them too."""
    if (members := _one_of(token)) is not None:
        return "Person" if _agent_type(members) == "Group" else _agent_type(members)
    counted = counted_noun(token)
    if (told := _type_in_phrase(token, counted.lemma)) is not None:
        return told
    kind = _type_of_lemma(counted.lemma)
    return "Group" if kind == "Person" and counted.tag_ in PLURAL else kind


def _type_in_phrase(token: Token, lemma: str) -> MentionType | None:
    """The type that the words around give a noun, whatever it names alone."""
    two_words = f"{token.lefts[-1].lower_} {lemma}" if token.lefts else ""
    if two_words in word_set("bodies of two words"):
        return "Organization"
    if two_words in word_set("places of two words"):
        return "Place"
    if is_condition(token) or _is_remains(token):
        return "Thing"
    if _are_people_counted(token):
        return "Group"
    if lemma in word_set("nobody alone") and _is_bare(token) and not has(token, {"compound"}):
        return "Thing"
    if lemma in word_set("grounds") and _is_ground(token):
        return "Place"
    return "Thing" if lemma in word_set("body parts") and _is_body_part(token) else None


def _type_of_lemma(lemma: str) -> MentionType:
    """The type of what a noun names by itself: parts of a province are a Place."""
    known = ontology()
    if (agents := known.agent_type(lemma)) is not None:
        return agents
    if (office := known.offices.get(lemma)) is not None and known.kind(office.predicate) == "OFFICE":
        return "Person"
    return "Place" if lemma in word_set("where people live") else "Thing"


def _are_people_counted(token: Token) -> bool:
    """Whether a bare number counts people: "the blast wounded | 30 |"."""
    verb = token.head
    return token.pos_ == "NUM" and token.dep_ in ("dobj", "nsubjpass") and verb.lemma in word_set("done to people")


def _is_remains(token: Token) -> bool:
    """Whether bodies are dead ones: "16 bodies", "the body of a guard", but "international bodies"."""
    several = token.tag_ == "NNS" or any(prep == "of" for prep, _ in preposition_objects(token))
    return token.lemma in word_set("remains") and several and not any(is_modifier(word) for word in token.lefts)


def _is_ground(token: Token) -> bool:
    """Whether a country or a centre is where something is or goes, no body: "across the country", "at the front"."""
    if token.tag_ != "NN" or token.dep_ != "pobj" or token.head.lower_ not in word_set("ground prepositions"):
        return False
    return token.lemma in word_set("country nouns") or not any(map(is_modifier, token.lefts))


def _is_body_part(token: Token) -> bool:
    """Whether a word for a person is a part of one: "hit on the head", "came to a head"; no "head of the union"."""
    told = any(is_modifier(word) for word in token.lefts) or bool(token.rights)
    return token.dep_ == "pobj" and token.head.lower_ in ("on", "in", "to", "over", "from") and not told


def _one_of(token: Token) -> Token | None:
    """The teachers of "one of the teachers"."""
    if token.lower_ != "one":
        return None
    return next((noun for prep, noun in preposition_objects(token) if prep == "of" and noun.tag_ in PLURAL), None)


def _organ_name(token: Token, start: int, end: int) -> str:
    """An organ's name as worded, without its determiner."""
    while token.doc[start].pos_ == "DET" and start < token.i:
        start += 1
    return token.doc.words(start, end)


def _is_bare(token: Token) -> bool:
    """Whether a singular noun has no determiner: "office" of "left office" is no thing to come back to."""
    return token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts)


def _is_definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.lefts)
