"""A made-up year of news, of any size: the same articles in every run, and the graph that kg makes of them.

    from big_graph import FULL, Size, big_graph, news

    graph = big_graph(FULL)                        20,000 entities of seven kinds, 100,000 relations of 100 types
    read = news(Size(500, 1_000, 5_000))           the articles of a small one, each with its extraction

A few actors are in most of the news and most are in little of it; one act in five is told by several articles, at times
with another status or figure; one article in twenty is a copy. Full size takes some 20 seconds to assemble.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from hand_extractions import Act, Who, told

from kg.assemble import assemble
from kg.model import Article, Count, EntityType, Extraction, Graph, Status
from kg.ontology import PredicateRow, ontology

SYLLABLES = ("bar", "den", "fol", "gim", "hus", "jor", "kal", "lem", "mir", "nov", "pas", "qui", "rud", "sel", "tov",
             "vex", "wim", "yas", "zor", "cle")  # fmt: skip
COUNTRIES = (("Russia", "RUS"), ("Kenya", "KEN"), ("Norway", "NOR"), ("Peru", "PER"), ("Mali", "MLI"), ("Japan", "JPN"))
FIRST_DAY, DAYS = date(2020, 1, 1), 366
FIRST_PREDICATES = ("demands", "spoke_with", "met", "killed", "accuses", "leader_of", "president_of", "member_of")
"""These are among the hundred whatever the ontology's order is."""
PREDICATES = 100
KINDS: tuple[EntityType, ...] = ("Person", "Organization", "Person", "Place", "Group", "Facility", "Organization")
"""What entities are, in turn; now and then one is a Work or a Thing."""
STATUSES: tuple[Status, ...] = (*("actual",) * 6, "claimed", "claimed", "future", "denied", "negated")


@dataclass(frozen=True)
class Size:
    """How many articles, entities and relations; the last is a goal that the graph passes by a few hundredths."""

    articles: int
    entities: int
    relations: int


FULL = Size(10_000, 20_000, 100_000)


def big_graph(size: Size = FULL, seed: int = 1) -> Graph:
    """The graph of so much news."""
    return assemble(news(size, seed))


def news(size: Size = FULL, seed: int = 1) -> list[tuple[Article, Extraction]]:
    """So many articles, each with its extraction. Equal arguments give equal articles."""
    return list(_Desk(size, Random(seed)).articles())


