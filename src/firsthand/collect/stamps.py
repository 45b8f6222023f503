"""The date that a page gives its article: in JSON-LD, meta elements, microdata, or to be read.

The first that can be read is taken. A date that only stands on the page is that of an update or of
another article in one of eight cases (open pages, the rest of their metadata hidden), so it must be
said to be that of publication, or be the one in the page's address.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from firsthand.collect import marks
from firsthand.lexicon import furniture
from firsthand.text import instants

#: keys of meta elements with the date of publication, letters only, the usual ones first
_KEYS = (
    "articlepublishedtime",
    "ogarticlepublishedtime",
    "datepublished",
    "date",
    "dcdate",
    "dcdateissued",
    "dctermscreated",
    "dctermsdate",
    "dctermsissued",
    "parselypubdate",
    "sailthrudate",
    "pubdate",
    "publishdate",
    "publicationdate",
    "articlepublished",
    "publisheddate",
    "cxenseparserecspublishtime",
    "articledateoriginal",
)
#: elements looked at, elements inside of one, and characters of a line with a date
_MAX_MARKED, _MAX_INSIDE, _MAX_LINE = 300, 20, 80
_MARK = frozenset(
    "date dates datum fecha datetime time timestamp published publish publication pubdate posted "
    "created".split()
)
_CHANGED = frozenset("updated update modified changed".split())


def read(
    tree: Any, meta: Mapping[str, Sequence[str]], given: str, address: str | None = None
) -> str | None:
    """Date of a page as it writes it; ``given`` is that of its JSON-LD."""
    first = None
    for words in chain(_told(tree, meta, given), _visible(tree, address or "")):
        found = instants.read(words)
        if found is not None and found.day is not None:
            return words
        first = first or words
    return first


def _told(tree: Any, meta: Mapping[str, Sequence[str]], given: str) -> Iterator[str]:
    if given:
        yield given
    plain = {re.sub(r"[\W_]", "", key): values[0] for key, values in reversed(list(meta.items()))}
    yield from (plain[key] for key in _KEYS if key in plain)
    for element in tree.xpath('//*[@itemprop="datePublished"]')[:1]:
        yield element.get("content") or element.get("datetime") or ""
    for element in tree.xpath("//article//time[@datetime]|//header//time[@datetime]")[:1]:
        yield element.get("datetime")


def _visible(tree: Any, address: str) -> Iterator[str]:
    """Lines of elements behind the heading that say that they hold a date."""
    marked = tree.xpath(
        '(//h1)[1]/following::*[contains(@class, "at") or contains(@class, "ime")'
        ' or contains(@class, "ubl") or contains(@class, "ost") or contains(@id, "at")]'
    )
    for element in marked[:_MAX_MARKED]:
        words = marks.words(element)
        if words & _MARK and not words & _CHANGED and not marks.is_elsewhere(element):
            yield from (line for line in _line(element) if _is_sure(line, address))


def _line(element: Any) -> Iterator[str]:
    """Words of a small element, unless they tell of an update."""
    if len(list(islice(element.iter(), _MAX_INSIDE + 1))) > _MAX_INSIDE:
        return
    line = " ".join(element.text_content().split())
    if len(line) <= _MAX_LINE:
        yield line


def _is_sure(line: str, address: str) -> bool:
    words, listed = line.lower(), furniture.load().words
    if any(word in words for word in listed["changed"]):
        return False
    if any(word in words for word in listed["published"]):
        return True
    found = instants.read(line)
    day = found.day if found else None
    return day is not None and bool(
        re.search(rf"/{day.year}[/-]0?{day.month}[/-]0?{day.day}(?!\d)", address)
    )
