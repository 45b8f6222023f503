"""Lines of a text without a parse: words, marks, quotations and asides, cut into clauses at marks.

A line is a sentence, or the sentences that one quotation holds together. A quotation is one
piece, whatever is said in it: the words that tell who says it stand outside.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from firsthand.records import Sentence
from firsthand.text.quotes import quoted

#: pieces read of one line; the rest of what is longer is no news sentence
MAX_PIECES = 300
_PIECE = re.compile(
    r"(?P<aside>[(\[][^()\[\]\n]{0,200}[)\]])|(?P<word>\d+(?:[.,:]\d+)+|[\w$€%]+(?:[-'’.&/]\w+)*)|(?P<mark>[^\w\s])"
)
#: marks that end a clause; a dash only where space stands around it
_ENDS = frozenset(",;:.!?…—–")
_STOPS = frozenset(".!?…")
#: the first letter of Korean; the scripts that use apostrophes come before it
HANGUL = "\u1100"
_STRAIGHT = re.compile('["″]')
_INWARDS = str.maketrans("»«", "«»")


class Piece(NamedTuple):
    """A piece of a line; ``start`` and ``stop`` count in the article."""

    #: word | mark | quote | aside
    kind: str
    #: its words in lower case
    form: str
    start: int
    stop: int
    #: it has a capital letter or a figure, as names have
    capital: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """What a language writes in one with the next word ("l'", "qu'") or the one before ("-il")."""

    heads: frozenset[str]
    tails: frozenset[str]
    #: what a telling within the marks of a quotation is like ("dit-elle"), and its verbs
    within: re.Pattern[str]
    verbs: frozenset[str]

    def parts(self, text: str, start: int, stop: int) -> list[tuple[int, int]]:
        """Places of the words that stand in one."""
        found = []
        for mark in "'’":
            place = text.find(mark, start, stop) + 1
            if place and text[start:place].lower() in self.heads:
                found.append((start, place))
                start = place
                break
        dash = text.rfind("-", start, stop)
        if dash > start and text[dash + 1 : stop].lower() in self.tails:
            end = dash - 2 if text[dash - 2 : dash].lower() == "-t" else dash
            return [*found, (start, end), (dash + 1, stop)]
        return [*found, (start, stop)]


@dataclass(frozen=True)
class Line:
    """Pieces of some sentences that are read together."""

    #: of the article
    text: str
    start: int
    stop: int
    pieces: tuple[Piece, ...]
    #: where its sentences end
    ends: frozenset[int]

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Ranges of pieces between marks."""
        found, begin = [], 0
        for place in range(len(self.pieces)):
            if self._closes(place):
                found.append((begin, place))
                begin = place + 1
        return tuple((a, b) for a, b in (*found, (begin, len(self.pieces))) if a < b)

    def _closes(self, place: int) -> bool:
        piece = self.pieces[place]
        return piece.kind == "mark" and (
            (piece.form in _ENDS and (piece.form != "." or self.full(place))) or self._dash(piece)
        )

    def _dash(self, piece: Piece) -> bool:
        """Tell a hyphen that stands for a dash: space is on both its sides."""
        around = self.text[piece.start - 1 : piece.start] + self.text[piece.stop : piece.stop + 1]
        return piece.form == "-" and len(around) == 2 and around.isspace()

    def full(self, place: int) -> bool:
        """Tell whether a sentence ends here; the stops of "Dr." and "5. August" end none."""
        piece = self.pieces[place]
        return piece.form in _STOPS and (piece.form != "." or piece.stop in self.ends)

    def around(self, place: int) -> tuple[int, int]:
        """Range of the sentence in which a piece stands."""
        begin = end = place
        while begin > 0 and not self.full(begin - 1):
            begin -= 1
        while end < len(self.pieces) and not self.full(end):
            end += 1
        return begin, end

    def form(self, place: int) -> str:
        """Form of a piece, the empty string outside the line."""
        return self.pieces[place].form if 0 <= place < len(self.pieces) else ""

    def kind(self, place: int) -> str:
        """Kind of a piece, the empty string outside the line."""
        return self.pieces[place].kind if 0 <= place < len(self.pieces) else ""

    def span(self, begin: int, end: int) -> tuple[int, int] | None:
        """Place in the article of a range of pieces, without the marks at its edges."""
        while begin < end and self.pieces[begin].kind == "mark":
            begin += 1
        while end > begin and self.pieces[end - 1].kind == "mark":
            end -= 1
        return (self.pieces[begin].start, self.pieces[end - 1].stop) if begin < end else None

    def titled(self, piece: Piece) -> bool:
        """Whether a quotation begins with a capital, as the name of a medium or a body does."""
        letters = filter(str.isalpha, self.text[piece.start : piece.stop])
        return next(letters, "").isupper()

    def spoken(self, begin: int, end: int) -> list[int]:
        """Quotations among a range of pieces."""
        return [place for place in range(begin, end) if self.pieces[place].kind == "quote"]


