"""Weight: the page of a story stays readable however many reports and claims the story has."""

import gc
from dataclasses import replace

from evaluation.caller import call
from firsthand import sigla
from firsthand.records import Drift, Voice
from firsthand.serve.room import TIGHT, TIGHTEST
from firsthand.serve.site import addresses, pages, reader, sheets
from firsthand.serve.site.application import application
from firsthand.serve.views import view


def _drawn(reading):
    story = reading.stories[0]
    page = pages.story(
        view(story, sigla.index(reading.articles, reading.lineage)), frozenset(), public=False
    )
    return sheets.draw(
        "story", page=page, s=page.sheet, level=1, title=page.sheet.title, here="/stories/s",
        slider=None, since="", past=None, story="s", query="", theme="", path="/stories/s", public=False,
        rest=addresses.rest("s"), claim_at=lambda item: addresses.claim("s", item.id),
    )  # fmt: skip


def _grown(reading, copies, claims):
    """Make every claim be told by all copies of a text, each by a voice of its own."""
    first, story, stemma = reading.articles[0], reading.stories[0], reading.lineage
    added = tuple(replace(first, id=f"copy-with-a-long-name-{n:03}") for n in range(copies))
    links = tuple(
        replace(stemma.links[0], relation="rewrite" if n % 3 else "copy", to=one.id)
        for n, one in enumerate(added)
    )
    own = [claim for claim in story.claims if claim.text[0] == first.id]
    told = tuple(
        replace(
            claim, id=f"{claim.id}-{n}",
            reports=claim.reports + tuple(
                replace(claim.reports[0], article=one.id, chain=(_voice(f"Officer {place % 40}"),))
                for place, one in enumerate(added)
            ),
        )
        for n in range(claims) for claim in own
    )  # fmt: skip
    return replace(
        reading,
        articles=reading.articles + added,
        stories=(
            replace(
                story,
                articles=story.articles + tuple(one.id for one in added),
                claims=(*story.claims, *told),
                disagreements=story.disagreements * 10,
            ),
        ),
        lineage=replace(stemma, links=stemma.links + links),
    )


def _voice(name):
    return Voice(name=name, kind="person")


def test_the_largest_story_stays_under_a_hundred_kilobytes(reading):
    assert len(_drawn(_grown(reading, 400, 30)).encode()) < 100_000


def test_what_was_drawn_is_gone_at_once(reading):
    """A story of many reports that waits for the collector of garbage makes it slow, and is slow itself."""
    _drawn(reading)
    gc.collect()
    gc.disable()
    try:
        _drawn(reading)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_story_of_four_reports_is_light(reading):
    assert len(_drawn(reading).encode()) < 60_000


def test_no_page_of_all_of_one_kind_passes_a_hundred_kilobytes(reading):
    grown = _grown(reading, 400, 30)
    story = grown.stories[0]
    seen = view(story, sigla.index(grown.articles, grown.lineage))
    for compose in (pages.claims, pages.differences, pages.lineage, pages.timeline):
        leaf = compose(seen, 0, public=False)
        drawn = sheets.draw(
            "leaf", page=leaf, title="", back="/", p="s", query="", theme="", path="/", public=False,
            claim_at=lambda item: addresses.claim("s", item.id),
        )  # fmt: skip
        assert len(drawn.encode()) < 100_000, compose


def test_changes_that_hundreds_made_are_counted(reading):
    grown = _grown(reading, 400, 1)
    [claim, *_] = [one for one in grown.stories[0].claims if len(one.reports) > 300]
    drift = tuple(
        Drift(report=n, upstream=claim.reports[0].article, kind="hedge", words=(f"likely{n % 50}", ""))
        for n in range(1, len(claim.reports))
    )  # fmt: skip
    changed = replace(claim, drift=drift)
    story = replace(grown.stories[0], claims=(changed,), disagreements=(), timeline=())
    seen = view(story, sigla.index(grown.articles, grown.lineage))
    [item] = pages.story(seen, frozenset(), public=False).sheet.claims
    assert len([note for note in item.notes if "likely" in note]) == TIGHT.changes
    assert f"{50 - TIGHT.changes} more changes" in item.notes
    assert all(len(note) < 400 for note in item.notes)


def test_a_page_that_would_be_too_heavy_has_room_for_less(shelf, places, monkeypatch):
    whole = call(application(shelf), places["/stories/{story}"]).body
    monkeypatch.setattr(reader, "HEAVIEST", len(whole) - 1)
    monkeypatch.setattr(reader, "TIGHTEST", replace(TIGHTEST, claims=1))
    less = call(application(shelf), places["/stories/{story}"]).body
    assert len(less) < len(whole)
    assert b"claims with their words" in less
