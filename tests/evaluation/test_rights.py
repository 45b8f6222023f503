"""How the signals of owners are judged."""

import pytest

from evaluation.rights import _case


@pytest.mark.parametrize(
    ("given", "expect", "held"),
    [
        ({"meta": {"robots": "noindex"}}, {"store": False, "serve": False}, True),
        ({"meta": {"robots": "noindex"}}, {"store": True}, False),
        ({"header": {"TDM-Reservation": 1}}, {"analyse": False, "show": "title+link only"}, True),
        ({"header": {"tdm-reservation": "0"}}, {"show": "title+link only"}, False),
        ({"file": {"location": "/"}}, {"analyse": "as if unset; logged"}, True),
        ({"file_bytes": 10**6}, {"analyse": "as if unset; bounded read"}, True),
        ({"meta": {"robots": "max-snippet:50"}}, {"excerpt_chars": "<=50"}, True),
        ({"robots": "User-agent: *\nDisallow: /x", "path": "/x/a"}, {"fetch": False}, True),
        ({"robots": "User-agent: *\nDisallow: /x", "path": "/y"}, {"fetch": False}, False),
        ({"rss": "<ttl>90</ttl><skipDays><day>Sunday</day></skipDays>"}, {"poll": "less"}, True),
        ({"meta": {}}, {"something else": True}, False),
    ],
)
def test_a_signal_is_kept_to_or_not(given, expect, held):
    assert _case({"id": "x", "given": given, "expect": expect}).held == held
