"""The gazetteer finds every entry where it is named, and not where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lexicon import gazetteer

GAZETTEER = gazetteer.load()


def names(text):
    return [(text[start:stop], entry.name) for start, stop, entry in GAZETTEER.find(text)]


@pytest.mark.parametrize("entry", GAZETTEER.entries, ids=lambda entry: entry.name)
def test_every_entry_is_found_in_its_witness_and_not_where_it_must_not_be(entry):
    assert entry.name in {mention.entry.name for mention in GAZETTEER.find(entry.witness)}
    assert entry.name not in {mention.entry.name for mention in GAZETTEER.find(entry.not_in)}
    assert entry.kind in {"agency", "newspaper", "broadcaster", "website", "magazine"}
    assert GAZETTEER.named(entry.name) is entry
    assert all(GAZETTEER.of_domain("www." + domain) is entry for domain in entry.domains)


def test_no_host_belongs_to_two():
    hosts = [host for entry in GAZETTEER.entries for host in entry.domains]
    assert len(hosts) == len(set(hosts))


def test_no_name_stands_twice():
    assert len({entry.name for entry in GAZETTEER.entries}) == len(GAZETTEER.entries)


def test_the_longest_name_wins_and_words_are_whole():
    assert names("Associated Press of Pakistan said so.") == [
        ("Associated Press of Pakistan", "Associated Press of Pakistan")
    ]
    assert names("Yonhap news on maps and apples, APEC and AFPs") == [
        ("Yonhap", "Yonhap News Agency")
    ]


def test_capitals_are_needed_but_a_headline_in_capitals_is_read():
    assert names("the ap was on the map") == []
    assert names("NEW YORK TIMES WINS SUIT") == [("NEW YORK TIMES", "The New York Times")]


def test_a_short_form_follows_the_last_longer_mention():
    text = "The Times slept. The New York Times woke. The Times rose. The Times of London fell. The Times ended."
    assert [name for _, name in names(text)] == [
        "The New York Times",
        "The New York Times",
        "The Times of London",
        "The Times of London",
    ]


def test_a_short_form_beside_a_word_for_a_medium():
    assert names("The television channel YTN and the broadcaster MBC agreed.")[1][1] == "MBC"
    assert names("MBC is a formula.") == []


def test_scripts_without_spaces():
    assert names("연합뉴스는 배가 떠났다고 전했다.") == [("연합뉴스", "Yonhap News Agency")]


def test_named_takes_any_form_and_refuses_what_several_share():
    assert GAZETTEER.named("the associated press").name == "Associated Press"
    assert GAZETTEER.named("ap").name == "Associated Press"
    assert GAZETTEER.named("The Post") is None
    assert GAZETTEER.named("") is None


def test_hosts_below_a_domain_belong_to_it():
    assert GAZETTEER.of_domain("in.reuters.com").name == "Reuters"
    assert GAZETTEER.of_domain("https://www.bbc.co.uk/news/1").name == "BBC"
    assert GAZETTEER.of_domain("notreuters.com") is None
    assert GAZETTEER.of_domain("") is None


def test_every_agency_is_an_agency():
    assert {"Reuters", "EFE", "TASS"} <= {entry.name for entry in GAZETTEER.agencies}
    assert all(entry.kind == "agency" for entry in GAZETTEER.agencies)


@given(st.text(max_size=300))
def test_mentions_lie_in_the_text_in_order(text):
    last = 0
    for start, stop, _ in GAZETTEER.find(text):
        assert last <= start < stop <= len(text)
        last = stop


def test_houses_whose_texts_are_carried_are_known():
    carried = {name for entry in GAZETTEER.entries for name in entry.carries}
    assert carried
    assert carried <= {entry.name for entry in GAZETTEER.entries}
