"""A Graph for other tools, one module a format. Pure: values and text out, no file is written here.

JSON lines and the CSV of neo4j-admin lose nothing; the rest says what its format can say. In all of them a row that is
not actual carries its status and its speaker.
"""

from kg.export.csv import to_csv
from kg.export.followthemoney import to_followthemoney
from kg.export.frames import to_frames
from kg.export.lines import ROWS, from_lines, to_lines
from kg.export.networks import to_networkx
from kg.export.xml import to_gexf, to_graphml

__all__ = [
    "ROWS",
    "from_lines",
    "to_csv",
    "to_followthemoney",
    "to_frames",
    "to_gexf",
    "to_graphml",
    "to_lines",
    "to_networkx",
]
