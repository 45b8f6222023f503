"""The terminal output: as drawn once, at two widths, plain and in ASCII; and safe to print."""

import re
from dataclasses import replace

import pytest

from firsthand.reading import Reading
from firsthand.records import Change, Outlet, Published, Voice
from firsthand.serve.columns import measure
from firsthand.serve.terminal import CLAIMS, draw

SEQUENCE = re.compile("\x1b\\[[0-9;]*m")
#: an outlet's and a title's worst: colour, a new title for the window, a bell, reading order turned
HOSTILE = "Evil\x1b[31m\x1b]0;owned\x07\u202egnp.exe\x9b2J\ud800"


@pytest.mark.parametrize("width", [72, 100])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_drawn_as_once(reading, golden, width, encoding):
    golden(f"terminal-{width}-{encoding}.txt", draw(reading, width=width, encoding=encoding))


@pytest.mark.parametrize("width", [72, 81, 100, 160])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_no_line_is_too_long(reading, width, encoding):
    lines = draw(reading, width=width, encoding=encoding, everything=True).splitlines()

    assert max(map(measure, lines)) <= width


def test_colour_is_bold_and_dim_and_nothing_hangs_on_it(reading):
    colored = draw(reading, color=True)

    assert set(SEQUENCE.findall(colored)) == {"\x1b[1m", "\x1b[2m", "\x1b[0m"}
    assert SEQUENCE.sub("", colored) == draw(reading)


def test_ascii_is_ascii(reading):
    assert draw(reading, encoding="ascii").isascii()


def test_what_comes_from_outside_cannot_act(reading):
    story = reading.stories[0]
    articles = tuple(replace(a, outlet=Outlet(name=HOSTILE)) for a in reading.articles)
    hostile = replace(story, title=(story.title[0], HOSTILE))
    drawn = draw(replace(reading, articles=articles, stories=(hostile,)))

    assert not set(drawn) & set("\x1b\x07\x9b\u202e\ud800")
    assert drawn.encode()


def test_wide_characters_count_two(reading):
    articles = tuple(
        replace(a, outlet=Outlet(name="東部日報 動物新聞社")) for a in reading.articles
    )
    drawn = draw(replace(reading, articles=articles), width=72)

    assert max(map(measure, drawn.splitlines())) <= 72
    rows = [line for line in drawn.splitlines() if "│" in line]
    assert len({measure(line.partition("│")[0]) for line in rows}) == 1


def test_many_claims_are_cut_and_said_to_be(reading):
    story = reading.stories[0]
    many = tuple(replace(story.claims[0], id=f"m{n}") for n in range(CLAIMS + 7))
    long = replace(reading, stories=(replace(story, claims=many, disagreements=(), timeline=()),))

    assert "7 more: --all" in draw(long)
    assert "more: --all" not in draw(long, everything=True)


def test_four_hundred_copies_make_a_short_page(reading):
    first, story, stemma = reading.articles[0], reading.stories[0], reading.lineage
    copies = tuple(replace(first, id=f"copy{n:03}") for n in range(400))
    links = tuple(replace(stemma.links[0], relation="copy", to=copy.id) for copy in copies)
    big = replace(
        reading,
        articles=reading.articles + copies,
        stories=(replace(story, articles=story.articles + tuple(c.id for c in copies)),),
        lineage=replace(stemma, links=stemma.links + links),
    )
    lines = draw(big).splitlines()

    assert len(lines) < 160
    assert any("399 more" in line for line in lines)
    assert "404 reports" in lines[1]


def test_reports_without_any_date_or_outlet(reading):
    unknown = tuple(
        replace(a, outlet=None, credits=(), published=Published(value=None, earliest=None, latest=None, origin="none"))
        for a in reading.articles
    )  # fmt: skip
    drawn = draw(replace(reading, articles=unknown))

    assert "day of publication not known: A1 A2 B1 C1" in drawn
    assert "outlet not known" in drawn


def test_nothing_read_is_said():
    assert draw(Reading()).startswith("No story: nothing could be read.\n")


def test_a_row_of_the_timeline_keeps_the_words_that_tell_when(reading):
    assert "\n  Service could…as Thursday " in draw(reading, width=72)
    assert "\n  Service will resume on Friday " in draw(reading, width=100)


def test_who_cites_several_is_not_said_to_cite_one(reading):
    story = reading.stories[0]
    cited = [
        Voice(name=name, kind="outlet") for name in ("Orven Gazette", "Fell Times", "Radio Tarn")
    ]
    own = next(r for claim in story.claims for r in claim.reports if r.article == "unknown")
    claims = tuple(
        replace(
            story.claims[0], id=f"c{n}", text=(own.article, own.start, own.stop),
            reports=(replace(own, chain=(one,), stance="denied"),),
        )
        for n, one in enumerate([cited[0], *cited])
    )  # fmt: skip
    more = replace(reading, stories=(replace(story, claims=claims, disagreements=(), timeline=()),))

    assert "cites Orven Gazette for 2 claims; others that it cites: 2" in draw(more, width=200)


def test_two_prints_of_a_lost_text_are_told_to_differ_once(reading):
    changed = Change(kind="word", before="slipped", after="slid")
    turned = Change(kind="word", before="slid", after="slipped")
    first, second, *others = reading.lineage.links
    assert first.upstream == second.upstream
    links = (replace(first, changes=(changed,)), replace(second, changes=(turned,)), *others)
    both = replace(reading, lineage=replace(reading.lineage, links=links))
    drawn = draw(both, width=100)
    rows = drawn[drawn.index("LINEAGE") :]

    assert ("“slid” → “slipped”" in rows) != ("“slipped” → “slid”" in rows)


def test_a_voice_in_other_capitals_is_told_once(reading):
    story = reading.stories[0]
    claim = next(claim for claim in story.claims if claim.id == "c1")
    voices = [Voice(name=name, kind="group", anonymous=True) for name in ("engineers", "Engineers")]
    said = (
        replace(report, chain=(voice,))
        for report, voice in zip(claim.reports, voices, strict=False)
    )
    told = replace(
        reading, stories=(replace(story, claims=(replace(claim, reports=tuple(said)),)),)
    )

    drawn = draw(told)
    assert "engineers [unnamed]" in drawn
    assert "Engineers [unnamed]" not in drawn
