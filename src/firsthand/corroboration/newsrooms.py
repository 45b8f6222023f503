"""Newsrooms behind the articles of a story: whose texts they are, and which gathered matter themselves."""

import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from firsthand.corroboration.counting import term_of
from firsthand.corroboration.speakers import is_named
from firsthand.corroboration.voices import full_key, name_key
from firsthand.lexicon import gazetteer, wordings
from firsthand.records import Article, Merge, Range, Report, Stemma
from firsthand.text.words import forms as split_forms

#: an outlet that quotes so many named voices that no other text has did its own reporting
OWN_VOICES = 3
#: one that has more than this share of its reports from other media follows them
FOLLOWS = 0.05
#: parts of the names of sites that only states have
STATE = frozenset({"gov", "gob", "gouv", "govt", "mil"})
#: kinds of voices that are other media
MEDIA = frozenset({"outlet", "agency"})


@dataclass(frozen=True, slots=True)
class Roots:
    """For each article the texts that its words go back to."""

    #: article id -> node of the farthest upstream text, itself if it has none
    root: Mapping[str, str]
    #: node -> name
    names: Mapping[str, str]


def roots(stemma: Stemma) -> Roots:
    """Follow texts upstream as wholes; of several upstreams the best covered is taken.

    Who has a passage of another is a newsroom of his own; what he has of it goes back by its words.
    """
    upstream: dict[str, tuple[float, str]] = {}
    for link in stemma.links:
        if link.whole:
            upstream[link.to] = max(
                upstream.get(link.to, (-1.0, "")), (link.coverage * link.confidence, link.upstream)
            )
    found: dict[str, str] = {}
    for node in (node.id for node in stemma.nodes):
        seen, current = {node}, node
        while current not in found and current in upstream and upstream[current][1] not in seen:
            current = upstream[current][1]
            seen.add(current)
        found.update(dict.fromkeys(seen, found.get(current, current)))
    return Roots(found, {node.id: node.name for node in stemma.nodes})


@dataclass(frozen=True, slots=True)
class Newsrooms:
    """Whose text each article is."""

    #: article id -> name of the agency or outlet that its words go back to
    of: Mapping[str, str]
    #: those that show reporting of their own
    gathering: frozenset[str]
    #: those that others quote as a party: what they publish is their own statement
    speaking: frozenset[str] = frozenset()
    #: article id -> the other newsrooms of the story that it cites somewhere
    cited: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: those that are sites of states, which gather nothing: what a court publishes is its own word
    official: frozenset[str] = frozenset()

    def teller(self, article: Article) -> str:
        """The name under which an article came out: its outlet, else its newsroom."""
        return article.outlet.name if article.outlet else self.of[article.id]


def find(
    reports: Sequence[Report], articles: Mapping[str, Article], stemma: Stemma, known: Roots
) -> Newsrooms:
    """Name the newsroom of each article, and tell which newsrooms gathered matter themselves.

    Agencies do so by trade; of other outlets it is said only if they quote several voices whom no
    other newsroom of the story has, and do not live on other media.
    """
    lost = {node.id for node in stemma.nodes if node.kind == "lost"}
    of = {name: _newsroom(known.root.get(name, name), articles, known, lost) for name in articles}
    heard: dict[frozenset[str], set[str]] = {}
    told: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    for report in reports:
        newsroom = of[report.article]
        told[newsroom] += 1
        cited[newsroom] += follows(report)
        for voice in report.chain:
            if is_named(voice):
                heard.setdefault(full_key(voice), set()).add(newsroom)
    own = Counter(_alone(heard))
    gathering = {
        room for room, n in own.items() if n >= OWN_VOICES and cited[room] <= FOLLOWS * told[room]
    }
    agencies = {room for room in told if is_agency(room)}
    official = _official(articles.values(), of)
    gathers = frozenset(gathering | agencies) - official
    return Newsrooms(of, gathers, _speaking(reports, of) - agencies, _cited(reports, of), official)


def _alone(heard: Mapping[frozenset[str], set[str]]) -> Iterator[str]:
    """For each voice, by the words of its name, who alone has heard it.

    A name that holds another may be the same: "Vint", "Orla Vint" and "Orla Vint Marsh".
    """
    sharing: dict[str, list[frozenset[str]]] = {}
    for name in heard:
        for word in name:
            sharing.setdefault(word, []).append(name)
    rooms = {name: set(newsrooms) for name, newsrooms in heard.items()}
    for name in filter(None, heard):
        # who has all words of a name has its rarest one
        for other in min((sharing[word] for word in name), key=len):
            if name < other:
                rooms[name] |= heard[other]
                rooms[other] |= heard[name]
    for alone in rooms.values():
        if len(alone) == 1:
            yield from alone


