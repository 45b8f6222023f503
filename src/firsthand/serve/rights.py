"""What of an article may be shown: the one place that decides.

For the one person who gave the texts all of them may be shown. As soon as others can see it
(``public``), an article is its title, its credits, a link to its owner, and at most the spans that
carry claims; less where its owner says so (robots, TDM reservation). Of one that its owner took
back nothing is shown to anybody but that it was there.

Who is named as a source, and values that are numbers, are findings and not words of a text. Who
corrected something, and why, is for those who keep the library; that it was corrected, for all.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from firsthand.collect import rights as signals
from firsthand.reading import Reading
from firsthand.records import (
    ANSWERS,
    Article,
    Claim,
    Corrected,
    Descent,
    Drift,
    Node,
    Primary,
    Question,
    Report,
    Side,
    Story,
)

if TYPE_CHECKING:
    from firsthand.library import History

#: in public a span has at most so many words, all spans of an article this share of its characters
MOST_WORDS, MOST_SHARE = 40, 0.15
#: an owner's request was carried out, or the owner took the text back
_WITHDRAWN = frozenset({"removed"})
#: a value of up to so many words that holds a number is a finding
_VALUE = 6
_QUOTED = re.compile("“([^“”]*)”")
_SHOWN = re.compile(r"\S(?:\s?\S)*")

Place = tuple[str, int, int]


def withdrawn(article: Article, *, public: bool, now: datetime | None = None) -> bool:
    """Tell whether nothing of an article may be shown: its owner took it back, or keeps it unlisted."""
    if article.status in _WITHDRAWN:
        return True
    return public and not signals.allowed(article.flags, now).listed


def in_full(article: Article, *, public: bool) -> bool:
    """Tell whether the whole text may be shown."""
    return not public and not withdrawn(article, public=public)


def reserved(article: Article) -> tuple[str, ...]:
    """Return what the owner of an article says of its use."""
    return signals.allowed(article.flags).why


def heading(article: Article, *, public: bool, most: int = 80, now: datetime | None = None) -> str:
    """Return what an article goes by in a list: its title or first words; else nothing."""
    if withdrawn(article, public=public, now=now):
        return ""
    words = " ".join(article.text.split())[:most] if in_full(article, public=public) else ""
    return article.title or words


def place(named: str, *, public: bool) -> str:
    """Return where something was found.

    Paths on this computer are nobody else's business, nor is what stands in an address behind "?" or
    "#", or before "@": feeds that are made for one subscriber have their key or password there.
    """
    if not public:
        return named
    if not named.startswith(("http://", "https://")):
        return ""
    scheme, _, rest = named.partition("#")[0].partition("?")[0].partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def shown(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the stretches of an article that :func:`limit` left."""
    for found in _SHOWN.finditer(article.text):
        yield found.span()


def history(
    found: "History", article: Article, *, public: bool, now: datetime | None = None
) -> "History":
    """Take out of a history what may not be shown: texts with their differences, places, words."""
    if in_full(article, public=public):
        return found
    gone = withdrawn(article, public=public, now=now)
    return replace(
        found,
        versions=tuple(
            replace(v, text="", diff=(), title=None if gone else v.title) for v in found.versions
        ),
        marks=tuple(
            (status, _QUOTED.sub("“…”", why), when) for status, why, when in found.marks
        ),
        sightings=tuple(
            (known, when)
            for where, when in found.sightings
            if (known := place(where, public=public))
        ),
    )  # fmt: skip


def limit(reading: Reading, *, public: bool, now: datetime | None = None) -> Reading:
    """Take out of a reading the words that may not be shown; places stay what they are.

    Every character of a text that may not be shown is a space in the result, so that whatever is
    made of it can show nothing else. What repeats words of a text elsewhere (changes, values,
    reasons) stays where those words are among the ones shown. ``now`` decides what became
    unavailable after a day that its owner names.
    """
    if all(in_full(article, public=public) for article in reading.articles):
        return reading
    return _Limit(reading, public=public, now=now).reading()


