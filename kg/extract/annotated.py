"""A doc with its mentions and entities in place: what the readers of acts ask about a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.coreference import links_of, resolve
from kg.extract.discourse import Cluster
from kg.extract.mentions import Found, find_mentions, is_organ
from kg.extract.phrases import possessor, preposition_objects, short_phrase
from kg.extract.quotes import Quotes, find_quotes
from kg.extract.voices import reports_of
from kg.extract.wording import Spans
from kg.model import Article, LocalEntity, Mention, MentionType, content_id
from kg.ontology import ontology
from kg.text import CleanText

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUOTE_MARKS = frozenset("\"“”``''")


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

    def type_of(self, token: Token) -> MentionType:
        """The type of the word's entity; Thing for a word that names none."""
        return self.types.get(token.i, "Thing")


def annotate(doc: Doc, clean: CleanText, article: Article) -> Annotated:
    """The doc with mentions, entities and quotations found."""
    spans = Spans(doc, clean, article.text)
    quotes = find_quotes(doc, reports_of(doc))
    found = find_mentions(doc)
    clusters = resolve(doc, found, quotes)
    ids = {id(c): content_id("n", article.key, found[min(c.members)].head, _name(c, found, doc)) for c in clusters}
    owner = {index: (cluster, link) for index, cluster, link in links_of(clusters)}
    return Annotated(
        doc=doc,
        key=article.key,
        spans=spans,
        quotes=quotes,
        found={m.head: m for m in found},
        types={
            found[i].head: c.type if found[i].type != "Nationality" else "Nationality" for i, (c, _) in owner.items()
        }
        | {m.head: "Time" for m in found if m.type == "Time"},
        entity_ids={found[i].head: ids[id(c)] for i, (c, _) in owner.items()},
        mentions=tuple(
            _mention(m, spans, article.key, ids[id(owner[i][0])] if i in owner else None, owner.get(i), doc)
            for i, m in enumerate(found)
            if i in owner or m.type == "Time"
        ),
        entities=tuple(_entity(c, ids[id(c)], found, clusters, doc) for c in clusters),
    )


def _mention(
    m: Found, spans: Spans, key: str, entity: str | None, owned: tuple[Cluster, str] | None, doc: Doc
) -> Mention:
    span = spans.of(m.start, m.end)
    kind: MentionType = m.type
    if owned is not None and m.kind == "pronoun":
        kind = owned[0].type
    if (kind == "Place" and m.country and doc[m.head].dep_ in ("nsubj", "nsubjpass", "agent")) or (
        owned is not None and owned[0].key.startswith("country:") and m.type == "Place" and doc[m.head].dep_ == "nsubj"
    ):
        kind = "Organization"
    link = owned[1] if owned is not None else ""
    return Mention(
        content_id("m", key, span.start, span.end), span.start, span.end, spans.text(span), m.kind, kind, entity, link
    )


def _entity(
    cluster: Cluster, identity: str, found: tuple[Found, ...], clusters: tuple[Cluster, ...], doc: Doc
) -> LocalEntity:
    return LocalEntity(
        id=identity,
        name=_name(cluster, found, doc, clusters),
        type=cluster.type,
        named=cluster.named,
        country=cluster.country,
        sector=cluster.sector,
        affiliation=_affiliation(cluster, found, clusters, doc),
    )


def _name(cluster: Cluster, found: tuple[Found, ...], doc: Doc, clusters: tuple[Cluster, ...] = ()) -> str:
    """The fullest name; a country's from the table; "Taliban regime" for "its regime"."""
    if cluster.key.startswith("country:"):
        return ontology().countries.name(cluster.key.removeprefix("country:"))
    if cluster.names:
        return " ".join(_fullest(cluster).split())
    first = next((found[i] for i in sorted(cluster.members) if found[i].kind != "pronoun"), found[min(cluster.members)])
    owner = _owner(first, found, clusters)
    token = doc[first.head]
    holder = possessor(token)
    if owner is not None and owner is not cluster and holder is not None and holder.tag_ == "PRP$":
        body = is_organ(token)
        whose = _name(owner, found, doc, clusters)
        mark = "" if body else "’" if whose.endswith("s") else "’s"
        return f"{whose}{mark} {doc[holder.i + 1 : first.end].text}"
    return " ".join(_undetermined(first, doc).split())


def _fullest(cluster: Cluster) -> str:
    """Of a person the longest name; else the commonest one that is no acronym, the first of equals."""
    if cluster.type == "Person":
        return max(cluster.names, key=lambda name: (len(name.split()), len(name)))
    spelled = [name for name in cluster.names if not name.isupper()] or cluster.names
    return max(spelled, key=lambda name: (spelled.count(name), len(name.split()) > 1))


def _undetermined(mention: Found, doc: Doc) -> str:
    start = mention.start
    while start < mention.head and (doc[start].lower_ in ("the", "a", "an", "this", "that") or doc[start].is_punct):
        start += 1
    words = doc[start : _end_of_name(mention, doc)]
    return "".join(word.text_with_ws for word in words if word.text not in QUOTE_MARKS)


def _end_of_name(mention: Found, doc: Doc) -> int:
    """An unnamed person's or group's name takes in whom they speak for: "spokesman for the guild"."""
    if mention.kind != "nominal" or mention.type not in ("Person", "Group"):
        return mention.end
    behind = [noun for prep, noun in preposition_objects(doc[mention.head]) if prep in ("for", "from", "at")]
    return max([mention.end, *(short_phrase(noun)[1] for noun in behind[:1])])


def _owner(mention: Found, found: tuple[Found, ...], clusters: tuple[Cluster, ...]) -> Cluster | None:
    if mention.owner is None:
        return None
    place = next((i for i, m in enumerate(found) if m.head == mention.owner), None)
    return next((c for c in clusters if place in c.members), None)


def _affiliation(cluster: Cluster, found: tuple[Found, ...], clusters: tuple[Cluster, ...], doc: Doc) -> str | None:
    """The name of the body or country that a person or group belongs to, as the text says it first."""
    if cluster.type not in ("Person", "Group") or cluster.key:
        return None
    for index in cluster.members:
        owner = _owner(found[index], found, clusters)
        if (
            owner is not None
            and owner is not cluster
            and owner.named
            and owner.type in ("Organization", "Group", "Place")
        ):
            return _name(owner, found, doc, clusters)
    return None
