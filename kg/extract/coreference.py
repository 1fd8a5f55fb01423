"""Which mentions of an article are one: names and their parts, acronyms, countries, descriptions, pronouns.

Every mention joins at most one entity, by one reason that is kept; nothing is joined through a third mention alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.mentions import Found
from kg.extract.phrases import apposed_to, apposition, preposition_objects
from kg.extract.pronouns import FIRST, Gender
from kg.extract.quotes import Quotes
from kg.extract.subjects import subjects_of
from kg.extract.verbs import lemma_of
from kg.model import EntityType, fold
from kg.ontology import Ontology, ontology, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 3
"""How many sentences back a pronoun looks."""
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
ACTING_PREPS = frozenset(("by", "with", "against", "between", "among"))
LEGAL_FORMS = frozenset("inc corp co ltd plc ag gmbh sa llc nv corporation company limited incorporated".split())


@dataclass(slots=True)
class Cluster:
    """An entity in the making: its mentions (indices into the mentions given) with the reason for each."""

    type: EntityType
    named: bool
    members: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    gender: Gender = ""
    plural: bool = False
    key: str = ""
    owner: int | None = None
    titles: set[str] = field(default_factory=set)

    def add(self, index: int, mention: Found, link: str) -> None:
        """Take in one more mention."""
        self.members.append(index)
        self.links.append(link)
        self.gender = self.gender or mention.gender
        self.sector = self.sector or mention.sector
        if mention.title:
            self.titles.add(mention.title)
        if mention.kind == "name" and mention.type not in ("Nationality", "Time"):
            self.names.append(mention.name)


def resolve(doc: Doc, found: Sequence[Found], quotes: Quotes) -> tuple[Cluster, ...]:
    """The article's entities, in order of first mention. A Time belongs to none."""
    return tuple(_Resolver(doc, found, quotes).run())


