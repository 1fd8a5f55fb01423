"""A doc with its mentions and entities in place: what the readers of acts ask about a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.coreference.clusters import links_of, resolve
from kg.extract.coreference.discourse import Cluster
from kg.extract.coreference.entity_names import Naming
from kg.extract.mentions.finding import find_mentions, mention_tokens
from kg.extract.mentions.found import Found
from kg.extract.status.voices import reports_of
from kg.extract.syntax.labels import SUBJECT
from kg.extract.syntax.phrases import name_behind, with_name
from kg.extract.syntax.quotes import Quotes, find_quotes
from kg.extract.syntax.tree import Doc, Token
from kg.extract.wording import Spans
from kg.model import Article, LocalEntity, Mention, MentionType, content_id
from kg.text import CleanText


@dataclass(frozen=True, slots=True)
class Annotated:
    """What is known of a doc before its acts are read."""

    doc: Doc
    key: str
    spans: Spans
    quotes: Quotes
    found: Mapping[int, Found]
    types: Mapping[int, MentionType]
    entity_ids: Mapping[int, str]
    mentions: tuple[Mention, ...]
    entities: tuple[LocalEntity, ...]

    def mention_at(self, token: Token) -> Found | None:
        """The mention whose head the word is."""
        return self.found.get(token.i)

    def entity_id(self, token: Token) -> str | None:
        """The entity the word's mention belongs to."""
        return self.entity_ids.get(token.i)

    def best_known(self, token: Token) -> Token:
        """Who is meant, best told: by the name behind a noun, by the sentence's noun for a pronoun, else by itself."""
        named = self.named(token)
        return named if named is not token else self.spelled_out(token)

    def named(self, token: Token) -> Token:
        """The name behind a comma that says who a noun is: "the minister, *Elsa Lind*"; else the word itself."""
        name = name_behind(token)
        if name is None or with_name(token) is name or self.entity_id(name) != self.entity_id(token):
            return token
        return name

    def spelled_out(self, token: Token) -> Token:
        """The word; of a pronoun the noun before it in its sentence that it stands for: "the mill said *it* closed"."""
        entity = self.entity_ids.get(token.i)
        if entity is None or self.found[token.i].kind != "pronoun":
            return token
        before = [i for i in range(token.i - 1, token.sent.start - 1, -1) if self.entity_ids.get(i) == entity]
        nouns = [i for i in before if self.found[i].kind != "pronoun"]
        names = (i for i in nouns if self.found[i].kind == "name")
        return self.doc[next(names, next(iter(nouns), token.i))]

    def type_of(self, token: Token) -> MentionType:
        """The type of the word's entity; Thing for a word that names none."""
        return self.types.get(token.i, "Thing")


def annotate(doc: Doc, clean: CleanText, article: Article) -> Annotated:
    """The doc with mentions, entities and quotations found."""
    spans, quotes, found = Spans(doc, clean, article.text), find_quotes(doc, reports_of(doc)), find_mentions(doc)
    clusters = resolve(doc, found, quotes)
    owners = {found[index].head: (cluster, link) for index, cluster, link in links_of(clusters)}
    naming = Naming(doc, found, {head: cluster for head, (cluster, _) in owners.items()})
    ids = {id(c): content_id("n", article.key, found[min(c.members)].head, naming.plain_name(c)) for c in clusters}
    maker = _Mentions(spans, article.key, ids)
    times = {mention.head: mention.type for mention in found if mention.type == "Time"}
    return Annotated(
        doc=doc,
        key=article.key,
        spans=spans,
        quotes=quotes,
        found={mention.head: mention for mention in found},
        types={m.head: _type_of(m, owners[m.head][0]) for m in found if m.head in owners} | times,
        entity_ids={head: ids[id(cluster)] for head, (cluster, _) in owners.items()},
        mentions=tuple(
            maker.mention(m, *owners.get(m.head, (None, ""))) for m in found if m.head in owners or m.head in times
        ),
        entities=tuple(_entity(cluster, ids[id(cluster)], naming) for cluster in clusters),
    )


def _type_of(mention: Found, cluster: Cluster) -> MentionType:
    return "Nationality" if mention.type == "Nationality" else cluster.type


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Turns what was found at tokens into mentions of the article's characters."""

    spans: Spans
    key: str
    ids: Mapping[int, str]

    def mention(self, found: Found, cluster: Cluster | None, link: str) -> Mention:
        """The mention, with its entity and why it was taken for that."""
        start, end = self.spans.of(*mention_tokens(found, self.spans.doc))
        identity = content_id("m", self.key, start, end)
        entity = self.ids[id(cluster)] if cluster is not None else None
        kind, text = self._type(found, cluster), self.spans.original[start:end]
        name = found.name if found.kind == "name" and kind == "Person" and found.name != text else ""
        return Mention(identity, start, end, text, found.kind, kind, entity, link, name)

    def _type(self, found: Found, cluster: Cluster | None) -> MentionType:
        """A pronoun, or some of many, has its entity's type; a country that acts is an Organization."""
        head = self.spans.doc.tokens[found.head]
        told_by_entity = found.kind == "pronoun" or (head.pos_ == "NUM" and found.type == "Thing")
        kind = cluster.type if cluster is not None and told_by_entity else found.type
        dep = head.dep_
        acts = bool(found.country) and kind == "Place" and (dep in SUBJECT or dep == "agent")
        is_country = found.type == "Place" and dep == "nsubj" and cluster is not None and cluster.is_country
        return "Organization" if acts or is_country else kind


def _entity(cluster: Cluster, identity: str, naming: Naming) -> LocalEntity:
    return LocalEntity(
        id=identity,
        name=naming.name(cluster),
        type=cluster.type,
        named=cluster.named,
        country=naming.country(cluster),
        sector=naming.sector(cluster),
        affiliation=naming.affiliation(cluster),
    )
