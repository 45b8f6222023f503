"""The main text of a page with what its markup knows of each line: items of lists, links.

Finding the text is trafilatura's work (Barbaresi 2021); its tree is read here instead of its plain
text, because a list's item looks like a teaser once its markup is gone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from firsthand.text.folding import fold_letters

#: elements of trafilatura's tree, and of pages, that stand on lines of their own
_BLOCKS = frozenset("head p quote list item table row lb code ab li blockquote h2 h3 h4 br".split())
_HEADINGS = frozenset("head h2 h3 h4".split())
_TEXT = frozenset("p item li hi ref a".split())
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "button"})
#: nesting that is followed; deeper text is read as one piece
_MAX_DEPTH = 100
_SIGN = "- "
#: what has fewer characters is read again, and the second reading believed if it is so many times
#: longer (swept 500-2,000: no difference on one open set, 1,000 and more better on the other)
_SHORT = 1_000
_MORE = 2
#: characters of a title
_MAX_TITLE = 300
#: letters of a kicker before a title, and of "by" before a name, that is long enough to be told
_KICKER, _BY, _TOLD = 40, 5, 6
#: a line of which so much is linked leads elsewhere as a whole; an item often has a word before
_WHOLE_LINE, _WHOLE_ITEM = 0.9, 0.5
_SPACE = re.compile(r"\s+")
#: characters that only tell where a word may be broken
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words of the text that the page links, and the address as the page writes it."""

    start: int
    stop: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The main text, a block a line."""

    text: str = ""
    anchors: tuple[Anchor, ...] = ()
    #: what the markup knows of a line, by its start: "item" (of a list, with words of its own),
    #: "link" (it leads elsewhere as a whole), "heading", "title" or "byline"
    marks: Mapping[int, str] = field(default_factory=dict)


def read(tree: Any) -> Blocks:
    """Blocks of a page given as an lxml tree, which is left as it was; empty if it has no text.

    Precision is favoured and the alternatives are tried (on the open benchmark F1 .964, against .954
    for the quick reading); comments are left out. What gives little is read again with less care.
    """
    found = _extracted(tree, favor_precision=True)
    if len(found.text) < _SHORT:
        again = _extracted(tree, favor_precision=False)
        if len(again.text) > _MORE * len(found.text):
            return again
    return found


def marked(found: Blocks, titles: Iterable[str], byline: Iterable[str]) -> Blocks:
    """The blocks, lines marked that say one of the page's titles or its byline.

    A kicker may stand before a title, and the word for "by" before a name.
    """
    heads = {letters for title in titles if (letters := fold_letters(title))}
    names = {letters for name in byline if (letters := fold_letters(name))}
    marks = dict(found.marks)
    start = 0
    for line in found.text.split("\n"):
        letters = fold_letters(line) if len(line) <= _MAX_TITLE else ""
        if letters and any(_ends(letters, head, _KICKER) for head in heads):
            marks[start] = "title"
        elif letters and any(_ends(letters, name, _BY) for name in names):
            marks[start] = "byline"
        start += len(line) + 1
    return replace(found, marks=marks)


def _ends(line: str, words: str, before: int) -> bool:
    """Whether a line is some words, or ends with them after not more than so many letters."""
    return line == words or (
        len(words) >= _TOLD and line.endswith(words) and len(line) - len(words) <= before
    )


def _extracted(tree: Any, *, favor_precision: bool) -> Blocks:
    import trafilatura  # noqa: PLC0415 - takes a third of a second to import

    document = trafilatura.bare_extraction(
        tree,
        favor_precision=favor_precision,
        include_comments=False,
        include_tables=True,
        include_links=True,
    )
    return write([document.body] if document is not None and document.body is not None else [])


def write(elements: Iterable[Any]) -> Blocks:
    """Blocks of some elements, of trafilatura's tree or of a page."""
    writer = _Writer()
    for element in elements:
        writer.element(element, None, 0)
        writer.end_line()
    return writer.blocks()


@dataclass(slots=True)
class _Writer:
    """Writes a tree as lines; ``line`` holds the words of the line being written."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)
    line: list[tuple[str, str | None]] = field(default_factory=list)
    item: bool = False
    heading: bool = False

    def element(self, element: Any, href: str | None, depth: int) -> None:
        """Write an element with what is in it; a tail belongs to who called."""
        name = element.tag
        if not isinstance(name, str) or name in _SILENT:
            return
        if depth > _MAX_DEPTH:
            self.line.append(("".join(element.itertext()), href))
            return
        if name in {"ref", "a"}:
            href = element.get("target") or element.get("href") or href
        block = _is_block(element)
        if block:
            self.end_line()
            self.heading = name in _HEADINGS
        self.item = name in {"item", "li"} or (
            self.item and name not in {"p", "head", "quote", "row"}
        )
        if name == "cell":
            self.line.append((" | " if self.line else "| ", None))
        if element.text:
            self.line.append((element.text, href))
        for child in element:
            self.element(child, href, depth + 1)
            if child.tail:
                self.line.append((child.tail, href))
        if name == "row":
            self.line.append((" |", None))
        if block:
            self.end_line()
            self.heading = False

    def end_line(self) -> None:
        """End the line, if there is one."""
        words, anchors = _joined(self.line)
        self.line = []
        if not words:
            return
        linked = sum(anchor.stop - anchor.start for anchor in anchors)
        if linked >= (_WHOLE_ITEM if self.item else _WHOLE_LINE) * len(words):
            self.marks[self.size] = "link"
        elif self.item:
            self.marks[self.size] = "item"
        elif self.heading:
            self.marks[self.size] = "heading"
        sign = _SIGN if self.item else ""
        start = self.size + len(sign)
        self.anchors.extend(
            Anchor(start=start + a.start, stop=start + a.stop, href=a.href) for a in anchors
        )
        words = sign + words
        self.pieces.append(words)
        self.size += len(words) + 1

    def blocks(self) -> Blocks:
        return Blocks(text="\n".join(self.pieces), anchors=tuple(self.anchors), marks=self.marks)


def _is_block(element: Any) -> bool:
    """Whether an element stands on lines of its own; code in a paragraph is words of its sentence."""
    around = element.getparent()
    inside = around is not None and around.tag in _TEXT
    return element.tag in _BLOCKS and not (element.tag == "code" and inside)


def _joined(line: list[tuple[str, str | None]]) -> tuple[str, list[Anchor]]:
    """Words of a line without needless space, and its anchors."""
    words = ""
    anchors: list[Anchor] = []
    for raw, href in line:
        piece = _SPACE.sub(" ", unicodedata.normalize("NFC", raw.translate(_UNSEEN)))
        if not words or words.endswith(" "):
            piece = piece.lstrip()
        if not piece:
            continue
        start = len(words) + len(piece) - len(piece.lstrip())
        words += piece
        if href and piece.strip():
            anchors.append(Anchor(start=start, stop=len(words.rstrip()), href=href))
    return words.rstrip(), anchors
