"""Pages that list articles and are none: a front page, a section, an archive.

Their text comes out of cards: pieces of the page that hold one linked title each. An article has such
cards around it, but its own words stand outside of them, or all in one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Any
from urllib.parse import urlsplit

from firsthand.text.folding import letters

#: titles looked at, elements around one, and letters of a card: what is longer is a text of its own
_MAX_TITLES, _MAX_AROUND, _MAX_CARD = 1_000, 12, 1_000
#: lines of the text looked at: a list shows early what it is
_MAX_LINES = 300
#: letters of a linked line that is a title
_TITLE = 16
#: cards that the text must come from, and the share of it. Of 1,466 pages of five open sets of articles one
#: is built so, and says that it is an article; half as many cards take some twenty
_MIN_CARDS, _SHARE = 4, 0.6
_BLOCKS = frozenset("p div br ul ol section article time table h2 h3 h4 img figure hr".split())
_HEADINGS = "h1 h2 h3 h4 h5 h6".split()


def is_list(tree: Any, text: str, address: str | None) -> bool:
    """Whether the main text found on a page is made of pieces about other pages."""
    found = (card.text_content() for card in _cards(tree, address))
    cards = [letters(words) for words in found if len(words) <= _MAX_CARD]
    if len(cards) < _MIN_CARDS:
        return False
    starts = list(accumulate((len(card) + 1 for card in cards), initial=0))
    whole = "\n".join(cards)
    lines = [line for line in map(letters, text.split("\n")[:_MAX_LINES]) if line]
    places = {line: whole.find(line) for line in lines}
    size = sum(len(line) for line in lines if places[line] >= 0)
    used = {bisect_right(starts, place) for place in places.values() if place >= 0}
    return len(used) >= _MIN_CARDS and size >= _SHARE * sum(map(len, lines))


def _cards(tree: Any, address: str | None) -> Iterator[Any]:
    """For each linked title the largest element around it that holds no other one."""
    titles = list(islice(_titles(tree, address), _MAX_TITLES))
    held: dict[Any, int] = {}
    for title in titles:
        for around in islice(title.iterancestors(), _MAX_AROUND):
            held[around] = held.get(around, 0) + 1
    for title in titles:
        card = title
        for around in islice(title.iterancestors(), _MAX_AROUND):
            if held[around] > 1:
                break
            card = around
        yield card


def _titles(tree: Any, address: str | None) -> Iterator[Any]:
    """Headings that are a link, and links that stand alone in their line, to other pages."""
    seen: set[str] = set()
    for anchor in tree.iter("a"):
        href = (anchor.get("href") or "").strip()
        if href in seen or not _leads_on(href, address):
            continue
        heading = next(anchor.iter(*_HEADINGS), None)
        around = anchor.getparent()
        if heading is None and around is not None and around.tag in _HEADINGS:
            heading = around
        if heading is not None or (_is_alone(anchor) and len(_words(anchor)) >= _TITLE):
            seen.add(href)
            yield heading if heading is not None else anchor


def _is_alone(anchor: Any) -> bool:
    """Whether a link stands between blocks, with no words beside it."""
    before, after, around = anchor.getprevious(), anchor.getnext(), anchor.getparent()
    ahead = before.tail if before is not None else around.text
    return not ((ahead or "").strip() or (anchor.tail or "").strip()) and all(
        one is None or one.tag in _BLOCKS for one in (before, after)
    )


def _words(element: Any) -> str:
    return " ".join(element.text_content()[:_MAX_CARD].split())


def _leads_on(href: str, address: str | None) -> bool:
    """Whether a link leads to another page of the same site."""
    try:
        there, here = urlsplit(href), urlsplit(address or "")
    except ValueError:
        return False
    if there.scheme not in {"", "http", "https"} or not (there.path or there.query):
        return False
    return (not there.netloc or not here.netloc or there.netloc == here.netloc) and (
        there.path != here.path or there.query != here.query
    )
