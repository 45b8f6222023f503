"""Words of a page that its reader does not see: left out before its text is looked for.

What is hidden by the page's own markup (attributes and inline styles) is known; style sheets and scripts
are not read. An element with much of the page's text is no hiding place: a script shows it.
"""

import re
from typing import Any

from lxml.etree import strip_elements

from firsthand.collect.seams import GONE

#: of the letters in a page's paragraphs, cells and items an element may hide so many
_SHARE = 0.3
#: elements looked at, and characters of one style
_MAX_HIDDEN, _MAX_STYLE = 5_000, 1_000
#: pixels beyond the edge of a page from which nobody scrolls back
_FAR = 900
#: values of the attribute "hidden" that hide for good
_HIDDEN = frozenset({"", "hidden", "true"})
_CLASSES = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text".split())
_ZERO = re.compile(r"[+-]?(?:0+\.?0*|\.0+)\s*(?:px|em|rem|pt|%|vh|vw)?")
_AWAY = re.compile(r"-(\d{3,6})(?:\.\d+)?px|-(\d{2,4})(?:\.\d+)?r?em")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_NAMES = {"white": "ffffff", "black": "000000"}


def leave_out(tree: Any) -> None:
    """Take out of a tree what cannot be seen."""
    marked = tree.xpath("//template|//*[@hidden]|//*[@style]|//*[@class]")
    found = [one for one in marked if _is_hidden(one)][:_MAX_HIDDEN]
    if not found:
        return
    most = _SHARE * sum(
        len(words) for part in tree.iter("p", "td", "li") for words in part.itertext()
    )
    for element in found:
        if element.getparent() is not None and sum(map(len, element.itertext())) <= most:
            element.tag = GONE
    strip_elements(tree, GONE, with_tail=False)


def _is_hidden(element: Any) -> bool:
    if element.tag in {"html", "body"}:
        return False
    if element.tag == "template" or element.get("hidden", "no").lower() in _HIDDEN:
        return True
    if _CLASSES.intersection((element.get("class") or "")[:_MAX_STYLE].lower().split()):
        return True
    style = _style(element.get("style") or "")
    return bool(style) and (_vanishes(style) or _is_far(style) or _blends(style))


def _style(written: str) -> dict[str, str]:
    """Properties of an inline style, the last of each."""
    rules = (rule.partition(":") for rule in written[:_MAX_STYLE].lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in rules if value
    }


def _vanishes(style: dict[str, str]) -> bool:
    flat = any(_ZERO.fullmatch(style.get(name, "")) for name in ("height", "max-height", "width"))
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or any(_ZERO.fullmatch(style.get(name, "")) for name in ("font-size", "opacity"))
        or (flat and style.get("overflow", "").startswith("hidden"))
    )


def _is_far(style: dict[str, str]) -> bool:
    """Whether an element stands beyond the edge of the page."""
    placed = style.get("position") in {"absolute", "fixed"}
    for name in ("left", "top", "right", "text-indent"):
        match = _AWAY.match(style.get(name, "")) if placed or name == "text-indent" else None
        if match and (match[2] or int(match[1]) >= _FAR):
            return True
    return False


def _blends(style: dict[str, str]) -> bool:
    """Whether letters have the colour of what is behind them."""
    behind = style.get("background-color") or style.get("background", "").partition(" ")[0]
    return "color" in style and _colour(style["color"]) == _colour(behind) != ""


def _colour(written: str) -> str:
    """A colour as six hexadecimal digits, or as it is written."""
    if match := _RGB.match(written):
        return "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    digits = written.removeprefix("#")
    if written.startswith("#"):
        return "".join(2 * digit for digit in digits) if len(digits) == 3 else digits[:6]
    return _NAMES.get(written, written)
