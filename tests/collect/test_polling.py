from dataclasses import replace
from datetime import UTC, datetime, timedelta

from firsthand.collect import polling
from firsthand.collect.fetch import Answer
from firsthand.collect.polling import State

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://o.example/feed"


def answer(status=200, hops=(), **headers):
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(url=URL, status=status, headers=told, hops=hops)


def test_validators_are_kept_and_left_out_now_and_then():
    state = polling.answered(State(url=URL), answer(etag='W/"1"', last_modified="x"), NOW)
    assert polling.validators(state, NOW + DAY) == ('W/"1"', "x")
    same = polling.answered(state, answer(304), NOW + DAY)
    assert polling.validators(same, NOW + polling.FULL_EVERY) == (None, None)


def test_a_redirect_is_believed_on_another_day():
    to = "https://new.example/feed"
    moved = answer(hops=((301, to),))
    state = polling.answered(State(url=URL), moved, NOW)
    state = polling.answered(state, moved, NOW + timedelta(hours=1))
    assert state.url == URL
    state = polling.answered(state, moved, NOW + DAY)
    assert (state.url, state.former) == (to, (URL,))
    once = polling.answered(State(url=URL), moved, NOW)
    assert polling.answered(once, answer(), NOW + DAY).moving is None
    passing = answer(hops=((302, to),))
    assert polling.answered(State(url=URL), passing, NOW).moving is None


def test_gone_ends_and_missing_ends_only_after_long():
    assert polling.answered(State(url=URL), answer(410), NOW).ended
    state = polling.answered(State(url=URL), answer(404), NOW)
    assert not state.ended
    assert polling.answered(state, answer(), NOW + DAY).missing is None
    assert polling.answered(state, answer(404), NOW + polling.MISSING_AFTER).ended


def test_errors_wait_longer_each_time_up_to_a_day():
    state, asked, now = State(url=URL), 0, NOW
    while now < NOW + DAY:
        state = polling.answered(state, answer(503), now, chance=0.5)
        assert state.due > now
        now, asked = state.due, asked + 1
    assert asked <= 24
    assert state.due - now <= polling.LONGEST_WAIT * 1.1
    assert polling.answered(replace(state, failures=500), answer(503), now).failures == 501
    assert polling.answered(state, answer(), now).failures == 0


def test_those_that_fail_together_do_not_come_back_together():
    early, late = (polling.answered(State(url=URL), answer(503), NOW, chance=c) for c in (0.0, 1.0))
    assert late.due - NOW == (early.due - NOW) * (1 + polling.JITTER)


def test_a_server_s_wish_is_kept_and_clamped():
    for wish in ("7200", "Mon, 02 Mar 2026 11:00:00 GMT"):
        state = polling.answered(State(url=URL), answer(429, retry_after=wish), NOW)
        assert state.due == NOW + timedelta(hours=2)
    for wish in ("9" * 40, "99999999", "604801"):
        assert polling.retry_after(wish, NOW) == polling.MAX_RETRY_AFTER
    assert polling.retry_after("Mon, 02 Mar 2099 11:00:00 GMT", NOW) == polling.MAX_RETRY_AFTER
    assert polling.retry_after("soon", NOW) is None
    assert polling.retry_after("Sun, 01 Mar 2026 11:00:00 GMT", NOW) == timedelta(0)


def test_the_wait_follows_what_a_source_brings():
    state = State(url=URL)
    for _ in range(30):
        state = polling.paced(state, NOW, brought=True)
    assert state.every == polling.SHORTEST
    for _ in range(60):
        state = polling.paced(state, NOW, chance=1.0, brought=False)
    assert state.every == polling.LONGEST
    assert state.due == NOW + polling.LONGEST * (1 + polling.JITTER)
