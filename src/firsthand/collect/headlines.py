"""The title of a page out of the several that it gives itself, without the outlet's name."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from firsthand.collect import marks
from firsthand.text.folding import fold_letters

#: headings looked at, and elements in one; pages that make a heading of every teaser have hundreds
_MAX_HEADINGS = 20
_MAX_PIECES = 12
#: headings of the second order that may be the headline where the first order is the page's path
_SECOND = 3
#: elements around a heading in which the path to the page is looked for
_PATH_AROUND = 6
_PATH = ("breadcrumb", "crumb")
#: pieces cut from a title's end ("Title - Section | Outlet")
_MAX_CUTS = 3
#: letters and digits of the shortest title, and of the shortest name of an outlet
_TITLE, _NAME = 4, 3
#: what stands between a title and the outlet: a rule with space around it, or one of those that
#: are set without
_RULE = re.compile(r"\s+(?:[|/·•–—―-]|::|»)\s+|\s*[|｜ㅣ：]\s*|-(?=[^\s-]{1,30}[|｜ㅣ])")
#: what stands between an outlet and the title
_BEFORE = re.compile(r"(?:\s[|/·•–—―-]|[:|»])\s+$")
_FILE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
#: a section set without space before the outlet
_SECTION = re.compile(r"-[^\s-]{1,30}$")


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
    #: its headings of the first order
    headings: tuple[str, ...] = ()
    #: what stands as headline before the reader's eyes, and each piece of it by itself
    shown: tuple[str, ...] = ()


def headings(tree: Any) -> tuple[str, ...]:
    """Headings of the first order of a page."""
    return _distinct(map(_content, tree.xpath("//h1")[:_MAX_HEADINGS]))


def shown(tree: Any) -> tuple[str, ...]:
    """Words of the headings that a reader sees as headlines, and of the elements in them.

    A heading of the first order in the path to the page ("Home > Politics > ...") is written for
    search engines; the headline is then of the second order.
    """
    first, second = (
        [h for h in tree.xpath(f"//{name}")[:_MAX_HEADINGS] if not _aside(h)]
        for name in ("h1", "h2")
    )
    pieces = (
        piece
        for heading in first or second[:_SECOND]
        for piece in islice(heading.iter("*"), _MAX_PIECES)
    )
    return _distinct(map(_content, pieces))


def _aside(heading: Any) -> bool:
    """Whether a heading stands in the path to the page, in a list, or beside the article."""
    around = [heading, *islice(heading.iterancestors(), _PATH_AROUND)]
    return (
        any(one.tag in {"nav", "li"} for one in around)
        or any(word.startswith(_PATH) for one in around for word in marks.words(one))
        or marks.is_elsewhere(heading)
    )


def _content(element: Any) -> str:
    return " ".join(element.text_content().split())


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for words in found if words))


def choose(titles: Titles, sites: Iterable[str]) -> str | None:
    """Choose the title of an article; ``sites`` are names of the outlet.

    The headline of the JSON-LD or the title for being shared: where they differ, the one that
    stands as headline on the page, and the JSON-LD's if that does not decide (on the open set the
    key has the one that is shown on 27 of 39 such pages; which of the two an outlet calls its title
    is its own habit). Without them a heading, then the window's.
    """
    known = [letters for site in sites if len(letters := fold_letters(site)) >= _NAME]
    headline = bare(_worded(titles.headline), known)
    shared = bare(_worded(titles.shared) or _worded(titles.posted), known)
    window = bare(titles.window, known)
    heading = _heading(titles.headings, (headline, shared, window))
    if headline and shared and fold_letters(headline) != fold_letters(shared):
        seen = [words for words in (headline, shared) if _stands(words, titles.shown)]
        if len(seen) == 1 or not _same(headline, shared):
            return seen[0] if len(seen) == 1 else headline
    chosen = min(
        filter(None, (headline, shared)), key=lambda x: len(fold_letters(x)), default=heading
    )
    if not chosen:
        chosen = next((words for words in titles.shown if _ends(window, words)), window)
    return _shortest(chosen, (headline, shared, heading)) or None


def _worded(title: str) -> str:
    """A title, or nothing if it is the name of its file ("mill-reopens-may-2")."""
    return "" if _FILE.fullmatch(title) else title


def bare(title: str, sites: Sequence[str]) -> str:
    """``title`` without the outlet's name at its end, and the section before it; sites as letters."""
    words = " ".join(title.split())
    cut = words
    for _ in range(_MAX_CUTS):
        rules = list(_RULE.finditer(cut))
        if not rules or len(fold_letters(cut[: rules[-1].start()])) < _TITLE:
            break
        tail = fold_letters(cut[rules[-1].end() :])
        if not any(_names(tail, site) for site in sites):
            break
        tight = not cut[: rules[-1].end()][-1:].isspace()
        cut = cut[: rules[-1].start()].rstrip()
        cut = _SECTION.sub("", cut) if tight else cut
    return cut


def _names(tail: str, site: str) -> bool:
    """Whether the words after a rule are the outlet: its name, more or less."""
    short, long = sorted((tail, site), key=len)
    return len(short) >= _NAME and short in long


def _heading(found: Sequence[str], others: Sequence[str]) -> str:
    """Choose the heading that another title confirms, else the first."""
    confirmed = (h for h in found if any(_same(h, other) for other in others if other))
    return next(confirmed, found[0] if found else "")


def _stands(title: str, shown: Iterable[str]) -> bool:
    """Whether a title stands among the words that are shown, if need be without its kicker."""
    letters = fold_letters(title)
    return any(
        letters.endswith(piece) and len(piece) > len(letters) / 2
        for piece in map(fold_letters, shown)
    )


def _shortest(title: str, others: Sequence[str]) -> str:
    """Cut a title that is another with a section or an outlet after a rule."""
    for other in others:
        rest = title[len(other) :]
        if len(fold_letters(other)) >= _TITLE and title.startswith(other) and _RULE.match(rest):
            return other
    return title


def _ends(title: str, words: str) -> bool:
    """Whether a title ends with some words behind an outlet and a rule ("Harbour Post: Title")."""
    rest = title[: -len(words)]
    long = len(fold_letters(words)) >= max(_TITLE, len(fold_letters(rest)))
    return long and title.endswith(words) and bool(_BEFORE.search(rest))


def _same(one: str, other: str) -> bool:
    """Whether two titles are one, up to a kicker before it or an addition."""
    a, b = sorted((fold_letters(one), fold_letters(other)), key=len)
    return a == b or (len(a) >= len(b) / 2 and len(a) > 10 and a in b)
