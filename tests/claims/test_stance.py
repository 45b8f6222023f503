"""How surely a claim is told: what hedges it, and what only stands beside a hedge."""

import pytest


def stances(text, reports):
    return {text[r.start : r.stop]: r.stance for r in reports}


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        # seen with eyes
        (
            "The captain was last seen in the port on Friday.",
            "The captain was last seen",
            "certain",
        ),
        ("A row of boats was seen tied up by the quay.", "A row of boats was seen", "certain"),
        (
            "Mara Pell appeared on the Harbour Hour show to urge people to sell.",
            "Mara Pell appeared on the Harbour Hour show",
            "certain",
        ),
        (
            "Officials said it was possible a deal would be reached today.",
            "it was possible a deal would be reached today",
            "possible",
        ),
        # hearsay is what was said, too
        ("Owen Brack reportedly said the ferry was old.", "the ferry was old", "probable"),
        # what something is not, is not unknown
        (
            "Owen Brack said it was not where the crew had left the ferry.",
            "it was not where the crew had left the ferry",
            "certain",
        ),
        # what is withheld besides words
        (
            "Police said Otto Brand did not provide resistance.",
            "Otto Brand did not provide resistance",
            "certain",
        ),
        ("The rebels did not release the crew.", "The rebels did not release the crew", "certain"),
        (
            "The office did not release the names of the crew.",
            "The office did not release the names of the crew",
            "unconfirmed",
        ),
        (
            "The men did not identify themselves at the gate.",
            "The men did not identify themselves at the gate",
            "certain",
        ),
        # what it would be wrong to say
        (
            "But it's wrong to say that the bans are working in Calder, Otto Brand said.",
            "the bans are working in Calder",
            "denied",
        ),
        # a hedge does not reach what is set off
        (
            "The ferry, which has carried mail for years, is expected to leave on Friday.",
            "which has carried mail for years",
            "certain",
        ),
        # a denial does not reach what the one who denies does
        (
            "The council has denied setting fire to the mill in Calder, blaming it on the miners.",
            "blaming it on the miners",
            "certain",
        ),
        # who denies no more than he confirms denies nothing
        (
            "The council said it could neither confirm nor deny that steps had been taken.",
            "steps had been taken",
            "unconfirmed",
        ),
        (
            "The council confirmed the strike and denied that steps had been taken.",
            "steps had been taken",
            "denied",
        ),
        (
            "The council did not confirm or deny the strike.",
            "The council did not confirm or deny",
            "unconfirmed",
        ),
        # a modal that two verbs share
        (
            "The clerk told reporters that Quill and Brack could lead the talks and also meet in person.",
            "also meet in person",
            "possible",
        ),
        # not given, and not said to be false
        (
            "The council said the guards had denied passage to a convoy of herring boats.",
            "the guards had denied passage",
            "certain",
        ),
        ("Mayor Ada Quill was wrong to sell the pier to Calder.", "Mayor Ada Quill was", "certain"),
        # no chance at all
        (
            "The minister said there is no chance that the boat used in the raid came from Skell.",
            "there is no chance",
            "denied",
        ),
    ],
)
def test_what_a_hedge_reaches(read, text, words, stance):
    found = stances(text, read(text))
    assert {value for key, value in found.items() if key.startswith(words)} == {stance}


def test_who_denies_is_no_source_of_what_others_say(read):
    text = "The council denied any part in the strike that clerks said had closed the port."
    [report] = [r for r in read(text) if text[r.start :].startswith("that clerks")]

    assert [voice.name for voice in report.chain] == ["clerks"]


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        # what was heard and seen was no possibility
        ("The first shots could be heard over the mill.", "The first shots", "certain"),
        ("“I could see the men leave the pit,” Quill said.", "I could see", "certain"),
        ("The move could be seen as a setback for the port.", "The move", "possible"),
        # wants to
        ("The mayor was not looking to make hay with his words.", "The mayor", "certain"),
        # no word uttered is no word that is missing
        ("Quill said the gunman did not utter a word.", "the gunman did", "certain"),
        ("The port did not give details of the crash.", "The port did", "unconfirmed"),
        ("Clerks urge people not to disclose private information.", "Clerks urge", "certain"),
        # not ruled out
        ("It could not be ruled out that more nets were in the area.", "more nets", "possible"),
        # how somebody is minded
        ("Brack is hopeful that the bridge will hold.", "the bridge will hold", "probable"),
        ("Brack is worried that the bridge will sink.", "the bridge will sink", "possible"),
        # what somebody is, and what is known
        ("Brack said he had never been so clear in his life.", "he had never", "certain"),
    ],
)
def test_what_only_looks_like_a_hedge(read, text, words, stance):
    found = stances(text, read(text))
    assert {value for key, value in found.items() if key.startswith(words)} == {stance}


def test_a_hedge_in_what_a_noun_holds_is_said_of_it(read):
    text = "Quill has concerns about the prospect of Skell potentially selling boats to Calder."
    assert [report.stance for report in read(text)] == ["possible"]


