"""Asking after a text: which claims it makes that reports here make, or speak against."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from firsthand import pipeline
from firsthand.corroboration import tongues
from firsthand.corroboration.context import Context, prepare
from firsthand.corroboration.match import LITTLE, likeness, match
from firsthand.corroboration.slots import clashing
from firsthand.lexicon import wordings
from firsthand.lexicon.wordings import Wordings
from firsthand.models.encoder import Encoder
from firsthand.pipeline import Tools
from firsthand.reading import Reading
from firsthand.records import Article, Claim, Match, Published, Report, Story
from firsthand.text import moments

#: assertions of a text that are asked after, the longest first where it has more
ASKED = 12
#: reports of a story that one assertion is compared with, those that share most words
COMPARED = 60
#: claims told for one assertion
TOLD = 3
#: reports in other languages that a text is compared with: those that share a word (a name, a number)
#: with it, and others; some 2 ms each
ABROAD = 240
#: an assertion is said to be a claim if it is this like. Claims are joined from less on, as many reports
#: speak for each: of 20 found below this for 65 texts on nine stories 4 were right, of 28 above 25
SURE = 0.95
#: a claim that is not the same is told if it is this like
NEAR = 0.4
#: what is told of a claim that is found by its vector
TRANSLATED = "said in another language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim that an assertion is, or comes near, or speaks against."""

    #: the reading and story it stands in
    reading: Reading
    story: Story
    claim: Claim
    match: Match
    #: how like it is, numbers aside: who asks after seven dead wants to hear of the five
    near: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for one assertion of the text, the likest first; empty where nothing was."""

    report: Report
    found: tuple[Found, ...]


def ask(asked: Article, readings: Sequence[Reading], tools: Tools | None = None) -> list[Answer]:
    """Find the claims of ``readings`` that a text makes, in the order of the text."""
    tools = tools or pipeline.equip()
    reports = pipeline.report(asked, tools)
    chosen = sorted(reports, key=lambda report: report.start - report.stop)[:ASKED]
    found: dict[Report, list[Found]] = {report: [] for report in chosen}
    for reading in readings:
        for story in reading.stories:
            _search(asked, found, reading, story, tools.encoder)
    return [
        Answer(report=report, found=tuple(_best(found[report])))
        for report in sorted(chosen, key=lambda report: report.start)
    ]


def _search(
    asked: Article, found: dict[Report, list[Found]], reading: Reading, story: Story,
    encoder: Encoder | None,
) -> None:  # fmt: skip
    """Compare the assertions of a text with the reports of one story."""
    told = [(report, claim) for claim in story.claims for report in claim.reports]
    texts = {article.id: article for article in reading.articles}
    # a text that is asked after may be one of those that are here
    name = f"\0{asked.id}"
    dated = _dated(asked, list(found), [texts[one] for one in story.articles])
    own = [replace(dated[report], article=name) for report in found]
    articles = {**texts, name: asked}
    context = prepare([*own, *(report for report, _ in told)], articles, wordings.load())
    near = _near(own, [report for report, _ in told])
    one = partial(Found, reading=reading, story=story)
    for held, same, numbers in zip(found.values(), own, near, strict=True):
        best: dict[str, Found] = {}
        for other, claim in (told[number] for number in numbers[:COMPARED]):
            matched, like = _compare(same, other, context)
            new = one(claim=claim, match=matched, near=like)
            known = best.get(claim.id)
            if known is None or _telling(new) > _telling(known):
                best[claim.id] = new
        held.extend(best.values())
    if encoder is not None:
        ranked = dict.fromkeys((*chain.from_iterable(near), *range(len(told))))
        abroad = [pair for n in ranked if _is_abroad((pair := told[n])[0], asked, texts)][:ABROAD]
        answers = list(found.values())
        for number, claim, like in _translated(own, abroad, articles, context, encoder):
            matched = Match(score=like, same=True, reasons=(TRANSLATED,))
            answers[number].append(one(claim=claim, match=matched, near=like))


def _dated(
    asked: Article, reports: Sequence[Report], articles: Sequence[Article]
) -> dict[Report, Report]:
    """Read the times of a text without a date as one of the story's would be read: its "June 5"."""
    begun = [one.published.earliest for one in articles if one.published.earliest]
    ended = [one.published.latest for one in articles if one.published.latest]
    if asked.published.earliest or not begun or not ended:
        return {report: report for report in reports}
    written = Published(value=None, earliest=min(begun), latest=max(ended), origin="story")
    code = asked.read_as
    times = {m.start: m for m in moments.find(asked.text, reference=written, language=code)}
    return {
        report: replace(report, times=tuple(times.get(m.start, m) for m in report.times))
        for report in reports
    }


