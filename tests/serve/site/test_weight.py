"""Weight: the page of a story stays readable however many reports and claims the story has."""

from dataclasses import replace

from firsthand.records import Voice
from firsthand.serve import measured, sigla
from firsthand.serve.site import addresses, pages, sheets
from firsthand.serve.views import view


def _drawn(reading):
    story = reading.stories[0]
    page = pages.story(
        view(story, sigla.index(reading.articles, reading.lineage)), frozenset(), public=False
    )
    return sheets.draw(
        "story", page=page, s=page.sheet, level=1, title=page.sheet.title, here="/stories/s",
        slider=None, since="", past=None, story="s", data=None, feed="/stories.atom", query="",
        theme="", path="/stories/s", public=False, acting=True, measured=measured.beside(),
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


def test_a_story_of_four_reports_is_light(reading):
    assert len(_drawn(reading).encode()) < 60_000
