"""How far a correction or a retraction has reached."""

from dataclasses import replace
from time import process_time

import pytest

import firsthand
from firsthand.records import Descent, Stemma
from firsthand.timeline.corrections import find, notices

OLD = "VINT — A cable car with 312 people aboard stopped over the Orla gorge, the operator said."
NEW = "VINT — A cable car with 231 people aboard stopped over the Orla gorge, the operator said."


def article(name, text, **known):
    return firsthand.article(text, id=name, language="en", published="2031-05-06", **known)


def stemma(*pairs, relation="copy"):
    links = [
        Descent(upstream=a, to=b, relation=relation, coverage=1, confidence=1, why=())
        for a, b in pairs
    ]
    return Stemma(links=tuple(links))


def corrected(notice, *others, text=NEW):
    articles = [article("new", f"{text}\n\n{notice}"), *others]
    kin = stemma(*(("old", one.id) for one in articles))
    return find({one.id: one for one in articles}, kin)


NOTICE = "Correction: An earlier version of this story said that 312 people were aboard."


def test_copies_that_still_carry_the_old_number_are_named_with_their_words():
    copy, right = article("copy", OLD), article("right", NEW)
    (found,) = corrected(NOTICE, copy, right)
    assert found.article == "new"
    assert found.old == ("312 people",)
    ((name, start, stop),) = found.carriers
    assert name == "copy"
    assert "312" in copy.text[start:stop]


def test_a_number_in_another_language_is_the_same_number():
    text = "VINT.- Un teleférico con 312 personas a bordo se detuvo, dijo la empresa."
    other = firsthand.article(text, id="otro", language="es", published="2031-05-06")
    (found,) = corrected(NOTICE, other)
    assert [name for name, _, _ in found.carriers] == ["otro"]


def test_a_small_number_must_count_the_same():
    notice = "Correction: A previous version of this story said that five passengers fainted."
    same = article("same", "Five passengers fainted, a doctor of Vint said.")
    another = article("another", "It was the fault of five bolts, a mechanic of Vint said.")
    (found,) = corrected(notice, same, another)
    assert [name for name, _, _ in found.carriers] == ["same"]


def test_a_name_that_was_wrong_is_looked_for_as_it_was_written():
    notice = "Correction: An earlier version of this story misspelled the name of Bodil Krantz."
    copy = article("copy", f"{OLD} Nobody was hurt, said the driver, Bodil Krantz.")
    (found,) = corrected(notice, copy)
    assert [name for name, _, _ in found.carriers] == ["copy"]


def test_a_text_that_corrects_itself_does_not_carry_it():
    other = article("other", f"{NEW}\n\n{NOTICE}")
    found = corrected(NOTICE, other)
    assert all(not one.carriers for one in found)


def test_a_text_that_shares_no_words_is_left_alone():
    far = article("far", OLD)
    new = article("new", f"{NEW}\n\n{NOTICE}")
    (found,) = find({"far": far, "new": new}, Stemma())
    assert found.carriers == ()


@pytest.mark.parametrize(
    "line",
    [
        "Corrección: en una versión anterior de esta nota se dijo que eran 312.",
        "In einer früheren Version dieses Artikels hieß es, es seien 312.",
        "Rectificatif : une version précédente de cet article parlait de 312 personnes.",
    ],
)
def test_notices_are_known_in_other_languages(line):
    one = article("a", f"{NEW}\n{line}\nMore news")
    ((start, stop, status),) = notices(one)
    assert (one.text[start:stop], status) == (line, "corrected")


def test_what_goes_back_to_a_withdrawn_text_is_named():
    withdrawn = replace(article("a", OLD), status="retracted")
    also = replace(article("c", OLD), status="retracted")
    articles = {one.id: one for one in (withdrawn, article("b", OLD), also, article("d", OLD))}
    found = find(articles, stemma(("a", "b"), ("b", "c"), ("c", "d")))
    assert [name for name, _, _ in found[0].carriers] == ["b", "d"]


def test_a_text_may_say_itself_that_it_is_withdrawn():
    text = f"{OLD}\n\nThis article has been retracted."
    articles = {one.id: one for one in (article("a", text), article("b", OLD))}
    (found,) = [one for one in find(articles, stemma(("a", "b"))) if one.notice is None]
    assert [name for name, _, _ in found.carriers] == ["b"]


def test_a_circle_of_texts_ends():
    articles = {n: replace(article(n, OLD), status="retracted") for n in "ab"}
    (found,) = find(articles, stemma(("a", "b"), ("b", "a")))
    assert found.carriers == ()


def test_many_copies_that_correct_themselves_cost_little():
    def reached(count):
        copies = [article(f"copy{n}", f"{NEW}\n\n{NOTICE}") for n in range(count)]
        start = process_time()
        found = corrected(NOTICE, article("old", OLD), *copies)
        assert {one.carriers[0][0] for one in found} == {"old"}
        return process_time() - start

    reached(1)
    assert reached(400) < 20 * reached(40) + 0.2
