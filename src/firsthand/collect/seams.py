"""Markup that would tear a line apart: mended before the main text of a page is looked for.

What finds the text loses the words behind an empty element and begins a new line at a comment; of 186
open pages five lost whole clauses so.
"""

from typing import Any

#: what an element is called that is about to go. Elements do not go one by one: what stands around
#: one may hold characters that lxml reads and does not write
GONE = "gone"
#: elements that stand in a line
_INLINE = frozenset("strong em b i u span a font small sup sub mark".split())


def close(tree: Any) -> None:
    """Take comments and empty elements out of the lines of a page."""
    from lxml import etree  # noqa: PLC0415 - start-up time

    etree.strip_tags(tree, etree.Comment)
    for element in reversed(list(tree.iter(*_INLINE))):
        told = (element.text, *(child.tail for child in element))
        if all(child.tag == GONE for child in element) and not any(
            map(str.strip, filter(None, told))
        ):
            element.tag = GONE
    etree.strip_tags(tree, GONE)
