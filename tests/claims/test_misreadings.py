"""Sentences that the parse is known to misread as a whole."""


def test_a_past_form_taken_for_a_participle_tells(read):
    text = "The Veldish Observatory for Sea Rights estimated in May that 40,000 tons had been lost."
    [report] = read(text)

    assert [voice.name for voice in report.chain] == ["Veldish Observatory for Sea Rights"]
    assert "40,000 tons had been lost" in text[report.start : report.stop]


def test_places_of_officials_are_no_speakers(read):
    text = "N.P. officials in New Skell, Calder and Brackhaven declined to comment on the report."
    names = {voice.name for report in read(text) for voice in report.chain}

    assert not names & {"Calder", "Brackhaven"}


def test_made_clear_is_a_telling(read):
    text = "Veldmark has made clear it will not allow ships through the strait."
    [report] = read(text)

    assert [voice.name for voice in report.chain] == ["Veldmark"]
    assert text[report.start : report.stop].startswith("it will not allow ships")
