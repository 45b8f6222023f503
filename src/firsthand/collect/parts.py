"""The parts of a text: what is the article's own matter, and what stands on the page beside it.

Rules of words come from ``furniture.toml``; beside them stands what can be seen: a line without a
full stop between paragraphs, a line said twice, a place before a dash. What is in doubt is body:
a lost sentence is worse than a caption kept.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

from firsthand.collect import datelines, titles, turns
from firsthand.collect.credits import names_source
from firsthand.collect.datelines import EMAIL, Piece
from firsthand.collect.kinds import CAPTION_WORDS, SIGNATURE_WORDS, kind, shows
from firsthand.collect.lines import Line, make, split
from firsthand.collect.pages import HEADING_WORDS, PARAGRAPH_WORDS, Page
from firsthand.lexicon import furniture
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.records import Part
from firsthand.text.posts import LINK

#: words of a heading or teaser in title case, or that the markup makes one
HEADLINE_WORDS = 20
#: shorter lines may well be said twice running
REPEATED_WORDS = 5
#: so many lines running without a full stop are a list
LIST_LINES = 3
#: characters of a paragraph's end in which reporters and editors are listed
MAX_SIGN_OFF = 700
_FENCE = re.compile(r"\s*[_*=~•·—–-]{2,}\s*$")
_DATED = re.compile(r"[^\W\d_]{3,9}\.? #{1,2},? ####|#{1,2} [^\W\d_]{3,9}\.? ####")


def parts(
    text: str,
    gazetteer: Gazetteer,
    language: str,
    title: str | None = None,
    marks: Mapping[int, str] | None = None,
) -> tuple[Part, ...]:
    """Parts of ``text`` in order; together they cover it from end to end.

    ``title`` is the title where it is known apart from the text; without it the first line is
    taken for one if it looks like one. ``marks`` is what a page's markup knows of lines: items of a
    list are the article's own words, a line that is a link leads elsewhere. White space belongs to the part before it. Time grows
    with the length of the text.
    """
    page = Page(
        text=text,
        lines=split(text, whole=marks is not None),
        gazetteer=gazetteer,
        language=language,
        title=title,
        marks=marks,
    )
    page.kinds = [None] * len(page.lines)
    titles.see(page)
    titles.set_apart(page)
    for index, line in enumerate(page.lines):
        free = page.kinds[index] is None and not page.posted(line)
        if free and line.folded and page.near(index):
            signed = page.mark(line) == "byline"
            page.kinds[index] = "byline" if signed else kind(page, index)
    _see_tails(page)
    _see_neighbours(page)
    _see_links(page)
    _see_headings(page)
    return _cover(text, _pieces(page))


# --------------------------------------------------------------------------- lines together


def _see_tails(page: Page) -> None:
    """Give what follows a comment form or the head of a list of links the same kind."""
    tail = None
    seen = False
    for index, line in enumerate(page.lines):
        rule = page.rule(line) if line.folded and page.near(index) else None
        if rule is not None and rule.tail and seen:
            tail = rule
        elif tail is not None and tail.tail == "short" and page.paragraph(index):
            tail = None
        elif tail is not None and page.kinds[index] in {None, "teaser"}:
            page.kinds[index] = tail.kind
        seen = seen or (page.kinds[index] is None and page.paragraph(index))


def _see_neighbours(page: Page) -> None:
    """Caption stands before the credit of its picture, or is printed twice running."""
    for index in range(len(page.lines) - 1):
        line, after = page.lines[index], page.lines[index + 1]
        if page.kinds[index] is not None or not line.folded or line.words > CAPTION_WORDS:
            continue
        twice = line.folded == after.folded and line.words >= REPEATED_WORDS
        credited = (
            page.kinds[index + 1] == "caption"
            and after.words <= SIGNATURE_WORDS
            and not after.closed
        )
        dated = _DATED.search(line.folded)
        if twice or (credited and (shows(page, line) or dated)):
            page.kinds[index] = "caption"
            if twice:
                page.kinds[index + 1] = "caption"


def _see_headings(page: Page) -> None:
    """Lines without a full stop beside paragraphs are headings and teasers, where stops are used."""
    body = [index for index, kind in enumerate(page.kinds) if kind is None]
    long = [page.lines[index] for index in body if page.lines[index].words >= PARAGRAPH_WORDS]
    if not long or sum(line.closed for line in long) < len(long) / 2:
        return
    counted = Counter(page.lines[index].folded for index in body)
    listed = _listed(page, body)
    for index in body:
        line = page.lines[index]
        set_apart = index in listed or page.posted(line)
        if line.closed or not line.folded or set_apart or _opens_body(page, line):
            continue
        if line.words <= CAPTION_WORDS and shows(page, line):
            page.kinds[index] = "caption"
            continue
        headline = line.words <= HEADLINE_WORDS and (
            page.mark(line) == "heading" or furniture.is_title_case(line.text)
        )
        if line.words < HEADING_WORDS or headline or counted[line.folded] > 1:
            page.kinds[index] = "teaser"


def _listed(page: Page, body: list[int]) -> set[int]:
    """Lines of lists, where a page's markup is known: its items, and lines that follow one another.

    Teasers follow one another too, but they are links, or stand outside what was extracted.
    """
    if page.marks is None:
        return set()
    listed = {index for index in body if page.mark(page.lines[index]) == "item"}
    runs = groupby(enumerate(i for i in body if not page.lines[i].closed), lambda x: x[1] - x[0])
    for _, run in runs:
        indexes = [index for _, index in run]
        if len(indexes) >= LIST_LINES:
            listed.update(indexes)
    return listed


def _see_links(page: Page) -> None:
    """Lines that a page links as a whole lead elsewhere, unless they name the source."""
    for index, line in enumerate(page.lines):
        if page.mark(line) == "link" and page.kinds[index] is None and not names_source(line.text):
            page.kinds[index] = "teaser"


def _opens_body(page: Page, line: Line) -> bool:
    found = datelines.dateline(page.text, line.start, line.stop, page.gazetteer, first=False)
    return found is not None


# --------------------------------------------------------------------------- parts of lines


def _pieces(page: Page) -> list[Piece]:
    pieces: list[Piece] = []
    first = True
    body = [line for line, known in zip(page.lines, page.kinds, strict=True) if known is None]
    labels = {body[index].start: places for index, places in turns.find(body).items()}
    for index, (line, known) in enumerate(zip(page.lines, page.kinds, strict=True)):
        if index in page.headers:
            pieces.extend(page.headers[index])
        elif line.start in labels:
            pieces.extend(_turns(page, line, labels[line.start]))
        elif known is None:
            pieces.extend(_inside(page, line, first=first))
        else:
            pieces.append(Piece(known, line.start, line.stop))
        first = first and known is not None
    return pieces


def _turns(page: Page, line: Line, labels: Sequence[tuple[int, int]]) -> list[Piece]:
    """Pieces of a line in which speakers are named before what they say."""
    pieces: list[Piece] = []
    edges = [start for start, _ in labels[1:]] + [line.stop - line.start]
    if labels[0][0]:
        pieces += _inside(page, make(page.text, line.start, line.start + labels[0][0]), first=False)
    for (start, told), stop in zip(labels, edges, strict=True):
        pieces.append(Piece("speaker", line.start + start, line.start + told))
        if told < stop:
            words = make(page.text, line.start + told, line.start + stop)
            pieces += _inside(page, words, first=False)
    return pieces


def _inside(page: Page, line: Line, *, first: bool) -> list[Piece]:
    """Pieces of a paragraph: dateline before, credits after, addresses and signatures of posts."""
    start, stop = line.start, line.stop
    before: list[Piece] = []
    if page.posted(line):
        return _cut(page, start, stop)
    found = datelines.dateline(page.text, start, stop, page.gazetteer, first=first)
    if found:
        before.append(Piece("dateline", start, found.stop))
        start = found.stop
    stop, after = _cut_credit(page, start, stop)
    return before + _cut(page, start, stop) + after


def _cut_credit(page: Page, start: int, stop: int) -> tuple[int, list[Piece]]:
    """Cut a sign-off or an agency's name from a paragraph's end, and a fence before it."""
    words = page.text[start:stop]
    match = _sign_off().search(words[-MAX_SIGN_OFF:])
    cut = (
        stop - len(words[-MAX_SIGN_OFF:]) + match.start()
        if match
        else _agency_end(page, start, stop)
    )
    if cut is not None and cut > start:
        return cut, [Piece("credit", cut, stop)]
    fence = _FENCE.search(words[-20:])
    if fence and len(words) > 20 and "_" in fence.group():
        cut = stop - len(words[-20:]) + fence.start()
        return cut, [Piece("footer", cut, stop)]
    return stop, []


@cache
def _sign_off() -> re.Pattern[str]:
    """Compile how those who made a text are named at its end: "(Writing by A; Editing by B)"."""
    openings = sorted(furniture.load().words["signed"], key=len, reverse=True)
    listed = "|".join(rf"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in openings)
    return re.compile(rf"(?<=[.!?\"”’)_])\s*[(\[]?(?:{listed})\s+(?=[^\W\d_a-z])[^\n]{{3,600}}$")


_END_AGENCY = re.compile(
    r"(?<=[.!?\"”’])\s+[—–-]*\s?\(?([A-Z][\w.\-]{1,20}(?: [A-Z][\w\-]+){0,2})\)?(?:\s[a-z]{2,4}(?:/[a-z]{2,4})+)?\.?$"
)


def _agency_end(page: Page, start: int, stop: int) -> int | None:
    words = page.text[max(start, stop - 80) : stop]
    match = _END_AGENCY.search(words)
    if match and page.gazetteer.credited(match.group(1)) is not None:
        return stop - len(words) + match.start()
    return None


def _cut(page: Page, start: int, stop: int) -> list[Piece]:
    """Cut out addresses, and who signed a post."""
    apart = [Piece("byline", *match.span()) for match in EMAIL.finditer(page.text, start, stop)]
    apart += [Piece("footer", *match.span()) for match in LINK.finditer(page.text, start, stop)]
    apart += [
        Piece("signature", post.signed, post.end)
        for post in page.posts_in(start, stop)
        if post.signed < stop
    ]
    pieces: list[Piece] = []
    for piece in sorted(apart, key=lambda piece: piece.start):
        if piece.start < start:
            # an account of two names ("@quill@post.example") looks like an address
            continue
        if page.text[start : piece.start].strip():
            pieces.append(Piece("body", start, piece.start))
        pieces.append(piece)
        start = piece.stop
    if page.text[start:stop].strip(" .,;)"):
        pieces.append(Piece("body", start, stop))
    return pieces


# --------------------------------------------------------------------------- covering


def _cover(text: str, pieces: list[Piece]) -> tuple[Part, ...]:
    """Parts from end to end: neighbours of one kind join, gaps go to the part before."""
    if not pieces:
        return (Part(kind="footer", start=0, stop=len(text)),) if text else ()
    if all(piece.kind != "body" for piece in pieces):
        pieces = [
            Piece("body" if piece.kind == "teaser" else piece.kind, *piece[1:]) for piece in pieces
        ]
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = joined[-1]._replace(stop=piece.stop)
        else:
            joined.append(piece)
    starts = [0, *[piece.start for piece in joined[1:]], len(text)]
    return tuple(
        Part(kind=piece.kind, start=starts[place], stop=starts[place + 1])
        for place, piece in enumerate(joined)
    )
