"""Who and what is known by name alone, without its country beside it: leaders, bodies, regions and towns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import fold
from kg.ontology.countries import table_key
from kg.ontology.tables import Body, CountryWords, Gender, GivenNames, Leader, shipped


@dataclass(frozen=True, slots=True)
class Known:
    """Look-ups by folded words. Each gives None for a word it does not know."""

    _leaders: Mapping[str, str]
    _holders: Mapping[str, str]
    _bodies: Mapping[str, Body]
    _places: Mapping[str, str]
    _peoples: Mapping[str, str]
    _given: Mapping[str, Gender]

    def leader(self, name: str) -> str | None:
        """The code of the country of a leader of this name."""
        return self._leaders.get(fold(name))

    def holder(self, name: str) -> str | None:
        """The code of the country of the leader whose family name is this one's last word, behind a title of office."""
        return self._holders.get(fold(name).split()[-1]) if name.strip() else None

    def body(self, name: str) -> Body | None:
        """The row of a body of this name, with or without its article."""
        return self._bodies.get(table_key(name))

    def place(self, name: str) -> str | None:
        """The code of the country that a region or town of this name lies in."""
        return self._places.get(table_key(name))

    def people(self, name: str) -> str | None:
        """The code of the country that a people of this name lives in."""
        return self._peoples.get(table_key(name))

    def gender(self, name: str) -> Gender | None:
        """The gender that the first word of a person's full name tells: of "Anne-Marie Fields" the "Anne"."""
        first, _, rest = fold(name).partition(" ")
        return (self._given.get(first) or self._given.get(first.partition("-")[0])) if rest else None


def load_known() -> Known:
    """The tables that ship with kg."""
    leaders = shipped("leaders.toml", "leader", Leader)
    bodies, places = shipped("bodies.toml", "body", Body), shipped("places.toml", "place", CountryWords)
    given = shipped("given_names.toml", "given", GivenNames)
    peoples = shipped("places.toml", "people", CountryWords)
    return Known(
        {fold(name): row.country for row in leaders for name in (*row.names, *row.alone)},
        _family_names(leaders),
        {table_key(word): row for row in bodies for word in row.words},
        {table_key(word): row.country for row in places for word in row.words},
        {table_key(word): row.country for row in peoples for word in row.words},
        {fold(name): row.gender for row in given for name in row.names},
    )


def _family_names(leaders: Iterable[Leader]) -> dict[str, str]:
    """The country of each family name that the leaders of one country alone have."""
    found: dict[str, set[str]] = {}
    for row in leaders:
        for name in (*row.names, *row.titled, *row.alone):
            found.setdefault(fold(name).split()[0 if row.family_first else -1], set()).add(row.country)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
