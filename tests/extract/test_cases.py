"""Small inputs on which other tools fail: what a verb inherits, figures of speech, word forms, counts, names, dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pytest
from spans import wrong_spans

from kg.assemble import assemble
from kg.extract import RuleExtractor
from kg.model import Article, Count, Dating, EventMention, Extraction
from kg.triples import TripleRow, local_names, told, triple_rows


@dataclass(frozen=True)
class Found:
    """A text and what was found in it, as its reader would ask for it."""

    text: str
    extraction: Extraction

    def rows(self, word: str) -> list[TripleRow]:
        """A clause's own rows whose act is told by this word."""
        own = [t for t in told(self.extraction) if self.text[t.predicate.start : t.predicate.end] == word]
        here = replace(self.extraction, triples=tuple(own), events=())
        return list(triple_rows(here, self.text, local_names(self.extraction)))

    def row(self, word: str) -> tuple[str | None, str | None, str, str | None]:
        """Subject, object, status and speaker of the one row of this word."""
        (row,) = self.rows(word)
        return row.subject, row.object, row.status, row.speaker

    def event(self, word: str) -> EventMention:
        (event,) = [event for event in self.extraction.events if event.trigger.text == word]
        return event

    def who(self, word: str, *roles: str) -> list[str]:
        """The names of those who take part in the act of this word."""
        names = local_names(self.extraction)
        people = [each for each in self.event(word).participants if not roles or each.role in roles]
        return [names.get(each.entity or "", each.text) for each in people]

    def counts(self, word: str) -> list[Count | None]:
        return [each.count for each in self.event(word).participants]

    def named(self, kind: str) -> list[str]:
        return sorted(each.name for each in self.extraction.entities if each.named and each.type == kind)

    def countries(self) -> dict[str, str | None]:
        return {each.name: each.country for each in self.extraction.entities if each.type != "Thing"}

    def times(self) -> list[str]:
        return [each.text for each in self.extraction.mentions if each.type == "Time"]


@cache
def _extractor() -> RuleExtractor:
    return RuleExtractor()


def read(text: str, published: str | None = None) -> Found:
    (extraction,) = _extractor().extract([Article("a", text, published=published)])
    assert wrong_spans(extraction, text) == []
    return Found(text, extraction)


def days(when: Dating | None) -> tuple[str | None, str | None]:
    return (when.from_, when.to) if when else (None, None)


def test_a_second_verb_is_not_governed_by_the_first() -> None:
    """x03: who denied one thing and did another, did the other."""
    found = read(
        "The mayor denied selling the land and fired two aides. Prosecutor Daniel Venn charged Maria Moss with fraud. "
        "Moss denied stealing the money and accused Venn of bias.\n"
    )
    assert found.row("fired") == ("mayor", "two aides", "actual", None)
    assert found.row("accused") == ("Maria Moss", "Daniel Venn", "actual", None)
    assert found.row("selling") == ("mayor", "land", "denied", "mayor")
    assert found.row("stealing") == ("Maria Moss", "money", "denied", "Maria Moss")
    assert {found.event(word).status for word in ("fired", "accused")} == {"actual"}
    assert found.named("Person") == ["Daniel Venn", "Maria Moss"]


def test_figures_of_speech_and_sport_are_no_armed_force() -> None:
    """x05: a legal battle, a war on litter, a striker who fires his side past another."""
    found = read(
        "Ines Corto won a landslide victory over Governor Dalton Reeve, and her party vowed a legal battle over two "
        "districts. Nurses at the Tarn hospital battled a flu wave, and Mayor Ann Tench declared war on litter. "
        "Striker Ivo Brandel fired Tarn Wanderers past Merrin Athletic with a late attack.\n"
    )
    assert {event.type for event in found.extraction.events} & {"ASSAULT", "MOBILIZE", "COERCE", "HARM"} == set()
    kinds = {entity.name: entity.type for entity in found.extraction.entities}
    assert {kinds[name] for name in found.who("declared") if name != "Ann Tench"} <= {"Thing"}
    assert found.event("fired").type == "OTHER"


