"""Chains: who is behind a clause, in which order, and who a word goes back to."""

import pytest

from tests.claims.conftest import chains

CASES = [
    # media with a word before them that heard it; who speaks "on national television" speaks to all
    (
        "Owen Brack told state TV that the ferry was lost.",
        "ferry was lost",
        ["state TV", "Owen Brack"],
    ),
    (
        "“The ferry was lost,” Owen Brack told a local radio station.",
        "ferry was lost",
        ["local radio station", "Owen Brack"],
    ),
    ("“The ferry was lost,” Owen Brack told the press.", "ferry was lost", ["Owen Brack"]),
    (
        "“The ferry was lost,” Owen Brack said on national television.",
        "ferry was lost",
        ["Owen Brack"],
    ),
    # what goes on besides is no telling
    ("The boats left the harbour as the rain continued to fall.", "boats left", []),
    # titles and trades before a name, in a caption too
    ("Entertainer Owen Brack denied that the pier was his.", "pier was his", ["Owen Brack"]),
    (
        "Skell County Public Defender Owen Brack argued that the case was weak.",
        "case was weak",
        ["Owen Brack"],
    ),
    (
        "“The reef is dying,” said study co-author Ada Quill.",
        "reef is dying",
        ["Ada Quill"],
    ),
    # whose office names the place before him
    (
        "First Minister of Scotland Ada Quill said the reef was dying.",
        "reef was dying",
        ["Ada Quill"],
    ),
    # the parse takes what a blast did for what it is
    (
        "Late on Friday, a blast on the road to the harbour killed two people, Calder officials said.",
        "killed two people",
        ["Calder officials"],
    ),
    # "the US" is not "us"
    ("The US said on Monday that the reef was dying.", "reef was dying", ["US"]),
    # a guard is a person
    (
        "Owen Brack, a guard at the harbour, said the pier was old. “I heard a bang in the night,” he said.",
        "heard a bang",
        ["Owen Brack"],
    ),
    # what ends a sentence is said of all of it, and stands nearer
    (
        "The Kelm statement said the trip was short, according to Radio Halden.",
        "trip was short",
        ["Radio Halden", "Kelm statement"],
    ),
    # a present tense is not joined to a past one
    (
        "Director Ola Brandt said the agency is watching the dam and will be sharing its data.",
        "will be sharing its data",
        ["Ola Brandt"],
    ),
    # the parse hangs the clause on the one who heard it
    (
        "Mayor Mara Holm told the Calder Herald that Weiss had become a leader.",
        "Weiss had become",
        ["Calder Herald", "Mara Holm"],
    ),
    # a first name that is a preposition elsewhere
    (
        (
            "The Petrel had struck a bank on her way from Lisk, harbor master Per Quill told the "
            "Ostrand Beacon."
        ),
        "struck a bank",
        ["Ostrand Beacon", "Per Quill"],
    ),
    ("“We knew it was coming,” said mayor Per Olsen.", "We knew it", ["Per Olsen"]),
    # a verb that is no saying with a quotation right behind it
    (
        'A senior official from the harbor office spoke. The official mocked, "The pier is a toy."',
        "pier is a toy",
        ["official"],
    ),
    # the same unnamed one, in the fuller words for him
    (
        (
            "A senior official from the harbor office said the pier was sinking. The official said "
            "the mole was leaking."
        ),
        "mole was leaking",
        ["senior official from the harbor office"],
    ),
    # a person who shows something says nothing
    ("Ada Brandt has shown that she is able to lead the town.", "is able to lead", []),
    # "he" is the subject of his own sentence, not the one before
    (
        (
            "Sergei Tolm made a visit in July. Following his visit, Anton Weld toured the plants, "
            "where he urged workers to speed up the work."
        ),
        "urged workers",
        ["Anton Weld"],
    ),
    # a country is "it" where it does something
    (
        "While Ghana used the time to build dams, it blamed Togo for the drought.",
        "blamed Togo for",
        ["Ghana"],
    ),
    # some of several are those several, not who was named before
    (
        "The police said the pier was shut. Even some of the mayor's friends say that the quay will sink.",
        "quay will sink",
        ["mayor's friends"],
    ),
    # "they" may be a body that has just spoken
    (
        "The pier fell on Monday, the police said. Two divers died, they added.",
        "Two divers died",
        ["police"],
    ),
    # "who have" are many, not the paper they work at
    (
        "The plan was praised by reporters at the newspaper, who have accused Brandt of theft.",
        "accused Brandt of theft",
        ["reporters"],
    ),
    # a medium that only its noun shows to be one
    (
        '"The lock must be opened," Ada Brandt told the Al-Nur paper.',
        "lock must be opened",
        ["Al-Nur paper", "Ada Brandt"],
    ),
    (
        '"The lock must be opened," Ada Brandt told the Veldish TV channel Al-Nur.',
        "lock must be opened",
        ["Al-Nur", "Ada Brandt"],
    ),
    # a name that begins with a small word
    ("Abu Skarn, a driver, insisted that the pier was old.", "pier was old", ["Abu Skarn"]),
    # the end of a name behind a hyphen
    (
        "Speaking on Monday, Veldish President Weld Jae-in said there would be no dam.",
        "no dam",
        ["Weld Jae-in"],
    ),
    # a family name that comes first is that of the last so named
    (
        (
            "Weld Jae-in said the dam was old. Weld Sung-ho said the dam was new. Weld said the "
            "lock was shut."
        ),
        "lock was shut",
        ["Weld Sung-ho"],
    ),
    # a body with "on" in its name
    (
        "The pier is old, according to the Council on Harbour Affairs.",
        "pier is old",
        ["Council on Harbour Affairs"],
    ),
    # words in marks that name something, which the parse takes for more of it
    (
        'One Veldish official calls the 58-year-old "the wolf of Skell."',
        "calls the 58-year-old",
        ["Veldish official"],
    ),
    ("The Skell Brigades likened the truce to a defeat.", "likened the truce", ["Skell Brigades"]),
    # who is told to have said it stands behind "by"
    (
        "Described by the Calder Herald in 2007 as a trap for ships, the quay was closed.",
        "a trap for ships",
        ["Calder Herald"],
    ),
    (
        "The pier has been reopened, as first noted by the Calder Herald.",
        "pier has been reopened",
        ["Calder Herald"],
    ),
    # "as X told Y" is said of the clause around it
    ("As Ada Brandt told reporters, the dam holds.", "the dam holds", ["Ada Brandt"]),
    # a telling in the middle is of what stands before it, too
    (
        "The bus slammed into a lorry, Brandt said, then spun around and went over the wall.",
        "slammed into a lorry",
        ["Brandt"],
    ),
    # reports of which somebody is the subject are not hers
    (
        "Ada Brandt has been missing, amid reports that the navy might have seized her.",
        "might have seized her",
        ["reports"],
    ),
    # a mark parts what is urged from its verb
    (
        'A spokesman for Ada Brandt exhorted Veldmark "to halt its works and leave the lock."',
        "halt its works",
        ["spokesman for Ada Brandt"],
    ),
    # a role of a place and the name behind it
    (
        "On Monday, the interim president of Veldmark, Ola Brandt, said the dam was old.",
        "dam was old",
        ["Ola Brandt"],
    ),
    (
        "Ola Brandt, the spokesman for Mayor Weld Tamm-in, said the dam was old.",
        "dam was old",
        ["Ola Brandt"],
    ),
    # what threatens to happen is threatened by nobody
    ("The huge loss threatens to hurt the trade of Skell.", "threatens to hurt", []),
    # "according to plan" names nobody
    ("The pier was rebuilt according to plan.", "pier was rebuilt", []),
    # who is quoted is not the "he" of her quotation, and her "they" is not of the article
    (
        'Tom Weld met Per Brandt on Monday. "He denied that the pump leaked," Brandt said.',
        "the pump leaked",
        ["Per Brandt", "Tom Weld"],
    ),
    (
        'Clerks came to the pier. "They keep saying the lock is open," Ada Brandt said.',
        "lock is open",
        ["Ada Brandt"],
    ),
]


