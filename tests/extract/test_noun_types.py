"""The type and sector of what a common noun, a bare number or a name between other words names."""

import pytest

from kg.extract import RuleExtractor
from kg.model import Article, Extraction
from kg.ontology import Pair, ontology

PAIRS = tuple({id(row): row for row in ontology().pairs.values()}.values())


def read(text: str) -> Extraction:
    (extraction,) = RuleExtractor().extract([Article(key="k", text=text)])
    return extraction


def types_in(text: str) -> dict[str, str]:
    return {entity.name: entity.type for entity in read(text).entities}


def sectors_in(text: str) -> dict[str, str | None]:
    return {entity.name: entity.sector for entity in read(text).entities}


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: row.words[0].replace(" ", "-"))
def test_the_two_words_of_an_example_have_the_type_of_their_row(row: Pair) -> None:
    assert row.type in types_in(row.example).values()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Eleven of the victims were buried.", "Eleven of the victims", "Group"),
        ("Twelve of the dead were sailors.", "Twelve of the dead", "Group"),
        ("Nine were arrested on Friday.", "Nine", "Group"),
        ("The flood drove more than 30,000 from their homes.", "more than 30,000", "Group"),
        ("A group of nine crossed the river.", "group of nine", "Group"),
        ("The guards shot six of them.", "six of them", "Group"),
        ("The guard sold nine.", "nine", "Thing"),
        ("At least 12 are missing.", "At least 12", "Group"),
        ("Hundreds fled.", "Hundreds", "Group"),
        ("The guard sold hundreds.", "hundreds", "Thing"),
        ("Two clerks drowned. The rest escaped.", "rest", "Group"),
        ("The four banks met. One of them withdrew its offer.", "One of them", "Organization"),
        ("The nurses went on strike. One of them wept.", "One of them", "Person"),
        ("The ships sailed at dawn. One of them sank.", "One of them", "Thing"),
        ("The mill paid $300,000.", "$300,000", "Thing"),
        ("Divers looked for the missing.", "missing", "Group"),
        ("The wounded were flown to Tarn.", "wounded", "Group"),
        ("The bill raises pensions for the over-80s.", "over-80s", "Group"),
        ("Holders of the bonds sued the mill.", "Holders of the bonds", "Group"),
        ("A 19-year-old Afghan drowned.", "19-year-old Afghan", "Person"),
        ("A young Yazidi drowned.", "young Yazidi", "Person"),
        ("A 52-year-old Styrian drowned.", "52-year-old Styrian", "Person"),
        ("Two Poles and a Dane were freed.", "Dane", "Person"),
        ("A 29-year-old Tunisian suspected of the theft was arrested.", "29-year-old Tunisian", "Person"),
        ("The rebels freed 38 schoolchildren.", "38 schoolchildren", "Group"),
        ("A diver died with three others.", "three others", "Group"),
        ("The blast hurt a guard and two others.", "two others", "Group"),
        ("The mayor was questioned along with nine others.", "nine others", "Group"),
        ("Six sailors swam ashore and the others drowned.", "others", "Group"),
        ("Two barges sank and the others had to be towed.", "others", "Thing"),
        ("Four nurses, one of whom blamed the mayor, resigned.", "one of whom", "Person"),
        ("Four nurses were named, two of whom blamed the mayor.", "two of whom", "Group"),
        ("The nine had demanded a pay rise.", "nine", "Group"),
        ("One told a judge that the mill was empty.", "One", "Person"),
        ("Four mills burnt. One sold its land.", "One", "Thing"),
        ("Eleven of those were in custody.", "Eleven of those", "Group"),
        ("Eleven of those were in barrels.", "Eleven of those", "Thing"),
        ("A column of refugees left at dawn.", "column of refugees", "Group"),
        ("A column of smoke rose at dawn.", "column of smoke", "Thing"),
        ("A host of volunteers wept.", "host of volunteers", "Group"),
        ("A host of problems delayed the ferry.", "host of problems", "Thing"),
        ("The hosts won the final.", "hosts", "Group"),
        ("The law bars under-14s from the mine.", "under-14s", "Group"),
        ("Twelve of those who fell ill, including two boys, were freed.", "Twelve of those", "Group"),
        ("Twelve of those were sold, including two lamps.", "Twelve of those", "Thing"),
        ("The law names Sunni militiamen.", "Sunni militiamen", "Group"),
        ("The ministry summoned the charge d'affaires of Norway.", "charge d'affaires of Norway", "Person"),
        ("Thousands emigrated.", "Thousands", "Group"),
        ("The storm sank a barge and two others.", "two others", "Thing"),
        ("Two mills burn coal, one of which is old.", "one of which", "Thing"),
        ("Two nurses are among the infected.", "infected", "Group"),
        ("The missing were feared dead.", "missing", "Group"),
        ("The relief reached the hungry and the very old.", "very old", "Group"),
        ("Two Europeans and two Asians drowned.", "Europeans", "Group"),
        ("Bond holders sued the mill.", "Bond holders", "Group"),
        ("Its best sellers are lamps.", "Its best sellers", "Thing"),
    ],
)
def test_people_are_people_whatever_they_are_counted_or_called_by(text: str, name: str, kind: str) -> None:
    assert types_in(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Several bodies were counted twice.", "Several bodies", "Thing"),
        ("Police found a body in the barn.", "body", "Thing"),
        ("Public bodies will close.", "Public bodies", "Organization"),
        ("The captain burned the ship's papers.", "ship's papers", "Thing"),
        ("Two botanists wrote a paper.", "paper", "Thing"),
        ("The paper, published by two botanists, was withdrawn.", "paper", "Thing"),
        ("The paper praised the guard.", "paper", "Organization"),
        ("No force was used.", "No force", "Thing"),
        ("The force was disbanded.", "force", "Organization"),
        ("The clerk has authority over the port.", "authority", "Thing"),
        ("The thief was held at an address in Lund.", "address", "Place"),
        ("The mayor gave an address.", "address", "Thing"),
        ("Local papers praised the guard.", "Local papers", "Organization"),
        ("The media scolded the judge.", "media", "Group"),
        ("Each side blamed the mediator.", "Each side", "Group"),
        ("He painted one side of the barn.", "one side of the barn", "Thing"),
        ("Each brother sued the other.", "other", "Person"),
        ("Norlund's board rejected the bid.", "Norlund's board", "Organization"),
        ("The sailors were on board.", "board", "Thing"),
        ("Her office denied the theft.", "Her office", "Organization"),
        ("The mill polluted its office.", "mill’s office", "Thing"),
        ("The council's office was burned.", "council's office", "Thing"),
        ("The bloc's poorest member closed its ports.", "bloc's poorest member", "Place"),
        ("Forty sailors entered the Gulf state.", "Gulf state", "Place"),
        ("The storm's centre moved west.", "storm's centre", "Thing"),
        ("The hospital's centre moved west.", "hospital's centre", "Organization"),
        ("The bank's capital is gone.", "bank's capital", "Thing"),
        ("The country's capital burned.", "country's capital", "Place"),
        ("The mill does business with Chad.", "business", "Thing"),
        ("The business closed.", "business", "Organization"),
        ("The elder led resistance to the mine.", "resistance", "Thing"),
        ("The resistance blew up a bridge.", "resistance", "Group"),
        ("The brewer went into administration.", "administration", "Thing"),
        ("The governor's administration sold a barge.", "governor's administration", "Organization"),
        ("The ferry reached the station.", "station", "Thing"),
        ("A radio station played a song.", "radio station", "Organization"),
        ("The guild lost its strike fund.", "guild’s strike fund", "Thing"),
        ("A guard told the BBC's Hausa service.", "BBC's Hausa service", "Organization"),
        ("Hurricane Anna-Lena struck the coast.", "Hurricane Anna-Lena", "Thing"),
        ("The tanker, the Malta-registered Boreal Tern, sailed on.", "Boreal Tern", "Thing"),
        ("In Dublin the weather service Met Tarnland issued an alert.", "Met Tarnland", "Organization"),
        ("The guard feared Ebola.", "Ebola", "Thing"),
        ("The clerk caught COVID-19.", "COVID-19", "Thing"),
        ("The water reached 60 degrees Celsius.", "60 degrees Celsius", "Thing"),
        ("The nurse holds an M.Sc. in chemistry.", "M.Sc", "Thing"),
        ("Profit fell to NOK 2 million.", "NOK", "Thing"),
        ("The clerk spoke Dutch.", "Dutch", "Thing"),
        ("The abbot sang in Latvian.", "Latvian", "Thing"),
        ("The letter was translated from the Japanese.", "Japanese", "Thing"),
        ("The guard blamed the Japanese.", "Japanese", "Group"),
        ("The abbots were received at the presidential palace.", "presidential palace", "Place"),
        ("The presidential palace denied the report.", "presidential palace", "Organization"),
        ("The head office refused the loan.", "head office", "Organization"),
        ("The guard believes in Danes.", "Danes", "Group"),
        ("The clerk took the mayor's side.", "mayor's side", "Thing"),
        ("The envoy called on both sides to talk.", "both sides", "Group"),
        ("Trees stood on both sides.", "both sides", "Thing"),
        ("The hospital took in 31 wounded.", "31 wounded", "Group"),
        ("Three missing were found.", "Three", "Group"),
        ("Two were acquitted.", "Two", "Group"),
        ("The clerk was held under heavy guard.", "heavy guard", "Thing"),
        ("The guard wept.", "guard", "Person"),
        ("A superior told the clerk to leave.", "superior", "Person"),
        ("A cheaper rival won the order.", "cheaper rival", "Organization"),
        ("A Swedish buyer cancelled the order.", "Swedish buyer", "Organization"),
        ("A Swedish rival beat the boxer.", "Swedish rival", "Person"),
        ("The firm sued its distributor.", "firm’s distributor", "Organization"),
        ("The conductor told the chorus to leave.", "chorus", "Organization"),
        ("A chorus of criticism followed.", "chorus of criticism", "Thing"),
        ("A crane operator wept.", "crane operator", "Person"),
        ("The guard sold the airline's fleet.", "airline's fleet", "Thing"),
        ("The country's fleet shelled a port.", "country's fleet", "Group"),
        ("The canal gave Tarn an outlet to the sea.", "outlet", "Thing"),
        ("An outlet printed the list.", "outlet", "Organization"),
        ("A bridge fell in the eastern department of Halmo.", "eastern department of Halmo", "Place"),
        ("Clerks met in Peru's Halmo department.", "Halmo", "Place"),
        ("Clerks met in the department of economics.", "department of economics", "Organization"),
        ("One was a Dane and the other a Chilean.", "Chilean", "Person"),
    ],
)
def test_what_sounds_like_a_body_or_a_thing_is_told_by_its_place(text: str, name: str, kind: str) -> None:
    assert types_in(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The union's president wept.", "union's president", "CVL"),
        ("The president wept.", "president", "GOV"),
        ("The federation's ethics committee met.", "federation's ethics committee", None),
        ("The federation's congress met.", "federation's congress", "CVL"),
        ("The bank's auditors resigned.", "bank's auditors", "BUS"),
        ("The auditors resigned.", "auditors", None),
        ("The captain of the ferry drowned.", "captain of the ferry", None),
        ("An army captain drowned.", "army captain", "MIL"),
        ("Food convoys left on Monday.", "Food convoys", None),
        ("The ruling party won.", "ruling party", "GOV"),
        ("The party won.", "party", "OPP"),
        ("Ruling party spokeswoman Ada Lind wept.", "Ada Lind", "GOV"),
        ("The parties signed a lease.", "parties", None),
        ("The rival parties chose a hall.", "rival parties", "OPP"),
        ("Tarn Rights Network wept.", "Tarn Rights Network", "CVL"),
        ("Tarn News Network wept.", "Tarn News Network", "MED"),
        ("DI Orrock asked for witnesses.", "Orrock", "POL"),
        ("The minister, Luca Di Tarno, wept.", "Luca Di Tarno", "GOV"),
        ("Fensa president Marta Sousa wept.", "Marta Sousa", None),
        ("Kenyan President Marta Sousa wept.", "Marta Sousa", "GOV"),
        ("FIFA officials wept.", "FIFA officials", "CVL"),
        ("The doctors' committee met.", "doctors' committee", "CVL"),
        ("The committee met.", "committee", "LEG"),
        ("The State Department spokesman wept.", "State Department spokesman", "GOV"),
        ("The US-led coalition bombed a bridge.", "US-led coalition", "MIL"),
        ("A unit of Siemens sold pumps.", "unit of Siemens", None),
        ("The union called a strike. Its president, Ana Luz, urged calm.", "Ana Luz", "CVL"),
        ("A firm closed a mine. Its president, Ana Luz, wept.", "Ana Luz", "BUS"),
        ("Kenya rejected the plan. Its president, Ana Luz, wept.", "Ana Luz", "GOV"),
        ("Commune chairman Trinh Lu wept.", "Trinh Lu", "GOV"),
        ("An adviser to the Taliban said it was late.", "adviser", "REB"),
        ("Norvela Energy sued. Norvela chairwoman Lena Sorrel wept.", "Lena Sorrel", "BUS"),
        ("Managing director Lena Sorrel wept.", "Lena Sorrel", "BUS"),
        ("Businessman Otto Sorrel wept.", "Otto Sorrel", "BUS"),
        ("Journalist Otto Sorrel wept.", "Otto Sorrel", "MED"),
        ("Shipping company Delcor sank a barge.", "Delcor", "BUS"),
        ("The guard sold his shares in Delcor.", "Delcor", "BUS"),
        ("Delcor joined the guard in May.", "Delcor", None),
        ("Representatives of the exporters' association left.", "Representatives of the exporters' association", "BUS"),
        ("The representatives left.", "representatives", "LEG"),
        ("Defense Minister Ada Lind left. Her predecessor wept.", "Ada Lind’s predecessor", "GOV"),
        ("General Ivo Brandel said his men had fled.", "Ivo Brandel’s men", "MIL"),
        ("Ivo Brandel, a baker, said his men had fled.", "Ivo Brandel’s men", "CVL"),
        ("The Tarn Liberation Army burnt a mill.", "Tarn Liberation Army", "REB"),
        ("The Tenth Infantry Division crossed a river.", "Tenth Infantry Division", "MIL"),
        ("Two rebel groups left.", "Two rebel groups", "REB"),
        ("Norway is a member of NATO.", "Norway", "GOV"),
        ("Ada Lind sings. His daughter, the banker Ada Lind, wept.", "Ada Lind", "BUS"),
    ],
)
def test_an_office_that_any_body_has_is_of_the_sector_of_its_body(text: str, name: str, sector: str | None) -> None:
    found = sectors_in(text)
    assert name in found
    assert found[name] == sector


