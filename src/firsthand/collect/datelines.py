"""Where a dateline, the head line of a page or the credit at a paragraph's end stands."""

import re
from typing import NamedTuple

from firsthand.lexicon import furniture, places
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.text import damage

#: a dateline is a few words at the head of a paragraph
_MAX_DATELINE = 100
_MAX_PLACE_WORDS = 9
_MAX_HEADER = 600
_DASH = re.compile(r"\.\s?[-–—]+\s*|\s*[—–―]+\s*|\s-{1,2}\s+|\s?--\s*")
_AGENCY = re.compile(r"(?:\(([^()\n]{2,40})\)|(?<=\s)/([^/\n]{2,40})/)\s*[.:,]?\s*$")
#: an agency between two dashes ("April 8, 2031--(BUSINESS WIRE)--")
_BEHIND = re.compile(r"\(([^()\n]{2,40})\)\s?[-–—]{1,2}\s*")
#: words of a name in brackets that is believed behind a place and a day ("(ots)", "(Globe Newswire)")
_NAME_WORDS = 3
_AGENCY_ALONE = re.compile(r"^([^()\n]{0,70})\(([^()\n]{2,40})\)\s*[.:,]?\s*")
_DATE_END = re.compile(
    r"(?:^|[,\s])\s*(?:([^\W\d_]{3,9})\.?\s(\d{1,2})(?:,?\s\d{4})?|(\d{1,2})\.?\s([^\W\d_]{3,9})\.?(?:\s\d{4})?)\s*[.,]?$"
)
_SMALL = frozenset(
    "of de del della di da do dos la le les el al am an der den and the on upon sur".split()
)

#: a full date as pages print it, with the hour if one stands there
DATE = re.compile(
    r"\b(?:[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}(?:st|nd|rd|th)?\.?\s[^\W\d_]{3,9}\.?,?\s\d{4}"
    r"|\d{4}-\d{2}-\d{2})(?:,?\s(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|T\d{2}:\d{2}(?::\d{2})?)?"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?!\w)")
_BY = re.compile(r"(?:^|(?<=[\s.,|]))[Bb]y\s(?=[A-Z])")


class Dateline(NamedTuple):
    """A dateline: where it ends, and the words of its agency if it names one."""

    stop: int
    agency: str | None


def dateline(
    text: str, start: int, stop: int, gazetteer: Gazetteer, *, first: bool
) -> Dateline | None:
    """Dateline at the head of the paragraph ``text[start:stop]``, if there is one.

    A place with an agency or a date may open any paragraph, and so may a known one in capitals; any
    other bare place is believed in the first paragraph of a text only (``first``).
    """
    head = damage.mend(text[start : min(stop, start + _MAX_DATELINE)])
    found = _dateline(head.text, gazetteer, first=first)
    return None if found is None else found._replace(stop=start + head.where[found.stop])


def _dateline(head: str, gazetteer: Gazetteer, *, first: bool) -> Dateline | None:
    for match in _DASH.finditer(head):
        weak = match.group().strip() != "-"
        found = _before_dash(head[: match.start()], gazetteer, first=first, weak=weak)
        if found is None:
            continue
        after = head[match.end() : match.end() + 1]
        if after and (after.isupper() or not after.isalpha() or found[1]):
            behind = _BEHIND.match(head, match.end()) if found[1] and not found[0] else None
            if behind is not None:
                return Dateline(behind.end(), behind[1])
            return Dateline(match.end(), found[0])
    return _without_dash(head, gazetteer)


def _without_dash(head: str, gazetteer: Gazetteer) -> Dateline | None:
    match = _AGENCY_ALONE.match(head)
    if match is None or not _agency_words(match.group(2), gazetteer):
        return None
    place, _ = _cut_date(match.group(1))
    named = bool(gazetteer.find(place))  # "The Harbour Press (HP) reported" is a sentence
    if (
        named
        or (place and not _is_place(place))
        or not head[match.end() : match.end() + 1].isupper()
    ):
        return None
    return Dateline(match.end(), match.group(2))


