"""Words with a label: what stands behind a speaker's name in an interview, and before a post's signature."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.records import Article, Part
from firsthand.text import posts

Place = tuple[int, int]
#: letters of initials, which name the one who asks or one whom only the label names
INITIALS = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another one does, or writes in a post."""

    #: words that name the speaker: before what is said, or behind it
    label: Part
    start: int
    stop: int
    #: the label is initials that mostly ask: the outlet's own voice
    asks: bool = False


def find(article: Article) -> list[Turn]:
    """Turns of an article in order, and posts that stand in none."""
    turns = _turns(article)
    apart = [post for post in posted(article) if not _overlaps(post, turns)]
    return sorted([*turns, *apart], key=lambda turn: turn.start)


def posted(article: Article) -> list[Turn]:
    """Posts that an article shows, in order."""
    signed = {part.start: part for part in article.parts if part.kind == "signature"}
    return [
        Turn(signed[post.signed], post.start, post.stop)
        for post in (posts.find(article.text) if signed else ())
        if post.signed in signed and post.start < post.stop
    ]


def _turns(article: Article) -> list[Turn]:
    """What stands behind labels; the last one ends with its paragraph."""
    text, labels = article.text, [part for part in article.parts if part.kind == "speaker"]
    ends = [after.start for after in labels[1:]]
    ends += [_paragraph(text, label.stop) for label in labels[-1:]]
    asked: dict[str, list[bool]] = {}
    for label, end in zip(labels, ends, strict=True):
        asks = text[label.stop : end].rstrip().endswith("?")
        asked.setdefault(named(text, label), []).append(asks)
    askers = {
        name
        for name, turns in asked.items()
        if len(name) <= INITIALS and name.isupper() and 2 * sum(turns) >= len(turns)
    }
    return [
        Turn(label, label.stop, end, named(text, label) in askers)
        for label, end in zip(labels, ends, strict=True)
    ]


def _overlaps(post: Turn, turns: Sequence[Turn]) -> bool:
    before = bisect_left(turns, post.stop, key=lambda turn: turn.start)
    return before > 0 and turns[before - 1].stop > post.start


def named(text: str, label: Part) -> str:
    """Name in a label, without its marks and what the speaker is: "SEN. ADA QUILL (Calder):"."""
    words = text[label.start : label.stop].strip().strip(":( )—–-")
    return words.partition(" (")[0].partition(",")[0]


def spoken(quotes: Sequence[Place], turns: Sequence[Turn]) -> Iterator[tuple[Place, Turn | None]]:
    """Quotations and turns in order, none over another: a quotation inside a turn parts it.

    Whoever is quoted in a turn has marks of his own; a mark that is closed in another turn is none.
    """
    rest = list(reversed(quotes))
    for turn in turns:
        while rest and rest[-1][1] <= turn.start:
            yield rest.pop(), None
        at = turn.start
        while rest and rest[-1][0] < turn.stop:
            start, stop = rest.pop()
            if start >= at and stop <= turn.stop:
                yield (at, start), turn
                yield (start, stop), None
                at = stop
        yield (at, turn.stop), turn
    yield from ((quote, None) for quote in reversed(rest))


def _paragraph(text: str, start: int) -> int:
    """End of the paragraph that goes on from a place, or begins behind it."""
    words = text[start:]
    end = words.find("\n", len(words) - len(words.lstrip()))
    return len(text) if end < 0 else start + end
