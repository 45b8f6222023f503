"""First speakers and first observers behind a claim.

Two things make reports depend on one another: their texts (one was copied from the other, or both
from a third) and their voices (both quote one spokesman, both cite one paper). Reports are joined
into one origin by either, and each join is told. Then each origin is asked what it stands on: a
named voice, an observer, a newsroom that gathers for itself. An outlet that tells a thing in its own
voice and shows no reporting of its own, or has it from unnamed people, may have it from where the
others have it, and is counted with them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context, Place, place
from firsthand.corroboration.doubts import is_silent
from firsthand.corroboration.newsrooms import (
    MEDIA,
    Newsrooms,
    cited_room,
    first_day,
    first_of_rooms,
    in_own_voice,
    is_agency,
    is_unanswered,
    last_day,
)
from firsthand.corroboration.speakers import Speaker, hear, is_joint, is_named, is_one, is_statement
from firsthand.corroboration.terms import Term
from firsthand.corroboration.voices import farthest, name_key, voice_key
from firsthand.lexicon import wordings
from firsthand.records import Article, Merge, Origin, Range, Report, Voice
from firsthand.sets import Sets
from firsthand.text.words import words

#: clauses of so many words that agree to this degree (percent) were not written twice
COPY, COPY_WORDS = 85, 7
#: nor so many that are all the same
SAME_WORDS = 5
#: nor so many in a row: clauses of one claim in 17 stories that had them were of one text or voice as far
#: as could be read; with one word less three were not
RUN = 8
#: distinct voices or wordings of one claim that are compared with one another
MAX_VOICES = 50
#: why words are of one origin that were taken over from one another, or from a third text
TAKEN = "the words of one were taken over from the other"
LOST = "both texts go back to one that was not collected"
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
    silent = {place(a) for a, b in zip(told, reports, strict=True) if a is not b}
    reports = [in_own_voice(report, articles[report.article]) for report in reports]
    sets = Sets(range(len(reports)))
    merges: list[Merge] = []
    _join_by(
        _voice_keys(reports, articles, newsrooms, context), sets, merges, reports, "attribution"
    )
    shared = _shared_places(reports)
    _join_by(_joint_keys(reports, shared, articles, context), sets, merges, reports, "attribution")
    _join_by(_text_keys(reports, newsrooms), sets, merges, reports, "text")
    worded = shared | silent  # of silence all tell in the same words
    _join_by(_wording_keys(reports, worded, context), sets, merges, reports, "text")
    _join_by(_upstream_keys(reports, shared, context), sets, merges, reports, "text")
    _join_by(_run_keys(reports, worded, context), sets, merges, reports, "text")
    groups = _members(sets, len(reports))
    voiced = (group for group in groups if any(reports[i].chain for i in group))
    firm = _firm(groups, reports, newsrooms) or [next(voiced, groups[0])]
    grounded = {group[0] for group in firm}
    loose = [group for group in groups if group[0] not in grounded]
    before = _before(loose, firm, reports, articles)
    base = next((i for i in firm[0] if reports[i].chain), firm[0][0])
    taken_in = [
        _absorbed(reports[base], reports[group[0]], articles, newsrooms, early=group[0] in before)
        for group in loose
        if sets.join(firm[0][0], group[0])
    ]
    apart = (
        bool(before)
        or any(_hears(group, reports) for group in loose)
        or _may_have_looked(loose, firm, reports, articles, newsrooms, context)
    )
    origins = tuple(
        _origin(indexes, reports, articles, newsrooms) for indexes in _members(sets, len(reports))
    )
    unsure = _unnamed(groups, reports) > 1 or apart
    return origins, Range(low=len(origins), high=len(origins) + unsure, merges=(*merges, *taken_in))


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
    if (
        teller == other
        or mine == theirs
        or theirs in cited.get(a.article, ())
        or mine in cited.get(b.article, ())
    ):
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
    if any(_named(reports[i]) for group in groups for i in group):
        return 0
    return sum(any(reports[i].chain for i in group) for group in groups)


def _named(report: Report) -> bool:
    return bool(report.chain) and is_named(report.chain[-1])


def _speaker(report: Report, newsrooms: Newsrooms) -> Voice | None:
    """The farthest named voice; of a party's own statement that party."""
    room = newsrooms.of[report.article]
    if not report.chain and room in newsrooms.speaking:
        return Voice(name=room, kind="organisation")
    return report.chain[-1] if _named(report) else None


