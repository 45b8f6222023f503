"""The reading as text for a terminal: 72 to 100 columns, bold and dim, nothing that needs either."""

from collections.abc import Iterator, Sequence

from firsthand import sigla
from firsthand.reading import Reading
from firsthand.records import Claim, Question, Report, Side
from firsthand.serve import axis, drifts, lanes, links, reasons, times, tree
from firsthand.serve.columns import Cell, Page, measure
from firsthand.serve.views import View, view
from firsthand.serve.words import TEMPLATES, capital, count, origins, say, verdict

#: narrower terminals fold the lines themselves, wider ones would make them hard to follow
NARROWEST, WIDEST = 72, 100
#: claims, questions, and rows of each group shown unless all are asked for
CLAIMS, QUESTIONS, ROWS = 10, 10, 12
#: changes told of one claim; the JSON has all
CHANGES = 4
#: columns of the stance words and of the marks behind them ("not confirmed", "A1 A2")
_STANCE, _MARKS = 14, 8
#: characters of a text that has no title, and columns of the file that a report was read from
_TITLE, _SOURCE = 200, 24
#: column at which the words of a claim begin
_WORDS = 16


def draw(
    reading: Reading,
    *,
    width: int = WIDEST,
    color: bool = False,
    encoding: str = "utf-8",
    everything: bool = False,
) -> str:
    """Draw ``reading`` as lines of at most ``width`` columns (72 at least).

    Without ``color`` no escape sequence is printed; where ``encoding`` is not UTF-8 typographic
    signs become plain ones. With ``everything`` no list is cut short.
    """
    page = Page(width=max(width, NARROWEST), color=color, encoding=encoding)
    texts = sigla.index(reading.articles, reading.lineage)
    for story in sorted(reading.stories, key=lambda story: -len(story.articles)):
        _story(page, view(story, texts, as_of=reading.as_of), everything=everything)
    if not reading.stories:
        page.row(Cell(0, say("nothing.then" if reading.as_of else "nothing")))
    _foot(page, reading)
    return "\n".join(page.lines) + "\n"


def _story(page: Page, seen: View, *, everything: bool) -> None:
    _head(page, seen)
    _families(page, seen, everything=everything)
    _reports(page, seen, everything=everything)
    _unknown(page, seen)
    _claims(page, seen, CLAIMS if not everything else len(seen.claims))
    questions = seen.questions
    _questions(page, seen, questions if everything else questions[:QUESTIONS])
    _expected(page, seen, everything=everything)
    _remarks(page, seen, everything=everything)
    _timeline(page, seen, len(seen.sigla.marks) + len(seen.story.timeline) if everything else ROWS)
    _lineage(page, seen, everything=everything)
    page.blank()
    page.blank()


def _section(page: Page, head: str, rest: str = "") -> None:
    page.blank()
    page.run(0, head, rest)


def _more(page: Page, hidden: int, at: int = 0) -> None:
    if hidden > 0:
        page.row(Cell(at, say("more", n=hidden), "dim"))


# --------------------------------------------------------------------------- head


def _head(page: Page, seen: View) -> None:
    story = seen.story
    articles = [seen.articles[i] for i in story.articles]
    counted = story.independent_origins
    independent = origins(counted.low, counted.high, "independent")
    asof = times.asof(seen.as_of)
    period = times.stretch(article.published for article in articles)
    about = [period, ", ".join(reasons.languages(articles)), say("zone"), asof]
    page.row(Cell(0, story.title[1], "bold"))
    counts = say("head", reports=count("report", len(articles)), origins=independent)
    page.run(0, counts, "· " + " · ".join(filter(None, about)))
    for words in reasons.corrected(story.corrected_by):
        page.row(Cell(0, words, "dim"))


