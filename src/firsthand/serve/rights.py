"""What of an article may be shown: the one place that decides.

For the one person who gave the texts all of them may be shown. As soon as others can see it
(``public``), an article is its title, its credit, a link to its owner, and at most the spans that
carry claims.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from firsthand.reading import Reading
from firsthand.records import Article, Claim

#: in public a span has at most so many words, all spans of an article this share of its characters
MOST_WORDS, MOST_SHARE = 40, 0.15
#: an owner's request was carried out, or the owner took the text back
_WITHDRAWN = frozenset({"removed"})


def in_full(article: Article, *, public: bool = False) -> bool:
    """Tell whether the whole text may be shown."""
    return not public and article.status not in _WITHDRAWN


def limit(reading: Reading, *, public: bool) -> Reading:
    """Take out of a reading the words that may not be shown; places stay what they are.

    Every character of a text that may not be shown is a space in the result, so that whatever is
    made of it can show nothing else.
    """
    spans = _claimed(claim for story in reading.stories for claim in story.claims)
    kept = tuple(
        article
        if in_full(article, public=public)
        else replace(article, text=_only(article.text, _allowed(article, spans)))
        for article in reading.articles
    )
    if not public:
        return replace(reading, articles=kept)
    links = tuple(replace(link, passages=()) for link in reading.lineage.links)
    return replace(reading, articles=kept, lineage=replace(reading.lineage, links=links))


def _claimed(claims: Iterable[Claim]) -> dict[str, list[tuple[int, int]]]:
    """Places of what is claimed in each article, in the order of the claims."""
    found: dict[str, list[tuple[int, int]]] = {}
    for claim in claims:
        for article, start, stop in (
            claim.text,
            *((r.article, r.start, r.stop) for r in claim.reports),
        ):
            found.setdefault(article, []).append((start, stop))
    return found


def _allowed(
    article: Article, spans: Mapping[str, list[tuple[int, int]]]
) -> Iterable[tuple[int, int]]:
    if article.status in _WITHDRAWN:
        return
    left = int(len(article.text) * MOST_SHARE)
    for start, stop in dict.fromkeys(spans.get(article.id, ())):
        short = len(article.text[start:stop].split()) <= MOST_WORDS
        if short and stop - start <= left:
            left -= stop - start
            yield start, stop


def _only(text: str, places: Iterable[tuple[int, int]]) -> str:
    shown = [" "] * len(text)
    for start, stop in places:
        shown[start:stop] = text[start:stop]
    return "".join(shown)
