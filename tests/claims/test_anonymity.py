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
    ],
)
def test_whether_it_is_left_open_who_speaks(read, text, anonymous):
    assert [report.chain[-1].anonymous for report in read(text)] == [anonymous]
