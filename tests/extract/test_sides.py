"""Who stands on which side of an act, and by which words."""

from __future__ import annotations

import pytest

from kg.extract import RuleExtractor
from kg.model import Article, EventMention, Extraction


def extraction(text: str) -> Extraction:
    (found,) = RuleExtractor().extract([Article("a", text)])
    return found


def event(text: str, trigger: str) -> EventMention:
    return next(each for each in extraction(text).events if each.trigger.text == trigger)


def sides(text: str, trigger: str) -> set[tuple[str, str]]:
    return {(side.role, side.text) for side in event(text, trigger).participants}


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Norland left after it had shelled the port.", "shelled", ("actor", "Norland")),
        ("The bishop thanked our ally Tarn for the ships.", "thanked", ("recipient", "our ally Tarn")),
        ("The mayor met the harbour minister, Elsa Lind, in Oslo.", "met", ("recipient", "Elsa Lind")),
        ("Three sailors killed in Mali, the navy said.", "killed", ("recipient", "Three sailors")),
    ],
)
def test_a_side_is_told_by_its_name_where_the_sentence_has_one(text: str, trigger: str, who: tuple[str, str]) -> None:
    assert who in sides(text, trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland's campaign against the insurgents went on.", "campaign"),
        ("Egypt supports Norland in the fight against the insurgents.", "fight"),
        ("Egypt reiterated its support for Norland in the fight against the insurgents.", "fight"),
    ],
)
def test_who_is_helped_in_a_fight_fights_it(text: str, trigger: str) -> None:
    assert [who.rpartition(" ")[2] for _, who in sorted(sides(text, trigger))] == ["Norland", "insurgents"]


def test_how_an_act_is_ended_is_nobody_who_does_it() -> None:
    found = extraction("The army halted the protest by force.")
    assert "force" not in {side.text for event in found.events for side in event.participants}


def test_nobody_supports_whom_another_fights() -> None:
    text = "Egypt reiterated its support for Norland in the fight against the insurgents."
    assert sides(text, "reiterated") == {("actor", "Egypt"), ("recipient", "Norland")} | {
        side for side in sides(text, "reiterated") if side[0] == "object"
    }


def test_support_that_another_owns_is_not_the_speakers() -> None:
    found = extraction("The envoy reiterated Norland's support for the fund.")
    assert {e.trigger.text for e in found.events if e.predicate == "supports"} == {"support"}


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Agents seized a gun in raids on barns in the suburb of Tarn.", "seized", "Tarn"),
        ("The mayor praised the lamps at the embassy.", "praised", "the embassy"),
        ("The mayor hailed progress over the harbour.", "hailed", "the harbour"),
    ],
)
def test_where_something_is_nobody_takes_part_in_what_is_done_to_it(text: str, trigger: str, who: str) -> None:
    assert who not in {name for _, name in sides(text, trigger)}


def test_a_raid_harms_and_not_the_place_where_it_was() -> None:
    text = "They condemned the raid in Orvane Province, which killed six men."
    assert not {who for role, who in sides(text, "killed") if role == "actor"} & {"Orvane Province", "Orvane"}


def test_an_effort_is_whose_name_stands_before_it() -> None:
    assert ("actor", "Norland") in sides("The bishop praised Norland efforts to rescue the miners.", "rescue")


def test_what_two_discuss_they_discuss_with_each_other() -> None:
    text = "The mayor and the bishop discussed Norland."
    assert event(text, "discussed").type == "CONSULT"
    assert sides(text, "discussed") == {("actor", "The mayor"), ("actor", "the bishop")}
    assert event("The mayor discussed Norland.", "discussed").type == "OTHER"


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("Elsa Lind, the minister for fisheries, resigned.", "Elsa Lind", "the minister"),
        ("The mayor met the minister for fisheries, Elsa Lind, in Oslo.", "Elsa Lind", "the minister"),
    ],
)
def test_a_name_beside_an_office_is_told(text: str, name: str, what: str) -> None:
    rows = [t for t in extraction(text).triples if t.rule == "apposition:adjunct"]
    told = [(t.subject.text, t.object.text) for t in rows if t.subject is not None and t.object is not None]
    assert any(one == name and other.startswith(what) for one, other in told)


def test_another_name_has_a_predicate_of_its_own() -> None:
    found = extraction("The police hunt the Red Hand, also known as Alda.")
    (row,) = [t for t in found.triples if t.predicate.name == "known_as"]
    assert row.object is not None and row.object.text == "Alda"


def test_names_in_a_row_each_do_it() -> None:
    text = "The Rail Union, the Tern Bank and Orvane Foods signed a pact."
    assert {who for _, who in sides(text, "signed")} >= {"The Rail Union", "the Tern Bank", "Orvane Foods"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Norland supports Tarn against the rebels.", {"Tarn": "supports", "the rebels": "against"}),
        ("The bishop condemned the raid in Orvane.", {"the raid in Orvane": "condemns", "Orvane": "in"}),
        ("The plague is a threat to all farmers.", {"a threat to all farmers": "be", "all farmers": "to"}),
        ("The gang killed six men, including a boy.", {"six men": "killed", "a boy": "killed"}),
    ],
)
def test_a_row_has_the_name_of_the_act_only_where_the_act_is_done_to_its_object(
    text: str, named: dict[str, str]
) -> None:
    rows = [t for t in extraction(text).triples if t.object is not None and t.rule.startswith("clause")]
    told = {t.object.text: t.predicate.name for t in rows if t.object is not None}
    assert told | {phrase.text: phrase.name for t in rows for phrase in t.phrases} == named


