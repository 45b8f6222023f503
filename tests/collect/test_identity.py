import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect.identity import Item, Register, key, names

DAY = "Mon, 02 Mar 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("http://www.o.example/a", "https://O.example:443/a#top"),
        ("https://o.example/a?utm_source=x&b=1&a=2", "https://o.example/a?a=2&b=1"),
        ("https://o.example/%7Ea/ü", "https://o.example/~a/%C3%BC"),
        ("https://o.example/x/../a", "https://u:p@o.example/a"),
        ("https://o.example/a;jsessionid=5?PHPSESSID=1", "https://o.example/a"),
    ],
)
def test_addresses_of_one_page(a, b):
    assert key(a) == key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://o.example/A", "https://o.example/a"),
        ("https://o.example/a/", "https://o.example/a"),
        ("https://o.example/?p=1", "https://o.example/?p=2"),
        ("https://o.example/a%2Fb", "https://o.example/a/b"),
        ("https://m.o.example/a", "https://o.example/a"),
        ("https://o.example/#!/a", "https://o.example/#!/b"),
    ],
)
def test_addresses_that_may_be_different_pages(a, b):
    assert key(a) != key(b)


@given(st.text(max_size=80))
def test_a_key_is_its_own_key(text):
    once = key(f"https://o.example/{text}")
    assert key(once) == once


def item(number=1, **changes):
    plain = {
        "link": f"https://o.example/{number}",
        "guid": f"g{number}",
        "title": f"Ferry {number} stopped at the pier",
        "text": f"The ferry {number} lay at the pier of Port Aldan all day.",
        "published": DAY,
    }
    return Item(**{**plain, **changes})


def placed(register, *items):
    return [(one.article.id, one.what) for one in register.poll(items)]


def test_what_is_seen_again_is_the_same():
    register = Register()
    assert placed(register, item(1), item(2)) == [(0, "new"), (1, "new")]
    assert placed(register, item(2), item(1)) == [(1, "same"), (0, "same")]
    assert placed(register) == []
    assert len(register.articles) == 2


def test_changed_words_are_a_version_and_changed_markup_is_not():
    register = Register()
    placed(register, item(title="Mayor &amp; crew  wait"))
    assert placed(register, item(title="Mayor &#38; <b>Crew</b> wait")) == [(0, "same")]
    assert placed(register, item(title="Mayor, crew wait no more")) == [(0, "version")]
    assert register.articles[0].versions == 2


def test_neither_guid_nor_address_alone_makes_a_new_article():
    register = Register()
    placed(register, item())
    assert placed(register, item(guid="other")) == [(0, "same")]
    assert placed(register, item(link="https://o.example/fixed", guid="b")) == [(0, "same")]
    assert placed(register, item(link="https://new.example/1")) == [(0, "same")]


def test_a_bumped_date_is_not_believed():
    register = Register()
    placed(register, item())
    assert placed(register, item(published="Tue, 03 Mar 2026 09:00:00 GMT")) == [(0, "same")]
    assert register.articles[0].published == DAY


def test_an_address_with_wholly_other_words_is_another_article():
    register = Register()
    placed(register, item())
    other = item(title="Wheat prices fall", text="Frost took nine percent of the grain.")
    assert placed(register, other) == [(1, "new")]
    assert register.articles[0].title.startswith("Ferry")


def test_a_guid_that_several_share_identifies_none():
    register = Register()
    assert placed(register, item(1, guid="x"), item(2, guid="x")) == [(0, "new"), (1, "new")]


def test_headlines_side_by_side_are_two():
    register = Register()
    pair = [item(n, title="Correction", text="") for n in (1, 2)]
    assert placed(register, *pair) == [(0, "new"), (1, "new")]
    assert placed(register, *pair) == [(0, "same"), (1, "same")]


def test_a_register_goes_on_from_what_is_known():
    first = Register()
    assert placed(first, item(1), item(2)) == [(0, "new"), (1, "new")]
    # what shares no name with the next poll may be left out
    by_name = dict.fromkeys(names(item(2)), 1)
    second = Register.of([first.articles[1]], by_name)
    changed = item(2, title="Ferry 2 stopped at the pier again")
    assert placed(second, changed, item(3)) == [(1, "version"), (2, "new")]


def test_every_name_leads_to_the_article():
    register = Register()
    [one] = register.poll([item(1)])
    assert set(names(item(1))) == set(names(one.article))
    moved = item(1, link="https://o.example/other", guid="other")
    assert set(names(moved)) & set(names(one.article)) == {names(one.article)[-1]}
