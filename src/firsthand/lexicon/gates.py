"""Words of pages that stand before an article or in its place, as data (``gates.toml``)."""

import re
from functools import cache
from typing import NamedTuple

from firsthand.lexicon import data

#: longer titles and lines are no such words
_LONGEST = 200
#: what stands between a title and the name of its outlet
_EDGE = " .!…\"'"
_RULE = re.compile(r"\s+[|–—:·»-]\s+|\s*\|\s*")


class Gate(NamedTuple):
    """A kind of such pages: what a user is told of it, and its titles and lines."""

    why: str
    titles: re.Pattern[str] | None
    lines: re.Pattern[str] | None


@cache
def _gates() -> tuple[Gate, ...]:
    return tuple(
        Gate(kind["why"], _pattern(kind.get("titles")), _pattern(kind.get("lines")))
        for kind in data.read("gates")["gate"]
    )


@cache
def _partial() -> re.Pattern[str]:
    return re.compile("|".join(data.read("gates")["partial"]["lines"]))


def _pattern(listed: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(listed)) if listed else None


def titled(title: str) -> str | None:
    """Say what is wrong with a page of this title, given folded; None if it is as of an article."""
    whole = title.strip(_EDGE) if len(title) <= _LONGEST else ""
    pieces = {whole, *_ends(whole)}
    return next(
        (
            gate.why
            for gate in _gates()
            if gate.titles and any(gate.titles.fullmatch(piece) for piece in pieces)
        ),
        None,
    )


def _ends(title: str) -> list[str]:
    """A title without what stands after its last, or before its first rule."""
    rules = list(_RULE.finditer(title))
    ends = (title[: rules[-1].start()], title[rules[0].end() :]) if rules else ()
    return [end.strip(_EDGE) for end in ends]


def lined(line: str) -> str | None:
    """Say what is wrong with a page that has this line, given folded, and little else."""
    words = line.strip(_EDGE) if len(line) <= _LONGEST else ""
    return next((gate.why for gate in _gates() if gate.lines and gate.lines.fullmatch(words)), None)


def partial(line: str) -> bool:
    """Whether a line, given folded, says that what stands before it is only a part of an article."""
    return len(line) <= _LONGEST and _partial().fullmatch(line.strip(_EDGE)) is not None