def links(text: str) -> set[tuple[str, str, str]]:
    """(who, link, body) of each standing link that the text tells without a verb."""
    return {
        (t.subject.text, t.predicate.name, t.object.text)
        for t in extraction(text).triples
        if t.rule.startswith("belonging") and t.subject is not None and t.object is not None
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The gang robbed two members of the Orvane Rail Union.", ("member_of", "the Orvane Rail Union")),
        ("Curators from the Tern Museum mended the bell.", ("member_of", "the Tern Museum")),
        ("The bishop hosted ministers of the Northern Alliance.", ("member_of", "the Northern Alliance")),
        ("The regime and its backers, notably Norland, shelled the port.", ("part_of", "its backers")),
        ("The international community, including Egypt, sent grain.", ("part_of", "The international community")),
        ("The Bureau of Wells at the Ministry of Water sold it.", ("part_of", "the Ministry of Water")),
    ],
)
def test_belonging_needs_no_verb(text: str, told: tuple[str, str]) -> None:
    assert told in {(link, body) for _, link, body in links(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The members of the Orvane Rail Union sang.",
        "No member of the Orvane Rail Union sang.",
        "Opponents of the Orvane Rail Union sang.",
        "Two members of the choir sang.",
    ],
)
def test_all_of_a_body_or_none_of_it_tells_no_belonging(text: str) -> None:
    assert not links(text)


def test_one_of_a_body_is_one_of_its_members() -> None:
    found = event("Elsa Lind is one of the rebels.", "is")
    assert found.predicate == "member_of"
    assert {(side.role, side.text) for side in found.participants} == {
        ("actor", "Elsa Lind"),
        ("organization", "the rebels"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Egypt is one of our closest partners.",
        "Elsa Lind is one of the founders of the guild.",
        "Thieves stole the names of two clerks from Delcor.",
    ],
)
def test_some_people_are_no_body_and_whom_something_is_taken_from_is_none_either(text: str) -> None:
    assert "member_of" not in {each.predicate for each in extraction(text).events}


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("The court banned a drug made by Delcor.", "banned", "Delcor"),
        ("A gunman opened fire on monks at a mosque in Tarn.", "opened", "a mosque in Tarn"),
        ("The pope appointed Elsa Lind a cardinal.", "appointed", "a cardinal"),
        ("The striker was named player of the year.", "named", "player of the year"),
        ("Elsa Lind taught for nine years.", "taught", "nine years"),
    ],
)
def test_what_stands_beside_takes_no_part(text: str, trigger: str, who: str) -> None:
    assert who not in {name for role, name in sides(text, trigger) if role != "object" or "years" in who}


@pytest.mark.parametrize(
    ("text", "trigger", "moved"),
    [
        ("Norland deployed nine soldiers along the fence.", "deployed", "nine soldiers"),
        ("Norland recalled its ambassador.", "recalled", "its ambassador"),
        ("The militia handed over two clerks.", "handed", "two clerks"),
    ],
)
def test_who_is_moved_is_no_side(text: str, trigger: str, moved: str) -> None:
    assert ("object", moved) in sides(text, trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Thousands marched in support of the nurses.", "support", ("recipient", "the nurses")),
        ("Thousands marched in support of the nurses.", "support", ("actor", "Thousands")),
        ("The clerk resigned in protest against the sale.", "protest", ("actor", "The clerk")),
        ("Norland is in talks with Chad.", "talks", ("actor", "Norland")),
    ],
)
def test_a_bare_act_behind_in_is_done_by_whoever_does_what_the_verb_tells(
    text: str, trigger: str, who: tuple[str, str]
) -> None:
    assert who in sides(text, trigger)


@pytest.mark.parametrize(
    "text",
    [
        "The plant was built in cooperation with Delcor.",
        "Two clerks were asked in connection with the fire.",
        "The guild spoke in the protest against the sale.",
    ],
)
def test_no_other_act_behind_in_is(text: str) -> None:
    nominal = [each for each in extraction(text).events if each.rule == "nominal"]
    assert not [side for each in nominal for side in each.participants if side.role == "actor"]


def test_an_object_that_fills_out_its_verb_names_it_and_takes_no_part() -> None:
    found = event("The vote took place in May.", "took")
    assert (found.predicate, [side.text for side in found.participants]) == ("take_place", ["The vote"])


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("The murder of a nurse by a soldier led to riots.", "murder", "a soldier"),
        ("The expulsion of an envoy by Norland led to riots.", "expulsion", "Norland"),
    ],
)
def test_who_does_an_act_stands_behind_whom_it_is_done_to(text: str, trigger: str, who: str) -> None:
    assert ("actor", who) in sides(text, trigger)