def test_regular_past_tenses_keep_their_verb() -> None:
    """x06: fined is of fine, rated of rate, hated of hate, staged of stage."""
    past = read(
        "The regulator fined Delcor Bank on Tuesday. The Zil agency rated Delcor Bank as junk. Voters hated the tax, "
        "and unions staged a march in Tarn.\n"
    )
    fined, fine = past.event("fined"), read("The regulator may fine Delcor Bank.\n").event("fine")
    assert (fined.predicate, fined.type) == (fine.predicate, fine.type)
    assert fined.type == "SANCTION"
    assert [past.event(word).predicate for word in ("rated", "hated")] == ["rate", "hate"]
    assert past.event("staged").type == "PROTEST"
    verbs = {triple.predicate.name.split("_")[0] for triple in past.extraction.triples}
    assert verbs & {"fin", "rat", "hat", "stag"} == set()


def test_numbers_with_something_round_them() -> None:
    """x08: at least two dozen, hundreds, five men and three women, at least five million."""
    found = read(
        "The storm killed at least two dozen sailors and injured hundreds; rescuers saved five men and three women. "
        "At least five million people lost power.\n"
    )
    assert Count(24, None, "at least two dozen") in found.counts("killed")
    (hundreds,) = [count for count in found.counts("injured") if count]
    assert hundreds.text == "hundreds" and hundreds.high is None and (hundreds.low or 0) >= 100
    assert [(each.low, each.high) for each in found.counts("saved") if each] == [(5, 5), (3, 3)]
    assert [(each.low, each.high) for each in found.counts("lost") if each] == [(5_000_000, None)]
    assert [(found.event(word).status, found.event(word).attribution) for word in ("killed", "injured")] == [
        ("actual", None)
    ] * 2


def test_titles_are_cut_at_their_end() -> None:
    """n01: Hon. is no part of Honorata, Dr. none of Drusilla, Sir none of Sirhan; and no sentence ends at them."""
    found = read("Dr. Drusilla Marr, a Drumore councillor, met Hon. Honorata Ndege and Sir Sirhan Mrozek.\n")
    assert found.named("Person") == ["Drusilla Marr", "Honorata Ndege", "Sirhan Mrozek"]
    assert len({triple.sentence for triple in found.extraction.triples}) == 1
    assert [(row.subject, row.object) for row in found.rows("met")] == [
        ("Drusilla Marr", "Honorata Ndege"),
        ("Drusilla Marr", "Sirhan Mrozek"),
    ]


def test_a_state_behind_a_town_is_no_country() -> None:
    """n04: Wilmington, DE, is not in Germany."""
    found = read(
        "Atlanta, GA, police arrested Marcus Vale. A court in Wilmington, DE, released him. A jury in Gary, IN, later "
        "convicted Vale of arson.\n"
    )
    countries = {entity.name: entity.country for entity in found.extraction.entities}
    assert set(countries.values()) & {"GAB", "DEU", "IND"} == set()
    assert [countries[town] in (None, "USA") for town in ("Atlanta", "Wilmington", "Gary")] == [True] * 3
    assert {"Atlanta", "Wilmington", "Gary"} <= set(found.named("Place"))
    assert [found.row(word)[1] for word in ("arrested", "released", "convicted")] == ["Marcus Vale"] * 3
    assert set(countries) & {"GA", "DE", "IN"} == set()


@pytest.mark.xfail(reason="asked and resign have 'Women and Equalities' beside Nadia Crewe; minister_of 'Equalities'")
def test_an_office_of_two_things_is_one_office() -> None:
    """n05: the Women and Equalities Minister is asked, not women."""
    found = read("Labour MP Orla Tench asked Women and Equalities Minister Nadia Crewe to resign.\n")
    assert found.row("asked") == ("Orla Tench", "Nadia Crewe", "actual", None)
    assert found.row("resign") == ("Nadia Crewe", None, "demanded", "Orla Tench")
    assert found.who("resign") == ["Nadia Crewe"]
    assert found.named("Person") == ["Nadia Crewe", "Orla Tench"]
    assert {"Women", "Equalities"} & {p.text for event in found.extraction.events for p in event.participants} == set()


def test_a_name_keeps_its_own_s() -> None:
    """n07: McDonald's managers are of McDonald's, Delcor's lawyers of Delcor."""
    found = read(
        "Delcor's lawyers met McDonald's managers. McDonald's rejected Delcor's offer. Sotheby's sued Lloyd's over the "
        "Kestrel diamonds.\n"
    )
    ours = [entity for entity in found.extraction.entities if entity.named and entity.name != "Kestrel"]
    assert sorted((entity.name, entity.type) for entity in ours) == [
        (name, "Organization") for name in ("Delcor", "Lloyd's", "McDonald's", "Sotheby's")
    ]
    assert found.row("rejected")[:2] == ("McDonald's", "Delcor's offer")
    assert found.row("sued")[:2] == ("Sotheby's", "Lloyd's")


