"""What the text refers to: names without their titles, nouns for people and bodies, pronouns, times, nationalities."""

from __future__ import annotations

from kg.extract.mentions.found import Found
from kg.extract.mentions.name_types import country_in, nationality_at, told_type, type_of_name
from kg.extract.mentions.name_votes import settle_types
from kg.extract.mentions.names import (
    field_of_office,
    inside_a_name,
    inside_longer_name,
    is_a_role,
    is_name_like,
    is_saint_of,
    joined_to_head,
    name_end,
    name_run,
)
from kg.extract.mentions.noun_types import is_bare, is_condition, is_organ, type_of_nominal
from kg.extract.mentions.pronouns import GENDERS, PERSONAL, Gender, refers
from kg.extract.mentions.pronouns import PLURAL as PLURAL_PRONOUNS
from kg.extract.mentions.sectors import sector_beside, sector_of_kind, sector_of_nominal
from kg.extract.mentions.titles import description_before, strip_titles
from kg.extract.syntax.labels import PLURAL, SINGULAR, SUBJECT, comma_before, is_modifier, word_before
from kg.extract.syntax.phrases import loose_name, possessor, preposition_objects, short_phrase
from kg.extract.syntax.spelled import in_brackets, long_form
from kg.extract.syntax.time_names import is_year, time_tokens
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Doc, Token
from kg.model import MentionType, fold
from kg.ontology import endings, ontology, word_set

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
    if token.pos_ != "PROPN" and is_name_like(token):
        return _modifier_name(token)
    if token.pos_ == "ADJ" or (token.ent_type_ == "NORP" and is_modifier(token)):
        return _nationality(token)
    if (token.pos_ == "PROPN" and not _only_opens(token)) or _is_named_noun(token):
        return _name(token)
    if token.pos_ in ("NOUN", "PROPN") or (token.pos_ in ("NUM", "X") and token.dep_ in NUMBER_SLOTS):
        return _nominal(token)
    return None


def _is_state(token: Token) -> bool:
    """Whether the word abbreviates the state of the town before it: "Gary, | IN |"."""
    return token.text in ontology().countries.states and comma_before(token) is not None


def _is_no_word(token: Token) -> bool:
    if token.text.isalpha() and token.text.isascii():
        return False  # most words; "ﾟ" is a letter that folds to nothing
    return token.is_space or token.is_punct or not any(c.isalnum() for c in fold(token.text))


def _only_opens(token: Token) -> bool:
    """Whether a word has its capital only from opening a sentence: "War broke out", "Displaced clerks wept"."""
    if not token.is_sent_start or token.tag_ != "NNP" or token.ent_type_ or token.lefts or token.rights:
        return False
    if any(word.text == token.text and word is not token for word in token.doc):
        return False
    if is_modifier(token):
        return token.head.text.islower() and token.lower_ in word_set("people by a quality")
    return token.lower_ in ontology().nouns or any(
        word.text == token.lower_ and word.pos_ == "NOUN" for word in token.doc
    )


def _is_named_noun(token: Token) -> bool:
    if token.pos_ != "NOUN" or not token.text[0].isupper():
        return False
    if token.tag_ == "NNS" and ontology().countries.demonym(token.text) is not None:
        return True
    if token.ent_type_ not in NAMED_ENTS:
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
    inside = inside_longer_name(token)
    if is_a_role(token) and not (inside and not token.lefts):
        return _nominal(token)
    if inside or is_saint_of(token):
        return None
    if (someone := _compatriot(token)) is not None:
        return someone
    run, end = name_run(token)
    start, title = strip_titles(token.doc, run, token.i)
    return _typed_name(token, min(start, token.i), end, title)


def _compatriot(token: Token) -> Found | None:
    """One person called by the nation: "a Norwegian", "the Iraqi who runs it"; "the Dutch" and "the Swiss" are many."""
    article = next((child for child in reversed(token.lefts) if child.dep_ == "det"), None)
    if article is None or token.tag_ not in SINGULAR:
        return None
    if article.lower_ not in ("a", "an") and (article.i < token.i - 1 or not token.lower_.endswith(("n", "i", "er"))):
        return None
    code = ontology().countries.demonym(token.text) or ontology().known.people(token.text)
    if code is None and not (article.lower_ in ("a", "an") and _has_an_age(token)):
        return None
    start, words = article.i, token.doc.words(article.i, token.i + 1)
    definite = article.lower_ in DEFINITE
    return Found(token.i, start, token.i + 1, "nominal", "Person", words, False, country=code, definite=definite)


def _has_an_age(name: Token) -> bool:
    """Whether an age stands before a name: "a 52-year-old Styrian"."""
    return any(child.lower_ == "old" and child.dep_ == "amod" for child in name.lefts)


def _modifier_name(token: Token) -> Found | None:
    """The name that modifies a noun: "Taliban" in "Taliban officials". Part of a longer name or of a title: none."""
    known = ontology()
    if joined_to_head(token) or _begins_title(token):
        return None
    run, end = name_run(token)
    start, title = strip_titles(token.doc, run, token.i)
    if start > token.i or token.lower_ in known.titles or token.lemma in known.agents:
        return None
    found = _typed_name(token, start, end, title)
    return _nationality(token) if nationality_at(token) and not known.countries.country(found.name) else found


