"""Countries by name, nationality and capital: ISO 3166-1 alpha-3 codes, from tables exported at development time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.model import fold
from kg.ontology.tables import CountryWords, Metonym, packaged, shipped


@dataclass(frozen=True, slots=True)
class Countries:
    """Look-ups by folded words. Each gives None for a word it does not know."""

    _names: Mapping[str, str]
    _spellings: Mapping[str, tuple[str, ...]]
    _display: Mapping[str, str]
    _demonyms: Mapping[str, str]
    _capitals: Mapping[str, str]
    _metonyms: Mapping[str, Metonym]
    states: frozenset[str]
    """Postal abbreviations of US states."""

    def country(self, name: str) -> str | None:
        """The code of the country of this name or abbreviation, with or without its article."""
        return self._names.get(table_key(name))

    def demonym(self, word: str) -> str | None:
        """The code of the country this adjective or people's name belongs to, plural or not."""
        if not word[:1].isupper():
            return None
        key, known = table_key(word), self._demonyms
        if key in known or not key.endswith("s"):
            return known.get(key)
        return known.get(key.removesuffix("s")) or known.get(key.removesuffix("es"))

    def capital(self, name: str) -> str | None:
        """The code of the country whose capital this is."""
        return self._capitals.get(table_key(name))

    def metonym(self, name: str) -> Metonym | None:
        """The building, office or capital that stands for a government."""
        return self._metonyms.get(table_key(name))

    def names(self, code: str) -> tuple[str, ...]:
        """Every name and abbreviation of a country."""
        return self._spellings.get(code, ())

    def name(self, code: str) -> str:
        """The English name of a country; the code itself for one without."""
        return self._display.get(code, code)


@lru_cache(maxsize=10_000)
def table_key(name: str) -> str:
    """A name as it is looked up: in small letters, without accents, full stops and its article."""
    return fold(name).removeprefix("the ").replace(".", "")


def load_countries() -> Countries:
    """The tables that ship with kg."""
    countries = json.loads(packaged("territories.json"))["countries"]
    living = {code: row for code, row in countries.items() if not row.get("historic")}
    ordered = {**living, **{code: row for code, row in countries.items() if code not in living}}
    names = _index((code, row.get("names", ())) for code, row in ordered.items())
    demonyms = _index((code, row.get("demonyms", ())) for code, row in ordered.items() if not row.get("historic"))
    capitals = _index((code, row.get("capitals", ())) for code, row in ordered.items() if not row.get("historic"))
    for row in shipped("demonyms.toml", "demonym", CountryWords):
        demonyms.update({table_key(word): row.country for word in row.words})
    spellings = {code: list(row.get("names", ())) for code, row in countries.items()}
    for row in shipped("demonyms.toml", "short", CountryWords):
        names.update({table_key(word): row.country for word in row.words})
        spellings.setdefault(row.country, []).extend(row.words)
    metonyms = {table_key(word): row for row in shipped("metonyms.toml", "metonym", Metonym) for word in row.words}
    return Countries(
        names,
        {code: tuple(dict.fromkeys(words)) for code, words in spellings.items()},
        {code: row["names"][0] for code, row in countries.items() if row.get("names")},
        demonyms,
        capitals,
        metonyms,
        frozenset(word for row in shipped("demonyms.toml", "state", CountryWords) for word in row.words),
    )


def _index(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in rows:
        for word in words:
            found.setdefault(table_key(word), code)
    return found
