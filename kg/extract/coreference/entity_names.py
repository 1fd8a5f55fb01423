"""What an article's entities are called, and whom they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.coreference.discourse import Cluster, known_sector
from kg.extract.mentions.found import Found
from kg.extract.mentions.name_types import country_of_place
from kg.extract.mentions.noun_types import is_organ, pair_of
from kg.extract.syntax.labels import ARTICLES
from kg.extract.syntax.phrases import possessor, preposition_objects, short_phrase
from kg.extract.syntax.tree import Doc, Token
from kg.ontology import ontology, word_set

QUOTE_MARKS = frozenset("\"“”``''")
UNDETERMINED = ARTICLES | {"this", "that"}
STATE = frozenset(("GOV", "MIL", "POL", "JUD", "LEG"))
PRONOUN_TAGS = frozenset(("PRP$", "WP$"))
OF_A_BODY = frozenset(("of", "for", "at", "to"))
"""Prepositions between an office and its body."""
ARMED = frozenset(("MIL", "REB", "POL"))
"""Whose men are of their sector."""
OWNERS = frozenset(("Organization", "Group", "Place"))
OF_A_COUNTRY = OWNERS | {"Person", "Thing"}
"""What the words for it may tell to be of a country."""


@dataclass(frozen=True)
class Naming:
    """Names the entities of a doc."""

    doc: Doc
    found: Sequence[Found]
    cluster_at: Mapping[int, Cluster]
    """The entity of each mention, by its head word."""
    plain: dict[int, str] = field(default_factory=dict)
    """The plain names told so far, by the entity's identity: each is asked for twice."""

    def name(self, cluster: Cluster) -> str:
        """The fullest name; a country's from the table; "Taliban regime" for "its regime"."""
        owned = self._owned_name(cluster) if not cluster.names else None
        return owned if owned is not None else self.plain_name(cluster)

    def plain_name(self, cluster: Cluster) -> str:
        """The fullest name, or the first words for it, whoever owns it."""
        if id(cluster) not in self.plain:
            self.plain[id(cluster)] = self._plain_name(cluster)
        return self.plain[id(cluster)]

    def _plain_name(self, cluster: Cluster) -> str:
        if cluster.is_country:
            return ontology().countries.name(cluster.key.removeprefix("country:"))
        if cluster.names:
            return " ".join(_fullest(cluster).split())
        return " ".join(self._undetermined(self._first(cluster)).split())

    def affiliation(self, cluster: Cluster) -> str | None:
        """The name of the body or country that a person or group belongs to, as the text says it first."""
        if cluster.type not in ("Person", "Group") or cluster.key:
            return None
        owners = (self._owner(self.found[index]) for index in cluster.members)
        fit = (each for each in owners if each is not None and each is not cluster)
        return next((self.name(each) for each in fit if each.named and each.type in OWNERS), None)

    def country(self, cluster: Cluster) -> str | None:
        """The country it is or belongs to: its own, its owner's ("Iraqi President X"), else the one it is known for.

        An unnamed servant of a state ("the police", "a judge") is of the one country that the article tells of.
        """
        return self._own_country(cluster) or (self._home if _serves_a_state(cluster) else None)

    def _own_country(self, cluster: Cluster) -> str | None:
        return cluster.country or self._told_country(cluster) or self._known_country(cluster)

    @cached_property
    def _home(self) -> str | None:
        """The country of all places and actors told of, if it is one."""
        codes = {self._own_country(cluster) for cluster in self.cluster_at.values()} - {None}
        return codes.pop() if len(codes) == 1 else None

    def _told_country(self, cluster: Cluster) -> str | None:
        if cluster.type not in OF_A_COUNTRY:
            return None
        own = [code for index in cluster.members if (code := self.found[index].country) is not None]
        if own:
            return own[0]
        owners = [self._owner(mention) for mention in self._owned(cluster)]
        told = [each.country for each in owners if each is not None and each is not cluster]
        return next((code for code in told if code is not None), None)

    def sector(self, cluster: Cluster) -> str | None:
        """The sector of a body known by name, else the one the text tells: the African "Union" is no union."""
        if cluster.is_country:
            return cluster.sector
        if (known := known_sector(cluster)) is not None:
            return known
        members = [self.found[index] for index in cluster.members]
        told = [(self._sector_told(cluster, each), each) for each in members if each.kind != "pronoun"]
        fit = [(sector, each) for sector, each in told if sector is not None]
        if not fit:
            return None
        sector, teller = next((pair for pair in fit if not self._tells_kin(pair[1])), fit[0])
        if any(other == "REB" for other, _ in fit) and self._may_be_rebels(sector, teller):
            return "REB"
        return sector

    def _sector_told(self, cluster: Cluster, mention: Found) -> str | None:
        """The sector that a mention tells: of an office in a body, or of somebody's peer or men, whose they are."""
        whose = self._body_of_office(mention) or self._leader_of(mention)
        if whose is None or whose is cluster:
            return mention.sector
        sector = known_sector(whose) or whose.sector
        return sector if sector is not None or self._is_owned(mention) else mention.sector

    def _is_owned(self, mention: Found) -> bool:
        """Whether a pronoun tells whose somebody is: "its president"."""
        holder = possessor(self.doc.tokens[mention.head])
        return holder is not None and holder.tag_ in PRONOUN_TAGS

    def _body_of_office(self, mention: Found) -> Cluster | None:
        """The body that has an office that any body may have: "| its | president", "an adviser to | the guild |"."""
        head = self.doc.tokens[mention.head]
        if mention.kind == "name":
            bodies = [self._owner(mention)] if mention.title in word_set("in any body") else []
        elif head.lemma in word_set("in any body"):
            bodies = [self.cluster_at.get(noun.i) for noun in _whose_it_may_be(head)]
        else:
            return None
        told = (body for body in bodies if body is not None and body.type in ("Organization", "Group"))
        return next((body for body in told if not body.is_country), None)

    def _leader_of(self, mention: Found) -> Cluster | None:
        """Whose peer in office or whose men a mention tells of: "| her | predecessor", "| the general's | men"."""
        head = self.doc.tokens[mention.head]
        if mention.kind != "nominal" or mention.owner is None:
            return None
        owner = self._owner(mention)
        if owner is None or owner.type != "Person":
            return None
        if head.lemma in word_set("like in office"):
            return owner
        return owner if head.lower_ == "men" and owner.sector in ARMED else None

    def _may_be_rebels(self, sector: str, teller: Found) -> bool:
        """Whether what tells a sector may be said of armed opponents too: "dissidents", "Army" in a name."""
        if sector == "MIL":
            return teller.kind == "name" and pair_of(self.doc.tokens[teller.head]) is None
        return sector == "OPP"

    def _tells_kin(self, mention: Found) -> bool:
        """Whether the words tell of kin or sex and no trade: "his father", "the woman"."""
        head = self.doc.tokens[mention.head]
        return mention.kind == "nominal" and mention.sector == "CVL" and head.lemma in word_set("men", "women", "kin")

    def _known_country(self, cluster: Cluster) -> str | None:
        """The country of what is known by name alone: a leader, a body, a region or town."""
        known = ontology().known
        if cluster.type == "Person":
            members = [self.found[i] for i in cluster.members]
            codes = [known.leader(name) for name in cluster.names]
            codes += [known.leader(f"{mention.title} {mention.name}") for mention in members if mention.title]
            codes += [known.holder(mention.name) for mention in members if _has_office(mention)]
        else:
            bodies = [known.body(name) for name in cluster.names]
            codes = [body.country for body in bodies if body is not None and body.country]
            codes += [country_of_place(name) for name in cluster.names] if not codes else []
        return next((code for code in codes if code is not None), None)

    def _first(self, cluster: Cluster) -> Found:
        """The first mention that is no pronoun, if there is one."""
        told = [index for index in cluster.members if self.found[index].kind != "pronoun"]
        return self.found[min(told or cluster.members)]

    def _owned_name(self, cluster: Cluster) -> str | None:
        """The name of what is called "its regime", with its owner's name for "its"."""
        first = self._first(cluster)
        owner, token = self._owner(first), self.doc.tokens[first.head]
        if owner is None or owner is cluster or cluster.is_country:
            return None
        holder = possessor(token)
        if holder is None or holder.tag_ not in ("PRP$", "WP$"):
            return None
        whose = self.name(owner)
        mark = "" if is_organ(token) else "’" if whose.endswith("s") else "’s"
        return f"{whose}{mark} {self.doc.words(holder.i + 1, first.end)}"

    def _owned(self, cluster: Cluster) -> list[Found]:
        """The mentions that are somebody's: "Tarn's mayor"; a pronoun is nobody's."""
        members = map(self.found.__getitem__, cluster.members)
        return [mention for mention in members if mention.owner is not None and mention.kind != "pronoun"]

    def _owner(self, mention: Found) -> Cluster | None:
        return self.cluster_at.get(mention.owner) if mention.owner is not None else None

    def _undetermined(self, mention: Found) -> str:
        start, tokens = mention.start, self.doc.tokens
        while start < mention.head and (tokens[start].lower_ in UNDETERMINED or tokens[start].is_punct):
            start += 1
        end = self._end_of_name(mention)
        words = tokens[start:end]
        marks = [word for word in words if word.text in QUOTE_MARKS and not _is_genitive(word)]
        if not marks:
            return self.doc.words(start, end)
        return "".join(word.text_with_ws.removeprefix(word.text if word in marks else "") for word in words)

    def _end_of_name(self, mention: Found) -> int:
        """An unnamed person's or group's name takes in whom they speak for: "spokesman for the guild"."""
        if mention.kind != "nominal" or mention.type not in ("Person", "Group"):
            return mention.end
        head = self.doc.tokens[mention.head]
        behind = [noun for prep, noun in preposition_objects(head) if prep in ("for", "from", "at")]
        return max([mention.end, *(short_phrase(noun)[1] for noun in behind[:1])])