def _is_open(report: Report) -> bool:
    """Whether it goes back to a public document, which every newsroom can read."""
    return bool(report.chain) and not voice_key(report.chain[-1]).isdisjoint(
        wordings.load()["open_texts"]
    )


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
    keys = [key for key in map(voice_key, media) if key]
    return {
        group[0]
        for group in loose
        if last_day(articles[reports[i].article] for i in group) + AHEAD <= later
        and not any(
            key <= _named_in(articles[reports[i].article].text) for i in group for key in keys
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
        not _is_open(report) if report.chain else newsrooms.of[report.article] in own_word
        for report in reports
    )

    def gathers(report: Report) -> bool:
        if report.chain and not _is_open(report):
            return _named(report) and is_agency(report.chain[-1].name)
        room = newsrooms.of[report.article]
        return room in newsrooms.gathering and (not quoted or is_agency(room))

    def speaks(report: Report) -> bool:
        return _speaker(report, newsrooms) is not None and not gathers(report)

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
    ground = f"{report.chain[-1].name} as its source" if report.chain else "no source of its own"
    perhaps = f"was public before {source} is heard" if early else f"may have it from {source}"
    return Merge(
        members=(base.article, report.article),
        because="attribution",
        why=f"{teller} gives {ground} and {perhaps}",
    )


def _voice_keys(
    reports: Sequence[Report], articles: Mapping[str, Article],
    newsrooms: Newsrooms, context: Context,
) -> Iterator[tuple[str, int, str]]:  # fmt: skip
    """Name for each report its farthest voice.

    Spellings of one name, and a body and the person who speaks for it, are one voice.
    """
    #: each voice with the name under which it is counted
    known: dict[tuple[str, Term], tuple[Speaker, str]] = {}
    heard: dict[tuple[str, str, Term], tuple[str, ...]] = {}
    stated = {newsrooms.of[r.article] for r in reports if not r.chain} & newsrooms.speaking
    for index, report in enumerate(reports):
        voice = _speaker(report, newsrooms)
        if voice is None or _is_open(report):
            continue
        speaker = hear(voice, articles[report.article], context)
        if not speaker.key:
            continue
        if is_statement(voice) and len(stated) == 1:
            (party,) = stated  # its own statement is here
            yield party.lower(), index, f"both go back to {party}"
            continue
        # prints of one text name the same voice in the same words
        if speaker.told not in heard:
            heard[speaker.told] = _counted_as(speaker, known.values())
        names = heard[speaker.told] or (voice.name,)
        if len(known) < MAX_VOICES and (voice.name, speaker.near) not in known:
            known[voice.name, speaker.near] = (speaker, names[0])
            heard.clear()
        as_told = "" if voice.name.lower() in map(str.lower, names) else f", here “{voice.name}”"
        yield from ((name.lower(), index, f"both go back to {name}{as_told}") for name in names)
    for index, report in enumerate(reports):
        # who tells it elsewhere tells here what others said
        for voice in report.chain[:-1]:
            if is_named(voice):
                speaker = hear(voice, articles[report.article], context)
                for name in _counted_as(speaker, known.values()):
                    yield name.lower(), index, f"both are told by {name}"


def _counted_as(speaker: Speaker, known: Iterable[tuple[Speaker, str]]) -> tuple[str, ...]:
    """Names under which the voices are counted that are one with a speaker."""
    return tuple(dict.fromkeys(name for one, name in known if is_one(speaker, one)))


def _wording_keys(
    reports: Sequence[Report], shared: Container[Place], context: Context
) -> Iterator[tuple[str, int, str]]:
    """Give reports with nearly the same words one key: words do not agree by chance at length.

    Of words that are several voices' it is not told whose they are elsewhere.
    """
    seen: list[tuple[tuple[str, ...], int]] = []
    for index, report in enumerate(reports):
        forms = context.of(report).forms
        if len(forms) < SAME_WORDS or place(report) in shared:
            continue
        least = COPY if len(forms) >= COPY_WORDS else 100
        same = next(
            (n for held, n in seen if fuzz.ratio(held, forms, score_cutoff=least) >= least), None
        )
        if same is None:
            same = index
            if len(seen) < MAX_VOICES:
                seen.append((forms, index))
        yield str(same), index, "nearly the same words"


def _run_keys(
    reports: Sequence[Report], shared: Container[Place], context: Context
) -> Iterator[tuple[str, int, str]]:
    """Give reports that have many words in a row alike one key, whatever stands around these."""
    first: dict[tuple[str, ...], int] = {}
    for index, report in enumerate(reports):
        forms = context.of(report).forms if place(report) not in shared else ()
        for at in range(len(forms) - RUN + 1):
            run = forms[at : at + RUN]
            key = str(first.setdefault(run, index))
            yield key, first[run], ""
            yield key, index, "many words in a row are the same"


def _shared_places(reports: Sequence[Report]) -> set[Place]:
    """Places whose words several voices say ("both ministries said")."""
    voices: dict[Place, set[Term]] = {}
    for report in reports:
        voices.setdefault(place(report), set()).add(farthest(report.chain))
    return {at for at, found in voices.items() if len(found) > 1}


def _joint_keys(
    reports: Sequence[Report], shared: Container[Place],
    articles: Mapping[str, Article], context: Context,
) -> Iterator[tuple[str, int, str]]:  # fmt: skip
    """Give reports of one place one key where its voices speak together ("in a joint statement")."""
    for index, report in enumerate(reports):
        if place(report) in shared and (
            report.quote or is_joint(report, articles[report.article], context)
        ):
            yield str(place(report)), index, "said by several together"


def _upstream_keys(
    reports: Sequence[Report], shared: Container[Place], context: Context
) -> Iterator[tuple[str, int, str]]:
    """Give a report whose words were taken over the key of the report that they were taken from.

    Where the upstream text tells the claim more than once, that is the one most alike.
    """
    held: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for index, report in enumerate(reports):
        held.setdefault(report.article, []).append(index)
        if report.inherited_from is not None:
            first.setdefault(report.inherited_from, report.article)
    for index, report in enumerate(reports):
        node = report.inherited_from
        if node is None or place(report) in shared:
            continue
        # the first print stands for a text that was not collected
        stands = node if node in held else first[node]
        forms = context.of(report).forms
        rivals = held[stands][:MAX_VOICES]
        best = max(rivals, key=lambda i: (fuzz.ratio(forms, context.of(reports[i]).forms), -i))
        why = TAKEN if node in held else LOST
        yield str(best), best, why
        yield str(best), index, why


def _text_keys(reports: Sequence[Report], newsrooms: Newsrooms) -> Iterator[tuple[str, int, str]]:
    """Name for each report in an outlet's own voice the newsroom that its words go back to.

    One that cites a newsroom whose own report is here goes back to that report.
    """
    rooms = first_of_rooms(reports, newsrooms)
    for index, report in enumerate(reports):
        cited = cited_room(report, rooms)
        if cited is not None and cited != index:
            why = f"both go back to {newsrooms.of[reports[cited].article]}"
            yield f"\0{cited}", cited, why
            yield f"\0{cited}", index, why
        name = newsrooms.of[report.article]
        if report.chain and not _named(report):
            # prints of one text that give the same unnamed voice have it from that text
            yield (
                f"{name}\0{sorted(voice_key(report.chain[-1]))}",
                index,
                f"both texts go back to {name}",
            )
        if not report.chain or _is_open(report):
            shown = "one text that was not collected" if name.startswith("lost:") else name
            yield name, index, f"both texts go back to {shown}"


def _join_by(
    keys: Iterable[tuple[str, int, str]],
    sets: Sets[int],
    merges: list[Merge],
    reports: Sequence[Report],
    because: str,
) -> None:
    first: dict[str, int] = {}
    for key, index, why in keys:
        other = first.setdefault(key, index)
        if other != index and sets.join(other, index):
            merges.append(
                Merge(
                    members=(reports[other].article, reports[index].article),
                    because=because,
                    why=why,
                )
            )


def _origin(
    indexes: list[int],
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
) -> Origin:
    """Name an origin after its farthest named voice, else after the text it goes back to."""
    chains = [reports[i].chain for i in indexes if reports[i].chain]
    named = [chain[-1] for chain in chains if is_named(chain[-1])]
    if named or chains:
        voice = (named or [chain[-1] for chain in chains])[0]
        return Origin(name=voice.name, kind=voice.kind, reports=tuple(indexes))
    article = articles[reports[indexes[0]].article]
    name = newsrooms.of[article.id]
    if name.startswith("lost:"):
        name = newsrooms.teller(article)
    return Origin(name=name, kind="outlet", reports=tuple(indexes))