def _families(page: Page, seen: View, *, everything: bool) -> None:
    page.blank()
    families = seen.sigla.families
    shown = families if everything else families[:ROWS]
    marks = page.width * 3 // 10
    for family in shown:
        page.row(
            Cell(1, family.letter),
            Cell(4, reasons.name(family, seen)),
            Cell(marks, seen.marks((*family.members, *family.removed))),
            Cell(marks + 10, reasons.family(family, seen)),
        )
    _more(page, len(families) - len(shown), 4)
    for why in reasons.proofs(seen):
        page.row(Cell(4, why, "dim"))


def _reports(page: Page, seen: View, *, everything: bool) -> None:
    """Tell which report goes by which mark: by its title, and by the file that it was read from."""
    known = seen.story.articles
    names = sorted((i for i in known if i in seen.sigla.order), key=seen.sigla.order.__getitem__)
    shown = names if everything else names[:ROWS]
    _section(page, say("reports.head"), say("reports.order"))
    page.blank()
    for name in shown:
        article = seen.articles[name]
        title = page.shorten(article.title or article.text[:_TITLE], page.width - 11 - _SOURCE)
        page.row(
            Cell(2, seen.sigla.marks[name]), Cell(8, f"“{title}”"),
            Cell(page.width - _SOURCE + 1, page.shorten(links.file(article.source), _SOURCE - 1), "dim"),
        )  # fmt: skip
    _more(page, len(names) - len(shown), 8)


def _unknown(page: Page, seen: View) -> None:
    lines = reasons.unknown(seen)
    if lines:
        _section(page, say("open.head"))
        page.blank()
    for line in lines:
        page.row(Cell(2, "·"), Cell(4, reasons.tell(line, seen)))


# --------------------------------------------------------------------------- claims


def _claims(page: Page, seen: View, most: int) -> None:
    if not seen.claims:
        _section(page, say("claims.head"), reasons.claimless(seen))
        return
    _section(page, say("claims.head"), say("claims.order", n=len(seen.claims)))
    page.blank()
    page.row(Cell(2, say("claims.key"), "dim"))
    for claim in seen.claims[:most]:
        _claim(page, seen, claim)
    if len(seen.claims) > most:
        page.blank()
        _more(page, len(seen.claims) - most)


def _claim(page: Page, seen: View, claim: Claim) -> None:
    page.blank()
    counted = claim.independent_origins
    reports = count("report", len({report.article for report in claim.reports}))
    body = Page(width=page.width - _WORDS, color=page.color, encoding=page.encoding)
    body.row(Cell(0, f"“{seen.words(claim.text)}”"))
    _ways(body, seen, claim.reports)
    for note in _notes(seen, claim):
        body.row(Cell(0, note, "dim"))
    left = Page(width=_WORDS - 3, color=page.color, encoding=page.encoding)
    left.row(Cell(0, origins(counted.low, counted.high), "bold", right=True))
    left.row(Cell(0, reports, right=True))
    page.beside(left.lines, _WORDS, body.lines)


def _ways(page: Page, seen: View, reports: Sequence[Report]) -> None:
    for way in seen.ways(reports):
        tag = f" [{say('firsthand')}]" if way.firsthand else ""
        page.row(
            Cell(0, say(f"stance.{way.stance}")),
            Cell(_STANCE, seen.marks(way.articles)),
            Cell(_STANCE + _MARKS, way.chain + tag),
        )


def _notes(seen: View, claim: Claim) -> Iterator[str]:
    counted = claim.independent_origins
    sure = counted.low == counted.high
    yield from reasons.spread(reasons.across(seen, counted) if sure else counted, seen)
    resolved = times.meant(seen.moments(claim))
    if resolved:
        yield say("when", times="; ".join(resolved))
    if claim.expectation is not None and claim.expectation.dated:
        yield say("due", **reasons.due(claim))
    changes = sorted(drifts.turned(claim), key=drifts.weight)
    for one in changes[:CHANGES]:
        yield drifts.tell(one, seen.marks(one.articles))
    if len(changes) > CHANGES:
        yield say("changed.more", n=len(changes) - CHANGES)
    yield from reasons.corrected(claim.corrected_by)


# --------------------------------------------------------------------------- differences