def _serves_a_state(cluster: Cluster) -> bool:
    """Whether it is an unnamed official, court, army or the like, of some state."""
    return not cluster.named and cluster.type in ("Person", "Group", "Organization") and cluster.sector in STATE


def _whose_it_may_be(office: Token) -> Iterator[Token]:
    """The nouns that may tell whose an office is: its owner's pronoun, and of a person's office any noun for it."""
    is_person = ontology().agent_type(office.lemma) == "Person"
    holder = possessor(office)
    if holder is not None and (is_person or holder.tag_ in PRONOUN_TAGS):
        yield holder
    if is_person:
        yield from (noun for prep, noun in preposition_objects(office) if prep in OF_A_BODY)


def _has_office(mention: Found) -> bool:
    """Whether a title of office stands before the name: "President X", not "Mr X"."""
    row = ontology().titles.get(mention.title)
    return row is not None and row.kind == "office"


def _fullest(cluster: Cluster) -> str:
    """Of a person the longest name; else the commonest one that is no acronym, in the form with no word left out."""
    if cluster.type == "Person":
        return max(cluster.names, key=lambda name: (len(name.split()), len(name)))
    spelled = [name for name in cluster.names if not name.isupper() and not _is_mere_kind(name)] or cluster.names
    commonest = max(spelled, key=lambda name: (spelled.count(name), len(name.split()) > 1))
    longer = (f"{commonest} ", f"{commonest}'s ", f"{commonest}’s ")
    return max((name for name in spelled if f"{name} ".startswith(longer)), key=len)  # "Tern" is "Tern Air"


def _is_mere_kind(name: str) -> bool:
    """Whether a name only tells what kind of body it is: "the Company", "the Court"."""
    return name.lower() in word_set("body heads")


def _is_genitive(mark: Token) -> bool:
    """Whether an apostrophe is a genitive's and closes no quotation: "the rebels' attempt"."""
    return mark.tag_ == "POS" and mark.i > 0 and mark.nbor(-1).text.endswith("s")
