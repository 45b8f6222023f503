"""Sites that claim what is not theirs, and houses that are hard to tell apart."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firsthand.lineage import trace_lineage
from firsthand.records import Link, Outlet, Published
from tests.lineage.builders import LINDHAVEN, MILL, article, edited, invented

LINES = LINDHAVEN.split("\n")
LINES_OF_MILL = MILL.split("\n")


def seen(day, hour=9):
    return datetime(2031, 5, day, hour, tzinfo=UTC)


def dated(day):
    return Published(
        value=f"2031-05-{day:02}", earliest=seen(day), latest=seen(day), origin="metadata"
    )


def site(key, text, host, **known):
    made = article(key, text, **known)
    return replace(made, outlet=Outlet(name=host, domain=host), url=f"https://{host}/ferry")


ORIGINAL = site(
    "o", f"LINDHAVEN, May 9 (Tidewater Wire) - {LINDHAVEN}", "tidewaterwire.example",
    seen=seen(9), published=dated(9),
)  # fmt: skip


def primary(traced, key):
    return traced.primary[key][0].path[-1]


@pytest.mark.parametrize("claimed", [1, 8, 20])
def test_a_copy_is_below_the_house_that_signs_it_whatever_date_it_claims(claimed):
    copy = site("c", LINDHAVEN, "oldblog.example", seen=seen(11), published=dated(claimed))
    assert primary(trace_lineage([ORIGINAL, copy]), "c") == "o"


def test_an_original_found_late_is_still_credited_by_its_copies():
    late = replace(ORIGINAL, seen=seen(20))
    text = f"LINDHAVEN (Tidewater Wire) - {edited(LINDHAVEN, 1)}"
    copy = site("c", text, "b.example", seen=seen(10), published=dated(9))
    assert primary(trace_lineage([late, copy]), "c") == "o"


def test_a_name_that_all_copies_credit_is_a_lost_text():
    text = f"LINDHAVEN, May 9 (Tidewater Wire) - {LINDHAVEN}"
    copies = [site(k, text, f"{k}.example", seen=seen(9 + n)) for n, k in enumerate("ab")]
    traced = trace_lineage(copies)
    assert [n.name for n in traced.nodes if n.kind == "lost"] == ["Tidewater Wire"]
    assert [s.name for s in traced.suggestions] == ["Tidewater Wire"]
    assert (traced.origins("ab").low, traced.origins("ab").high) == (1, 1)


def test_a_mirror_under_a_like_name_is_below_the_first_seen():
    mirror = site(
        "c", ORIGINAL.text, "tidewater-wire.example", seen=seen(9, 15), published=dated(9)
    )
    traced = trace_lineage([ORIGINAL, mirror])
    assert primary(traced, "c") == "o"
    assert traced.origins("co").high == 1


def test_a_credit_in_letters_of_another_script_counts_for_nothing():
    spoofed = article("c", LINDHAVEN, outlet="Nobody", credit="АP")  # the first letter is Cyrillic
    traced = trace_lineage([spoofed])
    assert traced.links == ()
    assert [flag.kind for flag in traced.doubts["c"]] == ["mixed_script_credit"]


def test_a_canonical_address_counts_where_the_text_agrees_and_is_doubted_where_not():
    honest = replace(site("c", LINDHAVEN, "b.example"), canonical=ORIGINAL.url)
    poison = replace(site("d", MILL, "evil.example"), canonical=ORIGINAL.url)
    own = replace(site("e", invented(1), "tidewaterwire.example"), canonical=ORIGINAL.url, url=None)
    traced = trace_lineage([ORIGINAL, honest, poison, own])
    assert primary(traced, "c") == "o"
    assert primary(traced, "d") == "d"
    kinds = {key: [flag.kind for flag in flags] for key, flags in traced.doubts.items()}
    assert kinds == {"d": ["canonical_to_other_site_with_other_text"]}


def test_a_canonical_address_of_the_same_words_is_not_doubted():
    first = replace(ORIGINAL, text=LINDHAVEN)
    print_of_it = replace(site("c", LINDHAVEN, "b.example"), canonical=ORIGINAL.url)
    assert trace_lineage([first, print_of_it]).doubts == {}


@pytest.mark.parametrize("text", [LINDHAVEN, edited(LINDHAVEN, 1)])
def test_a_credit_is_doubted_where_the_same_words_are_credited_to_another(text):
    spoofed = article("c", text, outlet="Nobody", credit="Reuters")
    found = trace_lineage([ORIGINAL, spoofed]).doubts["c"]
    assert [flag.kind for flag in found] == ["unverified_credit"]
    assert "credits Reuters" in found[0].why
    assert "Tidewater Wire" in found[0].why or "tidewaterwire" in found[0].why


def test_a_credit_that_is_borne_out_or_that_nobody_speaks_against_is_not_doubted():
    one = article("a", LINDHAVEN, outlet="Hill Post", credit="Reuters")
    other = article("b", edited(LINDHAVEN, 1), outlet="Inland Post", credit="Reuters")
    plain = article("c", edited(LINDHAVEN, 2), outlet="Coast Post")
    assert trace_lineage([one, other, plain]).doubts == {}
    assert trace_lineage([one, plain]).doubts == {}


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("2031-05-09", []),
        ("2031-05-10", []),  # clocks and zones differ
        ("2031-06-01", ["future_date"]),
        ("1970-01-01T00:00Z", ["implausible_date"]),
        ("1985-03-04", []),  # of an archive
    ],
)
def test_a_date_that_cannot_be_is_doubted(value, kinds):
    moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
    claimed = Published(value=value, earliest=moment, latest=moment, origin="metadata")
    traced = trace_lineage([site("a", MILL, "b.example", seen=seen(9), published=claimed)])
    assert [flag.kind for flag in traced.doubts.get("a", ())] == kinds


def test_reports_that_cite_one_another_have_no_known_origin():
    one = site("a", "Lindhaven shuts its harbour, Btimes reported.", "atimes.example")
    two = site("b", "Lindhaven shuts its harbour, according to Atimes.", "btimes.example")
    counted = trace_lineage([one, two]).origins("ab")
    assert counted.low == 0
    assert counted.high >= 1


def test_a_text_that_was_taken_back_is_no_origin():
    first = replace(ORIGINAL, id="o1", version_of="o")
    notice = (
        "Tidewater Wire has withdrawn its story about the ferry because nobody could confirm it."
    )
    back = replace(site("o2", notice, "tidewaterwire.example", seen=seen(12)), version_of="o")
    copy = site("c", LINDHAVEN, "b.example", seen=seen(10))
    counted = trace_lineage([first, back, copy]).origins(["o1", "c"])
    assert (counted.low, counted.high) == (0, 0)


def test_background_that_two_reporters_use_leaves_them_two():
    one = article("a", f"{MILL}\n{LINES[1]}", outlet="Hill Post", seen=seen(9))
    lead = "Ship's papers seen by this newspaper show that the pump had been due in spring."
    two = article("b", f"{lead} The board was told twice, and twice it put the repair off.\n{LINES[1]}",
                  outlet="Coast Daily", seen=seen(10))  # fmt: skip
    traced = trace_lineage([one, two])
    assert traced.pair("a", "b").direction != "a->b"
    assert traced.origins("ab").low == 2


def test_a_link_in_the_running_text_makes_a_retelling_known():
    told = (
        "Divers look at the hull until Friday; about 900 travellers have been moved to buses.\n"
        "Three boats of fishermen stayed beside the ship until the tugs had made fast.\n"
        "Of the 214 passengers none was hurt, though several were treated for cold."
    )
    text = f"{told}\n{LINES_OF_MILL[0]}\n{LINES_OF_MILL[1]}"
    link = Link(start=0, stop=6, url=ORIGINAL.url, kind="source")
    retold = replace(site("c", text, "c.example"), links=(link,))
    traced = trace_lineage([ORIGINAL, retold])
    (found,) = [d for d in traced.links if d.to == "c"]
    assert (found.upstream, found.relation) == ("o", "rewrite")
    assert any("Divers" in line for line in traced.explain("o", "c"))
    assert trace_lineage([ORIGINAL, replace(retold, links=())]).links == ()


def test_reasons_name_houses_and_not_ids():
    copies = [
        article(f"internal-{n}", edited(LINDHAVEN, n), outlet=f"Paper {n}") for n in range(3)
    ] + [article("internal-9", LINDHAVEN), article("internal-8", LINDHAVEN)]
    traced = trace_lineage(copies)
    said = [line for d in traced.links for line in d.why]
    said += [m.why for m in traced.origins(a.id for a in copies).merges]
    assert said
    assert not [line for line in said if "internal-" in line or "lost:" in line]


def test_a_very_long_chain_of_editions_has_its_true_root():
    text, chain = LINDHAVEN.split(" "), []
    for n in range(260):
        text[n % len(text)] = f"edit{n}"
        chain.append(
            article(
                f"e{n:03}",
                " ".join(text),
                outlet="Coast Daily",
                seen=seen(1).replace(year=2031 + n),
            )
        )
    traced = trace_lineage(chain)
    for one in chain[1:]:
        path = traced.primary[one.id][0].path
        assert not [d for d in traced.links if d.to == path[-1]]


def test_a_paper_with_the_name_of_its_town_is_not_named_by_stories_of_the_town():
    wire = site("w", LINDHAVEN, "wire.example", credit="AP")
    local = site("l", LINDHAVEN.replace("rain", "snow"), "lindhavenobserver.example")
    retold = site(
        "r",
        "In Lindhaven divers look at the hull of the Marlene.\nThree boats of Lindhaven fishermen "
        "stayed beside the ship until the tugs had made fast.\nNone of the 214 passengers was hurt.",
        "c.example",
    )
    assert trace_lineage([wire, local, retold]).pair("l", "r").direction != "a->b"


@pytest.mark.parametrize("text", ["\U0003ff00", "\u200b\u2060\U0003ff00", "Tarn \U0003ff00"])
def test_signs_that_are_not_assigned_make_no_words(text):
    found = trace_lineage([article("a", text), article("b", "\U0003ff00")])
    assert found.links == ()
