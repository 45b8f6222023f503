"""The byline of a page: in its JSON-LD, in its meta elements, or where it stands to be read.

Pages often give the outlet as author and name the people elsewhere, so the first place that names
somebody else is believed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from firsthand.collect import authors, marks

#: characters of a byline; longer ones are a box about the author
_MAX_BYLINE = 120
#: marked elements looked at, names in one list
_MAX_MARKED, _MAX_NAMES = 40, 20
#: keys of meta elements that hold names, the usual ones first
_KEYS = ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author")
_KEY = re.compile(r"(?:authors?|author_name|creator|byl)$")
_MARK = re.compile(r"auth?or|auteur|byline")
#: parts of class names: what is marked is about the author, or is not this article's
_OTHER = frozenset(
    "comment comments bio biography about box avatar image img photo social follow related teaser "
    "teasers recommended card footer sidebar description date time role email newsletter icon".split()
)


def read(
    tree: Any, meta: Mapping[str, Sequence[str]], given: Sequence[str], houses: Sequence[str]
) -> tuple[str, ...]:
    """Names or lines of names as the page writes them.

    ``given`` are the authors of the JSON-LD, ``houses`` names of the outlet.
    """
    first: tuple[str, ...] = ()
    for names in _places(tree, meta, given):
        found = authors.named(names, None)
        if any(not authors.is_house(name, houses) for name in found):
            return tuple(dict.fromkeys(names))
        first = first or (tuple(dict.fromkeys(names)) if found else ())
    return first


def _places(
    tree: Any, meta: Mapping[str, Sequence[str]], given: Sequence[str]
) -> Iterator[Sequence[str]]:
    yield given
    others = (key for key in meta if _KEY.search(key) and key not in _KEYS)
    for key in (*_KEYS, *others):
        if "twitter" not in key:
            yield [name for name in meta.get(key, ()) if "//" not in name][:_MAX_NAMES]
    yield _visible(tree)


def _visible(tree: Any) -> Sequence[str]:
    """Byline that stands on the page, in the first element that says what it is."""
    marked = tree.xpath(
        '//body//*[@itemprop="author" or @rel="author" or contains(@class, "uthor")'
        ' or contains(@class, "utor") or contains(@class, "uteur") or contains(@class, "yline")'
        ' or contains(@id, "uthor")]'
    )
    for element in marked[:_MAX_MARKED]:
        if _is_marked(element) and not marks.is_elsewhere(element):
            names = _words(element)
            if names and all(authors.is_signature(name) for name in names):
                return names
    return ()


def _words(element: Any) -> list[str]:
    """Lines of an element; several links in it are a name each."""
    links = [" ".join(a.text_content().split()) for a in element.iter("a")]
    named = list(dict.fromkeys(link for link in links if link))
    pieces = [" ".join(words.split()) for words in element.itertext()]
    if sum(map(len, pieces)) > _MAX_BYLINE:
        return []
    return named[:_MAX_NAMES] if len(named) > 1 else [_until_office([p for p in pieces if p])]


def _until_office(pieces: Sequence[str]) -> str:
    """The first name with those that are joined to it; what else follows is an office or a date."""
    line = ""
    for piece in pieces:
        if line and not authors.is_open(line) and not authors.is_open(piece, first=True):
            break
        line = f"{line} {piece}".strip()
    return line


def _is_marked(element: Any) -> bool:
    if element.get("itemprop") == "author" or element.get("rel") == "author":
        return True
    words = marks.words(element)
    return any(_MARK.search(word) for word in words) and not words & _OTHER
