"""Where a name begins and ends, and which capitalised words are none."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.syntax.labels import MODIFIER, NOMINAL, TIME, is_modifier, word_after
from kg.extract.syntax.phrases import is_joined_person
from kg.extract.syntax.timewords import is_person_word, is_time
from kg.extract.syntax.tree import Doc, Span, Token, once
from kg.ontology import ontology, word_set

INSIDE_NAME = MODIFIER | {"npadvmod", "nounmod"}
NOT_NAMES = TIME | {"CARDINAL"}
OF_SONGS = frozenset(("to", "of", "for", "from"))
"""Prepositions inside the title of a song."""
BEFORE_SONGS = frozenset(("DT", "PRP$", "POS", "``"))
SONG = 5
"""Words of such a title from its preposition on."""
NAMED_WHOLE = frozenset(("ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT"))
"""Entities whose of-phrase is part of the name."""


# ---- is it one? -----------------------------------------------------------------------------------------------------


def is_name_like(token: Token) -> bool:
    """Whether the word is a name: a proper noun, or a capitalised modifier that the model takes for an adjective."""
    if token.pos_ == "PROPN":
        return True
    if token.pos_ not in ("ADJ", "NOUN", "X") or not is_modifier(token):
        return False
    if token.is_sent_start and token.text not in token.doc.proper:
        return False
    plain = token.text.isalpha() and token.text[0].isupper() and not token.text.isupper() and len(token) > 3
    return plain and not _is_known_word(token)


def _is_known_word(token: Token) -> bool:
    known = ontology()
    listed = known.countries.demonym(token.text) is not None or token.lower_ in known.titles
    return listed or token.ent_type_ in ("NORP", "DATE")


def is_a_role(token: Token) -> bool:
    """Whether a capitalised word is an office or rank without a name: "the U.S. President"."""
    if token.i and token.doc[token.i - 1].text == "(":
        return False  # an abbreviation
    row = ontology().titles.get(token.lower_)
    if row is not None and row.kind in ("office", "rank"):
        return True
    return token.lemma in ontology().offices


def inside_longer_name(token: Token) -> bool:
    """Whether the word stands behind "of" in a body's name: "Health" in "Ministry of Health"."""
    ent = token.ent
    if names_its_place(token):
        return False
    if _ends_title(token) or _ends_song(token):
        return True
    above = (*token.ancestors, *(ent or ()))
    if token.ent_type_ != "GPE" and any(
        each.i < token.i < name_end(each, each.i + 1) for each in above if each.pos_ == "PROPN"
    ):
        return True
    if ent is None or ent.label_ not in NAMED_WHOLE or not _is_whole(ent):
        return False
    if token.dep_ == "conj" and is_modifier(token.head) and token.i < ent.root.i:
        return True  # "Drug" of "Food and Drug Agency"
    return token.dep_ == "pobj" and ent.start <= ent.root.i < token.i and ent.root.pos_ in NOMINAL


def _ends_title(token: Token) -> bool:
    """Whether the word ends a title of several words: "State" of "Secretary of State"."""
    if field_of_office(token):
        return True
    of = token.dep_ == "pobj" and token.i > 1 and token.head.lower_ == "of"
    return of and token.doc.words(token.i - 2, token.i + 1).casefold() in ontology().titles


def field_of_office(token: Token) -> str:
    """The office whose field the word tells before a name: "minister" of "Minister of | Fisheries | Ada Lind"."""
    of = token.nbor(-1) if token.i > 1 else token
    if of.lower_ != "of" or of.head.lemma not in ontology().offices:
        return ""
    office = of.head
    inside = is_modifier(token) and token.head.pos_ == "PROPN" and token.head.head is not of  # "Fisheries Ada Lind"
    before = token.head is of and is_modifier(office) and office.head.pos_ == "PROPN" and office.head.i > token.i
    return office.lower_ if inside or before else ""


