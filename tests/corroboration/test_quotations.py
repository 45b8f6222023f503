"""Quotations checked against the text of the one who is quoted."""

import pytest

import firsthand
from firsthand.corroboration.quotations import check

STATEMENT = (
    "The Orla Lift Company stopped all cabins at 9 a.m. on Monday. No passenger was hurt in the gorge. "
    "All cabins were emptied by noon."
)


def verdicts(sentence, *, outlet="Vint Post"):
    articles = [
        firsthand.article(
            STATEMENT, id="own", outlet="Orla Lift Company", language="en", published="2031-05-05"
        ),
        firsthand.article(
            sentence, id="told", outlet=outlet, language="en", published="2031-05-06"
        ),
    ]
    reading = firsthand.read(articles)
    by_id = {article.id: article for article in reading.articles}
    return [
        (
            one.verdict,
            by_id[one.article].text[one.start : one.stop],
            one.found and by_id[one.document].text[slice(*one.found)],
        )
        for one in check(reading.stories, by_id)
    ]


def test_a_whole_sentence_is_in_it():
    told = "“No passenger was hurt in the gorge,” the Orla Lift Company said in a statement."
    ((verdict, _, found),) = verdicts(told)
    assert (verdict, found) == ("in it", "No passenger was hurt in the gorge")


def test_a_part_of_a_sentence_is_cut():
    told = "“All cabins were emptied,” the Orla Lift Company said in a statement."
    ((verdict, _, found),) = verdicts(told)
    assert (verdict, found) == ("cut", "All cabins were emptied")


def test_other_words_are_not_in_it_and_what_there_is_of_them_is_shown():
    told = "“No passenger was hurt, as far as we know,” the Orla Lift Company said in a statement."
    ((verdict, quoted, found),) = verdicts(told)
    assert verdict == "not in it"
    assert quoted.startswith("No passenger was hurt, as far")
    assert found == "No passenger was hurt"


def test_what_was_only_spoken_need_not_be_written():
    assert verdicts("“We are all very tired now,” the Orla Lift Company said on Monday.") == []


@pytest.mark.parametrize(
    "told",
    [
        "“No passenger was hurt in the gorge,” the mayor of Vint said in a statement.",
        "The Orla Lift Company spoke of “all cabins” in a statement.",
    ],
)
def test_others_words_and_turns_of_phrase_are_not_checked(told):
    assert verdicts(told) == []


def test_its_own_text_is_not_checked_against_itself():
    told = "“No passenger was hurt,” the Orla Lift Company said in a statement."
    assert [
        one for one in verdicts(told, outlet="Orla Lift Company") if one[0] == "not in it"
    ] == []
