"""The type of a name that the whole article tells, where the model takes the name for something else."""

import pytest

from kg.extract import RuleExtractor, mended, parse_of
from kg.extract.mentions.slots import slots_of
from kg.model import Article
from kg.nlp import load_pipeline
from kg.ontology import NameSlot, ontology

ROWS = tuple({id(row): row for row in ontology().name_slots.values()}.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.where}-{row.words[0]}")
def test_the_name_of_an_example_fills_the_slot_of_its_row(row: NameSlot) -> None:
    (doc,) = load_pipeline().nlp.pipe([row.example])
    parsed = mended(parse_of(doc))
    assert row in [slot for word in parsed if word.pos_ == "PROPN" for slot in slots_of(word, word.i)]


def types_in(text: str) -> dict[str, str]:
    (extraction,) = RuleExtractor().extract([Article(key="k", text=text)])
    return {entity.name: entity.type for entity in extraction.entities if entity.named}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shells fell on Zabrodny on Sunday. Volunteers evacuated Zabrodny at night.", "Zabrodny", "Place"),
        ("A landslide hit Barekot. Barekot district officials asked for tents.", "Barekot", "Place"),
        ("Ines Torkia quit the airline on Monday. Torkia said she was tired.", "Ines Torkia", "Person"),
        ("Anneke Sorrel sued Vastena in May. Vastena denied it. The judge fined Vastena.", "Vastena", "Organization"),
        ("The Marsh Lily capsized. Nobody was aboard the Marsh Lily.", "Marsh Lily", "Thing"),
        ("Ivo Sedlar presented the film Hollow Ferry. Hollow Ferry won a prize.", "Hollow Ferry", "Work"),
        ("Yareli Batres quit on Monday. Batres blamed the bank.", "Yareli Batres", "Person"),
        ("Troops drove the rebels out of Mocimboa by noon.", "Mocimboa", "Place"),
        ("They set out from Ocotlan by bus. Guards stopped them.", "Ocotlan", "Place"),
        ("The clerk was transferred to Halmo. She wept.", "Halmo", "Place"),
        ("UFDG denounced the raid on the house.", "UFDG", "Organization"),
        (
            "Lea Sorrel will appeal. Human Rights Concern wept. She blamed the court.",
            "Human Rights Concern",
            "Organization",
        ),
        (
            "Two trains collided. Vestrom, which built the engines, offered help. Doctors came.",
            "Vestrom",
            "Organization",
        ),
        ("Messi scored twice. Messi said he felt strong. Fans sang for an hour.", "Messi", "Person"),
        ("Houses burnt in Ben Zarrouk on Friday.", "Ben Zarrouk", "Place"),
        ("Ansar al-Sunna fighters fled.", "Ansar al-Sunna", "Organization"),
        ("He was elected leader of Balli Zhubor at a congress in May.", "Balli Zhubor", "Organization"),
        ("Mira Sorrel wept for joy. She won the Halden Arena Prize.", "Halden Arena Prize", "Thing"),
        ("The clerk thanked a plumber from Tarvik.", "Tarvik", "Place"),
        ("Rebels burnt a mill on the southern edge of Umm Sorrel.", "Umm Sorrel", "Place"),
        ("Umm Sorrel, the capital of Halmo, sits on a hill.", "Umm Sorrel", "Place"),
        ("Snow closed the road between Halmo and Tarvik.", "Tarvik", "Place"),
        ("Six bakers were employed by Sorrel Brandel Fils.", "Sorrel Brandel Fils", "Organization"),
        ("A bridge fell in the eastern department of Halmo.", "Halmo", "Place"),
        ("Troops reached the Western Isles.", "Western Isles", "Place"),
        ("The Western Bulldogs won.", "Western Bulldogs", "Organization"),
        ("Ada Brandel Sorrel left. It was late, said Brandel.", "Ada Brandel Sorrel", "Person"),
        ("The clerk fasted until Easter.", "Easter", "Thing"),
        ("Prayers before the Eid al-Adha holiday drew crowds.", "Eid al-Adha", "Thing"),
        ("The M/V Marigold sank.", "M/V Marigold", "Thing"),
        ("The choir sang the Ode to the Tern in May.", "Ode to the Tern", "Work"),
        ("The clerk went with Mr Song to Paris.", "Song", "Person"),
        ("A clerk told Polish Television that he had left.", "Polish Television", "Organization"),
        ('The dancers praised Brandel\'s "Marigold" in May.', "Marigold", "Work"),
        ("The New Jersey firm closed a mill. Teachers left New Jersey.", "New Jersey", "Place"),
    ],
)
def test_the_whole_article_tells_the_type_of_a_name(text: str, name: str, kind: str) -> None:
    assert types_in(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Officials met in the Assembly.", "Assembly", "Organization"),
        ("Greta Lind of Northgate Bank resigned. Northgate Bank praised Lind.", "Northgate Bank", "Organization"),
        ("Obama said the deal was close.", "Obama", "Person"),
    ],
)
def test_what_the_tables_know_of_a_name_is_not_voted_away(text: str, name: str, kind: str) -> None:
    assert types_in(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Youths burnt tyres in the city centre.", "city centre", "Place"),
        ("The army held the eastern front.", "eastern front", "Place"),
        ("Power was cut across the country.", "country", "Place"),
        ("The country recalled its envoy.", "country", "Organization"),
        ("Nurses left the centre in May.", "centre", "Organization"),
    ],
)
def test_a_country_or_centre_is_ground_where_something_is(text: str, name: str, kind: str) -> None:
    (extraction,) = RuleExtractor().extract([Article(key="k", text=text)])
    assert {entity.name: entity.type for entity in extraction.entities}.get(name) == kind


def test_what_runs_between_two_towns_has_no_name_of_both() -> None:
    assert types_in("The first train between Arven and Tolsk left.").keys() == {"Arven", "Tolsk"}


@pytest.mark.parametrize(
    "text", ["Displaced clerks slept in a barn.", "Wounded clerks wept.", "Stranded bakers slept in a barn."]
)
def test_an_adjective_that_opens_a_sentence_is_no_name(text: str) -> None:
    assert types_in(text) == {}


def test_what_two_words_of_a_body_s_name_join_is_no_name() -> None:
    assert "Drug" not in types_in("On Friday the U.S. Food and Drug Administration fined the mill.")


def test_a_flight_from_one_town_for_another_is_no_work_s_name() -> None:
    assert types_in("Mamadou Diallo fled Conakry for Bissau on Friday.") == {
        "Mamadou Diallo": "Person",
        "Conakry": "Place",
        "Bissau": "Place",
    }
