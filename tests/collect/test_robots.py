import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import robots

FILE = """\
# a site's wishes
User-agent: otherbot
User-agent: firsthand
Crawl-delay: 7
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Disallow: /both
Allow: /both
Disallow: /gallery/
Allow: /gallery/index.html

User-agent: *
Disallow: /

Sitemap: https://o.example/news.xml
"""


def rules(text, agent="firsthand/1.0"):
    return robots.read(text, agent)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/", False),
        ("/private/x?q=1", False),
        ("/private/open/x", True),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/robots.txt", True),
        ("/both", True),
        ("/gallery/", True),
        ("/gallery/index.html", True),
        ("/gallery/1", False),
    ],
)
def test_the_longest_rule_of_the_own_group_decides(path, allowed):
    assert rules(FILE).allows(f"https://o.example{path}") is allowed


def test_other_agents_have_the_common_group():
    assert not rules(FILE, "somebot").allows("https://o.example/")
    assert rules(FILE).delay == 7
    assert rules(FILE, "somebot").delay is None
    assert rules(FILE).sitemaps == ("https://o.example/news.xml",)


def test_a_group_of_its_own_without_rules_allows_all():
    assert (
        rules("User-agent: firsthand\nUser-agent: x\n\nUser-agent: *\nDisallow: /").allows("/a")
        is False
    )
    text = "User-agent: firsthand\nDisallow:\nUser-agent: *\nDisallow: /"
    assert rules(text).allows("https://o.example/a")


@pytest.mark.parametrize(
    ("status", "allowed"), [(200, False), (404, True), (403, True), (429, False), (500, False)]
)
def test_what_the_answer_means(status, allowed):
    body = b"User-agent: *\nDisallow: /"
    assert robots.answered(status, body, "firsthand").allows("https://o.example/a") is allowed


def test_what_comes_after_the_cap_is_not_read():
    padding = "#" + "x" * robots.MAX_BYTES + "\n"
    assert rules(f"{padding}User-agent: *\nDisallow: /").allows("https://o.example/a")


@pytest.mark.parametrize("rule", ["/" + "*a" * 200_000, "Disallow: /*a*b*c$\n" * 20_000])
def test_rules_without_end_cost_little(rule):
    begin = time.process_time()
    assert rules(f"User-agent: *\nDisallow: {rule}").allows(f"https://o.example/{'ab' * 4_000}")
    assert time.process_time() - begin < 2.0


@given(st.text(alphabet="ab*$/%", max_size=30), st.text(alphabet="ab/$", max_size=30))
def test_patterns_mean_what_their_regular_expression_means(pattern, path):
    anchored = pattern.endswith("$")
    body = pattern[:-1] if anchored else pattern
    expression = ".*".join(re.escape(piece) for piece in body.split("*")) + (
        "$" if anchored else ""
    )
    fits = re.match(expression, f"/{path}") is not None if pattern.strip() else False
    said = rules(f"User-agent: *\nDisallow: {pattern}").allows(f"https://o.example/{path}")
    assert said is not fits
