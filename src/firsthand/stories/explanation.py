"""Why an article stands in its story, in words that a person can check."""

from dataclasses import dataclass

from firsthand.stories.features import Features
from firsthand.stories.vector import Words

#: shared words shown by an explanation
SHOWN_WORDS = 8


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
    #: the nearest other story and the likeness to it
    nearest: tuple[str, float] | None
    merges: tuple[Joined, ...]
    #: whether the article would stand there, too, though the two stories are of different events:
    #: it tells of both
    double: bool = False
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
            said.append(f"{self.days_apart:.0f} days from the others")
        if self.nearest is not None:
            said.append(f"nearest other story: {self.nearest[0]}, likeness {self.nearest[1]:.2f}")
        if self.double:
            said.append("it tells of that event, too")
        said.extend(
            f"moved here from {move.before} when all was grouped anew" for move in self.moves
        )
        return tuple(said)


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