def _questions(page: Page, seen: View, questions: Sequence[Question]) -> None:
    hidden = len(seen.questions)
    if not hidden:
        return
    _section(page, say("differ.head"), f"{hidden}")
    for question in questions:
        page.blank()
        page.row(Cell(0, f"{say(f'kind.{question.kind}')}: {_shared(seen, question)}"))
        for place in range(0, len(question.sides), 2):
            _sides(page, seen, question, question.sides[place : place + 2])
        stand = verdict(question.kind, question.verdict)
        page.row(Cell(2, f"{stand} {_sentence(question.why)}".rstrip()))
    if hidden > len(questions):
        page.blank()
        _more(page, hidden - len(questions))


def _shared(seen: View, question: Question) -> str:
    """Quote the first side's words with a gap where the sides differ."""
    side = question.sides[0]
    place = side.reports[0] if side.reports else seen.by_id[side.claims[0]].text
    words = seen.words(place)
    gap = words.replace(side.value, "…", 1) if side.value else words
    return f"“{gap}”"


def _sentence(why: str) -> str:
    text = capital(why)
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def _sides(page: Page, seen: View, question: Question, sides: Sequence[Side]) -> None:
    half = (page.width - 5) // 2
    drawn = [_side(page, seen, question, side, half) for side in sides]
    left = ["  " + line for line in drawn[0].lines]
    if len(drawn) == 1:
        page.lines.extend(left)
    else:
        page.beside(left, half + 5, drawn[1].lines, page.fit("│ "))


def _side(page: Page, seen: View, question: Question, side: Side, width: int) -> Page:
    drawn = Page(width=width - 1, encoding=page.encoding)
    counted = side.independent_origins
    places = set(side.reports)
    reports = [
        report
        for claim in map(seen.by_id.get, side.claims)
        for report in (claim.reports if claim else ())
        if not places or report.place in places
    ]
    articles = list(dict.fromkeys(report.article for report in reports))
    drawn.row(Cell(0, _value(question, side, reports)))
    counts = say(
        "side.counts",
        origins=origins(counted.low, counted.high),
        reports=count("report", len(articles)),
    )
    marks = seen.marks(articles)
    drawn.row(Cell(0, counts), Cell(width - max(len(marks), 1) - 1, marks, right=True))
    for way in seen.ways(reports):
        drawn.row(Cell(0, say(f"stance.{way.stance}")), Cell(_STANCE, way.chain))
    return drawn


def _value(question: Question, side: Side, reports: Sequence[Report]) -> str:
    if f"side.{side.value}" in TEMPLATES:
        return say(f"side.{side.value}")
    if question.kind != "time":
        return side.value
    for report in reports:
        for moment in report.times:
            if moment.earliest and moment.latest and side.value in moment.text:
                when = times.interval(moment.earliest, moment.latest, moment.value)
                return f"{side.value}  ({when})"
    return side.value


# --------------------------------------------------------------------------- expectations


def _expected(page: Page, seen: View, *, everything: bool) -> None:
    """Tell what came of expectations; those that are open stand with what is not known."""
    decided = [c for c in seen.claims if c.expectation and c.expectation.because]
    shown = decided if everything else decided[:ROWS]
    if decided:
        _section(page, say("expected.head"), say("expected.order"))
        page.blank()
    for claim in shown:
        marks = seen.marks(report.article for report in claim.reports)
        lead = say("open.expected", **reasons.due(claim))
        line = say("open.line", lead=lead, marks=marks, words=seen.words(claim.text))
        page.row(Cell(2, "·"), Cell(4, line))
        for place in claim.expectation.because if claim.expectation else ():
            mark = seen.marks([place[0]]) or seen.outlet(place[0])
            page.row(Cell(4, say("expected.by", mark=mark, words=seen.words(place))))
    _more(page, len(decided) - len(shown), 4)


# --------------------------------------------------------------------------- notes


