"""First speakers and first observers behind a claim.

Two things make reports depend on one another: their texts (one was copied from the other, or both
from a third) and their voices (both quote one spokesman, both cite one paper). Reports are joined
into one origin by either, and each join is told. Then each origin is asked what it stands on: a
named voice, an observer, a newsroom that gathers for itself. An outlet that tells a thing in its own
voice and shows no reporting of its own, or has it from unnamed people, may have it from where the
others have it, and is counted with them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context
from firsthand.corroboration.newsrooms import Newsrooms
from firsthand.corroboration.terms import Term, term
from firsthand.corroboration.voices import voice_key
from firsthand.records import Article, Merge, Origin, Range, Report, Voice
from firsthand.text.words import words

#: clauses of so many words that agree to this degree (percent) were not written twice
COPY, COPY_WORDS = 85, 7
#: distinct voices or wordings of one claim that are compared with one another
MAX_VOICES = 50
#: names that share this part of their telling words are spellings of one name
ONE_NAME = 0.6
#: of so many texts without a ground of their own one may have it from elsewhere
MANY = 4
#: texts that any newsroom can read for itself
OPEN_TEXTS = frozenset({"constitution", "law", "statute", "treaty", "charter", "resolution"})
#: characters around a person's name in which the body stands for which he speaks
AFFILIATION_REACH = 70


@dataclass(slots=True)
class _Sets:
    """Disjoint sets of indexes."""

    parents: list[int]

    def find(self, index: int) -> int:
        while self.parents[index] != index:
            self.parents[index] = self.parents[self.parents[index]]
            index = self.parents[index]
        return index

    def join(self, a: int, b: int) -> bool:
        """Join two sets; False if they were one already."""
        one, other = sorted((self.find(a), self.find(b)))
        self.parents[other] = one
        return one != other


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
    sets = _Sets(list(range(len(reports))))
    merges: list[Merge] = []
    _join_by(_voice_keys(reports, articles, context), sets, merges, reports, "attribution")
    _join_by(_text_keys(reports, newsrooms), sets, merges, reports, "text")
    _join_by(_wording_keys(reports, context), sets, merges, reports, "text")
    groups = _members(sets, len(reports))
    taken_in = list(_absorb(groups, sets, reports, articles, newsrooms))
    origins = tuple(
        _origin(indexes, reports, articles, newsrooms) for indexes in _members(sets, len(reports))
    )
    unsure = _unnamed(groups, reports) > 1 or len(taken_in) >= MANY
    return origins, Range(low=len(origins), high=len(origins) + unsure, merges=(*merges, *taken_in))


def _members(sets: _Sets, size: int) -> list[list[int]]:
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
    return bool(report.chain) and not report.chain[-1].anonymous


def _is_open(report: Report) -> bool:
    """Whether it goes back to a public document, which every newsroom can read."""
    return bool(report.chain) and not voice_key(report.chain[-1]).isdisjoint(OPEN_TEXTS)


def _absorb(
    groups: Sequence[Sequence[int]],
    sets: _Sets,
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
) -> Iterator[Merge]:
    """Count what shows no ground of its own with the first origin that does; tell each join."""
    firm = _firm(groups, reports, newsrooms) or list(groups[:1])
    for group in groups:
        if group not in firm and sets.join(firm[0][0], group[0]):
            yield _absorbed(reports[firm[0][0]], reports[group[0]], articles, newsrooms)


def _firm(
    groups: Sequence[Sequence[int]], reports: Sequence[Report], newsrooms: Newsrooms
) -> list[Sequence[int]]:
    """Return the groups that stand on a ground of their own, in order.

    Newsrooms that gather may themselves have it from the voices that others name, so either the
    voices are counted or the newsrooms, whichever are more; and where somebody is quoted for it, of
    the newsrooms only agencies are taken to have it otherwise.
    """
    quoted = any(report.chain and not _is_open(report) for report in reports)

    def gathers(report: Report) -> bool:
        if report.chain and not _is_open(report):
            return _named(report) and newsrooms.is_agency(report.chain[-1].name)
        room = newsrooms.of[report.article]
        return room in newsrooms.gathering and (not quoted or newsrooms.is_agency(room))

    def speaks(report: Report) -> bool:
        return _named(report) and not gathers(report)

    voiced = [group for group in groups if any(speaks(reports[i]) for i in group)]
    own = [group for group in groups if any(gathers(reports[i]) for i in group)]
    seen = [group for group in groups if any(reports[i].firsthand for i in group)]
    most = max(voiced, own, key=len)
    return [group for group in groups if group in most or group in seen]


def _absorbed(
    base: Report, report: Report, articles: Mapping[str, Article], newsrooms: Newsrooms
) -> Merge:
    teller = _outlet(articles[report.article], newsrooms)
    if base.article == report.article or teller == _outlet(articles[base.article], newsrooms):
        return Merge(
            members=(base.article, report.article), because="text", why=f"{teller} says it twice"
        )
    source = base.chain[-1].name if _named(base) else _outlet(articles[base.article], newsrooms)
    ground = f"{report.chain[-1].name} as its source" if report.chain else "no source of its own"
    return Merge(
        members=(base.article, report.article),
        because="attribution",
        why=f"{teller} gives {ground} and may have it from {source}",
    )


def _outlet(article: Article, newsrooms: Newsrooms) -> str:
    return article.outlet.name if article.outlet else newsrooms.of[article.id]


def _voice_keys(
    reports: Sequence[Report], articles: Mapping[str, Article], context: Context
) -> Iterator[tuple[str, int, str]]:
    """Name for each report its farthest voice.

    Spellings of one name, and a body and the person who speaks for it, are one voice.
    """
    known: list[tuple[Voice, Term, Term]] = []
    for index, report in enumerate(reports):
        if not _named(report) or _is_open(report):
            continue
        voice = report.chain[-1]
        key, near = _terms(voice, context), _near(voice, articles[report.article], context)
        if not key:
            continue
        same = next((i for i, other in enumerate(known) if _one(voice, key, near, *other)), None)
        if same is None:
            same = len(known)
            if same < MAX_VOICES:
                known.append((voice, key, near))
        name = known[same][0].name if same < len(known) else voice.name
        yield name.lower(), index, f"both go back to {name}"


def _one(a: Voice, key_a: Term, near_a: Term, b: Voice, key_b: Term, near_b: Term) -> bool:
    if key_a <= key_b or key_b <= key_a:
        return True
    if _initials(a.name) in voice_key(b) or _initials(b.name) in voice_key(a):
        return True
    if a.kind == b.kind == "person":
        return False
    if a.kind == "person" or b.kind == "person":
        return (b.kind != "person" and key_b <= near_a) or (a.kind != "person" and key_a <= near_b)
    return len(key_a & key_b) >= ONE_NAME * min(len(key_a), len(key_b))


def _terms(voice: Voice, context: Context) -> Term:
    names = (word.removesuffix("'s").removesuffix("’s") for word in voice_key(voice))
    return frozenset().union(*(term(name, context.wordings) for name in names))


def _near(voice: Voice, article: Article, context: Context) -> Term:
    """Words around a person's name: they may tell for which body he speaks."""
    if voice.kind != "person" or voice.start is None or voice.stop is None:
        return frozenset()
    start, stop = max(0, voice.start - AFFILIATION_REACH), voice.stop + AFFILIATION_REACH
    found = words(article.text, start, min(stop, len(article.text)))
    return frozenset().union(*(term(word.form, context.wordings) for word in found))


