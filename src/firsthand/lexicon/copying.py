"""By what it is known whose words stand on a page, as data (``copying.toml``)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.lexicon import data


@dataclass(frozen=True, slots=True)
class Lines:
    """Patterns for one kind of line, each behind a cue: plain words that the line must have."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]

    def found(self, line: str) -> bool:
        """Whether a pattern stands somewhere in ``line``."""
        folded = line.lower()
        return any(cue in folded and pattern.search(line) for cue, pattern in self.rules)

    def whole(self, line: str) -> bool:
        """Whether a pattern is all of ``line``."""
        folded = line.lower()
        return any(cue in folded and pattern.fullmatch(line) for cue, pattern in self.rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """What the stage of lineage knows about pages and newsrooms."""

    #: a text in lower case without any of these has no line of the kinds below
    hints: tuple[str, ...]
    furniture: Lines
    photo_credits: Lines
    posts: Lines
    help: re.Pattern[str]
    staff: re.Pattern[str]
    writes_for: re.Pattern[str]
    picture: re.Pattern[str]
    withdrawn: re.Pattern[str]
    reported: frozenset[str]
    media: frozenset[str]
    digest_title: re.Pattern[str]
    digest_item: re.Pattern[str]
    plain_labels: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[str]
    denials: frozenset[str]
    past: Mapping[str, str]


@cache
def load() -> Copying:
    """Read the data that comes with firsthand; once."""
    known = data.read("copying")
    credits_, digests, changes = known["credits"], known["digests"], known["changes"]
    return Copying(
        hints=_hints(known["furniture"] + known["photo_credits"] + known["posts"]),
        furniture=_lines(known["furniture"]),
        photo_credits=_lines(known["photo_credits"]),
        posts=_lines(known["posts"]),
        help=_pattern(credits_["help"]),
        staff=_pattern(credits_["staff"]),
        writes_for=_pattern(credits_["writes_for"]),
        picture=_pattern(credits_["picture"]),
        withdrawn=_pattern(credits_["withdrawn"]),
        reported=frozenset(credits_["reported"].split()),
        media=frozenset(credits_["media"].split()),
        digest_title=_pattern(digests["title"]),
        digest_item=_pattern(digests["item"]),
        plain_labels=frozenset(digests["plain_labels"].split()),
        numbers=frozenset(changes["numbers"].split()),
        dates=frozenset(changes["dates"].split()),
        denials=frozenset(changes["denials"].split()),
        past=changes["past"],
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.MULTILINE)


def _lines(rules: Iterable[Mapping[str, str]]) -> Lines:
    return Lines(tuple((rule["cue"], _pattern(rule["pattern"])) for rule in rules))


def _hints(rules: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Give the cues, without those that have another in them."""
    cues = {rule["cue"] for rule in rules}
    return tuple(sorted(c for c in cues if not any(o != c and o in c for o in cues)))
