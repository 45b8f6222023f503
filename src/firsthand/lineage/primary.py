"""Primary sources: the farthest text that is known above an article, and the way there.

An article may have several: the text that it prints, its own reporting, a page that it quotes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lineage.evidence import Evidence, nameless
from firsthand.records import DEPENDING, Descent, Primary

#: Share of a body in upstream texts from which on it is no longer called the article's own.
_OWN = 0.5
#: Steps of a way to a primary source that are listed; a chain of editions can be endless.
_LONGEST_PATH = 200
#: Relations of a text to one of which it may have a part only.
_PARTIAL = frozenset({"version", "excerpt"})


def primaries(
    evidence: Evidence, links: Iterable[Descent], gazetteer: Gazetteer | None
) -> dict[str, tuple[Primary, ...]]:
    """Primary sources of each article: the texts its own goes back to, itself, pages it cites."""
    texts, cites = defaultdict[str, list[Descent]](list), defaultdict[str, list[Descent]](list)
    for link in links:
        (texts if link.relation in DEPENDING else cites)[link.to].append(link)
    own = {key for key in evidence.articles if _has_own(evidence, key, texts[key])}
    # the way back ends at the first text that has matter of its own
    whole = {key: found for key, found in texts.items() if key not in own}
    roots = _roots(whole)
    found = {}
    for key in evidence.articles:
        ways = [(link, _path(key, link, whole, roots)) for link in (*texts[key], *cites[key])]
        named = [_primary(evidence, link, path, gazetteer) for link, path in ways]
        mine = [_self(evidence, key, texts[key])] if key in own else []
        split = len(texts[key])
        found[key] = (*named[:split], *mine, *named[split:])
    return found


def _has_own(evidence: Evidence, key: str, links: Sequence[Descent]) -> bool:
    """Whether an article tells matter of its own, beside what it has from the texts above it."""
    if evidence.agency.get(key) not in {None, evidence.witnesses[key].outlet} and links:
        return False
    # whose text nobody names is known by the words at hand only
    parts = all(link.relation in _PARTIAL or nameless(link.upstream) for link in links)
    return parts and max((link.coverage for link in links), default=0.0) < _OWN


def _self(evidence: Evidence, key: str, links: Sequence[Descent]) -> Primary:
    outlet = evidence.witnesses[key].outlet
    taken = max((link.coverage for link in links), default=0.0)
    why = (
        f"{1 - taken:.0%} of the body stands in no earlier text that was found"
        if links
        else "no earlier text was found; that is no proof that there is none"
    )
    return Primary(
        kind="self" if outlet else "unknown",
        name=outlet or "unknown",
        node=key,
        url=evidence.articles[key].url,
        path=(key,),
        coverage=round(1 - taken, 3),
        confidence=0.5,
        why=(why,),
    )


def _roots(above: Mapping[str, list[Descent]]) -> dict[str, str]:
    """Farthest text above each, by the strongest link at every step; each step is taken once."""
    roots: dict[str, str] = {}
    for key in above:
        way = []
        while key not in roots and above.get(key):
            way.append(key)
            key = above[key][0].upstream  # noqa: PLW2901 (the climb goes on from there)
        root = roots.get(key, key)
        roots |= dict.fromkeys(way, root)
    return roots


def _path(
    key: str, link: Descent, above: Mapping[str, list[Descent]], roots: Mapping[str, str]
) -> tuple[str, ...]:
    """Nodes from an article to its root; of a very long way the nearest steps and the root."""
    path = [key, link.upstream]
    while above.get(path[-1]) and len(path) < _LONGEST_PATH:
        path.append(above[path[-1]][0].upstream)
    root = roots.get(link.upstream, link.upstream)
    return (*path, root) if path[-1] != root else tuple(path)


def _primary(
    evidence: Evidence, link: Descent, path: tuple[str, ...], gazetteer: Gazetteer | None
) -> Primary:
    root = path[-1]
    article = evidence.articles.get(root)
    name = (
        root.split(":")[1]
        if article is None
        else evidence.witnesses[root].outlet or evidence.name(root)
    )
    entry = gazetteer.named(name) if gazetteer is not None and article is None else None
    kind = (
        "article"
        if article is not None
        else "agency"
        if entry and entry.kind == "agency"
        else "lost"
    )
    return Primary(
        kind=kind,
        name=name,
        node=root,
        url=None if article is None else article.canonical or article.url,
        path=path,
        coverage=link.coverage,
        confidence=link.confidence,
        why=link.why,
    )
