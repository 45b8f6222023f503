"""A feed without what stalls its reader: checks and cuts on the bytes, before anything parses them."""

import re

from firsthand.errors import Refused

#: more attributes in one element than any feed has
_MAX_ATTRIBUTES = 1_000
_BIG_TAG = re.compile(rb"<[^<>]{8000,}")
#: a longer name has no e-mail address that is worth a search in time that grows with its square
_LONG_NAME = re.compile(
    rb"(<(?:[a-zA-Z]{1,20}:)?(?:author|creator|managingEditor|webMaster|name|email|publisher"
    rb"|contributor|owner)\b[^<>]{0,500}>\s{0,20}(?:<!\[CDATA\[)?)[^<\]]{1000,}",
    re.IGNORECASE,
)
_ITEM = re.compile(rb"<(?:[a-zA-Z]{1,20}:)?(?:item|entry)[\s>]")
_HEAD = 1_000_000
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,1000}(\[|>)", re.IGNORECASE)
_CLOSE = re.compile(rb"\]\s{0,100}>")
_MAX_COMMENTS = 20
_ELEMENT = re.compile(rb"<[a-zA-Z_]")
#: internal entities that are kept: short and plain ones, as some feeds use for characters
_ENTITY = re.compile(
    rb"<!ENTITY\s{1,10}([\w:.-]{1,40})\s{1,10}(\"[^\"&%<]{0,64}\"|'[^'&%<]{0,64}')\s{0,10}>"
)
_MAX_ENTITIES = 300
#: encodings that hide markup from every check
_HIDING = re.compile(r"utf-?7|hz-gb|iso-2022-kr|iso-2022-cn", re.IGNORECASE)
_DECLARED = re.compile(rb"(<\?xml[^<>]{0,200}?encoding\s*=\s*[\"'])([\w.:-]{1,40})([\"'])")
#: references that may name no character: halves of one (UTF-16) and numbers that are too large
_REFERENCE = re.compile(
    rb"&#(?:x0*(d[89a-f][0-9a-f]{2}|[1-9a-f][0-9a-f]{5,})|0*(5[5-7][0-9]{3}|[1-9][0-9]{6,}))(?![0-9a-f]);?",
    re.IGNORECASE,
)
_LARGEST, _HALVES = 0x10FFFF, range(0xD800, 0xE000)
_NO_CHARACTER = b"&#xfffd;"


def guarded(data: bytes, most: int) -> tuple[bytes, int]:
    """The document without what stalls feedparser, and the number of entries cut off beyond ``most``."""
    if any(_attributes(tag.group()) > _MAX_ATTRIBUTES for tag in _BIG_TAG.finditer(data)):
        raise Refused("an element of the feed has thousands of attributes; no feed is built so")
    declared = _DECLARED.search(data[:1_000])
    if declared and hides(declared.group(2).decode("ascii", "replace")):
        data = data[: declared.start(2)] + b"utf-8" + data[declared.end(2) :]
    data = _LONG_NAME.sub(rb"\1", _without_doctype(data))
    data = _REFERENCE.sub(_named, data)
    starts = [match.start() for match in _ITEM.finditer(data)]
    if len(starts) <= most:
        return data, 0
    return data[: starts[most]], len(starts) - most


def _named(reference: re.Match[bytes]) -> bytes:
    """A reference as it is, or that to the sign for what is no character."""
    hexadecimal, decimal = reference.groups()
    digits = hexadecimal or decimal
    if len(digits) > len(str(_LARGEST)):
        return _NO_CHARACTER
    number = int(digits, 16 if hexadecimal else 10)
    return _NO_CHARACTER if number > _LARGEST or number in _HALVES else reference.group()


def _attributes(tag: bytes) -> int:
    return 0 if tag.startswith((b"<!", b"<?")) else tag.count(b"=")


def _without_doctype(data: bytes) -> bytes:
    """Leave of a document type only its short plain entities: no others are ever expanded."""
    data = _without_comments(data)
    root = _ELEMENT.search(data, 0, _HEAD)
    prolog = data[: root.start() if root else _HEAD]
    match = _DOCTYPE.search(prolog)
    if match is None:
        return data
    if match.group(1) == b">":
        return data[: match.start()] + data[match.end() :]
    close = _CLOSE.search(data, match.end(), match.end() + _HEAD)
    stop = close.end() if close else match.end()
    inner = data[match.end() : close.start() if close else match.end()]
    entities = list(_ENTITY.finditer(inner))[:_MAX_ENTITIES]
    kept = b"".join(b"<!ENTITY " + e.group(1) + b" " + e.group(2) + b">" for e in entities)
    doctype = b"<!DOCTYPE feed [" + kept + b"]>" if kept else b""
    return data[: match.start()] + doctype + data[stop:]


def _without_comments(data: bytes) -> bytes:
    """Leave off the comments before the first element: they may quote a document type."""
    for _ in range(_MAX_COMMENTS):
        start = data.find(b"<!--", 0, _HEAD)
        stop = data.find(b"-->", start + 4)
        element = _ELEMENT.search(data, 0, max(start, 0))
        if start < 0 or stop < 0 or element:
            return data
        data = data[:start] + data[stop + 3 :]
    return data


def hides(encoding: str) -> bool:
    """Whether an encoding hides markup from every check."""
    return _HIDING.search(encoding) is not None


def first(data: bytes) -> int | None:
    """Place of the first element; None if there is none where one would be."""
    root = _ELEMENT.search(data, 0, _HEAD)
    return root.start() if root else None