class _Resolver:
    """One pass over the mentions: names first, so that a description or a pronoun meets them all."""

    def __init__(self, doc: Doc, found: Sequence[Found], quotes: Quotes) -> None:
        self.doc, self.found, self.quotes = doc, found, quotes
        self.known: Ontology = ontology()
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self.by_head = {mention.head: index for index, mention in enumerate(found)}
        self.sentence = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}

    def run(self) -> list[Cluster]:
        """Names, then descriptions, then pronouns."""
        for step in (self._name, self._nominal, self._pronoun, self._first_person):
            for index, mention in enumerate(self.found):
                if index not in self.of and mention.type != "Time":
                    step(index, mention)
        return sorted((c for c in self.clusters if c.members), key=lambda c: min(c.members))

    def _join(self, cluster: Cluster, index: int, link: str) -> None:
        cluster.add(index, self.found[index], link)
        self.of[index] = cluster

    def _new(self, index: int, kind: EntityType, named: bool, link: str = "first mention", **more: str | None) -> None:
        mention = self.found[index]
        cluster = Cluster(kind, named, country=mention.country, plural=mention.plural, owner=mention.owner)
        cluster.key = more.get("key") or ""
        cluster.country = more.get("country", mention.country)
        self.clusters.append(cluster)
        self._join(cluster, index, link)

    # ---- names

    def _name(self, index: int, mention: Found) -> None:
        if mention.kind != "name":
            return
        code = self._country(mention)
        if code is not None:
            self._keyed(index, f"country:{code}", "Place", code)
            return
        if (spelled := self._spelled_out(mention)) is not None:
            self._join(spelled, index, "acronym")
            return
        for cluster in reversed(self.clusters):
            link = self._same_name(mention, cluster)
            if link:
                self._join(cluster, index, link)
                self._promote(cluster, mention)
                return
        self._new(index, _entity_type(mention), True)

    def _spelled_out(self, mention: Found) -> Cluster | None:
        """The name right before an abbreviation in brackets: "Amalgamated Press (AMP)"."""
        first = self.doc[mention.start]
        if (
            mention.start < 2
            or self.doc[mention.start - 1].text not in "(["
            or not first.text.isupper()
            or len(first) > 6
        ):
            return None
        before = self.of.get(self.by_head.get(mention.start - 2, -1))
        named = before is not None and before.named and not before.key and before.names
        return before if named and before is not None and before.names[-1][0].upper() == first.text[0] else None

    def _promote(self, cluster: Cluster, mention: Found) -> None:
        if mention.type == "Person" and mention.title:
            cluster.type = "Person"

    def _keyed(self, index: int, key: str, kind: EntityType, country: str | None) -> None:
        cluster = next((c for c in self.clusters if c.key == key), None)
        if cluster is None:
            self._new(index, kind, True, key=key, country=country)
        else:
            self._join(cluster, index, "same country" if key.startswith("country:") else "same body")

    def _country(self, mention: Found) -> str | None:
        """The country a mention names: its name, its demonym as adjective, its capital where that acts."""
        countries = self.known.countries
        if mention.type == "Nationality":
            return mention.country
        code = countries.country(mention.name)
        if code is not None and mention.type == "Place":
            return code
        capital = countries.capital(mention.name)
        metonym = countries.metonym(mention.name)
        if metonym is not None and metonym.kind == "capital":
            capital = capital or metonym.country
        return capital if capital and self.acts(self.doc[mention.head]) else None

    def acts(self, token: Token) -> bool:
        """Whether a place name stands where an actor does: it does, owns, is done by or with."""
        if token.dep_ in ("nsubj", "nsubjpass", "agent"):
            return token.head.lemma_ != "be"
        if token.dep_ == "poss":
            return token.head.pos_ == "NOUN" and token.head.lemma_ not in (
                "street",
                "airport",
                "mayor",
                "suburb",
                "center",
                "centre",
            )
        if token.dep_ == "dobj":
            rows = self.known.cues.governors.get(("verb", lemma_of(token.head)), ())
            return any(row.status in ("demanded", "claimed") and row.speaker == "subject" for row in rows)
        if token.dep_ == "conj":
            return self.acts(token.head)
        return token.dep_ == "pobj" and token.head.lower_ in ACTING_PREPS

    def _same_name(self, mention: Found, cluster: Cluster) -> str:
        """Why the mention is one with the cluster; empty if it is not."""
        if not cluster.named or cluster.key or not cluster.names:
            return ""
        name = fold(mention.name)
        for other in {fold(n): n for n in cluster.names}:
            if name == other:
                return "same name" if _compatible(mention, cluster) or len(name.split()) > 1 else ""
        if mention.type == "Person" and cluster.type == "Person":
            return (
                "name part"
                if any(same_person(mention.name, other) for other in cluster.names)
                and not self._rival(mention, cluster)
                else ""
            )
        if "Person" in (mention.type, cluster.type):
            return "acronym" if False else ""
        if any(is_acronym(mention.name, other) or is_acronym(other, mention.name) for other in cluster.names):
            return "acronym"
        if any(self._demonym_apart(name, fold(other)) for other in cluster.names):
            return "name with its nationality"
        if _compatible(mention, cluster) and any(_short_form(name, fold(other)) for other in cluster.names):
            return "short name"
        return ""

    def _rival(self, mention: Found, cluster: Cluster) -> bool:
        """Whether a lone surname fits a later namesake better: the one mentioned last is meant."""
        return False

    def _demonym_apart(self, one: str, other: str) -> bool:
        long, short = sorted((one, other), key=len, reverse=True)
        first, _, rest = long.partition(" ")
        return rest == short and self.known.countries.demonym(first.capitalize()) is not None

    # ---- common nouns

    def _nominal(self, index: int, mention: Found) -> None:
        if mention.kind != "nominal":
            return
        token = self.doc[mention.head]
        named = self._appositive(token)
        if named is not None:
            self._join(named, index, "apposition")
        elif mention.named:
            self._keyed(index, f"organ:{self._organ_key(mention)}", _entity_type(mention), mention.country)
        elif (place := self._place_of(token)) is not None:
            self._join(place, index, "kind of place")
        elif (called := self._called(mention, token)) is not None:
            self._join(called, index, "its kind")
        elif (owner := self._members_of(mention, token)) is not None:
            self._join(owner, index, "its members")
        elif (subject := self._predicated(token)) is not None:
            self._join(subject, index, "predicate noun")
        elif (again := self._same_noun(mention, token)) is not None:
            self._join(again, index, "same noun")
        elif (antecedent := self._description(mention, token)) is not None:
            self._join(antecedent, index, "description")
        else:
            self._new(index, _entity_type(mention), False)

    def _appositive(self, token: Token) -> Cluster | None:
        """The named entity that the noun is in apposition with."""
        other = apposed_to(token) or apposition(token)
        if (
            other is None
            or other.i not in self.by_head
            or (self.doc[token.i].tag_ in ("NNS",) and other.tag_ != "NNPS")
        ):
            return None
        cluster = self.of.get(self.by_head[other.i])
        mention = self.found[self.by_head[token.i]]
        if cluster is None or not cluster.named or (cluster.key.startswith("country:") and mention.type == "Person"):
            return None
        return (
            cluster
            if mention.type in (cluster.type, "Thing") or {mention.type, cluster.type} <= {"Group", "Organization"}
            else None
        )

    def _predicated(self, token: Token) -> Cluster | None:
        """ "X became the leader": the leader is X."""
        if (
            token.dep_ != "attr"
            or token.head.lemma_ not in ("be", "become", "remain")
            or self.found[self.by_head[token.i]].type != "Person"
        ):
            return None
        subject = next(iter(subjects_of(token.head)), None)
        cluster = self.of.get(self.by_head.get(subject.i, -1)) if subject is not None else None
        return cluster if cluster is not None and cluster.type == "Person" and cluster.named else None

    def _same_noun(self, mention: Found, token: Token) -> Cluster | None:
        """A definite noun said before: "the coalition" is "the U.S. coalition", "the letter" is "a recent letter"."""
        if not mention.definite or any(c.dep_ in ("poss", "relcl", "acl", "nummod") for c in token.children):
            return None
        mine = _modifiers(token)
        if any(prep in ("of", "for", "in", "on") for prep, _ in preposition_objects(token)):
            return None
        earlier = [
            i
            for i in self.of
            if i < self.by_head[token.i] and self.found[i].kind == "nominal" and self.found[i].plural == mention.plural
        ]
        same = [
            i
            for i in earlier
            if (head := self.doc[self.found[i].head]).lemma_.lower() == token.lemma_.lower()
            and (not mine or mine == _modifiers(head))
        ]
        return self.of[max(same)] if same else None

    def _organ_key(self, mention: Found) -> str:
        owner = self._owner_cluster(mention)
        whose = (
            owner.key or fold(owner.names[0])
            if owner is not None and (owner.key or owner.names)
            else str(mention.country)
        )
        return f"{whose}:{self.doc[mention.head].lemma_.lower()}"

    def _owner_cluster(self, mention: Found) -> Cluster | None:
        if mention.owner is None or mention.owner not in self.by_head:
            return None
        return self.of.get(self.by_head[mention.owner])

    def _place_of(self, token: Token) -> Cluster | None:
        """ "The city of Tarn" is Tarn."""
        if token.lemma_.lower() not in word_set("place heads"):
            return None
        name = next((noun for prep, noun in preposition_objects(token) if prep == "of" and noun.pos_ == "PROPN"), None)
        cluster = self.of.get(self.by_head.get(name.i, -1)) if name is not None else None
        return cluster if cluster is not None and cluster.type == "Place" and not cluster.key else None

    def _called(self, mention: Found, token: Token) -> Cluster | None:
        """ "The Taliban terrorist group" is the Taliban: a name with the noun for its kind."""
        row = self.known.anaphors.get(token.lemma_.lower())
        owner = self._owner_cluster(mention)
        if row is None or owner is None or not owner.named or owner.key or mention.plural or not mention.definite:
            return None
        before = owner.type in row.types and self.doc[mention.owner or 0].dep_ in ("compound", "nmod", "amod")
        return owner if before and "Organization" in row.types else None

    def _members_of(self, mention: Found, token: Token) -> Cluster | None:
        """ "Taliban fighters", bare and plural, are the Taliban."""
        if not mention.plural or token.lemma_.lower() not in word_set("members"):
            return None
        if any(child.dep_ in ("det", "nummod", "poss", "amod") and child.i != mention.owner for child in token.lefts):
            return None
        owner = self._owner_cluster(mention)
        return (
            owner
            if owner is not None and owner.named and owner.type in ("Organization", "Group") and not owner.key
            else None
        )

    def _description(self, mention: Found, token: Token) -> Cluster | None:
        """ "The group", "the company": the last named entity of a fitting type."""
        row = self.known.anaphors.get(token.lemma_.lower())
        if row is None or not mention.definite or mention.plural:
            return None
        allowed = {"det", "compound", "amod"} if set(row.types) & {"Organization", "Group"} else {"det"}
        kids = [c for c in token.children if not c.is_punct and c.dep_ not in ("cc", "conj", "preconj", "advmod")]
        if any(
            c.dep_ not in (*allowed, "case") or (c.dep_ in ("amod", "compound") and c.text[0].isupper()) for c in kids
        ):
            return None
        if any(
            c.dep_ == "amod" and c.lower_ in ("new", "other", "another", "same", "second", "rival", "foreign")
            for c in kids
        ):
            return None
        return self._latest(token, lambda c: c.named and c.type in row.types and not c.key.startswith("organ:") and not self._only_speaks(c) and (
            "Place" not in row.types or (token.lemma_ in ("country", "nation", "republic", "kingdom", "state")) == bool(c.key)
        ))  # fmt: skip

    def _only_speaks(self, cluster: Cluster) -> bool:
        """Whether the text knows the name as a source alone: a paper, an agency."""
        heads = [
            self.doc[self.found[i].head]
            for i in cluster.members
            if self.found[i].kind == "name" and self.found[i].type != "Nationality"
        ]
        return cluster.sector == "MED" or (
            cluster.type == "Organization"
            and all(
                h.dep_ in ("nsubj", "appos") and _reports(h.head if h.dep_ == "nsubj" else h.head.head) for h in heads
            )
        )

    # ---- pronouns

    def _pronoun(self, index: int, mention: Found) -> None:
        if mention.kind != "pronoun":
            return
        token = self.doc[mention.head]
        if token.lower_ in FIRST:
            return
        cluster = self._latest(token, lambda c: _agrees(mention, c, token), pronoun=True)
        if cluster is not None:
            self._join(cluster, index, "pronoun")

    def _first_person(self, index: int, mention: Found) -> None:
        """ "I" and "we" in a quotation are its speaker, who may be a pronoun himself."""
        token = self.doc[mention.head]
        cluster = self._speaker(token) if mention.kind == "pronoun" and token.lower_ in FIRST else None
        if cluster is not None:
            self._join(cluster, index, "first person")

    def _speaker(self, token: Token) -> Cluster | None:
        told = self.quotes.speaker(token.i)
        return self.of.get(self.by_head.get(told[0].i, -1)) if told else None

    def _latest(self, token: Token, fits: object, pronoun: bool = False) -> Cluster | None:
        """The most salient earlier entity that fits: near, a subject, often named."""
        best: tuple[float, Cluster] | None = None
        for cluster in self.clusters:
            if callable(fits) and fits(cluster):
                score = self._salience(token, cluster, pronoun)
                if score is not None and not pronoun:
                    score += min(3.0, 0.3 * len(cluster.members))  # what the article is about
                if score is not None and (best is None or score > best[0]):
                    best = (score, cluster)
        return best[1] if best else None

    def _salience(self, token: Token, cluster: Cluster, pronoun: bool) -> float | None:
        scores = []
        for index in cluster.members:
            mention = self.found[index]
            head = self.doc[mention.head]
            distance = self.sentence[token.i] - self.sentence[mention.head]
            if (
                mention.bare
                or mention.head >= token.i
                or distance > (REACH if pronoun else 2 * REACH)
                or mention.type == "Nationality"
            ):
                continue
            if self._same_clause(token, head):
                return None
            scores.append(self._score(token, head, cluster, distance))
        return max(scores) if scores else None

    def _score(self, token: Token, head: Token, cluster: Cluster, distance: int) -> float:
        score = -2.0 * distance - (token.i - head.i) / 60 + (0.5 if cluster.named else 0.0)
        holder = head.head if head.dep_ in ("compound", "nmod", "poss") else head
        verb = _nearest_verb(token)
        does = verb is not None and token.dep_ == "poss" and holder in subjects_of(verb)
        if holder.dep_ in ("nsubj", "nsubjpass") or does:
            score += 1.5 if holder == head else 1.2
            score += 1.0 if does or self._governs(holder, token) else 0.0
            score += 1.0 if does or (self._governs(holder, token) and verb == holder.head) else 0.0
        elif holder != head:
            score -= 0.8
        if token.dep_ == "nsubj" and _reports(token.head) and not self.quotes.contains(token.i):
            score += 2.0 if head.dep_ == "nsubj" and _reports(head.head) else 0.0
            score -= 2.0 if self.quotes.contains(head.i) else 0.0
        return score

    def _governs(self, head: Token, token: Token) -> bool:
        """Whether the candidate is the subject of a clause that the pronoun stands under."""
        return head.head in token.ancestors and head.head.sent == token.sent

    def _same_clause(self, token: Token, head: Token) -> bool:
        """Whether both fill slots of one verb: "he told him" are two."""
        if token.dep_ == "poss" or token.lower_.endswith("self") or head.dep_ in ("poss", "compound", "nmod"):
            return False
        mine = _clause(token)
        if mine is None:
            return False
        return mine == _clause(head) or (
            token.dep_ not in ("nsubj", "nsubjpass") and mine.pos_ == "VERB" and head in subjects_of(mine)
        )