def test_a_day_written_before_its_month_is_a_day() -> None:
    """d04: 5th September, 1st October."""
    text = "The truce between Borvania and Lusonia begins on 5th September and ends on 1st October."
    found = read(text, published="2026-08-20")
    for word, day in (("begins", "2026-09-05"), ("ends", "2026-10-01")):
        (row,) = found.rows(word)
        assert (row.status, days(row.date)) == ("future", (day, day))
    assert found.times() == ["5th September", "1st October"]
    assert not {"September", "October"} & {name.split()[-1] for name in local_names(found.extraction).values()}


def test_people_called_like_months_and_days_are_people() -> None:
    """d06: June Holloway, Augustin Friday and Mrs May are no dates, and March is no person."""
    text = "Mayor June Holloway met Augustin Friday, the harbour pilot, in March. Mrs May praised the talks."
    found = read(text, published="2026-04-02")
    assert {entity.name for entity in found.extraction.entities if entity.named} == {
        "June Holloway", "Augustin Friday", "May",
    }  # fmt: skip
    pilot = {each.entity for each in found.extraction.mentions if each.text in ("Augustin Friday", "the harbour pilot")}
    assert len(pilot) == 1
    (met,), (praised,) = found.rows("met"), found.rows("praised")
    assert (met.subject, met.object) == ("June Holloway", "Augustin Friday")
    assert days(met.date) == ("2026-03-01", "2026-03-31")
    assert (praised.subject, praised.object, praised.date) == ("May", "talks", None)
    assert [words.removeprefix("in ") for words in found.times()] == ["March"]


def test_the_place_of_a_demanded_withdrawal_is_not_whom_the_demand_is_made_to() -> None:
    found = read("Ministers demanded the withdrawal of Kestrian troops from Mali on Monday.")
    assert found.who("demanded", "recipient") == ["Kestrian troops"]
    assert read("Ministers demanded an apology from Serbia.").who("demanded", "recipient") == ["Serbia"]
    assert read("Mali lifted sanctions on Togo.").who("lifted", "recipient") == ["Togo"]


def test_an_act_that_no_table_knows_has_the_side_it_is_named_by_for_its_recipient() -> None:
    found = read("The port deferred to the navy over two barges.")
    assert found.event("deferred").predicate == "defer_to"
    assert (found.who("deferred", "recipient"), found.who("deferred", "object")) == (["navy"], ["two barges"])


def test_an_event_told_by_a_noun_is_called_with_its_owner() -> None:
    found = read("The ministry rejected the group's latest demands. Its chief confirmed the death of Lund.")
    labels = {event.label for event in assemble([(Article("a", found.text), found.extraction)]).events}
    assert labels >= {"the group's latest demands", "death of Lund"}


def test_one_called_by_the_nation_is_a_person() -> None:
    found = read("Scaparrotti, the American who leads the forces, spoke. A Norwegian was arrested, and the Dutch left.")
    types = {mention.text: (mention.type, mention.kind) for mention in found.extraction.mentions}
    assert types["the American"] == types["A Norwegian"] == ("Person", "nominal")
    assert types["Dutch"] == ("Group", "name")
    assert found.who("leads", "actor") == ["Scaparrotti"]
    assert found.named("Person") == ["Scaparrotti"]


def test_what_a_question_asks_for_takes_no_part() -> None:
    assert read("The general did not say how many troops he wanted.").who("wanted") == ["general"]
    assert read("The general wanted more troops.").who("wanted", "recipient") == ["more troops"]


def test_a_hyphen_does_not_part_an_office_and_a_person_is_no_region() -> None:
    text = "U.N. Secretary-General Kofi Annan met the deputy governor of the Orrin region, Ivo Brandel."
    offices = [event for event in read(text).extraction.events if event.rule.startswith("office")]
    assert sorted(event.predicate for event in offices) == ["governor_of", "secretary_of"]


def test_a_row_names_whom_a_pronoun_of_its_sentence_means() -> None:
    """The row can be read alone, and the event has its participant where the row has its subject."""
    found = read("The mill said it had sold two barges. It closed.\n")
    subjects = [triple.subject.text for triple in found.extraction.triples if triple.subject]
    assert subjects == ["The mill", "It"]
    assert [each.text for each in found.event("sold").participants] == ["The mill", "two barges"]


