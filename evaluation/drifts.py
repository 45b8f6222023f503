"""How much of the drift that a key of claims tells is found.

The scorer leaves this out. An item of a key names words of two articles, and how the second retells the
first. It is found if a report of either has a drift: which of two was first is not always known. A report
is looked for as the scorer does; if there is none, by all of its words, those included that say who tells
it and how surely, for these are what an item is often about.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

#: the last word of a key's kind -> kinds of drift; a lost bound ("up to 30") is a hedge to the keys
KINDS = {
    "hedge": {"hedge", "number"},
    "attribution": {"attribution"},
    "number": {"number"},
    "word": {"word", "name"},
    "wording": {"word", "name"},
    "referent": {"word", "name"},
    "verb": {"word", "hedge"},
    "denial": {"denial"},
    "detail": {"word", "name", "number"},
}


def score(scorer: ModuleType, answer: Any, keys: Sequence[str]) -> dict[str, float | None]:
    """Return the share of the items found, by any drift and by one of their kind."""
    found = list(items(scorer, answer, keys))
    if not found:
        return {"found": None, "of its kind": None}
    of_kind = sum(not kinds.isdisjoint(_kinds(item)) for _, item, kinds in found)
    return {
        "found": sum(bool(kinds) for _, _, kinds in found) / len(found),
        "of its kind": of_kind / len(found),
    }


def items(
    scorer: ModuleType, answer: Any, keys: Sequence[str]
) -> Iterator[tuple[str, Any, set[str]]]:
    """Yield (story, item, kinds of drift found on it) for the items that name two texts."""
    output = scorer.Output(answer)
    for path in keys:
        key = scorer.load_key(path)
        match = scorer.Match(key, output)
        for item in key.get("drift") or ():
            if item.get("from") and item.get("to"):
                yield Path(path).stem, item, _found(match, output, item)


def _kinds(item: Any) -> set[str]:
    return KINDS.get(item["kind"].rpartition("_")[2], set())


def _found(match: Any, output: Any, item: Any) -> set[str]:
    return {
        drift["kind"]
        for number, words in (item["from"], item["to"])
        for claim, report in _reports(match, output, number, str(words))
        for drift in output.claims[claim]["drift"]
        if output.claims[claim]["reports"][drift["report"]] is report
    }


def _reports(match: Any, output: Any, number: int, words: str) -> list[tuple[Any, Any]]:
    known = [(claim, report) for _, _, claim, report in match.reports(number, words)]
    if known:
        return known
    article, places = match.places(number, words)
    return [
        (claim, report)
        for start, stop in places
        for _, _, claim, report in output.reports.get(article, ())
        if 2 * _held(report, start, stop) >= stop - start
    ]


def _held(report: Mapping[str, Any], start: int, stop: int) -> int:
    """Characters of a place that lie between the first and the last of all words of a report."""
    voices = [(v["start"], v["stop"]) for v in report["chain"] if v["start"] is not None]
    spans = [(report["start"], report["stop"]), *voices, *report["stance_words"]]
    first: int = min(span[0] for span in spans)
    last: int = max(span[1] for span in spans)
    return max(0, min(stop, last) - max(start, first))
