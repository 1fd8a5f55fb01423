"""The laws of the graph: it is a function of its articles, whatever the order, the repetitions and the way there.

build(A) then build(A) == build(A)
build(A + B) == build(B + A) == build(A) then build(B)
load(build(A + B)), forget(B), read == load(build(A)), read
read(store) == graph
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import Database
from hand_extractions import INFO, Act, Who, told
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kg import graphs, intake, pipeline, withdrawal
from kg.assemble import assemble
from kg.config import Build, Settings, Workspace
from kg.config import Store as StoreAddress
from kg.exchange import from_bytes, to_bytes
from kg.export import to_lines
from kg.ledger import BuildRow, Ledger
from kg.model import Article, ArticleRef, Count, Extraction, Graph, content_id
from kg.ontology import ontology
from kg.records import build_digest, digests
from kg.store import Store, open_store
from kg.store.difference import anchor

Told = tuple[Article, Extraction]

ACTORS = (
    Who("Zorvan"),
    Who("Tamrud", "Group"),
    Who("Tamrud", "Person"),
    Who("Marisa Quint", "Person"),
    Who("Russia", "Place", country="RUS"),
    Who("a senior officer", "Person", named=False),
)
PLACES = (Who("Port Ayle", "Place"), Who("Tarn", "Place"))
ACTS = (("attacked", "ASSAULT"), ("spoke_with", "CONSULT"), ("killed", "ASSAULT"), ("yodel_at", "OTHER"))
DAYS = (None, "2017-04-20", "2017-04-21", "2018-01-05")
REST = (
    "",
    "Nobody at the harbour could say when the two sides would meet again or who would come to the next round of talks.",
    "Rain had not stopped for nine days and the road to the valley was closed, so that no lorries reached the town.",
)
SEVERAL = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True).map(tuple)
ONE = st.sampled_from(ACTORS).map(lambda who: (who,))


@st.composite
def acts(draw: st.DrawFn) -> Act:
    predicate, kind = draw(st.sampled_from(ACTS))
    return Act(
        predicate,
        kind,  # type: ignore[arg-type]
        actor=draw(SEVERAL),
        recipient=draw(ONE),
        place=draw(st.sampled_from((None, None, *PLACES))),
        day=draw(st.sampled_from(DAYS)),
        status=draw(st.sampled_from(("actual", "claimed", "denied", "future"))),
        speakers=draw(st.sampled_from(((), ACTORS[:1], ACTORS[1:3]))),
        count=draw(st.sampled_from((None, Count(140, None, "at least 140"), Count(9, 9, "nine")))),
    )


@st.composite
def articles(draw: st.DrawFn, most: int = 5) -> list[Told]:
    """Articles that share actors, acts and stories: acts are taken from a small stock, told again and again."""
    stock = draw(st.lists(acts(), min_size=1, max_size=2))
    made = []
    for key in draw(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=most, unique=True)):
        tell = draw(st.lists(st.sampled_from(stock), min_size=1, max_size=2, unique=True))
        tell += draw(st.lists(acts(), max_size=1))
        if draw(st.booleans()):
            demand = Act("demands", "REQUEST", draw(SEVERAL), draw(st.sampled_from(((), ACTORS[:1]))), content=(0,))
            tell.append(demand)
        published = draw(st.sampled_from((None, "2017-04-22", "2017-04-24", "2018-01-06")))
        made.append(told(key, *tell, published=published, text=draw(st.sampled_from(REST))))
    return made


def lines(graph: Graph) -> list[str]:
    return list(to_lines(graph))


def shared(graph: Graph) -> set[str]:
    """What two of the articles have in common."""
    quotes = {(row.quote, row.article) for row in graph.evidence}
    counts = {(row.event, row.count_text, row.article) for row in graph.evidence if row.count_text}
    found = {
        "event": any(row.n_articles > 1 for row in graph.events),
        "actor": any(row.n_articles > 1 and row.named for row in graph.entities),
        "story": _repeated(row.story for row in graph.articles),
        "quote": _repeated(quote for quote, _ in quotes),
        "count": _repeated((event, count) for event, count, _ in counts),
    }
    return {what for what, there in found.items() if there}


def _repeated(values: Iterable[object]) -> bool:
    return max(Counter(values).values(), default=0) > 1


OFTEN = {"event": 0.3, "actor": 0.3, "story": 0.1, "quote": 0.3, "count": 0.1}
"""In which share of the examples, at least, two articles have one in common; an event that they share is merged."""


def hold(law: Callable[..., None], examples: int, *given_too: st.SearchStrategy[Any]) -> None:
    """The law holds of so many examples, and these are not too easy."""
    seen: list[set[str]] = []

    @settings(
        max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
    )
    @given(st.tuples(articles(), *given_too))
    def held(case: tuple[Any, ...]) -> None:
        seen.append(shared(assemble(case[0])))
        event(f"shared: {', '.join(sorted(seen[-1]))}")
        law(*case)

    held()
    times = Counter(what for example in seen for what in example)
    assert all(times[what] >= share * len(seen) > 0 for what, share in OFTEN.items()), (len(seen), times)


class Desk:
    """A ledger, as `kg build` and `kg forget` use it."""

    def __init__(self, root: Path, **store: Any) -> None:
        self.settings = Settings(Workspace(root), build=Build(extractor="hand_extractions:Unread"), **store)
        self.ledger = Ledger(root / "ledger.sqlite")

    def put(self, read: Sequence[Told]) -> None:
        for article, extraction in read:
            self.ledger.put_article(article, "2026-01-01")
            self.ledger.put_extraction(article.text_hash, intake.identify(INFO), to_bytes(extraction))

    def forget(self, read: Sequence[Told]) -> None:
        for article, _ in read:
            assert self.ledger.remove_article(article.key)

    def graph(self) -> Graph:
        return graphs.graph_of(self.ledger, self.settings)

    def load(self, store: Store) -> None:
        graph = graphs.assembled(self.ledger, self.settings)
        pipeline.load(self.ledger, store, graph, basis=graphs.basis_of(self.settings))


@contextmanager
def new_desk(**store: Any) -> Iterator[Desk]:
    with TemporaryDirectory() as root:
        desk = Desk(Path(root), **store)
        try:
            yield desk
        finally:
            desk.ledger.close()


CUT = st.integers(0, 5)
RANDOM = st.randoms(use_true_random=False)
PROFILES = pytest.mark.parametrize(
    "examples", [pytest.param(24, id="quick"), pytest.param(300, id="long", marks=pytest.mark.slow)]
)


@PROFILES
def test_the_order_of_articles_does_not_matter(examples: int) -> None:
    """build(A + B) == build(B + A)"""

    def law(read: list[Told], random: Random) -> None:
        shuffled = list(read)
        random.shuffle(shuffled)
        assert lines(assemble(shuffled)) == lines(assemble(read))

    hold(law, 4 * examples, RANDOM)


@PROFILES
def test_an_extraction_read_back_gives_the_same_graph(examples: int) -> None:
    """What the exchange format carries is all that a graph needs."""

    def law(read: list[Told]) -> None:
        assert lines(assemble([(article, from_bytes(to_bytes(x))) for article, x in read])) == lines(assemble(read))

    hold(law, 2 * examples)


@PROFILES
def test_building_again_changes_nothing(examples: int) -> None:
    """build(A) then build(A) == build(A), some of A too"""

    def law(read: list[Told], random: Random) -> None:
        with new_desk() as desk:
            desk.put(read)
            first = desk.graph()
            desk.put(random.choices(read, k=3))
            assert lines(desk.graph()) == lines(first) == lines(assemble(read))

    hold(law, examples, RANDOM)


@PROFILES
def test_building_step_by_step_gives_the_same(examples: int) -> None:
    """build(A + B) == build(A) then build(B) == build(B) then build(A)"""

    def law(read: list[Told], cut: int) -> None:
        whole = lines(assemble(read))
        for first, second in ((read[:cut], read[cut:]), (read[cut:], read[:cut])):
            with new_desk() as desk:
                desk.put(first)
                assert lines(desk.graph()) == lines(assemble(first))
                desk.put(second)
                assert lines(desk.graph()) == whole

    hold(law, examples, CUT)


@PROFILES
def test_forgetting_leaves_what_the_others_say(examples: int) -> None:
    """build(A + B), forget(B) == build(A)"""

    def law(read: list[Told], cut: int) -> None:
        with new_desk() as desk:
            desk.put(read)
            desk.forget(read[cut:])
            assert lines(desk.graph()) == lines(assemble(read[:cut]))

    hold(law, examples, CUT)


@PROFILES
def test_an_article_told_anew_replaces_what_it_said(examples: int) -> None:
    """build(A + old B), build(new B) == build(A + new B)"""

    def law(read: list[Told], act: Act) -> None:
        (article, _), rest = read[0], read[1:]
        anew = told(article.key, act, published=article.published)
        with new_desk() as desk:
            desk.put(read)
            desk.put([anew])
            assert lines(desk.graph()) == lines(assemble([anew, *rest]))

    hold(law, examples, acts())


@pytest.fixture(name="store")
def _store(database: Database) -> Iterator[Store]:
    """One store after the other, empty, with all words of the ontology."""
    where, user, password = database.where, database.user, database.password
    with open_store(where, user=user, password=password, relation_types=ontology().relation_types) as store:
        yield store


@PROFILES
def test_the_store_forgets_what_only_the_forgotten_said(examples: int, store: Store, database: Database) -> None:
    """load(build(A + B)), forget(B), read == load(build(A)), read, byte for byte; and B again gives A + B again."""
    named = {
        "store": StoreAddress(uri=database.where), "username": database.user or "", "password": database.password or "",
    }  # fmt: skip

    def law(read: list[Told], cut: int) -> None:
        store.clear()
        alone, digest = loaded_alone(read[:cut], store)
        with new_desk(**named) as desk:
            desk.put(read)
            desk.load(store)
            whole = lines(store.read())
            assert whole == lines(desk.graph())
            withdrawal.withdraw(desk.ledger, desk.settings, store, [article.key for article, _ in read[cut:]])
            assert (lines(store.read()), store.state().digest) == (alone, digest)
            desk.put(read[cut:])
            desk.load(store)
            assert lines(store.read()) == whole

    hold(law, examples // 4, CUT)


@PROFILES
def test_what_goes_with_an_article_is_found_among_its_neighbours(examples: int) -> None:
    """rows(build(A + B)) with the change that B's neighbours tell == rows(build(A)), and they nearly always tell it."""
    told_by_neighbours: list[bool] = []

    def law(read: list[Told], far: list[Told], cut: int) -> None:
        with new_desk() as desk:
            everything = [*read, *((replace(a, key=f"far-{a.key}"), renumbered(x)) for a, x in far)]
            desk.put(everything)
            loaded = digests(graphs.assembled(desk.ledger, desk.settings))
            build = BuildRow(build_digest(loaded), graphs.basis_of(desk.settings))
            desk.ledger.update_loaded("here", loaded, (), build)
            gone = {article.key for article, _ in read[cut:]}
            change = withdrawal.change_without(desk.ledger, desk.settings, "here", gone)
            desk.forget(read[cut:])
            left = digests(desk.graph())
        told_by_neighbours.append(change is not None)
        if change:
            kept = {id_ for id_ in change.held if is_name(loaded[id_]) and id_ in left}
            rest = {id_: digest for id_, digest in loaded.items() if id_ not in change.held or id_ in kept}
            assert rest | {id_: record.digest for id_, record in change.wanted.items()} == left

    hold(law, 2 * examples, articles(most=3), CUT)
    assert sum(told_by_neighbours) > 0.9 * len(told_by_neighbours)


def renumbered(extraction: Extraction) -> Extraction:
    """The extraction of another article that says the same: ids of its own."""
    told = to_bytes(extraction).decode()
    own = {row.id for rows in (extraction.mentions, extraction.entities, extraction.events) for row in rows}
    for id_ in own:
        told = told.replace(f'"{id_}"', f'"{content_id(id_[0], "far", id_)}"')
    return replace(from_bytes(told.encode()), article=ArticleRef(f"far-{extraction.article.id}"))


def is_name(digest: str) -> bool:
    return anchor(digest).statement == "name"


def loaded_alone(read: Sequence[Told], store: Store) -> tuple[list[str], str | None]:
    """What an empty store gives back that was only ever given these articles; it is empty again afterwards."""
    with new_desk() as desk:
        desk.put(read)
        desk.load(store)
        found = lines(store.read()), store.state().digest
    store.clear()
    return found
