"""Claims set for a page: who says so, origin by origin, and what is left out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firsthand import sigla
from firsthand.records import Corrected, Flag, Merge, Origin, Range, Related
from firsthand.serve import items, reasons
from firsthand.serve.page import draw
from firsthand.serve.room import SINGLE, TIGHT
from firsthand.serve.site import pages
from firsthand.serve.views import view
from tests.serve.conftest import claim, report, voice

TEXT = "the brake was last tested in May"


def _setter(reading, made, room):
    story = replace(reading.stories[0], claims=(made,), disagreements=(), timeline=())
    seen = view(story, sigla.index(reading.articles, reading.lineage))
    return pages.composer(seen, public=False, room=room).setter


def _told(origins):
    told = [
        report("courier", TEXT, (voice("Aud Kessel"),)),
        report("mirador", TEXT, (voice("the operator"),)),
        report("bulletin", TEXT, (voice("Ines Moll"),)),
        report("unknown", TEXT, (voice("Jon Ferrer"),)),
    ]
    return claim(
        "c1", told, [], Range(low=len(origins), high=len(origins)),
    ), tuple(
        Origin(name=str(n), kind="person", reports=places) for n, places in enumerate(origins)
    )  # fmt: skip


def _set(reading, origins, most=4):
    made, found = _told(origins)
    room = replace(TIGHT, ways=most)
    item = _setter(reading, replace(made, origins=found), room).item(
        replace(made, origins=found), full=True
    )
    return [(said.voices[0].name, said.bracket) for said in item.said], item.more_said


def test_ways_to_one_origin_stand_together_in_a_bracket(reading):
    assert _set(reading, [(0, 2, 3), (1,)]) == (
        [("Aud Kessel", "first"), ("Ines Moll", "inner"), ("Jon Ferrer", "last"),
         ("the operator", "alone")], 0,
    )  # fmt: skip


def test_of_each_origin_one_way_is_shown_before_the_second_of_any(reading):
    assert _set(reading, [(0, 2, 3), (1,)], most=2) == (
        [("Aud Kessel", "alone"), ("the operator", "alone")], 2,
    )  # fmt: skip


def test_an_outlet_that_prints_texts_of_two_origins_stands_in_both_brackets(reading):
    told = [
        report(name, TEXT, (voice("Fell Times"),)) for name in ("courier", "mirador", "bulletin")
    ]
    told.append(report("unknown", TEXT, (voice("Ines Moll"),)))
    found = tuple(
        Origin(name=str(n), kind="outlet", reports=at) for n, at in enumerate([(0,), (1, 2, 3)])
    )
    made = replace(claim("c1", told, [], Range(low=2, high=2)), origins=found)
    said = _setter(reading, made, TIGHT).item(made, full=True).said
    assert [(one.voices[0].name, one.bracket, [c.mark for c in one.chips]) for one in said] == [
        ("Fell Times", "alone", ["A1"]),
        ("Fell Times", "first", ["A2", "B1"]),
        ("Ines Moll", "last", ["C1"]),
    ]


def test_who_may_have_it_from_others_is_not_said_to_report_itself(reading):
    seen = view(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    assert seen.following == {"unknown"}
    family = next(one for one in seen.sigla.families if "unknown" in one.members)
    assert reasons.family(family, seen).startswith("names 1 source")
    assert "unknown" not in dict(reasons.nearest(seen))


def test_why_there_is_no_claim_is_said(reading):
    story = replace(reading.stories[0], claims=(), disagreements=(), timeline=())
    page = draw(replace(reading, stories=(story,)))
    assert "No claim was found." in page
    flag = Flag(kind="unread", why="no rules for it")
    unread = tuple(replace(one, flags=(flag,)) for one in reading.articles)
    page = draw(replace(reading, articles=unread, stories=(story,)))
    assert "Claims are not read in this language." in page


def test_what_a_newsroom_saw_stands_before_what_many_print_and_that_before_what_people_tell_of_themselves(
    reading,
):
    one = Range(low=1, high=1)
    seen = claim("seen", [report("bulletin", TEXT, firsthand=True)], [], one)
    many = claim("many", [report(name, TEXT) for name in ("courier", "mirador")], [], one)
    own = claim("own", [report("unknown", TEXT, (voice("Ines Moll"),), firsthand=True)], [], one)
    story = replace(reading.stories[0], claims=(own, many, seen), disagreements=(), timeline=())
    shown = view(story, sigla.index(reading.articles, reading.lineage)).claims
    assert [made.id for made in shown] == ["cseen", "cmany", "cown"]


def test_one_way_needs_no_bracket(reading):
    made, _ = _told([(0,)])
    alone = replace(
        made, reports=made.reports[:1], origins=(Origin(name="x", kind="person", reports=(0,)),)
    )
    item = _setter(reading, alone, TIGHT).item(alone, full=True)
    assert [said.bracket for said in item.said] == [""]


def test_what_is_counted_as_one_names_its_reports(reading):
    seen = view(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    merge = Merge(members=("mirador", "courier"), because="text", why="nearly the same words")
    elsewhere = Merge(members=("x", "y"), because="text", why="both cite a report")
    counted = Range(low=1, high=1, merges=(merge, elsewhere))
    assert list(reasons.spread(counted, seen)) == [
        "A1 A2 counted as one: nearly the same words", "counted as one: both cite a report",
    ]  # fmt: skip
    [first, _] = reasons.spread(replace(counted, high=2), seen)
    assert first.startswith("1 or 2: ")


def test_who_is_nearest_is_named_once(reading):
    seen = view(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    named = [article for article, _ in reasons.nearest(seen)]
    assert len(named) == len(set(named))


def test_who_saw_it_is_nearer_than_who_heard_more(reading):
    told = [
        *(report("courier", TEXT, (voice(name),)) for name in ("Aud Kessel", "Ines Moll")),
        report("bulletin", TEXT, (), firsthand=True),
        report("bulletin", TEXT, (voice("Jon Ferrer"),)),
    ]
    made = claim("c1", told, [], Range(low=1, high=3))
    story = replace(reading.stories[0], claims=(made,), disagreements=(), timeline=())
    lost = replace(reading.lineage, links=(), nodes=())
    seen = view(story, sigla.index(reading.articles, lost))
    assert [article for article, _ in reasons.nearest(seen)] == ["bulletin", "courier"]


def test_what_can_both_hold_comes_last_and_is_not_named_at_the_head(reading):
    time, number, denial = reading.stories[0].disagreements
    mild = replace(time, verdict="compatible")
    story = replace(reading.stories[0], disagreements=(mild, number, denial))
    seen = view(story, sigla.index(reading.articles, reading.lineage))
    assert seen.questions == (denial, number, mild)
    made = pages.story(seen, frozenset(), public=False).sheet
    assert [(kind, [w.text for w in words]) for kind, words in made.apart] == [
        ("Denial", ["the brake was last tested in May"]), ("Number", ["Two", "Three"]),
    ]  # fmt: skip
    assert [one.kind for one in made.questions] == ["Denial", "Number", "Time"]


def test_words_above_the_sides_are_not_said_again_under_one(reading):
    seen = view(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    setter = pages.composer(seen, public=False, room=TIGHT).setter
    for question in seen.story.disagreements:
        found = setter.difference(question)
        if not found.gap:
            above = found.shared[0].text
            assert not any(w.text == above for a in found.answers for w, _ in a.quotes)


def test_related_stories_lead_to_their_pages(reading):
    story = replace(reading.stories[0], related=(Related(story="s2", kind="earlier"),))
    seen = view(story, sigla.index(reading.articles, reading.lineage))
    named = pages.story(seen, frozenset(), public=False, titles={"s2": "Snow on the line"})
    assert [(one.title, one.href) for one in named.sheet.related] == [
        ("Snow on the line", "/stories/s2")
    ]
    assert not pages.story(seen, frozenset(), public=False).sheet.related


def test_the_report_whose_words_a_claim_is_told_in_is_among_those_shown(reading):
    told = [
        report("courier", TEXT, (voice("Aud Kessel"),)),
        report("mirador", TEXT, (voice("the operator"),)),
        report("unknown", TEXT, (voice("Jon Ferrer"),)),
    ]
    made = claim("c1", told, [], Range(low=1, high=3))
    for own in told:
        worded = replace(made, text=(own.article, own.start, own.stop))
        setter = _setter(reading, worded, replace(TIGHT, told=2, distinct=False))
        item = setter.item(worded, full=True)
        assert len(item.told) == 2
        assert item.more_told == 1
        assert f"{own.article}:{own.start}-{own.stop}" in [one.place for one in item.told]


@pytest.mark.parametrize(("most", "kept"), [(1, "b"), (2, "ab"), (3, "abc"), (9, "abcd")])
def test_one_group_alone_gives_way_to_the_words_a_claim_is_told_in(most, kept):
    groups = {name: [report("courier", TEXT, (voice(name),))] for name in "abcd"}
    other = report("mirador", TEXT, (voice("a"),))
    groups["a"], groups["c"] = [other], [replace(other, start=other.start + 1)]
    [own] = groups["b"]
    shown = items._with(list(groups.values()), (own.article, own.start, own.stop), most)
    assert shown == [groups[name] for name in kept]


def test_reasons_that_are_left_out_are_counted(reading):
    seen = view(reading.stories[0], sigla.index(reading.articles, reading.lineage))
    merges = tuple(
        Merge(members=("courier", "bulletin"), because="text", why=f"reason {n}") for n in range(5)
    )
    *_, last = reasons.spread(Range(low=2, high=2, merges=merges), seen)
    assert last == "2 more reasons of this kind are in the JSON"
    # a page of the site names where it shows them, and the page of the claim shows them
    made = replace(
        reading.stories[0].claims[0], independent_origins=Range(low=1, high=2, merges=merges)
    )
    assert _setter(reading, made, TIGHT).item(made, full=True).notes[3] == (
        "2 more reasons of this kind on the page of the claim"
    )
    assert _setter(reading, made, SINGLE).item(made, full=True).notes[:5] == tuple(
        f"1 or 2: reason {n} (A1 B1)" for n in reversed(range(5))
    )


def test_several_reasons_for_a_range_name_it_once(reading):
    merges = tuple(Merge(members=("courier",), because="text", why=f"reason {n}") for n in range(3))
    story = replace(reading.stories[0], independent_origins=Range(low=1, high=4, merges=merges))
    claims = (replace(story.claims[0], independent_origins=Range(low=1, high=2, merges=merges)),)
    page = draw(replace(reading, stories=(replace(story, claims=claims, disagreements=()),)))
    first, *others = (
        f'<p class="why">{one}</p>'
        for one in ("<b>1 or 2:</b> reason 2 (A1)", "reason 1 (A1)", "reason 0 (A1)")
    )
    assert "".join([first, *others]) in page


def test_on_a_page_who_is_not_named_is_marked_so_where_he_confirms_nothing(reading):
    unsure = report("courier", TEXT, (voice("a clerk", anonymous=True),), "unconfirmed")
    made = replace(reading.stories[0].claims[0], reports=(unsure,), origins=())
    story = replace(reading.stories[0], claims=(made,), disagreements=(), timeline=())
    page = draw(replace(reading, stories=(story,)))
    assert 'Not confirmed by <bdi class="nn">a clerk</bdi>' in page
    assert "[unnamed]" not in page


def test_languages_that_are_read_alike_stand_in_one_line(reading):
    flag = Flag(kind="coarse", why="by the sentence")
    known = {"mirador": "es", "unknown": "de"}
    articles = tuple(
        replace(one, language=known[one.id], flags=(flag,)) if one.id in known else one
        for one in reading.articles
    )
    seen = view(reading.stories[0], sigla.index(articles, reading.lineage))
    [line] = [one for one in reasons.unknown(seen) if "less well" in one.lead]
    assert line.lead.startswith("claims in German and Spanish are read less well")
    assert set(line.articles) == set(known)


def test_what_one_person_corrected_on_one_day_is_said_once():
    when = datetime(2024, 2, 6, 9, tzinfo=UTC)
    marks = [Corrected(act="merge", number=n, who="Ada Holm", when=when, why="") for n in range(9)]
    assert reasons.corrected([*marks, replace(marks[0], who="Per Quill")]) == (
        "corrected by Ada Holm, Tue 6 Feb 2024", "corrected by Per Quill, Tue 6 Feb 2024",
    )  # fmt: skip
