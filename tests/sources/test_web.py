"""A saved page gives its article: every list item, no menu, and only a day of first publication."""

from __future__ import annotations

import pytest

from kg.sources.dates import day_of
from kg.sources.web import page_fields

LEAD = (
    "The audit office of Lusonia published its annual report on Thursday and named two payments that broke the rules."
)
END = (
    "The office asked prosecutors to examine the payments before the end of the year, its chief auditor said on Friday."
)
COURT = "A court in Tarn fined Delcor Ferries on Tuesday over a missed inspection, the third such ruling in two years."


def page(body: str, head: str = "<title>Ferry firm fined</title>") -> dict[str, object]:
    return page_fields(f"<html><head>{head}</head><body>{body}</body></html>")


def test_items_of_a_bare_list_are_lines_of_their_own_in_their_place() -> None:
    items = ["Delcor Ferries paid Ivo Brandel 40,000 crowns.", "Sandell Steel paid the harbour master 12,000 crowns."]
    told = "".join(f"<li>{item}</li>" for item in items)
    assert page(f"<p>{LEAD}</p><ul>{told}</ul><p>{END}</p>")["text"] == f"{LEAD}\n\n{items[0]}\n{items[1]}\n\n{END}"


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_items_inside_containers_are_kept_and_linked_lists_are_not(tag: str) -> None:
    menu = "<nav><ul><li>Home page of Tarn</li><li><a href='/w'>World news and more</a></li></ul></nav>"
    more = "<ul><li><a href='/1'>Mayor opens a bridge.</a></li><li><a href='/2'>Rain expected in Tarn.</a></li></ul>"
    told = f"<p>{LEAD}</p><{tag}><li>Delcor paid <b>Ivo</b> Brandel.</li></{tag}><p>{END}</p>"
    assert page(f"{menu}<div><div>{told}</div></div>{more}")["text"] == f"{LEAD}\n\nDelcor paid Ivo Brandel.\n\n{END}"


def test_a_heading_that_is_the_title_and_the_line_of_dates_are_not_text() -> None:
    dates = "Updated 9 February 2026. First published 3 February 2026."
    body = f"<article><h1>Ferry firm fined</h1><p>{dates}</p><p>{COURT}</p>"
    fields = page(f"{body}</article><footer>© 2019 Tarn Herald</footer>")
    assert (fields["text"], fields["title"], fields["published"]) == (COURT, "Ferry firm fined", "2026-02-03")


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", "<footer>© 2019 Tarn Herald</footer>", None),
        ("", "<p>Updated 9 February 2026.</p>", None),
        ("", "<aside><p>First published 1 May 2019: an old story</p></aside>", None),
        ("", "<ul><li><time datetime='2019-05-01'>1 May</time> <a href='/x'>An old story</a></li></ul>", None),
        ("", "<p>First published Feb. 3, 2026</p>", "2026-02-03"),
        ("", "<time datetime='2026-02-03T10:00Z' pubdate>today</time>", "2026-02-03"),
        ("<meta property='article:published_time' content='2026-02-03T10:00:00+01:00'>", "", "2026-02-03"),
        ("<meta property='article:modified_time' content='2026-02-09T10:00:00+01:00'>", "", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-02-03T10:00:00Z",'
         ' "dateModified": "2026-02-09"}</script>', "", "2026-02-03"),
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"},'
         ' {"@type": ["NewsArticle"], "datePublished": "2026-02-03"}]}</script>', "", "2026-02-03"),
        ('<script type="application/ld+json">{"@type": "ItemList", "itemListElement":'
         ' [{"@type": "NewsArticle", "datePublished": "2019-01-01"}]}</script>', "", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "", None),
    ],
)  # fmt: skip
def test_published_is_the_first_publication_or_nothing(head: str, body: str, day: str | None) -> None:
    assert (
        page(f"<article><p>{COURT}</p></article>{body}", f"<title>Ferry firm fined</title>{head}")["published"] == day
    )


def test_site_and_address_come_from_the_page() -> None:
    head = ('<title>Ferry firm fined</title><meta property="og:site_name" content="Tarn Herald">'
            '<link rel="canonical" href="https://tarn.example/ferry">')  # fmt: skip
    fields = page(f"<article><p>{COURT}</p></article>", head)
    assert (fields["source"], fields["url"]) == ("Tarn Herald", "https://tarn.example/ferry")


def test_an_address_that_is_only_the_site_is_no_address_of_an_article() -> None:
    head = '<link rel="canonical" href="https://tarn.example/">'
    assert page(f"<article><p>{COURT}</p></article>", head)["url"] is None


def test_a_very_short_page_keeps_its_words() -> None:
    assert page("<p>Delcor sued Ann Tench.</p>")["text"] == "Delcor sued Ann Tench."


@pytest.mark.parametrize(
    ("words", "day"), [("3 February 2026", "2026-02-03"), ("Sept. 3rd, 2026", "2026-09-03"), ("31 February 2026", None)]
)
def test_a_day_in_words(words: str, day: str | None) -> None:
    assert day_of(words) == day
