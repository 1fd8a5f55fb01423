"""The command refresh: the scheduled job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kg.cli.output import counted, note, out, progress
from kg.cli.place import Place

if TYPE_CHECKING:
    from kg.refresh import RefreshReport


def register(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(refresh)


def refresh(ctx: typer.Context) -> None:
    """Read what is new, changed or gone in the sources of kg.toml. Then load the difference and rewrite the page.

    Made for a clock: run twice it changes nothing, killed it goes on where it was. Ends with 0 (well), 3 (some articles
    could not be used), 4 (a source could not be read) or 1 (nothing could be done).

    \b
    kg refresh --workspace kg-workspace
    0 6 * * * cd news && kg refresh       in a crontab: every day at six
    """
    from datetime import UTC, datetime

    import kg.refresh

    place: Place = ctx.obj
    report = kg.refresh.refresh(place.settings(), datetime.now(UTC), progress, note)
    _told(report)
    raise typer.Exit(report.exit_code)


def _told(report: RefreshReport) -> None:
    fate = "forgotten" if report.forgotten else "kept"
    gone = f"{len(report.gone):,} gone" + (f" ({fate})" if report.gone else "")
    out(f"Files     {report.files:,}, {report.files_read:,} of them read")
    out(f"Articles  {len(report.new):,} new, {len(report.changed):,} changed, {gone}, {len(report.failed):,} failed")
    for failure in (*report.lost_sources, *report.failed):
        out(f"  failed: {failure.where}: {failure.reason}")
    for key in report.foreign:
        out(f"  not English, kept and not read: {key}")
    out(f"Relations {report.relations_gained:,} gained, {report.relations_lost:,} lost")
    for sign, relations in (("+", report.gained), ("-", report.lost)):
        for words in relations[:10]:
            out(f"  {sign} {words}")
    out(f"Store     {report.rows_created:,} created, {report.rows_changed:,} changed, {report.rows_removed:,} removed")
    out(f"Page      {report.page}")
    for line in report.left:
        out(f"  left: {line}")
    out(f"Time      {report.seconds:.1f} s, {counted(report.extracted, 'article')} read by the model")
