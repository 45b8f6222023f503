"""What a retelling changed against the text its words were taken over from."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations, product

from rapidfuzz import fuzz

from firsthand.corroboration.changes import FIRMNESS, changes, is_one_chain, retold
from firsthand.corroboration.newsrooms import (
    Newsrooms,
    cited_room,
    first_of_rooms,
    room_key,
)
from firsthand.corroboration.ties import Ties
from firsthand.corroboration.voices import are_one, farthest, name_key
from firsthand.records import (
    Article,
    Claim,
    Descent,
    Drift,
    Moment,
    Passage,
    Question,
    Report,
    Stemma,
)
from firsthand.text.words import words

#: passages that carry the upstream's own words
CARRIED = frozenset({"verbatim", "edited", "paraphrase", "translation"})
#: relations in which nothing was written anew
COPIED = frozenset({"copy", "trimmed", "excerpt"})
#: all that may change
KINDS = frozenset({"hedge", "attribution", "denial", "number", "name", "date", "word"})
#: what is told however it is worded, in whatever language
UNWORDED = frozenset({"hedge", "denial", "number"})
#: kind of a question -> what it shows to have changed, where two texts go back to one
RETOLD = {"number": "number", "time": "date"}
#: what two texts that only heard one voice may have changed of what it said
OF_ONE_VOICE = UNWORDED | {"word", "name"}
#: first reports of a claim that one without a known upstream is compared with
MAX_EARLIER = 12
#: share of a clause that must lie in carried passages to be taken over
TAKEN_OVER = 0.5
#: per cent of their words that two clauses share, in order, where one has another's sentence
ALIKE = 50.0
#: words in a row that two clauses share only if one was taken from the other, or both from a third
RUN = 6
#: words of such a run that are written small, at least: names with their titles are long, too
PLAIN = 3


def inherit(reports: Sequence[Report], stemma: Stemma) -> list[Report]:
    """Write ``inherited_from`` on reports whose words lie in passages taken from an upstream.

    A copy's "Tuesday" is the Tuesday of the text that it was taken from, whatever day the copy bears.
    """
    carried = _carried(stemma)
    found = [_inherit(report, carried.get(report.article, [])) for report in reports]
    links = {(link.upstream, link.to): link for link in stemma.links if link.relation in COPIED}
    known: dict[str, list[Moment]] = {}
    for report in found:
        known.setdefault(report.article, []).extend(report.times)
    return [_retimed(report, known, links) for report in found]


def _retimed(
    report: Report,
    known: Mapping[str, Sequence[Moment]],
    links: Mapping[tuple[str, str], Descent],
) -> Report:
    link = links.get((report.inherited_from or "", report.article))
    if link is None or not report.times:
        return report
    source = known.get(link.upstream, ())
    return replace(report, times=tuple(_original(m, source, link) or m for m in report.times))


def _original(moment: Moment, source: Sequence[Moment], link: Descent) -> Moment | None:
    """Return a copied moment as its upstream has it; None if these words mean several times there."""
    places = [p for p in link.passages if p.b.start <= moment.start and moment.stop <= p.b.stop]
    same = [
        known
        for known in source
        if known.text.lower() == moment.text.lower()
        and any(p.a is None or p.a.start <= known.start < p.a.stop for p in places)
    ]
    if not same or len({known.value for known in same}) > 1:
        return None
    return replace(same[0], start=moment.start, stop=moment.stop, text=moment.text)


def _carried(stemma: Stemma) -> dict[str, list[tuple[int, int, str]]]:
    """For each article its passages with the node they come from, in order."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for link in stemma.links:
        for passage in link.passages:
            if passage.kind in CARRIED:
                found.setdefault(link.to, []).append(
                    (passage.b.start, passage.b.stop, link.upstream)
                )
    return {article: sorted(passages) for article, passages in found.items()}


def _inherit(report: Report, passages: list[tuple[int, int, str]]) -> Report:
    covered: dict[str, int] = {}
    # passages of one link do not overlap, so only a few before the report's start can reach into it
    first = max(0, bisect.bisect_left(passages, (report.start, 0, "")) - _LOOK_BACK)
    for start, stop, node in passages[first:]:
        if start >= report.stop:
            break
        covered[node] = covered.get(node, 0) + max(
            0, min(stop, report.stop) - max(start, report.start)
        )
    best = max(covered, key=lambda node: (covered[node], node), default=None)
    if best is None or covered[best] < TAKEN_OVER * (report.stop - report.start):
        return report
    return replace(report, inherited_from=best)


#: passages looked at before the one that begins with the report (several links may cover one place)
_LOOK_BACK = 16