@pytest.mark.parametrize(("text", "words", "chain"), CASES)
def test_who_is_behind_a_clause(read, text, words, chain):
    place = text.index(words)
    holding = [r for r in read(text) if r.start <= place < r.stop]
    report = min(holding, key=lambda r: r.stop - r.start)
    assert [voice.name for voice in report.chain] == chain


def test_a_pronoun_never_goes_back_to_somebody_named_later(read):
    text = "He left the town early. Ada Brandt met Tom Weld, and Tom Weld said the dam was old."
    first = read(text)[0]
    assert set(first.proposition.names) <= {"He"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The captain was last seen on the pier on Friday.", "certain"),
        ("The captain was seen as careless by the crew.", "probable"),
    ],
)
def test_who_was_seen_was_there(read, text, stance):
    assert [report.stance for report in read(text)] == [stance]


def test_who_issues_a_statement_says_what_it_says(read):
    text = "The provincial police force issued a statement saying that no guard had been hurt."
    [report] = read(text)

    assert text[report.start : report.stop] == "no guard had been hurt"
    assert [voice.name for voice in report.chain] == ["provincial police force"]


def test_per_song_names_nobody(read):
    text = (
        "Songs are sold for two marks per song and nine per album, according to the Calder Herald."
    )
    assert {tuple(v.name for v in r.chain) for r in read(text)} == {("Calder Herald",)}


