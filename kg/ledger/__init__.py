"""The ledger of a workspace: one file from which its graph can be made again."""

from kg.ledger.ledger import Change, Ledger
from kg.ledger.rows import BuildRow, FailureRow, FileRow, PartRow, Run

__all__ = ["BuildRow", "Change", "FailureRow", "FileRow", "Ledger", "PartRow", "Run"]
