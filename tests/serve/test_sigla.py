"""Sigla: one letter is one text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading import Reading
from firsthand.records import Article, Descent, Published, Stemma, Story
from firsthand.serve.sigla import RUNS, assign, index, letter
from firsthand.serve.terminal import draw


def link(upstream, to, relation="copy", coverage=0.9):
    return Descent(
        upstream=upstream, to=to, relation=relation, coverage=coverage, confidence=1, why=()
    )


def given_articles(names):
    return [Article(id=name, source=name, text="x") for name in names]


def marks(names, *links):
    story = Story(id="s", articles=tuple(names), title=("a", "t"))
    return assign(story, index(given_articles(names), Stemma(links=links))).marks


def test_letters_go_by_size_numbers_by_time(reading):
    sigla = assign(reading.stories[0], index(reading.articles, reading.lineage))

    assert sigla.marks == {
        "courier": "A1", "mirador": "A2", "bulletin": "B1", "unknown": "C1",
        "lost:vw": "A", "lost:gazette": "D",
    }  # fmt: skip


def test_a_copy_of_a_copy_goes_back_to_the_first():
    assert marks("abc", link("a", "b"), link("b", "c")) == {"a": "A1", "b": "A2", "c": "A3"}


def test_a_cited_text_gives_no_letter():
    assert marks("ab", link("a", "b", "shared_quotes")) == {"a": "A1", "b": "B1"}


def test_the_surest_of_two_upstreams_decides():
    assert marks("abc", link("a", "c", coverage=0.3), link("b", "c", coverage=0.8)) == {
        "b": "A1", "c": "A2", "a": "B1",
    }  # fmt: skip


def test_letters_after_z():
    assert [letter(n) for n in (0, 25, 26, 27, 52, 702)] == ["A", "Z", "AA", "AB", "BA", "AAA"]


def test_runs_are_shortened():
    names = [f"n{n}" for n in range(6)]
    story = Story(id="s", articles=(*names, "z"), title=("z", "t"))
    articles = given_articles([*names, "z"])
    stemma = Stemma(links=tuple(link("lost", name) for name in names))
    sigla = assign(story, index(articles, stemma))

    assert sigla.join(["n0", "n1", "n2", "n4", "z"]) == "A1–A3 A5 B1"
    assert sigla.join(["n1", "n0", "n1"]) == "A1 A2"


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_any_links_even_circles_give_each_report_one_mark(pairs):
    names = [str(n) for n in range(6)]
    found = marks(names, *(link(str(a), str(b)) for a, b in pairs))

    assert set(names) <= set(found)
    assert len(set(found.values())) == len(found)
    reading = Reading(
        articles=tuple(given_articles(names)),
        stories=(Story(id="s", articles=tuple(names), title=("0", "t")),),
        lineage=Stemma(links=tuple(link(str(a), str(b)) for a, b in pairs)),
    )
    lineage = draw(reading, everything=True).partition("LINEAGE")[2]
    assert all(found[name] in lineage or "–" in lineage for name in names)


def test_undated_reports_come_last(reading):
    first = reading.articles[0]
    unknown = Published(value=None, earliest=None, latest=None, origin="none")
    articles = [replace(first, published=unknown), *reading.articles[1:]]
    texts = index(articles, reading.lineage)

    assert assign(reading.stories[0], texts).marks["courier"] == "A2"


def test_of_many_marks_the_rest_is_counted():
    names = [f"n{n}" for n in range(60)]
    given = assign(
        Story(id="s", articles=tuple(names), title=("n0", "t")),
        index(given_articles(names), Stemma(links=tuple(link("n0", name) for name in names[1:]))),
    )
    assert given.join(names) == "A1–A60"
    odd = given.join(names[::2])
    assert odd.startswith("A1 A3 A5")
    assert odd.endswith(f"and {30 - RUNS} more")
