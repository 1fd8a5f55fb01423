"""`python scripts/picture.py PAGE PICTURE [NAME STEPS]`: a page as a picture, 1400 x 900, drawn near an actor."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PLACE = """(name) => {
  const node = drawn.nodes.find((n) => n.label === name);
  const at = network.canvasToDOM(network.getPosition(node.id));
  return [at.x, at.y];
}"""


def main(page: Path, picture: Path, name: str = "", steps: int = 0) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 1400, "height": 900})
        view.goto(page.resolve().as_uri())
        view.wait_for_selector("html[data-ready=yes]")
        if name:
            box = view.locator("#graph").bounding_box()
            x, y = view.evaluate(PLACE, name)
            view.mouse.move(box["x"] + x, box["y"] + y)
            for _ in range(steps):
                view.mouse.wheel(0, -120)
            view.mouse.move(box["x"] + 5, box["y"] + 5)
        view.wait_for_timeout(500)
        view.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4], *map(int, sys.argv[4:]))
