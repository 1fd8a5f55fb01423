# ruff: noqa: T201
"""`python driver.py WORKSPACE`: one refresh, a line for each step that it takes; what the tests of kills run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from kg.config import settings, workspace
from kg.errors import KGError
from kg.refresh import refresh


def tell(items: Sequence[Any], words: str) -> Iterable[Any]:
    for item in items:
        print(f"step {words}", flush=True)
        yield item
    print(f"done {words}", flush=True)


def main() -> int:
    try:
        found = settings(workspace(sys.argv[1], {}), {})
        report = refresh(found, datetime.now(UTC), tell, lambda line: print(line, flush=True))
    except KGError as error:
        print(f"Error: {error}", flush=True)
        return 1
    print(report.to_json(), flush=True)
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
