"""First speakers and first observers behind a claim, and newsrooms behind a story.

Two things make reports depend on one another: their texts (one was copied from the other, or both
from a third) and their voices (both quote one spokesman, both cite one paper). Reports are joined
into one origin by either, and each join is told. What is not known is counted as a range: unnamed
"officials" in two texts may or may not be the same people; no evidence of independence is not
independence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context
from firsthand.records import Article, Merge, Origin, Range, Report, Stemma, Voice
from firsthand.text.words import words

#: relations of the stemma that carry an upstream's own matter downstream
CARRYING = frozenset({"copy", "trimmed", "version", "excerpt", "rewrite", "translation"})
#: clauses of so many words that agree to this degree (percent) were not written twice
COPY, COPY_WORDS = 85, 7
#: distinct voices or wordings of one claim that are compared with one another
MAX_VOICES = 50
#: words of a voice that name no one: titles, ranks, articles
_EMPTY = frozenset(
    "the a an of for and in mr mrs ms dr president minister ministry foreign defence defense chief "
    "prime general director secretary leader spokesman spokeswoman spokesperson official officials "
    "sir king queen pope senator judge professor news agency newspaper".split()
)


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


@dataclass(frozen=True, slots=True)
class Roots:
    """For each article the texts that its words go back to."""

    #: article id -> node of the farthest upstream text, itself if it has none
    root: Mapping[str, str]
    #: node -> name
    names: Mapping[str, str]


def roots(stemma: Stemma) -> Roots:
    """Follow the links of the stemma upstream; of several upstreams the best covered is taken."""
    upstream: dict[str, tuple[float, str]] = {}
    for link in stemma.links:
        if link.relation in CARRYING:
            upstream[link.to] = max(
                upstream.get(link.to, (-1.0, "")), (link.coverage * link.confidence, link.upstream)
            )
    found: dict[str, str] = {}
    for node in (node.id for node in stemma.nodes):
        seen, current = {node}, node
        while current in upstream and upstream[current][1] not in seen:
            current = upstream[current][1]
            seen.add(current)
        found[node] = current
    return Roots(found, {node.id: node.name for node in stemma.nodes})


def count(
    reports: Sequence[Report], articles: Mapping[str, Article], known: Roots, context: Context
) -> tuple[tuple[Origin, ...], Range]:
    """Count the origins of a claim from its reports: who first said or saw it.

    The upper bound counts what nothing proves to be one; the lower bound only what shows that it
    does not rest on another.
    """
    sets = _Sets(list(range(len(reports))))
    merges: list[Merge] = []
    _join_by(_voice_keys(reports), sets, merges, reports, "attribution")
    _join_by(_text_keys(reports, known), sets, merges, reports, "text")
    _join_by(_wording_keys(reports, context), sets, merges, reports, "text")
    members: dict[int, list[int]] = {}
    for index in range(len(reports)):
        members.setdefault(sets.find(index), []).append(index)
    origins = tuple(_origin(indexes, reports, articles, known) for indexes in members.values())
    firm = sum(any(_is_firm(reports[i]) for i in indexes) for indexes in members.values())
    low = max(1, firm) if origins else 0
    return origins, Range(low=low, high=len(origins), merges=tuple(merges))


def _is_firm(report: Report) -> bool:
    """Whether the report shows an origin of its own.

    Somebody saw it, or a named voice denies it: who denies speaks for himself. Other named voices
    may all have it from one place.
    """
    return report.firsthand or (
        report.stance == "denied" and bool(report.chain) and not report.chain[-1].anonymous
    )


def voice_key(voice: Voice) -> frozenset[str]:
    """Return the telling words of a voice's name: the last of a person, all of a body."""
    telling = [word.form for word in words(voice.name) if word.form not in _EMPTY]
    if voice.kind == "person":
        return frozenset(telling[-1:])
    return frozenset(telling)


def _voice_keys(reports: Sequence[Report]) -> Iterator[tuple[str, int, str]]:
    """Name for each report its farthest voice; names that contain one another are one voice."""
    known: list[tuple[frozenset[str], str, str]] = []
    for index, report in enumerate(reports):
        if not report.chain or report.chain[-1].anonymous:
            continue
        voice = report.chain[-1]
        key, initials = voice_key(voice), _initials(voice.name)
        if not key:
            continue
        same = next(
            (k for k in known if k[0] <= key or key <= k[0] or initials in k[0] or k[1] in key),
            None,
        )
        if same is None:
            same = (key, initials, voice.name)
            if len(known) < MAX_VOICES:
                known.append(same)
        yield " ".join(sorted(same[0])), index, f"both go back to {same[2]}"


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


def _text_keys(reports: Sequence[Report], known: Roots) -> Iterator[tuple[str, int, str]]:
    for index, report in enumerate(reports):
        node = report.inherited_from or report.article
        root = known.root.get(node, node)
        yield root, index, f"both texts go back to {known.names.get(root, root)}"


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
    indexes: list[int], reports: Sequence[Report], articles: Mapping[str, Article], known: Roots
) -> Origin:
    """Name an origin after its farthest named voice, else after the text it goes back to."""
    chains = [reports[i].chain for i in indexes if reports[i].chain]
    named = [chain[-1] for chain in chains if not chain[-1].anonymous]
    if named or chains:
        voice = (named or [chain[-1] for chain in chains])[0]
        return Origin(name=voice.name, kind=voice.kind, reports=tuple(indexes))
    node = reports[indexes[0]].inherited_from or reports[indexes[0]].article
    root = known.root.get(node, node)
    outlet = articles[root].outlet if root in articles else None
    return Origin(
        name=outlet.name if outlet else known.names.get(root, root),
        kind="outlet",
        reports=tuple(indexes),
    )


# --------------------------------------------------------------------------- of a story


def of_story(
    reports: Sequence[Report],
    lineage_range: Range,
    articles: Mapping[str, Article],
    known: Roots,
) -> Range:
    """Count newsrooms that gathered matter themselves.

    At the low end a text counts only if it shows gathering of its own: its people saw something, or
    it quotes by name, at first hand, somebody whom no other text of the story has. A text that only
    cites others, or says what all say, may come from any of them.
    """
    heard: dict[frozenset[str], set[str]] = {}
    gathers: set[str] = set()
    for report in reports:
        root = known.root.get(report.article, report.article)
        if report.firsthand:
            gathers.add(root)
        elif _heard_itself(report, articles.get(report.article)):
            heard.setdefault(voice_key(report.chain[0]), set()).add(root)
    gathers.update(root for roots_ in heard.values() if len(roots_) == 1 for root in roots_)
    low = max(1 if reports else 0, min(lineage_range.low, len(gathers)))
    return Range(
        low=min(low, lineage_range.high), high=lineage_range.high, merges=lineage_range.merges
    )


def _heard_itself(report: Report, article: Article | None) -> bool:
    """Whether the nearest voice is a named one that spoke to the article's own outlet."""
    if not report.chain or report.chain[0].anonymous or not voice_key(report.chain[0]):
        return False
    nearest = report.chain[0]
    own = article.outlet.name.lower() if article and article.outlet else ""
    return nearest.kind == "person" or nearest.name.lower() == own
