"""Reading of one article: its reports, each a clause with who vouches for it and how surely.

The reader knows nothing of other articles. Each sentence has been parsed once; everything here is
rules over the parse and the words of the article.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from firsthand.claims import (
    circumstances,
    clauses,
    leads,
    propositions,
    stance,
    witnesses,
)
from firsthand.claims.clauses import Clause
from firsthand.claims.cue import Cue
from firsthand.claims.expressions import between
from firsthand.claims.hearing import Hearing, Line, chain_of, chains, covers
from firsthand.claims.patterns import Coarse
from firsthand.claims.tree import Tree
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import NOWHERE, Places
from firsthand.records import Article, Attribution, Moment, Quantity, Report, Sentence, Span

_Place = TypeVar("_Place", Moment, Quantity)


def read(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    words: Words,
    gazetteer: Gazetteer,
    moments: Sequence[Moment] = (),
    quantities: Sequence[Quantity] = (),
    places: Places = NOWHERE,
) -> list[Report]:
    """Read the reports of an article, in the order of its text.

    ``sentences`` are those of its body, parsed; ``moments`` and ``quantities`` those of its text.
    Where several voices vouch together for a clause there is one report for each.
    """
    if not any(sentence.tokens for sentence in sentences):
        coarse = Coarse(article, sentences, words, gazetteer, places)
        return coarse.reports(moments, quantities)
    reading = Hearing(article, sentences, words, gazetteer, places)
    found = [
        (line, clauses.find(line.tree, [s.cue for s in line.said], words, _shown(reading, line)))
        for line in reading.lines
    ]
    known = witnesses.find(reading, found)
    reports: list[Report] = []
    for line, within in found:
        times = between(moments, line.tree.sentence)
        values = between(quantities, line.tree.sentence)
        reports.extend(_reports(reading, line, within, times, values, known))
    return reports


def _shown(reading: Hearing, line: Line) -> Callable[[int], bool]:
    """Make what tells of a pronoun of a sentence whether it can be shown what it stands for."""

    def known(node: int) -> bool:
        found = reading.voices.pronouns.referent(line.index, node)
        return node in line.quoted or (found is not None and found.place is not None)

    return known


def attributions(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    words: Words,
    gazetteer: Gazetteer,
    places: Places = NOWHERE,
) -> list[Attribution]:
    """Attributions of an article: source, cue and content spans, one per cue and quotation."""
    if not any(sentence.tokens for sentence in sentences):
        return Coarse(article, sentences, words, gazetteer, places).attributions()
    reading = Hearing(article, sentences, words, gazetteer, places, attitudes=True)
    return [found for line in reading.lines for found in _attributions(reading, line)]


# ---------------------------------------------------------------------- reports


def _reports(
    reading: Hearing,
    line: Line,
    found: Sequence[Clause],
    moments: Sequence[Moment],
    quantities: Sequence[Quantity],
    known: frozenset[str],
) -> Iterable[Report]:
    own = [line.tree.span(list(clause.nodes)) for clause in found]
    times, values = _share(own, moments), _share(own, quantities)
    spans = [line.tree.span(clause.shown) for clause in found]
    text, sentence = reading.article.text, line.tree.sentence
    inner = circumstances.find(text, sentence.start, sentence.stop, reading.words.lists)
    small = circumstances.place(spans, inner)
    found = [
        _cut(line.tree, clause, circumstances.rest(text, span, within)[1])
        for clause, span, within in zip(found, spans, small, strict=True)
    ]
    for place, clause in enumerate(found):
        if not clauses.reports(line.tree, clause, reading.words) and _unsaid(reading, line, clause):
            continue
        for report in _of_clause(reading, line, clause, times[place], values[place]):
            saw = witnesses.firsthand(reading, line, clause, report.chain, known)
            yield from _parted(
                reading, line.tree, clause, replace(report, firsthand=saw), small[place]
            )


def _cut(tree: Tree, clause: Clause, stop: int) -> Clause:
    """Leave out of a clause what lies behind a place of the article."""
    kept = tuple(node for node in clause.nodes if tree.place(node)[1] <= stop)
    shown = tuple(node for node in clause.shown if tree.place(node)[1] <= stop)
    return replace(clause, nodes=kept, shown=shown) if clause.head in kept else clause


def _parted(
    reading: Hearing,
    tree: Tree,
    clause: Clause,
    report: Report,
    small: Sequence[tuple[int, int]],
) -> Iterable[Report]:
    """A report, and those of the small clauses in it, which say something of the same subject."""
    about = leads.subject(tree, clause.head, clause.lead, reading.words)
    lead = tree.span(list(about)) if about else None
    yield from circumstances.part(
        report,
        [
            replace(
                report,
                start=start,
                stop=stop,
                lead=circumstances.lead(reading.article.text, lead, start),
                proposition=propositions.read(tree.sentence, start, stop),
            )
            for start, stop in small
        ],
    )


def _unsaid(reading: Hearing, line: Line, clause: Clause) -> bool:
    """Tell whether nobody is made to say a clause but the article itself."""
    return clause.head not in line.quoted and not any(chains(reading, line, clause.head))


def _of_clause(
    reading: Hearing,
    line: Line,
    clause: Clause,
    times: tuple[Moment, ...],
    values: tuple[Quantity, ...],
) -> Iterable[Report]:
    tree = line.tree
    over = [
        s.cue
        for s in line.said
        if covers(s.cue, clause.head) and stance.reaches(tree, s.cue, clause.head)
    ]
    value, shown = stance.read(tree, clause, over, reading.words)
    start, stop = _closed(reading.article.text, *tree.span(clause.shown))
    proposition = propositions.read(
        tree.sentence,
        *tree.span(list(clause.nodes)),
        resolve=lambda node: reading.voices.recall(tree, node, line.index),
    )
    for chain in chains(reading, line, clause.head):
        yield Report(
            article=reading.article.id,
            start=start,
            stop=stop,
            quote=clause.head in line.quoted,
            chain=chain,
            stance=value,
            stance_words=tuple(tree.place(node) for node in shown),
            firsthand=False,
            times=times,
            values=values,
            proposition=proposition,
            lead=_lead(reading, line, clause, (start, stop)),
        )


def _lead(
    reading: Hearing, line: Line, clause: Clause, within: tuple[int, int]
) -> tuple[int, int] | None:
    """Place of what a clause is about, where it does not stand in it."""
    if clause.lead:
        return _closed(reading.article.text, *line.tree.span(list(clause.lead)))
    found = None
    if clause.pronoun is not None:
        found = reading.voices.pronouns.referent(line.index, clause.pronoun)
    if found is None or found.place is None or within[0] <= found.place[0] < within[1]:
        return None
    return found.place


def _closed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Take in the mark that closes a bracket or quotation opened inside the clause, or opens one."""
    inside, before = text[start:stop], text[max(0, start - 1) : start]
    if (before == "“" and inside.count("”") > inside.count("“")) or (
        before == '"' and inside.count('"') % 2
    ):
        start -= 1
    for opening, closing in ("()", "“”", "[]"):
        inside = text[start:stop]
        mark = text[stop : stop + 2].lstrip(",.")[:1]
        if inside.count(opening) > inside.count(closing) and mark == closing:
            stop = text.index(closing, stop) + 1
    if text.count('"', start, stop) % 2 and text[stop : stop + 2].lstrip(",.")[:1] == '"':
        stop = text.index('"', stop) + 1
    return start, stop


