"""How many newsrooms gathered the matter of some articles themselves: a range.

All copies, cuts and versions of one agency's text are one origin. A text that leans on another
without printing it may have added its own matter: it counts nothing at the low end and may count
one at the high end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from firsthand.lineage.evidence import Evidence, nameless
from firsthand.records import COPYING, DEPENDING, PRINTING, Descent, Merge, Range

#: Share of a body that stands in another text from which on it is that text, not its own.
_PRINTED = 0.5
#: Before the id of an article without a known outlet, which is its own house.
_ARTICLE = "article "
#: Origin of reports that cite one another in a circle: none that is known.
_CIRCLE = "reports that cite one another"


class Standing(NamedTuple):
    """Behind whom an article stands: surely (``origin``), and for what it may add (``own``)."""

    origin: str
    own: str | None
    #: text | credit | attribution | owner
    because: str
    why: str


def count(evidence: Evidence, links: Iterable[Descent], ids: Iterable[str]) -> Range:
    """Independent origins among the articles ``ids``."""
    above: dict[str, list[Descent]] = defaultdict(list)
    for link in links:
        if link.relation in DEPENDING:  # who cites a page gathered the rest itself
            above[link.to].append(link)
    stands = {key: standing(evidence, above, key) for key in sorted(set(ids))}
    stands = _in_circles(evidence, above, stands)
    gone = {stand.origin for key, stand in stands.items() if _withdrawn(evidence, above, key)}
    firm = {s.origin for s in stands.values() if s.own is None} - gone
    leaning = {s.origin for s in stands.values() if s.own is not None} - gone - {_CIRCLE}
    own = {s.own for s in stands.values() if s.own is not None} - gone
    owners = _owners(evidence, stands, firm | leaning)
    # houses of one owner are one at the low end: they may share a desk
    low = len({owners.get(origin, origin) for origin in firm | leaning})
    merges = (*_merges(evidence, stands), *_owned(stands, owners))
    return Range(low=low, high=max(low, len(firm | own)), merges=merges)


def standing(evidence: Evidence, above: Mapping[str, list[Descent]], key: str) -> Standing:
    """Climb from an article to the newsroom behind it."""
    own = _house(evidence, key)
    if key in evidence.agency:
        name = _behind(evidence, above, key)
        because = "credit" if key in evidence.credited else "text"
        said = "credits" if because == "credit" else "has the words of a text credited to"
        return Standing(name, None, because, f"it {said} {name}")
    helped = evidence.witnesses[key].helped
    if helped:
        return Standing(helped[0], own, "credit", f"it credits {helped[0]} for a part")
    for link in above.get(key, ()):
        origin = _upstream(evidence, above, link)
        if link.relation == "excerpt" and nameless(link.upstream):
            continue  # background that several use says nothing of who gathered the rest
        if origin is not None and origin != own:
            printed = link.relation in PRINTING and link.coverage >= _PRINTED
            because = "text" if link.relation in COPYING else "attribution"
            return Standing(origin, None if printed else own, because, "; ".join(link.why))
    return _beside(evidence, above, key) or Standing(
        own, None, "owner", f"it is by {evidence.name(key)}"
    )


def _behind(evidence: Evidence, above: Mapping[str, list[Descent]], key: str) -> str:
    """Name the house whose text an article prints; where its own page has a third's text, the third."""
    name, seen = evidence.agency[key], {key}
    while True:
        pages = (link.upstream for link in above.get(key, ()) if link.relation in PRINTING)
        key = next((p for p in pages if _printed_from(evidence, p, name) and p not in seen), "")
        if not key:
            return name
        seen.add(key)
        name = evidence.agency[key]


def _printed_from(evidence: Evidence, page: str, house: str) -> bool:
    """Whether a page is the house's, with a text that is another's."""
    mine = page in evidence.articles and evidence.witnesses[page].outlet == house
    return mine and evidence.agency.get(page, house) != house


def _beside(evidence: Evidence, above: Mapping[str, list[Descent]], key: str) -> Standing | None:
    """Where a page has no way up, but another page of its house with the same text has."""
    house = evidence.witnesses[key].outlet
    for edge in evidence.touching.get(key, ()):
        other = edge.other(key)
        same = evidence.witnesses[other].outlet == house and edge.coverage(key) >= _PRINTED
        if house is not None and same and edge.relation in COPYING and above.get(other):
            origin = _upstream(evidence, above, above[other][0])
            if origin is not None:
                return Standing(origin, None, "text", f"it has the text of another page of {house}")
    return None


