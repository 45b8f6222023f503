"""Tables of articles."""

from datetime import UTC, date, datetime
from pathlib import Path

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
    found = list(tables.rows(path))
    assert found == [(number + 1, {"text": str(number)}) for number in range(count)]


def test_a_piece_is_read_by_whoever_is_asked(table):
    path = table(text=[str(number) for number in range(25)], rows_in_group=20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "ROWS", 10)
        assert tables.groups(path) == [20, 5]
        for group, start in [(0, 10), (0, 0), (1, 0), (0, 10), (0, 20), (1, 5), (0, 0), (0, 10)]:
            first = 20 * group + start
            there = range(first, min(first + 10, 20 if group == 0 else 25))
            assert tables.piece(path, group, start) == [{"text": str(one)} for one in there]


def test_a_row_without_a_text_is_named(table):
    path = table(text=[LAMP, None, LAMP + " It was lit again."])
    articles, [refused] = sources.read([path])
    assert len(articles) == 2
    assert refused.source == f"{path}#row 2"
    assert 'no "text"' in refused.reason


def test_of_many_rows_without_a_text_the_first_are_named(table):
    path = table(text=pa.array([LAMP, *[None] * (tables.NAMED + 7), "", LAMP + " So."]))
    articles, refused = sources.read([path])
    assert len(articles) == 2
    assert len(refused) == tables.NAMED + 1
    assert refused[-1].source == f"{path}#row {tables.NAMED + 9}"
    assert "8 more rows" in refused[-1].reason


def test_what_is_no_table_of_articles_says_so(table, tmp_path):
    other = table("other.parquet", words=[LAMP])
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(b"PAR1" + bytes(100))
    articles, refused = sources.read([other, str(damaged)])
    assert not articles
    assert [one.source for one in refused] == [other, str(damaged)]
    assert 'no column "text"' in refused[0].reason
    assert "not a table" in refused[1].reason


def test_what_a_text_was_written_as(table):
    texts = [LAMP, LAMP + " It was lit again."]
    for column in (
        pa.array(texts, pa.large_string()),
        pa.array(texts).dictionary_encode(),
        pa.array([text.encode() for text in texts]),
    ):
        articles, refused = sources.read([table(text=column)])
        assert not refused
        assert [article.text for article in articles] == texts


def test_times_of_all_kinds(table):
    noon = 1_930_046_400  # 2031-02-28T12:00:00Z
    for kind, moment, read in (
        (pa.timestamp("ns"), noon * 10**9 + 1, "2031-02-28T12:00"),
        (pa.timestamp("ms", "UTC"), noon * 10**3, "2031-02-28T12:00Z"),
        (pa.timestamp("us", "+02:00"), noon * 10**6, "2031-02-28T14:00+02:00"),
        (pa.timestamp("s", "Skarn/Point"), noon, "2031-02-28T12:00Z"),
        (pa.date32(), 22_338, "2031-02-28"),
    ):
        [article], refused = sources.read([table(text=[LAMP], published=pa.array([moment], kind))])
        assert not refused
        assert article.published.value == read


def test_a_time_that_is_none_is_left_out_with_a_note(table):
    moments = pa.array([9 * 10**17, None], pa.timestamp("us"))
    (one, other), refused = sources.read([table(text=[LAMP, LAMP + " So."], published=moments)])
    assert not refused
    assert one.published.value is None
    assert [flag.kind for flag in one.flags] == ["unread_date"]
    assert not other.flags


def test_a_column_of_another_kind_is_named_once(table):
    for name, values, kind in (
        ("text", [1, 2], "int64"),
        ("text", [None, None], "null"),
        ("text", [["a"], ["b"]], "list"),
        ("title", [{"a": "b"}] * 2, "struct"),
        ("published", [1_930_046_400] * 2, "int64"),
    ):
        articles, [refused] = sources.read([table(**{"text": [LAMP, LAMP], name: values})])
        assert not articles
        assert f'"{name}" holds {kind}' in refused.reason


def test_one_column_of_a_name(tmp_path):
    path = tmp_path / "twice.parquet"
    columns = pa.Table.from_arrays([pa.array([LAMP]), pa.array(["…"])], names=["text", "text"])
    parquet.write_table(columns, path)
    assert "2 columns" in sources.read([str(path)])[1][0].reason


def test_words_that_are_no_utf_8_cost_their_row(table):
    titles = pa.array([b"Lamp out", b"Caf\xe9"]).view(pa.string())  # as careless writers leave them
    path = table(text=[LAMP, LAMP], title=titles)
    [article], [refused] = sources.read([path])
    assert article.title == "Lamp out"
    assert (refused.source, refused.reason) == (f"{path}#row 2", '"title" is not UTF-8')


def test_a_damaged_group_of_rows_costs_those_alone(table):
    path = table(text=[f"{LAMP} Night {night}." for night in range(9)], rows_in_group=3)
    column = parquet.ParquetFile(path).metadata.row_group(1).column(0)
    written = bytearray(Path(path).read_bytes())
    for place in range(column.dictionary_page_offset, column.data_page_offset):
        written[place] ^= 0xFF
    Path(path).write_bytes(written)
    articles, [refused] = sources.read([path])
    assert [article.id for article in articles] == [f"news-{row}" for row in (1, 2, 3, 7, 8, 9)]
    assert refused.source == f"{path}#row 4"
    assert "damaged: 3 rows" in refused.reason


def test_a_table_without_rows_or_that_is_gone_says_so(table, tmp_path):
    gone = tmp_path / "gone.parquet"
    gone.symlink_to(tmp_path / "nowhere")
    articles, refused = sources.read([table(text=pa.array([], pa.string())), str(gone)])
    assert not articles
    assert "no rows" in refused[0].reason
    assert "cannot be read" in refused[1].reason


def test_what_unpacks_to_more_than_there_is_is_refused(table, monkeypatch):
    # each text is kept once, so that the file is small
    path = table(text=["lamp " * 200_000] * 300)
    monkeypatch.setattr(tables, "MEGABYTES", 100)
    articles, [refused] = sources.read([path])
    assert not articles
    assert "MB" in refused.reason or "memory" in refused.reason