def test_a_report_of_what_another_must_do_is_a_demand_of_him() -> None:
    found = read("The guild said on Monday that the mayor must resign. Experts said the bridge must have frozen.\n")
    demand = next(event for event in found.extraction.events if event.trigger.text == "said")
    assert (demand.predicate, demand.status) == ("demands", "actual")
    assert [(each.role, each.text) for each in demand.participants] == [
        ("actor", "The guild"),
        ("recipient", "the mayor"),
    ]
    assert sum(event.trigger.text == "said" for event in found.extraction.events) == 1


def test_a_report_of_harm_the_speaker_will_do_is_a_threat() -> None:
    found = read("Drivers announced they would boycott the airport company. The club said it would thank the mayor.\n")
    assert found.event("announced").predicate == "threatens"
    assert found.who("announced", "recipient") == ["airport company"]
    assert [event for event in found.extraction.events if event.trigger.text == "said"] == []


def test_what_is_known_by_name_has_its_country() -> None:
    """A leader behind a title of office, a body, a town, a part of a country: the text need not say whose."""
    text = "President Carter met Mr Carter. Hamas left Aleppo. Snow fell in Northern Chad. Darfur rebels sang.\n"
    countries = read(text).countries()
    assert {"USA", "PSE", "SYR", "TCD", "SDN"} <= set(countries.values())
    assert read("Ivo Carter, a baker, met Mr Carter.\n").countries() == {"Ivo Carter": None}


def test_an_unnamed_servant_of_a_state_is_of_the_one_country_told_of() -> None:
    text = "Police in Oslo freed two bakers. A judge had ruled for them, said Ivo Lind, a retired major.\n"
    countries = read(text).countries()
    assert {countries["Police"], countries["judge"]} == {"NOR"}
    assert countries["two bakers"] is countries["Ivo Lind"] is None
    assert read(f"{text}A Danish court did the same. The army was silent.\n").countries()["army"] is None


def test_people_belong_to_the_country_they_live_in() -> None:
    countries = read("Bosnian Serbs met South Korean army officers. Two ethnic Turks marched.\n").countries()
    assert countries["Serbs"] == "BIH"
    assert countries["Turks"] is None
    assert countries["South Korean army officers"] == "KOR"


def test_a_row_of_when_or_why_is_not_of_the_act_s_kind() -> None:
    found = read("Guards fined the guild after a fire. Troops opened an inquiry into the fire.\n")
    kinds = {t.object.text: t.predicate.type for t in found.extraction.triples if t.object}
    assert kinds["the guild"] != "OTHER"
    assert "a fire" not in kinds
    assert [phrase.text for t in found.extraction.triples for phrase in t.phrases] == ["a fire"]
    assert kinds["the fire"] == "ACCUSE"


def test_a_nationality_before_a_thing_is_a_side_but_not_one_that_says_where() -> None:
    found = read("Norway banned Danish cheese. Norway praised the choir in Danish halls.\n")
    assert found.who("banned", "recipient") == ["Denmark"]
    assert "Denmark" not in found.who("praised")


def test_who_issues_a_text_does_what_it_says() -> None:
    found = read("The guild issued a statement demanding that the mayor resign.\n")
    assert found.row("demanding")[0] == "guild"


def test_an_it_that_is_willing_is_somebody() -> None:
    found = read("Norway said it was willing to fund the museum.\n")
    assert found.who("fund", "actor") == ["Norway"]


def test_a_plural_owner_keeps_its_apostrophe() -> None:
    found = read("The rebels' attempt failed. Lund praised the 'quiet' town.\n")
    assert {entity.name for entity in found.extraction.entities} >= {"rebels' attempt", "quiet town"}


def test_of_so_many_of_them_only_so_many_take_part() -> None:
    freed = read("Two of the three hostages were freed.").event("freed")
    assert [(each.text, each.count and each.count.low) for each in freed.participants] == [
        ("Two of the three hostages", 2)
    ]
    assert read("One of the attackers was shot dead.").who("shot", "recipient", "object") == ["One of the attackers"]


def test_a_dozen_are_counted() -> None:
    (actor,) = read("A dozen officers resigned.").event("resigned").participants
    assert actor.count == Count(12, 12, "A dozen")