def _modifiers(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")}


def _clause(token: Token) -> Token | None:
    """The verb whose slot the word fills."""
    current = token
    while (
        current.dep_ in ("pobj", "prep", "conj", "dative", "agent")
        and current.head != current
        and current.head.pos_ != "VERB"
    ):
        current = current.head
    return (
        current.head
        if current.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "attr", "prep", "agent")
        else None
    )


def _nearest_verb(token: Token) -> Token | None:
    return next((verb for verb in token.ancestors if verb.pos_ in ("VERB", "AUX")), None)


def _reports(verb: Token) -> bool:
    """Whether the verb is one of reporting."""
    return any(row.report for row in ontology().cues.governors.get(("verb", lemma_of(verb)), ()))


def _agrees(mention: Found, cluster: Cluster, token: Token) -> bool:
    """Number, gender and kind of a pronoun and an entity."""
    word = token.lower_
    if mention.gender:
        return cluster.type == "Person" and not cluster.plural and cluster.gender in ("", mention.gender)
    if word in ("it", "its", "itself"):
        if cluster.type == "Person" or (cluster.plural and cluster.type != "Organization"):
            return False
        speaks = token.dep_ == "nsubj" and _reports(token.head)
        return cluster.type == "Organization" or bool(cluster.key) if speaks else True
    return cluster.plural or cluster.type in ("Group", "Organization")