def _remarks(page: Page, seen: View, *, everything: bool) -> None:
    found = reasons.remarks(seen)
    shown = found if everything else found[:ROWS]
    if found:
        _section(page, say("remarks.head"))
        page.blank()
    for articles, why, _ in shown:
        page.row(Cell(2, "·"), Cell(4, say("remarks.line", marks=seen.marks(articles), why=why)))
    _more(page, len(found) - len(shown), 4)


# --------------------------------------------------------------------------- timeline


def _timeline(page: Page, seen: View, most: int) -> None:
    shown = lanes.groups(seen, most)
    reports, *events = ([lane.mark for lane in group.lanes] for group in shown)
    label = page.width * 2 // 5
    laid = axis.lay(reports, [mark for marks in events for mark in marks], page.width - label - 1)
    if laid is None:
        return
    _section(page, say("timeline.head"), axis.period(laid))
    page.row(Cell(2, say("timeline.key"), "dim"))
    page.row(Cell(label + 1, laid.head(), drawn=True))
    for group in shown:
        if group.lanes:
            page.row(Cell(0, group.head, "dim"))
        for lane in group.lanes:
            drawn = laid.holds(lane.mark)
            line = laid.lane(lane.mark, seen.as_of) if drawn else lane.when
            words = _happening(page, seen, lane, label - 3)
            page.row(Cell(2, words), Cell(label + 1, line, drawn=drawn))
        _more(page, group.hidden, 2)


def _happening(page: Page, seen: View, lane: lanes.Lane, width: int) -> str:
    """Shorten what happened to its beginning and the words that tell when, with "…" between."""
    head = page.shorten(lane.label, width)
    told = _told(seen, lane)
    if told is None or " ".join(page.fit(told[1]).split()) in head:
        return head
    words, end = page.fit(told[0]).split(), ""
    while words and measure(longer := f"{words[-1]} {end}".rstrip()) <= width // 2:
        end = longer
        words.pop()
    return f"{page.shorten(lane.label, width - measure(end))}{end}" if end else head


def _told(seen: View, lane: lanes.Lane) -> tuple[str, str] | None:
    """Return a claim's words up to those that tell the time of a lane, and these alone."""
    claim, mark = lane.claim, lane.mark
    if claim is None:
        return None
    article, start, stop = claim.text
    for report in claim.reports:
        for moment in report.times if report.article == article else ():
            within = start <= moment.start and moment.stop <= stop
            if within and (moment.earliest, moment.latest) == (mark.earliest, mark.latest):
                return " ".join(
                    seen.articles[article].text[start : moment.stop].split()
                ), moment.text
    return None


# --------------------------------------------------------------------------- lineage, foot


def _lineage(page: Page, seen: View, *, everything: bool) -> None:
    _section(page, say("lineage.head"), say("lineage.order"))
    rows = list(tree.rows(seen))
    shown = rows if everything else rows[: 3 * ROWS]
    for row in shown:
        _text(page, row)
    _more(page, len(rows) - len(shown))


def _text(page: Page, row: tree.Row) -> None:
    indent = "" if row.branch or row.mark.startswith("(") else " "
    lead = page.fit(f"{indent}{row.branch}{row.mark}")
    name = max(6, measure(lead) + 2)
    when = page.width - measure(page.fit(row.when))
    cells = [Cell(0, lead, drawn=True), Cell(name, row.name)]
    if row.said:
        cells.append(Cell(max(page.width * 3 // 10, name + 10), row.said))
    if row.when:
        cells.append(Cell(when, row.when))
    page.row(*cells)
    for words in reasons.corrected(row.link.corrected_by if row.link else ()):
        page.row(Cell(name, words, "dim"))


def _foot(page: Page, reading: Reading) -> None:
    for refused in reading.refused:
        page.row(Cell(0, say("refused", source=refused.source, reason=refused.reason)))
    articles = count("article", len(reading.articles))
    page.blank()
    page.row(Cell(0, say("foot", articles=articles, refused=len(reading.refused)), "dim"))
    page.row(Cell(0, say("voices"), "dim"))
