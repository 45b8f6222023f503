"""Reports: the clause, who vouches for it, how surely."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from firsthand.claims import reader
from firsthand.lexicon import gazetteer, language
from firsthand.records import Article, Part, Report

# (text, words of the clause, chain from nearest to farthest, stance)
CASES = [
    (
        (
            "Citing unidentified Varan government sources, the Chosun Ilbo newspaper reported "
            "that the ferry likely left the port of Losk on Friday evening."
        ),
        "ferry likely left",
        ["Chosun Ilbo", "unidentified Varan government sources"],
        "probable",
    ),
    (
        "Kyodo cited harbour officials as saying that the pilot was possibly asleep.",
        "was possibly asleep",
        ["Kyodo", "harbour officials"],
        "possible",
    ),
    (
        "The bridge was “closed for repairs,” the ministry's statement said, according to Xinhua.",
        "bridge was “closed",
        ["Xinhua", "ministry's statement"],
        "certain",
    ),
    (
        "The mayor slipped on the ice, police chief Ana Borovic told AFP.",
        "mayor slipped",
        ["AFP", "Ana Borovic"],
        "certain",
    ),
    ("Both British and Danish officials have denied such claims.", "denied such claims",
     ["British and Danish officials"], "denied"),
    ("The harbour office did not immediately confirm the collision.", "did not immediately confirm",
     ["harbour office"], "unconfirmed"),
    ("Jelena Marek declined to comment on the fire.", "declined to comment", ["Jelena Marek"],
     "unconfirmed"),
    ("It was unclear whether the captain was on board.", "whether the captain was", [],
     "unconfirmed"),
    ("The mission is expected to start next week.", "mission is expected", [], "probable"),
    ("The tunnel may reopen on Monday, a spokesman for the railway said.", "tunnel may reopen",
     ["spokesman for the railway"], "possible"),
    ("Seven people died in the fire.", "Seven people died", [], "certain"),
    ("The charges were false, her lawyer, Petra Holm, said.", "charges were false", ["Petra Holm"],
     "denied"),
    ("Economists expect prices to fall.", "prices to fall", ["Economists"], "probable"),
    (
        "Analysts said the accusation that the firm had hidden losses was old.",
        "firm had hidden losses",
        ["Analysts"],
        "probable",
    ),
]  # fmt: skip


def at(reports: list[Report], text: str, words: str) -> Report:
    place = text.index(words)
    holding = [r for r in reports if r.start <= place and place + len(words) <= r.stop]
    assert holding, [text[r.start : r.stop] for r in reports]
    return min(holding, key=lambda r: r.stop - r.start)


@pytest.mark.parametrize(("text", "words", "chain", "stance"), CASES)
def test_a_report_has_its_chain_and_stance(read, text, words, chain, stance):
    report = at(read(text), text, words)
    assert [voice.name for voice in report.chain] == chain
    assert report.stance == stance


def test_one_sentence_holds_two_claims_with_two_stances(read):
    text = (
        "The Halden Wire said the train left on Sunday and that a meeting was possible on Tuesday."
    )
    reports = read(text)
    assert at(reports, text, "train left").stance == "certain"
    assert at(reports, text, "meeting was possible").stance == "possible"


def test_an_unnamed_source_is_anonymous_and_a_named_one_is_not(read):
    text = "Two officials said the dam held. Marta Quist, an engineer, said the dam cracked."
    reports = read(text)
    assert at(reports, text, "dam held").chain[0].anonymous
    assert not at(reports, text, "dam cracked").chain[0].anonymous


def test_a_pronoun_goes_back_to_who_spoke(read):
    text = (
        "Tomas Rusk said the harbour would close. Ships wait outside. "
        "He said the closure would last a week."
    )
    assert at(read(text), text, "closure would last").chain[0].name == "Tomas Rusk"


def test_a_pronoun_that_goes_back_to_nobody_is_no_source(read):
    text = "He said the closure would last a week."
    assert at(read(text), text, "closure would last").chain == ()


def test_a_surname_goes_back_to_the_full_name(read):
    text = "Governor Dora Lindqvist toured the port. Lindqvist said the cranes were safe."
    assert at(read(text), text, "cranes were safe").chain[0].name == "Dora Lindqvist"


def test_a_role_goes_back_to_its_holder(read):
    text = (
        "Ilya Venn, the director of the institute, said two samples were lost. "
        "The chief said the others were safe."
    )
    assert at(read(text), text, "others were safe").chain[0].name == "Ilya Venn"


def test_an_unnamed_voice_is_never_given_a_name(read):
    text = "Nora Field opened the fair. A source said the fair had lost money."
    chain = at(read(text), text, "fair had lost").chain
    assert [v.name for v in chain] == ["source"]
    assert chain[0].anonymous


def test_a_quotation_runs_on_without_a_cue(read):
    text = "“The roof fell in,” Ada Brandt said. “Nobody was inside at the time.”"
    report = at(read(text), text, "Nobody was inside")
    assert [v.name for v in report.chain] == ["Ada Brandt"]
    assert report.quote


def test_a_quotation_belongs_to_the_cue_at_its_end(read):
    text = "“The roof fell in. Nobody was inside at the time,” Ada Brandt said."
    assert [v.name for v in at(read(text), text, "roof fell").chain] == ["Ada Brandt"]


def test_the_outlets_own_name_is_no_link(read):
    text = "A clerk told CBS News that the vault was empty."
    own = at(read(text, outlet="CBS News"), text, "vault was empty")
    other = at(read(text), text, "vault was empty")
    assert [v.name for v in own.chain] == ["clerk"]
    assert [v.name for v in other.chain] == ["CBS News", "clerk"]


def test_several_who_speak_together_each_vouch(read):
    text = "The army and the police said the road was open."
    chains = {
        tuple(v.name for v in r.chain)
        for r in read(text)
        if "road was open" in text[r.start : r.stop]
    }
    assert chains == {("army",), ("police",)}


def test_pictures_and_events_are_no_voices(read):
    text = "Photographs showed that the wing was missing."
    assert at(read(text), text, "wing was missing").chain == ()


def test_what_the_outlets_people_saw_is_firsthand(read):
    text = "Associated Press journalists saw a green tram near the border."
    assert at(read(text), text, "saw a green tram").firsthand


def test_words_that_only_attribute_are_no_report(read):
    text = "The roof fell in, Ada Brandt said on Friday, according to the Herald."
    assert all("Brandt said" not in text[r.start : r.stop] for r in read(text))


WORDS = st.sampled_from(
    "he said the ferry sank , according to officials “ ” . who may have left Kyodo reported that "
    "citing sources denied Ana Borovic it was unclear whether 12 people died".split()
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40))
@example("people , 12 reported sources “ citing".split())
def test_any_text_gives_reports_inside_it(read, words):
    text = " ".join(words)
    for report in read(text):
        assert 0 <= report.start < report.stop <= len(text)
        for start, stop in report.stance_words:
            assert 0 <= start < stop <= len(text)
        for voice in report.chain:
            assert voice.name.strip()
            assert voice.start is not None
            assert text[voice.start : voice.stop].strip()


def test_deep_nesting_is_bounded(read):
    text = "Ana said that " * 400 + "the dam held."
    assert all(len(r.chain) <= 8 for r in read(text))


def test_both_countries_are_the_two_named_before(read):
    text = "The French minister will visit Ghana, both countries said Monday."
    chains = {
        tuple(v.name for v in r.chain) for r in read(text) if "will visit" in text[r.start : r.stop]
    }
    assert chains == {("France",), ("Ghana",)}


def test_both_sides_of_nobody_named_stay_as_they_are(read):
    text = "The talks went well, both sides said."
    assert [v.name for v in at(read(text), text, "talks went well").chain] == ["both sides"]


def test_a_speaker_may_be_named_in_a_caption_before(parsed):
    caption = "Nadia Fares outside the court in Lindenau.\n"
    text = caption + "“The charges are old,” she said."
    parts = (
        Part(kind="caption", start=0, stop=len(caption)),
        Part(kind="body", start=len(caption), stop=len(text)),
    )
    article = Article(id="a", source="a", text=text, parts=parts)
    reports = reader.read(
        article, parsed(article), words=language.load(), gazetteer=gazetteer.load()
    )
    assert [[v.name for v in r.chain] for r in reports] == [["Nadia Fares"]]