def names_its_place(token: Token) -> bool:
    """Whether the word is the place that a body is named after: "Tarn" of "University of Tarn"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of" or token.pos_ != "PROPN":
        return False
    return token.head.head.lower_ in word_set("named after a place")


def is_saint_of(token: Token) -> bool:
    """Whether the word is the saint after whom a house is named: "Brendan" of "St. Brendan's Hospital"."""
    if token.dep_ != "poss" or token.head.pos_ != "PROPN" or token.left_edge.lower_ not in word_set("saints"):
        return False
    return ontology().known.place(token.doc.words(token.left_edge.i, token.i + 1)) is None


def inside_a_name(token: Token) -> bool:
    """Whether the word is no head: a first name, or the country in "U.S. mission"."""
    return token.dep_ in INSIDE_NAME and token.head.pos_ in NOMINAL and token.head.i > token.i


def joined_to_head(token: Token) -> bool:
    """Whether the modifier and the noun it modifies make one name (Donald + Trump; Afghan + Taliban do not)."""
    head, ent = token.head, token.ent
    if is_joined_person(token):
        return False
    if token.lower_ in word_set("saints") and head.pos_ == "PROPN" and head.i == token.i + 1:
        return True
    if _is_continued(token, word_after(token)):
        return True
    if is_person_word(token) or is_person_word(head):
        return True
    if ent is not None and head in ent:
        return not _is_country_adjective(token)
    if ent is not None and ent.root.i == token.i and ent.label_ in ("GPE", "NORP", "ORG"):
        return False
    return not _is_country_adjective(token) and _runs_into(token, head)


def _is_continued(word: Token, behind: Token | None) -> bool:
    """Whether an Arabic article continues the name: "Eid | al-Adha | prayers"."""
    if behind is None or not behind.text.startswith("al-"):
        return False
    return behind.pos_ == word.pos_ == "PROPN" and behind.head is word.head


def _runs_into(token: Token, head: Token) -> bool:
    """Whether only words of a name stand from the modifier to its head, none of another type."""
    if head.pos_ != "PROPN" or not head.text[0].isupper():
        return False
    between = token.doc[token.i + 1 : head.i]
    if not all(word.pos_ == "PROPN" or word.is_punct for word in between):
        return False
    words = [word for word in (*between, head) if word.lower_ not in ontology().titles]
    return bool(words) and not any(_types_differ(word, token) for word in words)


def _types_differ(one: Token, other: Token) -> bool:
    return bool(one.ent_type_ and other.ent_type_ and one.ent_type_ != other.ent_type_)


def _is_country_adjective(token: Token) -> bool:
    countries = ontology().countries
    if countries.demonym(token.text) is not None:
        return ontology().known.place(token.doc.words(token.i, token.i + 2)) is None  # "British Columbia"
    return is_modifier(token) and countries.country(token.text) is not None


# ---- from where to where? -------------------------------------------------------------------------------------------


@once
def name_run(token: Token) -> tuple[int, int]:
    """First and last-but-one token of the run of name words that ends in this one."""
    words, start, end = token.doc.tokens, token.i, token.i + 1
    while start > 0 and _extends(words[start - 1], token) and not is_time(words[start - 1]):
        start -= 1
    if token.lefts and token.lefts[-1].dep_ == "poss" and is_saint_of(token.lefts[-1]):
        start = token.left_edge.i
    ent = token.ent
    if ent is not None and ent.label_ not in NOT_NAMES and ent.root.i == token.i and _is_whole(ent):
        start, end = min(start, ent.start), max(end, ent.end)
    while end < len(words) and (_trails(words[end], token) or _is_own_s(words[end])):
        end += 1
    return _trim(words, start, end)


def _is_whole(ent: Span) -> bool:
    """Whether an entity is one name: "Tarn for Gao" of "fled Tarn for Gao" is no work's."""
    inside = range(ent.start, ent.end)
    if ent.label_ == "ORG" and (_is_somebody_of(ent) or _are_ends(ent)):
        return False
    if ent.label_ == "PERSON":
        small = (word for word in ent if word.dep_ == "prep" and word.text.islower())
        return all(word.lower_ in word_set("name particles") for word in small)
    return ent.label_ != "WORK_OF_ART" or all(word.dep_ != "prep" or word.head.i in inside for word in ent)


def _are_ends(ent: Span) -> bool:
    """Whether a name is that of two between which something is: "Tarn and Gao" of "trains between Tarn and Gao"."""
    one = ent.root
    return one.head.lower_ == "between" and any(word.dep_ == "conj" and word.head is one for word in ent)


def _is_somebody_of(ent: Span) -> bool:
    """Whether a name is a person's with what he is of behind it: "Beatriz Lind of Chad", no "Anne College of Art"."""
    of = next((word.i for word in ent if word.lower_ == "of"), ent.start)
    if of - ent.start < 2 or ent.doc[of - 1].lower_ in word_set("body heads", "facility heads"):
        return False
    return ontology().known.gender(ent.doc.words(ent.start, of)) is not None


def name_end(token: Token, end: int) -> int:
    """Where the name of a body really ends: "Union of Rail Workers and Drivers", "Foundation for the Visual Arts"."""
    doc = token.doc
    if token.lower_ in word_set("titles of songs"):
        return _end_of_song(doc, end)
    if token.lower_ not in word_set("body heads") or not token.text[0].isupper():
        return end
    while (more := _phrase_of_name(doc, end)) > end:
        end = more
    return end


