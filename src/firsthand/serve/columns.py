"""A page of characters: cells in columns, wrapped, padded, and safe to print.

Widths are columns of a terminal: East Asian wide characters count two, combining marks none.
Everything passes through :func:`safe`, since titles and texts come from outside and could carry
escape sequences, and through :func:`plain` where the output is not UTF-8.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

#: select graphic rendition: the only sequences firsthand ever prints
_SGR = {"bold": "\x1b[1m", "dim": "\x1b[2m"}
_RESET = "\x1b[0m"

#: marks that stand over and under the letter before them, and how many one letter keeps: no script
#: needs as many, and hundreds cover the lines around
_STACKED = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
MOST_MARKS = 8
#: white space but the space itself, control characters, surrogates, private ones, marks that act on
#: the direction, and what is stacked too high
_ODD = re.compile(
    r"[^\S ]|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
    rf"|{_STACKED}(?<={_STACKED}{{{MOST_MARKS + 1}}})"
)

#: what stands for typographic signs where the output cannot hold them
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
        "←": "<-", "→": "->", "·": "-", "×": "x", "│": "|", "├": "|", "┤": "|", "└": "`",
        "┊": ":", "─": "-", "╌": "-", "┄": ".", "┈": ".", "━": "=", "╍": "=", "●": "*", "○": "o",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """Text that begins at column ``at`` and runs to the next cell of its row, or to the edge."""

    at: int
    text: str
    #: "" | bold | dim
    style: str = ""
    #: set against the right edge of its column
    right: bool = False
    #: drawn by firsthand: written as it is, never wrapped
    drawn: bool = False


@dataclass(slots=True)
class Page:
    """Lines of at most ``width`` columns, written row by row."""

    width: int
    color: bool = False
    encoding: str = "utf-8"
    lines: list[str] = field(default_factory=list)

    def row(self, *cells: Cell) -> None:
        """Write cells side by side; the longest wraps over as many lines as it needs."""
        stops = [cell.at - 1 for cell in cells[1:]] + [self.width]
        columns = [
            [(cell, line, stop) for line in self._broken(cell, stop - cell.at)]
            for cell, stop in zip(cells, stops, strict=True)
        ]
        self.lines.extend(self._join(pieces) for pieces in zip_longest(*columns))

    def run(self, at: int, lead: str, rest: str) -> None:
        """Write ``lead`` in bold with ``rest`` behind it, or under it if there is no room."""
        place = at + measure(self.fit(lead)) + 1 + (not rest.startswith("·"))
        if not rest or place + measure(self.fit(rest)) > self.width:
            self.row(Cell(at, lead, "bold"))
            if rest:
                self.row(Cell(at, rest.lstrip(" ·")))
        else:
            self.row(Cell(at, lead, "bold"), Cell(place, rest))

    def beside(self, left: Sequence[str], at: int, right: Sequence[str], rule: str = "") -> None:
        """Write finished lines of two narrower pages side by side, ``right`` at column ``at``."""
        for first, second in zip_longest(left, right, fillvalue=""):
            gap = " " * (at - measure(rule) - measure(first))
            self.lines.append(f"{first}{gap}{rule}{second}".rstrip())

    def blank(self) -> None:
        """Write an empty line, never two and never at the head."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def fit(self, text: str) -> str:
        """Make ``text`` printable on this page."""
        return plain(safe(text), self.encoding)

    def shorten(self, text: str, width: int) -> str:
        """Shorten to one line, at a word if that loses little, with "…" where it is cut."""
        text = " ".join(self.fit(text).split())
        if measure(text) <= width:
            return text
        sign = self.fit("…")
        head = cut(text, max(width - len(sign), 0))
        at_word = head.rpartition(" ")[0]
        return (at_word if len(at_word) > len(head) * 2 // 3 else head).rstrip(" ,;:") + sign

    def _broken(self, cell: Cell, width: int) -> list[str]:
        text = self.fit(cell.text)
        return [text] if cell.drawn else wrap(text, max(width, 1))

    def _join(self, pieces: tuple[tuple[Cell, str, int] | None, ...]) -> str:
        line, at = [], 0
        for cell, text, stop in (piece for piece in pieces if piece is not None):
            start = max(stop - measure(text), cell.at) if cell.right else cell.at
            line.append(" " * (start - at) + self._paint(text, cell.style))
            at = max(start, at) + measure(text)
        return "".join(line).rstrip()

    def _paint(self, text: str, style: str) -> str:
        return f"{_SGR[style]}{text}{_RESET}" if self.color and style and text.strip() else text


def safe(text: str) -> str:
    """Neutralise what could act on a terminal or turn the reading order of a line around.

    White space becomes a space; other control characters, surrogates and private characters are
    replaced by U+FFFD; marks that embed or override a direction go, and those stacked on one letter
    beyond ``MOST_MARKS``.
    """
    return text if text.isascii() and text.isprintable() else _ODD.sub(_safe, text)


def _safe(found: re.Match[str]) -> str:
    character = found[0]
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in {"Cf", "Mn", "Me"} else "\ufffd"


def plain(text: str, encoding: str) -> str:
    """Write ``text`` with what ``encoding`` holds: straight quotes, ``<-``, letters without marks."""
    if text.isascii() or encoding.lower().replace("-", "").replace("_", "") == "utf8":
        return text
    return "".join(_held(character, encoding) for character in text.translate(_PLAIN))


def _held(character: str, encoding: str) -> str:
    for form in (character, unicodedata.normalize("NFKD", character)):
        held = form.encode(encoding, "ignore").decode(encoding)
        if held.strip() or character.isspace():
            return held
    return "?" if width_of(character) else ""


def width_of(character: str) -> int:
    """Count the columns of one character."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def measure(text: str) -> int:
    """Count the columns of a text; the sequences of its style count nothing."""
    if "\x1b" in text:
        for sequence in (*_SGR.values(), _RESET):
            text = text.replace(sequence, "")
    return len(text) if text.isascii() else sum(map(width_of, text))


def wrap(text: str, width: int) -> list[str]:
    """Break a text at spaces into lines of at most ``width`` columns; long words are cut."""
    lines: list[str] = []
    line, used = "", 0
    for word in _pieces(text, width):
        size = measure(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line]


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while measure(rest) > width:
            head = cut(rest, width) or rest[0]
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def cut(text: str, width: int) -> str:
    """Take the longest head of ``text`` that fits into ``width`` columns."""
    used = 0
    for place, character in enumerate(text):
        used += width_of(character)
        if used > width:
            return text[:place]
    return text