def lines(text: str, sentences: Sequence[Sentence], joined: Joined) -> list[Line]:
    """Read the lines of an article, in order; a quotation is never cut."""
    quotations = [part for place in _quotations(text) for part in _parted(text, place, joined)]
    found: list[Line] = []
    place, number = 0, 0
    while number < len(sentences):
        start, stop, first = sentences[number].start, sentences[number].stop, number
        while place < len(quotations) and quotations[place][1] <= start:
            place += 1
        inside, number = place, number + 1
        while inside < len(quotations) and quotations[inside][0] < stop:
            while number < len(sentences) and sentences[number].start < quotations[inside][1]:
                stop, number = sentences[number].stop, number + 1
            inside += 1
        stop, number = _after_quotation(text, sentences, number, stop)
        within = quotations[place:inside]
        ends = frozenset(sentence.stop for sentence in sentences[first:number])
        pieces = tuple(_pieces(text, start, stop, within, joined))
        found.append(Line(text, start, stop, pieces, ends))
    return found


def _after_quotation(
    text: str, sentences: Sequence[Sentence], number: int, stop: int
) -> tuple[int, int]:
    """Take in what a splitter cut off after a quotation: "…?", asked the mayor."""
    if number < len(sentences):
        head = text[sentences[number].start : sentences[number].start + 1]
        gap = text[stop : sentences[number].start]
        if "\n" not in gap and (head in {",", "–", "—", "-"} or (head.islower())):
            return sentences[number].stop, number + 1
    return stop, number


def _quotations(text: str) -> list[tuple[int, int]]:
    """Places of quotations with their marks; marks may point inwards (»so«) or outwards («so»)."""
    inwards = text.find("»")
    if inwards >= 0 and (text.find("«") < 0 or inwards < text.find("«")):
        text = text.translate(_INWARDS)
    text = _STRAIGHT.sub(_turned, text)
    return [(start - 1, min(stop + 1, len(text))) for start, stop in quoted(text, careless=True)]


def _parted(text: str, place: tuple[int, int], joined: Joined) -> list[tuple[int, int]]:
    """Places of a quotation without the telling in it: French "« C'est fini, dit-elle. On part. »"."""
    start, stop = place
    found = []
    for match in joined.within.finditer(text, start + 1, stop):
        if match["verb"].lower() in joined.verbs and match.end() < stop:
            found.append((start, match.start()))
            start = match.end()
    return [*found, (start, stop)]


def _turned(match: re.Match[str]) -> str:
    """Turn a straight mark as its neighbours show; one unmatched mark must not turn all others.

    Between two letters it is an apostrophe that a page spoilt (l"eau); in Korean the ending stands
    right behind the quotation.
    """
    text, place = match.string, match.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    opens = (not before or before in "([-—–" or before.isspace()) and after.isalnum()
    opens = opens or not before or before == "\n"
    closes = bool(before) and not before.isspace() and not after.isalnum()
    closes = closes or (before == " " and after in {",", ".", ";", ")"})
    if after >= HANGUL and before and not before.isspace() and before not in "([-—–":
        return "”"
    if before.isalpha() and after.isalpha():
        return "'"
    return "”" if closes else "“" if opens else '"'


def _pieces(
    text: str, start: int, stop: int, quotations: Sequence[tuple[int, int]], joined: Joined
) -> list[Piece]:
    found: list[Piece] = []
    place = start
    for first, last in quotations:
        begin, end = max(first, start), min(last, stop)
        found.extend(_plain(text, place, begin, joined))
        if begin < end:
            found.append(Piece("quote", text[begin:end].lower(), begin, end, True))
        place = max(place, end)
    found.extend(_plain(text, place, stop, joined))
    return found[:MAX_PIECES]


def _plain(text: str, start: int, stop: int, joined: Joined) -> Iterator[Piece]:
    for match in _PIECE.finditer(text, start, stop):
        kind, (begin, end) = str(match.lastgroup), match.span()
        places = joined.parts(text, begin, end) if kind == "word" else [(begin, end)]
        for first, last in places:
            words = text[first:last]
            capital = any(c.isupper() or c.isdigit() for c in words)
            yield Piece(kind, words.lower(), first, last, capital)
