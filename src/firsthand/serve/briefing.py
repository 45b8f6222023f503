"""A briefing: one page on a story, whose every sentence is published words or a counted field.

Published words carry their place (report, start, stop), firsthand's own sentences the claim or story
whose fields they tell, so that both can be checked again (``verification``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from firsthand import sigla
from firsthand.corroboration import quotations
from firsthand.reading import Reading
from firsthand.records import Article, Claim, Question, Report, Side, Stemma, Story
from firsthand.serve import drifts, reasons, times
from firsthand.serve.views import View, view
from firsthand.serve.words import TEMPLATES, capital, count, origins, say, verdict
from firsthand.text import sentences
from firsthand.timeline import corrections
from firsthand.timeline.order import first_report, is_sure

#: claims told, and things of each other section: with the sources some two pages of paper at most
CLAIMS, TOLD = 8, 5
#: outlets named in one sentence
OUTLETS = 3
#: characters quoted of one place
QUOTED = 280
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Published words and where they stand; ``start`` None is the title."""

    text: str
    mark: str
    article: str
    start: int | None = None
    stop: int | None = None
    #: the source goes on behind them
    cut: bool = False
    #: they only name what the words behind them are about
    lead: bool = False

    @property
    def cited(self) -> str:
        """The citation as it is printed: "A2:120-164", "A2:title"."""
        place = "title" if self.start is None else f"{self.start}-{self.stop}"
        return f"{self.mark}:{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of firsthand's own, and the id of the claim or story whose fields it tells."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Pieces that are read as one; ``under`` a line that they belong to."""

    pieces: tuple[Quote | Statement, ...]
    under: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report of the story as the list of sources names it."""

    mark: str
    article: Article
    about: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The briefing on one story."""

    title: Quote | str
    head: tuple[Statement, ...]
    #: (heading, lines), none of them empty
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    sources: tuple[Source, ...]


def compose(reading: Reading, story: Story) -> Brief:
    """Compose the briefing on a story of ``reading``."""
    texts = sigla.index(reading.articles, reading.lineage)
    seen = view(story, texts, as_of=reading.as_of)
    told = Teller(seen, reading.lineage)
    sections = (
        ("brief.open", told.open()),
        ("brief.said", told.said()),
        ("brief.differ", told.differences()),
        ("brief.expected", told.expected()),
        ("brief.changed", told.changed()),
        ("brief.checked", told.checked()),
        ("brief.nearest", told.nearest()),
    )
    # the sources are told last: those that were quoted
    full = [(say(key), tuple(lines)) for key, lines in sections]
    return Brief(
        title=told.title(),
        head=tuple(told.head()),
        sections=tuple((head, lines) for head, lines in full if lines),
        sources=tuple(told.sources()),
    )


def _weight(claim: Claim) -> tuple[int, ...]:
    """Order by origins, then by reports; of equals what a text begins with comes first."""
    told, low, high, _, articles = claim.standing
    return told, low, high, articles, min(report.start for report in claim.reports)


class Teller:
    """Tells the sections of one story."""

    def __init__(self, seen: View, stemma: Stemma, *, by_outlet: bool = False) -> None:
        self.view = seen
        self.story = seen.story
        self.stemma = stemma
        #: marks mean something only where they are listed
        self.by_outlet = by_outlet
        self.marks = seen.sigla.marks
        self.quoted: set[str] = set()

    # ----------------------------------------------------------------------- pieces

    def quote(self, place: Place) -> Quote | None:
        """Quote a place, cut at a word where it is long; nothing where nothing may be shown."""
        article, start, stop = place
        text = self.view.articles[article].text
        end = stop
        if stop - start > QUOTED:
            space = text.rfind(" ", start, start + QUOTED)
            end = space if space > start else start + QUOTED
        words = " ".join(text[start:end].split())
        if not words:
            return None
        mark = self.marks.get(article, article)  # a related story's text has no mark in this one
        self.quoted.add(article)
        return Quote(
            text=words, mark=mark, article=article, start=start, stop=end, cut=end < stop
        )  # fmt: skip

    def _about(self, place: Place, *told: Statement, under: bool = False) -> Iterator[Line]:
        """Set told sentences behind the words they are about; without these they say nothing."""
        quotes = self.quotes(place)
        if quotes:
            yield Line(pieces=(*quotes, *told), under=under)

    def quotes(self, place: Place) -> tuple[Quote, ...]:
        """Quote a place behind the words that it is about, where they stand outside it."""
        quote = self.quote(place)
        named = self.quote(self.view.leads[place]) if place in self.view.leads else None
        lead = (replace(named, lead=True),) if named else ()
        return (*lead, quote) if quote else ()

    def _named(self, articles: Iterable[str]) -> str:
        """Name reports, by their marks or by their outlets."""
        if not self.by_outlet:
            return self.view.marks(articles)
        names = list(dict.fromkeys(map(self.view.outlet, articles)))
        more = [say("chip.further", n=len(names) - OUTLETS)] if len(names) > OUTLETS else []
        return ", ".join([*names[:OUTLETS], *more])

    def _told(self, basis: str, key: str, **fields: object) -> Statement:
        return Statement(text=say(key, **fields), basis=basis)

    # ----------------------------------------------------------------------- head, sources

    def title(self) -> Quote | str:
        article, title = self.story.title
        text = self.view.articles[article]
        mark = self.view.sigla.marks.get(article, "")
        if text.title == title or not mark:
            return Quote(text=title, mark=mark, article=article) if mark else title
        at = text.text.find(title)
        if at < 0:
            return title
        return Quote(text=title, mark=mark, article=article, start=at, stop=at + len(title))

    def head(self) -> Iterator[Statement]:
        story, counted = self.story, self.story.independent_origins
        told = (
            count("report", len(story.articles)),
            origins(counted.low, counted.high, "independent"),
            times.stretch(self.view.articles[name].published for name in story.articles),
        )
        yield self._told(story.id, "brief.alone", lead=", ".join(filter(None, told)))
        for why in reasons.proofs(self.view):
            yield self._told(story.id, "brief.alone", lead=capital(why))
        if self.view.as_of is not None:
            asof = times.asof(self.view.as_of)
            yield self._told(story.id, "brief.alone", lead=capital(asof))

    def sources(self) -> Iterator[Source]:
        marks = self.view.sigla
        # a text of another story may be quoted too
        names = {name for name in (*self.story.articles, *self.quoted) if name in self.marks}
        for name in sorted(names, key=marks.order.__getitem__):
            article = self.view.articles[name]
            when = times.published(article.published)
            about = say("brief.source", outlet=self.view.outlet(name), when=when)
            yield Source(
                mark=marks.marks[name], article=article, about=about, title=article.title or ""
            )

    # ----------------------------------------------------------------------- sections

    def open(self) -> Iterator[Line]:
        basis, due = self.story.id, {claim.text for claim in self._dated()}
        for one in reasons.unknown(self.view):
            if one.words in due:
                continue  # it is told with what was expected
            if one.words:
                told = self._told(basis, "brief.alone", lead=capital(one.lead))
                yield from self._about(one.words, told)
                continue
            marks = self.view.marks(one.articles)
            lead = say("open.marks", lead=one.lead, marks=marks) if marks else one.lead
            yield Line(pieces=(self._told(basis, "brief.alone", lead=capital(lead)),))

    def said(self) -> Iterator[Line]:
        """Tell the claims by what stands behind them."""
        claims = sorted(self.view.claims, key=_weight)
        shown = list(islice((line for claim in claims for line in self._claim(claim)), CLAIMS))
        yield from shown
        yield from self._more("brief.more", len(claims) - len(shown))

    def _more(self, key: str, left: int) -> Iterator[Line]:
        if left > 0:
            yield Line(pieces=(self._told(self.story.id, key, n=left),))

    def _first(self, told: Iterable[Iterable[Line]]) -> Iterator[Line]:
        """Tell the first things of a section, and how many it leaves out."""
        rest = iter(told)
        for lines in islice(filter(None, map(list, rest)), TOLD):
            yield from lines
        yield from self._more("brief.rest", sum(1 for _ in rest))

    def _claim(self, claim: Claim) -> Iterator[Line]:
        told = " ".join(filter(None, [self.behind(claim), self.begun(claim)]))
        return self._about(claim.text, Statement(text=told, basis=claim.id))

    def behind(self, claim: Claim) -> str:
        """Tell who stands behind a claim, and how many origins that is."""
        counted = claim.independent_origins
        articles = list(dict.fromkeys(report.article for report in claim.reports))
        return say(
            "brief.behind", who=self._who(claim.reports), marks=self._named(articles),
            origins=capital(origins(counted.low, counted.high, "independent")),
            reports=count("report", len(articles)),
        )  # fmt: skip

    def begun(self, claim: Claim) -> str:
        """Tell who reported a claim first; nothing where only one did."""
        many = len({report.article for report in claim.reports}) > 1
        return self.first(claim) if many else ""

    def first(self, claim: Claim) -> str:
        """Tell who reported a claim first, as the timeline has it, or among the first."""
        articles = self.view.articles
        report = first_report(claim, articles)
        return say(
            "brief.first" if is_sure(report, claim, articles) else "brief.early",
            outlet=self.view.outlet(report.article),
            when=times.published(articles[report.article].published),
        )

    def _who(self, reports: Iterable[Report]) -> str:
        """Say who tells it, by how surely they do."""
        told: dict[str, dict[str, None]] = {}
        for way in self.view.ways(reports):
            told.setdefault(way.stance, {})[way.chain] = None
        return capital(
            "; ".join(
                say("brief.by", stance=say(f"stance.{stance}"), chain=", ".join(chains))
                for stance, chains in told.items()
            )
        )

    def differences(self) -> Iterator[Line]:
        return self._first(map(self.difference, self.view.questions))

    def difference(self, question: Question) -> Iterator[Line]:
        stand = verdict(question.kind, question.verdict)
        why = capital(question.why)
        rest = f" {why}." if why and not why.endswith((".", "?", "!")) else f" {why}".rstrip()
        kind = say(f"kind.{question.kind}")
        told = self._told(self.story.id, "brief.verdict", kind=kind, verdict=stand + rest)
        sides = list(map(self._side, question.sides))
        if any(isinstance(piece, Quote) for side in sides for piece in side.pieces):
            yield Line(pieces=(told,))
            yield from sides

    def _side(self, side: Side) -> Line:
        """Tell one answer: the words that give it, and what stands behind it."""
        counted, articles = side.independent_origins, self._articles(side)
        value = say(f"side.{side.value}") if f"side.{side.value}" in TEMPLATES else side.value
        value = value or say("text.elsewhere")
        told = self._told(
            side.claims[0] if side.claims else self.story.id, "brief.side", value=capital(value),
            origins=origins(counted.low, counted.high), marks=self._named(articles),
            reports=count("report", len(articles)),
        )  # fmt: skip
        return Line(pieces=(*self.quotes(self._given(side)), told), under=True)

    def _given(self, side: Side) -> Place:
        """Find the words of a side, those that hold its value if any do."""
        places = side.reports or (self.view.by_id[side.claims[0]].text,)
        texts = self.view.articles
        held = (p for p in places if side.value in texts[p[0]].text[p[1] : p[2]])
        return next(held, places[0])

    def _articles(self, side: Side) -> list[str]:
        claims = (self.view.by_id.get(name) for name in side.claims)
        named = [article for article, _, _ in side.reports]
        held = [report.article for claim in claims if claim for report in claim.reports]
        return list(dict.fromkeys(named or held))

    def expected(self) -> Iterator[Line]:
        return self._first(map(self._expectation, self._dated()))

    def _expectation(self, claim: Claim) -> Iterator[Line]:
        lines = list(
            self._about(claim.text, self._told(claim.id, "brief.outcome", **reasons.due(claim)))
        )
        yield from lines
        for place in claim.expectation.because if claim.expectation and lines else ():
            if decides := self.quotes(place):
                told = self._told(claim.id, "brief.decides")
                yield Line(pieces=(told, *decides), under=True)

    def _dated(self) -> list[Claim]:
        return [c for c in self.view.claims if c.expectation and c.expectation.latest]

    def changed(self) -> Iterator[Line]:
        grave = [(claim, one) for claim in self.view.claims for one in drifts.grave(claim)]
        grave.sort(key=lambda found: drifts.weight(found[1]))
        return self._first(self._drift(claim, one) for claim, one in grave)

    def _drift(self, claim: Claim, one: drifts.Turned) -> Iterator[Line]:
        told = capital(drifts.tell(one, self.view.marks(one.articles)))
        return self._about(claim.text, self._told(claim.id, "brief.drift", told=told))

    def checked(self) -> Iterator[Line]:
        """Tell what quotations and corrections were found to be, with the words on both sides."""
        quoted = quotations.check([self.story], self.view.articles)
        yield from self._first(map(self._quotation, quoted))
        fixed = corrections.find(self.view.articles, self.stemma)
        yield from self._first(self._correction(one) for one in fixed if one.article in self.marks)

    def _quotation(self, one: quotations.Quotation) -> Iterator[Line]:
        lead = say(f"quotation.{one.verdict}", name=self.view.outlet(one.document))
        told = self._told(self.story.id, "brief.alone", lead=lead)
        lines = list(self._about((one.article, one.start, one.stop), told))
        yield from lines
        differs = one.verdict != quotations.WHOLE and one.document in self.marks
        if lines and one.found and differs:
            cut = one.verdict == quotations.CUT
            there = self._sentence(one.document, one.found)
            yield from self._about(there if cut else (one.document, *one.found), under=True)

    def _sentence(self, article: str, place: tuple[int, int]) -> Place:
        """Widen a place to the sentence it lies in."""
        text = self.view.articles[article]
        bounds = sentences.split(text.text, language=text.read_as)
        held = ((start, stop) for start, stop in bounds if start <= place[0] and place[1] <= stop)
        return article, *next(held, place)

    def _correction(self, fix: corrections.Correction) -> Iterator[Line]:
        """Tell what was corrected, and the sentences that still have it."""
        n = len(fix.carriers)
        told = say(
            "correction.none" if not n else "correction.one" if n == 1 else "correction.many", n=n
        )
        lead = self._told(self.story.id, "brief.alone", lead=told)
        if fix.notice:
            lines = list(self._about((fix.article, *fix.notice), lead))
        else:
            lines = [Line(pieces=(lead,))]
        yield from lines
        here = [carrier for carrier in fix.carriers if lines and carrier[0] in self.marks]
        for carrier in here[:TOLD]:
            yield from self._about(carrier, under=True)

    def nearest(self) -> Iterator[Line]:
        for name, why in reasons.nearest(self.view):
            line = say("nearest.line", name=self.view.outlet(name), why=why)
            marks = self.view.sigla.marks[name]
            lead = say("open.marks", lead=marks, marks=line)
            yield Line(pieces=(self._told(self.story.id, "brief.alone", lead=lead),))
