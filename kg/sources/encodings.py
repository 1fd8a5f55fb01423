"""Bytes to text: byte order mark, strict UTF-8, declared charset, then the likeliest encoding."""

from __future__ import annotations

import codecs

from kg.errors import ArticleError

_MARKS = (  # UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS_PUNCTUATION = frozenset("‚„…†‡‰‹‘’“”•–—™›€")
_LATIN_PUNCTUATION = frozenset("\xa0£§©«®°·»½")
_WINDOWS_TOO = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # so browsers read them
_SAMPLE = 200_000


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of these bytes, newlines as received. ArticleError where no encoding makes text of them."""
    encoding = encoding_of(data, declared)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as e:
        raise ArticleError(f"not readable as {encoding}: {_fault(e)}") from e


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """The encoding of these bytes. What decodes as UTF-8 is never taken for anything else."""
    if mark := marked(data):
        return mark
    if b"\0" in data:
        raise ArticleError("binary: it holds NUL bytes and no byte order mark")
    if fits(data, "utf-8"):
        return "utf-8"
    declared = "cp1252" if (declared or "").strip().lower() in _WINDOWS_TOO else declared
    if declared and fits(data, declared):
        return declared
    return _western(data[:_SAMPLE]) or _likeliest(data)


def marked(data: bytes) -> str | None:
    """The encoding a byte order mark names."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def fits(data: bytes, encoding: str) -> bool:
    """Whether these bytes are text in `encoding`, a name Python may not know."""
    try:
        return isinstance(data.decode(encoding), str)
    except (UnicodeError, LookupError, AssertionError):  # codecs that are no charsets (hex, zlib) are LookupErrors
        return False


def _western(data: bytes) -> str | None:
    """Windows-1252 where few bytes are not ASCII and each is typography or a letter there: detectors misread those."""
    high = bytes(byte for byte in data if byte >= 0x80)
    if len(high) > len(data) * 0.2 or not fits(high, "cp1252"):
        return None
    return "cp1252" if all(map(_likely, high.decode("cp1252"), high)) else None


def _likely(letter: str, byte: int) -> bool:
    return letter in _WINDOWS_PUNCTUATION if byte < 0xA0 else letter.isalpha() or letter in _LATIN_PUNCTUATION


def _likeliest(data: bytes) -> str:
    import chardet

    found = chardet.detect(data[:_SAMPLE])["encoding"]
    for encoding in (found, "cp1252"):
        if encoding and encoding.lower() not in {"ascii", "utf-8"} and fits(data, encoding):
            return str(encoding)
    raise ArticleError("in no known encoding: save it as UTF-8")


def _fault(error: Exception) -> str:
    return f"byte {error.start + 1}: {error.reason}" if isinstance(error, UnicodeDecodeError) else str(error)
