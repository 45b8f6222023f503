"""Tables of articles."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from firsthand.collect import sources, tables

LAMP = "The lamp on Skarn Point went out on Monday, the keeper said."


@pytest.fixture
def table(tmp_path):
    """Write a table of the columns that are given, and return its path."""

    def write(name="news.parquet", rows_in_group=None, **columns):
        path = tmp_path / name
        parquet.write_table(pa.table(columns), path, row_group_size=rows_in_group)
        return str(path)

    return write


def test_rows_are_articles_as_lines_of_json_are(table):
    path = table(
        id=["lamp", None], text=[LAMP, "Nobody on Skarn Point saw it go out."],
        title=["Lamp out", None], byline=[["Ada Moor", "Jon Vik"], None],
        published=[date(2031, 3, 3), None], seen=[datetime(2031, 3, 4, 6, tzinfo=UTC), None],
        pages=[3, 4],
    )  # fmt: skip
    (one, other), refused = sources.read([path])

    assert not refused
    assert (one.id, one.text, one.title, one.byline) == (
        "lamp",
        LAMP,
        "Lamp out",
        ("Ada Moor", "Jon Vik"),
    )
    assert (one.published.value, one.seen) == ("2031-03-03", datetime(2031, 3, 4, 6, tzinfo=UTC))
    assert (other.id, other.title) == ("news-2", None)


def test_large_groups_come_in_pieces_and_in_order(table):
    count = 2 * tables.ROWS + 3
    path = table(text=[str(number) for number in range(count)], rows_in_group=tables.ROWS + 2)
    assert [row["text"] for row in tables.rows(path)] == [str(number) for number in range(count)]


def test_a_row_without_a_text_is_named(table):
    path = table(text=[LAMP, None, LAMP + " It was lit again."])
    articles, [refused] = sources.read([path])
    assert len(articles) == 2
    assert refused.source == f"{path}#row 2"
    assert 'no "text"' in refused.reason


def test_what_is_no_table_of_articles_says_so(table, tmp_path):
    other = table("other.parquet", words=[LAMP])
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(b"PAR1" + bytes(100))
    articles, refused = sources.read([other, str(damaged)])
    assert not articles
    assert [one.source for one in refused] == [other, str(damaged)]
    assert 'no column "text"' in refused[0].reason
    assert "not a table" in refused[1].reason


def test_what_unpacks_to_more_than_there_is_is_refused(table, monkeypatch):
    # each text is kept once, so that the file is small
    path = table(text=["lamp " * 200_000] * 300)
    monkeypatch.setattr(tables, "MEGABYTES", 100)
    articles, [refused] = sources.read([path])
    assert not articles
    assert "MB" in refused.reason or "memory" in refused.reason
