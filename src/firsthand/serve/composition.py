"""The sheets of a page: every story of a reading, composed for those who print it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from firsthand import sigla
from firsthand.reading import Reading
from firsthand.records import Article, Change, Claim, Question, Report, Story
from firsthand.serve import (
    drawing,
    links,
    reasons,
    rights,
    spans,
    texts,
    times,
    timetable,
    tree,
)
from firsthand.serve.axis import Axis
from firsthand.serve.chips import Address, Chip, Chips
from firsthand.serve.items import LABEL, Setter
from firsthand.serve.room import AMPLE, Room
from firsthand.serve.sheet import (
    Branch,
    Chapter,
    Family,
    Pointer,
    Said,
    Sheet,
    Text,
    Turn,
)
from firsthand.serve.spans import Mark, Words
from firsthand.serve.texts import Block, Shares
from firsthand.serve.views import View, view
from firsthand.serve.words import count, origins, say
from firsthand.text import parts

#: stories on one page
STORIES = 30
#: claims that open to their words where a page has many stories, at least; rows of other sections
FEWEST, ROWS = 4, 12
#: texts in full, and the characters they may have together on a page
TEXTS, CHARACTERS = 40, 100_000
#: differences named at the head of a story
APART = 3
#: changed words that are marked in a text
TURNS = 40
#: heirs of a text that was not collected in which its words are looked for
HEIRS = 8


def compose(reading: Reading, *, public: bool = False) -> list[Sheet]:
    """Compose the stories of a reading, the largest first, at most ``STORIES``.

    With ``public`` the reading is one that was limited for others than its owner.
    """
    index = sigla.index(reading.articles, reading.lineage)
    ordered = sorted(reading.stories, key=lambda story: -len(story.articles))[:STORIES]
    others: dict[str, tuple[Story, str | None]] = {s.id: (s, None) for s in reading.stories}
    others |= {s.id: (s, f"#s{n}") for n, s in enumerate(ordered, 1)}
    # several stories share what one page can hold
    share = max(len(ordered), 1)
    full = min(AMPLE.claims, max(3 * AMPLE.claims // share, FEWEST))
    room = replace(AMPLE, claims=full, differences=full, listed=AMPLE.listed // share)
    left, sheets = CHARACTERS, []
    for number, story in enumerate(ordered, 1):
        seen = view(story, index, as_of=reading.as_of)
        chosen = _chosen(seen, left)
        left -= sum(len(index.articles[name].text) for name in chosen)
        composer = Composer(seen, f"s{number}", chosen, room=room, public=public)
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
        room: Room = AMPLE,
        address: Address | None = None,
        public: bool = False,
        laid: Axis | None = None,
    ) -> None:
        self.view = seen
        #: the axis of the timeline, if it is not that of what is shown
        self.laid = laid
        self.public = public
        self.room = room
        #: claims that are on the page
        self.shown = seen.claims[: room.claims + room.listed]
        self.chosen = chosen
        self.alone = address is None
        reached = chosen if address is None else [*seen.story.articles, *seen.removed]
        self.chips = Chips(seen, prefix, frozenset(reached), address, room.chips)
        self.setter = Setter(seen, self.chips, room)
        self.shares = Shares(seen)
        #: what the texts of the page changed, looked for once
        self._changes: dict[str, list[tuple[int, Change, str]]] = {}

    def sheet(self, others: Mapping[str, tuple[Story, str | None]]) -> Sheet:
        story, seen = self.view.story, self.view
        counted = story.independent_origins
        said = self._said_in_texts(self.shown) if self.chosen else {}
        room = self.room
        rows, found = list(tree.rows(seen)), reasons.remarks(seen)
        lineage = self.lineage(rows, 0)
        blocks = {name: self._blocks(name, said.get(name, [])) for name in self.chosen}
        items = [
            self.setter.item(claim, full=number < room.claims)
            for number, claim in enumerate(self.shown)
        ]
        due = [c for c in seen.claims if c.expectation and c.expectation.dated]
        families = seen.sigla.families
        return Sheet(
            prefix=self.chips.prefix,
            story=story.id,
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
            notes=tuple(reasons.proofs(seen)),
            nearest=tuple(self._nearest()),
            open=tuple(self._open()),
            claims=tuple(items[: room.claims]),
            listed=tuple(items[room.claims :]),
            more_claims=len(seen.claims) - len(items),
            claimless=reasons.claimless(seen),
            apart=tuple(self._apart()),
            questions=tuple(map(self.setter.difference, seen.questions[: room.differences])),
            more_questions=len(seen.questions[room.differences :]),
            remarks=tuple(self._remarks(found[:ROWS])),
            more_remarks=len(found[ROWS:]),
            expected=tuple(map(self.setter.due, due[:ROWS])),
            more_expected=len(due[ROWS:]),
            timeline=timetable.timeline(seen, self.setter, self.chips, ROWS, self.laid),
            lineage=lineage,
            more_lineage=len(rows[room.lineage :]),
            texts=tuple(self._text(n, blocks[n], said.get(n, [])) for n in self.chosen),
            more_texts=len(story.articles) - len(self.chosen),
            corrected=reasons.corrected(story.corrected_by),
            names=tuple(self.chips.names()),
            anchors={name: self.chips.anchor(name) for name in story.articles},
            related=tuple(self._related(others)),
        )

    def lineage(self, rows: Sequence[tree.Row], after: int) -> tuple[Branch, ...]:
        """Compose the rows of the lineage that stand after some, as many as there is room for."""
        shown = rows[after : after + self.room.lineage]
        self.chips.rows.update((node, row.nodes[0]) for row in shown for node in row.nodes)
        drawn = list(drawing.rails(rows[: after + len(shown)]))[after:]
        return tuple(map(self._branch, shown, drawn))

    def text(self, name: str) -> Text:
        """Compose one text with what is claimed in it."""
        here = [
            claim for claim in self.view.claims if any(r.article == name for r in claim.reports)
        ]
        said = self._said_in_texts(here).get(name, [])
        return self._text(name, self._blocks(name, said), said)

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
        yield times.stretch(article.published for article in articles)
        yield ", ".join(reasons.languages(articles))
        # a page of a site says so above
        yield times.asof(self.view.as_of) if self.alone else ""

    def _family(self, family: sigla.Family) -> Family:
        lost = family.root is not None and family.root.id not in self.view.articles
        chips, further = self.chips.row((name, None) for name in (*family.members, *family.removed))
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

    def _apart(self) -> Iterator[tuple[str, tuple[Words, ...]]]:
        """Say in short the first of each kind that reports differ in, but for what can both hold."""
        first: dict[str, Question] = {}
        for question in self.view.questions:
            if question.verdict != "compatible":
                first.setdefault(question.kind, question)
        for kind, question in islice(first.items(), APART):
            if words := self.setter.short(question):
                yield say(f"kind.{kind}"), words

    def _remarks(
        self, found: Iterable[reasons.Remark]
    ) -> Iterator[tuple[tuple[Chip, ...], str, str | None]]:
        for names, why, other in found:
            chips, _ = self.chips.row((name, None) for name in names)
            yield tuple(chips), why, other

    # ----------------------------------------------------------------------- lineage

    def _branch(self, row: tree.Row, node: drawing.Node) -> Branch:
        first = row.nodes[0]
        article = self.view.articles.get(first)
        mark = self.view.sigla.marks
        under = row.link.upstream if row.link is not None else ""
        letters = {self.chips.letter(node) for node in row.nodes}
        return Branch(
            node=node,
            anchor=f"{self.chips.prefix}{'-' if article else ''}{mark[first]}",
            ink=self.chips.ink("".join(letters) if len(letters) == 1 else ""),
            text=row,
            # one text is dated as everywhere on the page
            when=times.published(article.published)
            if article and row.when and len(row.nodes) == 1
            else row.when,
            href=self.chips.href(first),
            article=article,
            title=(article.title or "") if article and len(row.nodes) == 1 else "",
            turns=tuple(self._turn(first, under, one.before, one.after) for one in row.changes),
            why=row.link.why[: self.room.whys] if row.link is not None else (),
            under=mark.get(under, ""),
            upstream=under if under in self.view.articles and len(row.nodes) == 1 else "",
            corrected=reasons.corrected(row.link.corrected_by) if row.link is not None else (),
        )

    def _turn(self, own: str, up: str, before: str, after: str, chip: Chip | None = None) -> Turn:
        articles = self.view.articles
        # of a text never collected its other heir may still have the words
        above = [up] if up in articles else [n for n in self.shares.heirs(up)[:HEIRS] if n != own]
        return Turn(
            chip=chip,
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
        if rights.withdrawn(article, public=self.public):
            return None
        marks = [
            Mark(start=a, stop=b, kind="hedge")
            for report, _ in said
            for a, b in report.stance_words
        ]
        marks += [
            Mark(start=at, stop=at + len(one.after), kind="changed")
            for at, one, _ in self._changed(name)
        ]
        starts = sorted({report.start for report, _ in said})
        shared, credited = self.shares.of(name), self.shares.credited(name)
        blocks = tuple(
            texts.blocks(article, shared, marks, starts, credited)
            if rights.in_full(article, public=self.public)
            else texts.excerpts(article, rights.shown(article), starts)
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
    ) -> Text:
        article = self.view.articles[name]
        whole = rights.in_full(article, public=self.public)
        primary = tuple(self.view.texts.primary.get(name, ()))
        return Text(
            chip=self.chips.chip(name),
            anchor=self.chips.anchor(name),
            article=article,
            opening=self._opening(article),
            source=links.file(article.source),
            outlet=self.view.outlet(name),
            when=times.published(article.published),
            dated=reasons.dated(article),
            language=reasons.language_name(article.language) if article.language != "und" else "",
            url=links.owned(article),
            primary=primary,
            paths=tuple(self._path(source.path) for source in primary),
            blocks=blocks,
            whole=whole,
            reserved=rights.reserved(article),
            gutters=tuple(self._gutter(block) for block in blocks or ()),
            margins=tuple(self._margins(blocks or (), said, whole=whole)),
            turns=tuple(self._turns(name, blocks or (), whole=whole)),
        )

    def _changed(self, name: str) -> list[tuple[int, Change, str]]:
        """What a text changed of the one above, where that stands in order, and whose words it changed."""
        if name not in self._changes:
            self._changes[name] = sorted(self._differing(name), key=lambda one: one[0])
        return self._changes[name]

    def _differing(self, name: str) -> Iterator[tuple[int, Change, str]]:
        """Find the words of a text that it changed, as far as they stand in one place alone.

        Between prints of a text that nobody collected the later one is told to differ.
        """
        parents, articles = self.view.texts.parents, self.view.articles
        if (link := parents.get(name)) is None:
            return
        up = link.upstream
        prints = [i for i in self.view.story.articles if i in parents and parents[i].upstream == up]
        if up in articles or name != min(prints, key=lambda i: sigla.appeared(articles[i])):
            for one in tree.changes(link)[:TURNS]:
                if (at := _once(articles[name].text, one.after)) is not None:
                    yield at, one, up

    def _turns(
        self, name: str, blocks: Sequence[Block], *, whole: bool
    ) -> Iterator[tuple[Turn, ...]]:
        """Set both readings of what each paragraph changed."""
        changed = self._changed(name) if whole else []
        for block in blocks:
            here = [one for one in changed if block.words.start <= one[0] < block.words.stop]
            yield tuple(
                self._turn(name, up, one.before, one.after, self._above(up)) for _, one, up in here
            )

    def _above(self, up: str) -> Chip | None:
        return self.chips.chip(up) if self.chips.has(up) else None

    def _opening(self, article: Article) -> Words:
        if not rights.in_full(article, public=self.public):
            return self.setter.words((article.id, *next(rights.shown(article), (0, 0))), LABEL)
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
        *,
        whole: bool,
    ) -> Iterator[tuple[tuple[Said, tuple[Pointer, ...]], ...]]:
        """Name beside each paragraph what is claimed in it, and who vouches."""
        waiting = sorted(said, key=lambda pair: pair[0].start, reverse=True)
        for block in blocks:
            here: dict[tuple[object, ...], tuple[Said, list[Pointer]]] = {}
            while waiting and waiting[-1][0].start < block.words.stop:
                report, claim = waiting.pop()
                # between two excerpts lies what is not shown
                if whole or report.start >= block.words.start:
                    way = (report.stance, self.view.chain(report), report.firsthand)
                    found = here.setdefault(way, (self.setter.said_by(report), []))
                    found[1].append(self.setter.pointer(claim))
            yield tuple((said_so, tuple(claims)) for said_so, claims in here.values())


def _once(text: str, words: str) -> int | None:
    """Tell where some words stand, if they stand in one place alone."""
    found = list(islice(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text), 2))
    return found[0].start() if len(found) == 1 else None
