"""Removed reports, shown where they stood: in the story of most of those that stood beside them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.reading import Reading
from firsthand.records import Article, Node, Removed, Story
from firsthand.store import findings, takedowns
from firsthand.store.database import Database
from firsthand.store.takedowns import Left
from firsthand.timeline.replay import PRESENT, Replay


def show(
    database: Database,
    reading: Reading,
    numbers: Sequence[int] | None,
    replay: Replay = PRESENT,
) -> Reading:
    """Put removed reports into the stories of a reading of these articles (all of them if None).

    With ``replay`` those that were public, or known, by then, whenever they were removed.
    """
    if numbers is None:
        numbers = [row["number"] for row in database.all("everything")]
    left = [one for one in takedowns.left(database, numbers) if _is_there(one.report, replay)]
    homes = {name: story.id for story in reading.stories for name in story.articles}
    stood: dict[str, list[Removed]] = {}
    for one in left:
        if home := _home(one, homes, replay):
            stood.setdefault(home, []).append(one.report)
    gone = [one for of in stood.values() for one in of]
    marks = findings.marks(database, [*homes, *(one.id for one in gone)])
    letters, cited = findings.letters(database, homes), defaultdict[str, dict[str, str]](dict)
    for link in reading.lineage.links:
        if known := letters.get((link.to, text(link.upstream))):
            cited[homes[link.to]].setdefault(link.upstream, known)
    nodes = (Node(id=one.id, kind="tombstone", name=one.name) for one in gone)
    return replace(
        reading,
        stories=tuple(
            _with(story, stood.get(story.id, ()), marks, cited[story.id])
            for story in reading.stories
        ),
        lineage=replace(reading.lineage, nodes=(*reading.lineage.nodes, *nodes)),
    )


def text(node: str) -> str:
    """Name a text that is cited: which texts one that was not collected hangs together with may change."""
    return node.split(":")[1] if node.startswith("lost:") else node


def _with(
    story: Story,
    removed: Sequence[Removed],
    marks: Mapping[str, str],
    cited: Mapping[str, str],
) -> Story:
    """Put removed reports into a story, and the marks that all of it have once for all."""
    names = (*story.articles, *(one.id for one in removed))
    kept = {**cited, **{name: marks[name] for name in names if name in marks}}
    return replace(story, removed=tuple(removed), marks=kept)


def _is_there(report: Removed, replay: Replay) -> bool:
    """Tell whether a report had appeared by then: what gave no date had when it was first kept."""
    bare = Article(
        id=report.id, source="", text="", published=report.published, seen=report.seen or report.kept
    )  # fmt: skip
    return bool(replay.public(replay.known([bare])))


def _home(left: Left, stories: Mapping[str, str], replay: Replay) -> str | None:
    """Name the story in which most of those that stood beside a report stand; of equals the first.

    ``stories`` are those of the reading, by their articles; that of the present is one of many.
    """
    where = [(stories.get(name) if replay.moment else number, name) for name, number in left.homes]
    counted = Counter(home for home, _ in where if home is not None)
    for most, _ in counted.most_common(1):
        return next(
            (stories[name] for home, name in where if home == most and name in stories), None
        )
    return None