def _share(spans: Sequence[tuple[int, int]], found: Sequence[_Place]) -> list[tuple[_Place, ...]]:
    """Give each expression to the shortest clause that holds it, else to the nearest one.

    Every one is given to some clause: the day of saying ("said Monday") stands outside the clause
    that is said, and its place tells it apart.
    """
    shares: list[list[_Place]] = [[] for _ in spans]
    for item in found:
        if spans:
            shares[min(range(len(spans)), key=lambda i: _distance(spans[i], item))].append(item)
    return [tuple(share) for share in shares]


def _distance(span: tuple[int, int], item: _Place) -> tuple[int, int]:
    start, stop = span
    if start <= item.start and item.stop <= stop:
        return 0, stop - start
    return max(start - item.stop, item.start - stop, 1), stop - start


# ---------------------------------------------------------------------- attributions


def _attributions(reading: Hearing, line: Line) -> Iterable[Attribution]:
    tree, text = line.tree, reading.article.text
    inner = [s.cue for s in line.said if s.cue.node in line.quoted]
    for said in line.said:
        cue = said.cue
        nodes, given = sorted(cue.scope - {cue.node}), reading.given(line, cue.node)
        if not (nodes or (given and not cue.content)) or cue in inner:
            continue
        head, own = next(iter(cue.content), cue.node), tuple(nodes)
        value, shown = stance.read(tree, Clause(head, own, own), [cue], reading.words)
        source = _source(tree, cue)
        places = _join(text, [*_runs(tree, nodes), *given])
        yield Attribution(
            source=None if source is None else _span(text, *source),
            cue=_span(text, *tree.place(cue.node)),
            content=tuple(_span(text, *place) for place in places),
            chain=chains(reading, line, head)[0] if cue.content else chain_of([said]),
            stance=value,
            stance_words=tuple(_span(text, *tree.place(node)) for node in shown),
        )


def _join(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join places that overlap or have only marks and space between them."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(places):
        if joined and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        else:
            joined.append((start, stop))
    return joined


def _source(tree: Tree, cue: Cue) -> tuple[int, int] | None:
    if not cue.voices:
        return None
    nodes = [n for head in cue.voices[0] for n in tree.subtree(head)]
    nodes = [n for n in sorted(set(nodes)) if n not in cue.scope and n != cue.node]
    return tree.span(nodes) if nodes else None


def _runs(tree: Tree, nodes: list[int]) -> list[tuple[int, int]]:
    """Contiguous runs of nodes as places in the article, without punctuation at their edges."""
    runs: list[list[int]] = []
    for node in nodes:
        if runs and node == runs[-1][-1] + 1:
            runs[-1].append(node)
        else:
            runs.append([node])
    places = []
    for run in runs:
        while run and tree.tokens[run[0]].text == ",":
            run.pop(0)
        while run and tree.tokens[run[-1]].text in {",", "."}:
            run.pop()
        if run:
            places.append(tree.span(run))
    return places


def _span(text: str, start: int, stop: int) -> Span:
    return Span(start=start, stop=stop, text=text[start:stop])
