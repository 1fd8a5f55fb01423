"""Write kg/ontology/territories.json: countries with their English names, demonyms and capitals.

A tool of the people who maintain kg, not of kg: run it in an environment of its own (rigour needs ICU), then look at
the difference. Codes, names, parents and successors are rigour's; demonyms and capitals are countryinfo's (both MIT);
what either has wrong, old or not at all is put right in the tables below.

    python -m venv /tmp/rigour && /tmp/rigour/bin/pip install rigour countryinfo
    /tmp/rigour/bin/python scripts/export_territories.py
"""

from __future__ import annotations

import json
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import countryinfo
from rigour._core import territories_jsonl

TARGET = Path(__file__).parent.parent / "kg" / "ontology" / "territories.json"

LICENSE = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and "
    'associated documentation files (the "Software"), to deal in the Software without restriction, including '
    "without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell "
    "copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the "
    "following conditions: The above copyright notice and this permission notice shall be included in all "
    'copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY '
    "KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A "
    "PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR "
    "ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, "
    "OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."
)
"""The MIT licence of both sources: it travels with what was taken from them."""

LEFT_OUT = {"ATA", "ATF", "BVT", "HMD", "UMI", "SGS", "IOT", "CPT", "ASC", "DGA", "CRQ", "CYB"}
"""Nobody lives there, or nobody writes of it as a country."""

NO_NAMES = {
    "afrika du sud", "afrika kudu", "afrika selatan", "afrika ya kudu",
    "al-yaman al-mu'azzam al-jumhuriyah al-islamiyah", "al-yaman al-mu'azzam al-jumhuriyah", "al-yaman al-mu'azzam",
    "aland islands", "aquaserbia", "belgien", "best korea", "burkina faso nutome", "car", "cayman", "centrafrique",
    "cypriot republic", "danemark", "denemarken", "dutch antilles", "dzayer", "dzayeri", "dzayeriya",
    "eesti vabariik", "eesti", "el salvadore", "el salvadori", "emetab israel", "emirats arabes unis",
    "estados unidos", "estland", "estonian", "estonie", "eswatini kingdom", "filipinas", "finlande", "finnland",
    "gabonais", "gabonese", "gruzia", "hayti", "iosrael", "irak", "iraki", "island", "israelite", "jamaica island",
    "jamaika", "jamayka", "jameyka", "jamiaca island", "jamiaca", "jordania", "kalaallit nunaat", "kamerun",
    "kolombia", "kosova e pavarur", "magyar", "mann", "nederlands", "nihon-koku", "nippon-koku", "p r china",
    "papua nugini", "pologne", "polonia", "polsko", "prathet thai", "preah reachanachak kampuchea", "qatari",
    "reino hachemita de jordania", "republic of zambie", "republic of zambiya", "republika filipina",
    "republika serbija", "republika sierra leone", "rossiya", "rumanija", "russian", "saudia arabia", "schweiz",
    "seychelles republic", "singapoor", "singapour", "south sudanese republic", "st. barthelemy", "suid -afrika",
    "sverige rike", "svizzera", "tahiti", "tunis", "turkmen", "u.s. of a", "ukrainian", "ukrayina", "ungarn",
    "vanuata", "vanuatu nutome", "vanuatuo", "yisra'el", "yisraeli", "zhonghua renmin gongheguo",
}  # fmt: skip
"""Strong names of rigour that are jokes, adjectives, misspellings or words that English news does not use."""

FIRST = {"HKG": "Hong Kong", "MAC": "Macao", "NRU": "Nauru", "TUR": "Turkey", "COG": "Republic of the Congo"}
"""What English news calls it first."""

SUCCESSORS = {"YUG": ["SVN", "HRV", "BIH", "MKD", "SRB", "MNE", "XKX"]}
"""Where rigour's own list has a slip."""


def _table(text: str) -> dict[str, list[str]]:
    """Lines of a code and its words, divided by commas."""
    rows = (line.split(" ", 1) for line in text.strip().splitlines())
    return {code: [word.strip() for word in words.split(",")] for code, words in rows}


