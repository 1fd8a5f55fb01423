"""A PDF with a text layer is an article; any other says why not."""

from __future__ import annotations

from pathlib import Path

from kg.model import Article
from kg.sources import Failure, read
from kg.sources.pdf import paragraphs


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    words = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(words)} >>\nstream\n{words}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}{end}".encode()


def test_a_text_layer_is_read_and_its_lines_are_joined(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("Delcor Ferries fined Ann Tench on Mon-", "day, the court said in Tarn."))
    (article,) = read([tmp_path / "a.pdf"])
    assert isinstance(article, Article)
    assert (article.key, article.published) == ("a.pdf", None)
    assert article.text == "Delcor Ferries fined Ann Tench on Mon-day, the court said in Tarn."


def test_pictures_of_pages_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    (failure,) = read([tmp_path / "a.pdf"])
    assert isinstance(failure, Failure)
    assert "no text layer" in failure.reason


def test_a_broken_pdf_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    (failure,) = read([tmp_path / "a.pdf"])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("not a readable PDF: ")


def test_a_short_last_line_ends_a_paragraph() -> None:
    long = "The harbour master of Tarn said on Monday that the ferry"
    assert paragraphs(f"{long}\nhad left late.\n{long}\nsank.") == f"{long} had left late.\n\n{long} sank."