def _ends_song(word: Token) -> bool:
    """Whether the word ends the title of a song or the like: "Tern" of "Ode to the Tern"."""
    tokens, link = word.doc.tokens, word.i - 1
    while link > 0 and tokens[link].lower_ not in OF_SONGS and word.i - link < SONG:
        link -= 1
    if link < 1 or tokens[link - 1].lower_ not in word_set("titles of songs"):
        return False
    return _end_of_song(word.doc, link) > word.i


def _end_of_song(doc: Doc, end: int) -> int:
    """The end of a title whose first words end here: "Ode | to the Tern"; `end` where it is no title."""
    if end < 2 or end >= len(doc) or doc[end].lower_ not in OF_SONGS or doc[end - 1].pos_ != "PROPN":
        return end
    if doc[end - 2].tag_ not in BEFORE_SONGS:
        return end  # "saw Mr | Song | to the door"
    word = end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ == "the")
    last = word
    while last < len(doc) and _is_capitalised(doc[last]):
        last += 1
    return last if last > word else end


def _phrase_of_name(doc: Doc, end: int) -> int:
    """The end of an of- or for-phrase of capitalised words that starts here; `end` where there is none."""
    word = end + (end < len(doc) and doc[end].lower_ in ("of", "for"))
    if word == end or not doc[word - 2].is_alpha:
        return end
    word += word < len(doc) and doc[word].lower_ == "the"
    last = end
    while word < len(doc) and (_is_capitalised(doc[word]) or _joins(doc, word)):
        word += 1
        last = word if _is_capitalised(doc[word - 1]) else last
    return last


def _is_capitalised(word: Token) -> bool:
    return word.is_alpha and word.text[0].isupper() and word.pos_ in ("PROPN", "NOUN", "ADJ") and not is_time(word)


def _joins(doc: Doc, index: int) -> bool:
    """Whether the word joins two words of a name: "and" of "Rail Workers and Drivers"."""
    return doc[index].lower_ in ("and", "&") and index + 1 < len(doc) and doc[index + 1].head.i < index


def _extends(before: Token, head: Token) -> bool:
    """Whether the word right before a run of name words belongs to it."""
    if before.is_sent_start and before.pos_ == "DET":
        return False
    inside = head.left_edge.i <= before.i
    if before.pos_ == "PROPN" and (is_modifier(before) or before.dep_ == "flat") and inside:
        return True
    if before.i + 1 == head.i and is_modifier(before) and _is_continued(before, head):
        return True
    if before.pos_ in ("VERB", "ADV") and before.dep_ == "compound" and before.text.istitle() and inside:
        return True  # "Ever Brave", "Folake Oduya"
    if before.lower_ in word_set("name particles") and before.i > 0 and before.dep_ in ("compound", "nmod", "det"):
        return True
    if before.i == 0 or not inside or before.nbor(-1).pos_ != "PROPN":
        return False
    return before.text in ("-", "&") or (before.text == "/" and len(before.nbor(-1)) == 1)  # "M/V Marigold"


def _trails(word: Token, head: Token) -> bool:
    return word.pos_ == "PROPN" and word.dep_ in ("flat", "npadvmod") and word.head == head


def _is_own_s(word: Token) -> bool:
    """Whether a possessive mark belongs to the name, which owns nothing here: "McDonald's rejected the offer"."""
    name = word.head
    return word.tag_ == "POS" and word.dep_ == "case" and name.dep_ != "poss" and name.ent_type_ != "PERSON"


def _trim(words: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and _is_before_name(words[start]):
        start += 1
    end = next((i for i in range(start + 1, end) if words[i].text == "("), end)
    while end - 1 > start and (_is_blank(words[end - 1]) or _is_owners_mark(words[end - 1])):
        end -= 1
    return start, end


def _is_before_name(word: Token) -> bool:
    """Whether the first word of a run of name words is none of the name's."""
    return _is_blank(word) or word.pos_ == "DET" or _stands_by(word) or bool(field_of_office(word))


def _stands_by(word: Token) -> bool:
    """Whether the word only describes the name behind it: "Neighbouring" of "Neighbouring Malawi"."""
    return word.lower_ in word_set("no part of a name") and (word.is_sent_start or word.text.islower())


def _is_owners_mark(word: Token) -> bool:
    return word.tag_ == "POS" and not _is_own_s(word)


def _is_blank(word: Token) -> bool:
    return word.is_punct or word.is_space
