"""Telling one story: what its articles say joined into claims, differences, a timeline, a headline."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache

from firsthand.corroboration import predicates
from firsthand.corroboration.context import Context, prepare
from firsthand.corroboration.deeds import CORE
from firsthand.corroboration.facts import Facts
from firsthand.corroboration.match import likeness
from firsthand.corroboration.slots import another_name, clashing, clashing_times
from firsthand.corroboration.story import corroborate, gather
from firsthand.lexicon import wordings
from firsthand.lineage.trace import Lineage
from firsthand.models.encoder import Encoder
from firsthand.records import DEPENDING, Act, Article, Report, Stemma, Story
from firsthand.timeline import expectations, order


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off looking for garbage in circles: none is made here, and the looking takes a sixth of the time.

    Of two threads that do so at once the first to end lets it begin again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def tell_story(
    story: Story,
    articles: Mapping[str, Article],
    reports: Mapping[str, Sequence[Report]],
    lineage: Lineage,
    now: datetime | None,
    encoder: Encoder | None = None,
    acts: Sequence[Act] = (),
) -> Story:
    """Join what the articles of one story say: claims, differences, expectations, timeline."""
    every = [report for name in story.articles for report in reports[name]]
    said, context = gather(every, articles, lineage.stemma, wordings.load())
    told = corroborate(
        story, said, context, articles, lineage.stemma, lineage.origins(story.articles),
        encode=encoder.encode if encoder else None, acts=acts,
    )  # fmt: skip
    claims = expectations.expect(told.claims, articles, _alike(lambda: context), now=now)
    return replace(
        told,
        title=_headline(story, articles, lineage.stemma),
        claims=claims,
        timeline=order.order(claims, articles),
    )


def _headline(story: Story, articles: Mapping[str, Article], stemma: Stemma) -> tuple[str, str]:
    """Choose the headline of the text from which most others of the story descend.

    Where none descends from another it is the one that the story was opened with.
    """
    upstream: dict[str, str] = {}
    for link in stemma.links:  # the strongest first; a page that is cited gives no headline
        if link.relation in DEPENDING and link.upstream in articles:
            upstream.setdefault(link.to, link.upstream)
    below = Counter(_source(name, upstream) for name in story.articles)
    titled = [name for name in story.articles if articles[name].title]
    best = max(titled, key=lambda name: below[name], default=None)
    if best is None or below[best] < 2:
        return story.title
    return best, articles[best].title or story.title[1]


def _source(name: str, upstream: Mapping[str, str]) -> str:
    """Follow a text up as far as texts are here; texts of one another's end where they began."""
    passed = {name}
    while (above := upstream.get(name)) is not None and above not in passed:
        passed.add(above)
        name = above
    return name


def _alike(read: Callable[[], Context]) -> expectations.Alike:
    """Liken what was expected to what was told later; -1 where that does not tell what came of it.

    Both must be of one predicate: that plans for it were announced is no word of its being done. One
    that says little ("happen", "make") must be of one thing, too.
    """
    known = wordings.load()
    light = known["vague"] | known["happening"]

    def alike(a: Report, b: Report) -> float:
        # most differ in this, and then nothing else has to be read
        shared = predicates.of(a, known) & predicates.of(b, known)
        if not shared:
            return -1.0
        context = read()
        one, other = context.of(a), context.of(b)
        if shared <= light and not _same_thing(one, other):
            return -1.0
        apart = clashing(one, other) or clashing_times(one, other) or another_name(one, other)
        return -1.0 if apart else likeness(one, other, context)

    return alike


def _same_thing(a: Facts, b: Facts) -> bool:
    """Whether they name one thing as what acts or is acted on; a pronoun names none."""
    mine, theirs = (
        frozenset().union(*(facts.heads.get(role, ()) for role in CORE)) & facts.held
        for facts in (a, b)
    )
    return not mine.isdisjoint(theirs)


def settle(story: Story, others: Sequence[Story], articles: Mapping[str, Article]) -> Story:
    """Look into related stories for what came of that which a story expects.

    ``articles`` are those of all of them.
    """
    told = [report for other in others for claim in other.claims for report in claim.reports]
    ahead = [r for claim in story.claims if expectations.is_open(claim) for r in claim.reports]
    if not ahead or not told:
        return story

    def liken(compared: Sequence[Report]) -> expectations.Alike:
        known = wordings.load()
        return _alike(cache(lambda: prepare(compared, articles, known, among=[*ahead, *told])))

    return replace(story, claims=expectations.settle(story.claims, told, articles, liken))
