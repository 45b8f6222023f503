"""What a retelling changed against the text its words were taken over from."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from firsthand.records import Article, Descent, Drift, Origin, Passage, Report, Stemma
from firsthand.text.words import words

#: passages that carry the upstream's own words
CARRIED = frozenset({"verbatim", "edited", "paraphrase", "translation"})
#: share of a clause that must lie in carried passages to be taken over
TAKEN_OVER = 0.5
#: clauses that agree so far in the order of their words (percent) retell one another
RETOLD = 60
#: words that a copy may put for others
MAX_REWORDED = 3
#: how firmly a stance gives a claim to the reader
FIRMNESS = {"certain": 3, "probable": 2, "possible": 1, "unconfirmed": 0}


def inherit(reports: Sequence[Report], stemma: Stemma) -> list[Report]:
    """Write ``inherited_from`` on reports whose words lie in passages taken from an upstream."""
    carried = _carried(stemma)
    return [_inherit(report, carried.get(report.article, [])) for report in reports]


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
    origins: Sequence[Origin],
    articles: Mapping[str, Article],
    stemma: Stemma,
) -> tuple[Drift, ...]:
    """Return what each report of a claim changed against the report that it goes back to.

    That is the one its words were taken over from, where the stemma knows it; else the first one
    published of those that count as one origin with it and go back to the same text. Two texts that
    only cite one paper changed nothing of one another. ``reports`` must be in the order of
    publication.
    """
    links = {(link.upstream, link.to): link for link in stemma.links}
    by_article: dict[str, list[Report]] = {}
    for report in reports:
        by_article.setdefault(report.article, []).append(report)
    firsts = {i: reports[min(one.reports)] for one in origins for i in one.reports}
    texts = _texts(stemma)
    found: list[Drift] = []
    for index, report in enumerate(reports):
        node = report.inherited_from
        origin = _counterpart(
            report, by_article.get(node or "", []), links.get((node or "", report.article))
        ) or _first(report, firsts[index], texts)
        if origin:
            found.extend(
                Drift(report=index, upstream=origin.article, kind=kind, words=said)
                for kind, said in _changes(origin, report, articles)
            )
    return tuple(found)


def _texts(stemma: Stemma) -> dict[str, set[str]]:
    """For each article the texts that it takes words from, itself among them."""
    found: dict[str, set[str]] = {}
    for link in stemma.links:
        found.setdefault(link.to, {link.to}).add(link.upstream)
    return found


def _first(report: Report, first: Report, texts: Mapping[str, set[str]]) -> Report | None:
    mine, theirs = ({r.article} | texts.get(r.article, set()) for r in (report, first))
    return first if first.article != report.article and mine & theirs else None


def _forms(report: Report, articles: Mapping[str, Article]) -> list[str]:
    text = articles[report.article].text
    return [word.form for word in words(text, report.start, report.stop)]


def _counterpart(report: Report, rivals: Sequence[Report], link: Descent | None) -> Report | None:
    """Return the upstream report that stands where this report's words come from."""
    places = [passage for passage in link.passages if _over(passage, report)] if link else []
    for rival in rivals:
        if any(
            passage.a and passage.a.start < rival.stop and rival.start < passage.a.stop
            for passage in places
        ):
            return rival
    return rivals[0] if len(rivals) == 1 else None


def _over(passage: Passage, report: Report) -> bool:
    return passage.b.start < report.stop and report.start < passage.b.stop


def _changes(
    before: Report, after: Report, articles: Mapping[str, Article]
) -> Iterator[tuple[str, tuple[str, str]]]:
    shown = (_hedge(before, articles), _hedge(after, articles))
    if any(shown) and (before.stance == "denied") != (after.stance == "denied"):
        yield "denial", shown
    elif any(shown) and FIRMNESS.get(before.stance, 3) != FIRMNESS.get(after.stance, 3):
        yield "hedge", shown
    mine, theirs = _voices(before), _voices(after)
    if mine != theirs:
        yield "attribution", (mine, theirs)
    yield from _lost("number", [v.text for v in before.values], [v.text for v in after.values])
    yield from _lost("date", [t.text for t in before.times], [t.text for t in after.times])
    yield from _lost("name", list(before.proposition.names), list(after.proposition.names))
    yield from _reworded(_forms(before, articles), _forms(after, articles))


def _hedge(report: Report, articles: Mapping[str, Article]) -> str:
    """Return the words that show the stance; empty where it is given flatly."""
    text = articles[report.article].text
    return " ".join(text[start:stop] for start, stop in report.stance_words)


def _voices(report: Report) -> str:
    return " > ".join(voice.name for voice in report.chain)


def _lost(kind: str, before: list[str], after: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Report values that one side has in another form: both must have one to differ."""
    mine, theirs = [x for x in before if x not in after], [x for x in after if x not in before]
    if mine and theirs:
        yield kind, (mine[0], theirs[0])


def _reworded(before: list[str], after: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Report the words that a near copy has in place of others; a new wording is no such thing."""
    if before == after or fuzz.ratio(before, after) < RETOLD:
        return
    for edit in Levenshtein.opcodes(before, after):
        mine = before[edit.src_start : edit.src_end]
        theirs = after[edit.dest_start : edit.dest_end]
        if edit.tag == "replace" and len(mine) <= MAX_REWORDED and len(theirs) <= MAX_REWORDED:
            yield "word", (" ".join(mine), " ".join(theirs))
            return
