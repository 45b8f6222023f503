"""What a page shows of one story: its records joined, in the order in which they are read.

Views hold no sentences of their own except through the templates of ``words``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import shorten

from firsthand import sigla
from firsthand.records import Article, Claim, Moment, Question, Removed, Report, Story, Voice
from firsthand.serve import nesting
from firsthand.serve.words import say
from firsthand.sigla import Place, Sigla, Texts
from firsthand.timeline import dates

#: a quoted claim is shown up to this length; longer "clauses" are damage
MAX_WORDS = 400
#: characters of the title by which a text that was not collected is told from another
PRINT = 60
#: runs of marks that are named in one place
RUNS = 8
#: verdicts in the order in which reports that differ are shown: what can both hold asks least of a reader
_VERDICTS = {"conflict": 0, "update": 0, "tension": 1, "compatible": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way by which a claim reached its readers, and the reports that have it."""

    stance: str
    #: "Calder Herald ← harbour officials [unnamed]"
    chain: str
    firsthand: bool
    #: all of this stance and chain, the first of each article
    reports: tuple[Report, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Name the articles that have it."""
        return tuple(report.article for report in self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One story of a reading."""

    story: Story
    texts: Texts
    sigla: Sigla
    as_of: datetime | None = None
    #: the claims by what stands behind them, but those that stand in another one's words
    claims: tuple[Claim, ...] = ()
    #: what reports differ in, what cannot both hold first, and of that what most stands behind
    questions: tuple[Question, ...] = ()
    by_id: Mapping[str, Claim] = field(default_factory=dict)
    #: place of a report -> that of the words it says something of, where they stand outside it
    leads: Mapping[tuple[str, int, int], tuple[str, int, int]] = field(default_factory=dict)
    #: report or upstream text -> the letter it goes by
    letters: Mapping[str, str] = field(default_factory=dict)
    #: letter -> the reports of its texts, and the claims that these report
    told: Mapping[str, Sequence[tuple[Claim, Report]]] = field(default_factory=dict)
    #: reports that may have what they tell from others, and are counted with these
    following: frozenset[str] = frozenset()
    #: reports that were removed at their owners' requests: they have a mark and no article
    removed: Mapping[str, Removed] = field(default_factory=dict)
    #: text upstream that is no article -> what it is called here
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> Mapping[str, Article]:
        """All articles of the reading: a story may go back to another's."""
        return self.texts.articles

    def words(self, place: tuple[str, int, int]) -> str:
        """Return the published words at a place, on one line, behind those that they are about."""
        lead = f"[{self.words(self.leads[place])}] " if place in self.leads else ""
        article, start, stop = place
        text = " ".join(self.articles[article].text[start:stop].split())
        return lead + (text if len(text) <= MAX_WORDS else text[: MAX_WORDS - 1] + "…")

    def moments(self, claim: Claim) -> Iterator[Moment]:
        """Yield the times that the reports of a claim give, from a beginning to an end as one."""
        for report in self.dated(claim):
            yield from dates.given(report, self.articles[report.article])

    def dated(self, claim: Claim) -> Iterator[Report]:
        """Yield the reports of a claim that give times, of all that give the same ones the first."""
        told = {tuple((m.earliest, m.latest) for m in r.when): r for r in reversed(claim.reports)}
        yield from (report for times, report in reversed(told.items()) if times)

    def outlet(self, article: str) -> str:
        """Name who published an article, or say what is known instead."""
        if article in self.removed:
            return self.removed[article].name
        found = self.articles[article]
        if found.outlet is not None:
            return found.outlet.name
        if found.credits:
            return say("outlet.credit", words=found.credits[0].text)
        return say("outlet.unknown")

    def teller(self, article: str) -> str:
        """Name whose voice an article is: its outlet, else the agency that it credits."""
        found = self.articles[article]
        if found.outlet is None and found.credits:
            return say("voice.credit", name=found.credits[0].agency)
        return self.outlet(article)

    def ways(self, reports: Iterable[Report]) -> list[Way]:
        """Join reports that have one stance and one chain, whatever its capitals."""
        found: dict[tuple[str, str, bool], dict[str, Report]] = {}
        spelled: dict[str, str] = {}
        for report in reports:
            chain = self.chain(report)
            chain = spelled.setdefault(chain.casefold(), chain)
            key = (report.stance, chain, report.firsthand)
            found.setdefault(key, {}).setdefault(report.article, report)
        for (stance, chain, firsthand), by in found.items():
            # who tells a thing as seen in one sentence need not be named again for another
            if not firsthand and (seen := found.get((stance, chain, True))):
                for article in by.keys() & seen.keys():
                    del by[article]
        return [
            Way(stance=stance, chain=chain, firsthand=firsthand, reports=tuple(by.values()))
            for (stance, chain, firsthand), by in found.items()
            if by
        ]

    def chain(self, report: Report) -> str:
        """Say a chain from the nearest voice on; an empty one is the outlet's own voice."""
        return " ← ".join(map(voice, report.chain)) or self.teller(report.article)

    def marks(self, articles: Iterable[str]) -> str:
        """Say the marks of some articles."""
        return join(self.sigla, articles)


def join(sigla: Sigla, ids: Iterable[str]) -> str:
    """Say the marks of some articles in order, runs of three or more as "A1–A4".

    Of more than ``RUNS`` runs the rest is counted.
    """
    found = sorted({sigla.order[i] for i in ids if i in sigla.marks})
    runs: list[list[Place]] = []
    for mark in found:
        follows = runs and mark[1] == runs[-1][-1][1] and mark[2] == runs[-1][-1][2] + 1
        if follows:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    said = " ".join(_run(run) for run in runs[:RUNS])
    left = sum(map(len, runs[RUNS:]))
    return say("marks.more", marks=said, n=left) if left else said


def _run(run: Sequence[Place]) -> str:
    marks = [f"{name}{number or ''}" for _, name, number in run]
    return f"{marks[0]}–{marks[-1]}" if len(marks) > 2 else " ".join(marks)


def voice(link: Voice) -> str:
    """Name a voice; one that is not named keeps the article's words and says so."""
    return say("unnamed", name=link.name) if link.anonymous else link.name


def view(story: Story, texts: Texts, *, as_of: datetime | None = None) -> View:
    """Join what a page needs to show ``story``."""
    marks = sigla.assign(story, texts)
    asked = {name for one in story.disagreements for side in one.sides for name in side.claims}
    held = nesting.within(story.claims, asked)
    apart = [claim for claim in story.claims if claim.id not in held]
    letters = {node: name for node, (_, name, _) in marks.order.items()}
    claims = tuple(sorted(apart, key=lambda claim: _rank(claim, texts.articles)))
    told: dict[str, list[tuple[Claim, Report]]] = {}
    for claim in claims:
        for report in claim.reports:
            told.setdefault(letters.get(report.article, ""), []).append((claim, report))
    return View(
        story=story,
        texts=texts,
        sigla=marks,
        as_of=as_of,
        claims=claims,
        questions=tuple(sorted(story.disagreements, key=_weight)),
        by_id={claim.id: claim for claim in story.claims},
        leads={
            report.place: (report.article, *report.lead)
            for claim in story.claims
            for report in claim.reports
            if report.lead is not None
        },
        letters=letters,
        told=told,
        following=frozenset(_following(story, letters)),
        removed={one.id: one for one in story.removed},
        called=_called(texts, marks),
    )


def _following(story: Story, letters: Mapping[str, str]) -> Iterator[str]:
    for merge in story.independent_origins.merges:
        if merge.because == "attribution" and len({letters.get(i, i) for i in merge.members}) > 1:
            yield from merge.members[1:]


def _called(texts: Texts, marks: Sigla) -> dict[str, str]:
    """Name the texts upstream that are no articles; several of one house by their first prints, too."""
    prints: dict[str, list[str]] = {}
    for name in marks.marks:
        for link in texts.into.get(name, ()) if name in texts.articles else ():
            if link.upstream in marks.marks and link.upstream not in texts.articles:
                prints.setdefault(link.upstream, []).append(name)
    names = {node: texts.nodes[node].name if node in texts.nodes else node for node in prints}
    several = Counter(names.values())
    for node, name in names.items():
        if several[name] > 1:
            first = min(
                (texts.articles[one] for one in prints[node]),
                key=lambda a: (sigla.appeared(a), a.id),
            )
            title = shorten(first.title or "", PRINT, placeholder="…")
            names[node] = say("lost.print", name=name, title=title) if title else name
    return names


def _weight(question: Question) -> tuple[int, int, int]:
    """Order by verdict, then by the side with fewest origins, then by reports."""
    fewest = min(side.independent_origins.high for side in question.sides)
    reports = sum(len(side.reports) for side in question.sides)
    return _VERDICTS[question.verdict], -fewest, -reports


def _rank(claim: Claim, articles: Mapping[str, Article]) -> tuple[object, ...]:
    """Order by what stands behind claims, then by when they first appeared."""
    return (
        claim.standing,
        min((sigla.appeared(articles[r.article]) for r in claim.reports), default=sigla.NEVER),
        claim.text,
    )