def between(
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    known: Ties,
    newsrooms: Newsrooms,
) -> tuple[Drift, ...]:
    """Return what each report of a claim changed against the report that it goes back to.

    That is the one its words were taken over from, where the stemma knows it; else one whose text has
    them from the same text; else that of the newsroom that it cites. Of two that only share a run
    of words, or one named voice, or of which one cites the other's newsroom elsewhere, less is compared,
    and where nothing ties the texts nothing is. ``reports`` must be in the order of publication.
    """
    if len(reports) == 1:
        return ()
    found: list[Drift] = []
    told = _Told(reports, articles, known, newsrooms)
    for index, report in enumerate(reports):
        for origin, kinds in told.behind(index):
            found.extend(
                Drift(report=index, upstream=origin.article, kind=kind, words=said)
                for kind, said in changes(origin, told.without(origin, report), articles)
                if kind in kinds and not (kind == "attribution" and told.keeps(origin, report))
            )
    return tuple(found)


def across(
    claims: Sequence[Claim],
    questions: Sequence[Question],
    articles: Mapping[str, Article],
    known: Ties,
) -> list[Claim]:
    """Add to each claim the numbers and days that its reports have in place of another claim's.

    A number or day that is told otherwise makes another claim, even where two texts go back to one. A
    text that tells both tells of two things, or of two accounts.
    """
    place = {claim.id: index for index, claim in enumerate(claims)}
    texts = [frozenset(report.article for report in claim.reports) for claim in claims]
    # each pair of claims once for each kind, however many questions they are sides of
    pairs = dict.fromkeys(
        (place[one], place[other], RETOLD[question.kind])
        for question in questions
        if question.kind in RETOLD and question.verdict != "compatible"
        for mine, theirs in permutations(question.sides, 2)
        for one, other in product(mine.claims, theirs.claims)
    )
    found: dict[int, list[Drift]] = {}
    for one, other, kind in pairs:
        before = [r for r in claims[one].reports[:MAX_EARLIER] if r.article not in texts[other]]
        after = [
            (index, report)
            for index, report in enumerate(claims[other].reports[:MAX_EARLIER])
            if report.article not in texts[one]
        ]
        found.setdefault(other, []).extend(_across(before, after, kind, articles, known))
    return [
        replace(claim, drift=tuple(dict.fromkeys((*claim.drift, *found.get(index, ())))))
        for index, claim in enumerate(claims)
    ]


def _across(
    before: Sequence[Report], after: Sequence[tuple[int, Report]], kind: str,
    articles: Mapping[str, Article], known: Ties,
) -> Iterator[Drift]:  # fmt: skip
    """What some reports have otherwise than the first of others that one voice tells in one text."""
    for index, report in after:
        for one in before:
            if not known.are_of_one(one.article, report.article):
                continue
            if not _precedes(one, report, articles) or not is_one_chain(one.chain, report.chain):
                continue
            told = [words for name, words in retold(one, report) if name == kind]
            if told:
                yield Drift(report=index, upstream=one.article, kind=kind, words=told[0])
                break


def _precedes(before: Report, after: Report, articles: Mapping[str, Article]) -> bool:
    """Whether the first comes before the second in the order in which drift is told."""
    one, other = (articles[report.article].published.earliest for report in (before, after))
    if before.inherited_from == after.article or one is None or other is None:
        return False
    return (one, before.article) < (other, after.article)


