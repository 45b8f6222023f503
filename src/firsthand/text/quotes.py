"""Stretches of a text that stand in quotation marks."""

import re

_OPEN_CLOSE = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    # two single marks for a double one, as some newspapers' pages print it
    "‘‘": "’’",
    "``": "''",
    "''": "''",
    # bytes of curly marks that somebody read in another encoding
    "â\x80\x9c": "â\x80\x9d",
    "â€œ": "â€\x9d",
}
#: no quotation runs longer without a new opening mark at the head of a paragraph
MAX_CHARACTERS = 3_000
#: nor further into paragraphs without one, up to the mark that closes it
MAX_RUNNING = 1_500
_MARK = re.compile("â\x80[\x9c\x9d]|â€[œ\x9d]|‘‘|’’|``|''|[“”„«»「」『』\"]")
#: a single mark that opens a sentence, one that closes one, and one that ends a word
_SINGLE = re.compile(
    "(?P<opens>(?<![\\w'‘’])['‘](?=[A-Z]))|(?P<closes>(?<=[,.?!…])['’](?!\\w))|(?<=\\w)['’](?!\\w)"
)
#: characters up to which words between single marks are a title or a phrase ("in 'The Tern'")
MAX_PHRASE = 40


def quoted(
    text: str, start: int = 0, stop: int | None = None, *, careless: bool = False
) -> list[tuple[int, int]]:
    """Places of the words between quotation marks, marks left out, in order.

    A quotation that is opened and not closed ends with its paragraph (the habit of newspapers for
    quotations that run on). Single marks are apostrophes too often. With ``careless`` what editors
    do is read as well: marks of two kinds, a closing mark paragraphs later, and single marks that
    hold sentences (a capital behind the first, a comma or full stop before the last).
    """
    stop = len(text) if stop is None else stop
    if not careless:
        return _double(text, start, stop, careless=False)
    return _joined(_double(text, start, stop, careless=True), _single(text, start, stop))


def _joined(double: list[tuple[int, int]], single: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quotations of both kinds in order: of two that overlap the one that begins first."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted([*double, *single]):
        if not found or begin >= found[-1][1]:
            found.append((begin, end))
    return found


def _single(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Places of sentences between single marks, within one paragraph."""
    found = []
    opened, line_end = -1, -1
    for match in _SINGLE.finditer(text, start, stop):
        place = match.start()
        if opened >= 0 and line_end <= place:
            found += _unclosed(text, start, opened, line_end)
            opened = -1
        if match["opens"] and opened < 0:
            opened = match.end()
            line_end = text.find("\n", opened, min(stop, opened + MAX_CHARACTERS))
            line_end = line_end if line_end >= 0 else min(stop, opened + MAX_CHARACTERS)
        elif opened >= 0 and (match["closes"] or place - opened <= MAX_PHRASE):
            if match["closes"]:
                found.append((opened, place))
            opened = -1
    if opened >= 0:
        found += _unclosed(text, start, opened, line_end)
    return [(begin, end) for begin, end in found if 0 < end - begin <= MAX_CHARACTERS]


def _unclosed(text: str, start: int, opened: int, stop: int) -> list[tuple[int, int]]:
    """A quotation that opens its paragraph and is not closed in it; any other mark opened nothing."""
    return [(opened, stop)] if opened - 1 == start or text[opened - 2] == "\n" else []


def _double(text: str, start: int, stop: int, *, careless: bool) -> list[tuple[int, int]]:
    found = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, stop):
        mark, place = match.group(), match.start()
        if opened is not None:
            begin, closing = opened
            line_end = text.find("\n", begin, place)
            if line_end >= 0:
                found.append((begin, line_end))
                opened = None
                if careless and mark == "”" and place - line_end <= MAX_RUNNING:
                    found.append((line_end + 1, place))
            elif mark in closing or (careless and _closes(text, match.group(), place)):
                found.append((begin, place))
                opened = None
                continue
        # behind a word two single marks only close
        behind = place > 0 and not text[place - 1].isspace()
        shut = mark == "»" or (careless and mark == "''" and behind)
        if opened is None and mark in _OPEN_CLOSE and not shut:
            opened = (match.end(), _OPEN_CLOSE[mark])
    if opened is not None:
        begin = opened[0]
        line_end = text.find("\n", begin, stop)
        found.append((begin, line_end if line_end >= 0 else stop))
    return [(begin, end) for begin, end in found if 0 < end - begin <= MAX_CHARACTERS]


def _closes(text: str, mark: str, place: int) -> bool:
    """Tell whether a mark closes one of the other kind: a curly one a straight one, or the other way.

    A straight one does behind a word, with no curly one to come.
    """
    if mark != '"':
        return mark == "”"
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    line_end = text.find("\n", place, place + MAX_CHARACTERS)
    ahead = text.find("”", place, line_end if line_end >= 0 else place + MAX_CHARACTERS)
    return not (before.isspace() or after.isalnum()) and ahead < 0
