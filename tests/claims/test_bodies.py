"""Kinds of voices: persons, bodies, media, documents and some of many, by the words of the article."""

import pytest


def voices(reports):
    return {(voice.name, voice.kind) for report in reports for voice in report.chain}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # the noun before a name, or set beside it
        ("The search engine firm Wandel says it sold boats.", "Wandel", "organisation"),
        ("Harbour giant Wandel says it may sell the boats.", "Wandel", "organisation"),
        ("Wandel, a charity, said the quay was shut.", "Wandel", "organisation"),
        ("Wandel, a website, said the quay was shut.", "Wandel", "outlet"),
        ("The firm Wandel Nets said it sold boats.", "Wandel Nets", "organisation"),
        # well-known ones, and states
        ("Oxfam says the harbour is silting.", "Oxfam", "organisation"),
        ("Nebraska said the boats came from Skell.", "Nebraska", "place"),
        # a body is a body again, and the article's own word for it
        (
            "Wandel, a charity, opened in May. Wandel said the quay was shut.",
            "Wandel",
            "organisation",
        ),
        # persons stay persons
        ("Police Chief Ada Quill said the boats were old.", "Ada Quill", "person"),
        ("The firm's founder, Ada Quill, said the boats were old.", "Ada Quill", "person"),
        ("Ada Quill, the team captain, said the boats were old.", "Ada Quill", "person"),
        # what has words on it
        ("A sign on the door said the shop was shut.", "sign on the door", "document"),
        ("The lawsuit claims that the boats were old.", "lawsuit", "document"),
        (
            "The electronics maker said the pump will go on sale.",
            "electronics maker",
            "organisation",
        ),
        # some of many
        ("Many said the boats were old.", "Many", "group"),
        (
            "The study says two-fifths of the crews said they were tired.",
            "two-fifths of the crews",
            "group",
        ),
        ("The guy told us that the boats were old.", "guy", "person"),
    ],
)
def test_a_voice_has_its_kind(read, text, name, kind):
    assert (name, kind) in voices(read(text))


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The Harbour Watch, citing the recent storm, said the boat sank.", "storm"),
        ("The crews learned, in a club called “Nets for Life”, to sail.", "club"),
        (
            "Residents of a coast of palm trees, white boats and old houses learned that it rains.",
            "houses",
        ),
        ("To understand why Skell would sell a boat to Calder, it helps to look back.", "it"),
    ],
)
def test_what_cannot_speak_is_no_voice(read, text, nobody):
    assert not any(nobody in name for name, _ in voices(read(text)))


def test_one_of_some_who_is_named_has_his_name(read):
    text = (
        "One of her rivals for the seat, Representative Tom Brack of Skell, said the vote was lost."
    )
    assert voices(read(text)) == {("Tom Brack", "person")}
