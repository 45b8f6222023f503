"""Who vouches for a clause: tellings in awkward places, and what only looks like one."""

import pytest

from tests.claims.conftest import chains


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        # a telling that ends a sentence
        (
            "The ferry sank on Monday, an official confirmed late Friday.",
            "The ferry sank on Monday",
            ["official"],
        ),
        # a title shows that a surname is not hers
        (
            "President Quill came on Monday. Mary Quill waved. Mr. Quill said that the dam had held.",
            "the dam had held",
            ["Quill"],
        ),
        (
            "Peter Quill came on Monday. Mary Quill waved. Mrs. Quill said that the dam had held.",
            "the dam had held",
            ["Mary Quill"],
        ),
        # a title behind a quotation out of which the parse takes a noun
        (
            (
                "“We almost doubled, just today, the number of islands known to sailors,” astronomer Ada "
                "Quill, head of island surveys at Calder Institute in Skell, told reporters on a call."
            ),
            "We almost doubled, just today",
            ["Ada Quill"],
        ),
        # a document that reads so
        (
            '"The harbour is closed," reads a statement from the port.',
            "The harbour is closed",
            ["statement from the port"],
        ),
        ('The miners chanted, "The mill must go."', "The mill must go", ["miners"]),
        # minds
        ("Brack is confident that the bridge will hold.", "the bridge will hold", ["Brack"]),
        ("Ada Quill is convinced the ferry was old.", "the ferry was old", ["Ada Quill"]),
        ("Ada Quill said she hopes the vote will pass.", "the vote will pass", ["Ada Quill"]),
        # those whom nobody names
        (
            "Some who were there said the fire began in the mill.",
            "the fire began in the mill",
            ["Some"],
        ),
        # another one beside it
        (
            (
                "Quill told reporters that he expected no strike, while his adviser said the miners "
                "were not looking for one."
            ),
            "the miners were not looking for one",
            ["adviser"],
        ),
        # told speech goes on behind "but", and the text's own doubt does not
        (
            "Brack said one car had hit the wall, but divers were looking into a second one.",
            "divers were looking into a second one",
            ["Brack"],
        ),
        (
            "Brack said two men had been beaten, but that claim could not be confirmed.",
            "that claim could not be confirmed",
            [],
        ),
        # hearsay is nobody's telling
        (
            "Over the past week, Brack reportedly threatened to close the mill.",
            "Over the past week, Brack reportedly threatened to close the mill",
            [],
        ),
        # the subject of a main clause before that of one inside it
        (
            (
                "Mr. Brack voiced disbelief that Mr. Pell would invite Mr. Quill. He said the trip was a "
                "mistake."
            ),
            "the trip was a mistake",
            ["Brack"],
        ),
        # a telling that is repeated
        (
            "Otto Brand said Calder was trying to frighten the crews and said sinking the boats was a crime.",
            "sinking the boats was a crime",
            ["Otto Brand"],
        ),
        # a contrast, in any time
        (
            "Otto Brand has said that the fee is final, while Democrats have said they will pay for more guards.",
            "they will pay for more guards",
            ["Democrats"],
        ),
        # whom another one quotes
        (
            (
                "The Skell news agency reported the speaker of the assembly, Otto Brand, as saying the "
                "harbour did not recognize the council."
            ),
            "the harbour did not recognize the council",
            ["Skell news agency", "Otto Brand"],
        ),
        # what stands between a subject and its verb is only of that verb
        (
            (
                "The palace asserts that the ban has had a deep effect on the fishery, but its real effect "
                "so far, according to economic specialists, appears to be small."
            ),
            "the ban has had a deep effect on the fishery",
            ["palace"],
        ),
        # who speaks to others, inside what is told of him
        (
            (
                "Calder leader Otto Brand sent a message to residents, assuring them that he would soon "
                "visit the area, national Rebel Radio said Thursday on its website."
            ),
            "he would soon visit the area",
            ["Rebel Radio", "Otto Brand"],
        ),
        # what a document argues is argued by who issues it
        (
            (
                "The Tarn Department issued a final ruling Wednesday that calls for hefty tariffs on most "
                "boats, arguing they've been illegally subsidized."
            ),
            "they've been illegally subsidized",
            ["Tarn Department"],
        ),
        # what somebody did is told by who tells it, not by him
        (
            (
                "Ada Quill, the chief of staff, asked Otto Brand last summer to explore the options with "
                "the mayor, the palace said in a statement."
            ),
            (
                "Ada Quill, the chief of staff, asked Otto Brand last summer to explore the options with "
                "the mayor"
            ),
            ["palace"],
        ),
        (
            "Otto Brand said that officials in Skell have not condemned the abduction.",
            "officials in Skell have not condemned the abduction",
            ["Otto Brand"],
        ),
        (
            "The captains met Otto Brand in recent weeks, making clear business will continue.",
            "business will continue",
            ["captains"],
        ),
        # a title at the head of a sentence, and a long name that is cut where it can be
        (
            "Comedian Ada Quill announced on Monday that the play was off.",
            "the play was off",
            ["Ada Quill"],
        ),
        (
            "A law enforcement source with detailed knowledge of the investigation said the boat had sunk.",
            "the boat had sunk",
            ["law enforcement source with detailed knowledge"],
        ),
        # which ones media are said to include; who is not named stays so
        (
            "Local media, including the Skell Post, reported that the dam had broken.",
            "the dam had broken",
            ["Skell Post"],
        ),
        (
            "Other officials, including five senior Calder Democrats, said that the dam had broken.",
            "the dam had broken",
            ["officials"],
        ),
        # quotation marks inside what others report
        (
            'It also cited reports that Calder was building camps "very reminiscent of old prisons" in the east.',
            'Calder was building camps "very reminiscent of old prisons" in the east',
            ["reports"],
        ),
        # media go by "it"
        (
            "Skell's state media quoted a miner as saying the pit is safe. It said two shafts were open.",
            "two shafts were open",
            ["Skell's state media"],
        ),
        # what goes on behind a told noun
        (
            (
                '"As soon as we heard that the president announced his plan we came down to the harbour to '
                'look," said Ada Quill.'
            ),
            "we came down to the harbour to look",
            ["Ada Quill"],
        ),
    ],
)
def test_a_clause_has_its_voice(read, text, words, chain):
    assert chains(text, read(text))[words] == chain