def _compatible(mention: Found, cluster: Cluster) -> bool:
    kinds = {mention.type, cluster.type}
    return len(kinds) == 1 or (
        kinds <= {"Organization", "Group", "Thing", "Facility", "Place", "Work"} and "Place" not in kinds
    )


def _entity_type(mention: Found) -> EntityType:
    return "Place" if mention.type == "Nationality" else mention.type  # type: ignore[return-value]


def name_words(name: str) -> list[str]:
    """A person's name as comparable words, without Jr. and the like."""
    return [word for word in fold(name).replace(".", "").split() if word not in SUFFIXES]


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: equal surname, and given names that do not differ."""
    a, b = sorted((name_words(one), name_words(other)), key=len)
    if not a or not b:
        return False
    if len(a) == 1:
        return a[0] == b[-1] or (len(b) <= 3 and a[0] == b[0] and False)
    if a[-1] != b[-1]:
        return False
    return a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]) or set(a) <= set(b)


def is_acronym(short: str, full: str) -> bool:
    """Whether `short` is made of the initials of `full`: AP of Associated Press, WSJ of The Wall Street Journal."""
    letters = short.replace(".", "").replace(" ", "")
    if not (2 <= len(letters) <= 6 and letters.isupper()):
        return False
    words = [w for w in full.replace("-", " ").split() if w[:1].isalpha()]
    initials = "".join(w[0] for w in words if w[0].isupper()).upper()
    return letters == initials or letters == initials.removeprefix("T")


def _short_form(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other, or the other without its legal form."""
    short, long = sorted((one.split(), other.split()), key=len)
    return (
        len(short) < len(long)
        and short == long[: len(short)]
        and len(short[0]) > 3
        and (len(long) - len(short) <= 1 or set(long[len(short) :]) <= LEGAL_FORMS)
    )


def links_of(clusters: Sequence[Cluster]) -> Iterator[tuple[int, Cluster, str]]:
    """(mention, its entity, why) for every mention that has an entity."""
    for cluster in clusters:
        for index, link in zip(cluster.members, cluster.links, strict=True):
            yield index, cluster, link
