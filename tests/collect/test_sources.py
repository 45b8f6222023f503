"""Reading files, lines and folders; every refusal by name with its reason."""

import json
import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.collect import sources
from firsthand.collect.sources import read
from firsthand.settings import DEFAULT

TEXT = "The harbour of Lindhaven was closed on Monday after a crane fell into the water.\n"
PAGE = "<html><head><meta charset='{}'><title>Crane falls</title></head><body><article>{}</article></body></html>"
PARAGRAPHS = "".join(
    f"<p>{TEXT} Dockers came from Møn and Ærø to see it, number {n}.</p>" for n in range(8)
)


def reasons(refused):
    return {item.source.rsplit("/", 1)[-1]: item.reason for item in refused}


def write_lines(path, *objects):
    path.write_text("".join(json.dumps(item) + "\n" for item in objects), encoding="utf-8")
    return str(path)


def test_of_a_folder_without_end_no_more_files_are_read(tmp_path, monkeypatch):
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sources, "DEFAULT", replace(DEFAULT, max_files=3))
    found, refused = read([tmp_path])
    assert [article.id for article in found] == ["0", "1", "2"]
    assert [(one.source, one.reason) for one in refused] == [
        (str(tmp_path), "more than 3 files; name smaller folders")
    ]
    assert DEFAULT.max_files == 100_000


def test_text_files_of_every_marked_encoding(tmp_path):
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        (tmp_path / f"{name}.txt").write_bytes(("Ærø. " + TEXT).encode(name))
    articles, refused = read([tmp_path])
    assert not refused
    assert [article.id for article in articles] == ["utf-16", "utf-32", "utf-8-sig", "utf-8"]
    assert {article.text for article in articles} == {"Ærø. " + TEXT}


def test_line_ends_are_made_plain_and_nothing_else_is_changed(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"  One.\r\nTwo. \rThree.\n\n")
    assert read([tmp_path / "a.txt"])[0][0].text == "  One.\nTwo. \nThree.\n\n"


def test_refused_files(tmp_path):
    cases = {
        "empty.txt": (b" \n", "empty"),
        "binary.txt": (b"\0\1\2abc", "not text"),
        "office.txt": (b"PK\x03\x04\0\0abc", "office file"),
        "packed.html": (b"\x1f\x8b\x08abc", "unpack it"),
        "paper.html": (b"%PDF-1.7 abc", "is a PDF"),
        "page.rss": (b"<html><body>abc</body></html>", "name it .html"),
        "none.rss": (b"<rss version='2.0'><channel></channel></rss>", "lists no articles"),
        "latin.txt": ("abc\nÆrø".encode("cp1252"), r"byte 0xc6 at byte 4 (line 2)"),
        "paper.pdf": (b"%PDF", ".pdf"),
        "plain": (b"abc", "without a type"),
        "big.txt": (b"a" * (DEFAULT.max_document + 1), "split it"),
        "empty.html": (b"\n", "empty"),
        "bare.html": (b"<html><body></body></html>", "main text"),
        "empty.jsonl": (b"\n\n", "empty"),
        "empty.warc": (b"", "no record of a web archive"),
        "list.urls": (b"\x89PNG\r\n\x1a\n\0\0\0\r", "not text"),
    }
    for name, (content, _) in cases.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    articles, refused = read([tmp_path])
    assert [article.id for article in articles] == ["good"]
    assert set(reasons(refused)) == set(cases)
    for name, (_, words) in cases.items():
        assert words in reasons(refused)[name]


def test_refused_names(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "none.txt")
    other = ["http://127.0.0.1/a", "ftp://o.example/b", "a\0b"]
    _, refused = read([*(tmp_path / name for name in ("none.txt", "link.txt", "empty")), *other])
    said = reasons(refused)
    assert "No such file" in said["link.txt"]
    assert "only http:// and https://" in said["b"]
    assert "no such file" in said["none.txt"]
    assert "no articles" in said["empty"]
    assert "not a public address" in said["a"]
    assert "no such file" in said["a\0b"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be read" in read([tmp_path / "a.txt"])[1][0].reason


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "not a file" in read([tmp_path / "a.txt"])[1][0].reason


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.jsonl", "pipe.warc", "pipe.urls"])
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path, name):
    (tmp_path / "a.txt").write_text(TEXT)
    os.mkfifo(tmp_path / name)
    articles, refused = read([tmp_path])

    assert [article.id for article in articles] == ["a"]
    assert reasons(refused) == {name: "not a file but a pipe or device; save what it gives"}


def test_a_file_called_as_the_pipe_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text(TEXT)
    articles, refused = read(["."])
    assert not articles
    assert [one.source for one in refused] == ["./-", "."]


def test_folders_are_read_sorted_and_hidden_files_are_skipped(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name)
    articles, refused = read([tmp_path])
    assert [article.id for article in articles] == ["a", "1", "2"]
    assert not refused


def test_what_is_named_twice_is_read_once_and_names_are_made_unique(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "x" / "a.txt").write_text(TEXT + "And more.")
    articles, _ = read([tmp_path / "a.txt", tmp_path])
    assert [article.id for article in articles] == ["a", "a-2"]

    # an address is no path: two strokes in it are not one
    named, refused = set(), []
    urls = [f"https://o.example/{path}" for path in ("a//b", "a/b", "a/b")]
    assert [x for url in urls for x in sources.files(url, refused, named)] == urls[:2]