NAMES = _table("""
ATG Antigua, Barbuda
BHS The Bahamas
BIH Bosnia, Bosnia-Herzegovina
BRN Negara Brunei Darussalam
CHN Mainland China, PRC
CIV Cote d'Ivoire, Republic of Cote d'Ivoire
COD Democratic Republic of Congo, Congo, D.R. Congo
COG Republic of the Congo, Republic of Congo, Congo Republic
CZE Czech Lands
DDR GDR
FLK Falklands, Malvinas
FRO Faroes
GBR Britain, Great Britain, U.K.
GMB The Gambia
KGZ Kirghizia
KNA St. Kitts and Nevis, St Kitts and Nevis
KOR Republic of South Korea, ROK
LCA St. Lucia, St Lucia
MKD Macedonia, Republic of North Macedonia, Republic of Macedonia
MMR Republic of the Union of Myanmar
PRK D.P.R.K.
PSE Palestinian Territories, Occupied Palestinian Territories
PYF Tahiti
SAU KSA
SHN St. Helena, Saint Helena
STP Sao Tome and Principe, Sao Tome
SUN U.S.S.R.
SYR Syrian Republic
TTO Trinidad & Tobago
USA America, US, USA
VAT The Vatican
VCT St. Vincent and the Grenadines, Saint Vincent
XKX Kosova
ARE U.A.E.
NLD The Netherlands
""")
"""Names that English news uses and rigour counts as weak, or lacks."""

DEMONYMS = _table("""
ALA Alandic, Ålandic, Ålander
ANT Antillean
ARE Emirati
ARG Argentine, Argentinian, Argentinean
ARM Armenian
ATG Antiguan, Barbudan
BEN Beninese, Beninois
BES Bonairean
BFA Burkinabe, Burkinabé
BIH Bosnian, Herzegovinian
BLR Belarusian, Belarussian, Byelorussian
BLM Saint-Barth
BRB Barbadian, Bajan
BWA Botswanan, Motswana, Batswana
CCK Cocos Islander
COD Congolese
COG Congolese, Brazzaville-Congolese
COM Comorian, Comoran
CPV Cape Verdean, Cabo Verdean
CSK Czechoslovak, Czechoslovakian
CUW Curaçaoan, Curacaoan
CXR Christmas Islander
DDR East German
DJI Djiboutian
DNK Danish, Dane
ECU Ecuadorian, Ecuadorean, Ecuadoran
ESP Spanish, Spaniard
FIN Finnish, Finn
FLK Falkland Islander, Falklander
FRA French
FSM Micronesian
GBR British, Briton
GEO Georgian
GGY Guernsey Islander
GIB Gibraltarian
GLP Guadeloupean
GNB Bissau-Guinean
GNQ Equatorial Guinean, Equatoguinean
GRL Greenlandic, Greenlander
GUF Guianese, French Guianan
HKG Hong Konger, Hongkonger
HND Honduran
HRV Croatian, Croat
IMN Manx
ISL Icelandic, Icelander
JEY Jerseyman
KAZ Kazakh, Kazakhstani
KGZ Kyrgyz, Kirghiz, Kyrgyzstani
KNA Kittitian, Nevisian
LIE Liechtensteiner
LSO Basotho, Mosotho, Lesothan
LUX Luxembourgish, Luxembourger
LVA Latvian, Lett
MAC Macanese
MAF Saint-Martinois
MDG Malagasy, Madagascan
MDV Maldivian
MMR Burmese, Myanmarese
MNP Northern Marianan
MTQ Martinican, Martiniquais
MYT Mahoran
NER Nigerien
NLD Dutch
NPL Nepalese, Nepali
NZL New Zealander, Kiwi
PHL Filipino, Filipina, Philippine
POL Polish, Pole
PRK North Korean
PSE Palestinian
PYF French Polynesian, Tahitian
REU Réunionese
RUS Russian
SAU Saudi, Saudi Arabian
SHN Saint Helenian
SJM Svalbardian
SLV Salvadoran, Salvadorean, Salvadorian
SMR Sammarinese, San Marinese
SOM Somali, Somalian
SPM Saint-Pierrais
SRB Serbian, Serb
SCG Serbian-Montenegrin
STP Sao Tomean, Santomean
SUN Soviet
SUR Surinamese
SVK Slovak, Slovakian
SVN Slovenian, Slovene
SWE Swedish, Swede
SXM Sint Maartener
TCA Turks and Caicos Islander
TJK Tajik, Tajikistani
TKM Turkmen, Turkmenistani
TLS Timorese, East Timorese
TTO Trinidadian, Tobagonian
TUR Turkish, Turk
UZB Uzbek, Uzbekistani
VAT Vatican
VCT Vincentian, Saint Vincentian
VGB British Virgin Islander
VIR U.S. Virgin Islander
VUT Ni-Vanuatu, Vanuatuan
WLF Wallisian, Futunan
XKX Kosovar, Kosovan
YUG Yugoslav, Yugoslavian
ZAR Zairian, Zairean
""")
"""Demonyms in place of countryinfo's: adjectives first, then the people where that is another word."""

