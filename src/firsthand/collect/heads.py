"""The day that stands in the head of a page: between its headline and its first paragraph.

Believed is a line that is said to tell of publication, else the one day that all lines there name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from firsthand.collect import marks
from firsthand.lexicon import furniture
from firsthand.text import instants
from firsthand.text.instants import Instant

#: elements behind the headline that are looked at, and characters of the paragraph that ends its head
_MAX_HEAD, _PARAGRAPH = 400, 200
#: elements inside of one with a date, and characters of its line
_MAX_INSIDE, _MAX_LINE = 20, 120
#: what opens a remark ("14 January (15 January updated)")
_OPENED = re.compile(r"[(（\[【/／|｜]")
#: a word and a colon before a date say of what it is ("Festival: 20 June"), if not just that it is one
_LABEL = re.compile(r"([^\W\d_]{2,30})\s?[:：]\s?(?=(?:[^\W\d_]{1,12}[.,]?\s){0,2}\d)")
_DATE_LABELS = frozenset(
    "date datum fecha data dato tarih дата stand posted on by von par por time".split()
)
#: writing systems of East Asia begin here
_EAST = "\u3000"
CHANGED = frozenset("updated update updating modified changed".split())


class _Line(NamedTuple):
    """A line with a date."""

    #: what is to be read of it, and the day that it names
    words: str
    day: str
    #: it is written for machines, to the minute and with its zone
    exact: bool
    #: it is said to be that of publication
    sure: bool


def read(tree: Any) -> str | None:
    """Line with the day of publication, as the page writes it; None if the head does not tell."""
    lines = list(_lines(tree))
    sure = [line for line in lines if line.sure]
    if not lines or (not sure and len({line.day for line in lines}) > 1):
        return None
    chosen = (sure or lines)[0]
    return next((one.words for one in lines if one.exact and one.day == chosen.day), chosen.words)


def _lines(tree: Any) -> Iterator[_Line]:
    """Lines with a date in the head, without those of changes and of other articles."""
    for element in _head(tree):
        written = shown(element)
        named = marks.words(element)
        if not written or named & CHANGED or marks.is_elsewhere(element, itself=True):
            continue
        words, sure = publication(written)
        found = instants.read(words)
        if found is None or found.day is None:
            continue
        sure = sure or any("publi" in word for word in named)
        if given := _given(element):
            yield _Line(element.get("datetime"), str(given.day), exact=True, sure=sure)
        else:
            yield _Line(words, str(found.day), exact=False, sure=sure)


def _given(element: Any) -> Instant | None:
    """What a ``time`` element says for machines, where that is a day."""
    found = instants.read(element.get("datetime") or "") if element.tag == "time" else None
    return found if found is not None and found.day is not None else None


def _head(tree: Any) -> Iterator[Any]:
    headings = tree.xpath("//h1") or tree.xpath("//h2")
    heading = next((one for one in headings if not marks.is_elsewhere(one)), None)
    if heading is None:
        return
    for element in heading.xpath(f"following::*[position() <= {_MAX_HEAD}]"):
        if element.tag == "p" and len(" ".join(element.text_content().split())) > _PARAGRAPH:
            return
        if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
            yield element


def shown(element: Any) -> str:
    """Words of a small element with numbers in them; empty for others."""
    if len(list(islice(element.iter(), _MAX_INSIDE + 1))) > _MAX_INSIDE:
        return ""
    line = " ".join(element.text_content().split())
    return line if len(line) <= _MAX_LINE and _numbered(line) else ""


def publication(line: str) -> tuple[str, bool]:
    """Words of a line that tell of publication, and whether it says so.

    "Posted 8 April | Updated 9 April": what stands behind the word for it, else before that for a
    change; nothing if the line only tells of a change. In East Asia the word stands behind its date.
    """
    cues = list(_cues().finditer(line))
    edges = [0, *(edge for cue in cues for edge in cue.span()), len(line)]
    between = [line[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True)]
    for place, cue in enumerate(cues):
        before, after = between[place], between[place + 1]
        if cue.lastgroup == "published":
            postposed = cue.group() >= _EAST and _numbered(before)
            return (after if _numbered(after) and not postposed else before), True
    if not cues:
        label = _LABEL.search(line)
        first = label is not None and not _numbered(line[: label.start()])
        other = label is not None and first and label[1].lower() not in _DATE_LABELS
        return ("" if other else line), False
    if _numbered(between[1]):
        return between[0], False
    *outside, remark = _OPENED.split(between[0])
    return "".join(outside) if _numbered(remark) else "", False


def _numbered(words: str) -> bool:
    return any(map(str.isdigit, words))


def dates(lines: Iterable[str]) -> tuple[list[Instant], list[Instant]]:
    """Dates of publication in some lines, and those of changes in lines that have no other."""
    told: list[Instant] = []
    changed: list[Instant] = []
    for line in lines:
        if (found := instants.read(publication(line)[0])) is not None:
            told.append(found)
        elif (later := instants.read(line)) is not None and _cues().search(line):
            changed.append(later)
    return told, changed


@cache
def _cues() -> re.Pattern[str]:
    listed = furniture.load().words
    groups = (
        f"(?P<{name}>{'|'.join(map(re.escape, sorted(listed[name], key=len, reverse=True)))})"
        for name in ("published", "changed")
    )
    return re.compile("|".join(groups), re.IGNORECASE)