def test_who_is_often_abroad_is_not_of_the_country_where_he_is() -> None:
    text = "Diplomats in Chad wept. Teachers in Peru sang. The EU mission in Mali closed."
    countries = {entity.name: entity.country for entity in read(text).entities}
    assert countries["EU mission"] is None
    assert countries["Diplomats"] is None
    assert countries["Teachers"] == "PER"


def test_people_of_a_continent_are_of_no_country_named_like_it() -> None:
    found = {
        e.name: e.country
        for e in read("The South American federation CONTAR met. The American federation AFTAR met.").entities
    }
    assert found["CONTAR"] is None
    assert found["AFTAR"] == "USA"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Its owner, Piraeus-based Kostaki Tarn, did not answer.", "Kostaki Tarn", "Organization"),
        ("Oslo-based Emma Tarn did not answer.", "Emma Tarn", "Person"),
        ("Paper maker Norra Skog sold a mill.", "Norra Skog", "Organization"),
        ("Khorneft sold its rigs.", "Khorneft", "Organization"),
        ("Orpheo Tarn, which is owned by a bank, denied the report.", "Orpheo Tarn", "Organization"),
        ("Ravenna, Rome and Milan lost power.", "Ravenna", "Place"),
        ("Trains left Irpin, Kyiv and Lviv.", "Irpin", "Place"),
        ("Salmon farmer Havbris sold a boat.", "Havbris", "Organization"),
        ("The Spanish grocer Mercasol sold a barge.", "Mercasol", "Organization"),
        ("The Spanish grocer Luis Rueda sold a barge.", "Luis Rueda", "Person"),
        ("Seoul-listed Hanbit Tarn rose 4%.", "Hanbit Tarn", "Organization"),
        ("Chip designer Kuanlin Logic wept.", "Kuanlin Logic", "Organization"),
        ("Stora Enso cut 600 jobs. Stora Enso said it would close a mill.", "Stora Enso", "Organization"),
        ("Tanvir Sokol said it had changed his life.", "Tanvir Sokol", "Person"),
        ("The gas was bought from the trader Velmaro.", "Velmaro", "Organization"),
        ("St. Keyne's Healthcare closed two wards.", "St. Keyne's Healthcare", "Organization"),
        ("Sorgana Export lost a lawsuit.", "Sorgana Export", "Organization"),
        ("The news site Tarn Dagi printed the list.", "Tarn Dagi", "Organization"),
        ("A sponsor, Norvela Energy, pulled out.", "Norvela Energy", "Organization"),
        ("A sponsor, Nora Vela, pulled out.", "Nora Vela", "Person"),
        ("PC World closed two shops.", "PC World", "Organization"),
        ("Infirmiers du Tarn closed its clinic.", "Infirmiers du Tarn", "Organization"),
        ("Avocats du Tarn closed its clinic.", "Avocats du Tarn", "Organization"),
        ("One of them, Kenyan cook Peter Otieno, told a judge.", "Peter Otieno", "Person"),
    ],
)
def test_a_name_is_taken_whole_and_by_what_stands_beside_it(text: str, name: str, kind: str) -> None:
    assert types_in(text).get(name) == kind


def test_the_government_is_that_of_the_official_who_speaks_of_it() -> None:
    text = "Greek Foreign Ministry spokeswoman Despina Kaler said the government wanted talks."
    assert {entity.name: entity.country for entity in read(text).entities}["government"] == "GRC"
    text = "The Chadian government fell. Malian Foreign Minister Ivo Lind said the government was corrupt."
    assert {entity.name: entity.country for entity in read(text).entities if "government" in entity.name} == {
        "Chadian government": "TCD"
    }
