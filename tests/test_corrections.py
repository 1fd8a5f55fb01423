"""corrections.jsonl: what was decided comes back as it was written, and no line is lost or passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.corrections import Corrections, Passage, Suppression, parse_corrections, read_corrections, write_corrections
from kg.errors import KGError

TENCH = Suppression("Ann Tench", True, (Passage("talks", 14, 23, "Ann Tench"),))
CWIK = Suppression("José\u2028Ćwik", True, ())


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    assert read_corrections(path) == Corrections()
    for corrections in (Corrections((TENCH, CWIK)), Corrections((CWIK,), ((1, '{"correction": "merge", "of": []}'),))):
        write_corrections(path, corrections)
        assert read_corrections(path) == corrections
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_one_is_added_and_taken_back() -> None:
    both = Corrections((TENCH,)).with_one(CWIK)
    assert both.suppressed == (TENCH, CWIK)
    assert both.without([CWIK]) == Corrections((TENCH,))


def test_what_stood_in_an_article_that_is_forgotten_goes_and_names_stay() -> None:
    union = Suppression("the union", False, TENCH.mentions)
    kept = Corrections((TENCH, union, CWIK), ((1, "{}"),)).without_articles(["talks"])
    assert kept == Corrections((Suppression("Ann Tench", True, ()), CWIK), ((1, "{}"),))
    assert Corrections((TENCH, union)).without_articles(["court"]) == Corrections((TENCH, union))


def test_a_kind_that_is_not_known_is_kept_with_its_number() -> None:
    read = parse_corrections('\n{"correction": "suppress", "name": "X", "named": true, "mentions": []}\n'
                             '{"correction": "split", "at": 3}\n', "c")  # fmt: skip
    assert (len(read.suppressed), read.unknown) == (1, ((3, '{"correction": "split", "at": 3}'),))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: Expecting property name"),
        ("[]", 'line 2: expected a JSON object with a "correction"'),
        ('{"correction": "suppress"}', "line 2: Object missing required field `name`"),
        ('{"correction": "suppress", "name": 3, "named": true, "mentions": []}', "line 2: Expected `str`, got `int`"),
    ],
)
def test_a_broken_line_is_told_by_its_number(line: str, told: str) -> None:
    with pytest.raises(KGError, match=r"corrections\.jsonl is broken") as error:
        parse_corrections(f"\n{line}\n", "corrections.jsonl")
    assert told in str(error.value)


def test_what_cannot_be_written_is_one_line_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "corrections.jsonl").mkdir()
    with pytest.raises(KGError, match=r"cannot write .*corrections\.jsonl"):
        write_corrections(tmp_path / "corrections.jsonl", Corrections())
    assert [path.name for path in tmp_path.iterdir()] == ["corrections.jsonl"]
