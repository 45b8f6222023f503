"""Why: the reasons behind a story's articles, a link, a claim's origins."""

from collections.abc import Sequence

from firsthand import pipeline
from firsthand.errors import UsageError
from firsthand.records import ACTS_ON_STORIES, Corrected, Merge, Pair, Range
from firsthand.store import acts, findings, shelf
from firsthand.store.database import Database
from firsthand.upkeep.placing import placer_of
from firsthand.upkeep.tracing import around, lineage

#: what two texts have to do with one another, as it is said
_RELATIONS = {
    "copy": "the same words", "trimmed": "shortened", "version": "another version",
    "excerpt": "an excerpt", "rewrite": "retold", "translation": "translated",
    "shared_quotes": "the same quotations", "furniture": "the same captions",
}  # fmt: skip


def explain(database: Database, names: Sequence[str]) -> list[str]:
    """Say why something was found; see ``Library.explain``."""
    numbers = shelf.numbers(database, names)
    if len(names) == 2 and len(numbers) == 2:
        return _pair(database, names[0], names[1], numbers)
    if len(names) == 1 and numbers:
        return _placed(database, names[0], numbers[names[0]])
    if len(names) == 1:
        return _counted(database, names[0])
    raise UsageError("name one article, two articles, a claim or a story of this library")


def _placed(database: Database, name: str, number: int) -> list[str]:
    """Say why an article stands in its story."""
    placer = placer_of(database, pipeline.equip().encoder, number)
    try:
        found = placer.explain(name)
    except KeyError:
        raise UsageError(f"{name} was removed and stands in no story") from None
    story = findings.memberships(database, [number])
    row = database.one("story_at", story[number]) if number in story else None
    decided = acts.deciding(database, story[number], ACTS_ON_STORIES) if number in story else ()
    return [f"story: {row['id'] if row else found.story}", *map(_marked, decided), *found.reasons()]


def _pair(database: Database, a: str, b: str, numbers: dict[str, int]) -> list[str]:
    """Say what two articles have to do with one another."""
    traced = lineage(around(database, numbers.values()), pipeline.equip())
    pair = traced.pair(a, b)
    return [
        f"{_RELATIONS.get(pair.relation, pair.relation)}: {_direction(pair)}",
        f"{pair.coverage:.0%} of the shorter text is in both; confidence {pair.confidence:.2f}",
        *traced.explain(a, b)[1:],
    ]


def _direction(pair: Pair) -> str:
    """Say which of the two has its words from the other."""
    third = f"a third text ({pair.upstream})" if pair.upstream else "a third text"
    said = {
        "a->b": f"{pair.b} has its words from {pair.a}", "b->a": f"{pair.a} has its words from {pair.b}",
        "both": f"both have their words from {third}",
    }  # fmt: skip
    return said.get(pair.direction, "which came first is not known")


def _counted(database: Database, name: str) -> list[str]:
    """Say how the origins of a claim or story were counted."""
    row = database.one("claim_place", name)
    found = findings.story(database, row["story"] if row else name)
    if found is None:
        raise UsageError(
            f"there is no article, claim or story {name!r} in this library; `firsthand search`, "
            "`claims` and `stories` list them"
        )
    if row is None:
        return [*_origins(found[1].independent_origins), *map(_marked, found[1].corrected_by)]
    claim = found[1].claims[row["place"]]
    article, start, stop = claim.text
    [told] = shelf.load(database, [*shelf.numbers(database, [article]).values()])
    words = " ".join(told.article.text[start:stop].split())
    named = [f"origin: {origin.name} ({origin.kind})" for origin in claim.origins]
    marks = map(_marked, claim.corrected_by)
    counted = _origins(claim.independent_origins)
    return [f"claim: “{words}”", f"story: {found[1].id}", *counted, *named, *marks]


def _marked(mark: Corrected) -> str:
    """Say that an act had a part in it."""
    what = {
        "merge": "stories were put together", "split": "articles were set apart",
        "move": "an article was moved here", "pin": "an article is held here",
        "same-claim": "reports were put together", "not-same-claim": "reports were set apart",
    }  # fmt: skip
    return f"{what[mark.act]} {mark.said} (act {mark.number})"


def _origins(counted: Range) -> list[str]:
    low, high = counted.low, counted.high
    count = f"{low}" if low == high else f"{low} to {high}"
    return [f"independent origins: {count}", *map(_merge, counted.merges)]


def _merge(merge: Merge) -> str:
    return f"counted as one, by {merge.because}: {', '.join(merge.members)} ({merge.why})"
