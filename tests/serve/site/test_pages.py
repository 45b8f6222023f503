"""The pages of one story: what stands on that of a report."""

from dataclasses import replace

import pytest

from firsthand import sigla
from firsthand.library import History
from firsthand.records import Flag
from firsthand.serve.site import pages
from firsthand.serve.views import view

OTHER = Flag(
    kind="two_events", why="from “In other news” on it tells of another event: “Lock jams”",
    start=3, stop=9, story="story-2",
)  # fmt: skip
EARLY = Flag(kind="date_before_source", why="dated 2024-02-05T06:00Z, before Vell Wire")


def _page(reading, *flags):
    marked = (replace(one, flags=flags if one.id == "courier" else ()) for one in reading.articles)
    texts = sigla.index(tuple(marked), reading.lineage)
    history = History(versions=(), marks=(), sightings=())
    return pages.article(view(reading.stories[0], texts), "courier", history, public=False)


def test_notes_on_a_report_lead_to_the_other_story(reading):
    page = _page(reading, OTHER, EARLY)
    assert page.notes == (
        ("From “In other news” on it tells of another event: “Lock jams”", "/stories/story-2"),
        ("Dated Mon 5 Feb 2024, 06:00, before Vell Wire", None),
    )


@pytest.mark.parametrize(
    ("flags", "dated"),
    [
        ((), "date as given with it"),
        ((EARLY,), "by what shares its words; its own date is in the notes"),
    ],
)
def test_a_date_that_its_lineage_contradicts_is_not_that_of_the_page(reading, flags, dated):
    assert _page(reading, *flags).text.dated == dated


def test_how_a_report_was_read_is_said_and_rights_are_not(reading):
    page = _page(reading, Flag(kind="degraded", why="x"), Flag(kind="rights", why="noarchive"))
    [(words, _)] = page.notes
    assert words.startswith("Read without the English parse")


def _story(reading, *flags):
    marked = (replace(one, flags=flags if one.id == "courier" else ()) for one in reading.articles)
    texts = sigla.index(tuple(marked), reading.lineage)
    seen = view(reading.stories[0], texts)
    return seen, pages.story(seen, frozenset(), public=False).sheet


def test_notes_of_a_story_name_the_other_story_that_a_report_tells_of(reading):
    _, sheet = _story(reading, OTHER, EARLY)
    assert [(words[:8], other) for _, words, other in sheet.remarks] == [
        ("From “In", "story-2"), ("Dated Mo", None)
    ]  # fmt: skip


def test_notes_that_have_no_room_are_counted(reading):
    many = (replace(EARLY, why=f"dated otherwise {n}") for n in range(15))
    _, sheet = _story(reading, *many)
    assert (len(sheet.remarks), sheet.more_remarks) == (12, 3)


def test_the_timeline_has_a_page_of_its_own_with_every_row(reading, monkeypatch):
    seen, _ = _story(reading)
    whole = pages.timeline(seen, 0, public=False)
    assert (whole.before, whole.after) == (None, None)
    groups = {group.head: list(group.rows) for group in whole.timeline.groups}
    assert sum(map(len, groups.values())) >= len(seen.story.articles) + 1
    monkeypatch.setattr(pages, "ROWS", 1)
    found, after = {head: [] for head in groups}, 0
    while after is not None:
        leaf = pages.timeline(seen, after, public=False)
        for group in leaf.timeline.groups:
            found[group.head] += group.rows
        after = leaf.after and int(leaf.after.rpartition("=")[2])
    assert found == groups
