"""Turns of a transcript or interview: words behind the name of who speaks ("ADA QUILL: We will go on.")."""

import re
from collections import Counter
from collections.abc import Sequence

from firsthand.collect.lines import Line

#: fewer turns, or one speaker alone, are a list and no conversation
MIN_TURNS, MIN_SPEAKERS = 4, 2
#: share of the lines from the first turn to the last, and of the words of a text, that turns have
MIN_SHARE = 0.4
#: words of a label, and speakers of a conversation
MAX_WORDS, MAX_SPEAKERS = 6, 60
_WHAT = r"(?:\s\([^()\n]{1,40}\))?"
#: "((Ada Quill)) ", or "SEN. ADA QUILL (Calder): "
_LABEL = re.compile(
    rf"(?:\(\((?P<inner>[^()\n]{{1,60}})\)\)|(?P<name>[^\W\d_][^\n:()]{{0,60}}?){_WHAT}\s?:)(?=\s|$|[A-Z“\"])\s*"
)


def find(lines: Sequence[Line]) -> dict[int, list[tuple[int, int]]]:
    """Number of a line -> places of the labels in it, where ``lines`` hold a conversation.

    Two speakers at least open two lines each, and their turns make much of what is there: so
    neither credits of pictures nor the heads of a list ("Price: 12") are taken for speakers. Once
    they are known, their labels are found inside lines as well.
    """
    opening = {index: found for index, line in enumerate(lines) if (found := _label(line.text))}
    names = {name for name, _ in opening.values()}
    # "MAYOR ADA QUILL" is "QUILL" from then on
    known = {name: last if (last := name.split()[-1]) in names else name for name in names}
    counted = Counter(known[name] for name, _ in opening.values())
    turns = [index for index, (name, _) in opening.items() if counted[known[name]] > 1]
    speakers = {opening[index][0] for index in turns}
    several = len({known[name] for name in speakers}) >= MIN_SPEAKERS
    if len(turns) < MIN_TURNS or not several or len(speakers) > MAX_SPEAKERS:
        return {}
    between = range(turns[0], turns[-1] + 1)
    spoken = sum(lines[index].words for index in between)
    if len(turns) < MIN_SHARE * len(between) or (
        spoken < MIN_SHARE * sum(line.words for line in lines)
    ):
        return {}
    again = re.compile(
        rf"(?<=[.?!…”\"] )(?:{'|'.join(map(re.escape, sorted(speakers)))}){_WHAT}\s?:\s*"
    )
    labels: dict[int, list[tuple[int, int]]] = {}
    for index in between:
        first = [(0, opening[index][1])] if index in opening else []
        labels[index] = first + [match.span() for match in again.finditer(lines[index].text)]
    return {index: places for index, places in labels.items() if places}


def _label(text: str) -> tuple[str, int] | None:
    """Name and end of the label that a line opens with: a name, or all in capitals."""
    match = _LABEL.match(text)
    if match is None:
        return None
    name = match["inner"] or match["name"].strip()
    words = name.split()
    named = len(words) > 1 and all(word[:1].isupper() for word in words)
    if len(words) <= MAX_WORDS and (match["inner"] or named or _shouted(name)):
        return name, match.end()
    return None


def _shouted(name: str) -> bool:
    """Tell a name in capitals, also with a small letter or two ("McCAIN", "CNNGo")."""
    capitals = sum(sign.isupper() for sign in name)
    return capitals > sum(sign.islower() for sign in name)
