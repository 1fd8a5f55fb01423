"""The entities an article has told of so far, and which mention belongs to which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kg.extract.mentions.found import Found
from kg.extract.mentions.pronouns import Gender
from kg.extract.syntax.quotes import Quotes
from kg.extract.syntax.tree import Doc, Token
from kg.model import EntityType, fold
from kg.ontology import ontology, word_set


class Cluster(Struct, eq=False):
    """An entity in the making: its mentions (indices into the mentions given) with the reason for each.

    `key` is that of a country or of a body known by its owner: mentions with one key are one entity.
    """

    type: EntityType
    named: bool
    members: list[int] = []
    links: list[str] = []
    names: list[str] = []
    country: str | None = None
    sector: str | None = None
    gender: Gender = ""
    plural: bool = False
    key: str = ""
    number: int = -1
    """How many entities began before it."""

    @property
    def is_country(self) -> bool:
        """Whether it is a country of the tables."""
        return self.key.startswith("country:")

    @property
    def is_organ(self) -> bool:
        """Whether it is a body known by its owner ("the Afghan army")."""
        return self.key.startswith("organ:")

    def add(self, index: int, mention: Found, link: str) -> None:
        """Take in one more mention."""
        self.members.append(index)
        self.links.append(link)
        self.gender = self.gender or mention.gender
        self.sector = self.sector or mention.sector
        if mention.kind == "name" and mention.type not in ("Nationality", "Time"):
            self.names.append(mention.name)


class Discourse:
    """A doc's mentions and the entities found among them, which grow as mentions join."""

    def __init__(self, doc: Doc, found: Sequence[Found], quotes: Quotes) -> None:
        self.doc, self.found, self.quotes = doc, found, quotes
        self.clusters: list[Cluster] = []
        self.own_named: list[Cluster] = []
        """Those named and without a key, which further names may join."""
        self.of: dict[int, Cluster] = {}
        self.by_kind: dict[str, list[Cluster]] = {}
        """The named entities, by the word of a name of several that tells the kind, in small letters."""
        self.by_name: dict[str, list[Cluster]] = {}
        """The named entities, by what each has been called, `without_s`."""
        self.nouns: dict[str, list[int]] = {}
        """The common nouns told so far, by their base form."""
        self._keyed: dict[str, Cluster] = {}
        self._told: dict[int, list[Cluster]] = {}
        self._by_head = {mention.head: index for index, mention in enumerate(found)}
        self._sentence = [number for number, sent in enumerate(doc.sents) for _ in sent]

    def join(self, cluster: Cluster, index: int, link: str) -> None:
        """Make a mention one of the entity's."""
        mention = self.found[index]
        cluster.add(index, mention, link)
        self.of[index] = cluster
        self._told.setdefault(self._sentence[mention.head], []).append(cluster)
        if mention.kind == "nominal":
            self.nouns.setdefault(self.head(index).lemma, []).append(index)
        elif mention.kind == "name" and not cluster.key:
            _put(self.by_name, without_s(mention.name), cluster)
            if " " in mention.name:
                _put(self.by_kind, _kind_word(mention.name), cluster)

    def merge(self, unnamed: Cluster, cluster: Cluster) -> None:
        """Make the mentions of an unnamed entity those of one that is named later."""
        self.clusters.remove(unnamed)
        for index, link in zip(unnamed.members, unnamed.links, strict=True):
            mention = self.found[index]
            cluster.add(index, mention, "named later" if link == "first mention" else link)
            self.of[index] = cluster
            told = self._told[self._sentence[mention.head]]
            told[:] = [cluster if each is unnamed else each for each in told]

    def begin(self, index: int, named: bool) -> None:
        """Make a mention the first of an entity."""
        mention = self.found[index]
        self._begin(index, Cluster(entity_type(mention), named, country=mention.country, plural=mention.plural))

    def join_keyed(self, index: int, key: str, kind: EntityType, country: str | None) -> None:
        """Make a mention one of the entity of this key, which begins with it if there is none."""
        cluster = self._keyed.get(key)
        if cluster is None:
            plural = self.found[index].plural
            self._keyed[key] = Cluster(kind, True, country=country, plural=plural, key=key)
            self._begin(index, self._keyed[key])
        else:
            self.join(cluster, index, "same country" if cluster.is_country else "same body")

    def _begin(self, index: int, cluster: Cluster) -> None:
        cluster.number = len(self.clusters)
        self.clusters.append(cluster)
        if cluster.named and not cluster.key:
            self.own_named.append(cluster)
        self.join(cluster, index, "first mention")

    def index_at(self, head: int) -> int:
        """The mention whose noun stands at this token index; -1 where there is none."""
        return self._by_head.get(head, -1)

    def cluster_at(self, head: int | None) -> Cluster | None:
        """The entity of the mention whose noun stands at this token index."""
        return self.of.get(self._by_head.get(head, -1)) if head is not None else None

    def head(self, index: int) -> Token:
        """The noun of a mention."""
        return self.doc.tokens[self.found[index].head]

    def home(self, cluster: Cluster) -> str | None:
        """The country that the words for an entity so far tell, or that of whom it belongs to."""
        told = [self.found[index] for index in cluster.members]
        owners = (self.cluster_at(mention.owner) for mention in told if mention.kind != "pronoun")
        codes = (cluster.country, *(mention.country for mention in told), *(each.country for each in owners if each))
        return next((code for code in codes if code), None)

    def near(self, token: Token, reach: int) -> list[Cluster]:
        """The entities with a mention in the token's sentence or so many before, in the order in which they began."""
        here = self._sentence[token.i]
        told = {each.number: each for n in range(here - reach, here + 1) for each in self._told.get(n, ())}
        return [told[number] for number in sorted(told)]

    def sentences_between(self, earlier: int, later: int) -> int:
        """How many sentences lie from one token to another."""
        return self._sentence[later] - self._sentence[earlier]


def _put(called: dict[str, list[Cluster]], name: str, cluster: Cluster) -> None:
    """Note what an entity is called, once."""
    clusters = called.setdefault(name, [])
    if cluster not in clusters:
        clusters.append(cluster)


def without_s(name: str) -> str:
    """The name, folded, without an "s" of its own: "mcdonald" of "McDonald's"."""
    return fold(name).removesuffix("'s")


def _kind_word(name: str) -> str:
    """The word of a name that tells its kind: "front" of "Rural Front", "court" of "Court of Tarn"."""
    words = name.lower().split()
    before = next((word for word, behind in pairwise(words) if behind in ("of", "for")), words[-1])
    return before if before in word_set("body heads") else words[-1]


def entity_type(mention: Found) -> EntityType:
    """The type of the entity that a mention begins. A nationality is its country; a Time begins none."""
    if mention.type == "Nationality" or mention.type == "Time":
        return "Place"
    return mention.type


def known_sector(cluster: Cluster) -> str | None:
    """The sector of a body known by name."""
    bodies = (ontology().known.body(name) for name in cluster.names)
    return next((body.sector for body in bodies if body is not None), None)