@pytest.mark.parametrize(
    "text",
    [
        '"The talks will go on," said Ada Quill as quoted by the Lake Post.',
        "The talks will go on, according to Ada Quill, as carried by the Lake Post.",
        "The talks will go on, Ada Quill was quoted as saying by the Lake Post.",
        "Ada Quill said that the talks will go on, as reported by the Lake Post.",
        "As quoted by the Lake Post, Ada Quill said that the talks will go on.",
    ],
)
def test_who_carried_what_somebody_said_stands_before_him(read, text):
    (report,) = read(text)
    assert text[report.start : report.stop].lower() == "the talks will go on"
    assert [voice.name for voice in report.chain] == ["Lake Post", "Ada Quill"]


def test_what_goes_on_as_somebody_hoped_is_told(read):
    text = "Ada Quill said that the talks will go on, as she had hoped."
    assert chains(text, read(text)) == {"the talks will go on": ["Ada Quill"]}


@pytest.mark.parametrize(
    ("between", "voice"),
    [("", "Per Holm"), ("Tom Marsh thinks he will do better. ", "president")],
)
def test_a_role_that_several_held_goes_back_to_nobody_past_somebody_else(read, between, voice):
    text = (
        "In 2009 the mill was opened by President Ada Quill. In 2019 President Per Holm sold "
        f'it, but that ended badly. {between}"I have saved it," the president said.'
    )
    saved = read(text)[-1]
    assert [one.name for one in saved.chain] == [voice]


def test_a_title_with_its_place_is_no_part_of_a_name(read):
    text = (
        "Tarn County Executive Ada Quill said the mill would close. Tarn has warned that ice is "
        "on the lake."
    )
    assert [[v.name for v in r.chain] for r in read(text)] == [["Ada Quill"], ["Tarn"]]


def test_who_was_told_has_it_from_others(read):
    text = "Ada Quill said she had been told by two aides that the mayor wept."
    (wept,) = [r for r in read(text) if text[r.start : r.stop].endswith("the mayor wept")]
    assert [voice.name for voice in wept.chain] == ["Ada Quill", "aides"]


def test_the_diplomat_is_the_ambassador(read):
    text = "Envoy Quill opened the talks. The diplomat said the dam would hold."
    assert chains(text, read(text))["the dam would hold"] == ["Quill"]


def test_two_who_speak_together_think_each_for_himself(read):
    text = "Ada Quill and Owen Brack said they believe the reef is dying."
    found = [[voice.name for voice in report.chain] for report in read(text)]
    assert found == [["Ada Quill"], ["Owen Brack"]]
