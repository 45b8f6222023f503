"""The sheets of a page: every story of a reading, composed for those who print it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from firsthand.reading import Reading
from firsthand.records import Article, Claim, Expectation, Report, Story
from firsthand.serve import axis, drawing, lanes, reasons, rights, sigla, spans, texts, times, tree
from firsthand.serve.axis import Axis
from firsthand.serve.chips import Address, Chip, Chips
from firsthand.serve.items import Setter
from firsthand.serve.sheet import (
    Branch,
    Chapter,
    Family,
    Group,
    Item,
    Row,
    Said,
    Sheet,
    Text,
    Timeline,
    Turn,
)
from firsthand.serve.spans import Mark, Words
from firsthand.serve.texts import Block, Shares
from firsthand.serve.views import View, view
from firsthand.serve.words import count, origins, say
from firsthand.text import parts

#: stories on one page
STORIES = 30
#: claims that open to their words and the fewest where a page has many stories; further ones that
#: are listed; rows of other sections
CLAIMS, FEWEST, LISTED, ROWS = 20, 4, 180, 12
#: rows of the lineage; texts in full, and the characters they may have together on a page
LINEAGE, TEXTS, CHARACTERS = 40, 40, 100_000
#: characters of a claim quoted as a label
LABEL = 110
#: proofs of a link named in the lineage
WHYS = 2


def compose(reading: Reading) -> list[Sheet]:
    """Compose the stories of a reading, the largest first, at most ``STORIES``."""
    index = sigla.index(reading.articles, reading.lineage)
    ordered = sorted(reading.stories, key=lambda story: -len(story.articles))[:STORIES]
    others: dict[str, tuple[Story, str | None]] = {s.id: (s, None) for s in reading.stories}
    others |= {s.id: (s, f"#s{n}") for n, s in enumerate(ordered, 1)}
    # several stories share what one page can hold
    full = min(CLAIMS, max(3 * CLAIMS // max(len(ordered), 1), FEWEST))
    listed = LISTED // max(len(ordered), 1)
    left, sheets = CHARACTERS, []
    for number, story in enumerate(ordered, 1):
        seen = view(story, index, as_of=reading.as_of)
        chosen = _chosen(seen, left)
        left -= sum(len(index.articles[name].text) for name in chosen)
        composer = Composer(seen, f"s{number}", chosen, full=full, listed=listed)
        sheets.append(composer.sheet(others))
    return sheets


def _chosen(seen: View, characters: int) -> list[str]:
    """Choose the texts that are printed in full: in the order of their marks, while they fit."""
    order = seen.sigla.order
    chosen: list[str] = []
    for name in sorted(seen.story.articles, key=order.__getitem__)[:TEXTS]:
        characters -= len(seen.articles[name].text)
        if characters < 0:
            break
        chosen.append(name)
    return chosen


class Composer:
    """Composes one story: the texts in ``chosen`` stand on the page, others behind ``address``."""

    def __init__(
        self,
        seen: View,
        prefix: str,
        chosen: Sequence[str],
        *,
        full: int,
        listed: int = 0,
        address: Address | None = None,
        public: bool = False,
    ) -> None:
        self.view = seen
        self.public = public
        #: claims that open to their words, and all that are on the page
        self.full, self.shown = full, seen.claims[: full + listed]
        self.chosen = chosen
        reached = chosen if address is None else seen.story.articles
        self.chips = Chips(seen, prefix, frozenset(reached), address)
        self.setter = Setter(seen, self.chips)
        self.shares = Shares(seen)

    def sheet(self, others: Mapping[str, tuple[Story, str | None]]) -> Sheet:
        story, seen = self.view.story, self.view
        counted = story.independent_origins
        said = self._said_in_texts(self.shown)
        rows = list(tree.rows(seen))
        self.chips.rows.update(n for row in rows[:LINEAGE] for n in row.nodes)
        blocks = {name: self._blocks(name, said.get(name, [])) for name in self.chosen}
        items = [
            self.setter.item(claim, full=number < self.full)
            for number, claim in enumerate(self.shown)
        ]
        due = [c for c in seen.claims if _dated(c.expectation)]
        families = seen.sigla.families
        return Sheet(
            prefix=self.chips.prefix,
            article=seen.articles[story.title[0]],
            title=story.title[1],
            kicker=" · ".join(filter(None, self._about())),
            count=say(
                "head",
                reports=count("report", len(story.articles)),
                origins=origins(counted.low, counted.high, "independent"),
            ),
            families=tuple(self._family(family) for family in families[:ROWS]),
            more_families=len(families[ROWS:]),
            notes=tuple(reasons.spread(reasons.across(seen, counted))),
            nearest=tuple(self._nearest()),
            open=tuple(self._open()),
            claims=tuple(items[: self.full]),
            listed=tuple(items[self.full :]),
            more_claims=len(seen.claims) - len(items),
            questions=tuple(map(self.setter.difference, story.disagreements[: self.full])),
            more_questions=len(story.disagreements[self.full :]),
            remarks=tuple(self._remarks()),
            expected=tuple(map(self.setter.due, due[:ROWS])),
            more_expected=len(due[ROWS:]),
            timeline=self._timeline(),
            lineage=tuple(map(self._branch, rows[:LINEAGE], drawing.rails(rows[:LINEAGE]))),
            more_lineage=len(rows[LINEAGE:]),
            texts=tuple(self._text(n, blocks[n], said.get(n, []), items) for n in self.chosen),
            more_texts=len(story.articles) - len(self.chosen),
            names=tuple(self.chips.names()),
            anchors={name: self.chips.anchor(name) for name in story.articles},
            related=tuple(self._related(others)),
        )

    def text(self, name: str) -> Text:
        """Compose one text with what is claimed in it."""
        here = [
            claim for claim in self.view.claims if any(r.article == name for r in claim.reports)
        ]
        said = self._said_in_texts(here).get(name, [])
        items = [self.setter.item(claim, full=False) for claim in here]
        return self._text(name, self._blocks(name, said), said, items)

    # ----------------------------------------------------------------------- head

    def _related(self, others: Mapping[str, tuple[Story, str | None]]) -> Iterator[Chapter]:
        for related in self.view.story.related[:ROWS]:
            if related.story in others:
                story, href = others[related.story]
                yield Chapter(
                    label=say(f"related.{related.kind}"),
                    article=self.view.articles[story.title[0]],
                    title=story.title[1],
                    href=href,
                )

    def _about(self) -> Iterator[str]:
        articles = [self.view.articles[name] for name in self.view.story.articles]
        yield say("story")
        yield stretch(articles)
        yield ", ".join(reasons.languages(articles))
        yield times.asof(self.view.as_of)

    def _family(self, family: sigla.Family) -> Family:
        lost = family.root is not None and family.root.id not in self.view.articles
        chips, further = self.chips.row((name, None) for name in family.members)
        mark, ink = family.letter, self.chips.ink(family.letter)
        head = Chip(mark=mark, ink=ink, label="", href=None, lost=False)
        if lost and family.root is not None:
            head = self.chips.chip(family.root.id)
        return Family(
            chip=head,
            name=reasons.name(family, self.view),
            lost=lost,
            chips=tuple(chips),
            further=further,
            why=reasons.family(family, self.view),
        )

    def _nearest(self) -> Iterator[tuple[Chip, str]]:
        for name, why in reasons.nearest(self.view):
            yield self.chips.chip(name), say(
                "nearest.line", name=self.view.outlet(name), why=why
            )  # fmt: skip

    def _open(self) -> Iterator[tuple[reasons.Open, tuple[Chip, ...], Words | None]]:
        for line in reasons.unknown(self.view):
            chips, _ = self.chips.row((name, None) for name in line.articles)
            words = None if line.words is None else self.setter.words(line.words, 240)
            yield line, tuple(chips), words

    def _remarks(self) -> Iterator[tuple[tuple[Chip, ...], str]]:
        for names, why in reasons.remarks(self.view)[:ROWS]:
            chips, _ = self.chips.row((name, None) for name in names)
            yield tuple(chips), why

    # ----------------------------------------------------------------------- timeline

    def _timeline(self) -> Timeline | None:
        reports = lanes.families(self.view, ROWS)
        others = lanes.happenings(self.view, ROWS)
        events = [lane.mark for group in others for lane in group.lanes]
        laid = axis.lay([lane.mark for lane in reports.lanes], events, 100)
        if laid is None:
            return None
        groups = [
            Group(
                head=group.head.capitalize(),
                rows=tuple(self._row(lane, laid) for lane in group.lanes),
                hidden=group.hidden,
            )
            for group in (reports, *others)
            if group.lanes
        ]
        return Timeline(
            period=axis.period(laid),
            daily=laid.daily,
            grid=tuple(drawing.grid(laid, self.view.as_of)),
            labels=tuple(drawing.labels(laid)),
            groups=tuple(groups),
        )

    def _row(self, lane: lanes.Lane, laid: Axis) -> Row:
        chips, label, ink, words = [], "", "", None
        if lane.claim is not None:
            words = self.setter.words(lane.claim.text, LABEL)
        elif len(lane.articles) == 1:
            chips, label = [self.chips.chip(lane.articles[0])], self.view.outlet(lane.articles[0])
            ink = chips[0].ink
        else:
            letter = self.chips.letter(lane.articles[0])
            family = next(f for f in self.view.sigla.families if f.letter == letter)
            name = reasons.name(family, self.view)
            reports = count("report", len(lane.articles))
            label = say("timeline.crowd", reports=reports, name=f"{letter}, {name}")
            ink = self.chips.ink(letter)
        drawn, mark = None, lane.mark
        if laid.holds(lane.mark):
            drawn = drawing.crowd(laid, lane.crowd) if lane.crowd else drawing.lane(laid, lane.mark)
        return Row(
            chips=tuple(chips), words=words, label=label or lane.label, when=lane.when,
            lane=drawn, ink=ink, dated=bool(mark.earliest or mark.latest),
            before=bool(mark.latest and mark.latest < laid.start),
        )  # fmt: skip

    # ----------------------------------------------------------------------- lineage

    def _branch(self, row: tree.Row, node: drawing.Node) -> Branch:
        first = row.nodes[0]
        article = self.view.articles.get(first)
        mark = self.view.sigla.marks
        under = row.link.upstream if row.link is not None else ""
        return Branch(
            node=node,
            anchor=f"{self.chips.prefix}{'-' if article else ''}{mark[first]}",
            ink=self.chips.ink(self.chips.letter(first)),
            text=row,
            href=self.chips.href(first),
            article=article,
            title=(article.title or "") if article and len(row.nodes) == 1 else "",
            turns=tuple(self._turn(row, before, after) for before, after in _worded(row)),
            why=row.link.why[:WHYS] if row.link is not None else (),
            under=mark.get(under, ""),
        )

    def _turn(self, row: tree.Row, before: str, after: str) -> Turn:
        articles = self.view.articles
        own, up = row.nodes[0], row.link.upstream if row.link is not None else ""
        # of a text never collected its other heir may still have the words
        above = [up] if up in articles else [n for n in self.shares.heirs(up)[:2] if n != own]
        return Turn(
            chip=None,
            before=spans.find(articles, before, self._wholes(above)) or before,
            after=spans.find(articles, after, self._wholes([own])) or after,
        )

    def _wholes(self, names: Sequence[str]) -> list[spans.Place]:
        articles = self.view.articles
        return [(name, 0, len(articles[name].text)) for name in names if name in articles]

    # ----------------------------------------------------------------------- texts

    def _said_in_texts(self, claims: Iterable[Claim]) -> dict[str, list[tuple[Report, str]]]:
        """Find the reports of some claims, by the text they stand in."""
        found: dict[str, list[tuple[Report, str]]] = {}
        for claim in claims:
            for report in claim.reports:
                found.setdefault(report.article, []).append((report, claim.id))
        return found

    def _blocks(self, name: str, said: Sequence[tuple[Report, str]]) -> tuple[Block, ...] | None:
        article = self.view.articles[name]
        if not rights.in_full(article, public=self.public):
            return None
        hedges = [
            Mark(start=a, stop=b, kind="hedge")
            for report, _ in said
            for a, b in report.stance_words
        ]
        starts = sorted({report.start for report, _ in said})
        blocks = tuple(
            texts.blocks(article, self.shares.of(name), hedges, starts, self.shares.credited(name))
        )
        self.chips.places.update(
            (name, at) for block in blocks for piece in block.words.pieces for at in piece.anchors
        )
        return blocks

    def _text(
        self,
        name: str,
        blocks: tuple[Block, ...] | None,
        said: Sequence[tuple[Report, str]],
        items: Sequence[Item],
    ) -> Text:
        article = self.view.articles[name]
        published = article.published
        primary = tuple(self.view.texts.primary.get(name, ()))
        return Text(
            chip=self.chips.chip(name),
            anchor=self.chips.anchor(name),
            article=article,
            opening=self._opening(article),
            source=_file(article.source),
            outlet=self.view.outlet(name),
            when=times.interval(published.earliest, published.latest),
            language=reasons.language_name(article.language) if article.language != "und" else "",
            url=safe_url(article.canonical) or safe_url(article.url),
            primary=primary,
            paths=tuple(self._path(source.path) for source in primary),
            blocks=blocks,
            gutters=tuple(self._gutter(block) for block in blocks or ()),
            margins=tuple(self._margins(blocks or (), said, items)),
        )

    def _opening(self, article: Article) -> Words:
        start, stop = next(iter(parts.body(article)), (0, len(article.text)))
        end = article.text.find("\n", start, stop)
        return self.setter.words((article.id, start, stop if end < 0 else end), LABEL)

    def _path(self, path: Sequence[str]) -> tuple[Chip, ...]:
        return tuple(self.chips.chip(node) for node in path if self.chips.has(node))

    def _gutter(self, block: Block) -> tuple[tuple[Chip, ...], str]:
        chips = [self.chips.chip(node) for node in block.others if self.chips.has(node)][:2]
        return tuple(chips), chips[0].ink if chips else ""

    def _margins(
        self,
        blocks: Sequence[Block],
        said: Sequence[tuple[Report, str]],
        items: Sequence[Item],
    ) -> Iterator[tuple[tuple[Item, Said], ...]]:
        """Name beside each paragraph what is claimed in it, and who vouches."""
        by_id = {item.id: item for item in items}
        waiting = sorted(said, key=lambda pair: pair[0].start, reverse=True)
        for block in blocks:
            here = []
            while waiting and waiting[-1][0].start < block.words.stop:
                report, claim = waiting.pop()
                here.append((by_id[claim], self.setter.said_by(report)))
            yield tuple(here)


def _dated(expectation: Expectation | None) -> bool:
    return expectation is not None and bool(expectation.earliest or expectation.latest)


def _worded(row: tree.Row) -> Iterator[tuple[str, str]]:
    for change in row.changes:
        yield change.before, change.after


def _file(source: str) -> str:
    """Name a file without its folders, which are nobody's business on a page that is passed on."""
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]


def safe_url(url: str | None) -> str | None:
    """Return an address that a page may link to: http and https only, without odd characters."""
    if not url or not url.isprintable() or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def stretch(articles: Sequence[Article]) -> str:
    """Say over which days some articles were published."""
    found = [time for a in articles if (time := a.published.earliest or a.published.latest)]
    return times.between(min(found), max(found)) if found else ""
