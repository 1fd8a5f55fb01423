"""Where an act happens: in the place its own clause names, and in no other."""

from __future__ import annotations

import pytest

from kg.extract import RuleExtractor
from kg.model import Article

HAPPENS = (
    ("The ministers met in Oslo.", "met", "Oslo"),
    ("The ministers met at a hotel in Oslo on Monday.", "met", "Oslo"),
    ("At a rally in Ohio, Lund praised the guild.", "praised", "Ohio"),
    ("The ferry sank off the coast of Libya.", "sank", "Libya"),
    ("Protesters marched through central Warsaw.", "marched", "central Warsaw"),
    ("Lund, who was born in Bergen, was arrested in Lagos.", "arrested", "Lagos"),
    ("Police in Rome arrested two men.", "arrested", None),
    ("Lund called on Tarn to free the clerk.", "called", None),
    ("Lund lost faith in a firm in Poland.", "lost", None),
    ("The clerk left at the request of Iran.", "left", None),
)


def test_of_several_places_each_row_has_its_own() -> None:
    text = "The storm ravaged groves in Italy, Spain and Portugal."
    (extraction,) = RuleExtractor().extract([Article(key="a", text=text)])
    told = [(row.object.text, row.place.text) for row in extraction.triples if row.object and row.place]
    assert told[1:] == [("Italy", "Italy"), ("Spain", "Spain"), ("Portugal", "Portugal")]


@pytest.mark.parametrize(("text", "trigger", "place"), HAPPENS)
def test_an_act_happens_where_its_clause_says(text: str, trigger: str, place: str | None) -> None:
    (extraction,) = RuleExtractor().extract([Article(key="a", text=text)])
    found = next(event.place for event in extraction.events if event.trigger.text == trigger)
    assert (found.text if found is not None else None) == place