def _begins_title(token: Token) -> bool:
    if token.doc.words(token.i, token.i + 2).casefold() in word_set("adjectives of office"):
        return True
    return any(token.doc.words(token.i, token.i + size).casefold() in ontology().titles for size in (2, 3))


def _typed_name(token: Token, start: int, end: int, title: str) -> Found:
    short = token.doc.words(start, end)
    end = name_end(token, end)
    name = token.doc.words(start, end)
    title = title or description_before(token, start) or field_of_office(token.doc[start - 1] if start else token)
    row = ontology().titles.get(title)
    guess, country, sector, guessed = type_of_name(token, short, title)
    if name != short and token.lower_ in word_set("titles of songs"):
        guess = "Work"
    told = told_type(token) if not title and country is None else None
    kind = told or guess
    gender = (row.gender if row else "") or ontology().known.gender(name) or ""
    if not gender and kind == "Person":
        gender = _gender_of_surname(name)
    return Found(
        token.i, start, end, "name", kind, name, True, country=country, sure=told is not None,
        guessed=guessed and told is None,
        sector=sector or sector_beside(token, start, title) or (sector_of_kind(token, start) if told else None),
        plural=kind == "Group" and _is_a_people(name),
        owner=_owner(token, start), gender=gender, title=title,
    )  # fmt: skip


def _is_a_people(name: str) -> bool:
    """Whether a name is a people's, who are "they": "the Kyrgyz", "Kurds"."""
    return ontology().countries.demonym(name) is not None or ontology().known.people(name) is not None


def _gender_of_surname(name: str) -> Gender:
    """The gender that a full name's last word tells: "Alžbeta Hronská"."""
    given, _, surname = fold(name).rpartition(" ")
    return "female" if given and surname.endswith(endings("surname endings of women")) else ""


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

    Of a name that starts at `start` first whose title stands before it: "Iraqi" of "Iraqi President X".
    """
    if start is not None:
        whose = _country_of_title(token, start)
        if whose is None:
            whose = _owner_by_description(token, start)
        if whose is not None:
            return whose
    owner = possessor(token)
    if owner is not None:
        return (_antecedent(owner) if owner.tag_ == "WP$" else owner).i
    for child in token.lefts:
        if is_modifier(child) and (is_name_like(child) or nationality_at(child)):
            return child.i
    for prep, noun in preposition_objects(token):
        if prep in ("of", "from") and noun.pos_ == "PROPN":
            return noun.i
    return None


def _owner_by_description(token: Token, start: int) -> int | None:
    """Whose a name's bearer is by the noun before it: "Delcor" of "Delcor chairwoman Ada Lind"."""
    noun = word_before(token.doc[start])
    if noun is None or noun.pos_ != "NOUN" or noun.head is not token or not is_modifier(noun):
        return None
    return _owner(noun)


def _country_of_title(token: Token, start: int) -> int | None:
    before = token.doc.tokens[token.left_edge.i : start]
    if not before or any(word.lemma in word_set("words for names") for word in before):
        return None  # "its Spanish acronym SUTRA"
    country = ontology().countries.country
    return next((word.i for word in before if nationality_at(word) or country(word.text)), None)


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
    if token.text[0].isupper() and (someone := _compatriot(token)) is not None:
        return someone
    if (is_modifier(token) or token.dep_ == "npadvmod") and token.head.i > token.i and loose_name(token) is None:
        return None
    start, end = short_phrase(token)
    country, owner = country_in(token), _owner(token)
    kind = type_of_nominal(token)
    organ = is_organ(token) and (country is not None or owner is not None) and not is_condition(token)
    return Found(
        token.i, start, end, "nominal", kind,
        _organ_name(token, start, end) if organ else token.doc.words(start, end),
        organ and owner is not None and token.doc[owner].pos_ in ("PROPN", "ADJ"),
        country=country, sector=sector_of_nominal(token, kind), owner=owner,
        plural=token.tag_ in PLURAL or _is_many(token, kind), definite=_is_definite(token), bare=is_bare(token),
        gender=_gender(token.lemma),
    )  # fmt: skip


def _is_many(number: Token, kind: MentionType) -> bool:
    """Whether a number counts several people or bodies: "three of those banks", "| two | were jailed"."""
    if number.pos_ != "NUM" or number.lower_ == "one":
        return False
    return kind == "Group" or any(word.lower_ == "of" for word in number.rights)


def _gender(noun: str) -> Gender:
    """The gender that a noun for a person tells."""
    return "female" if noun in word_set("women") else "male" if noun in word_set("men") else ""


def _organ_name(token: Token, start: int, end: int) -> str:
    """An organ's name as worded, without its determiner."""
    while token.doc[start].pos_ == "DET" and start < token.i:
        start += 1
    return token.doc.words(start, end)


def _is_definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.lefts)
