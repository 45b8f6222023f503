"""One text in two languages: what the vectors propose, and what decides."""

import zlib

import numpy as np

from firsthand.lineage import trace_lineage
from firsthand.records import Article

ENGLISH = [
    "The ferry Marlene lost its engine off Lindhaven on 12 May.",
    "None of the 214 passengers was hurt, Ida Brandt said.",
    "The company ordered its 4 other ships back to port.",
    "About 900 travellers were moved to buses by the firm Ostkyst.",
]
GERMAN = [
    "Die Faehre Marlene verlor vor Lindhaven am 12. Mai ihren Motor.",
    "Keiner der 214 Passagiere wurde verletzt, sagte Ida Brandt.",
    "Die Firma rief ihre 4 anderen Schiffe in den Hafen zurueck.",
    "Rund 900 Reisende brachte die Firma Ostkyst mit Bussen weiter.",
]
ELSEWHERE = [
    "Die Muehle ueber Oberau schloss am 3. Juni fuer immer.",
    "Vierzig Arbeiter gingen hinter einer Kapelle den Berg hinab.",
    "Der Preis fuer Papier sei schuld, sagten die Besitzer.",
    "Im Gasthaus war vom ersten Winter ohne Heizung die Rede.",
]
#: sentences that a model would hold to be like, under one name
MEANING = {text: f"ferry {n}" for side in (ENGLISH, GERMAN) for n, text in enumerate(side)}


class Table:
    """A tiny encoder: a fixed vector a meaning, another for every sentence it does not know."""

    def encode(self, texts):
        rows = []
        for text in texts:
            chance = np.random.default_rng(zlib.crc32(MEANING.get(text, text).encode()))
            row = chance.normal(size=64)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, dtype=np.float32)


def made(key, sentences, language):
    text = "\n".join(sentences)
    return Article(id=key, source=key, text=text, language=language)


def pair(german, encoder):
    articles = [made("a", ENGLISH, "en"), made("b", german, "de"), made("c", ELSEWHERE, "de")]
    return trace_lineage(articles, encoder=encoder).pair("a", "b")


def test_a_translation_is_known_and_its_sentences_are_shown():
    found = pair(GERMAN, Table())
    assert found.relation == "translation"
    assert [p.kind for p in found.passages] == ["translation"] * 4
    assert [(p.a.text, p.b.text) for p in found.passages] == list(zip(ENGLISH, GERMAN, strict=True))


def test_other_numbers_make_another_text():
    other = [s.replace("12", "17").replace("214", "386").replace("900", "250") for s in GERMAN]
    MEANING.update({text: f"ferry {n}" for n, text in enumerate(other)})
    numbers = ["In 2019 und 2021 waren es 66, dann 71."]
    english = [*ENGLISH, "In 2018 and 2020 it was 44, then 57."]
    articles = [made("a", english, "en"), made("b", [*other, *numbers], "de")]
    assert trace_lineage(articles, encoder=Table()).pair("a", "b").relation == "independent"


def test_another_story_is_no_translation():
    articles = [made("a", ENGLISH, "en"), made("c", ELSEWHERE, "de")]
    traced = trace_lineage(articles, encoder=Table())
    assert traced.pair("a", "c").relation == "independent"
    assert traced.links == ()


def test_without_vectors_names_and_numbers_in_order_decide():
    names = ["Brandt Okafor Lindgren Marlene Ostkyst Verring 1204 8812 Tolmar Hessvik Quandrel"]
    one, two = made("a", [*ENGLISH, *names], "en"), made("b", [*GERMAN, *names], "is")
    crowd = [made(f"x{n}", [s.replace("e", f"e{n}") for s in ELSEWHERE], "en") for n in range(3)]
    traced = trace_lineage([one, two, *crowd])
    found = traced.pair("a", "b")
    assert found.relation == "translation"
    assert (ENGLISH[0], GERMAN[0]) in [(p.a.text, p.b.text) for p in found.passages]


def test_one_language_asks_no_encoder():
    class Nobody:
        def encode(self, texts):
            raise AssertionError(texts)

    traced = trace_lineage([made("a", ENGLISH, "en"), made("b", ENGLISH, "en")], encoder=Nobody())
    assert traced.pair("a", "b").relation == "copy"