def follows(report: Report) -> bool:
    """Whether it is told from another newsroom; "state media" is no newsroom but a party's voice."""
    if not report.chain or report.chain[0].kind not in MEDIA:
        return False
    name = report.chain[0].name
    head = name.rsplit(" ", 1)[-1].lower()
    return head not in wordings.load()["press"] or gazetteer.load().named(name) is not None


def _cited(reports: Sequence[Report], of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each article the newsrooms of the others that it names as voices."""
    names = {name_key(room): room for room in of.values()}
    found: dict[str, set[str]] = {}
    for report in reports:
        for voice in report.chain:
            room = names.get(room_key(voice.name, names))
            if room is not None and room != of[report.article]:
                found.setdefault(report.article, set()).add(room)
    return {article: frozenset(rooms) for article, rooms in found.items()}


def room_key(name: str, rooms: Container[frozenset[str]]) -> frozenset[str]:
    """Return the key under which a name is among those of newsrooms: "the agency VPS" is "VPS"."""
    key = name_key(name)
    return next((k for k in (key, *(frozenset({form}) for form in sorted(key))) if k in rooms), key)


def _speaking(reports: Sequence[Report], of: Mapping[str, str]) -> frozenset[str]:
    """Newsrooms whose name others quote as that of an organisation, not of a medium."""
    quoted: dict[frozenset[str], set[str]] = {}
    for report in reports:
        for voice in report.chain:
            if voice.kind == "organisation":
                quoted.setdefault(name_key(voice.name), set()).add(of[report.article])
    rooms = frozenset(of.values())
    return frozenset(room for room in rooms if quoted.get(name_key(room), set()) - {room})


def _official(articles: Iterable[Article], of: Mapping[str, str]) -> frozenset[str]:
    """Newsrooms that are sites of states."""
    return frozenset(
        of[article.id]
        for article in articles
        if article.outlet and not STATE.isdisjoint((article.outlet.domain or "").split(".")[1:])
    )


def in_own_voice(report: Report, article: Article) -> Report:
    """Return the report without its outlet as its source: "Valleyecho.com" in the Valley Echo."""
    if not report.chain or article.outlet is None:
        return report
    own = {_plain(name) for name in (article.outlet.name, article.outlet.domain) if name}
    named = _plain(report.chain[-1].name) in own
    return replace(report, chain=report.chain[:-1]) if named else report


def _plain(name: str) -> str:
    """A name without what its spellings differ in."""
    folded = name.lower().removeprefix("www.").removeprefix("the ").rsplit(".", 1)[0]
    return "".join(filter(str.isalnum, folded))


def first_of_rooms(reports: Sequence[Report], newsrooms: Newsrooms) -> dict[frozenset[str], int]:
    """For the name of each newsroom the index of its first report."""
    found: dict[frozenset[str], int] = {}
    for index, report in enumerate(reports):
        found.setdefault(name_key(newsrooms.of[report.article]), index)
    return found


def cited_room(report: Report, rooms: Mapping[frozenset[str], int]) -> int | None:
    """Index in ``rooms`` of a newsroom that a report cites: "the agency VPS" cites "VPS"."""
    for voice in reversed(report.chain):
        key = room_key(voice.name, rooms)
        if key in rooms:
            return rooms[key]
    return None


def _newsroom(root: str, articles: Mapping[str, Article], known: Roots, lost: set[str]) -> str:
    article = articles.get(root)
    if article is not None:
        credit = article.credits[0].agency if article.credits else ""
        return (
            credit or (article.outlet.name if article.outlet else "") or known.names.get(root, root)
        )
    name = known.names.get(root, root)
    return name if root not in lost or is_agency(name) else root


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    entry = gazetteer.load().named(name)
    return entry is not None and entry.kind == "agency"


# --------------------------------------------------------------------------- of a story


def of_story(
    reports: Sequence[Report],
    lineage_range: Range,
    articles: Mapping[str, Article],
    known: Roots,
    newsrooms: Newsrooms,
) -> Range:
    """Count newsrooms that gathered matter themselves.

    At the low end a text counts only if it shows gathering of its own: it is an agency's, its people
    saw something or asked somebody who gave no answer, or it quotes by name, at first hand, somebody
    whom no other text of the story has. A text that only cites others, or says what all say, may come
    from any of them, and each such text is told.
    """
    heard: dict[frozenset[str], set[str]] = {}
    gathers: set[str] = set()
    for report in reports:
        root = known.root.get(report.article, report.article)
        room = newsrooms.of[report.article]
        asked = room not in newsrooms.speaking
        unanswered = asked and is_unanswered(report, articles[report.article])
        if is_agency(room) or report.firsthand or unanswered:
            gathers.add(root)
        if _heard_itself(report):
            heard.setdefault(full_key(report.chain[0]), set()).add(root)
    gathers.update(_alone(heard))
    gathers |= _first(reports, articles, known)
    low = max(1 if reports else 0, min(lineage_range.low, len(gathers)))
    merges = lineage_range.merges
    if reports and low < lineage_range.high:
        told = sorted({report.article for report in reports})
        own = [name for name in told if known.root.get(name, name) in gathers]
        merges += tuple(_following(told, own, merges, articles, newsrooms))
    return Range(low=min(low, lineage_range.high), high=lineage_range.high, merges=merges)


def _first(
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    known: Roots,
) -> set[str]:
    """Return the text that was surely public before all others, if it does not live on other media.

    It cannot have its matter from them.
    """
    texts: dict[str, list[Article]] = {}
    told, cited = Counter[str](), Counter[str]()
    for name in sorted({report.article for report in reports}):
        texts.setdefault(known.root.get(name, name), []).append(articles[name])
    for report in reports:
        root = known.root.get(report.article, report.article)
        told[root] += 1
        cited[root] += follows(report)
    first = min(texts, key=lambda root: (last_day(texts[root]), root), default=None)
    if first is None or cited[first] > FOLLOWS * told[first]:
        return set()
    others = (text for root, found in texts.items() if root != first for text in found)
    return {first} if last_day(texts[first]) <= first_day(others) else set()


def first_day(texts: Iterable[Article]) -> float:
    """The day from which one of the texts may have been public, in days since 1970."""
    return min((_day(text.published.earliest, -math.inf) for text in texts), default=-math.inf)


def last_day(texts: Iterable[Article]) -> float:
    """The day by which all of the texts were public, in days since 1970."""
    return max((_day(text.published.latest, math.inf) for text in texts), default=math.inf)


def _day(moment: datetime | None, unknown: float) -> float:
    return moment.timestamp() / 86_400 if moment else unknown


def _following(
    told: Sequence[str],
    own: Sequence[str],
    merges: Sequence[Merge],
    articles: Mapping[str, Article],
    newsrooms: Newsrooms,
) -> Iterator[Merge]:
    """Tell of each text that shows no gathering of its own whom it may have its matter from.

    Texts that ``merges`` join with one that does are told there.
    """
    first = (own or told)[0]
    settled = {first, *own}
    for merge in merges:
        if not settled.isdisjoint(merge.members):
            settled.update(merge.members)
    rooms = {newsrooms.of[name]: name for name in sorted(settled, reverse=True)}
    mates = {name: merge.members for merge in merges for name in merge.members}
    for name in told:
        if name not in settled:
            settled.update(mates.get(name, (name,)))
            cited = sorted(newsrooms.cited.get(name, frozenset()) & rooms.keys())
            source = rooms[cited[0]] if cited else first
            why = _why_following(articles[name], cited[:1], newsrooms)
            yield Merge(members=(source, name), because="attribution", why=why)


def _why_following(article: Article, cited: Sequence[str], newsrooms: Newsrooms) -> str:
    teller = newsrooms.teller(article)
    if newsrooms.of[article.id] in newsrooms.speaking:
        return f"{teller} is quoted as a party, and may not be counted beside those who quote it"
    source = f"{cited[0]}, which it cites" if cited else "the others"
    return f"{teller} names nobody whom only it has heard, and may have its matter from {source}"


def is_unanswered(report: Report, article: Article) -> bool:
    """Whether it tells that somebody gives no answer, whom it names as if he were its source.

    He stands in the clause itself ("Vint had no comment"), or what he does not do before that which he
    was asked ("Vint did not confirm that the pier was closed"). A document is read, not asked.
    """
    if report.stance != "unconfirmed" or not report.chain or report.chain[-1].kind == "document":
        return False
    silent = report.chain[-1].start
    if silent is not None and report.start <= silent < report.stop:
        return True
    lists = wordings.load()
    undone = (
        form
        for start, stop in report.stance_words
        if not report.start <= start < report.stop
        for form in split_forms(article.text[start:stop])
    )
    return any(not lists["unanswering"].isdisjoint(term_of(form, lists)) for form in undone)


def _heard_itself(report: Report) -> bool:
    """Whether the nearest voice is a named person, who spoke to the article's own outlet."""
    return bool(report.chain) and report.chain[0].kind == "person" and is_named(report.chain[0])
