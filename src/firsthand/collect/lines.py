"""The lines of a text as a page sets them: what can be seen of each without knowing words."""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from firsthand.text import damage
from firsthand.text.folding import fold_words

#: lines longer than this are looked at by their edges only
MAX_FOLDED = 1_000
#: a text is hard-wrapped if its lines go to about one width, within that of a page or terminal
_WRAP_WIDTH = (50, 110)
_WRAP_LINES = 6
#: a sentence's end, whatever closes after it; a colon announces what follows, so it is no heading
_CLOSED = re.compile(
    r"(?:[.!?…:;。！？।؟][\"'”’»)\]*\s]*|[,.!?][\"”»’']{1,2})(?:\\n)?(?:\s*_{2,})?$"
)
#: a byline in small letters ("by Ada Moor") does not run on
_BY = re.compile(r"by\s+[A-Z]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or several that a hard wrap had cut; places without the white space around."""

    start: int
    stop: int
    text: str
    #: folded, digits as "#"; empty if the line is too long to be furniture as a whole
    folded: str
    words: int
    closed: bool


def split(text: str, *, whole: bool = False) -> list[Line]:
    """Lines of ``text`` that are not empty, in order; hard-wrapped lines are joined.

    ``whole`` says that each line is known to stand by itself.
    """
    places = _places(text)
    if whole:
        return [make(text, start, stop) for start, stop in places]
    wrapped = _is_wrapped(text, places)
    joined: list[tuple[int, int]] = []
    for start, stop in places:
        if joined and _continues(text, joined[-1], (start, stop), wrapped):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return [make(text, start, stop) for start, stop in joined]


def make(text: str, start: int, stop: int) -> Line:
    """Line at ``start:stop`` of ``text``."""
    words = text[start:stop]
    folded = fold_words(words) if len(words) <= MAX_FOLDED else ""
    return Line(
        start=start,
        stop=stop,
        text=words,
        folded=re.sub(r"\d", "#", folded),
        words=count(words),
        closed=bool(_CLOSED.search(damage.mend(words[-20:]).text)),
    )


def count(words: str) -> int:
    """Count words; in scripts without spaces two characters count as one."""
    return len(words.split()) + len(_CJK.findall(words)) // 2


def _places(text: str) -> list[tuple[int, int]]:
    found = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            found.append((begin, begin + len(stripped)))
        start += len(line) + 1
    return found


def _is_wrapped(text: str, places: list[tuple[int, int]]) -> bool:
    """Whether most lines that run on to the next one are of about one width."""
    full = [
        (start, stop)
        for (start, stop), (after, _) in pairwise(places)
        if text.count("\n", stop, after) == 1
    ]
    if len(full) < _WRAP_LINES:
        return False
    middle = median(stop - start for start, stop in full)
    # a line that ends with a full stop may be a short paragraph and tells nothing of a wrap
    near = sum(
        abs(stop - start - middle) <= middle / 4 and not _CLOSED.search(text[start:stop][-20:])
        for start, stop in full
    )
    return _WRAP_WIDTH[0] <= middle <= _WRAP_WIDTH[1] and near > len(full) / 2


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], wrapped: bool) -> bool:
    if text.count("\n", before[1], line[0]) != 1:
        return False
    words = text[before[0] : before[1]]
    if wrapped and before[1] - before[0] >= _WRAP_WIDTH[0] // 2:
        return True
    if _BY.match(text, line[0]):
        return False
    runs_on = not _CLOSED.search(words[-20:]) or words.endswith(",")
    return (
        runs_on and text[line[0]].islower() and " " in text[line[0] : line[1]] and count(words) > 3
    )
