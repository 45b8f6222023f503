"""A text on its way to its parts: its lines, and what is known of each so far."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from firsthand.collect.datelines import Piece
from firsthand.collect.lines import Line
from firsthand.lexicon import furniture
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.text import posts
from firsthand.text.posts import Post

#: a paragraph: what makes the lines around it part of an article
PARAGRAPH_WORDS = 12
#: a line without a full stop is a heading or a teaser up to so many words (read on real pages:
#: longer ones are damaged paragraphs as often as furniture)
HEADING_WORDS = 12
#: lines looked at from either end; no article has so many, what lies between stays body
MAX_LINES = 2_000


@dataclass(slots=True)
class Page:
    """The lines of one text with what is known of each so far; ``kinds`` has None for body."""

    text: str
    lines: list[Line]
    gazetteer: Gazetteer
    language: str
    title: str | None = None
    #: what the markup knows of lines, by their starts (see ``Blocks.marks``); None without markup
    marks: Mapping[int, str] | None = None
    kinds: list[str | None] = field(default_factory=list)
    headers: dict[int, list[Piece]] = field(default_factory=dict)
    words: furniture.Furniture = field(default_factory=furniture.load)
    rules: dict[tuple[int, int], furniture.Rule | None] = field(default_factory=dict)
    #: posts of networks that it shows, in order
    posts: list[Post] = field(init=False)

    def __post_init__(self) -> None:
        self.posts = list(posts.find(self.text))

    def rule(self, line: Line) -> furniture.Rule | None:
        """Rule of words that fits a line; looked for once."""
        place = (line.start, line.stop)
        if place not in self.rules:
            self.rules[place] = self.words.rule(line.text, line.folded, line.words, self.language)
        return self.rules[place]

    def posted(self, line: Line) -> bool:
        """Whether a line holds words of a post or the signature below it."""
        return bool(self.posts_in(line.start, line.stop))

    def posts_in(self, start: int, stop: int) -> list[Post]:
        """Posts of which words or the signature stand in a stretch."""
        first = bisect_right(self.posts, start, key=lambda post: post.end)
        return self.posts[first : bisect_left(self.posts, stop, key=lambda post: post.start)]

    def mark(self, line: Line) -> str | None:
        """What the markup knows of a line, if anything."""
        return None if self.marks is None else self.marks.get(line.start)

    def near(self, index: int) -> bool:
        """Whether the line at ``index`` is near enough to an end of the text to be looked at."""
        return index < MAX_LINES or index >= len(self.lines) - MAX_LINES

    def paragraph(self, index: int) -> bool:
        """Whether the line at ``index`` is long and ends with a full stop."""
        line = self.lines[index]
        return line.closed and line.words >= PARAGRAPH_WORDS
