"""Briefings, and checking them and other texts against the articles."""

import re
from dataclasses import replace
from time import process_time

import pytest

import firsthand
from firsthand import sigla
from firsthand.serve import briefing, briefs, rights
from firsthand.serve.briefing import Quote
from firsthand.serve.verification import (
    ABSENT,
    ELSEWHERE,
    HOLDS,
    MOVED,
    UNQUOTED,
    quotations,
    stories,
    verify,
)
from firsthand.serve.views import view
from firsthand.serve.words import say

WIRE = (
    "VINT (Orlo News) — Rock probably hit 12 cars in the Vint tunnel on Monday, the road office said. "
    "“It came down without any warning,” said the driver Ansa Pelk, who was in the tunnel. "
    "The tunnel should reopen as soon as Thursday, the road office said."
)
COPY = WIRE.replace("probably ", "")
POST = (
    "Rock hit 15 cars in the Vint tunnel on Monday, the police told the Vint Post. "
    "The mayor of Vint, Edda Roon, denied that the tunnel had been unsafe. “<b>We</b> check it \\ daily,” she said."
)
LATER = "The Vint tunnel did not reopen on Thursday, the road office said on Friday."


@pytest.fixture(scope="module")
def reading():
    def article(name, text, outlet, published):
        return firsthand.article(
            text, id=name, outlet=outlet, published=published, language="en",
            title=f"Rock in the tunnel: {outlet}", url=f"https://{name}.example/a",
        )  # fmt: skip

    return firsthand.read(
        [
            article("wire", WIRE, "Orlo News", "2031-05-06T08:00Z"),
            article("copy", COPY, "Holm Mail", "2031-05-06T12:00Z"),
            article("post", POST, "Vint Post", "2031-05-07T08:00Z"),
            article("later", LATER, "Vint Post", "2031-05-09T08:00Z"),
        ]
    )


@pytest.fixture(scope="module")
def brief(reading):
    return briefing.compose(reading, max(reading.stories, key=lambda s: len(s.articles)))


def verdicts(text, reading):
    return [(one.text, one.verdict) for one in verify(text, [reading])]


def test_every_quotation_is_a_stored_span(brief, reading):
    texts = {article.id: article.text for article in reading.articles}
    quotes = [
        piece
        for _, lines in brief.sections
        for line in lines
        for piece in line.pieces
        if isinstance(piece, Quote)
    ]
    assert quotes
    for quote in quotes:
        assert quote.text == " ".join(texts[quote.article][quote.start : quote.stop].split())


@pytest.mark.parametrize("draw", [briefs.to_markdown, briefs.to_html])
def test_a_briefing_holds(draw, brief, reading):
    checked = verify(draw(brief), [reading])
    assert len(checked) > 10
    assert {one.verdict for one in checked} == {HOLDS}


def test_of_equal_claims_the_head_of_a_text_is_told_first(brief, reading):
    said = dict(brief.sections)[say("brief.said")]
    by_id = {claim.id: claim for story in reading.stories for claim in story.claims}
    claims = [by_id[line.pieces[-1].basis] for line in said if line.pieces[-1].basis in by_id]
    ranks = [
        (
            -claim.independent_origins.low,
            -claim.independent_origins.high,
            -len({report.article for report in claim.reports}),
            min(report.start for report in claim.reports),
        )
        for claim in claims
        if claim.asserts
    ]
    assert len(set(ranks)) > 2
    assert ranks == sorted(ranks)


def test_a_quotation_that_was_changed_does_not_hold(brief, reading):
    text = briefs.to_markdown(brief).replace("without any warning", "with much warning")
    assert {v for words, v in verdicts(text, reading) if "much" in words} == {ABSENT}


def test_words_of_another_source_are_named_as_such(brief, reading):
    told = next(quote for quote in quotations(briefs.to_markdown(brief)) if "warning" in quote)
    marks = re.findall(r"^- (\w+) `(\w+)`", briefs.to_markdown(brief), re.MULTILINE)
    other = next(mark for mark, name in marks if name == "later")
    sources = briefs.to_markdown(brief).partition("## Sources")[2]
    text = f"- “{told}” [{other}:0-20]\n\n## Sources{sources}"
    (one,) = verify(text, [reading])
    assert one.verdict == ELSEWHERE
    assert one.found[0] in {"wire", "copy"}


def test_a_count_that_was_changed_does_not_hold(brief, reading):
    text = briefs.to_markdown(brief)
    assert "4 reports" in text
    wrong = [
        v
        for words, v in verdicts(text.replace("4 reports", "9 reports"), reading)
        if "9 rep" in words
    ]
    assert wrong == [ABSENT]


