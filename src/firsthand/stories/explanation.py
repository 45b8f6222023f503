"""Why an article stands in its story, in words that a person can check."""

from dataclasses import dataclass
from typing import NamedTuple

from firsthand.stories.features import Features
from firsthand.stories.vector import Words

#: shared words shown by an explanation
SHOWN_WORDS = 8
#: what is less like an article than that is not near it, a tenth of what makes one story
SHOWN_LIKENESS = 0.02
#: words quoted of the beginning and of the end of a part
QUOTED_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two stories that became one."""

    kept: str
    absorbed: str
    #: the article whose arrival made them alike
    article: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An article that went to another story when all were grouped anew."""

    article: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """Likeness to the members in another language."""

    #: cosine of the vectors plus weighted share of the names
    nearness: float
    #: names that weigh most on one side and stand on the other
    names: tuple[str, ...]


class Nearest(NamedTuple):
    """Another story, how like it an article is, and its headline."""

    story: str
    likeness: float
    title: str


class Aside(NamedTuple):
    """A part of an article that tells of another event."""

    words: str
    #: id and headline of the story
    story: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article stands in its story."""

    article: str
    story: str
    #: likeness to the other members (None for a story of one) and what was asked for
    likeness: float | None
    needed: float
    names: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    #: days of publication that lie between it and the others, None where not known
    days_apart: float | None
    #: the other story that is most like it
    nearest: Nearest | None
    merges: tuple[Joined, ...]
    #: its parts that tell of other events
    seconds: tuple[Aside, ...] = ()
    moves: tuple[Moved, ...] = ()
    abroad: Abroad | None = None

    def reasons(self) -> tuple[str, ...]:
        """The same in words, the weightiest first."""
        said = []
        if self.likeness is None:
            said.append("it is the only article of its story")
        else:
            said.append(
                f"likeness {self.likeness:.2f} to the other articles, {self.needed:.2f} needed"
            )
        if self.abroad:
            names = ", ".join(self.abroad.names) or "none"
            said.append(
                f"nearness {self.abroad.nearness:.2f} to those in other languages; names: {names}"
            )
        shared = (("names", self.names), ("words", self.words), ("numbers", self.numbers))
        said.extend(f"shared {kind}: {', '.join(words)}" for kind, words in shared if words)
        if self.days_apart is not None:
            said.append(_days(round(self.days_apart)))
        if self.nearest is not None and self.nearest.likeness >= SHOWN_LIKENESS:
            nearest = _named(self.nearest.story, self.nearest.title)
            said.append(f"nearest other story: {nearest}, likeness {self.nearest.likeness:.2f}")
        elif self.likeness is not None:
            said.append("no other story is like it")
        said.extend(
            f"{_quoted(one.words)} tells of another event: {_named(one.story, one.title)}"
            for one in self.seconds
        )
        said.extend(
            f"moved here from {move.before} when all was grouped anew" for move in self.moves
        )
        return tuple(said)


def _days(apart: int) -> str:
    if not apart:
        return "published within the days of the others"
    return f"published {apart} {'day' if apart == 1 else 'days'} from the others"


def _named(story: str, title: str) -> str:
    return f"“{' '.join(title.split())}” ({story})"


def _quoted(words: str) -> str:
    """First and last words of a part, as many as name it."""
    said = words.split()
    if len(said) <= 2 * QUOTED_WORDS:
        return f"“{' '.join(said)}”"
    return f"“{' '.join(said[:QUOTED_WORDS])}” to “{' '.join(said[-QUOTED_WORDS:])}”"


def shared(
    features: Features, words: Words, total: Words
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Shared (names, words, numbers), the ones that weigh most first."""
    weights = {word: weight * total[word] for word, weight in words.items() if word in total}
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    kinds: tuple[list[str], list[str], list[str]] = ([], [], [])
    for word in ranked:
        kind = 2 if word in features.numbers else 0 if word in features.names else 1
        kinds[kind].append(word)
    names, plain, numbers = (tuple(kind[:SHOWN_WORDS]) for kind in kinds)
    return names, plain, numbers
