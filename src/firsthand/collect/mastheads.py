"""The name of an outlet that stands alone at the head of a text, as a paper prints it.

Unknown names are known by a word that names of papers and stations have ("Examiner", "Evening …");
a section, a place or a headline is none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from firsthand.lexicon import furniture, places
from firsthand.records import Part

#: lines looked at; a masthead stands with the title, the date and the byline
_LINES = 6
#: words of a name
_WORDS = (2, 5)
_MAX_NAME = 60
#: characters of a part of a head
_MAX_PART = 1_000


def find(text: str, parts: Sequence[Part]) -> str | None:
    """Name of the outlet that stands alone at the head of ``text``, beside the date or the byline."""
    lines = list(islice(_lines(text, parts), _LINES))
    for (kind, words), (beside, _) in chain(pairwise(lines), pairwise(reversed(lines))):
        if kind in {"teaser", "title"} and beside in {"date", "byline"} and _is_name(words):
            return words
    return None


def _lines(text: str, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Kind and words of the lines before the body."""
    for part in parts:
        if part.kind == "body":
            return
        for line in text[part.start : min(part.stop, part.start + _MAX_PART)].split("\n"):
            if line.strip():
                yield part.kind, line.strip()


def _is_name(line: str) -> bool:
    words = line.split()
    if not _WORDS[0] <= len(words) <= _WORDS[1] or len(line) > _MAX_NAME:
        return False
    if not re.fullmatch(r"[\w'’&. -]+", line) or any(c.isdigit() for c in line) or line[-1] == ".":
        return False
    listed = furniture.load().words
    low = [word.lower() for word in words]
    own = [word for word in low if word not in listed["section"] and word not in _SMALL]
    return (
        all(word[0].isupper() or word in _SMALL for word in words)
        and bool(own)
        and line.lower() not in places.load()
        and (low[-1] in listed["masthead"] or bool(set(low[:-1]) & listed["edition"]))
    )


_SMALL = frozenset("the of and la le les el der die das de du del di il & und et y".split())
