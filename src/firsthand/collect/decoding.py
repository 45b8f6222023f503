"""Bytes into text, or a refusal that names the byte."""

import codecs
import re

from firsthand.errors import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: where a page declares its charset, after the HTML standard, with room for long heads
_HEAD = 4_096
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
#: the HTML standard reads these names as their Windows superset
_AS_WINDOWS = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
#: control characters that text does not have; a page of them is something else
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b\x1a\x0b\x08")
_CONTROL_SHARE = 0.02
#: how files begin that people take for text, and what to do with them
_OTHERS = (
    (b"\x1f\x8b", "it is packed (gzip); unpack it first"),
    (b"PK\x03\x04", "it is an archive or an office file; save what is in it as text or HTML"),
    (b"%PDF-", "it is a PDF; save its text as a .txt file"),
)


def decode(data: bytes, *, source: str, html: bool = False) -> str:
    """Decode ``data``, line ends made plain line feeds.

    A byte order mark decides; else UTF-8; else, for a page, the charset that it declares. Raises
    ``Refused`` for what is empty, not text, or in an encoding that nothing declares.
    """
    if not data.strip():
        raise Refused("the file is empty; there is nothing to read", source=source)
    for start, why in _OTHERS:
        if data.startswith(start):
            raise Refused(why, source=source)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        if _is_binary(data[:8_192]):
            raise Refused(
                "the file is not text (it has bytes that no text has); save what it says as text",
                source=source,
            )
        encoding = "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _declared(data, error, source=source, html=html)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_binary(head: bytes) -> bool:
    return b"\0" in head or sum(byte in _CONTROL for byte in head) > _CONTROL_SHARE * len(head)


def _declared(data: bytes, error: UnicodeDecodeError, *, source: str, html: bool) -> str:
    declared = _DECLARED.search(data[:_HEAD]) if html else None
    name = declared.group(1).decode("ascii", "replace").lower() if declared else ""
    name = "cp1252" if name in _AS_WINDOWS else name
    if name and name.replace("-", "") != "utf8":
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    line = data.count(b"\n", 0, error.start) + 1
    raise Refused(
        f"not {error.encoding}: byte 0x{data[error.start]:02x} at byte {error.start} (line {line}); "
        "save it as UTF-8",
        source=source,
    ) from error
