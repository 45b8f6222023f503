"""Lines as a page sets them."""

from firsthand.collect import lines

SENTENCE = "The mill by the river {0} turned again on Friday after the flood of {0} weeks before"


def test_lines_of_one_width_that_run_on_are_one_paragraph():
    wrapped = "\n".join(SENTENCE.format(word) for word in ("of one", "of two", "of six") * 3) + "."

    assert len(lines.split(wrapped)) == 1


def test_short_paragraphs_of_one_width_stay_apart():
    paragraphs = [SENTENCE.format(word) + "." for word in ("of one", "of two", "of six") * 3]

    assert [line.text for line in lines.split("\n".join(paragraphs))] == paragraphs


def test_a_line_ends_with_a_damaged_mark():
    (line,) = lines.split("â\x80\x9cWe keep the pictures of the mill.â\x80\x9d")

    assert line.closed
