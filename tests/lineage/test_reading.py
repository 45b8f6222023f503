"""Whose words stand in an article, and where."""

import numpy as np
import pytest

from firsthand.lineage import match
from firsthand.lineage.reading import FURNITURE, OWN, QUOTED, read
from tests.lineage.builders import LINDHAVEN, MILL, article

LINE = "The ferry Marlene lay dark off Lindhaven through most of the night."


def kinds(text, words):
    """Return whose the given words of a text are."""
    reading = read(article("a", text))
    start = text.index(words)
    inside = (reading.starts >= start) & (reading.stops <= start + len(words))
    return set(reading.kinds[inside].tolist())


def test_words_end_where_they_end_whatever_cannot_be_seen_stands_behind_them():
    text = "Two\u200b ferries\u00ad\u200b sank, cafés said."
    reading = read(article("a", text))
    places = zip(reading.starts.tolist(), reading.stops.tolist(), strict=True)
    assert [text[a:b] for a, b in places] == ["Two", "ferries", "sank", "cafés", "said"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (LINE, OWN),
        (f"“{LINE}”", QUOTED),
        (f"{LINE} — Ada Quill (@quill) May 3, 2031", QUOTED),
        (f"{LINE}\n— Ada Quill (@quill) May 3, 2031", QUOTED),
        (f"{LINE} pic.twitter.com/abc", QUOTED),
        (f"Photo credit: Ida Brandt\n{LINE}", FURNITURE),
        (f"{LINE} (AP Photo/Ida Brandt)", FURNITURE),
    ],
)
def test_whose_words_are(text, whose):
    assert kinds(f"{MILL}\n{text}\n{MILL}", LINE) == {whose}


def test_a_copy_is_seen_though_every_sixth_word_is_another_and_not_by_longer_runs():
    """Seven words in a row lose a tenth of the copies that a machine translated there and back."""
    words = LINDHAVEN.split()
    damaged = [f"x{n}" if n % 6 == 5 else word for n, word in enumerate(words)]
    one, other = (read(article(k, " ".join(t))) for k, t in (("a", words), ("b", damaged)))
    shared = np.intersect1d(match.shingles(one.codes), match.shingles(other.codes))
    assert len(shared) >= len(words) // 8
    assert match.find([one.article, other.article]).neighbours


@pytest.mark.parametrize(
    "address", ["pic.twitter.com/Ab3", "pic.x.com/Ab3", "https://t.co/abcdefghij", "(@quill)"]
)
def test_a_line_with_an_address_of_a_post_is_the_words_of_who_wrote_it(address):
    reading = read(article("a", f"The ferry will sail again tomorrow {address}\n{MILL}"))
    assert set(reading.kinds[:6].tolist()) == {QUOTED}
    assert set(reading.kinds[-20:].tolist()) == {OWN}


@pytest.mark.parametrize("address", ["https://post.example/Ab3", "robot.com/Ab3", "best.co/Ab3"])
def test_other_addresses_say_nothing(address):
    reading = read(article("a", f"The ferry will sail again tomorrow {address}\n{MILL}"))
    assert set(reading.kinds[:6].tolist()) == {OWN}