class _Limit:
    """Goes through a reading with what may be shown of each of its articles."""

    def __init__(self, reading: Reading, *, public: bool, now: datetime | None) -> None:
        self._given = reading
        self._public = public
        self._gone = {a.id for a in reading.articles if withdrawn(a, public=public, now=now)}
        self._left = {
            a.id: 0 if a.id in self._gone else int(len(a.text) * MOST_SHARE)
            for a in reading.articles
        }
        #: characters of one span that an owner allows
        self._longest = {a.id: signals.allowed(a.flags, now).excerpt for a in reading.articles}
        self._texts = {article.id: article.text for article in reading.articles}
        self._taken: dict[str, dict[tuple[int, int], None]] = {name: {} for name in self._texts}
        self._full = {a.id for a in reading.articles if in_full(a, public=public)}
        claims = [claim for story in reading.stories for claim in story.claims]
        # one wording of every claim before the second of any
        for claim in claims:
            next(filter(self._take, _places(claim)), None)
        for at in (at for claim in claims for at in _places(claim)):
            self._take(at)
        self._titles = {
            a.id: a.title for a in reading.articles if a.title and a.id not in self._gone
        }
        self._headings = set(self._titles.values())
        self._held: dict[tuple[str, tuple[str, ...]], bool] = {}

    def reading(self) -> Reading:
        given = self._given
        stemma = given.lineage
        return replace(
            given,
            articles=tuple(map(self._article, given.articles)),
            stories=tuple(map(self._story, given.stories)),
            lineage=replace(
                stemma,
                nodes=tuple(map(self._node, stemma.nodes)),
                links=tuple(map(self._link, stemma.links)),
                primary={
                    name: tuple(map(self._primary, found)) for name, found in stemma.primary.items()
                },
            ),
        )

    # ---------------------------------------------------------------- what may be shown

    def _take(self, at: Place) -> bool:
        """Allow a span, if it is short and fits into what is left of its article."""
        name, start, stop = at
        if self._shows(at):
            return True
        short = len(self._texts[name][start:stop].split()) <= MOST_WORDS
        longest = self._longest[name]
        if not short or stop - start > self._left[name]:
            return False
        if longest is not None and stop - start > longest:
            return False
        self._left[name] -= stop - start
        self._taken[name][start, stop] = None
        return True

    def _shows(self, at: Place) -> bool:
        return at[0] in self._full or (at[1], at[2]) in self._taken[at[0]]

    def _holds(self, words: str, articles: Iterable[str] = ()) -> bool:
        """Tell whether words are among those shown: of these articles, or of all."""
        key = (words, tuple(articles))
        if key not in self._held:
            names = [name for name in key[1] or self._texts if name in self._texts]
            self._held[key] = (
                not words.strip()
                or any(words in title for title in self._headings)
                or any(words in text for name in names for text in self._seen(name))
            )
        return self._held[key]

    def _seen(self, name: str) -> Iterator[str]:
        text = self._texts[name]
        if name in self._full:
            yield text
        yield from (text[start:stop] for start, stop in self._taken[name])

    def _found(self, words: str, articles: Iterable[str]) -> bool:
        """Tell whether a value may be shown: it is shown already, or it is a number with its unit."""
        number = any(sign.isdigit() for sign in words) and len(words.split()) <= _VALUE
        return number or self._holds(words, articles)

    def _said(self, why: str) -> str:
        """Leave out of a reason the words that it quotes."""
        return _QUOTED.sub(lambda q: q[0] if self._holds(q[1]) else "“…”", why)

    # ---------------------------------------------------------------- records

    def _article(self, article: Article) -> Article:
        if article.id in self._full:
            return article
        masked = [" "] * len(article.text)
        for start, stop in self._taken[article.id]:
            masked[start:stop] = article.text[start:stop]
        limited = replace(
            article, text="".join(masked), source=place(article.source, public=self._public),
            links=tuple(link for link in article.links if link.kind == "source"),
            flags=tuple(replace(flag, why=self._said(flag.why)) for flag in article.flags),
        )  # fmt: skip
        if article.id not in self._gone:
            return limited
        said = tuple(flag for flag in limited.flags if flag.kind == "rights")
        return replace(limited, title=None, byline=(), credits=(), links=(), flags=said)

    def _link(self, link: Descent) -> Descent:
        ends = (link.upstream, link.to)
        if all(end in self._full or end not in self._texts for end in ends):
            return link
        changes = (c for c in link.changes if self._both((c.before, c.after), ends))
        return replace(
            link, passages=(), why=tuple(map(self._said, link.why)), changes=tuple(changes),
            corrected_by=self._acts(link.corrected_by),
        )  # fmt: skip

    def _acts(self, marks: tuple[Corrected, ...]) -> tuple[Corrected, ...]:
        """Leave out who corrected something, and in which words."""
        return tuple(replace(one, who=None, why="") for one in marks) if self._public else marks

    def _node(self, node: Node) -> Node:
        """Leave out of a text's name its first words, by which one without a title goes."""
        held = node.kind != "article" or node.id in self._full
        return node if held or node.name == self._titles.get(node.id) else replace(node, name="")

    def _primary(self, source: Primary) -> Primary:
        return replace(source, why=tuple(map(self._said, source.why)))

    def _story(self, story: Story) -> Story:
        return replace(
            story,
            title=self._headline(story),
            claims=tuple(map(self._claim, story.claims)),
            disagreements=tuple(map(self._question, story.disagreements)),
            corrected_by=self._acts(story.corrected_by),
        )

    def _headline(self, story: Story) -> tuple[str, str]:
        """Keep a headline that is a title; else take that of another article, else words of a claim.

        What has no title goes by the first words of its text, which may not be among those shown.
        """
        name, words = story.title
        if name in self._full or self._titles.get(name) == words:
            return story.title
        others = ((n, self._titles[n]) for n in story.articles if n in self._titles)
        told = (at for claim in story.claims for at in _places(claim) if self._shows(at))
        claims = ((n, " ".join(self._texts[n][a:b].split())) for n, a, b in told)
        return next(chain(others, claims), (name, ""))

    def _claim(self, claim: Claim) -> Claim:
        return replace(
            claim,
            text=next(filter(self._shows, _places(claim)), claim.text),
            reports=tuple(map(self._report, claim.reports)),
            drift=tuple(drift for drift in claim.drift if self._drifts(claim, drift)),
            corrected_by=self._acts(claim.corrected_by),
        )

    def _drifts(self, claim: Claim, drift: Drift) -> bool:
        """Tell whether a change may be told: who is cited may always."""
        ends = (drift.upstream, claim.reports[drift.report].article)
        return drift.kind == "attribution" or self._both(drift.words, ends)

    def _both(self, words: tuple[str, str], articles: tuple[str, str]) -> bool:
        return all(self._found(one, articles) for one in words)

    def _report(self, report: Report) -> Report:
        hidden: Callable[[str], bool] = lambda words: not self._found(words, (report.article,))  # noqa: E731
        texts = [*(m.text for m in report.times), *(v.text for v in report.values)]
        if not any(map(hidden, texts)):
            return report
        return replace(
            report,
            times=tuple(replace(m, text="") if hidden(m.text) else m for m in report.times),
            values=tuple(replace(v, text="") if hidden(v.text) else v for v in report.values),
        )

    def _question(self, question: Question) -> Question:
        sides = tuple(map(self._side, question.sides))
        if sides == question.sides:
            return question
        # their values stand in these, too
        history = tuple(replace(turn, why="") for turn in question.history)
        return replace(question, sides=sides, why="", history=history)

    def _side(self, side: Side) -> Side:
        # "said" and "denied" are words of firsthand
        plain = side.value in ANSWERS
        if plain or self._found(side.value, [at[0] for at in side.reports]):
            return side
        return replace(side, value="")


def _places(claim: Claim) -> Iterator[Place]:
    """Yield where a claim is told, the wording that stands for it first."""
    yield claim.text
    yield from (report.place for report in claim.reports)
