"""Pages that are not the article that was asked for: gates before it, its empty place, a part of it."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from firsthand.errors import Refused
from firsthand.lexicon import gates
from firsthand.records import Flag
from firsthand.text.folding import fold_words

#: words of a page whose title may be that of a gate, where the page is dated or names its headline
MOST_WORDS = 120
#: words of a page that is nothing but a line for a browser without scripts, or that leads on
FEW_WORDS = 60
#: characters of a text that its page says is not free, beyond which it is thought to be whole, and
#: lines at its end that may say so
WHOLE, LAST_LINES = 1_200, 12
PARTIAL = "partial"
#: the number of a page in an address: "?page=2", "/page/2/", "/2", "-2.html"
_NUMBER = re.compile(
    r"(?:[?&](?:page|pg|p|seite|pagina)=|/(?:page|seite|pagina)/|[/_-])\d{1,2}(?=/?$|\.\w{3,5}$)"
)


def refuse(tree: Any, text: str, titles: Iterable[str], *, article: bool, source: str) -> None:
    """Raise ``Refused`` for a page that is no article; ``article`` if it says that it is one."""
    size = len(text.split())
    if not article or size <= MOST_WORDS:
        for why in filter(None, map(gates.titled, map(fold_words, titles))):
            raise Refused(why, source=source)
    if size > FEW_WORDS:
        return
    for why in filter(None, map(gates.lined, map(fold_words, text.split("\n")))):
        raise Refused(why, source=source)
    if to := _leads(tree):
        raise Refused(f"the page only leads on to {to}; give that address", source=source)


def _leads(tree: Any) -> str:
    """Address to which a page leads by itself; empty if it does not."""
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            _, _, to = (element.get("content") or "")[:2_000].partition("=")
            if to.strip(" '\""):
                return str(to.strip(" '\""))
    return ""


def flags(tree: Any, text: str, address: str | None, *, free: bool) -> tuple[Flag, ...]:
    """A flag for a text that is only a part of its article; ``free`` unless its page denies it."""
    last = text.split("\n")[-LAST_LINES:]
    line = next((line.strip() for line in last if gates.partial(fold_words(line))), "")
    if line:
        return (Flag(kind=PARTIAL, why=f"its page ends with “{line}”"),)
    if not free and len(text) <= WHOLE:
        return (
            Flag(kind=PARTIAL, why="its page says that it is not free, and shows little of it"),
        )
    if after := _goes_on(tree, address):
        return (Flag(kind=PARTIAL, why=f"it goes on at {after}"),)
    return ()


def _goes_on(tree: Any, address: str | None) -> str:
    """Address of the next page of the same article; empty if there is none.

    Sites also call the article after this one the next: only the number of the page may differ.
    """
    for href in tree.xpath('//link[@rel="next"]/@href')[:1]:
        try:
            after: str = urljoin(address or "", str(href).strip())
        except ValueError:
            return ""
        if _NUMBER.search(after) and _unnumbered(after) == _unnumbered(address or ""):
            return after
    return ""


def _unnumbered(address: str) -> str:
    return _NUMBER.sub("", address.rstrip("/"))
