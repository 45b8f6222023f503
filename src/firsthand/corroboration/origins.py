"""First speakers and first observers behind a claim.

Two things make reports depend on one another: their texts (one was copied from the other, or both
from a third) and their voices (both quote one spokesman, both cite one paper). Reports are joined
into one origin by either, and each join is told. Then each origin is asked what it stands on: a
named voice, an observer, a newsroom that gathers for itself. An outlet that tells a thing in its own
voice and shows no reporting of its own, or has it from unnamed people, may have it from where the
others have it, and is counted with them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from firsthand.corroboration import keys
from firsthand.corroboration.context import Context
from firsthand.corroboration.doubts import is_silent
from firsthand.corroboration.keys import Key
from firsthand.corroboration.newsrooms import (
    MEDIA,
    Newsrooms,
    first_day,
    in_own_voice,
    is_agency,
    is_unanswered,
    last_day,
)
from firsthand.corroboration.speakers import is_named
from firsthand.corroboration.voices import name_key, voice_key
from firsthand.records import Article, Merge, Origin, Range, Report
from firsthand.sets import Sets
from firsthand.text.words import words

#: who was public so many days before all others may have it from elsewhere
AHEAD = 1.0


def count(
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
    context: Context,
) -> tuple[tuple[Origin, ...], Range]:
    """Count the origins of a claim from its reports: who first said or saw it.

    The reports must be in the order of publication. The lower bound counts what stands on a voice
    or newsroom of its own, the upper bound unnamed voices of different texts as well.
    """
    told = reports
    reports = [_as_observed(report, articles[report.article], context) for report in told]
    if len(reports) == 1:
        return (_origin([0], reports, articles, newsrooms),), Range(low=1, high=1)
    silent = {a.place for a, b in zip(told, reports, strict=True) if a is not b}
    reports = [in_own_voice(report, articles[report.article]) for report in reports]
    shared = keys.shared_places(reports)
    worded = shared | silent  # of silence all tell in the same words
    sets = Sets(range(len(reports)))
    merges: list[Merge] = []
    for given, because in (
        (keys.by_voice(reports, articles, newsrooms, context), "attribution"),
        (keys.by_joint_word(reports, shared, articles, context), "attribution"),
        (keys.by_text(reports, newsrooms), "text"),
        (keys.by_wording(reports, worded, context), "text"),
        (keys.by_upstream(reports, shared, context), "text"),
        (keys.by_run(reports, worded, context), "text"),
    ):
        merges += _joined_by(given, because, sets, reports)
    groups = _members(sets, len(reports))
    voiced = (group for group in groups if any(reports[i].chain for i in group))
    firm = _firm(groups, reports, newsrooms) or [next(voiced, groups[0])]
    grounded = {group[0] for group in firm}
    loose = [group for group in groups if group[0] not in grounded]
    before = _before(loose, firm, reports, articles)
    base = next((i for i in firm[0] if reports[i].chain), firm[0][0])
    for group in loose:
        sets.join(firm[0][0], group[0])
        merges.append(
            _absorbed(
                reports[base], reports[group[0]], articles, newsrooms, early=group[0] in before
            )
        )
    apart = (
        bool(before)
        or any(_hears(group, reports) for group in loose)
        or _may_have_looked(loose, firm, reports, articles, newsrooms, context)
    )
    origins = tuple(
        _origin(indexes, reports, articles, newsrooms) for indexes in _members(sets, len(reports))
    )
    unsure = _unnamed(groups, reports) > 1 or apart
    return origins, Range(low=len(origins), high=len(origins) + unsure, merges=tuple(merges))


def _as_observed(report: Report, article: Article, context: Context) -> Report:
    """Return a report that somebody gives no answer as what the one who asked has observed.

    Who is silent is not the source of that: every newsroom that asks and hears nothing is.
    """
    silent = report.stance == "unconfirmed" and is_silent(context.of(report), context)
    if not silent and not is_unanswered(report, article):
        return report
    chain = report.chain[:-1]
    return replace(report, chain=chain, firsthand=not chain)


def _may_have_looked(
    loose: Sequence[Sequence[int]],
    firm: Sequence[Sequence[int]],
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
    context: Context,
) -> bool:
    """Whether newsrooms that name nobody for a claim may each have found it for themselves.

    What is plain to see or long known they may. One that cites the other has it from there, and what
    a newsroom is part of itself others have from it.
    """
    if any(report.chain for report in reports):
        return False
    # one report of each newsroom: a story may have thousands of copies
    first, others = (
        {newsrooms.of[reports[i].article]: reports[i] for group in groups for i in group}.values()
        for groups in (firm, loose)
    )
    return any(not any(_follows(a, b, articles, newsrooms, context) for b in first) for a in others)


def _follows(
    a: Report, b: Report,
    articles: Mapping[str, Article], newsrooms: Newsrooms, context: Context,
) -> bool:  # fmt: skip
    """Whether one of two newsrooms that name nobody shows that it has a thing from the other."""
    mine, theirs = (newsrooms.of[report.article] for report in (a, b))
    teller, other = (newsrooms.teller(articles[report.article]) for report in (a, b))
    cited = newsrooms.cited
    if teller == other or theirs in cited.get(a.article, ()) or mine in cited.get(b.article, ()):
        return True
    named = context.of(a).names | context.of(b).names
    return name_key(teller) <= named or name_key(other) <= named


def _members(sets: Sets[int], size: int) -> list[list[int]]:
    members: dict[int, list[int]] = {}
    for index in range(size):
        members.setdefault(sets.find(index), []).append(index)
    return list(members.values())


def _unnamed(groups: Sequence[Sequence[int]], reports: Sequence[Report]) -> int:
    """Number of groups that rest on unnamed voices only, if no group rests on a named one."""
    if any(keys.is_named_source(reports[i]) for group in groups for i in group):
        return 0
    return sum(any(reports[i].chain for i in group) for group in groups)


def _hears(group: Sequence[int], reports: Sequence[Report]) -> bool:
    """Whether all that a group tells is what people said whom it does not name."""
    chains = [reports[i].chain for i in group]
    return all(
        chain and chain[-1].kind != "document" and not is_named(chain[-1]) for chain in chains
    )


def _before(
    loose: Sequence[Sequence[int]],
    firm: Sequence[Sequence[int]],
    reports: Sequence[Report],
    articles: Mapping[str, Article],
) -> set[int]:
    """Return the groups, by their first reports, that were public a day before all firm ones.

    And whose texts name none of those: a paper may be quoted days after it has told a thing.
    """
    others = [reports[i] for group in firm for i in group]
    later = first_day(articles[one.article] for one in others)
    media = (voice for one in others for voice in one.chain if voice.kind in MEDIA)
    names = [name for name in map(voice_key, media) if name]
    return {
        group[0]
        for group in loose
        if last_day(articles[reports[i].article] for i in group) + AHEAD <= later
        and not any(
            name <= _named_in(articles[reports[i].article].text) for i in group for name in names
        )
    }


@lru_cache(maxsize=16)
def _named_in(text: str) -> frozenset[str]:
    return frozenset(word.form for word in words(text))


def _firm(
    groups: Sequence[Sequence[int]], reports: Sequence[Report], newsrooms: Newsrooms
) -> list[Sequence[int]]:
    """Return the groups that stand on a ground of their own, in order.

    Newsrooms that gather may themselves have it from the voices that others name, so either the
    voices are counted or the newsrooms, whichever are more; and where somebody is quoted for it, of
    the newsrooms only agencies are taken to have it otherwise.
    """
    own_word = newsrooms.speaking | newsrooms.official
    quoted = any(
        not keys.is_open(report) if report.chain else newsrooms.of[report.article] in own_word
        for report in reports
    )

    def gathers(report: Report) -> bool:
        if report.chain and not keys.is_open(report):
            return keys.is_named_source(report) and is_agency(report.chain[-1].name)
        room = newsrooms.of[report.article]
        return room in newsrooms.gathering and (not quoted or is_agency(room))

    def speaks(report: Report) -> bool:
        return keys.source(report, newsrooms) is not None and not gathers(report)

    voiced = [group for group in groups if any(speaks(reports[i]) for i in group)]
    own = [group for group in groups if any(gathers(reports[i]) for i in group)]
    seen = [group for group in groups if any(reports[i].firsthand for i in group)]
    most = max(voiced, own, key=len)
    return [group for group in groups if group in most or group in seen]


def _absorbed(
    base: Report,
    report: Report,
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
    *,
    early: bool,
) -> Merge:
    teller = newsrooms.teller(articles[report.article])
    alone = teller == newsrooms.teller(articles[base.article]) and not report.chain
    if base.article == report.article or alone:
        return Merge(
            members=(base.article, report.article), because="text", why=f"{teller} says it twice"
        )
    source = base.chain[-1].name if base.chain else newsrooms.teller(articles[base.article])
    named = f"only {report.chain[-1].name}" if report.chain else "nobody"
    perhaps = f"but had it before {source} is heard" if early else f"and may have it from {source}"
    return Merge(
        members=(base.article, report.article),
        because="attribution",
        why=f"{teller} names {named} for it, {perhaps}",
    )


def _joined_by(
    given: Iterable[Key], because: str, sets: Sets[int], reports: Sequence[Report]
) -> Iterator[Merge]:
    """Join the reports that have one key, and tell each join that is new.

    That one text says a thing twice in its own voice needs no telling.
    """
    first: dict[str, int] = {}
    for key, index, why in given:
        other = first.setdefault(key, index)
        if other != index and sets.join(other, index):
            members = (reports[other].article, reports[index].article)
            if because != "text" or members[0] != members[1]:
                yield Merge(members=members, because=because, why=why)


def _origin(
    indexes: list[int],
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
) -> Origin:
    """Name an origin after its farthest named voice, else after the text it goes back to."""
    voices = [reports[i].chain[-1] for i in indexes if reports[i].chain]
    if voices:
        voice = next(filter(is_named, voices), voices[0])
        return Origin(name=voice.name, kind=voice.kind, reports=tuple(indexes))
    article = articles[reports[indexes[0]].article]
    name = newsrooms.of[article.id]
    if name.startswith("lost:"):
        name = newsrooms.teller(article)
    return Origin(name=name, kind="outlet", reports=tuple(indexes))
