"""The scheduled job: what is new, changed and gone in the sources of kg.toml, and only that, into graph and page."""

from kg.refresh.job import refresh
from kg.refresh.report import RefreshReport

__all__ = ["RefreshReport", "refresh"]
