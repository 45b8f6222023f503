"""Sigla: one letter is one text."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from firsthand.reading import Reading
from firsthand.records import Article, Descent, Node, Published, Removed, Stemma, Story
from firsthand.serve.terminal import draw
from firsthand.serve.views import RUNS, join, view
from firsthand.sigla import assign, index, letter


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

    assert join(sigla, ["n0", "n1", "n2", "n4", "z"]) == "A1–A3 A5 B1"
    assert join(sigla, ["n1", "n0", "n1"]) == "A1 A2"


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
    assert join(given, names) == "A1–A60"
    odd = join(given, names[::2])
    assert odd.startswith("A1 A3 A5")
    assert odd.endswith(f"and {30 - RUNS} more")


# --------------------------------------------------------------------------- removed reports

NOW = datetime(2031, 3, 4, tzinfo=UTC)
UNKNOWN = Published(value=None, earliest=None, latest=None, origin="none")
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8)
NAMES = [str(n) for n in range(6)]


def removed(name, *kin):
    return Removed(
        id=name, name="Herald", request=1, removed=NOW, published=UNKNOWN, seen=None, kept=NOW,
        kin=kin,
    )  # fmt: skip


def left(names, gone, kept, *links):
    """Give marks to a story with removed reports, some marks of which were kept."""
    story = Story(
        id="s", articles=tuple(names), title=(names[0], "t"), removed=tuple(gone), marks=kept
    )
    return assign(story, index(given_articles(names), Stemma(links=links)))


@given(PAIRS, PAIRS, st.sets(st.sampled_from(NAMES), min_size=1, max_size=5))
def test_whatever_is_found_of_those_that_are_left_all_keep_their_marks(before, after, gone):
    had = marks(NAMES, *(link(str(a), str(b)) for a, b in before))
    here = [name for name in NAMES if name not in gone]
    kin = {name: [i for i in NAMES if i != name and had[i][0] == had[name][0]] for name in gone}
    links = [link(str(a), str(b)) for a, b in after if {str(a), str(b)} <= {*here}]
    found = left(here, [removed(name, *kin[name]) for name in sorted(gone)], had, *links).marks
    assert len(set(found.values())) == len(found) == len(NAMES)
    if not links and len({had[name][0] for name in here}) == len(here):
        assert found == had


def test_where_two_texts_had_one_letter_the_one_with_more_reports_keeps_it():
    kept = {"a": "A1", "b": "A3", "x": "A2", "y": "A1", "z": "B1"}
    found = left("abz", [removed("x", "a"), removed("y", "z")], kept, link("a", "b"))
    assert found.marks == {"a": "A1", "b": "A3", "x": "A2", "z": "B1", "y": "B2"}
    assert [(one.letter, one.members, one.removed) for one in found.families] == [
        ("A", ("a", "b"), ("x",)), ("B", ("z",), ("y",)),
    ]  # fmt: skip
    found = left("abz", [removed("x", "a"), removed("y")], kept, link("a", "b"))
    assert found.marks == {"a": "A1", "b": "A3", "x": "A2", "z": "B1", "y": "C1"}


def test_new_texts_get_letters_that_no_text_has_and_numbers_behind_those_that_were_kept():
    kept = {"a": "B1", "x": "B2", "c": "D1"}
    found = left("abcd", [removed("x", "a")], kept, link("a", "b"))
    assert found.marks == {
        "d": "A1", "a": "B1", "x": "B2", "b": "B3", "c": "D1",
    }  # fmt: skip
    found = left("ac", [removed("x", "a")], kept, link("cited", "c", "shared_quotes"))
    assert found.marks["cited"] == "E"


def test_the_letter_of_a_text_that_is_only_cited_is_kept():
    quotes = link("cited", "a", "shared_quotes"), link("wire", "a", "shared_quotes")
    first = marks("a", *quotes)
    assert first == {"a": "A1", "cited": "B", "wire": "C"}
    found = left("abc", [], first, *quotes, link("new", "b", "shared_quotes"))
    assert found.marks == {**first, "b": "D1", "c": "E1", "new": "F"}
    # its own once it has copies; two stories that were joined had it for two texts
    assert left("ab", [], first, *quotes, link("wire", "b")).marks["b"] == "C1"
    assert left("ab", [], {**first, "b": "C1"}, *quotes).marks == {**first, "b": "C1", "wire": "D"}


def test_texts_of_one_house_that_are_not_here_are_told_apart_by_the_titles_of_their_first_prints():
    titles = {"a": "Ferry drifts off Lindhaven", "b": "Inspectors warned of the pump", "c": "Later"}
    articles = [
        Article(
            id=name, source=name, text="x", title=title,
            published=Published(
                value=None, earliest=datetime(2031, 5, day, tzinfo=UTC),
                latest=datetime(2031, 5, day, tzinfo=UTC), origin="metadata",
            ),
        )
        for day, (name, title) in enumerate(titles.items(), 1)
    ]  # fmt: skip
    nodes = tuple(Node(id=f"lost:{n}", kind="lost", name="Vell Wire") for n in "pq")
    nodes += (Node(id="lost:o", kind="lost", name="Orven Gazette"),)
    links = (link("lost:p", "a"), link("lost:q", "b"), link("lost:q", "c"), link("lost:o", "c"))
    story = Story(id="s", articles=tuple(titles), title=("a", "t"))
    seen = view(story, index(articles, Stemma(nodes=nodes, links=links)))

    assert seen.called == {
        "lost:p": "Vell Wire, “Ferry drifts off Lindhaven”",
        "lost:q": "Vell Wire, “Inspectors warned of the pump”",
        "lost:o": "Orven Gazette",
    }
