"""Sources: files, tables and web pages in, articles out."""

from kg.sources.files import ENDINGS, Fingerprint, SourceFile, files, fingerprint, matching
from kg.sources.reading import read, read_file
from kg.sources.records import Failure

__all__ = ["ENDINGS", "Failure", "Fingerprint", "SourceFile", "files", "fingerprint", "matching", "read", "read_file"]
