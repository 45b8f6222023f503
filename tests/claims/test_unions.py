"""Names that hold an "and" are one name; two bodies that speak together are two."""

import pytest

from firsthand.claims import unions


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("U.S. Customs and Border Protection", ["U.S. Customs and Border Protection"]),
        ("The Dam and Bridge Administration", ["Dam and Bridge Administration"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Skell Police and Calder Fire Department", ["Skell Police", "Calder Fire Department"]),
        ("Hamas and Islamic Jihad", ["Hamas", "Islamic Jihad"]),
    ],
)
def test_a_name_with_and_is_one(read, who, names):
    text = f"{who} said on Monday that the pier was safe."
    assert [voice.name for report in read(text) for voice in report.chain] == names


@pytest.mark.parametrize(
    "name", ["Customs and Border Protection", "the Dam and Bridge Administration"]
)
def test_what_is_mended_is_still_a_tree(english, name):
    tokens = tuple(
        english.parse([f"On Monday {name} of Skell, which is new, said it was safe."])[0]
    )
    found = unions.united(tokens)
    assert found != tokens
    assert [token.text for token in found] == [token.text for token in tokens]
    for start in range(len(found)):
        node, seen = start, set()
        while found[node].head != node:
            assert node not in seen
            seen.add(node)
            node = found[node].head