CAPITALS = _table("""
BDI Gitega
BES Kralendijk
BOL La Paz, Sucre
CSK Prague
DDR East Berlin
EST Tallinn
HKG Hong Kong
ISR Jerusalem, Tel Aviv
KAZ Astana, Nur-Sultan
LKA Colombo, Sri Jayawardenepura Kotte
MAC Macao
MDA Chisinau
MMR Naypyidaw, Naypyitaw
NLD Amsterdam, The Hague
PSE Ramallah, East Jerusalem
SMR San Marino
SUN Moscow
SWZ Mbabane, Lobamba
TKL Fakaofo
UKR Kyiv, Kiev
USA Washington, Washington D.C., Washington DC
VAT Vatican City
XKX Pristina
YEM Sanaa, Sana'a
YUG Belgrade
ZAF Pretoria, Cape Town
ZAR Kinshasa
TZA Dodoma, Dar es Salaam
CIV Yamoussoukro, Abidjan
BEN Porto-Novo, Cotonou
MYS Kuala Lumpur, Putrajaya
MNG Ulaanbaatar, Ulan Bator
GRL Nuuk
""")
"""Capitals and seats of government in place of countryinfo's."""


def main() -> None:
    """Write the table."""
    territories = [json.loads(line) for line in territories_jsonl().splitlines() if line.strip()]
    code_of = {t["code"]: t["alpha3"].upper() for t in territories if t.get("alpha3")}
    facts = _facts()
    countries: dict[str, dict[str, Any]] = {}
    for territory in sorted(territories, key=lambda t: t.get("alpha3") or ""):
        code = code_of.get(territory["code"])
        if code is None or "-" in territory["code"] or code in LEFT_OUT:
            continue
        fact = facts.get(code, {})
        row: dict[str, Any] = {"names": _names(territory, NAMES.get(code, []))}
        row["demonyms"] = DEMONYMS.get(code) or _split(fact.get("demonym", ""))
        row["capitals"] = CAPITALS.get(code) or [c for c in [fact.get("capital", "")] if c]
        if parent := code_of.get(territory.get("parent") or ""):
            row["parent"] = parent
        if territory.get("is_historical"):
            row["historic"] = True
            row["successors"] = SUCCESSORS.get(code) or [code_of[s] for s in territory["successors"] if s in code_of]
        countries[code] = row
    table = {
        "notice": "Written by scripts/export_territories.py: codes, names, parents and successors from rigour, "
        "demonyms and capitals from countryinfo, with corrections of ours.",
        "sources": [
            {"name": name, "version": version(name), "license": "MIT", "notice": _notice(name)}
            for name in ("rigour", "countryinfo")
        ],
        "license": LICENSE,
        "countries": countries,
    }
    lines = json.dumps({k: v for k, v in table.items() if k != "countries"}, ensure_ascii=False, indent=1)[:-2]
    rows = ",\n".join(f"  {json.dumps(c)}: {json.dumps(r, ensure_ascii=False)}" for c, r in countries.items())
    TARGET.write_text(f'{lines},\n "countries": {{\n{rows}\n }}\n}}\n', encoding="utf-8")


def _notice(name: str) -> str:
    """The copyright line of a distribution's licence."""
    for path in distribution(name).files or []:
        if "LICENSE" in path.name.upper():
            lines = Path(str(path.locate())).read_text("utf-8").splitlines()
            return next((line.strip() for line in lines if line.strip().lower().startswith("copyright")), "")
    return ""


def _facts() -> dict[str, dict[str, Any]]:
    folder = Path(countryinfo.__file__).parent / "data"
    found = {}
    for path in sorted(folder.glob("*.json")):
        fact = json.loads(path.read_text("utf-8"))
        if code := fact.get("ISO", {}).get("alpha3"):
            found[code.upper()] = fact
    return found


def _names(territory: dict[str, Any], further: list[str]) -> list[str]:
    strong = [n for n in territory.get("names_strong", []) if _is_english(n)]
    sentence = territory.get("in_sentence", "").removeprefix("the ")
    seen: dict[str, str] = {}
    first = FIRST.get(territory["alpha3"].upper(), territory["name"])
    for name in (first, territory["name"], territory["full_name"], sentence, *further, *strong):
        if name:
            seen.setdefault(name.casefold().removeprefix("the "), name)
    return list(seen.values())


def _is_english(name: str) -> bool:
    return (
        name.isascii()
        and name.casefold() not in NO_NAMES
        and not set("()[],") & set(name)
        and not name.islower()
        and not (name.isupper() and len(name) > 6)
    )


def _split(demonym: str) -> list[str]:
    parts = demonym.replace(" or ", ",").replace("/", ",").replace(";", ",").split(",")
    return [p.strip() for p in parts if p.strip()]


if __name__ == "__main__":
    main()