@dataclass
class _Desk:
    """Invents one article after the other."""

    size: Size
    random: Random
    predicates: list[PredicateRow] = field(default_factory=lambda: _predicates())
    waiting: list[Who] = field(default_factory=list)
    drawn: set[tuple[object, ...]] = field(default_factory=set)
    recent: list[Act] = field(default_factory=list)

    def articles(self) -> Iterator[tuple[Article, Extraction]]:
        """Each article brings its share of the actors that are new and of the relations."""
        acts: list[Act] = []
        for number in range(self.size.articles):
            share = (number + 1) / self.size.articles
            if number % 20 != 19:
                acts = self._acts(number, int(share * self.size.relations))
            seen = int(number / self.size.articles * self.size.entities)
            self.waiting += map(_who, range(seen, int(share * self.size.entities)))
            also = self.waiting[:-2] if share < 1 else self.waiting
            self.waiting = self.waiting[len(also) :]
            yield told(f"news/{number:06}", *acts, published=str(_day(number, self.size)), also=also)

    def _acts(self, number: int, goal: int) -> list[Act]:
        """New acts until as many relations are drawn, and now and then one that was told before."""
        acts: list[Act] = []
        while len(self.drawn) < goal:
            acts.append(self._act(str(_day(number, self.size) - timedelta(self.random.randrange(4))), len(acts)))
        if self.recent and self.random.random() < 0.6:
            acts.append(self._again(self.random.choice(self.recent[-200:])))
        self.recent += [act for act in acts if not act.content]
        return acts

    def _act(self, day: str, told_before: int) -> Act:
        row = self.random.choice(self.predicates)
        role = next((role for role in row.to if role not in ("content", "place")), "recipient")
        status = self.random.choice(STATUSES)
        actors, targets = self._sides(), self._sides()
        act = Act(
            row.name, row.kind, actor=actors,
            place=self._place() if self.random.random() < 0.3 else None,
            day=day if self.random.random() < 0.8 else None,
            status=status,
            speakers=(self._pick(),) if status == "claimed" or self.random.random() < 0.2 else (),
            count=_count(self.random.randrange(2, 90)) if self.random.random() < 0.1 else None,
            content=(told_before - 1,) if "content" in row.to and told_before and self.random.random() < 0.5 else (),
        )  # fmt: skip
        self._draw(row, actors, targets, status)
        return replace(act, **{role: targets})

    def _draw(self, row: PredicateRow, actors: tuple[Who, ...], targets: tuple[Who, ...], status: Status) -> None:
        """Count the relations that the act gives, as kg.assemble makes them."""
        names = [who.name for who in actors], [who.name for who in targets]
        pairs = combinations(sorted({*names[0], *names[1]}), 2) if row.symmetric else product(*names)
        self.drawn.update((row.name, one, other, status) for one, other in pairs if one != other)

    def _again(self, act: Act) -> Act:
        """The act as another paper tells it."""
        if self.random.random() < 0.2:
            return replace(act, status="denied", speakers=act.actor[:1])
        return replace(act, count=_count(self.random.randrange(2, 90)) if act.count else None)

    def _sides(self) -> tuple[Who, ...]:
        return tuple(dict.fromkeys(self._pick() for _ in range(self.random.choice((1, 1, 2, 3)))))

    def _pick(self) -> Who:
        """Somebody who is new, or one of those who are in the news already; the first of them most often."""
        if self.waiting and self.random.random() < 0.3:
            return self.waiting.pop()
        return _who(int(self.size.entities * self.random.random() ** 3))

    def _place(self) -> Who:
        return _who(
            int(self.size.entities / len(KINDS) * self.random.random() ** 3) * len(KINDS) + KINDS.index("Place")
        )


def _predicates() -> list[PredicateRow]:
    """Those that questions ask for, and others of all kinds: a hundred, each of a relationship type of its own."""
    rows = ontology().predicates
    others = [row for name, row in sorted(rows.items()) if name not in FIRST_PREDICATES]
    step = len(others) / (PREDICATES - len(FIRST_PREDICATES))
    return [rows[name] for name in FIRST_PREDICATES] + [
        others[int(step * number)] for number in range(PREDICATES - len(FIRST_PREDICATES))
    ]


@cache
def _who(number: int) -> Who:
    """The actor, place or thing with this number: the first six are countries, no two have one name."""
    if number < len(COUNTRIES):
        name, code = COUNTRIES[number]
        return Who(name, "Place", country=code)
    kind = ("Work" if number % 2 else "Thing") if number % 100 > 97 else KINDS[number % len(KINDS)]
    country = COUNTRIES[number % len(COUNTRIES)][1] if number % 3 else None
    return Who(f"{_word(number // 400 + 20)} {_word(number % 400 + 20 * 20)}", kind, country=country)


def _word(number: int) -> str:
    """A number in syllables, as a name."""
    word = ""
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        word = SYLLABLES[rest] + word
    return word.capitalize()


def _day(number: int, size: Size) -> date:
    return FIRST_DAY + timedelta(number * DAYS // size.articles)


def _count(number: int) -> Count:
    return Count(number, number, str(number))


def main() -> None:
    """Print how large the full graph is."""
    graph = big_graph()
    for table in graph.__slots__:
        print(f"{table:13} {len(getattr(graph, table)):,}")
    print(f"{'types':13} {len({relation.type for relation in graph.relations}):,}")
    print(f"{'kinds':13} {', '.join(sorted({entity.kind for entity in graph.entities}))}")
    print(f"{'merged':13} {sum(event.n_articles > 1 for event in graph.events):,} events told by several articles")
    hub, degree = Counter(r.subject for r in graph.relations).most_common(1)[0]
    print(f"{'largest hub':13} {degree:,} relations from {next(e.name for e in graph.entities if e.id == hub)}")


if __name__ == "__main__":
    main()
