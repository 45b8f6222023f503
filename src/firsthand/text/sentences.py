"""Sentences of a text with their places."""

import re
from functools import cache

import sentencex

from firsthand.lexicon import language as lexicon
from firsthand.settings import DEFAULT

#: characters of a line that are split at a time; the longest paragraph of the open sets has 9,000
MAX_LINE = 10_000
#: a break that wraps a line of many words, as in mails and plain text
_WRAPPED = re.compile(
    # the break comes first, so that nothing else of a text is looked at
    r"\n(?<=[^\n]{40}\n)(?:(?<=[^\s.!?…:;]\n)(?=[a-zß-öø-ÿа-яё])|(?<=,\n)(?=\S))"
)
_HALF_DAY = re.compile(r"\b[ap]\.m\.\s*$")
_ZONE = re.compile(r"(?:[A-Z]\w+ ){1,3}(?:[Tt]ime|[Ss]tandard)\b|[A-Z]{2,4}\b")
_LETTER, _INITIAL = re.compile(r"[A-Z]\.$"), re.compile(r"[A-Z]\.")
_ABBREVIATED = re.compile(r"(?<![\w.])(\w{1,6})\.\s*$")


def split(
    text: str, start: int = 0, stop: int | None = None, *, language: str = "en"
) -> list[tuple[int, int]]:
    """Places of the sentences of ``text[start:stop]``, without the white space around them.

    A line break ends a sentence, but for one that only wraps it: before a small letter, or behind a
    comma. What is longer than the settings allow is cut at white space,
    so that no later stage meets a sentence without bound.
    """
    stop = len(text) if stop is None else stop
    found: list[tuple[int, int]] = []
    line_start = start
    for line in _WRAPPED.sub(" ", text[start:stop]).split("\n"):
        if line.strip():
            found.extend(_split_line(text, line, line_start, language))
        line_start += len(line) + 1
    return found


def _split_line(text: str, line: str, offset: int, language: str) -> list[tuple[int, int]]:
    places = [
        (begin + boundary["start_index"], begin + boundary["end_index"])
        for begin, end in _windows(line)
        for boundary in sentencex.get_sentence_boundaries(language, line[begin:end])
    ]
    found = []
    for begin, end in _rejoin(line, places, _titles(language)):
        found.extend(_cut(text, *_strip(text, offset + begin, offset + end)))
    return [(begin, end) for begin, end in found if begin < end]


def _windows(line: str) -> list[tuple[int, int]]:
    """Pieces of a long line: the splitter takes quadratic time on thousands of quotation marks."""
    windows = []
    begin = 0
    while len(line) - begin > MAX_LINE:
        limit = begin + MAX_LINE
        end = max(line.rfind(". ", begin, limit), line.rfind(" ", limit - 200, limit)) + 1
        end = end if end > begin + MAX_LINE // 2 else limit
        windows.append((begin, end))
        begin = end
    windows.append((begin, len(line)))
    return windows


def _rejoin(
    line: str, places: list[tuple[int, int]], titles: frozenset[str]
) -> list[tuple[int, int]]:
    """Undo a break inside a time of day or a name: "9 a.m. KST", "Ms. Quill", "Calder-U.S. ties"."""
    joined: list[tuple[int, int]] = []
    for begin, end in places:
        hour = _HALF_DAY.search(line, max(0, begin - 8), begin) and (
            _ZONE.match(line, begin) or _day().match(line, begin)
        )
        inside = _LETTER.search(line, max(0, begin - 2), begin) and _INITIAL.match(line, begin)
        if joined and (hour or inside or _entitled(line, begin, titles)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


def _entitled(line: str, begin: int, titles: frozenset[str]) -> bool:
    """Tell whether a title stands before a place and a name behind it."""
    before = _ABBREVIATED.search(line, max(0, begin - 8), begin)
    return before is not None and before[1].lower() in titles and line[begin : begin + 1].isupper()


@cache
def _day() -> re.Pattern[str]:
    """Day behind an hour ("9 p.m. Sunday", "9 p.m. March 3") that opens no sentence ("Sunday's game")."""
    words = lexicon.load()
    weekdays = "|".join(sorted(map(str.capitalize, words["hours.weekdays"])))
    months = "|".join(sorted(map(str.capitalize, words["hours.months"])))
    return re.compile(rf"(?:{weekdays})\b(?!['’])|(?:{months})[a-z]*\.? \d")


def _titles(code: str) -> frozenset[str]:
    """Titles that end with a full stop in a language, as far as that is known."""
    if code not in lexicon.PARSED | lexicon.UNPARSED:
        return frozenset()
    return lexicon.load(code).lists.get("abbreviations.titles", frozenset())


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _cut(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    pieces = []
    while stop - start > DEFAULT.max_sentence_characters:
        limit = start + DEFAULT.max_sentence_characters
        space = text.rfind(" ", start + 1, limit)
        end = space if space > start else limit
        pieces.append((start, end))
        start, _ = _strip(text, end, stop)
    pieces.append((start, stop))
    return pieces
