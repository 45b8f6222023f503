"""What an article's address says that it is about.

Newsrooms put the words of the headline into the address. Where a page has no title, or nothing of its
text could be had, they are what is left to place it by. They are never shown as a title.
"""

import re
from urllib.parse import unquote

#: so much of an address is read
MAX_CHARACTERS = 2_000
#: a part of an address with fewer words names a section, not an article
LEAST_WORDS = 3
#: numbers with more digits number the page
MAX_DIGITS = 4

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://[^/]*", re.IGNORECASE)
_SUFFIX = re.compile(r"\.\w{2,5}$")
_BETWEEN = re.compile(r"[-_+ ]+")


def words(url: str | None) -> str:
    """Words of the part of ``url`` that has most of them; the empty string if none has enough."""
    path = _HOST.sub("", (url or "")[:MAX_CHARACTERS], count=1)
    path = path.partition("?")[0].partition("#")[0]
    parts = [_telling(unquote(part)) for part in path.split("/")]
    best = max(parts, key=len)
    enough = sum(word.isalpha() for word in best) >= LEAST_WORDS
    return " ".join(best) if enough else ""


def _telling(part: str) -> list[str]:
    pieces = _BETWEEN.split(_SUFFIX.sub("", part))
    return [
        word for word in pieces if word.isalpha() or (word.isdigit() and len(word) <= MAX_DIGITS)
    ]