class _Told:
    """The reports of one claim, and which of them each goes back to."""

    def __init__(
        self,
        reports: Sequence[Report],
        articles: Mapping[str, Article],
        known: Ties,
        newsrooms: Newsrooms,
    ) -> None:
        self.reports, self.articles, self.newsrooms = reports, articles, newsrooms
        self.known = known
        self.runs: dict[tuple[str, int], frozenset[tuple[str, ...]]] = {}
        self.rooms = first_of_rooms(reports, newsrooms)
        self.by_article: dict[str, list[Report]] = {}
        for report in reports:
            self.by_article.setdefault(report.article, []).append(report)

    def behind(self, index: int) -> Iterator[tuple[Report, frozenset[str]]]:
        """Yield what a report goes back to, with the kinds of change that this can show."""
        report = self.reports[index]
        taken = self._taken(report)
        if taken is not None and self._in_one_tongue(taken, report):
            yield taken, KINDS
            return
        earlier = [one for one in self._earlier(index) if self._in_one_tongue(one, report)]
        tied = _likest(report, [one for one in earlier if self._are_tied(one, report)])
        cited = cited_room(report, self.rooms)
        if tied is not None:
            yield tied, self._comparable(tied, report)
        elif taken is not None:
            # words do not compare with those of a translation
            yield taken, UNWORDED
        elif cited is not None and self.reports[cited].article != report.article:
            origin = self.reports[cited]
            yield origin, KINDS if self._in_one_tongue(origin, report) else UNWORDED
        else:
            yield from self._loosely(report, earlier)

    def _comparable(self, tied: Report, report: Report) -> frozenset[str]:
        """What may be compared: between other words for one matter no word stands for another."""
        if self._of_one_text(tied, report) and self._share_words(tied, report):
            return KINDS
        return OF_ONE_VOICE if _of_one_voice(tied, report) else UNWORDED

    def _loosely(
        self, report: Report, earlier: Sequence[Report]
    ) -> Iterator[tuple[Report, frozenset[str]]]:
        """What shares a run of words with it, else what its article cites for other things."""
        alike = _likest(report, [one for one in earlier if self._share_a_run(one, report)])
        if alike is not None:
            yield alike, OF_ONE_VOICE
        else:
            yield from ((one, UNWORDED) for one in self._cited_elsewhere(report, earlier)[:1])

    def without(self, origin: Report, report: Report) -> Report:
        """A report without the voice that only names the newsroom it goes back to."""
        room = name_key(self.newsrooms.of[origin.article])
        chain = report.chain
        if chain and room and room_key(chain[0].name, {room}) == room:
            rest = chain[1:]
            if is_one_chain(origin.chain, rest):
                return replace(report, chain=rest)
        return report

    def keeps(self, origin: Report, report: Report) -> bool:
        """Whether the article has it from the upstream's voices, too, beside those of the report."""
        held = self.by_article[report.article]
        return any(one is not report and is_one_chain(origin.chain, one.chain) for one in held)

    def _cited_elsewhere(self, report: Report, earlier: Sequence[Report]) -> list[Report]:
        """Those of the newsrooms that the report's article cites for other things."""
        cited = self.newsrooms.cited.get(report.article, frozenset())
        return [one for one in earlier if self.newsrooms.of[one.article] in cited]

    def _taken(self, report: Report) -> Report | None:
        node = report.inherited_from or ""
        return _counterpart(
            report, self.by_article.get(node, []), self.known.links.get((node, report.article))
        )

    def _earlier(self, index: int) -> list[Report]:
        """The first reports of the claim in other articles whose texts have nothing from its own."""
        name = self.reports[index].article
        return [
            one
            for one in self.reports[: min(index, MAX_EARLIER)]
            if not self.known.is_behind(name, one.article)
        ]

    def _are_tied(self, one: Report, other: Report) -> bool:
        return self._of_one_text(one, other) or _of_one_voice(one, other)

    def _share_a_run(self, one: Report, other: Report) -> bool:
        return not self._runs(one).isdisjoint(self._runs(other))

    def _share_words(self, one: Report, other: Report) -> bool:
        return fuzz.ratio(one.proposition.words, other.proposition.words) >= ALIKE

    def _runs(self, report: Report) -> frozenset[tuple[str, ...]]:
        """Runs of words of the clause, so long that two texts do not have one by chance.

        A title with its name ("North Land leader Jon Vint Orr") is no such run.
        """
        key = report.article, report.start
        if key not in self.runs:
            text = self.articles[report.article].text
            found = words(text, report.start, report.stop)
            plain = [text[word.start].islower() for word in found]
            self.runs[key] = frozenset(
                tuple(word.form for word in found[at : at + RUN])
                for at in range(len(found) - RUN + 1)
                if sum(plain[at : at + RUN]) >= PLAIN
            )
        return self.runs[key]

    def _of_one_text(self, one: Report, other: Report) -> bool:
        """Whether their texts go back to one, or one newsroom wrote both, taking words along."""
        if self.known.are_of_one(one.article, other.article):
            return True
        rooms = {self.newsrooms.of[x.article] for x in (one, other)}
        return len(rooms) == 1 and self._share_a_run(one, other)

    def _in_one_tongue(self, one: Report, other: Report) -> bool:
        return self.articles[one.article].language == self.articles[other.article].language


def _likest(report: Report, rivals: Sequence[Report]) -> Report | None:
    """Return the report with the most words in common.

    Of equals the one told least surely, as a text that tells it both ways has the doubt; then the first.
    """
    mine = report.proposition.words

    def rank(one: Report) -> tuple[float, int]:
        return fuzz.ratio(mine, one.proposition.words), -FIRMNESS.get(one.stance, 3)

    return max(rivals, key=rank, default=None)


def _of_one_voice(report: Report, first: Report) -> bool:
    """Whether two articles tell what one named voice said."""
    return are_one(farthest(report.chain), farthest(first.chain))


def _counterpart(report: Report, rivals: Sequence[Report], link: Descent | None) -> Report | None:
    """Return the upstream report that stands where this report's words come from."""
    places = [passage for passage in link.passages if _over(passage, report)] if link else []
    there = [
        rival
        for rival in rivals
        if any(p.a and p.a.start < rival.stop and rival.start < p.a.stop for p in places)
    ]
    return _likest(report, there) or (rivals[0] if len(rivals) == 1 else None)


def _over(passage: Passage, report: Report) -> bool:
    return passage.b.start < report.stop and report.start < passage.b.stop
