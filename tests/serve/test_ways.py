"""The way back from an article, told from records alone."""

from dataclasses import replace

from firsthand.records import Primary, Stemma
from firsthand.serve import ways


def primary(kind, name, *path, url=None):
    return Primary(
        kind=kind, name=name, node=path[-1], url=url, path=path, coverage=0.5, confidence=0.75,
        why=("its words say so",),
    )  # fmt: skip


def lead(reading, article, *sources):
    """Give an article these primary sources."""
    stemma = reading.lineage
    found = Stemma(nodes=stemma.nodes, links=stemma.links, primary={article: sources})
    return list(ways.to_text(replace(reading, lineage=found), article))


def test_each_step_comes_with_what_shows_it(reading):
    lines = lead(reading, "courier", primary("lost", "Vell Wire", "courier", "lost:vw"))

    assert lines[0].startswith("“courier” [courier]  Tarn Courier, ")
    assert lines[1] == "  goes back to Vell Wire, text not collected (confidence 0.75)"
    assert lines[2].startswith("    [courier] ← Vell Wire, text not collected: another version, ")


def test_a_step_of_two_ways_is_told_once(reading):
    way = primary("lost", "Vell Wire", "courier", "lost:vw")
    lines = lead(reading, "courier", way, way)

    assert sum("← Vell Wire" in line for line in lines) == 1
    heads = [line for line in lines if "text not collected (confidence" in line]
    assert [line.split(" Vell")[0] for line in heads] == [
        "  goes back to",
        "  and, by another way, to",
    ]


def test_what_leads_elsewhere_is_told_besides(reading):
    lines = lead(reading, "courier")

    assert "  besides:" in lines
    assert any("← Vell Wire" in line for line in lines)


def test_a_source_that_no_link_leads_to_has_its_reasons(reading):
    page = "https://port.example/statement"
    lines = lead(reading, "courier", primary("document", "a statement", "courier", "x", url=page))

    assert lines[1] == f"  goes back to a statement (document) <{page}> (confidence 0.75)"
    assert lines[2] == "    its words say so"


def test_a_text_of_its_own(reading):
    lines = lead(reading, "courier", primary("self", "Tarn Courier", "courier"))

    assert lines[1] == "  its words say so (confidence 0.75)"


def test_marks_are_told_with_ids_as_far_as_is_asked(reading):
    [whole] = ways.names(reading)
    first, more = ways.names(reading, most=2)

    assert whole.startswith("To ask further (trace, explain, history, correct): s1; A1 ")
    assert first.count(",") < whole.count(",")
    assert more == f"{len(reading.articles) - 2} more: --all"