def test_a_hedge_of_a_small_clause_stays_there(read):
    text = "A row has broken out over the pier, with Skell reportedly selling boats to Calder."
    assert stances(text, read(text))[text.rstrip(".")] == "certain"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        # who gave no answer
        ("Ada Quill could not immediately be reached for comment.", "unconfirmed"),
        ("The company could not be contacted on Monday.", "unconfirmed"),
        ("The owner did not return calls from the paper.", "unconfirmed"),
        ("The ministry was not immediately available for comment.", "unconfirmed"),
        ("The owner was unavailable for comment.", "unconfirmed"),
        # an inability is no possibility
        ("The divers could not open the hatch of the ferry.", "certain"),
        # what may not be is one
        ("The divers may not have opened the hatch.", "possible"),
        ("The ferry could leave on Friday.", "possible"),
        # what a thing should do is expected, what somebody should do is no guess
        ("The pump should help the crews next year.", "probable"),
        ("The mayor should sell the boats.", "certain"),
        ("Ada Quill said Skell should pay for the quay.", "certain"),
        ("The pump should not be sold.", "certain"),
        ("The council said the repair should be complete by noon.", "probable"),
        ("The council said the ferry should resume service on Friday.", "probable"),
        ("The council said the harbour should belong to Skell.", "certain"),
        # what cannot be verified, or not yet
        ("The figures were impossible to verify.", "unconfirmed"),
        ("The council was unable to confirm the loss.", "unconfirmed"),
        ("The deaths have yet to be confirmed.", "unconfirmed"),
        ("There was no immediate word on the missing crew.", "unconfirmed"),
        # who knew nothing of a thing has told so
        ("Ada Quill did not know about the leak.", "certain"),
        # what follows if something is not done is no question
        ("If it leaks, the crew will consider a strike.", "certain"),
        # what a thing is taken for it may be
        ("The wind was being looked at as a possible cause of the wreck.", "possible"),
        ("The singer rose in the polls as a potential mayor.", "certain"),
        ("The trouble is that it is unclear how much the crew can carry.", "unconfirmed"),
        # claims that are rejected
        ("The ministry rejected the accusations.", "denied"),
        ("The ministry rejected the budget.", "certain"),
    ],
)
def test_how_surely_a_sentence_is_told(read, text, stance):
    assert [report.stance for report in read(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ada Quill rejected claims that the ferry leaked.", "denied"),
        ("Ada Quill dismissed suggestions that the ferry leaked.", "denied"),
        ("Ada Quill said there was no evidence that the ferry leaked.", "denied"),
        ("The port could not confirm a report that the ferry leaked.", "unconfirmed"),
        ("Ada Quill did not reject claims that the ferry leaked.", "certain"),
        ("Ada Quill said it was too early to say whether the ferry leaked.", "unconfirmed"),
        # who does not hold it holds that it is not so, who cannot believe it wonders at it
        ("Ada Quill said she did not think the ferry leaked.", "denied"),
        ("Ada Quill thinks the ferry leaked.", "probable"),
        ("Ada Quill could not believe that the ferry leaked.", "certain"),
    ],
)
def test_what_the_verb_above_makes_of_a_clause(read, text, stance):
    (leaked,) = [r for r in read(text) if "the ferry leaked" in text[r.start : r.stop]]
    assert leaked.stance == stance


@pytest.mark.parametrize(
    ("text", "told", "stance"),
    [
        ("Neither side said when the ferry will sail again.", "Neither side said", "unconfirmed"),
        ("Nobody said that the mill was closed.", "Nobody said that the mill was", "unconfirmed"),
        ("No one knows how many boats were on the lake.", "No one knows how many", "unconfirmed"),
        ("No officials have confirmed that it burned.", "No officials have", "unconfirmed"),
        ("None of the crew revealed what was agreed.", "None of the crew revealed", "certain"),
    ],
)
def test_what_nobody_says_is_told_by_nobody(read, text, told, stance):
    (report,) = read(text)
    assert text[report.start :].startswith(told)
    assert (report.chain, report.stance) == ((), stance)


@pytest.mark.parametrize(
    ("text", "granted", "stance"),
    [
        ("Ada Quill denied that she was on duty when the dam broke on Monday.", True, "certain"),
        ("Ada Quill urged the council to resign after the dam broke on Monday.", True, "certain"),
        ("Ada Quill promised to rebuild the mill after the dam broke on Monday.", True, "certain"),
        ("Ada Quill said that she left after the dam broke on Monday.", False, "certain"),
        ("Ada Quill warned the crew to leave because the dam broke on Monday.", False, "certain"),
    ],
)
def test_what_is_taken_for_granted_is_neither_denied_nor_demanded(read, text, granted, stance):
    (broke,) = [r for r in read(text) if text[r.start : r.stop].startswith("the dam broke")]
    assert (broke.chain == (), broke.stance) == (granted, stance)


def test_a_doubt_behind_a_negated_clause_denies_nothing(read):
    (report,) = read("\"There won't be a trial here, I don't think,\" said Ada Quill.")
    assert report.stance == "probable"


def test_a_question_that_was_answered_is_no_claim(read):
    text = "Asked whether the vote was fair, Ada Quill said it had been counted in May."
    assert [text[r.start : r.stop] for r in read(text)] == ["it had been counted in May"]
    silent = "Asked whether the vote was fair, Ada Quill declined to comment."
    assert {r.stance for r in read(silent)} == {"unconfirmed"}