def _compare(asked: Report, other: Report, context: Context) -> tuple[Match, float]:
    """Compare an assertion with a report; only one that is surely the same is said to be."""
    found = match(asked, other, context)
    if found.same and (
        found.score < SURE or (_is_unnamed(other, context) and not _is_unnamed(asked, context))
    ):
        found = replace(found, same=False, reasons=(LITTLE, *found.reasons))
    one, rival = context.of(asked), context.of(other)
    return found, likeness(one, rival, context) if clashing(one, rival) else found.score


def _is_unnamed(report: Report, context: Context) -> bool:
    """Whether it does not say who did it: "some criticised the mayor" tells nothing of Vint's doing so."""
    anyone = context.wordings["anyone"] | context.wordings["vague_numbers"]
    subjects = (one.head for one in report.proposition.filling("subject"))
    return not anyone.isdisjoint(subjects)


# --------------------------------------------------------------------------- other languages


def _is_abroad(report: Report, asked: Article, articles: Mapping[str, Article]) -> bool:
    return articles[report.article].read_as != asked.read_as


def _translated(
    asked: Sequence[Report], told: Sequence[tuple[Report, Claim]],
    articles: Mapping[str, Article], context: Context, encoder: Encoder,
) -> Iterator[tuple[int, Claim, float]]:  # fmt: skip
    """Find the claims of reports in other languages that tell what an assertion does.

    Yields its number, the claim, and the cosine of their vectors, which is at least 0.
    """
    by_tongue: dict[str, list[tuple[Report, Claim]]] = {}
    for report, claim in told:
        tongue = articles[report.article].read_as
        by_tongue.setdefault(tongue, []).append((report, claim))
    for pairs in by_tongue.values():
        reports = [*asked, *(report for report, _ in pairs)]
        groups = [[number] for number in range(len(reports))]
        texts = [articles[one.article].text[one.start : one.stop] for one in reports]
        cosines = encoder.encode(texts[: len(asked)]) @ encoder.encode(texts).T
        for group in tongues.join(groups, reports, articles, context, encoder.encode):
            for number in (n for n in group if n < len(asked)):
                for other in (n for n in group if n >= len(asked)):
                    like = round(max(float(cosines[number, other]), 0.0), 4)
                    yield number, pairs[other - len(asked)][1], like


# --------------------------------------------------------------------------- words


def _near(asked: Sequence[Report], told: Sequence[Report]) -> list[list[int]]:
    """For each assertion the reports that share words with it, rare words counting more, most first."""
    lexicon = wordings.load()
    index: dict[str, list[int]] = {}
    for number, report in enumerate(told):
        for word in _words(report, lexicon):
            index.setdefault(word, []).append(number)
    return [_sharing(_words(report, lexicon), index) for report in asked]


def _sharing(words: set[str], index: Mapping[str, Sequence[int]]) -> list[int]:
    shared: dict[int, float] = {}
    for word in sorted(words):
        places = index.get(word, ())
        for number in places:
            shared[number] = shared.get(number, 0.0) + 1 / len(places)
    return sorted(shared, key=lambda number: -shared[number])


def _words(report: Report, lexicon: Wordings) -> set[str]:
    classes = lexicon.classes
    return {name for word in report.proposition.words for name in classes.get(word, {word})}


def _telling(found: Found) -> tuple[bool, bool, float]:
    """Rank the reports of one claim: what tells how it differs is better than that too little is alike."""
    differs = not found.match.same and LITTLE not in found.match.reasons
    return found.match.same, differs and found.near >= NEAR, found.near


def _best(found: Sequence[Found]) -> list[Found]:
    """Keep the claim that it is; without one those that come near."""
    claims: dict[tuple[str, str], Found] = {}
    for one in sorted(found, key=lambda one: (one.match.same, one.near), reverse=True):
        claims.setdefault((one.story.id, one.claim.id), one)
    ordered = list(claims.values())
    same = [one for one in ordered if one.match.same]
    near = [one for one in ordered if one.near >= NEAR]
    return (same or near)[:TOLD]
