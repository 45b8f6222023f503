"""Whose words an article's words are."""

import pytest

from firsthand.lineage.reading import OWN, QUOTED, read
from tests.lineage.builders import MILL, article


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
