"""The command that compares what is found with a gold file: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import counted, heading, note, out, table
from kg.cli.place import Place
from kg.errors import KGError
from kg.model import Article
from kg.plain import json_line

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.evaluate import Calibration, Evaluation, GoldArticle, Wrong

TEXTS = "input.jsonl"
FIELDS = ("field", "precision", "recall", "f1", "right", "given", "gold")
BINS = ("confidence", "rows", "mean", "right")
FIGURES = ("figure", "value", "count", "of")


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(evaluate)


def evaluate(
    ctx: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSON lines: id, text, gold rows (docs/evaluate.md).")],
    judged: Annotated[
        bool, typer.Option("--judged", help="GOLD holds judged rows: what the confidences are worth.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also each wrong value, beside its sentence.")] = False,
) -> None:
    """Compare what is found with rows written by hand. Of a gold file: precision, recall, F1 of each field.

    Needs no workspace and keeps nothing. Texts may stand in the gold file or in an input.jsonl beside it.

    \b
    kg evaluate tests/quality/seed/gold.jsonl
    kg evaluate gold.jsonl --errors
    kg evaluate gold.jsonl --json | jq .figures.pair_f1
    kg evaluate --judged tests/quality/calibration/judged.jsonl
    """
    place: Place = ctx.obj
    if judged:
        _judge(_calibrated(gold, place.settings()), json)
        return
    settings = place.settings()
    found = _evaluated(_gold(gold, settings), settings)
    if json:
        print(json_line(_plain(found, errors)))
        return
    _tables(found)
    if errors:
        _list(found.wrong)


def _gold(path: Path, settings: Settings) -> tuple[GoldArticle, ...]:
    from kg.evaluate import read_gold
    from kg.ontology import use

    beside = path.with_name(TEXTS)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        texts = beside.read_text(encoding="utf-8").split("\n") if beside.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise KGError(f"cannot read the gold file {str(path)!r}: {error}") from error
    use(settings.additions)
    return read_gold(lines, texts)


def _evaluated(gold: tuple[GoldArticle, ...], settings: Settings) -> Evaluation:
    from kg.evaluate import evaluate
    from kg.intake import extract_articles

    read = extract_articles([each.article for each in gold], settings)
    return evaluate(gold, (extraction for _, extraction in read))


def _calibrated(path: Path, settings: Settings) -> Calibration:
    from kg.evaluate import calibration, read_judged
    from kg.intake import extract_articles
    from kg.sources import read

    beside = path.with_name(TEXTS)
    try:
        rows = read_judged(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise KGError(f"cannot read the judged rows {str(path)!r}: {error}") from error
    if not beside.exists():
        raise KGError(f"the articles of the judged rows are looked for in {str(beside)!r}, and there is no such file")
    articles = [item for item in read([str(beside)], limits=settings.limits) if isinstance(item, Article)]
    told = calibration(rows, ((article.key, found) for article, found in extract_articles(articles, settings)))
    if not told.rows:
        raise KGError(f"none of the {len(rows)} judged rows of {str(path)!r} is found any more: judge them anew")
    return told


def _judge(found: Calibration, json: bool) -> None:
    if json:
        from kg.exchange import plain

        print(json_line({**plain(found), "rows": found.rows, "calibration_error": round(found.error, 4)}))
        return
    note(f"{counted(found.rows, 'judged row')}; {found.gone:,} are found no more as they were judged")
    table(BINS, [(f"{b.low:.1f}-{b.high:.1f}", b.rows, *_two(b.confidence, b.right)) for b in found.bins])
    out(f"calibration_error {found.error:.3f}")


def _tables(found: Evaluation) -> None:
    note(f"{counted(found.rows, 'row')} in {counted(found.articles, 'article')}")
    if found.scores:
        table(FIELDS, [(s.field, *_two(s.precision, s.recall, s.f1), s.right, s.given, s.gold) for s in found.scores])
    if found.scores and found.grid:
        out()
    if found.grid:
        table(FIGURES, [(share.figure, *_two(share.value), share.count, share.of) for share in found.grid])


def _two(*values: float) -> tuple[str, ...]:
    return tuple(f"{value:.2f}" for value in values)


def _list(wrong: tuple[Wrong, ...]) -> None:
    for each in wrong:
        out()
        heading(f"{each.article}  {each.field}: {each.row}")
        out(f"    gold {each.wanted}, found {each.got}")
        out(f"    {' '.join(each.sentence.split())}")


def _plain(found: Evaluation, errors: bool) -> dict[str, Any]:
    from kg.exchange import plain

    figures = {name: round(value, 4) for name, value in found.figures().items()}
    told: dict[str, Any] = {"articles": found.articles, "rows": found.rows, "figures": figures}
    return told | ({"wrong": [plain(each) for each in found.wrong]} if errors else {})
