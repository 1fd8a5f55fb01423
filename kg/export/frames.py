"""A Graph as pandas frames, for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import KGError
from kg.export.tables import Column, ColumnType, Table, tables
from kg.model import Graph
from kg.records import digests, lower

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_DTYPES: dict[ColumnType, str] = {
    "string": "string", "boolean": "boolean", "long": "Int64", "double": "float64", "date": "datetime64[s]",
    "string[]": "object",
}  # fmt: skip
"""Each can say that a value is unknown. A list stays a list."""


def to_frames(graph: Graph) -> dict[str, DataFrame]:
    """A frame for each kind of row: articles, entities, events, evidence, relations, roles, links, and the rest.

    Rows of events, evidence and relations say their `status` and `speaker`. A day is a datetime: `published` is the
    day, and `published_exact` the time as it came where it is more or less than a day.
    Raises KGError where pandas is missing, StoreError where two rows share an id or one points at nothing.
    """
    try:
        import pandas
    except ImportError as error:
        raise KGError("frames need pandas, which is not installed: pip install 'kg-news[pandas]'") from error

    def frame(table: Table) -> DataFrame:
        columns = [*_ends(table), *zip(table.columns, _values(table), strict=True)]
        return pandas.DataFrame({column.name: series(column, values) for column, values in columns})

    def series(column: Column, values: Sequence[Any]) -> Series[Any]:
        return pandas.Series(list(values), dtype=_DTYPES[column.type])

    digests(graph)  # it says which row points at nothing
    return {table.name: frame(table) for table in tables(graph, lower(graph))}


def _ends(table: Table) -> list[tuple[Column, list[str]]]:
    """The columns that say which record it is, and from where to where it goes."""
    records = [record for record, _ in table.rows]
    ends = [(Column("id", "string"), [record.id for record in records])]
    if table.of_nodes:
        return ends
    return [
        *ends,
        (Column("source_id", "string"), [record.source for record in records]),
        (Column("type", "string"), [record.word for record in records]),
        (Column("target_id", "string"), [record.target for record in records]),
    ]


def _values(table: Table) -> list[list[Any]]:
    """The values of each column: rows turned into columns, which an empty table has too."""
    return [
        [list(v) if isinstance(v, tuple) else v for v in (values[at] for _, values in table.rows)]
        for at in range(len(table.columns))
    ]
