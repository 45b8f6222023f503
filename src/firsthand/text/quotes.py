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
}
#: no quotation runs longer without a new opening mark at the head of a paragraph
MAX_CHARACTERS = 3_000
_MARK = re.compile("‘‘|’’|``|''|[“”„«»「」『』\"]")


def quoted(text: str, start: int = 0, stop: int | None = None) -> list[tuple[int, int]]:
    """Places of the words between double quotation marks, marks left out, in order.

    A quotation that is opened and not closed ends with its paragraph (the habit of newspapers for
    quotations that run on); single quotation marks are not read, they are apostrophes too often.
    """
    stop = len(text) if stop is None else stop
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
            elif mark in closing:
                found.append((begin, place))
                opened = None
                continue
        if opened is None and mark in _OPEN_CLOSE and mark != "»":
            opened = (match.end(), _OPEN_CLOSE[mark])
    if opened is not None:
        begin = opened[0]
        line_end = text.find("\n", begin, stop)
        found.append((begin, line_end if line_end >= 0 else stop))
    return [(begin, end) for begin, end in found if 0 < end - begin <= MAX_CHARACTERS]
