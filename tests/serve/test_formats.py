"""The forms of the result, as the command line gives them."""

import io
import sys

import pytest

from firsthand import cli


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "lift.txt"
    path.write_text(
        "Lift stops above Brannöck\n\nThe lift stopped on Monday, the police said. "
        "Nobody was hurt, according to Marit Soll, who leads the rescue service.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def printed(article, monkeypatch):
    def printed(form, encoding="utf-8"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["read", str(article), "--format", form]) == 0
        monkeypatch.undo()
        stream.flush()
        return stream.buffer.getvalue().decode(encoding)

    return printed


def test_html(printed):
    page = printed("html")

    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")
    assert "Marit Soll" in page
    assert "Brannöck" in page


def test_markdown(printed):
    assert printed("md").startswith("# Lift stops above Brannöck\n")


@pytest.mark.parametrize("form", ["html", "md"])
def test_output_that_is_not_utf8_gets_character_references(printed, form):
    drawn = printed(form, "latin-1")

    assert drawn.isascii()
    assert "Brann&#246;ck" in drawn
