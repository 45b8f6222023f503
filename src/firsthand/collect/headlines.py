"""The title of a page out of the several that it gives itself, without the outlet's name."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from firsthand.text.folding import fold_words

#: headings looked at; pages that make one of every teaser have hundreds
_MAX_HEADINGS = 20
#: pieces cut from a title's end ("Title - Section | Outlet")
_MAX_CUTS = 3
#: letters and digits of the shortest title, and of the shortest name of an outlet
_TITLE, _NAME = 4, 3
#: what stands between a title and the outlet: a rule with space around it, or one of those that
#: are set without
_RULE = re.compile(r"\s+(?:[|/·•–—―-]|::|»)\s+|\s*[|｜ㅣ：]\s*|-(?=[^\s-]{1,30}[|｜ㅣ])")


class Titles(NamedTuple):
    """What a page calls its article; empty where it does not say."""

    #: in its JSON-LD
    headline: str = ""
    #: for being shared
    shared: str = ""
    #: for one network only
    posted: str = ""
    #: in its ``title`` element
    window: str = ""
    #: as it is read on the page
    headings: tuple[str, ...] = ()


def headings(tree: Any) -> tuple[str, ...]:
    """Headings of the first order of a page."""
    found = (" ".join(h.text_content().split()) for h in tree.xpath("//h1")[:_MAX_HEADINGS])
    return tuple(dict.fromkeys(words for words in found if words))


def choose(titles: Titles, sites: Iterable[str]) -> str | None:
    """Choose the title of an article; ``sites`` are names of the outlet.

    The headline of the JSON-LD, unless heading and window agree with it and the one for being
    shared differs: there the others are written for search engines more often than not (of 20 such
    pages of the open set the key has the shared one in 13). Then the shared one, a heading, the
    window.
    """
    known = [letters for site in sites if len(letters := _letters(site)) >= _NAME]
    headline = bare(titles.headline, known)
    shared = bare(titles.shared or titles.posted, known)
    window = bare(titles.window, known)
    heading = _heading(titles.headings, (headline, shared, window))
    if headline and shared and not _same(headline, shared):
        shown = [words for words in (heading, window) if words]
        return shared if shown and all(_same(words, headline) for words in shown) else headline
    chosen = min(filter(None, (headline, shared)), key=lambda x: len(_letters(x)), default=heading)
    return _shortest(chosen or window, (headline, shared, heading)) or None


def bare(title: str, sites: Sequence[str]) -> str:
    """``title`` without the outlet's name at its end, and the section before it; sites as letters."""
    words = " ".join(title.split())
    cut = words
    for _ in range(_MAX_CUTS):
        rules = list(_RULE.finditer(cut))
        if not rules or len(_letters(cut[: rules[-1].start()])) < _TITLE:
            break
        tail = _letters(cut[rules[-1].end() :])
        if not any(_names(tail, site) for site in sites):
            break
        cut = cut[: rules[-1].start()].rstrip()
    return cut


def _names(tail: str, site: str) -> bool:
    """Whether the words after a rule are the outlet: its name, more or less."""
    short, long = sorted((tail, site), key=len)
    return len(short) >= _NAME and short in long


def _heading(found: Sequence[str], others: Sequence[str]) -> str:
    """Choose the heading that another title confirms, else the first."""
    confirmed = (h for h in found if any(_same(h, other) for other in others if other))
    return next(confirmed, found[0] if found else "")


def _shortest(title: str, others: Sequence[str]) -> str:
    """Cut a title that is another with a section or an outlet after a rule."""
    for other in others:
        rest = title[len(other) :]
        if len(_letters(other)) >= _TITLE and title.startswith(other) and _RULE.match(rest):
            return other
    return title


def _same(one: str, other: str) -> bool:
    """Whether two titles are one, up to a kicker before it or an addition."""
    a, b = sorted((_letters(one), _letters(other)), key=len)
    return a == b or (len(a) >= len(b) / 2 and len(a) > 10 and a in b)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", fold_words(words))
