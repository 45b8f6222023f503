"""Anonymity: unnamed people who do not speak for a named body."""

import pytest


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        # it is left open who they are
        ("A soldier said that the bridge had fallen.", True),
        ("Opposition leaders said that the bridge had fallen.", True),
        ("Villagers said that the bridge had fallen.", True),
        ("An NDC insider said that the bridge had fallen.", True),
        ("NDC sources said that the bridge had fallen.", True),
        # they hold the one office, or speak for a body or a side
        ("The mayor of Skell said that the bridge had fallen.", False),
        ("A spokesman for the Calder Line said that the bridge had fallen.", False),
        ("NDC officials said that the bridge had fallen.", False),
        ("Prosecutors said that the bridge had fallen.", False),
        ("Rebels said that the bridge had fallen.", False),
        ("Both captains said that the bridge had fallen.", False),
        # who only heard it leaves nothing open
        ("Ada Quill told local media that the bridge had fallen.", False),
    ],
)
def test_whether_it_is_left_open_who_speaks(read, text, anonymous):
    assert [report.chain[-1].anonymous for report in read(text)] == [anonymous]


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("The pier was old, said the captain, who asked not to be named.", True),
        ("The captain, who declined to be identified, said that the pier was old.", True),
        ("The pier was old, the captain said on condition of anonymity.", True),
        ("Speaking anonymously, the captain said that the pier was old.", True),
        (
            "“The pier was old,” said the captain of the ferry, who spoke on condition of anonymity.",
            True,
        ),
        ("The pier was old, according to the captain, who asked not to be named.", True),
        (
            "The captain, who met a sailor who asked not to be named, said that the pier was old.",
            False,
        ),
        ("The captain, who was asked to be quick, said that the pier was old.", False),
        ("The captain of Skell, who came on Monday, said that the pier was old.", False),
    ],
)
def test_who_would_not_be_named_is_anonymous(read, text, anonymous):
    assert [r.chain[0].anonymous for r in read(text) if r.chain] == [anonymous]


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("A trucker left the road on Monday. The trucker said that the bridge had fallen.", True),
        # who has an office is known by it
        ("A mayor left the hall on Monday. The mayor said that the bridge had fallen.", False),
        ("The trucker said that the bridge had fallen.", False),
    ],
)
def test_who_came_in_without_a_name_stays_without_one(read, text, anonymous):
    assert read(text)[-1].chain[-1].anonymous is anonymous