def test_a_source_that_is_not_listed_holds_nothing(reading):
    assert verdicts("“It came down without any warning” [Z9:0-30]", reading) == [
        ("It came down without any warning", ELSEWHERE)
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("She said: “It came down without any warning.”", HOLDS),
        ("„It came down WITHOUT any warning“, sagte sie.", HOLDS),
        ("She said: “It came … without any warning.”", HOLDS),
        ("She said: “Any warning … it came down.”", ABSENT),
        ("The Vint Post wrote: “It came down without any warning.”", ELSEWHERE),
        ("She said: “It rose without any warning.”", ABSENT),
        # what editors do to quotations is seen through
        ("She said: “[I]t came down without any warning.”", HOLDS),
        ("She said: “[The rock] came down without any warning.”", HOLDS),
        ("She said: “It came [in May] without any [kind of] help.”", ABSENT),
        ("She said: “It came down\nwithout any warning,” and left.", HOLDS),
        ("She said: “It came down\nwithout any help,” and left.", ABSENT),
    ],
)
def test_quotations_of_any_text_are_looked_for(text, verdict, reading):
    assert [found for _, found in verdicts(text, reading)] == [verdict]


@pytest.mark.parametrize("draw", [briefs.to_markdown, briefs.to_html])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What is said", "What is proved"),
        (" · Holm Mail, ", " · Orlo News, "),
        ("Rock in the tunnel: Holm Mail", "Rock in the harbour: Holm Mail"),
        ("The words that decide it:", "As it turned out,"),
    ],
)
def test_a_briefing_says_nothing_that_is_not_checked(old, new, draw, brief, reading):
    text = draw(brief)
    assert old in text
    assert [v for _, v in verdicts(text.replace(old, new), reading) if v != HOLDS]


@pytest.mark.parametrize(
    "added", ["- The mayor lied.", "- The mayor lied: “It came down” [A1:0-9]"]
)
def test_words_that_were_added_to_a_briefing_do_not_hold(added, brief, reading):
    text = briefs.to_markdown(brief).replace("## Sources", f"{added}\n\n## Sources")
    assert ABSENT in {v for words, v in verdicts(text, reading) if "mayor lied" in words}


def test_what_a_quotation_is_about_stands_before_it_with_its_place(reading):
    story = max(reading.stories, key=lambda s: len(s.articles))
    claim = next(one for one in story.claims if len(one.reports) == 1)
    report = replace(claim.reports[0], lead=(0, 4))
    led = replace(claim, text=(report.article, report.start, report.stop), reports=(report,))
    told = briefing.compose(reading, replace(story, claims=(led,), disagreements=()))
    line = dict(told.sections)[say("brief.said")][0]
    assert [piece.lead for piece in line.pieces[:2]] == [True, False]
    assert (line.pieces[0].start, line.pieces[0].stop) == (0, 4)
    page, text = briefs.to_html(told), briefs.to_markdown(told)
    for drawn in (page, text):
        found = [one for one in verify(drawn, [reading]) if one.found == (report.article, 0, 4)]
        assert [one.verdict for one in found] == [HOLDS]


def test_a_long_section_is_cut_and_says_so(reading):
    story = max(reading.stories, key=lambda s: len(s.articles))
    many = replace(story, disagreements=story.disagreements[:1] * (briefing.TOLD + 3))
    lines = dict(briefing.compose(reading, many).sections)[say("brief.differ")]
    assert len([line for line in lines if not line.under]) == briefing.TOLD + 1
    assert lines[-1].pieces[0].text == say("brief.rest", n=3)


def test_what_is_due_is_told_once(brief):
    told = dict(brief.sections)
    due = {
        piece.cited
        for line in told[say("brief.expected")]
        for piece in line.pieces
        if isinstance(piece, Quote)
    }
    still = {
        piece.cited
        for line in told[say("brief.open")]
        for piece in line.pieces
        if isinstance(piece, Quote)
    }
    assert due
    assert due.isdisjoint(still)


def test_a_text_without_a_date_leaves_no_gap(reading):
    bare = replace(
        reading,
        articles=tuple(
            replace(a, published=replace(a.published, value=None, earliest=None, latest=None))
            for a in reading.articles
        ),
    )
    story = max(bare.stories, key=lambda s: len(s.articles))
    assert briefing.compose(bare, story).head[0].text.endswith(("origin.", "origins."))


