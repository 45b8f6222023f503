"""Time expressions: what they mean on the day a text was published."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Published
from firsthand.text import calendar, instants
from firsthand.text.moments import find, scan

#: a Wednesday
DAY = "2021-06-16"


def values(text, reference=DAY, language="en"):
    return {m.text: m.value for m in find(text, reference=reference, language=language)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mayor of Tarnfeld said Wednesday that it rained.", "Wednesday", "2021-06-16"),
        ("The mayor said Monday that it rained.", "Monday", "2021-06-14"),
        ("The bridge will open on Friday.", "Friday", "2021-06-18"),
        ("The bridge is expected to be opened Friday.", "Friday", "2021-06-18"),
        ("She would have died Friday.", "Friday", "2021-06-11"),
        ("A vote is possible as soon as Thursday.", "Thursday", "2021-06-17"),
        ("He was due to speak next Monday.", "next Monday", "2021-06-21"),
        ("Police were called to meet on Tuesday.", "Tuesday", "2021-06-22"),
        ("Police came at 1.55pm hours on Tuesday.", "1.55pm hours on Tuesday", "2021-06-15T13:55"),
        # a day that is named counts, even where the text was dated before it
        ("Police came at 8am on Friday, June 18.", "8am on Friday, June 18", "2021-06-18T08:00"),
        ("Police were called to the store on Tuesday.", "Tuesday", "2021-06-15"),
        ("He spoke last Wednesday.", "last Wednesday", "2021-06-09"),
        ("They met this Friday.", "this Friday", "2021-06-18"),
        ("Police came late Thursday night.", "late Thursday night", "2021-06-10TNI"),
        ("Police came on Tuesday morning.", "Tuesday morning", "2021-06-15TMO"),
        ("It rained yesterday.", "yesterday", "2021-06-15"),
        ("It rained last week.", "last week", "2021-W23"),
        ("It will rain later this month.", "later this month", "2021-06"),
        ("It rained this weekend.", "this weekend", "2021-W24-WE"),
        ("It rained last August.", "last August", "2020-08"),
        ("It rained in December.", "December", "2020-12"),
        ("It rained last summer.", "last summer", "2020-SU"),
        ("It rained two weeks ago.", "two weeks ago", "2021-W22"),
        ("It rained three years ago.", "three years ago", "2018"),
        ("It rained in the 1990s.", "the 1990s", "199"),
        ("It rained on Sept. 3.", "Sept. 3", "2020-09-03"),
        ("It rained on 3 March 2019.", "3 March 2019", "2019-03-03"),
        ("Profit fell in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("It rained for three days.", "three days", "P3D"),
        ("It rained for two years and six months.", "two years and six months", "P2Y6M"),
        ("It rains every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("It recently rained.", "recently", "PAST_REF"),
        ("They will fly home on Christmas.", "Christmas", "2021-12-25"),
        ("Orlo was to meet Vint on Friday in Tarnfeld.", "Friday", "2021-06-18"),
        ("Orlo vowed on Monday to reopen the mine.", "Monday", "2021-06-14"),
        ("The plan, proposed late Monday, fell through.", "late Monday", "2021-06-14"),
        ("Vint told the guests to leave the hotel by early Friday.", "early Friday", "2021-06-18"),
        ("Vint managed to leave the hotel by Monday.", "Monday", "2021-06-14"),
        ("Orlo was questioned and bailed until mid-August.", "mid-August", "2021-08"),
        (
            "Until Monday, Tarnfeld, a port of the north with two docks, had been quiet.",
            "Monday",
            "2021-06-14",
        ),
        ("Orlo was found at 6.50pm on Monday.", "6.50pm on Monday", "2021-06-14T18:50"),
        ("Orlo left between 1 p.m. and 2 p.m. on Monday.", "1 p.m.", "2021-06-14T13:00"),
        ("The guild may review a 1994 treaty.", "1994", "1994"),
        ("The guild recalled the 2001 attacks.", "2001", "2001"),
        ("It rained on the evening of June 3.", "the evening of June 3", "2021-06-03TEV"),
    ],
)
def test_newswire_english(text, words, value):
    assert values(text).get(words) == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Es regnete am Montagabend.", "Montagabend", "2021-06-14TEV"),
        ("Die Brücke wird am Freitag eröffnet.", "Freitag", "2021-06-18"),
        ("Das war in der vergangenen Woche.", "der vergangenen Woche", "2021-W23"),
        ("Er kam am 3. Oktober 1990 an.", "3. Oktober 1990", "1990-10-03"),
        ("Er kam im vergangenen Jahr.", "im vergangenen Jahr", "2020"),
        ("Er blieb drei Jahre und zwei Monate.", "drei Jahre und zwei Monate", "P3Y2M"),
        ("Er kam vor zwei Wochen.", "vor zwei Wochen", "2021-W22"),
        ("Das sagte Orlo an diesem Montag.", "diesem Montag", "2021-06-14"),
        ("Das wird an diesem Freitag entschieden.", "diesem Freitag", "2021-06-18"),
        ("Er kam am Sonnabendmorgen.", "Sonnabendmorgen", "2021-06-12TMO"),
        ("Er kam im Mai, im Vormonat nicht.", "im Vormonat", "2021-04"),
        ("Das war im ersten Halbjahr 2019.", "im ersten Halbjahr 2019", "2019-H1"),
        ("Das war im 1. Quartal 2020.", "1. Quartal 2020", "2020-Q1"),
        ("Das war Anfang der Woche.", "Anfang der Woche", "2021-W24"),
        ("Er wurde 2003 bereits gewählt.", "2003", "2003"),
        ("Er wurde 2003 Leiter der Zeche.", "2003", "2003"),
        (
            "Die Einzelheiten werden in der drittgrößten Stadt Ende Juli vorgelegt.",
            "Ende Juli",
            "2021-07",
        ),
        (
            "Es bebte in der Nacht vom 2. auf den 3. Juni 2019.",
            "in der Nacht vom 2. auf den 3. Juni 2019",
            "2019-06-02TNI",
        ),
    ],
)
def test_newswire_german(text, words, value):
    assert values(text, language="de").get(words) == value


def test_a_range_runs_forward():
    found = values("The fair is scheduled from Sunday to Wednesday.")
    assert found == {"Sunday": "2021-06-20", "Wednesday": "2021-06-23"}


def test_an_anchor_in_the_text_holds_for_what_follows():
    found = values(
        "He left on May 4, 2019. Two days later it rained. In June of the same year too."
    )
    assert found["Two days later"] == "2019-05-06"
    assert found["June of the same year"] == "2019-06"


def test_a_time_in_brackets_is_that_of_its_zone_however_it_is_written():
    moment = find("The ship sank at 7:10 p.m. local time (10:10 GMT).", reference=DAY)[0]
    assert moment.value == "2021-06-16T19:10"
    assert (moment.earliest.hour, moment.earliest.minute) == (10, 10)


def test_a_stated_zone_gives_the_instant():
    moment = find("The ship sank at 7 p.m. (1000 GMT).", reference=DAY)[0]
    assert (moment.text, moment.value) == ("7 p.m. (1000 GMT)", "2021-06-16T19:00")
    assert moment.earliest == moment.latest == datetime(2021, 6, 16, 10, tzinfo=UTC)


def test_a_seasonal_zone_follows_the_day():
    summer, winter = find(
        "It sank at 5 p.m. ET on July 1, 2020. It rose at 5 p.m. ET on Jan. 4, 2021.", reference=DAY
    )
    assert summer.earliest == datetime(2020, 7, 1, 21, tzinfo=UTC)
    assert winter.earliest == datetime(2021, 1, 4, 22, tzinfo=UTC)


def test_a_clock_without_zone_is_wide():
    moment = find("The ship sank at 9:15 a.m. on Tuesday.", reference=DAY)[0]
    assert moment.value == "2021-06-15T09:15"
    assert moment.latest - moment.earliest == calendar.EAST + calendar.WEST


@pytest.mark.parametrize(
    "text",
    [
        "Some 1500 soldiers came.",
        "It cost $1995 there.",
        "It fell to $US1850 there.",
        "The fall from the peak was steep.",
        "Orlo wrote it in the Mail on Sunday.",
        "To this day he walks.",
        "May told reporters.",
        "He may march.",
        "Sun Microworks sold a six-year-old plane.",
        "Vint is 50 years old.",
        "A man in his 30s was hurt.",
        "A woman in her early 40s sang.",
        "Both are in their mid-50s.",
    ],
)
def test_what_is_no_time(text):
    assert values(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Die „Welt am Sonntag“ berichtet.",
        "Das kostet 4 Mrd. Fr. im Ganzen.",
        "Es sind 1400 Hektar.",
    ],
)
def test_what_is_no_time_in_german(text):
    assert values(text, language="de") == {}


def test_an_age_is_no_time_in_german():
    assert values("Vint ist 50 Jahre alt.", language="de") == {}
    assert list(values("Vint lief 50 Jahre.", language="de")) == ["50 Jahre"]


def test_without_reference_what_is_relative_stays_open():
    monday, march = find("Police said Monday that it began in March 2011.", reference=None)
    assert (monday.value, monday.earliest, monday.latest) == (None, None, None)
    assert march.value == "2011-03"


def test_an_uncertain_reference_gives_a_value_only_where_all_days_agree():
    early, late = datetime(2021, 6, 14, tzinfo=UTC), datetime(2021, 6, 15, 23, tzinfo=UTC)
    published = Published(value=None, earliest=early, latest=late, origin="story")
    monday, tomorrow = find("He said Monday that he leaves tomorrow.", reference=published)
    assert monday.value == "2021-06-14"
    assert tomorrow.value is None
    assert (tomorrow.earliest.day, tomorrow.latest.day) == (15, 16)


def test_part_of_a_text_keeps_the_offsets_of_the_whole():
    text = "On Monday it rained. On Tuesday it rained."
    (told,) = scan(text, start=21)
    assert text[told.start : told.stop] == "Tuesday"


def test_a_reference_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match=r"no"):
        find("today", reference="now-ish")


WORDS = [
    "Monday",
    "last",
    "week",
    "in",
    "May",
    "2019",
    "the",
    "7",
    "p.m.",
    "two",
    "ago",
    "(",
    "GMT",
    "1000",
    "-",
    "10",
    "of",
    "quarter",
    "third",
    "to",
    ",",
    ".",
    "\n",
    "'s",
    "99",
    "first",
    "said",
    "will",
    "year",
    "Feb. 30",
    "0000",
    "24:59",
    "half",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(string.printable, max_size=4), max_size=40))
def test_every_moment_is_a_span_in_order(pieces):
    text = " ".join(pieces)
    found = find(text, reference=DAY)
    assert all(text[m.start : m.stop] == m.text for m in found)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert all(m.earliest <= m.latest for m in found if m.earliest and m.latest)


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)))
def test_a_full_date_means_itself_on_any_day(day):
    text = f"It happened on {day:%B} {day.day}, {day.year}."
    (moment,) = find(text, reference=DAY)
    assert moment.value == day.isoformat()
    assert moment.earliest.date() == moment.latest.date() == day


def test_a_long_text_of_openings_ends():
    # quadratic time would take minutes here
    assert all(0 <= m.start < m.stop for m in find("last the two ( 1 " * 20_000, reference=DAY))


@pytest.mark.parametrize(
    ("string_", "value", "utc"),
    [
        ("2014-06-17", "2014-06-17", "2014-06-17T00:00"),
        ("Tue, 15 Jun 2021 19:00:00 KST", "2021-06-15T19:00+09:00", "2021-06-15T10:00"),
        ("Jun 15, 2021 1:55 PM EST", "2021-06-15T13:55-05:00", "2021-06-15T18:55"),
        ("15.06.2021 08:08", "2021-06-15T08:08", "2021-06-14T18:08"),
        ("20210615T100000Z", "2021-06-15T10:00Z", "2021-06-15T10:00"),
        ("2021년 6월 15일 19:00 KST", "2021-06-15T19:00+09:00", "2021-06-15T10:00"),
        ("Thu, 15 Jul 2021 10:00 GMT-0700", "2021-07-15T10:00-07:00", "2021-07-15T17:00"),
    ],
)
def test_dates_of_machines(string_, value, utc):
    found = instants.read(string_)
    assert found.value == value
    assert found.earliest == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "string_",
    [
        "",
        "yesterday",
        "04/05/2021",
        "1970-01-01T00:00:00Z",
        "2021-02-30",
        "9999-12-31",
        "1e18",
        "x" * 500,
        "Mon, 14 Jun 2021 10:00 +2500",
    ],
)
def test_what_names_no_day_or_two_is_refused(string_):
    assert instants.read(string_) is None


@given(st.text(max_size=80))
def test_any_string_is_read_or_refused(string_):
    found = instants.read(string_)
    assert found is None or found.earliest <= found.latest


def test_what_had_happened_lies_on_the_day_before_the_last_one():
    text = (
        "A ferry ran aground on Tuesday and was freed on Wednesday. She had struck a bank at "
        "7:10 a.m. Boats took the crew off before noon."
    )
    values = {m.text: m.value for m in find(text, reference="2024-06-12")}
    assert values["7:10 a.m."] == "2024-06-11T07:10"
    assert values["noon"] == "2024-06-11T12:00"


def test_to_have_something_is_no_earlier_past():
    text = "She came on Tuesday and left on Wednesday. She had a meeting at 7:10 a.m."
    assert find(text, reference="2024-06-13")[-1].value == "2024-06-12T07:10"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # a year that was named
        (
            "The talks failed in February 2019. He came in April of the same year.",
            "April of the same year",
            "2019-04",
        ),
        (
            "The talks failed in 2019. On May 4 of that year he came.",
            "May 4 of that year",
            "2019-05-04",
        ),
        (
            "The dam broke in 2019. It opened in May the following year.",
            "May the following year",
            "2020-05",
        ),
        # none was named before, or it is told behind
        (
            "He fell ill last month. It began in April of the same year.",
            "April of the same year",
            None,
        ),
        (
            "It is the first since April of the same year as the talks of 2019.",
            "April of the same year",
            None,
        ),
        ("It burned in the same year as the flood of 2001.", "the same year", None),
        # what it counts from is told behind and has no date here
        ("The mill had been closed for a year before the fire.", "a year before", None),
        ("He came a day before the vote.", "a day before", None),
        ("It struck about an hour before midnight.", "about an hour before", None),
        # a time of day goes on
        (
            "It left at 12:10 p.m. and fell about 10 minutes later.",
            "about 10 minutes later",
            "2024-06-12T12:20",
        ),
        ("They talked for two hours and 10 minutes.", "two hours and 10 minutes", "PT2H10M"),
        # an inability lies behind
        ("The owner could not be reached on Monday.", "Monday", "2024-06-10"),
    ],
)
def test_what_a_time_counts_from(text, words, value):
    assert values(text, "2024-06-12")[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Times and the Daily Mail closed.",
        "Ajmal Jan runs a shop.",
        "They met at Mar-a-Vint and in Jan Orlo's house.",
        "The talk with Vint and August Holm, and the Sun-Vint mail, went on.",
        "USA Today and the Today show told of it.",
        "They drove a midnight cherry coach to Easter Island.",
        "The shops of the town wait for Black Friday.",
        "The crew still works with Doors 2000 and Vision 2030.",
        "The Women's March went on, a clip told it | 1:02 and a clip of 0:54.",
        "Orlo saw Saturday Night Live.",
    ],
)
def test_a_word_of_time_in_a_name_is_no_time(text):
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tunnel shut around midnight police said.", {"midnight": "2031-05-06T24:00"}),
        ("The tunnel opens in May President Vint said.", {"May": "2031-05"}),
        ("Throughout 2012 it was shut.", {"2012": "2012"}),
        ("It opens on New Year's Day.", {"New Year's Day": "2032-01-01"}),
        ("It opened on Thanksgiving Day.", {"Thanksgiving Day": "2030-11-28"}),
    ],
)
def test_a_time_beside_a_name_is_one(text, expected):
    found = find(text, reference="2031-05-06")
    assert {moment.text: moment.value for moment in found} == expected


def test_the_day_may_be_one_later_on_the_other_side_of_the_world():
    told = datetime(2031, 5, 5, 21, tzinfo=UTC)  # a Monday
    text = "A rock fell on Tuesday. One fell last Tuesday and on Wednesday."
    wide = Published(
        value="2031-05-05T21:00",
        earliest=told,
        latest=told + timedelta(hours=12),
        origin="metadata",
    )
    days = ["2031-05-06", "2031-04-29", "2031-04-30"]
    assert [moment.value for moment in find(text, reference=wide)] == days
    sure = replace(wide, latest=told)
    assert find(text, reference=sure)[0].value == "2031-04-29"


def test_of_a_month_no_day_is_late():
    month = Published(
        value="2031-03",
        earliest=datetime(2031, 2, 28, 12, tzinfo=UTC),
        latest=datetime(2031, 4, 1, 12, tzinfo=UTC),
        origin="metadata",
    )
    # the first of March was a Saturday
    (found,) = find("A rock fell on Sunday.", reference=month)
    assert found.earliest == find("A rock fell on Sunday.", reference="2031-03-01")[0].earliest


@pytest.mark.parametrize("verb", ["will stay closed", "will remain shut", "may keep shuttered"])
def test_a_participle_behind_a_verb_of_staying_does_not_look_back(verb):
    (found,) = find(f"The pool {verb} on Thursday.", reference="2031-05-06")
    assert found.value == "2031-05-08"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The fair ran from 4 to 6 April.", {"4": "2031-04-04", "6 April": "2031-04-06"}),
        ("The fair ran April 4-6.", {"April 4": "2031-04-04", "6": "2031-04-06"}),
        (
            "The fair ran April 4–6, 2029, in Orlo.",
            {"April 4": "2029-04-04", "6, 2029": "2029-04-06"},
        ),
        ("On April 4 to 6 people it was shown.", {"April 4": "2031-04-04"}),
        ("The fair ran from 6 to 4 April.", {"4 April": "2031-04-04"}),
        ("It rained April 4-6 May.", {"April 4": "2031-04-04", "6 May": "2031-05-06"}),
        ("The fair of 2-4 and 6-8 April ran well.", {"6": "2031-04-06", "8 April": "2031-04-08"}),
    ],
)
def test_two_days_share_their_month(text, found):
    assert {m.text: m.value for m in find(text, reference="2031-05-08")} == found


def test_a_day_just_gone_is_not_a_year_ahead():
    (found,) = find("The moon will be full on January 1.", reference="2031-01-02")
    assert found.value == "2031-01-01"


def test_the_quarters_of_a_game_are_no_months():
    told = "Holm's {} late in the third quarter came after {}. Profit rose in the third quarter of 2020."
    assert values(told.format("touchdown", "halftime")) == {"the third quarter of 2020": "2020-Q3"}
    assert values(told.format("deal", "lunch"))["the third quarter"] == "2020-Q3"


def test_the_past_decade_is_ten_years_and_none_of_the_calendar():
    assert values("For the past decade it was dry.") == {"the past decade": "P10Y"}
    assert values("It was dry for two decades.") == {"two decades": "P20Y"}


def test_degrees_are_no_years():
    assert values("It was in the upper 40s and low 50s in the 60s.") == {"the 60s": "196"}
    told = "Highs reach the 60s, and showers end. It was as in the '70s and the 1980s."
    assert values(told) == {"the '70s": "197", "the 1980s": "198"}
    assert values(told.replace("showers end", "Holm sings"))["the 60s"] == "196"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It burned on the night before the vote.", "the night", None),
        ("It burned on the weekend after Easter.", "the weekend", None),
        ("The morning of the fire was dry.", "The morning", None),
        ("It burned on the night of May 3.", "the night of May 3", "2021-05-03TNI"),
        ("It burned at the weekend.", "the weekend", "2021-W23-WE"),
    ],
)
def test_a_part_of_a_day_that_something_else_tells_is_not_known(text, words, value):
    assert values(text)[words] == value
