"""An analyst's acts on claims, carried out on the groups of reports that were found.

Each act is done to the groups, the earlier one first, so that of two that contradict one another the
later one counts. It names two reports by their places. *same-claim* makes their groups one;
*not-same-claim* parts the group that holds both, and every other report of it goes with the one that
it is more like.

A report is known again by its words: in a later version of its article, or where the same words are
read with another beginning or end. What is not there any more does nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from firsthand.corroboration.context import Context
from firsthand.corroboration.match import odds
from firsthand.corroboration.slots import conflicts
from firsthand.records import ACTS_ON_CLAIMS, Act, Article, Corrected, Named, Report

#: share of the words of both that two readings of one clause have in common at least. A clause that
#: was cut at a comma keeps more than half; the next clause of the sentence shares nothing
OVERLAP = 0.5

#: of one language, in the same words, without a conflict; log-odds
Likeness = tuple[bool, bool, bool, float]
#: groups with the marks of acts
Marked = list[tuple[list[int], tuple[Corrected, ...]]]


def digest(words: str) -> str:
    """Return the hash by which words are known again, however they are spaced."""
    flat = " ".join(words.split())
    return hashlib.blake2b(flat.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def locate(named: Named, reports: Sequence[Report], text: str) -> int | None:
    """Index of the report of a text that a place means, None if it is not among ``reports``."""
    if named.start is None or named.stop is None:
        return None
    mine = [i for i, report in enumerate(reports) if report.article == named.article]
    equal = [i for i in mine if digest(text[reports[i].start : reports[i].stop]) == named.digest]
    if equal:
        return min(equal, key=lambda i: (abs(reports[i].start - (named.start or 0)), i))
    if digest(text[named.start : named.stop]) != named.digest:
        return None
    share, best = max(
        ((_overlap(reports[i], named.start, named.stop), -i) for i in mine), default=(0.0, 0)
    )
    return -best if share >= OVERLAP else None


def _overlap(report: Report, start: int, stop: int) -> float:
    both = min(report.stop, stop) - max(report.start, start)
    return max(0, both) / (max(report.stop, stop) - min(report.start, start))


def amend(
    groups: Iterable[list[int]],
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    context: Context,
    acts: Iterable[Act],
) -> Marked:
    """Carry out ``acts`` on groups of indexes of ``reports``, in the order of their numbers.

    Returns the groups with the marks of the acts that changed something and name one of their reports.
    """
    found = [list(group) for group in groups]
    decided: list[tuple[Act, int, int]] = []
    for act in sorted(acts, key=lambda act: act.number):
        pair = _reports(act, reports, articles) if act.kind in ACTS_ON_CLAIMS else None
        if pair is None:
            continue
        if act.kind == "same-claim":
            changed = _unite(found, *pair)
        else:
            changed = _part(found, *pair, lambda i, j: _likeness(i, j, reports, articles, context))
        if changed:
            decided.append((act, *pair))
    return [
        (group, tuple(act.mark for act, i, j in decided if i in group or j in group))
        for group in sorted(map(sorted, found))
    ]


def _reports(
    act: Act, reports: Sequence[Report], articles: Mapping[str, Article]
) -> tuple[int, int] | None:
    """The two reports that an act names, if they are here and two."""
    found = [
        locate(named, reports, articles[named.article].text)
        for named in (act.these[0], act.those[0])
        if named.article is not None and named.article in articles
    ]
    if len(found) < 2 or found[0] is None or found[1] is None or found[0] == found[1]:
        return None
    return found[0], found[1]


def _unite(groups: list[list[int]], i: int, j: int) -> bool:
    """Make the groups of two reports one; False if one group has both."""
    if any(i in group and j in group for group in groups):
        return False
    one = next(group for group in groups if i in group)
    other = next(group for group in groups if j in group)
    one.extend(set(other).difference(one))
    groups.remove(other)
    return True


def _part(
    groups: list[list[int]], i: int, j: int, likeness: Callable[[int, int], Likeness]
) -> bool:
    """Part each group that holds two reports; False if there is none."""
    both = [group for group in groups if i in group and j in group]
    for group in both:
        goes = {m for m in group if m != i and (m == j or likeness(m, j) > likeness(m, i))}
        groups.remove(group)
        groups.extend(([m for m in group if m not in goes], sorted(goes)))
    return bool(both)


def _likeness(
    i: int,
    j: int,
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    context: Context,
) -> Likeness:
    """How alike two reports are: words of two languages do not meet, so the language goes first."""
    one, other = context.of(reports[i]), context.of(reports[j])
    languages = [articles[reports[k].article].read_as for k in (i, j)]
    return (
        languages[0] == languages[1],
        one.forms == other.forms,
        not any(conflicts(one, other, context)),
        odds(one, other, context),
    )
