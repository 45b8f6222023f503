"""Why two articles are linked, in sentences that quote what they rest on."""

from collections.abc import Iterable

from firsthand.lineage.direction import links
from firsthand.lineage.evidence import Evidence
from firsthand.records import Change, Pair, Passage

#: Passages and changes that are quoted, and characters of each.
_QUOTED, _CHARACTERS = 3, 90


def explain(evidence: Evidence, pair: Pair, changed: Iterable[Change] = ()) -> tuple[str, ...]:
    """Sentences: what the two have to do with one another, then each piece of evidence."""
    names = {key: evidence.name(key) for key in (pair.a, pair.b)}
    return (
        _verdict(pair, names),
        *pair.why,
        *(line for key in (pair.a, pair.b) for line in _claims(evidence, key)),
        *_linked(evidence, pair, names),
        *_quoted(pair.passages),
        *(
            f"changed ({c.kind}): “{_cut(c.before)}” to “{_cut(c.after)}”"
            for c in tuple(changed)[:_QUOTED]
        ),
    )


def _verdict(pair: Pair, names: dict[str, str]) -> str:
    a, b = names[pair.a], names[pair.b]
    ways = {
        "a->b": f"{b} has it from {a}",
        "b->a": f"{a} has it from {b}",
        "both": f"{a} and {b} have it from a third",
    }
    way = ways.get(pair.direction, f"{a} and {b}: no direction is known")
    return f"{pair.relation}: {way} (confidence {pair.confidence:.0%})"


def _claims(evidence: Evidence, key: str) -> Iterable[str]:
    """What an article claims of itself, and when it was seen."""
    article, name = evidence.articles[key], evidence.name(key)
    for credit in article.credits:
        yield f"{name} credits {credit.agency}: “{_cut(credit.text)}”"
    if article.published.value is not None:
        yield f"{name} is dated {article.published.value} ({article.published.origin})"
    if article.seen is not None:
        yield f"{name} was first seen at {article.seen:%Y-%m-%d %H:%M} UTC"


def _linked(evidence: Evidence, pair: Pair, names: dict[str, str]) -> Iterable[str]:
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        words = links(evidence.articles[one], evidence.articles[other])
        if words is not None:
            quoted = f" with the words “{_cut(words)}”" if words.strip() else ""
            yield f"{names[one]} links the page of {names[other]}{quoted}"


def _quoted(passages: tuple[Passage, ...]) -> Iterable[str]:
    longest = sorted(passages, key=lambda p: (p.b.start - p.b.stop, p.b.start))[:_QUOTED]
    for passage in longest:
        if passage.a is not None:
            yield f"{passage.kind}: “{_cut(passage.a.text)}” / “{_cut(passage.b.text)}”"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _CHARACTERS else f"{words[: _CHARACTERS - 1]}…"