def test_a_page_is_read_in_the_charset_it_declares(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE.format("iso-8859-1", PARAGRAPHS).encode("cp1252"))
    (tmp_path / "b.html").write_bytes(PAGE.format("no-such", PARAGRAPHS).encode("cp1252"))
    articles, refused = read([tmp_path])
    assert "Møn and Ærø" in articles[0].text
    assert "byte 0xf8" in refused[0].reason


def test_lines_of_articles(tmp_path):
    path = write_lines(
        tmp_path / "in.jsonl",
        {
            "id": "one",
            "text": TEXT,
            "title": "T",
            "published": "2031-09-07",
            "byline": ["Ada Moor"],
            "seen": "2031-09-08T10:00:00+02:00",
        },
        {
            "text": TEXT,
            "links": [{"start": 0, "stop": 3, "url": "https://a.example", "kind": "source"}],
            "other": 1,
        },
        {"id": 7, "text": TEXT, "title": None},
    )
    articles, refused = read([path])
    assert not refused
    assert [article.id for article in articles] == ["one", "in-2", "7"]
    assert [article.source.rsplit("/", 1)[-1] for article in articles] == [
        "in.jsonl#one",
        "in.jsonl#in-2",
        "in.jsonl#7",
    ]
    assert articles[0].published.value == "2031-09-07"
    assert articles[0].seen.isoformat() == "2031-09-08T08:00:00+00:00"
    assert articles[1].links[0].kind == "source"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"[1]", "not a JSON object"),
        (b"{", "not JSON"),
        (b'{"title": "T"}', '"text"'),
        (b'{"text": ""}', "empty"),
        (b'{"text": 3}', '"text"'),
        (b'{"text": "A.", "title": 3}', '"title" must be a string'),
        (b'{"text": "A.", "title": []}', '"title" must be a string'),
        (b'{"text": "A.", "byline": 3}', '"byline"'),
        (b'{"text": "A.", "links": 3}', '"links"'),
        (b'{"text": "A.", "links": [{"url": 3}]}', "link"),
        (b'{"text": "A.", "id": [1]}', '"id"'),
        (b'{"text": "A.", "seen": "soon"}', "ISO 8601"),
        (b'{"text": "\xe6"}', "byte 0xe6"),
        (b"[" * 100_000, "nested"),
        (b'{"id": "first", "text": "A."}', "ids must differ"),
    ],
)
def test_refused_lines_and_the_rest_is_read_on(tmp_path, line, words):
    good = json.dumps({"id": "first", "text": TEXT}).encode()
    (tmp_path / "in.jsonl").write_bytes(
        good + b"\n" + line + b"\n" + good.replace(b"first", b"last") + b"\n"
    )
    articles, refused = read([tmp_path / "in.jsonl"])
    assert [article.id for article in articles] == ["first", "last"]
    assert len(refused) == 1
    assert words in refused[0].reason
    assert "in.jsonl#" in refused[0].source


def test_a_line_of_fifty_megabytes_is_refused_without_its_neighbours(tmp_path):
    good = json.dumps({"id": "good", "text": TEXT}).encode()
    with (tmp_path / "in.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + good)
    articles, refused = read([tmp_path / "in.jsonl"])
    assert [article.id for article in articles] == ["good"]
    assert "longer than" in refused[0].reason
    assert refused[0].source.endswith("in.jsonl#line 1")


def test_a_given_id_is_kept_and_a_made_one_gives_way(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    write_lines(tmp_path / "b.jsonl", {"id": "a", "text": TEXT})
    articles, refused = read([tmp_path])
    assert not refused
    assert [article.id for article in articles] == ["a-2", "a"]


@pytest.mark.parametrize("field", ["url", "canonical"])
def test_a_damaged_address_costs_no_article(tmp_path, field):
    source = write_lines(tmp_path / "in.jsonl", {"text": TEXT, field: "http://[bad"})
    [article], refused = read([source])
    assert (article.outlet, refused) == (None, [])


def test_a_text_that_is_a_list_of_addresses_is_no_article(tmp_path):
    (tmp_path / "list.txt").write_text("https://o.example/a\nhttps://o.example/b\n")
    (tmp_path / "some.txt").write_text(f"https://o.example/a\n{TEXT}")
    articles, refused = read([tmp_path])
    assert [article.id for article in articles] == ["some"]
    assert "name it .urls" in reasons(refused)["list.txt"]


FIELDS = (
    "id", "title", "url", "outlet", "byline", "credit", "owner", "published", "seen", "language",
    "canonical", "version_of", "links",
)  # fmt: skip
PIECES = st.sampled_from(
    ["http://[", "http://o.example/a", "//", "]", "2031-04-31", "2031-04-08T25:00", "9" * 30, "en", "x@o.example",
     "\x00", "\ud800", "\u202e", "(AP)", "By ", "T", "+99:99", " ", "\n", "é" * 90]
)  # fmt: skip
WORDS = st.lists(PIECES, max_size=4).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["url", "start", "stop", "kind"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6), WORDS)
@settings(max_examples=60, deadline=None)
def test_any_line_is_an_article_or_refused(tmp_path_factory, fields, words):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(json.dumps({**fields, "text": words + TEXT}) + "\n")
    articles, refused = read([path])
    assert len(articles) + len(refused) == 1
