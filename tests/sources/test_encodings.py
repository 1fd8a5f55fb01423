"""Bytes become the text their author typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ArticleError
from kg.sources.encodings import decode


def test_a_short_file_from_windows_keeps_its_quotes() -> None:
    data = b"Delcor\x92s chairman said \x93no deal\x94 on Monday \x97 and left.\n"
    assert decode(data) == "Delcor’s chairman said “no deal” on Monday — and left.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("José Muñoz met Zoë in Tarn.", "latin-1"),
        ("The fine was €40 – or £35 – the court said.", "cp1252"),
        ("Президент сказал «нет» и “уехал” в Москву в понедельник", "cp1251"),
        ("Lech Wałęsa spoke in Gdańsk on Monday about the shipyard.", "cp1250"),
        ("Delcor’s “no deal”", "utf-8"),
        ("Delcor’s “no deal”", "utf-8-sig"),
        ("Delcor’s\r\n“no deal”", "utf-16"),
        ("Delcor’s “no deal”", "utf-32"),
    ],
)
def test_text_survives_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_charset_is_believed_unless_the_bytes_are_utf_8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == "Łódź"
    assert decode("Łódź".encode(), "iso-8859-2") == "Łódź"
    assert decode(b"\x93No\x94, he said to Jos\xe9", "ISO-8859-1") == "“No”, he said to José"
    assert decode(b"caf\xe9 and more", "no-such-charset") == "café and more"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"a\0b", "binary"), (b"\xef\xbb\xbfa\xff", "not readable as utf-8-sig: byte"), (b"\xff\xfea", "utf-16")],
)
def test_bytes_that_are_no_text_say_why(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        decode(data)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_what_is_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
