"""A real browser for the page's tests: Debian's chromium, an empty profile, and a record of all it does wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import page
from kg.model import Graph

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page in the browser, and everything it asked for or complained of since it was opened."""

    view: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def click(self, x: float, y: float) -> None:
        box = self.view.locator("#graph").bounding_box()
        self.view.mouse.click(box["x"] + x, box["y"] + y)

    def click_node(self, name: str) -> None:
        self.click(
            *self.view.evaluate(f"(() => {{ const node = drawn.nodes.find((n) => n.label === {name!r});" + _POINT)
        )

    def click_edge(self, source: str, target: str) -> None:
        self.click(
            *self.view.evaluate(
                "([from, to]) => { const id = (name) => drawn.nodes.find((n) => n.label === name).id;"
                "const edge = drawn.edges.find((e) => e.from === id(from) && e.to === id(to));"
                "const a = network.getPosition(edge.from), b = network.getPosition(edge.to);"
                "const middle = network.canvasToDOM({ x: (a.x * 2 + b.x) / 3, y: (a.y * 2 + b.y) / 3 });"
                "return [middle.x, middle.y]; }",
                [source, target],
            )
        )

    def written(self) -> list[dict[str, Any]]:
        """Each text of the drawing, by the browser's own measure: what it says, and its box on the screen.

        What is not `seen` is not drawn either, and its box is an old one.
        """
        return list(self.view.evaluate(_WRITTEN))

    def cut(self) -> list[str]:
        """The texts that reach over the edge of the drawing, or under anything else."""
        stage = self.view.evaluate("(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(by('graph'))")
        return [
            text["words"]
            for text in self.written()
            if text["left"] < 0 or text["top"] < 0 or text["right"] > stage[0] or text["bottom"] > stage[1]
        ]

    def laps(self) -> list[tuple[str, str]]:
        """The pairs of texts that lie on each other, by more than a letter's edge."""
        return [
            (one["words"], other["words"])
            for one, other in combinations([text for text in self.written() if text["seen"]], 2)
            if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
            and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 3
        ]


_WRITTEN = r"""
(() => {
  const scale = network.getScale();
  const there = [...Object.values(network.body.nodes), ...Object.values(network.body.edges)];
  const hidden = ({ options, from, to }) => [options, from?.options, to?.options].some((each) => each?.hidden);
  const written = there.filter((it) => !hidden(it) && it.options.label && it.options.label.trim());
  return written.map((it) => {
    const { left, top, width, height } = it.labelModule.getSize();
    const corner = network.canvasToDOM({ x: left, y: top + it.labelModule.fontOptions.vadjust });
    const [one, other] = it.from ? [it.from, it.to] : [it, it];
    const middle = network.canvasToDOM({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
    return {
      seen: middle.x > 0 && middle.y > 0 && middle.x < by("graph").clientWidth && middle.y < by("graph").clientHeight,
      words: it.options.label.replaceAll("\n", " "),
      left: corner.x, top: corner.y, right: corner.x + width * scale, bottom: corner.y + height * scale,
    };
  });
})()
"""
_POINT = "const p = network.canvasToDOM(network.getPosition(node.id)); return [p.x, p.y]; })()"


@cache
def _html(graph: Graph, title: str) -> str:
    return page(graph, title=title).html


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "no chromium on this machine: apt-get install chromium"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens a graph's page; afterwards nothing may have left it and nothing may have been complained of."""
    every: list[tuple[Any, Opened, str]] = []

    def opened(graph: Graph, *, title: str = "Test", address: str = "", width: int = 1400, height: int = 900) -> Opened:
        file = tmp_path / f"page{len(every)}.html"
        file.write_text(_html(graph, title), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height})
        it = Opened(context.new_page())
        it.view.on("request", lambda request: it.requests.append(request.url))
        it.view.on("console", lambda message: it.complaints.append(message.text))
        it.view.on("pageerror", lambda error: it.complaints.append(str(error)))
        it.view.on("dialog", lambda dialog: (it.complaints.append("a dialog"), dialog.dismiss()))
        it.view.goto(file.as_uri() + address)
        it.view.wait_for_selector("html[data-ready=yes]")
        every.append((context, it, file.as_uri()))
        return it

    yield opened
    for context, it, uri in every:
        context.close()
        assert [request for request in it.requests if not request.startswith(uri)] == []
        assert it.complaints == []