def alone(line: str, gazetteer: Gazetteer) -> bool:
    """Whether a whole line is a dateline: "Lindhaven (AP)", "LINDHAVEN —"."""
    if len(line) > _MAX_DATELINE:
        return False
    match = _AGENCY.search(line)
    bare = line.rstrip(" -–—.")
    ended = match is not None or bare != line
    found = _before_dash(bare, gazetteer, first=True, weak=False) if ended else None
    return found is not None and (match is not None or line[-1] in "-–—")


def _agency_words(words: str, gazetteer: Gazetteer) -> bool:
    return any(
        gazetteer.credited(piece) for piece in re.split(r"[/,;&]| and ", words) if piece.strip()
    )


def _before_dash(
    prefix: str, gazetteer: Gazetteer, *, first: bool, weak: bool
) -> tuple[str | None, bool] | None:
    """Agency (or None) and whether the evidence is strong, if ``prefix`` is place, date, agency.

    A caption or a notice may stand after a bare place that is known and in capitals, too.
    """
    agency = None
    match = _AGENCY.search(prefix)
    if match:
        words = (match[1] or match[2]).strip()
        known = _agency_words(words, gazetteer)
        placed, dated = _cut_date(prefix[: match.start()].rstrip(" -–—"))
        named = placed and dated and len(words.split()) <= _NAME_WORDS
        if known or named or (words.isupper() and words.isalpha()):
            agency, prefix = words, prefix[: match.start()].rstrip(" -–—")
        if not known and agency and not prefix.strip():
            return None
    place, dated = _cut_date(prefix)
    if place and not _is_place(place):
        return None
    if agency or (dated and place):
        return agency, True
    name = place.split(",", maxsplit=1)[0].strip()
    known = name.lower() in places.load()
    loud = len(name) > 2 and name.isupper() and name.lower() not in furniture.load().words["calls"]
    believed = loud or (weak and (known or "," in place)) if first else loud and known
    return (None, False) if believed else None


def _cut_date(prefix: str) -> tuple[str, bool]:
    match = _DATE_END.search(prefix)
    if match:
        month = (match.group(1) or match.group(4)).lower()
        if month in furniture.load().words["months"]:
            return prefix[: match.start()].strip(" ,"), True
    return prefix.strip(" ,."), False


def _is_place(words: str) -> bool:
    """Whether ``words`` may be a place, with its region after a comma or in brackets."""
    pieces = re.split(r"[\s/]+", words.replace(",", " ").strip())
    return (
        not re.search(r"[^\w\s.,'’/()-]", words)
        and len(pieces) <= _MAX_PLACE_WORDS
        and all(piece.lstrip("(")[:1].isupper() or piece in _SMALL for piece in pieces if piece)
    )


class Piece(NamedTuple):
    """A stretch of a line by its function."""

    kind: str
    start: int
    stop: int


def header(text: str, start: int, stop: int) -> list[Piece] | None:
    """Pieces of a head line that runs title, date and byline together, in order.

    None unless a byline or an e-mail address, a date, and at most one other stretch stand there.
    """
    if stop - start > _MAX_HEADER:
        return None
    line = text[start:stop]
    dates = [Piece("date", start + m.start(), start + m.end()) for m in DATE.finditer(line)]
    byline = _byline_place(line)
    if not dates or byline is None:
        return None
    pieces = sorted(
        [*dates, Piece("byline", start + byline[0], start + byline[1])], key=lambda p: p.start
    )
    titles = [
        Piece("title", begin, end)
        for begin, end in _between(pieces, start, stop)
        if len(text[begin:end].split()) >= 3
    ]
    return sorted([*pieces, *titles], key=lambda p: p.start) if len(titles) == 1 else None


def _byline_place(line: str) -> tuple[int, int] | None:
    mails = list(EMAIL.finditer(line))
    names = list(_BY.finditer(line))
    if not mails:
        return None
    start = min(
        [
            mails[0].start(),
            *[match.start() for match in names if match.start() < mails[0].start()][-1:],
        ]
    )
    return start, mails[-1].end()


def _between(pieces: list[Piece], start: int, stop: int) -> list[tuple[int, int]]:
    edges = [start, *[edge for piece in pieces for edge in (piece.start, piece.stop)], stop]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i] < edges[i + 1]]