def test_what_is_only_called_so_in_quotation_marks_is_nobodys(read):
    text = (
        "Skell vowed to close the pier. Anger is greater after threats by Mr. Brack to unleash “fire "
        "and fury” on the north, and Skell’s stated plan to test some of its nets near Calder."
    )
    assert "fire and fury" not in chains(text, read(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # marks of two kinds
        (
            (
                'Pell saw it. "We have 230 reports of a fireball. It lasted for three seconds. It was white '
                "and wide,” Ada Quill told the council."
            ),
            "It lasted for three seconds",
        ),
        # a quotation that runs on into a paragraph without a mark
        (
            (
                "Pell saw it.\n\nAda Quill said: “The pump had leaked for a year.\n\nIt must go now, the "
                "board agreed.”"
            ),
            "the board agreed",
        ),
        # single marks
        (
            (
                "Pell saw it. ‘So many hopes were destroyed,’ Ada Quill said.\n\n‘The boys were at lunch. "
                "Then they ran from the mill.’"
            ),
            "Then they ran from the mill",
        ),
        # bytes read in another encoding
        (
            "Ada Quill said: â\x80\x9cThe pumpâ\x80\x99s wheel broke. Two boys ran away.â\x80\x9d",
            "Two boys ran away",
        ),
    ],
)
def test_a_quotation_runs_to_its_end(read, text, words):
    found = {text[r.start : r.stop]: r for r in read(text)}
    report = next(r for shown, r in found.items() if words in shown)
    assert ([v.name for v in report.chain], report.quote) == (["Ada Quill"], True)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "The damage was done early in the year with woeful faults ensuring that it leaks.",
            "The damage was done early in the year with woeful faults ensuring that it leaks",
        ),
        (
            "Miners warn to be careful when opening letters from strangers.",
            "Miners warn to be careful when opening letters from strangers",
        ),
        ("What divers found was a pair of anchors.", "What divers found was a pair of anchors"),
        (
            "The pits have seen it threaten to flood the mill.",
            "The pits have seen it threaten to flood the mill",
        ),
        (
            "The law shields the press, a guild that has often been sued.",
            "The law shields the press",
        ),
    ],
)
def test_a_clause_is_neither_torn_nor_left_hanging(read, text, whole):
    assert whole in {text[r.start : r.stop] for r in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        '"You might have a miner," he continued, referring to Brack.',
        "“It was a pair of anchors,” said Quill, lead author of the study published in the Calder Letters.",
    ],
)
def test_what_a_speaker_is_or_does_beside_it_is_no_report(read, text):
    assert not any(text[r.start : r.stop].startswith(("referring", "lead")) for r in read(text))


def test_a_pronoun_takes_the_one_whose_first_name_fits(read):
    text = (
        "Tom Brack, an attorney for the wife of the mayor, said she has signed a plea in the court."
    )
    leads = [text[slice(*r.lead)] for r in read(text) if r.lead]
    assert "Tom Brack" not in leads