def test_who_painted_what_is_sold_sells_nothing() -> None:
    assert ("actor", "Elsa Lind") not in sides("The sale of a painting by Elsa Lind was a shock.", "sale")


@pytest.mark.parametrize("text", ["The two ministers discussed Norland.", "Both ministers discussed Norland."])
def test_those_who_are_counted_are_several(text: str) -> None:
    assert event(text, "discussed").type == "CONSULT"
    assert "Norland" not in {who for _, who in sides(text, "discussed")}


def test_a_plural_alone_is_not_known_to_talk_to_itself() -> None:
    assert event("The ministers discussed Norland.", "discussed").type == "OTHER"


def test_captives_that_are_swapped_swap_nobody() -> None:
    assert ("actor", "prisoners") not in sides("The two sides swapped prisoners.", "swapped")


def test_a_place_that_is_left_is_a_side() -> None:
    assert ("recipient", "Chad") in sides("The troops left Chad.", "left")


@pytest.mark.parametrize("text", ["The dispute came to a head.", "The clerk was hit on the head."])
def test_a_head_without_a_body_is_no_person(text: str) -> None:
    assert "Person" not in {m.type for m in extraction(text).mentions if m.text.endswith("head")}


@pytest.mark.parametrize("text", ["The king condemned the raid on Egypt.", "The king welcomed the liberation of Chad."])
def test_whoever_judges_an_act_does_not_judge_whom_it_hit(text: str) -> None:
    judged = next(e for e in extraction(text).events if e.type in ("ACCUSE", "SUPPORT"))
    assert not [side for side in judged.participants if side.role == "recipient"]


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Egypt helped the Tarn army in its battle against the Red Brigades.", "battle", "the Tarn army"),
        ("Egypt supported the Tarn army in its efforts to defeat the rebels.", "defeat", "the Tarn army"),
        ("The world needs an alliance to defeat the rebels.", "defeat", "an alliance"),
        ("The alliance's strategy to defeat the rebels is working.", "defeat", "The alliance"),
        ("Envoy Lind voiced her fears in a call with Ruth Holm.", "call", "Lind"),
        ("Nine clerks were killed at the hands of the Red Brigades.", "killed", "the Red Brigades"),
        ("Months after the fall of Chad to the rebels, the dam broke.", "fall", "the rebels"),
        ("The king pressed the guild to end its strike.", "end", "the guild"),
        ("The king asked on Monday for more nurses to train the sailors.", "train", "more nurses"),
        ("Speaking a year after the fall of Chad to the rebels, the king wept.", "fall", "the rebels"),
    ],
)
def test_who_acts(text: str, trigger: str, who: str) -> None:
    assert ("actor", who) in sides(text, trigger)


def test_whoever_claims_a_raid_is_not_told_to_have_made_it() -> None:
    harms = [
        e for e in extraction("A raid claimed by the Red Brigades killed nine sailors.").events if e.type == "ASSAULT"
    ]
    assert harms
    assert "the Red Brigades" not in {side.text for each in harms for side in each.participants}


def test_two_people_with_titles_both_act() -> None:
    text = "Prime Minister Holm and Defence Minister Ivo Lind will host the envoys."
    assert {who for role, who in sides(text, "host") if role == "actor"} == {"Holm", "Ivo Lind"}


def test_what_is_called_for_is_asked_of_whoever_is_to_do_it() -> None:
    assert sides("The minister pressed for Egypt to pay.", "pressed") == {
        ("actor", "The minister"),
        ("object", "Egypt"),
    }


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("They fight the Islamic League of Tarn and the Coast (ILTC).", "Islamic League of Tarn and the Coast", "ILTC"),
        (
            "The Norland Ministry of Water, State Board of Wells and Harbours (SBWH) sold it.",
            "State Board of Wells and Harbours",
            "SBWH",
        ),
    ],
)
def test_the_words_of_an_abbreviation_are_one_name(text: str, name: str, short: str) -> None:
    found = extraction(text)
    entity = {m.text: m.entity for m in found.mentions}
    assert entity[name] is not None and entity[name] == entity[short]


def test_a_province_is_not_its_country() -> None:
    found = extraction("The dam is in Orvane province, Egypt.")
    assert not [t for t in found.triples if t.rule.startswith("apposition")]


def test_nobody_speaks_to_whom_a_town_fell() -> None:
    found = extraction("Speaking a year after the fall of Chad to the rebels, the king wept.")
    assert not [e for e in found.events if e.type == "CONSULT"]


def test_whoever_harms_them_is_not_protected() -> None:
    text = "We will protect all those persecuted by the Red Brigades."
    assert not {who for role, who in sides(text, "protect") if role == "recipient"}


def test_a_friendly_act_is_not_done_to_whom_it_is_against() -> None:
    rows = {
        t.object.text: t.predicate.type
        for t in extraction("Egypt supports Chad against the rebels.").triples
        if t.object
    }
    assert rows == {"Chad": "SUPPORT", "the rebels": "OTHER"}
