"""A PDF with a text layer: its words, page after page, lines joined to paragraphs."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from statistics import median

from kg.config import Limits
from kg.errors import ArticleError
from kg.sources.files import SourceFile
from kg.sources.quiet import quiet
from kg.sources.records import Record, Records
from kg.sources.tables import whole

_SHORT = 0.7


def read_pdf(file: SourceFile, limits: Limits) -> Records:
    """The text of a PDF. One of scanned pages, or one with a password, is an ArticleError."""
    text, title = _contents(whole(file.path, limits.file_bytes))
    if not text.strip():
        raise ArticleError("the PDF has no text layer: its pages are pictures, which are not read")
    yield Record(file.label, file.name, {"text": text, "title": title})


def paragraphs(page: str) -> str:
    """Lines of print joined to paragraphs: a line goes on unless it is short and ends a sentence, or is blank."""
    lines = [line.strip() for line in page.splitlines()]
    width = median([len(line) for line in lines if line] or [0])
    text = ""
    for line in lines:
        text += line + _after(line, width)
    return re.sub(r"\n{2,}", "\n\n", text).strip()


def _after(line: str, width: float) -> str:
    if not line or (line.endswith((".", "!", "?", ":", '"', "”")) and len(line) < _SHORT * width):
        return "\n\n"
    return "" if re.search(r"[a-z]-$", line) else " "


def _contents(data: bytes) -> tuple[str, str | None]:
    from pypdf import PdfReader

    with quiet("pypdf"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ArticleError("the PDF is encrypted with a password")
            pages = [paragraphs(page.extract_text()) for page in reader.pages]
            return "\n\n".join(page for page in pages if page), reader.metadata.title if reader.metadata else None
        except ArticleError:
            raise
        except Exception as e:  # broken files raise whatever the reader meets first
            raise ArticleError(f"not a readable PDF: {type(e).__name__}: {e}") from e
