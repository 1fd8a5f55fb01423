"""An article is taken out by its neighbours alone, or, where they cannot tell, by all: cases that once failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hand_extractions import INFO, Act, Who, told

from kg import graphs, intake, pipeline, withdrawal
from kg.config import Alias, Build, Settings, Workspace
from kg.exchange import to_bytes
from kg.ledger import Ledger
from kg.model import Article, Extraction
from kg.store import Store, open_store

Told = tuple[Article, Extraction]

ZORVAN, TAMRUD, QUINT, RUSK = Who("Zorvan"), Who("Tamrud", "Group"), Who("Quint", "Person"), Who("Rusk", "Person")


class Desk:
    """A ledger and its store, as the commands use them."""

    def __init__(self, ledger: Ledger, store: Store, settings: Settings) -> None:
        self.ledger, self.store, self.settings = ledger, store, settings

    def put(self, *read: Told) -> None:
        for article, extraction in read:
            self.ledger.put_article(article, "2026-01-01")
            self.ledger.put_extraction(article.text_hash, intake.identify(INFO), to_bytes(extraction))

    def load(self, store: Store | None = None) -> None:
        graph = graphs.assembled(self.ledger, self.settings)
        pipeline.load(self.ledger, store or self.store, graph, basis=graphs.basis_of(self.settings))

    def told_by_neighbours(self, *keys: str) -> bool:
        return withdrawal.change_without(self.ledger, self.settings, self.store.address, keys) is not None

    def withdraw(self, *keys: str, store: Store | None = None) -> None:
        withdrawal.withdraw(self.ledger, self.settings, store or self.store, keys)

    def is_right(self) -> bool:
        return self.store.read() == graphs.graph_of(self.ledger, self.settings)


@contextmanager
def new_desk(*read: Told, **more: Any) -> Iterator[Desk]:
    with TemporaryDirectory() as root, Ledger(Path(root) / "ledger.sqlite") as ledger:
        settings = Settings(Workspace(Path(root)), build=Build(extractor="hand_extractions:Unread"), **more)
        with open_store(settings.workspace.store) as store:
            desk = Desk(ledger, store, settings)
            desk.put(*read)
            desk.load()
            yield desk


def met(key: str, *who: Who, day: str = "2017-04-20") -> Told:
    return told(key, Act("met", "CONSULT", who, day=day))


ATTACK = told("a", Act("attacked", "ASSAULT", (ZORVAN,), (TAMRUD,), day="2017-04-20"))
MEETING, TALKS = met("b", QUINT, RUSK), met("c", Who("Marn", "Person"), Who("Olt", "Person"))


def test_an_article_goes_by_its_neighbours() -> None:
    with new_desk(ATTACK, MEETING, TALKS, met("d", QUINT, RUSK)) as desk:
        assert desk.told_by_neighbours("b")
        desk.withdraw("b")
        assert desk.is_right()


def test_one_that_is_not_there_is_no_fault() -> None:
    with new_desk(ATTACK) as desk:
        desk.withdraw("nobody")
        assert desk.is_right()


@pytest.mark.parametrize(
    "change", [[TALKS], [met("b", QUINT, Who("Nobody", "Person"))], []], ids=["new", "other", "gone"]
)
def test_a_change_that_was_never_loaded_is_not_lost(change: Sequence[Told]) -> None:
    """A build, or a forgetting, that was broken off before it reached the store."""
    with new_desk(ATTACK, MEETING) as desk:
        desk.put(*change)
        if not change:
            desk.ledger.remove_article("b")
        graphs.assembled(desk.ledger, desk.settings)
        assert not desk.told_by_neighbours("a")
        desk.withdraw("a")
        assert desk.is_right()


def test_what_went_while_another_store_was_named_is_not_kept(tmp_path: Path) -> None:
    with new_desk(ATTACK, MEETING, TALKS) as desk, open_store(tmp_path / "other") as other:
        desk.load(other)
        desk.withdraw("c", store=other)
        desk.withdraw("a")
        assert desk.is_right()


def test_a_story_that_falls_apart_is_counted_everywhere() -> None:
    words = list(_words(160))
    attack = [
        Act("attacked", "ASSAULT", (Who("Xan"),), (Who("Yarl"),), day=day, status=status)  # type: ignore[arg-type]
        for day, status in (("2017-04-20", "claimed"), ("2017-04-20", "actual"), ("2017-08-20", "actual"))
    ]
    with new_desk(
        told("n3", attack[0], text=" ".join(words[:100])),
        told("f", attack[1], text="Quite another text."),
        told("n4", attack[2], text=" ".join(words[50:150])),
        told("bridge", text=" ".join(words[20:130])),
    ) as desk:
        desk.withdraw("bridge")
        assert desk.is_right()


def _words(number: int) -> Iterable[str]:
    random, stock = Random(1), [f"w{number}" for number in range(400)]
    return (random.choice(stock) for _ in range(number))


def test_a_row_that_comes_is_made_of_all_its_articles() -> None:
    """Whoever is no longer where what he speaks of happened becomes its object: in an article that is no neighbour."""
    place, speaker = Who("Quarn", "Place"), Who("Yarl")

    def chain(actor: Who, target: Who, where: Who | None, *last: Act) -> list[Act]:
        return [
            Act("attacked", "ASSAULT", (actor,), (target,)),
            Act("promises", "AGREE", (Who("Varn"),), content=(0,), day="2017-04-20"),
            Act("says", "STATEMENT", (speaker,), content=(1,), place=where),
            *last,
        ]

    tells = Act("rebuilt", "OTHER", (Who("Xan"),), (Who("Rool"),), (place,), content=(2,))
    with new_desk(
        told("g4", *chain(Who("Zed"), Who("Tam"), place)),  # with this key the places of ids hide the third article
        told("n1", *chain(Who("Zed"), Who("Tam"), None, tells)),
        told("f", *chain(Who("Zod"), Who("Tom"), None, tells)),
    ) as desk:
        desk.withdraw("g4")
        assert desk.is_right()


def test_a_name_for_two_countries_has_the_names_of_one_whatever_the_order() -> None:
    serbia, croatia = Who("Serbia", "Place", country="SRB"), Who("Croatia", "Place", country="HRV")
    read = [met("a", serbia, QUINT), met("b", croatia, RUSK), met("c", serbia, ZORVAN), met("d", serbia, TAMRUD)]
    with new_desk(*read, aliases=(Alias("Yugoslavia", ("Serbia", "Croatia")),)) as desk:
        desk.withdraw("a")
        assert desk.is_right()