def _withdrawn(evidence: Evidence, above: Mapping[str, list[Descent]], key: str) -> bool:
    """Whether the text an article goes back to was taken back by its house."""
    seen: set[str] = set()
    while key not in seen and above.get(key) and above[key][0].upstream in evidence.articles:
        seen.add(key)
        key = above[key][0].upstream
    return evidence.page(key) in evidence.withdrawn


def _in_circles(
    evidence: Evidence, above: Mapping[str, list[Descent]], stands: Mapping[str, Standing]
) -> dict[str, Standing]:
    """Let articles that have all they tell from one another have it from nobody that is known."""
    houses = {k: key for key in stands for k in evidence.witnesses[key].keys}
    cited = {
        key: houses[name]
        for key in stands
        if not above.get(key) and evidence.witnesses[key].secondhand
        for name in sorted(evidence.witnesses[key].citations & houses.keys())
        if houses[name] != key
    }
    found = dict(stands)
    for key, outlet in cited.items():
        way = [key]
        while (after := cited.get(way[-1])) is not None and after not in way:
            way.append(after)
        if cited.get(way[-1]) == key:
            name = evidence.name(outlet)
            found[key] = Standing(_CIRCLE, stands[key].origin, "attribution", f"it cites {name}")
    return found


def _house(evidence: Evidence, key: str) -> str:
    """Name the newsroom of an article; without a known outlet the article itself."""
    return evidence.witnesses[key].outlet or f"{_ARTICLE}{key}"


def _upstream(evidence: Evidence, above: Mapping[str, list[Descent]], link: Descent) -> str | None:
    seen: set[str] = set()
    while link.upstream in evidence.articles:
        key = link.upstream
        if key in evidence.agency:
            return evidence.agency[key]
        if key in seen or not above.get(key):
            return _house(evidence, key)
        seen.add(key)
        link = above[key][0]
    return link.upstream if nameless(link.upstream) else link.upstream.split(":")[1]


def _owners(
    evidence: Evidence, stands: Mapping[str, Standing], origins: set[str]
) -> dict[str, str]:
    """Owners of those origins that are houses, where they have several of them."""
    owner = {w.outlet: w.owner for w in map(evidence.witnesses.get, stands) if w and w.outlet}
    of = {origin: name for origin in origins if (name := owner.get(origin))}
    several = Counter(of.values())
    return {origin: f"owner {name}" for origin, name in of.items() if several[name] > 1}


def _owned(stands: Mapping[str, Standing], owners: Mapping[str, str]) -> Iterable[Merge]:
    for owner in sorted(set(owners.values())):
        members = [key for key, stand in stands.items() if owners.get(stand.origin) == owner]
        houses = sorted({origin for origin, name in owners.items() if name == owner})
        name = owner.removeprefix("owner ")
        why = f"one at the low end: {', '.join(houses)} belong to {name} and may share a desk"
        yield Merge(members=tuple(members), because="owner", why=why)


def _merges(evidence: Evidence, stands: Mapping[str, Standing]) -> Iterable[Merge]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, stand in stands.items():
        groups[stand.origin].append(key)
    for origin, members in sorted(groups.items()):
        if len(members) > 1:
            because = [stands[m].because for m in members]
            yield Merge(
                members=tuple(members),
                because=min(set(because), key=lambda b: (-because.count(b), b)),
                why=f"one origin, {_readable(evidence, origin)}: "
                + "; ".join(_of_several(list(dict.fromkeys(stands[m].why for m in members)))),
            )


def _of_several(whys: Sequence[str]) -> Iterable[str]:
    """Say reasons that are told of one text each ("it credits X") of several."""
    for index, why in enumerate(whys):
        who = "each" if len(whys) == 1 else "one" if index == 0 else "another"
        yield f"{who} {why.removeprefix('it ')}" if why.startswith("it ") else why


def _readable(evidence: Evidence, origin: str) -> str:
    """Name an origin for people: no ids."""
    if origin.startswith(_ARTICLE):
        return evidence.name(origin.removeprefix(_ARTICLE))
    return origin.split(":")[1] if origin.startswith("lost:") else origin
