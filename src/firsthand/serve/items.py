"""Claims, differences and expectations of a story, set for a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from firsthand.records import Claim, Drift, Question, Range, Report, Side
from firsthand.serve import drifts, reasons, spans, times
from firsthand.serve.chips import Chip, Chips
from firsthand.serve.links import owned
from firsthand.serve.room import AMPLE, Room
from firsthand.serve.sheet import Answer, Count, Difference, Due, Item, Pointer, Said, Told, Turn
from firsthand.serve.spans import LONGEST, Place, Sentences, Words
from firsthand.serve.views import View, Way
from firsthand.serve.words import TEMPLATES, capital, count, origins, say, verdict
from firsthand.sigla import appeared

#: how a way is joined to those before and behind it
_BRACKETS = {
    (False, False): "alone",
    (False, True): "first",
    (True, True): "inner",
    (True, False): "last",
}
#: times that a claim names
TAGS = 3
#: changes that a claim names
TURNS = 4
#: characters of the words that a claim is about, where they stand outside it; of what is denied, in short
LEAD, SHORT = 80, 110
#: characters of a claim that is quoted as a label
LABEL = 110
#: and of words that lead to a claim from the margin of a text
POINTER = 48


class Setter:
    """Sets what one story claims; every quotation leads to its place where that is on the page."""

    def __init__(self, view: View, chips: Chips, room: Room = AMPLE) -> None:
        self._view = view
        self._room = room
        self._chips = chips
        self._sentences = Sentences(view.articles)
        #: claim id -> its number on the page; those that stand in another's words come last
        ordered = dict.fromkeys([*(claim.id for claim in view.claims), *view.by_id])
        self.numbers = {name: number for number, name in enumerate(ordered, 1)}

    def words(self, place: Place, most: int = 400) -> Words:
        """Quote a place with the hedges of the report that it is of."""
        return self._led(place, spans.quote(self._view.articles, place, most=most))

    def _led(self, place: Place, words: Words) -> Words:
        """Put before some words those that they are about, if they stand elsewhere."""
        lead = self._view.leads.get(place)
        if lead is None:
            return words
        led = spans.quote(self._view.articles, lead, most=LEAD)
        return replace(words, lead=led) if led.text else words

    def item(self, claim: Claim, *, full: bool) -> Item:
        """Set a claim; with ``full`` it opens to its words and names its reasons."""
        counted, number = claim.independent_origins, self.numbers[claim.id]
        reports = count("report", len({report.article for report in claim.reports}))
        told, more_told = self._opened(claim) if full else ((), 0)
        changes = drifts.counted(claim) if full else []
        room = self._room
        said, more_said = self._joined(claim, room.ways if full else room.listed_ways)
        return Item(
            id=claim.id,
            number=number,
            anchor=self._anchor(claim.id),
            count=counting(counted),
            reports=reports,
            words=self._hedged(claim),
            href=self._chips.href(claim.text[0], claim.text[1]),
            tags=tuple(times.meant(self._view.moments(claim))[:TAGS]),
            said=said,
            more_said=more_said,
            told=told,
            more_told=more_told,
            corrected=reasons.corrected(claim.corrected_by),
            notes=tuple(self._notes(claim, changes)) if full else (),
            turns=tuple(self._turns(claim, changes)) if full else (),
        )

    def pointer(self, name: str) -> Pointer:
        """Set what leads to a claim."""
        claim = self._view.by_id[name]
        counted = claim.independent_origins
        return Pointer(
            id=name, anchor=self._anchor(name), words=self.words(claim.text, POINTER),
            count=origins(counted.low, counted.high),
        )  # fmt: skip

    def _anchor(self, name: str) -> str:
        return f"{self._chips.prefix}c{self.numbers[name]}"

    def said_by(self, report: Report) -> Said:
        """Set who says so in one report."""
        chain = self._view.chain(report)
        return self._way(
            Way(stance=report.stance, chain=chain, firsthand=report.firsthand, reports=(report,))
        )

    def _ways(self, reports: Iterable[Report], most: int) -> tuple[tuple[Said, ...], int]:
        """Set who says so as far as there is room, and count the ways left out."""
        ways = self._view.ways(reports)
        return tuple(map(self._way, ways[:most])), len(ways[most:])

    def _joined(self, claim: Claim, most: int) -> tuple[tuple[Said, ...], int]:
        """Set who says so origin by origin, and by brackets which ways lead to one of these."""
        homes = {id(claim.reports[at]): n for n, o in enumerate(claim.origins) for at in o.reports}
        found: dict[int, list[Way]] = {}
        for place, way in enumerate(self._view.ways(claim.reports)):
            # one outlet may print texts of several origins
            apart: dict[int, list[Report]] = {}
            home = homes.get(id(way.reports[0]), -1 - place)
            for report in way.reports:
                apart.setdefault(homes.get(id(report), home), []).append(report)
            for home, reports in apart.items():
                found.setdefault(home, []).append(replace(way, reports=tuple(reports)))
        ways = [(n, home, way) for home, one in found.items() for n, way in enumerate(one)]
        # of each origin one way before the second of any
        taken = {id(way) for _, _, way in sorted(ways, key=lambda one: one[0])[:most]}
        shown = [(n, home, way) for n, home, way in ways if id(way) in taken]
        joined = [now[1] == then[1] for now, then in pairwise(shown)]
        said = (
            # one way alone needs no bracket
            self._way(way, _BRACKETS[before, behind] if len(ways) > 1 else "")
            for (_, _, way), before, behind in zip(
                shown, (False, *joined), (*joined, False), strict=False
            )
        )
        return tuple(said), len(ways) - len(shown)

    def _way(self, way: Way, bracket: str = "") -> Said:
        first = way.reports[0]
        chips, further = self._chips.row((r.article, r.start) for r in way.reports)
        return Said(
            stance=way.stance,
            voices=first.chain,
            outlet=self._view.teller(first.article),
            firsthand=way.firsthand,
            chips=tuple(chips),
            further=further,
            bracket=bracket,
        )

    def _hedged(self, claim: Claim) -> Words:
        """Quote a claim with its hedges marked."""
        own = [r for r in claim.reports if r.place == claim.text]
        marks = [
            spans.Mark(start=a, stop=b, kind="hedge") for r in own[:1] for a, b in r.stance_words
        ]
        return self._led(claim.text, spans.quote(self._view.articles, claim.text, marks))

    def _opened(self, claim: Claim) -> tuple[tuple[Told, ...], int]:
        """Set the sentence of every report, in the order in which they appeared; count the rest."""
        articles = self._view.articles
        first = {(report.article, report.start): report for report in reversed(claim.reports)}
        ordered = sorted(first.values(), key=lambda r: (appeared(articles[r.article]), r.start))
        held = [report for report in ordered if self._chips.has(report.article)]
        # words that may not be shown are left out, but not all of them: one leads to its owner
        worded = self._worded(held) or [[report] for report in held[:1]]
        shown = _with(worded, claim.text, self._room.told)
        left = len(held) - sum(map(len, shown))
        return tuple(map(self._told, shown)), left

    def _worded(self, reports: Sequence[Report]) -> list[list[Report]]:
        """Join the reports that have the same words of the same voices, where the page asks for it.

        Those whose words may not be shown are left out.
        """
        found: dict[tuple[object, ...], list[Report]] = {}
        for place, report in enumerate(reports):
            words = self._clause(report)
            if not words:
                continue
            voices = (voice.name for voice in report.chain)
            key = (words, *voices) if self._room.distinct else (place,)
            found.setdefault(key, []).append(report)
        return list(found.values())

    def _clause(self, report: Report) -> str:
        """Give the words of a report on one line."""
        text = self._view.articles[report.article].text
        return " ".join(text[report.start : report.stop].split())

    def _told(self, reports: Sequence[Report]) -> Told:
        report = reports[0]
        article = self._view.articles[report.article]
        words = self._sentences.around(report)
        return Told(
            same=len(reports) - 1,
            place=f"{report.article}:{report.start}-{report.stop}",
            chip=self._chips.chip(report.article, report.start),
            outlet=self._view.outlet(report.article),
            when=times.published(article.published),
            words=words,
            said=self.said_by(report),
            named=self._named(report, words),
            url=owned(article),
        )

    def _named(self, report: Report, around: Words) -> Words | None:
        """Quote the nearest voice where it is named in another sentence."""
        voice = report.chain[0] if report.chain else None
        if voice is None or voice.start is None or voice.stop is None:
            return None
        if around.start <= voice.start < around.stop:
            return None
        return self.words((report.article, voice.start, voice.stop), most=80)

    def _notes(self, claim: Claim, changes: Sequence[drifts.Turned]) -> Iterator[str]:
        counted = claim.independent_origins
        sure = counted.low == counted.high
        found = reasons.across(self._view, counted) if sure else counted
        yield from reasons.spread(found, self._view, self._room.reasons, self._room.further)
        if claim.expectation is not None and claim.expectation.dated:
            yield say("due", **reasons.due(claim))
        for one in changes[: self._room.changes]:
            yield drifts.tell(one, self._view.marks(one.articles))
        if left := changes[self._room.changes :]:
            yield count("changed.further", len(left))

    def _turns(self, claim: Claim, changes: Sequence[drifts.Turned]) -> Iterator[Turn]:
        # what is counted in a note is not told again of each
        told = {(one.before, one.after) for one in changes}
        first: dict[tuple[str, str], Drift] = {}
        for drift in claim.drift:
            if drift.words not in told:
                first.setdefault(drift.words, drift)
        for drift in islice(first.values(), TURNS):
            yield self._turn(claim, drift)

    def _turn(self, claim: Claim, drift: Drift) -> Turn:
        report = claim.reports[drift.report]
        before, after = drift.words
        above = [r.place for r in claim.reports if r.article == drift.upstream]
        has = self._chips.has(report.article)
        return Turn(
            chip=self._chips.chip(report.article, report.start) if has else None,
            before=self.stored(before, above),
            after=self.stored(after, [report.place]),
        )

    def stored(self, words: str, places: Iterable[Place]) -> Words | str:
        """Quote words as a stored span if they are one; a stance has firsthand's word for it."""
        wide = (self._widened(place) for place in places)
        found = spans.find(self._view.articles, words, wide)
        return found or TEMPLATES.get(f"stance.{words}", drifts.chained(words))

    def _widened(self, place: Place) -> Place:
        """Take in what stands around a place: its sentence at most."""
        name, start, stop = place
        size = len(self._view.articles[name].text)
        return name, max(start - LONGEST, 0), min(stop + LONGEST, size)

    # ----------------------------------------------------------------------- differences

    def difference(self, question: Question) -> Difference:
        """Set the sides of a question side by side."""
        shared, gap = self._shared(question)
        why = capital(question.why)
        # what stands above the sides is not said again under one
        above = "" if gap else shared[0].text
        return Difference(
            kind=say(f"kind.{question.kind}"),
            shared=shared,
            gap=gap,
            answers=tuple(self._answer(question, side, above) for side in question.sides),
            verdict=verdict(question.kind, question.verdict),
            why=why if not why or why.endswith((".", "?", "!")) else f"{why}.",
        )

    def short(self, question: Question) -> tuple[Words, ...]:
        """Quote the values of three sides of a question; words of the first where they are none."""
        found = (self._value(side, self._reports(side)) for side in question.sides[:3])
        values = tuple(value for value in found if not isinstance(value, str))
        if len(values) > 1:
            return values
        words = self.words(self._text(question.sides[0]), SHORT)
        return (words,) if words.text else ()

    def _shared(self, question: Question) -> tuple[tuple[Words, ...], bool]:
        """Quote the first side's words in two pieces around what the sides differ in."""
        side = question.sides[0]
        places = side.reports or (self._text(side),)
        name, start, stop, at = self._found(side.value, places)
        if at < 0:
            return (self.words((name, start, stop)),), False
        text = self._view.articles[name].text
        around = ((start, at), (at + len(side.value), stop))
        pieces = tuple(
            self.words((name, a, b), 200) if text[a:b].strip() else self.words((name, a, a))
            for a, b in around
        )
        return (self._led((name, start, stop), pieces[0]), *pieces[1:]), True

    def _found(self, value: str, places: Sequence[Place]) -> tuple[str, int, int, int]:
        """Find the first place that has a value, and where; the first place and -1 if none has."""
        for name, start, stop in places:
            at = self._view.articles[name].text.find(value, start, stop) if value else -1
            if at >= 0:
                return name, start, stop, at
        return *places[0], -1

    def _text(self, side: Side) -> Place:
        return self._view.by_id[side.claims[0]].text

    def _answer(self, question: Question, side: Side, above: str) -> Answer:
        reports = self._reports(side)
        counted = side.independent_origins
        articles = {report.article for report in reports}
        said, more_said = self._ways(reports, self._room.ways)
        counts = say(
            "side.counts",
            origins=origins(counted.low, counted.high),
            reports=count("report", len(articles)),
        )
        return Answer(
            value=self._value(side, reports),
            when=_when(question, side, reports),
            count=counts,
            said=said,
            more_said=more_said,
            quotes=tuple(one for one in self._quotes(reports) if one[0].text != above),
        )

    def _reports(self, side: Side) -> list[Report]:
        """Find the reports of a side: those it names, of the claims it names."""
        places = set(side.reports)
        claims = (self._view.by_id.get(claim) for claim in side.claims)
        reports = [report for claim in claims if claim for report in claim.reports]
        return [report for report in reports if not places or report.place in places]

    def _value(self, side: Side, reports: Sequence[Report]) -> Words | str:
        if f"side.{side.value}" in TEMPLATES:
            return say(f"side.{side.value}")
        places = [report.place for report in reports]
        return spans.find(self._view.articles, side.value, places) or side.value

    def _quotes(self, reports: Sequence[Report]) -> Iterator[tuple[Words, Chip]]:
        first: dict[str, Report] = {}
        for report in reports:
            if self._chips.has(report.article):
                first.setdefault(self._clause(report), report)
        for report in islice(first.values(), self._room.quotes):
            yield self.words(report.place), self._chips.chip(report.article, report.start)

    # ----------------------------------------------------------------------- expectations

    def _decided(self, claim: Claim) -> Iterator[tuple[Words, Chip]]:
        for place in _because(claim):
            if self._chips.has(place[0]):
                yield self.words(place), self._chips.chip(place[0], place[1])

    def due(self, claim: Claim) -> Due:
        """Set what a claim expects."""
        chips, further = self._chips.row((r.article, r.start) for r in claim.reports)
        said = reasons.due(claim)
        first: dict[str, Report] = {}
        for report in claim.reports:
            first.setdefault(self._view.chain(report), report)
        chains, ways = list(first.values()), self._room.ways
        return Due(
            words=self.words(claim.text),
            said=tuple(map(self.said_by, chains[:ways])),
            more_said=len(chains[ways:]),
            when=said["due"],
            outcome=said["outcome"],
            decided=tuple(self._decided(claim)),
            chips=tuple(chips),
            further=further,
        )


def _with(told: list[list[Report]], words: Place, most: int) -> list[list[Report]]:
    """Keep the first ``most``, among them that whose words the claim is told in."""
    own = [n for n, one in enumerate(told) if any(report.place == words for report in one)]
    if not own or own[0] < most:
        return told[:most]
    return [*told[: most - 1], told[own[0]]]


def _because(claim: Claim) -> tuple[Place, ...]:
    return claim.expectation.because if claim.expectation else ()


def counting(counted: Range) -> Count:
    """Say a range with the number apart: "2–3" and "origins"."""
    said = origins(counted.low, counted.high)
    if counted.high <= 0:
        return Count(number="", noun=said, aloud="")
    number, _, noun = said.rpartition(" ")
    spread = 0 < counted.low < counted.high
    aloud = say("range.aloud", low=counted.low, high=counted.high) if spread else number
    return Count(number=number, noun=noun, aloud=aloud)


def _when(question: Question, side: Side, reports: Sequence[Report]) -> str:
    """Say the day that a side's words mean."""
    if question.kind != "time":
        return ""
    for report in reports:
        for moment in report.times:
            if moment.earliest and moment.latest and side.value in moment.text:
                return times.interval(moment.earliest, moment.latest, moment.value)
    return ""
