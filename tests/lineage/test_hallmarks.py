"""Names and numbers by which a text is known in another language."""

from firsthand.lineage import hallmarks
from firsthand.lineage.reading import read
from firsthand.records import Article, Part

ENGLISH = (
    "The ferry Marlene drifted off Lindhaven for 14 hours with 214 passengers, Captain Odalys Brandt "
    "told the Ulvering Courier. Two tugs from Merrow reached the Marlene at night. Harbour master "
    "Istvan Pellmar closed the crossing to Tarnholm until 25 March."
)
GERMAN = (
    "Die Fähre Marlene trieb 14 Stunden vor Lindhaven, mit 214 Menschen an Bord, sagte Kapitän Odalys "
    "Brandt dem Ulvering Courier. Zwei Schlepper aus Merrow erreichten die Marlene nachts. Der "
    "Hafenmeister Istvan Pellmar sperrte die Strecke nach Tarnholm bis 25. März."
)
OTHER = (
    "In Lindhaven wählten 1200 Fischer am 12. März ihren Sprecher. Gewählt wurde Jonte Kallmeyer mit "
    "713 Stimmen; Hedda Roosvelt kam auf 402. Kallmeyer will die Hafengebühr von 25 auf 14 Kronen senken."
)


def marks(text, **known):
    return set(hallmarks.find(read(Article(id="a", source="", text=text, **known))).tolist())


def test_a_translation_keeps_the_marks_of_its_original():
    english, german, other = marks(ENGLISH), marks(GERMAN), marks(OTHER)
    assert len(english & german) >= 8
    assert len(english & other) == len(german & other) == 0


def test_marks_are_of_the_body_and_do_not_mind_which_name_comes_first():
    assert marks("Odalys Brandt told Merrow 214 things") == marks(
        "214 things Merrow told Brandt Odalys"
    )
    footer = Part(kind="footer", start=len(ENGLISH), stop=len(ENGLISH) * 2 + 1)
    body = Part(kind="body", start=0, stop=len(ENGLISH))
    assert marks(f"{ENGLISH}\n{OTHER}", parts=(body, footer)) == marks(ENGLISH)


def test_words_without_names_and_numbers_leave_none():
    assert marks("nobody was hurt when the old barn burned down last night") == set()
    assert marks("") == marks("Marlene") == set()


def test_a_text_without_end_is_looked_at_from_its_beginning():
    names = " ".join(f"Name{number}" for number in range(3 * hallmarks.MOST))
    assert len(marks(names)) <= hallmarks.REACH * hallmarks.MOST
