"""Asking after a text: which claims it makes that reports here make, or speak against."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand import pipeline
from firsthand.corroboration.context import Context, prepare
from firsthand.corroboration.match import LITTLE, match
from firsthand.lexicon import wordings
from firsthand.lexicon.wordings import Wordings
from firsthand.pipeline import Tools
from firsthand.reading import Reading
from firsthand.records import Article, Claim, Match, Report, Story

#: assertions of a text that are asked after, the longest first where it has more
ASKED = 12
#: reports of a story that one assertion is compared with, those that share most words
COMPARED = 60
#: claims told for one assertion
TOLD = 3
#: a claim that is not the same is told if it is this like
NEAR = 0.35
#: the same if it is known how it differs: who asks after seven dead wants to hear of the five
NEAR_IF_OTHERWISE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim that an assertion is, or comes near, or speaks against."""

    #: the reading and story it stands in
    reading: Reading
    story: Story
    claim: Claim
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for one assertion of the text, the likest first; empty where nothing was."""

    report: Report
    found: tuple[Found, ...]


def ask(asked: Article, readings: Sequence[Reading], tools: Tools | None = None) -> list[Answer]:
    """Find the claims of ``readings`` that a text makes, in the order of the text."""
    reports = pipeline.report(asked, tools or pipeline.equip())
    chosen = sorted(reports, key=lambda report: report.start - report.stop)[:ASKED]
    found: dict[Report, list[Found]] = {report: [] for report in chosen}
    for reading in readings:
        for story in reading.stories:
            _search(asked, found, reading, story)
    return [
        Answer(report=report, found=tuple(_best(found[report])))
        for report in sorted(chosen, key=lambda report: report.start)
    ]


def _search(
    asked: Article, found: dict[Report, list[Found]], reading: Reading, story: Story
) -> None:
    """Compare each assertion with the reports of one story that share words with it."""
    told = [(report, claim) for claim in story.claims for report in claim.reports]
    texts = {article.id: article for article in reading.articles}
    # a text that is asked after may be one of those that are here
    name = f"\0{asked.id}"
    own = {report: _renamed(report, name) for report in found}
    articles = {**texts, name: asked}
    lexicon = wordings.load()
    context = prepare([*own.values(), *(report for report, _ in told)], articles, lexicon)
    index = _index([report for report, _ in told], lexicon)
    for report, same in own.items():
        best: dict[str, Found] = {}
        for number in _near(same, index, lexicon):
            other, claim = told[number]
            one = _matched(same, other, context, reading, story, claim)
            known = best.get(claim.id)
            if known is None or _telling(one) > _telling(known):
                best[claim.id] = one
        found[report] += best.values()


def _renamed(report: Report, name: str) -> Report:
    return replace(report, article=name)


def _matched(
    asked: Report, other: Report, context: Context, reading: Reading, story: Story, claim: Claim
) -> Found:
    return Found(reading=reading, story=story, claim=claim, match=match(asked, other, context))


def _index(reports: Sequence[Report], lexicon: Wordings) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        for word in _words(report, lexicon):
            index.setdefault(word, []).append(number)
    return index


def _words(report: Report, lexicon: Wordings) -> set[str]:
    classes = lexicon.classes
    return {name for word in report.proposition.words for name in classes.get(word, {word})}


def _near(report: Report, index: dict[str, list[int]], lexicon: Wordings) -> list[int]:
    """Return the reports that share most words with this one, rare words counting more."""
    shared: dict[int, float] = {}
    for word in _words(report, lexicon):
        places = index.get(word, ())
        for number in places:
            shared[number] = shared.get(number, 0.0) + 1 / len(places)
    return sorted(shared, key=lambda number: -shared[number])[:COMPARED]


def _telling(found: Found) -> tuple[bool, bool, float]:
    """Rank the reports of one claim: what tells how it differs is better than that too little is alike."""
    return found.match.same, _differs(found) and _is_near(found), found.match.score


def _differs(found: Found) -> bool:
    return not found.match.same and LITTLE not in found.match.reasons


def _is_near(found: Found) -> bool:
    return found.match.score >= (NEAR_IF_OTHERWISE if _differs(found) else NEAR)


def _rank(found: Found) -> tuple[bool, float]:
    return found.match.same, found.match.score


def _best(found: Sequence[Found]) -> list[Found]:
    """Keep the claim that it is; without one those that come near."""
    ordered = sorted(found, key=_rank, reverse=True)
    same = [one for one in ordered if one.match.same]
    near = [one for one in ordered if _is_near(one)]
    return (same or near)[:TOLD]