def test_who_has_seen_it_tells_so(read):
    text = "“I’ve seen flames and people armed with bars,” said Ada Quill."
    assert [r.firsthand for r in read(text)] == [True]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # a quotation whose "!" or "?" makes a sentence of its telling
        (
            'Ada Quill left. "We will not pay for such a quay!" Tom Brack told the Calder Herald.',
            {"We will not pay for such a quay": ["Calder Herald", "Tom Brack"]},
        ),
        (
            '"Who will pay for the quay?" Ada Quill asked. "It belongs to the city."',
            {"It belongs to the city": ["Ada Quill"]},
        ),
        (
            'Tom Brack said, "The quay is old." He left. "Stop selling it!" Ada Quill wrote on Sunday.',
            {"The quay is old": ["Tom Brack"], "He left": []},
        ),
        # what is quoted next
        (
            'She went on, "The boats are old, and the quay is frankly too small."',
            {"The boats are old": ["She"], "the quay is frankly too small": ["She"]},
        ),
    ],
)
def test_a_quotation_is_given_to_the_telling_behind_it(read, text, chain):
    found = chains("Ada Quill. " + text if "She" in text else text, read(text))
    for words, names in chain.items():
        assert words in found or names == ["She"]
        assert names == ["She"] or found[words] == names
    assert not any(words.endswith(("Herald", "asked", "wrote on Sunday")) for words in found)


def test_what_a_quoted_one_has_from_others_comes_by_him(read):
    text = (
        'Tom Brack said the boats were old. "The committee has told the crew to repay some money. '
        'Police said two men were hurt. She should go home now."'
    )
    found = chains(text, read(text))
    assert found["two men were hurt"] == ["Tom Brack", "Police"]
    assert found["The committee has told the crew to repay some money"] == [
        "Tom Brack",
        "committee",
    ]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        # whom the whole telling cites stands at its end
        (
            'The Herald reported the charges "will include theft," citing someone familiar with it.',
            'the charges "will include theft,"',
            ["Herald", "someone familiar with it"],
        ),
        # a body speaks by its documents
        (
            "The council passed a resolution calling on all ships to leave the bay.",
            "calling on all ships to leave the bay",
            ["council"],
        ),
        (
            "Twenty mayors signed a letter asking the ministry to close the quay.",
            "asking the ministry to close the quay",
            ["Twenty mayors"],
        ),
        (
            "The mayor read a letter asking the ministry to close the quay.",
            "asking the ministry to close the quay",
            ["letter"],
        ),
        # what somebody else should say, or will not
        (
            "Tom Brack said the mayor should insist that the boat is old.",
            "the mayor should insist that the boat is old",
            ["Tom Brack"],
        ),
        (
            "Ada Quill was unable to say that the boat is old.",
            "Ada Quill was unable to say that the boat is old",
            [],
        ),
        ("Ada Quill was quick to say that the boat is old.", "the boat is old", ["Ada Quill"]),
        # "went down on its way" is no telling
        ("The plane went down on its way to Skell.", "The plane went down on its way to Skell", []),
        # a telling that ends a sentence, which the parse hangs on a name before it
        (
            (
                "On Sunday, a convoy of hundreds of Veldish carts was seen headed toward Skell, the "
                "regional capital, the Associated Press reports."
            ),
            "On Sunday, a convoy of hundreds of Veldish carts was seen headed toward Skell",
            ["Associated Press"],
        ),
        ('Ada Quill sighed: "The quay is old and wet."', "The quay is old and wet", ["Ada Quill"]),
        (
            "Ada Quill promised to rebuild the quay.",
            "Ada Quill promised to rebuild the quay",
            ["Ada Quill"],
        ),
    ],
)
def test_who_tells_it_and_who_does_not(read, text, words, chain):
    assert chains(text, read(text))[words] == chain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The list has the names of all 12 people thought to have died in the crash.", "thought to have died in the crash"),
        ("A man said to have sold the pump was held on Monday.", "was held on Monday"),
        ("Three pilots reported to be missing were found on Tuesday.", "were found on Tuesday"),
    ],
)  # fmt: skip
def test_of_whom_others_tell_is_no_voice(read, text, words):
    assert chains(text, read(text))[words] == []


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        # a short name is that of the outlet named last
        ("New York Times", "Times", "New York Times"),
        ("Greater Skell Herald", "Herald", "Greater Skell Herald"),
        # and another outlet's is its own
        ("Greater Skell Herald", "Calder Herald", "Calder Herald"),
    ],
)
def test_the_end_of_an_outlets_name_is_short_for_it(read, first, then, name):
    text = f"The quay is old, the {first} reported. Tom Brack told the {then} that ships are safe."
    assert chains(text, read(text))["ships are safe"] == [name, "Tom Brack"]
