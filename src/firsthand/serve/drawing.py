"""The drawings of a page as shapes: places in per cent of a lane, or in px of a rail.

They stand in the cells of tables, whose words say the same; the stylesheet colours them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firsthand.serve.axis import Axis, Mark
from firsthand.serve.times import DAYS
from firsthand.serve.tree import DEEPEST, Row

#: an interval up to this long is a point; of what is expected, up to a day
_POINT, _DAY = timedelta(hours=1), timedelta(days=1)
#: bins of a lane that holds a whole family, and the least height of one in per cent
_BINS, _LEAST = 96, 12
#: strip of a story: block of a report, room after it and after a family, thinnest block, thinnest
#: bar of a family, whole width in px; families that are drawn
_BLOCK, _GAP, _APART, _THINNEST, _LEAST_BAR, _WIDEST, _FAMILIES = 5.5, 1.5, 5, 4, 3, 150, 18
#: labels on an axis
_LABELS = 16
#: up to so many labels all have room on a phone
_ROOMY = 7
#: rail of the lineage: x of the first depth, the widest step to the next, how far all steps lead
#: together so that a phone's rail holds the last node, middle of a node
_FIRST, _STEP, _FARTHEST, _MIDDLE = 18, 48, 72, "20"
_LINES = {
    "copy": "", "trimmed": "edited", "excerpt": "edited", "version": "edited",
    "rewrite": "re", "translation": "re",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from one point to another; lengths as SVG writes them ("12.5%", "18")."""

    x1: str
    x2: str
    y1: str = "50%"
    y2: str = "50%"
    ink: str = "soft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    x: str
    ink: str = "pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A bar of a lane with bins."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The reports of a story in a list, those of one family side by side; lengths in px."""

    width: float
    #: x and width
    bars: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    x: str
    text: str
    #: left out where there is little room
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one lane shows besides the grid."""

    lines: tuple[Line, ...] = ()
    discs: tuple[Disc, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of the lineage with the lines that lead to it and on from it."""

    lines: tuple[Line, ...]
    x: int
    width: int
    text: str
    lost: bool
    #: pills behind it
    stack: int


def strip(families: Sequence[int]) -> Strip:
    """Draw a block for every report; where these would be too thin, a bar for every family."""
    shown = families[:_FAMILIES]
    room = _WIDEST - _APART * (len(shown) - 1)
    step = min(room / max(sum(shown), 1), _BLOCK + _GAP)
    gap = _GAP if step - _GAP >= _THINNEST else 0.0
    bars, x = [], 0.0
    for size in shown:
        count, wide = (size, step - _GAP) if gap else (1, max(step * size, _LEAST_BAR))
        bars += [(round(x + n * step, 1), round(wide, 1)) for n in range(count)]
        x += (count - 1) * step + wide + _APART
    return Strip(width=round(max(x - _APART, 0), 1), bars=tuple(bars))


def labels(axis: Axis) -> list[Label]:
    """Label the axis: days in the middle of their column, other units where they begin."""
    ticks = list(axis.ticks())
    ticks = ticks[:: -(-len(ticks) // _LABELS)] if ticks else []
    half = _DAY / 2 if axis.daily else timedelta()
    return [
        Label(
            x=_percent(axis.part(moment + half)),
            text=f"{DAYS[moment.weekday()]} {text}" if axis.daily else text,
            minor=len(ticks) > _ROOMY and place % 3 > 0,
        )
        for place, (moment, text) in enumerate(ticks)
        if moment + half < axis.stop
    ]


def grid(axis: Axis, now: datetime | None = None) -> list[Line]:
    """Draw what stands behind every lane: the units of the axis, and the as-of moment."""
    ticks = list(axis.ticks())
    step = -(-len(ticks) // _LABELS) or 1
    lines = [_upright(axis.part(moment), "g") for moment, _ in ticks[::step]]
    if now is not None and axis.start <= now <= axis.stop:
        lines.append(_upright(axis.part(now), "now"))
    return lines


def lane(axis: Axis, mark: Mark) -> Lane:
    """Draw a time: a disc for a point, a line between ends for an interval, a bar for what lasts."""
    first = axis.part(mark.earliest) if mark.earliest else 0
    last = axis.part(mark.latest) if mark.latest else 100
    if mark.lasting:
        ink = "lasts dash" if mark.expected else "lasts"
        return Lane(lines=(Line(x1=_percent(first), x2=_percent(last), ink=ink),))
    point = _DAY if mark.expected else _POINT
    disc = "pt open" if mark.expected else "pt"
    if mark.earliest and mark.latest and mark.latest - mark.earliest <= point:
        return Lane(discs=(Disc(x=_percent((first + last) / 2), ink=disc),))
    ink = "soft dash" if mark.expected else "soft"
    lines = [Line(x1=_percent(first), x2=_percent(last), ink=ink)]
    ends = [(mark.earliest, first), (mark.latest, last)]
    lines += [
        Line(x1=_percent(x), x2=_percent(x), y1="30%", y2="70%")
        for time, x in ends
        if time is not None and axis.start <= time <= axis.stop
    ]
    stated = () if mark.stated is None else (Disc(x=_percent(axis.part(mark.stated))),)
    return Lane(lines=tuple(lines), discs=stated)


def crowd(axis: Axis, marks: Sequence[Mark]) -> Lane:
    """Draw a family as a histogram of the times from which its reports can have been there."""
    times = [time for mark in marks if (time := mark.earliest or mark.latest)]
    bins = Counter(min(int(axis.part(time) / 100 * _BINS), _BINS - 1) for time in times)
    most = max(bins.values(), default=1)
    wide = 100 / _BINS
    return Lane(
        boxes=tuple(
            Box(
                x=_percent(at * wide), width=_percent(wide * 0.8),
                y=_percent(100 - high), height=_percent(high),
            )
            for at, n in sorted(bins.items())
            if (high := max(n / most * 100, _LEAST))
        )
    )  # fmt: skip


def rails(rows: Sequence[Row]) -> Iterator[Node]:
    """Draw the rail of every row of the lineage, the lines of the rows above carried on."""
    going: dict[int, str] = {}
    places = _places(max((min(row.depth, DEEPEST) for row in rows), default=0))
    for row in rows:
        depth = min(row.depth, DEEPEST)
        lines = [
            Line(x1=str(places[d]), x2=str(places[d]), y1="0", y2="100%", ink=ink)
            for d, ink in going.items()
            if d < depth - 1
        ]
        if row.link is not None and depth:
            ink = _ink(row)
            end = _MIDDLE if row.last else "100%"
            x = str(places[depth - 1])
            lines += [
                Line(x1=x, x2=x, y1="0", y2=end, ink=going.get(depth - 1, ink)),
                Line(x1=x, x2=str(places[depth] - 13), y1=_MIDDLE, y2=_MIDDLE, ink=ink),
            ]
        going = {d: i for d, i in going.items() if d < depth - row.last}
        if row.parent:
            going[depth] = "ln"
            x = str(places[depth])
            lines.append(Line(x1=x, x2=x, y1=_MIDDLE, y2="100%", ink="ln"))
        text = row.mark.strip("()")
        folded = len(row.nodes) > 1
        text = f"×{len(row.nodes)}" if folded else text
        width = max(26, 10 + 8 * len(text))
        yield Node(
            lines=tuple(lines), x=places[depth] - 13, width=width, text=text,
            lost=row.mark.startswith("("), stack=2 if folded else 0,
        )  # fmt: skip


def _ink(row: Row) -> str:
    assert row.link is not None
    if row.link.relation in _LINES and not row.link.coverage:
        return "ln cites"
    return f"ln {_LINES.get(row.link.relation, 'cites')}".rstrip()


def _places(deepest: int) -> list[int]:
    """Return the x of every depth: the fewer there are, the longer the lines between them."""
    step = min(_STEP, _FARTHEST // max(deepest, 1))
    return [_FIRST + step * depth for depth in range(deepest + 1)]


def _upright(x: float, ink: str) -> Line:
    return Line(x1=_percent(x), x2=_percent(x), y1="0", y2="100%", ink=ink)


def _percent(x: float) -> str:
    return f"{x:.4g}%"
