"""Which sense a verb or a noun has in a common sentence of a newspaper, and which it must not have."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from kg.extract import RuleExtractor
from kg.model import Article

# what is told, by which word, in which sentence
MEANT = """
demands        | demand  | Tarn's demand for an apology was rejected.
went_on_strike | called  | A walkout called by the Millers' Guild emptied the harbour.
went_on_strike | walked  | Drivers walked off the job on Monday.
ended          | called  | The pilots called off their strike.
ended          | ended   | The army ended its siege of Tarn.
declared_ceasefire | halted | The navy halted combat operations in the strait.
declared_ceasefire | suspended | The militia suspended operations against the garrison.
rescued        | pulled  | A teacher was pulled out alive by neighbours.
rescued        | pulled  | Firemen pulled two girls from the rubble.
withdrew_from  | pulled  | Peru pulled its paratroopers out of Chad.
escaped_from   | broke   | Two burglars broke out of the prison.
warns          | warned  | The auditor warned against selling the mill.
warns          | issued  | The weather bureau issued a warning to sailors.
threatens      | issued  | The junta issued a stern warning to the strikers.
gave_ultimatum_to | gave | The junta gave an ultimatum to the strikers.
hospitalized   | taken   | Three miners were taken to hospital.
hospitalized   | admitted | Nine pilgrims were admitted to a clinic in Tarn.
prosecuted     | trial   | The trial of the general lasted a year.
released       | release | The release of the divers was delayed.
investigated   | reopened | Prosecutors reopened their investigation of the bank.
reopened       | reopened | Kenya reopened its border with Somalia.
rebuilt        | restored | Masons restored the cathedral.
founded        | set     | Two brothers set up a shipping company.
founded        | founded | Delcor, founded in Turin in 1911, makes brakes.
supplied       | provided | Japan provided tents for the villagers.
armed          | supplied | Kenya supplied rifles to the rebels.
armed          | deliver | Brokers deliver missiles to the junta.
suspended      | suspended | The league suspended the goalkeeper.
voted_for      | voted   | The workers voted to accept the terms.
calls_for      | appealed | The mayor appealed for patience.
appeals_to     | appealed | The family appealed to the kidnappers.
destroyed      | destroyed | Government warplanes destroyed a bridge near Tarn.
recruited      | recruited | The spies recruited a locksmith.
shot           | shot    | The guards shot everyone.
obstructed     | blocked | Pickets blocked the main gate.
head_of        | heads   | Anna Berg heads the epidemic unit.
fired          | dismissed | The curator was dismissed on Friday.
gained_value   | rose    | The crown rose against the euro.
gained_value   | climbed | Delcor climbed 3 percent in Turin.
lost_value     | fell    | Shares in the brewery fell 5.2 per cent.
fled_from      | fled    | Thousands fled the valley.
fled_to        | fled    | A baker fled to Chad with her children.
fired_at       | fired   | Soldiers fired on the crowd.
sentenced      | sentenced | A judge sentenced him to more than six years.
gave_in_to     | succumbed | The ministry succumbed to the threats of the millers.
acquitted      | cleared | A panel cleared the nurse of all charges.
cooperated_with | worked | The agency worked with Interpol.
funded         | granted | The fund granted two million euros to the clinic.
allows         | granted | The judge granted bail to the baker.
handed_over    | transferred | The militia transferred control of the port to the army.
bought         | ordered | The airline ordered nine jets from Airbus.
charged        | charged | Prosecutors charged the trader with fraud.
accuses        | exposed | The reporter exposed the smuggler.
traveled_to    | went    | The envoy went to Cairo.
returned_to    | came    | The refugees came home.
helped_arrange | arranged | Oman arranged the talks.
lost_value     | fell    | Spending on bridges fell to 3 million euros.
revealed       | leaked  | A clerk leaked the names of the donors.
shot_down      | brought | The rebels brought down a helicopter.
overthrew      | toppled | The army toppled the regime.
besieged       | surrounded | Troops surrounded the port.
raided         | searched | Agents searched the warehouse.
walked_out_of  | walked  | The delegates walked out of the meeting.
describes      | called  | The mayor called the guild a nuisance.
asks           | sought  | Two singers sought asylum in Norway.
asks           | applied | The widow applied for a pension.
criticizes     | attacked | The critic attacked the film.
fired          | forced  | The board forced out its chairman.
drove_out      | forced  | The army forced out the militia.
fell_ill       | taken   | The singer was taken ill.
fined          | hit     | The regulator hit the airline with a fine.
set_fire_to    | set     | Rioters set a bus on fire.
appointed      | named   | The king named a banker as premier.
damaged        | destroyed | The wildfire destroyed nine homes.
attacked       | attack  | An attack by pirates on the tanker was foiled.
killed         | execution | The execution of the poet by the junta was a shock.
seeks_arrest_of | wanted | The smuggler is wanted for ordering a murder.
tortured       | abuse   | The abuse of novices by friars went on for years.
sheltered      | hosts   | Jordan hosts two million refugees.
supplied       | shipped | Japan shipped rice to Haiti.
leased_to      | leased  | Norland leased two ferries to Chad.
leased_from    | leased  | The brewery has leased a barn from the county.
partnered_with | struck  | Delcor struck a partnership with a brewery.
blockaded      | staged  | The navy staged a blockade of the port.
blockaded      | staged  | A blockade of the port was staged by the navy.
attacked       | carried | The navy carried out an assault on the port.
apologized_to  | issued  | The bishops issued an apology to the orphans.
worries_about  | raised  | The union raised concerns about the mill.
made_deal_with | came    | The minister came to an agreement with the union.
criticizes     | faced   | The minister faced criticism from the guild.
charged        | face    | Two brokers face charges of fraud.
lent_to        | received | Chad received a loan from the bank.
protested_against | met  | The mayor was met with protests by students.
took_lives     | killed  | Two sailors were killed in a crash.
took_lives     | killed  | A falling tree killed a hiker.
hurt           | wounded | The explosion wounded ten cooks.
blames         | blamed  | The bank blamed the leak on a clerk.
disagrees_with | clashed | The minister clashed with the mayor over the budget.
clashed_with   | clashed | Students clashed with police over the budget.
overturned     | threw   | The court threw out the verdict.
overturned     | struck  | The court struck down the ban.
captured       | took    | The militia took over a base near Tarn.
cut_ties_with  | broke   | Chad broke off relations with Sudan.
bombed         | set     | A man set off a bomb in the market.
closed         | sealed  | Police sealed off the bridge.
criticizes     | attacked | The critic attacked the script.
criticizes     | took    | The mayor took a swipe at the bishop.
went_bankrupt  | went    | The airline went bankrupt in May.
hospitalized   | admitted | The clinic admitted nine pilgrims.
fired          | ousted  | Voters ousted the mayor.
overthrew      | ousted  | The army ousted the president.
withdrew_from  | withdrew | The army withdrew two brigades.
fall_silent    | fell    | The bells fell silent.
struck_place   | devastated | Cyclone Nora devastated the valley.
fired          | fired   | The theatre fired its director.
jailed         | held    | Two clerks were held by the police.
criticizes     | fired   | The minister fired back at the bishop.
criticizes     | attacks | The essay attacks the church.
addressed      | delivered | The president delivered an address to parliament.
damaged        | suffered | The ferry suffered damage from the storm.
allows         | granted | Norland granted a visa to the singer.
criticizes     | came    | The mayor came under criticism for his handling of the fees.
approved       | won     | The mill won approval for nine flats.
criticizes     | came    | The mayor came under fire from the guild over the fees.
fired_at       | came    | The convoy came under fire from the rebels.
plans          | seeks   | The mill seeks to sell the boat.
went_on_strike | walked  | Nurses walked out over pay.
went_bankrupt  | collapsed | The airline collapsed in May.
canceled       | cancelled | The premier cancelled a visit to Chad.
visited        | visit   | The premier cancelled a visit to Chad.
supplied       | provided | The monks provided meals.
supplied       | handed  | Soldiers handed out rice to the survivors.
damaged        | swept   | A landslide swept away a bridge.
damaged        | toppled | The quake toppled nine houses.
struck_place   | rattled | Strong aftershocks rattled the island.
crashed        | ran     | The ferry ran aground near Tarn.
invested_in    | bought  | The brewer bought a stake in the mill.
invested_in    | invest  | The fund will invest 4 billion dollars.
hired          | poached | Delcor poached two clerks from Karsta.
launched       | launched | The carmaker launched an electric van.
recalled_product | recalled | The drugmaker recalled a batch of syrup.
rejects        | ruled   | The court ruled against the mill.
testified_before | gave  | Nine nurses gave evidence to the panel.
testified_against | gave | The nurse gave evidence against the broker.
fired          | ousted  | The board ousted its chairman.
dispersed      | broke   | Police broke up the rally.
cooperated_with | teamed | The guild teamed up with the mill.
prosecuted     | went    | The broker went on trial in Tarn.
arrested       | is      | The broker is under arrest.
"""
# what is not told
NOT_MEANT = """
demands        | demand  | Tarn's demand for copper was met by Orrin.
demands        | demand  | A slump in Tarn's demand hurt the mine.
demands        | demand  | The guild cut its forecast for Tarn's oil demand.
demands        | demand  | Tarn's demand rose in May.
canceled       | postponement | The postponement of the talks by Tarn annoyed the envoy.
ended          | called  | The strike, called by the Rail Guild, shut two mills.
declared_ceasefire | halted | The quarry halted operations as a precaution.
declared_ceasefire | suspended | The ferry company suspended its operations on Monday.
withdrew_from  | pulled  | A diver was pulled out alive by sailors.
escaped_from   | broke   | Fighting broke out near the border.
lifted_sanctions_on | ended | The rebels ended the siege of the port.
threatens      | warned  | The engineer warned against closing the dam.
gave_ultimatum_to | issued | Warnings issued by the weather bureau were ignored.
granted_access_to | admitted | Four nurses were admitted to hospital.
prosecuted     | Trials  | Trials of the vaccine began in Turin.
released       | release | The release of the report was delayed.
reopened       | reopened | The police reopened their inquiry.
rebuilt        | restored | Power was restored to the harbour by noon.
founded        | set     | The army set up field kitchens.
founded        | set     | Police set up roadblocks around Tarn.
supplied       | provides | The treaty provides for inspections.
supplied       | delivered | The ruling delivered a blow to the premier.
supplied       | provided | The witness provided evidence to the panel.
suspended      | suspended | The airline suspended flights.
voted_for      | voted   | The council voted to scrap the tram.
appeals_to     | appealed | The bishop appealed for calm.
shot           | shot    | The crew shot a film in Turin.
head_of        | heads   | Anna Berg heads an inquiry into the flood.
fired          | fired   | Two flares were fired from the ferry.
fired_at       | fired   | The coach was fired on Monday.
gained_value   | rose    | Smoke rose in the distance.
lost_value     | fell    | A crane fell on the market.
went_on_strike | walked  | The goalkeeper walked off the pitch.
gave_in_to     | submitted | The report was submitted to the council.
gave_in_to     | succumbed | The poet succumbed to his wounds.
acquitted      | cleared | Police cleared the squatters from the square.
cooperated_with | works  | The sculptor works with marble.
funded         | granted | The judge granted a divorce to the singer.
handed_over    | transferred | The nurse was transferred to another ward.
charged        | charged | The hotel charged its guests a fee.
accuses        | exposed | The miners were exposed to radiation.
admits         | admitted | Four sailors were admitted to hospital.
returned_to    | came    | The dispute came to an end.
helped_arrange | organized | The school organized a concert.
claims         | maintains | The county maintains the bridge.
revealed       | leaked  | The tanker leaked oil.
shot_down      | brought | The reform brought down prices.
overthrew      | toppled | Students toppled a statue.
besieged       | surround | Hills surround the town.
raided         | searched | Divers searched the debris.
walked_out_of  | walked  | The actor walked out of the hospital.
urges          | called  | The doctor called on Tuesday.
asks           | applies | The rule applies to tenants.
rescued        | saved   | The reform saved the county money.
treated        | treated | The guards treated the singer as a suspect.
surrendered_to | admitted | Croatia was admitted to the alliance.
hired          | engaged | The army engaged the rebels.
hired          | engaged | The clerk engaged in fraud.
wounded        | injured | A fire injured eight cooks.
protested_against | demonstrate | The raids demonstrate the weakness of the regime.
protested_against | rallied | The peso rallied against the dollar.
tested_weapon  | launched | Norland launched rockets at the port.
destroyed      | destroyed | A fire destroyed the bakery.
paid           | paid    | The clerk paid attention to the map.
killed         | killed  | The senate killed the bill.
captured       | captured | The film captured the mood of the country.
shelled        | shelled | The club shelled out two million euros.
attacked       | attack  | The heart attack of the singer was mild.
attacked       | strike  | The lightning strike on the church shocked the village.
killed         | execution | The execution of the plan took years.
charged        | charge  | The charge of the battery lasted a day.
appointed      | named   | The police named the victim as Elsa Lind.
flooded        | flooded | Orders flooded in.
rescued        | saved   | The goalkeeper saved a penalty.
attacked       | attacked | The newspaper attacked the plan.
cut_ties_with  | ended   | The two sides ended talks on Friday.
captured       | took    | A hedge fund took control of the airline.
withdrew_from  | withdrew | Savers withdrew a fifth of their deposits.
hosted         | hosts   | Jordan hosts two million refugees.
lost_election  | lost    | The cabinet lost its majority in parliament.
claims         | claims  | Norland claims the waters around the reef.
supplied       | shipped | The cocaine was shipped by a gang.
wants          | wanted  | The smuggler is wanted for ordering a murder.
tortured       | abuse   | The mayor was charged with abuse of office.
investigated   | sent    | Kenya sent monitors to Goma.
prosecuted     | trials  | One of the country's biggest trials opened.
built          | built   | Prosecutors built a case against the banker.
considers      | weighed | The statue weighed two tons.
canceled       | postponed | The two sides postponed the summit.
sold           | leased  | Norland leased two ferries to Chad.
made_deal_with | struck  | The premier struck a balance between growth and thrift.
funded         | held    | A dispute held up the funding.
called_election | held   | The storm held up the vote.
jailed         | face    | Two brokers face imprisonment.
released       | won     | The envoy won the release of two divers.
met            | met     | The mayor was met with boos.
killed         | killed  | Two sailors were killed in a crash.
killed         | killed  | A wolf killed nine sheep.
killed         | killed  | The writer killed off his hero.
wounded        | wounded | The explosion wounded ten cooks.
clashed_with   | clashed | The minister clashed with the mayor over the budget.
attacked       | attacked | The engineers attacked the problem.
bombed         | bombed  | The picture bombed at the box office.
went_on_strike | strike  | Nurses went on strike over pay.
seeks          | trying  | The mill is trying to sell the boat.
walked_out_of  | walked  | Nurses walked out over pay.
canceled       | cancelled | The airline cancelled forty flights.
collapsed      | collapsed | Talks between Norland and Chad collapsed.
supplied       | supplied | The firm supplied sensors to the carmaker.
looted         | stole   | Thieves stole a drawing from the gallery.
bought         | bought  | The brewer bought a stake in the mill.
fired          | ousted  | The army ousted the president.
launched       | launched | Norland launched an inquiry.
attacked       | hit     | The new phone hit the market in May.
jailed         | held    | The champions were held to a draw.
withdrew_from  | pulled  | The actor pulled out of the film.
overthrew      | ousted  | Voters ousted the mayor.
called_election | held   | The council held a vote on the plan.
withdrew_from  | withdrawn | The vaccine was withdrawn in May.
lost_election  | lost    | The premier lost a vote in parliament.
met            | met     | The two clubs met in the final.
allows         | let     | The group let go of eighty clerks.
disagrees_with | row     | The sailors painted a row of houses.
imported_from  | imports | Chad banned imports of wheat.
wrote_to       | handed  | The envoy handed the mayor a letter from the king.
crashed        | slammed | Typhoon Mira slammed into the coast.
attacked       | launched | The mayor launched an attack on her critics.
attacked       | attack  | The mayor's attack on red tape was mild.
attacked       | attacks | The essay attacks the church.
fired_at       | fired   | The minister fired back at the bishop.
fought         | war     | The price war between the two bakers went on.
looted         | robbed  | The team was robbed of a goal.
captured       | captured | The film captured three awards.
invaded        | invaded | The brewer invaded the market for juice.
ended          | defused | The army defused a bomb.
took_lives     | killed  | The heat killed the tomatoes.
damaged        | won     | The widow won damages from the clinic.
plans          | plan    | The council backed the plan by nine votes to four.
violated       | crossed | Refugees crossed the border into Chad.
canceled       | scrapped | The government scrapped the tax.
negotiated_with | talk   | The coach dismissed talk of a move.
"""


def cases(table: str) -> list[tuple[str, str, str]]:
    rows = [[cell.strip() for cell in line.split("|", 2)] for line in table.strip().splitlines()]
    return [(predicate, trigger, text) for predicate, trigger, text in rows]


@cache
def told() -> dict[str, set[tuple[str, str]]]:
    """The predicates told of each sentence, with the words that tell them."""
    texts = list(dict.fromkeys(text for table in (MEANT, NOT_MEANT) for _, _, text in cases(table)))
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    for text, extraction in zip(texts, RuleExtractor().extract(articles), strict=True):
        found[text] = {(event.predicate, event.trigger.text) for event in extraction.events}
    return found


@pytest.mark.parametrize(("predicate", "trigger", "text"), cases(MEANT))
def test_the_company_of_a_word_makes_its_sense(predicate: str, trigger: str, text: str) -> None:
    assert (predicate, trigger) in told()[text]


@pytest.mark.parametrize(("predicate", "trigger", "text"), cases(NOT_MEANT))
def test_without_it_there_is_none(predicate: str, trigger: str, text: str) -> None:
    assert trigger in text
    assert (predicate, trigger) not in told()[text]


@pytest.mark.parametrize(
    ("text", "who", "name", "kind"),
    [
        ("A baker fled on foot with her children.", "foot", "flee_on", "OTHER"),
        ("A baker fled to Chad with her children.", "her children", "with", "OTHER"),
        ("Two guards fled across the lagoon.", "the lagoon", "flee_across", "OTHER"),
        ("Two guards fled in a dinghy.", "a dinghy", "flee_in", "OTHER"),
        ("Thousands marched in the port city of Hald.", "the port city of Hald", "march_in", "OTHER"),
        ("Students marched through Chad.", "Chad", "march_through", "OTHER"),
        ("Students marched against Norland.", "Norland", "protested_against", "PROTEST"),
        ("The union negotiated in bad faith.", "bad faith", "negotiate_in", "OTHER"),
        ("The union negotiated with the airline.", "the airline", "negotiated_with", "CONSULT"),
        ("The delegates walked out over the budget.", "the budget", "walk_over", "OTHER"),
        ("The clerk was dismissed on suspicion of fraud.", "suspicion of fraud", "fired", "OTHER"),
        ("Shares in the brewery plunged in Turin.", "Turin", "lost_value", "OTHER"),
        ("Shares in the brewery plunged 22% in Turin.", "22%", "lost_value", "BUSINESS"),
        ("The motion was defeated by 87 votes.", "87 votes", "vetoed", "OTHER"),
        ("The motion was defeated by the senate.", "the senate", "vetoed", "REJECT"),
        ("The bill was approved by a majority of deputies.", "a majority of deputies", "approved", "SUPPORT"),
        ("The widow filed a complaint with the court.", "the court", "appeals_to", "REQUEST"),
        ("The widow filed a complaint with the court against a tenant.", "the court", "with", "OTHER"),
        ("The widow filed a complaint with the court against a tenant.", "a tenant", "accuses", "ACCUSE"),
        ("The premier instructed the envoys to leave.", "the envoys", "orders", "REQUEST"),
        ("The sergeant instructed the recruits.", "the recruits", "trained", "AID"),
        ("The state took control of the bank.", "control of the bank", "controls", "RELATION"),
        ("The rebels took control of Goma.", "control of Goma", "captured", "ASSAULT"),
        ("The tremor struck at a depth of eleven miles.", "a depth of eleven miles", "at", "OTHER"),
        ("The monks feed nine orphans in Yemen.", "Yemen", "in", "OTHER"),
        ("The firm would ask a court in Lisbon to rule.", "Lisbon", "in", "OTHER"),
        ("A baker fled to Chad with her children.", "Chad", "fled_to", "RELATION"),
        ("The tremor struck near Lima.", "Lima", "struck_place", "HARM"),
        ("Norland sent troops to Mali.", "Mali", "deployed_to", "MOBILIZE"),
        ("Norland sent medicine to Haiti.", "Haiti", "supplied", "AID"),
        ("The queen gave orders from the palace.", "the palace", "from", "OTHER"),
        ("The queen gave orders from the palace in Orrin.", "the palace", "from", "OTHER"),
        ("The queen gave orders to the palace.", "the palace", "orders", "REQUEST"),
        ("The bishop praised the nurses at the embassy.", "the embassy", "at", "OTHER"),
        ("The bishop attended a mass in the capital.", "the capital", "in", "OTHER"),
        ("The minister faced criticism from the guild.", "the guild", "criticizes", "ACCUSE"),
        ("The convoy came under attack.", "attack", "come_under", "OTHER"),
        ("The mayor drew criticism from the guild.", "the guild", "criticizes", "ACCUSE"),
        ("The minister received a loan from the bank.", "a loan", "receive", "OTHER"),
        ("Delcor struck a partnership with a brewery.", "a brewery", "partnered_with", "BUSINESS"),
    ],
)
def test_what_a_phrase_is_to_the_act(text: str, who: str, name: str, kind: str) -> None:
    (found,) = RuleExtractor().extract([Article("a", text)])
    rows = {
        row.object.text: (row.predicate.name, row.predicate.type) for row in found.triples if row.object is not None
    }
    phrases = {phrase.text: (phrase.name, "OTHER") for row in found.triples for phrase in row.phrases}
    assert (phrases | rows)[who] == (name, kind)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The smuggler was shot dead as he fled.", "was shot dead", "ASSAULT"),
        ("The smuggler was shot dead by two guards.", "was shot dead by", "ASSAULT"),
        ("The divers were released unharmed.", "were released unharmed", "RETREAT"),
        ("The divers were found alive in a cave.", "were found alive in", "OTHER"),
        ("The map was declared wrong.", "was declared", "STATEMENT"),
        ("The broker pleaded not guilty to fraud.", "pleaded not guilty to", "STATEMENT"),
    ],
)
def test_how_it_ended_belongs_to_the_act(text: str, words: str, kind: str) -> None:
    (found,) = RuleExtractor().extract([Article("a", text)])
    assert (words, kind) in {(row.predicate.text, row.predicate.type) for row in found.triples}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Norland's envoy, Elsa Lind, resigned.", "official_of"),
        ("The Dutch ambassador, Elsa Lind, resigned.", "official_of"),
        ("Elsa Lind, Norland's ambassador to Chad, resigned.", "ambassador_to"),
        ("Norland's envoy for Chad, Elsa Lind, resigned.", "ambassador_to"),
    ],
)
def test_whoever_sends_an_envoy_does_not_receive_him(text: str, predicate: str) -> None:
    (found,) = RuleExtractor().extract([Article("a", text)])
    assert {event.predicate for event in found.events} & {"official_of", "ambassador_to"} == {predicate}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Elsa Lind, the union's climate chief, resigned.", "official_of"),
        ("The atomic chief of the union, Elsa Lind, resigned.", "official_of"),
        ("The Dutch chief of the union, Elsa Lind, resigned.", "head_of"),
        ("The former chief of the union, Elsa Lind, resigned.", "head_of"),
        ("Elsa Lind, the chief of the union, resigned.", "head_of"),
        ("The mayor met army chief Elsa Lind.", "head_of"),
    ],
)
def test_a_chief_of_something_is_not_the_head_of_all(text: str, predicate: str) -> None:
    (found,) = RuleExtractor().extract([Article("a", text)])
    assert {event.predicate for event in found.events} & {"official_of", "head_of"} == {predicate}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Prices rose by 5.2 per cent in May.", None),
        ("Output per head fell in May.", None),
        ("The mill closed in May, per the Tarn Herald.", "the Tarn Herald"),
    ],
)
def test_a_unit_is_no_source(text: str, speaker: str | None) -> None:
    (found,) = RuleExtractor().extract([Article("a", text)])
    speakers = {
        row.attribution.speaker.text for row in found.triples if row.attribution is not None and row.attribution.speaker
    }
    assert speakers == ({speaker} if speaker else set())
