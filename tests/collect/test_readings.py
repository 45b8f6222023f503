"""Articles in JSON: what firsthand printed is read again as it was; what is piped in is told by its beginning."""

import gzip
import io
import json
from types import SimpleNamespace

import pytest

import firsthand
from firsthand.collect import readings, sources
from firsthand.errors import Refused

TEXT = """Crane falls at Lindhaven

LINDHAVEN, March 4, 2031 (Meridian Wire) - The harbour of Lindhaven was closed on Tuesday after a crane fell into the
water, the harbour master said.
"""
PAGE = f"<html><head><title>Crane falls</title></head><body><article>{f'<p>{TEXT * 3}</p>' * 3}</article></body></html>"
OTHER = "The ferry of Orla was late on Tuesday, and nobody said why it had left the island so long after noon."
GIVEN = {
    "id": "b", "text": OTHER, "title": "Ferry late", "url": "https://orla.example/b", "outlet": "Orla Post",
    "owner": "Orla Press", "published": "2031-03-05T10:00:00Z", "byline": ["Una Berg"], "credit": "Meridian Wire",
}  # fmt: skip


@pytest.fixture
def pipe(monkeypatch):
    def read(body, **named):
        monkeypatch.setattr(sources.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(body)))
        return sources.read(["-"], **named)

    return read


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("printed")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.jsonl").write_text(json.dumps(GIVEN), encoding="utf-8")
    return firsthand.read([folder]).to_json()


def test_what_was_printed_is_read_again_as_it_was(tmp_path, printed, pipe):
    path = tmp_path / "reading.json"
    path.write_text(json.dumps(printed), encoding="utf-8")
    again = firsthand.read(path).to_json()
    apart = {"source": None}
    assert [one | apart for one in again["articles"]] == [
        one | apart for one in printed["articles"]
    ]
    assert again["stories"] == printed["stories"]
    found, refused = pipe(path.read_bytes())
    assert ([one.id for one in found], refused) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (json.dumps(GIVEN), ["b"]),
        (json.dumps([GIVEN, {"text": OTHER}], indent=1), ["b", "x-2"]),
        ("\ufeff" + json.dumps({"articles": [GIVEN]}), ["b"]),
    ],
)
def test_one_article_or_a_list_of_them_will_do(tmp_path, data, ids):
    (tmp_path / "x.json").write_text(data, encoding="utf-8")
    found, refused = sources.read([tmp_path / "x.json"])
    assert ([one.id for one in found], refused) == (ids, [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff{}", "not JSON in UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"3", "neither an article"),
        (b'{"articles": {}}', "neither an article"),
        (b"[[]]", "neither an article"),
        (b"[]", "holds no articles"),
    ],
)
def test_what_is_no_articles_is_refused(tmp_path, data, words):
    (tmp_path / "x.json").write_bytes(data)
    found, [refused] = sources.read([tmp_path / "x.json"])
    assert found == []
    assert words in refused.reason


def test_what_is_given_beside_a_printed_form_is_not_lost():
    mixed = {"text": TEXT, "credit": "Wire", "credits": [], "outlet": {"name": "A"}, "owner": "B"}
    (fields,) = readings.listed(json.dumps(mixed).encode())
    assert (fields["outlet"], fields["owner"], fields["credit"]) == ("A", "B", "Wire")


def test_an_article_that_cannot_be_read_is_named_and_the_rest_is_read(tmp_path):
    odd = [
        {"text": 3},
        {"text": OTHER, "outlet": {"name": 7}},
        {"text": OTHER, "credits": [3]},
        GIVEN,
    ]
    (tmp_path / "x.json").write_text(json.dumps(odd))
    found, refused = sources.read([tmp_path / "x.json"])
    assert [one.id for one in found] == ["x-3", "b"]
    assert [one.source.rpartition("#")[2] for one in refused] == ["row 1", "row 2"]


def test_a_file_is_not_read_beyond_its_bound(tmp_path, monkeypatch, pipe):
    monkeypatch.setattr(readings, "LARGEST", 20)
    (tmp_path / "x.json").write_text(json.dumps(GIVEN))
    with pytest.raises(Refused, match="more than are read as one"):
        readings.whole(str(tmp_path / "x.json"))
    assert "save it to a file" in pipe(b"x" * 21)[1][0].reason


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (PAGE.encode(), ["stdin"]),
        (f"{json.dumps(GIVEN)}\n{json.dumps({'text': TEXT})}\n".encode(), ["b", "stdin-2"]),
    ],
)
def test_what_is_piped_in_is_told_by_its_beginning(pipe, body, ids):
    found, refused = pipe(body)
    assert ([one.id for one in found], refused) == (ids, [])
    assert all("<" not in one.text for one in found)


def test_nothing_piped_in_is_said(pipe):
    found, [refused] = pipe(b"")
    assert (found, refused.source) == ([], "stdin")
    assert "empty" in refused.reason


def test_without_anything_to_read_from_nothing_is_piped_in(monkeypatch):
    monkeypatch.setattr(sources.sys, "stdin", None)
    found, [refused] = sources.read(["-"])
    assert found == []
    assert "empty" in refused.reason


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "web archives"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n"), "web archives"),
        (b"PAR1" + bytes(40), "tables"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "feeds"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feeds"),
    ],
)
def test_what_only_files_hold_is_not_taken_for_a_text(pipe, body, what):
    found, [refused] = pipe(body)
    assert found == []
    assert f"{what} are not read from a pipe" in refused.reason


@pytest.mark.parametrize("indent", [None, 1])
def test_json_that_is_cut_off_is_refused_once(tmp_path, pipe, printed, indent):
    data = json.dumps(printed, indent=indent).encode()[:-9]
    (tmp_path / "x.json").write_bytes(data)
    for found, refused in (pipe(data), sources.read([tmp_path / "x.json"])):
        assert found == []
        assert ["not JSON" in one.reason for one in refused] == [True]


def test_lines_are_read_whatever_holds_them(tmp_path, pipe):
    data = b"\n".join([json.dumps(GIVEN).encode(), b"{", json.dumps({"text": OTHER}).encode()])
    (tmp_path / "stdin.json").write_bytes(data)
    for found, [refused] in (pipe(data), sources.read([tmp_path / "stdin.json"])):
        assert [one.id for one in found] == ["b", "stdin-3"]
        assert refused.source.endswith("#line 2")