def _initials(name: str) -> str:
    """Return "kcna" for "Korean Central News Agency"; a name of one word has none."""
    parts = [part for part in name.split() if part[:1].isupper()]
    return "".join(part[0] for part in parts).lower() if len(parts) > 1 else "\0"


def _wording_keys(reports: Sequence[Report], context: Context) -> Iterator[tuple[str, int, str]]:
    """Give reports with nearly the same words one key: words do not agree by chance at length."""
    seen: list[tuple[tuple[str, ...], int]] = []
    for index, report in enumerate(reports):
        forms = context.of(report).forms
        if len(forms) < COPY_WORDS:
            continue
        same = next(
            (n for held, n in seen if fuzz.ratio(held, forms, score_cutoff=COPY) >= COPY), None
        )
        if same is None:
            same = index
            if len(seen) < MAX_VOICES:
                seen.append((forms, index))
        yield str(same), index, "nearly the same words"


def _text_keys(reports: Sequence[Report], newsrooms: Newsrooms) -> Iterator[tuple[str, int, str]]:
    """Name for each report in an outlet's own voice the newsroom that its words go back to.

    One that cites a newsroom whose own report is here goes back to that report.
    """
    rooms = {
        newsrooms.of[report.article]: index for index, report in reversed([*enumerate(reports)])
    }
    for index, report in enumerate(reports):
        cited = rooms.get(report.chain[-1].name) if report.chain else None
        if cited is not None and cited != index:
            why = f"both go back to {report.chain[-1].name}"
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
    sets: _Sets,
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
    named = [chain[-1] for chain in chains if not chain[-1].anonymous]
    if named or chains:
        voice = (named or [chain[-1] for chain in chains])[0]
        return Origin(name=voice.name, kind=voice.kind, reports=tuple(indexes))
    article = articles[reports[indexes[0]].article]
    name = newsrooms.of[article.id]
    if name.startswith("lost:"):
        name = _outlet(article, newsrooms)
    return Origin(name=name, kind="outlet", reports=tuple(indexes))
