"""What the class names of a page's elements say about them."""

import re
from typing import Any

#: elements around one that are looked at
_MAX_AROUND = 30
_ELSEWHERE = frozenset({"footer", "aside", "nav", "figure", "figcaption", "form"})
_AROUND = frozenset(
    "comment comments related teaser teasers recommended sidebar footer newsletter".split()
)
#: a page "without-sidebar" is no sidebar
_LAYOUT = frozenset({"with", "without", "no", "has"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def words(element: Any) -> set[str]:
    """Words of an element's class and id, in small letters."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {word.lower() for word in _WORD.findall(named[:500])}


def is_elsewhere(element: Any, *, itself: bool = False) -> bool:
    """Whether an element stands in a footer, a picture, a list of other articles or comments.

    With ``itself`` also whether it is one.
    """
    if itself and _is_aside(element):
        return True
    for count, around in enumerate(element.iterancestors()):
        if around.tag in {"article", "main", "body"} or count == _MAX_AROUND:
            return False
        if _is_aside(around):
            return True
    return False


def _is_aside(element: Any) -> bool:
    named = words(element)
    return element.tag in _ELSEWHERE or bool(named & _AROUND and not named & _LAYOUT)
