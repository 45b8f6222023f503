"""The text that a page gives apart from its markup (``articleBody``), held against the one found.

The words of the page stay what is read: the body given apart only tells which of its blocks are the
article's, since it comes without links and often in one line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from firsthand.collect import blocks
from firsthand.collect.blocks import Blocks
from firsthand.text.folding import letters

#: letters of a body that is a text and no summary, and of a line that can be told apart
_BODY, _LINE = 500, 20
#: share of a text found again in another from which one holds the other (a body that is longer by
#: something else, as by teasers, holds less of what was found)
_HELD = 0.95
#: the body is believed to have more when it is so many times longer
_LONGER = 1.15
#: blocks of a page, and letters of a body, looked at
_MAX_BLOCKS, _MAX_BODY = 3_000, 100_000
_LEAVES = ("p", "li", "blockquote", "h2", "h3", "h4")


def agreed(found: Blocks, tree: Any, body: str) -> Blocks:
    """The blocks found, with what the body has more of, and without what follows its end."""
    wanted = letters(body[:_MAX_BODY])
    if len(wanted) < _BODY:
        return found
    lines = [letters(line) for line in found.text.split("\n")[:_MAX_BLOCKS]]
    size = sum(map(len, lines))
    held = sum(len(line) for line in lines if line in wanted)
    if len(wanted) >= _LONGER * size and (held >= _HELD * size or size < len(wanted) / 2):
        more = blocks.write(_blocks(tree, wanted))
        if len(letters(more.text)) >= _HELD * len(wanted):
            return more
    return _cut(found, lines, wanted) if held >= _HELD * len(wanted) else found


def _blocks(tree: Any, wanted: str) -> Iterator[Any]:
    """Elements of the page whose words are in the body, in the body's order."""
    place = 0
    for count, element in enumerate(tree.iter(*_LEAVES)):
        if count == _MAX_BLOCKS:
            return
        words = letters(element.text_content())
        start = wanted.find(words, place) if words else -1
        if start >= 0 and (len(words) >= _LINE or start == place):
            place = start + len(words)
            yield element


def _cut(found: Blocks, lines: Sequence[str], wanted: str) -> Blocks:
    """Cut what follows the line with which the body ends."""
    for number in range(len(lines) - 1, -1, -1):
        if len(lines[number]) >= _LINE and wanted.endswith(lines[number]):
            kept = "\n".join(found.text.split("\n")[: number + 1])
            anchors = tuple(anchor for anchor in found.anchors if anchor.stop <= len(kept))
            return replace(found, text=kept, anchors=anchors)
    return found