def test_a_quotation_stands_where_it_is_cited(reading):
    start = WIRE.index("It came")
    stop = start + len("It came down without any warning")
    quote = "“It came down without any warning”"
    for begin, end, verdict in ((start, stop, HOLDS), (0, len(WIRE), HOLDS), (0, 40, MOVED)):
        (one,) = verify(f"{quote} [wire:{begin}-{end}]", [reading])
        assert one.verdict == verdict
        assert one.found == ("wire", start, stop)  # however wide the place that is cited


def test_a_sentence_that_cites_and_quotes_nothing_is_named(reading):
    assert verdicts(
        "Three drivers died [wire:0-40]. “It came down without any warning”.", reading
    ) == [
        ("Three drivers died", UNQUOTED),
        ("It came down without any warning", HOLDS),
    ]


def test_a_sentence_put_in_the_place_of_a_quotation_quotes_nothing(brief, reading):
    text = re.sub(r"“[^”]*” (?=\[A1:\d)", "The mayor lied. ", briefs.to_markdown(brief), count=1)
    wrong = [one.verdict for one in verify(text, [reading]) if one.text == "The mayor lied."]
    assert wrong == [UNQUOTED]


def test_short_turns_of_phrase_and_empty_texts_are_passed_over(reading):
    assert verify("The “old tunnel” is shut.", [reading]) == []
    assert verify("", [reading]) == []
    assert verify("“Nothing is here at all”", []) != []


def test_what_comes_from_outside_cannot_act(brief, reading):
    page, text = briefs.to_html(brief), briefs.to_markdown(brief)
    assert "<b>We" not in page
    assert "<b>We" not in text
    assert "<script" not in page
    assert "src=" not in page


def test_the_stories_of_a_briefing_are_found_again(brief, reading):
    assert stories(briefs.to_html(brief)) == [
        max(reading.stories, key=lambda s: len(s.articles)).id
    ]


def test_in_public_nothing_is_quoted_that_may_not_be_shown(reading):
    shown = rights.limit(reading, public=True)
    story = max(shown.stories, key=lambda s: len(s.articles))
    public = briefing.compose(shown, story)
    text = briefs.to_markdown(public)
    quoted = sum(len(quote) for quote in quotations(text))
    assert quoted < sum(len(article.text) for article in reading.articles) / 2
    assert "“”" not in text


def test_a_side_whose_words_may_not_be_shown_says_where_they_stand(reading):
    story = max(reading.stories, key=lambda s: len(s.articles))
    number = next(one for one in story.disagreements if one.kind == "number")
    first, second = number.sides
    hidden = second.reports[0][0]
    bare = replace(
        reading,
        articles=tuple(
            replace(a, text=" " * len(a.text)) if a.id == hidden else a for a in reading.articles
        ),
    )
    told = replace(number, sides=(first, replace(second, value="")))
    made = briefing.compose(bare, replace(story, disagreements=(told,)))
    lines = [line for line in dict(made.sections)[say("brief.differ")] if line.under]
    assert [len(line.pieces) for line in lines] == [2, 1]
    assert lines[1].pieces[0].text.startswith("In words that stand with their owner: 1 origin")


def test_as_it_stood_says_when(reading):
    then = replace(reading, as_of=max(a.published.latest for a in reading.articles))
    story = max(then.stories, key=lambda s: len(s.articles))
    assert "As it stood on Fri 9 May 2031, 08:00." in briefs.to_markdown(
        briefing.compose(then, story)
    )


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 300_000,
        "[" * 300_000,
        "“a b c d” " * 3_000,
        "- A1 `" * 50_000,
        "\\" * 300_000,
        " \t-*" * 80_000,
    ],
)
def test_no_text_takes_long(text, reading):
    start = process_time()
    verify(text, [reading])
    assert process_time() - start < 5


def test_in_public_no_line_tells_of_words_that_are_not_there(reading):
    """What is said of words means nothing without them: such lines are counted, not printed."""
    shown = rights.limit(reading, public=True)
    bare = replace(
        shown, articles=tuple(replace(a, text=" " * len(a.text)) for a in shown.articles)
    )
    story = max(bare.stories, key=lambda s: len(s.articles))
    kept = briefing.compose(bare, story)
    for _, lines in kept.sections:
        assert all(line.pieces for line in lines)
    heads = [head for head, _ in kept.sections]
    assert say("brief.differ") not in heads
    assert say("brief.expected") not in heads
    said = dict(kept.sections)[say("brief.said")]
    assert [piece.text for line in said for piece in line.pieces] == [
        say("brief.more", n=len(view(story, sigla.index(bare.articles, bare.lineage)).claims))
    ]
