"""Who is behind words that a parse attaches wrongly, and tellings that stand in unusual places."""

import pytest

CASES = [
    # the name of the outlet stands behind its verb
    (
        "The mill had been closed for a year, reported the Calder Herald.",
        "had been closed",
        ["Calder Herald"],
    ),
    (
        "Owen Brack ran the mill and Ada Quill kept the books, reported the Calder Herald.",
        "kept the books",
        ["Calder Herald"],
    ),
    (
        "Three officials said the mine had been closed, reported The New York Times.",
        "the mine had been",
        ["The New York Times", "officials"],
    ),
    ("The owner had been warned, wrote Ada Quill.", "had been warned", ["Ada Quill"]),
    # between the verb and what is told stands what it was told in
    (
        (
            "Tom Brack, one of the leaders of the crew, acknowledged in a phone call that his men had"
            " taken the boats."
        ),
        "his men had taken",
        ["Tom Brack"],
    ),
    # places before a name
    (
        (
            "In Port Calder, Veldmark, Mayor Ada Quill said relatives had told her that four men were"
            " aboard."
        ),
        "four men were aboard",
        ["Ada Quill", "relatives"],
    ),
    # what goes on behind the telling is still told
    (
        (
            "Officials said the port was shut. They said the owner had sent a list, but the names on it had not"
            " been checked."
        ),
        "the names on it",
        ["Officials"],
    ),
    # two who speak side by side do not cite one another
    (
        "Ada Quill said the boats were old and the mayor of Skell said the nets were new.",
        "the nets were new",
        ["mayor of Skell"],
    ),
    # whoever adds something is who spoke, not what was spoken of
    (
        "Ada Quill said Calder Bank had been making losses, adding that the owner was away.",
        "the owner was away",
        ["Ada Quill"],
    ),
    (
        (
            "The fair drew on a plan which opponents of the mayor widely regard as a sham, saying the"
            " count was rigged."
        ),
        "the count was rigged",
        ["opponents of the mayor"],
    ),
    # the end of a sentence vouches for all of it
    (
        "A wave struck the pier, killing two men and hurting six, according to the coast guard.",
        "A wave struck",
        ["coast guard"],
    ),
    (
        "The guard confirmed rubber boats had been used, but had no information about who was hurt.",
        "rubber boats had been",
        ["guard"],
    ),
    ("The harbor master warned against such a step.", "warned against", ["harbor master"]),
    # a day behind a name is no part of it, nor is an office before it
    ("The boats were safe, Ada Quill Monday told reporters.", "The boats", ["Ada Quill"]),
    ("“The boats were safe,” said Judge Ada Quill.", "The boats", ["Ada Quill"]),
]


@pytest.mark.parametrize(("text", "words", "chain"), CASES)
def test_who_is_behind_it(read, text, words, chain):
    place = text.index(words)
    holding = [r for r in read(text) if r.start <= place < r.stop]
    report = min(holding, key=lambda r: r.stop - r.start)
    assert [voice.name for voice in report.chain] == chain


def test_made_clear_is_a_telling(read):
    text = "Veldmark has made clear it will not allow ships through the strait."
    [report] = read(text)

    assert [voice.name for voice in report.chain] == ["Veldmark"]
    assert text[report.start : report.stop].startswith("it will not allow ships")
