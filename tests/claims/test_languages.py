"""Witnesses for the languages read without a parse: who vouches, how surely, for which words."""

import pytest

from firsthand.claims import reader
from tests.claims.conftest import chain, reports, unparsed

GERMAN = [
    ("„Der Damm hält“, sagte der Ingenieur Jan Kolb.", "Jan Kolb", "certain", "„Der Damm hält“"),
    (
        "Die Bürgermeisterin Anna Berger sagte: „Niemand muss gehen. Der Damm hält.“",
        "Anna Berger",
        "certain",
        "„Niemand muss gehen. Der Damm hält.“",
    ),
    (
        "Die Behörde teilte am Montag mit, dass die Schleuse geschlossen bleibt.",
        "Behörde",
        "certain",
        "dass die Schleuse geschlossen bleibt",
    ),
    (
        "Der Direktor gab am Abend bekannt, die Schleuse bleibe zu.",
        "Direktor",
        "certain",
        "die Schleuse bleibe zu",
    ),
    (
        "Laut Halden-Anzeiger soll der Damm gebrochen sein.",
        "Halden-Anzeiger",
        "probable",
        "soll der Damm gebrochen sein",
    ),
    (
        "Der Damm brach nach Angaben der Feuerwehr am Dienstag.",
        "Feuerwehr",
        "certain",
        "Der Damm brach|am Dienstag",
    ),
    (
        "Beobachtern zufolge könnte der Damm brechen.",
        "Beobachtern?",
        "possible",
        "könnte der Damm brechen",
    ),
    (
        "Wie der Halden-Anzeiger unter Berufung auf Regierungskreise berichtete, brach der Damm.",
        "Halden-Anzeiger>Regierungskreise?",
        "certain",
        "brach der Damm",
    ),
    (
        "Laut Halden-Anzeiger sagte der Minister Karl Lund, der Damm halte.",
        "Halden-Anzeiger>Karl Lund",
        "certain",
        "der Damm halte",
    ),
    ("Der Damm hält, so der Minister Karl Lund.", "Karl Lund", "certain", "Der Damm hält"),
    (
        "Das Ministerium dementierte, dass der Damm beschädigt sei.",
        "Ministerium",
        "denied",
        "dass der Damm beschädigt sei",
    ),
    (
        "Ein Sprecher bestätigte nicht, dass der Damm beschädigt sei.",
        "Sprecher",
        "unconfirmed",
        "dass der Damm beschädigt sei",
    ),
    # who was told it carries it on, if it is an outlet
    (
        "Zwei Ingenieure hatten dem „Calder Herald“ gesagt, der Damm halte nicht.",
        "Calder Herald>Ingenieure?",
        "certain",
        "der Damm halte nicht",
    ),
    # a verb of asking inside what is said
    (
        "Die Werft will Pläne schicken, sobald sie danach gefragt wird, sagte Jan Kolb.",
        "Jan Kolb",
        "certain",
        "Die Werft will Pläne schicken, sobald sie danach gefragt wird",
    ),
    ("Der Damm hielt, und der Fluss stieg.", None, "", ""),
]
FRENCH = [
    (
        "« Le barrage tient », a déclaré la directrice Anne Vasseur.",
        "Anne Vasseur",
        "certain",
        "« Le barrage tient »",
    ),
    (
        "Le ministre de la Défense Paul Rivel a affirmé que le barrage était solide.",
        "Paul Rivel",
        "certain",
        "que le barrage était solide",
    ),
    (
        "Selon le Courrier de Halden, le barrage a cédé mardi.",
        "Courrier de Halden",
        "certain",
        "le barrage a cédé mardi",
    ),
    (
        "D'après la police, personne n'est mort.",
        "police",
        "certain",
        "personne n'est mort",
    ),
    (
        "Selon des sources proches du dossier, le barrage aurait cédé.",
        "sources proches du dossier?",
        "probable",
        "le barrage aurait cédé",
    ),
    (
        "Le Courrier de Halden, citant la police, a rapporté que le barrage avait cédé.",
        "Courrier de Halden>police",
        "certain",
        "que le barrage avait cédé",
    ),
    (
        "Le ministère a démenti que le barrage ait cédé.",
        "ministère",
        "denied",
        "que le barrage ait cédé",
    ),
    (
        "Le gouvernement n'a pas confirmé que le barrage avait cédé.",
        "gouvernement",
        "unconfirmed",
        "que le barrage avait cédé",
    ),
    ("Le barrage pourrait céder, a-t-il ajouté.", "", "possible", "Le barrage pourrait céder"),
    ("Le barrage a tenu.", None, "", ""),
]
SPANISH = [
    (
        "«La presa resiste», dijo la alcaldesa Ana Vidal.",
        "Ana Vidal",
        "certain",
        "«La presa resiste»",
    ),
    (
        "El ministro de Defensa, Pablo Rivas, afirmó que la presa es sólida.",
        "Pablo Rivas",
        "certain",
        "que la presa es sólida",
    ),
    (
        "Según el Correo de Halden, la presa cedió el martes.",
        "Correo de Halden",
        "certain",
        "la presa cedió el martes",
    ),
    (
        "De acuerdo con la policía, tres personas murieron.",
        "policía",
        "certain",
        "tres personas murieron",
    ),
    (
        "La presa habría cedido, según fuentes policiales.",
        "fuentes policiales?",
        "probable",
        "La presa habría cedido",
    ),
    (
        "El Correo de Halden, citando a la policía, informó que la presa cedió.",
        "Correo de Halden>policía",
        "certain",
        "que la presa cedió",
    ),
    (
        "El ministerio negó que la presa haya cedido.",
        "ministerio",
        "denied",
        "que la presa haya cedido",
    ),
    (
        "El gobierno no confirmó que la presa cediera.",
        "gobierno",
        "unconfirmed",
        "que la presa cediera",
    ),
    (
        "La presa podría ceder, advirtió un experto.",
        "experto?",
        "possible",
        "La presa podría ceder",
    ),
    # the verb alone tells who speaks
    (
        "«La presa resiste bien», dijo Ana Vidal, quien añadió que nadie debe salir hoy.",
        "Ana Vidal",
        "certain",
        "«La presa resiste bien»",
    ),
    # whom somebody tells it is not who tells it
    (
        "La presa resiste, dijo a los periodistas el comandante de la guardia Radek Ilves.",
        "Radek Ilves",
        "certain",
        "La presa resiste",
    ),
    # a name with what it is beside it
    (
        "Tarn Lines, propietaria de la presa, dijo que la presa es sólida.",
        "Tarn Lines",
        "certain",
        "que la presa es sólida",
    ),
    # a body with a role's word in its name
    (
        "El Hospital General de Halden indicó que dos personas murieron.",
        "Hospital General de Halden",
        "certain",
        "que dos personas murieron",
    ),
    ("La presa resistió.", None, "", ""),
]
RUSSIAN = [
    (
        "«Плотина держится», — заявила мэр Анна Ветрова.",
        "Анна Ветрова",
        "certain",
        "«Плотина держится»",
    ),
    (
        "Министр обороны Павел Ривов сообщил, что плотина цела.",
        "Павел Ривов",
        "certain",
        "что плотина цела",
    ),
    ("По словам полиции, плотина цела.", "полиции", "certain", "плотина цела"),
    (
        "По данным источников, плотина, вероятно, рухнула.",
        "источников?",
        "probable",
        "плотина, вероятно, рухнула",
    ),
    (
        "Как сообщает «Халденский вестник» со ссылкой на полицию, плотина рухнула.",
        "Халденский вестник>полицию",
        "certain",
        "плотина рухнула",
    ),
    (
        "Министерство опровергло, что плотина рухнула.",
        "Министерство",
        "denied",
        "что плотина рухнула",
    ),
    (
        "Полиция не подтвердила, что плотина рухнула.",
        "Полиция",
        "unconfirmed",
        "что плотина рухнула",
    ),
    ("Плотина рухнет, опасается эксперт.", "эксперт?", "possible", "Плотина рухнет"),
    ("Плотина устояла.", None, "", ""),
]
KOREAN = [
    ("김한솔 시장은 5일 “댐은 안전하다”고 말했다.", "김한솔", "certain", "“댐은 안전하다”"),
    ("“댐은 안전하다”고 김한솔 시장이 말했다.", "김한솔", "certain", "“댐은 안전하다”"),
    ("국방부는 댐이 무너졌다고 밝혔다.", "국방부", "certain", "댐이 무너졌다고"),
    ("국방부에 따르면 댐이 무너졌다.", "국방부", "certain", "댐이 무너졌다"),
    (
        "할덴일보는 경찰을 인용해 댐이 무너졌다고 보도했다.",
        "할덴일보>경찰",
        "certain",
        "댐이 무너졌다고",
    ),
    (
        "익명의 소식통에 따르면 댐이 무너진 것으로 알려졌다.",
        "익명의 소식통?",
        "probable",
        "댐이 무너진 것으로 알려졌다",
    ),
    (
        "전문가들은 댐이 무너질 가능성이 있다고 경고했다.",
        "전문가들?",
        "possible",
        "댐이 무너질 가능성이 있다고",
    ),
    ("외무성은 댐이 무너졌다는 보도를 부인했다.", "외무성", "denied", "댐이 무너졌다는"),
    ("댐은 버텼다.", None, "", ""),
]
WITNESSES = [
    (code, *row)
    for code, rows in (
        ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH), ("ru", RUSSIAN), ("ko", KOREAN)
    )
    for row in rows
]  # fmt: skip


def attributions(text, code):
    article, split, known = unparsed(text, code)
    return reader.attributions(article, split, **known)


@pytest.mark.parametrize(("code", "text", "who", "stance", "content"), WITNESSES)
def test_who_vouches_for_what(code, text, who, stance, content):
    found = attributions(text, code)
    if who is None:
        assert found == []
        return
    first = max(found, key=lambda one: len(one.chain))
    assert chain(first) == who
    assert first.stance == stance
    assert "|".join(span.text for span in first.content) == content


@pytest.mark.parametrize(("code", "text", "who", "stance", "content"), WITNESSES)
def test_a_report_is_told_by_the_same_voices(code, text, who, stance, content):
    found = reports(text, code)
    assert {chain(report) for report in found} == {who or ""}
    assert text[found[0].start : found[0].stop]
    if who is not None:
        assert {report.stance for report in found} == {stance}


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        (
            "de",
            "„Der Damm hält“, sagte die Bürgermeisterin Anna Berger. Sie fügte hinzu, niemand müsse gehen.",
            "Anna Berger",
        ),
        (
            "de",
            "Jan Kolb prüfte den Damm. Später sagte Kolb, der Damm halte.",
            "Jan Kolb",
        ),
        (
            "de",
            "„Der Damm hält“, sagte Jan Kolb. Zwei Dämme halten nach seinen Worten bis heute.",
            "Jan Kolb",
        ),
        ("es", "Ana Vidal dijo que resiste. Nadie debe salir de casa, señaló.", "Ana Vidal"),
        (
            "es",
            "Tarn Lines dijo que la presa resiste. La presa es sólida, según la empresa.",
            "Tarn Lines",
        ),
        (
            "es",
            "La ministra Ana Vidal dijo que resiste. La presa es sólida, dijo la ministra.",
            "Ana Vidal",
        ),
        (
            "fr",
            "« Le barrage tient », a dit Anne Vasseur. Elle a précisé que personne ne devait partir.",
            "Anne Vasseur",
        ),
        ("es", "«Resiste», dijo Ana Vidal. Ella añadió que nadie debe salir.", "Ana Vidal"),
        ("ru", "Павел Ривов прибыл в город. По словам Ривова, плотина цела.", "Павел Ривов"),
        (
            "ko",
            "김한솔 시장은 “댐은 안전하다”고 말했다. 그는 주민이 떠날 필요가 없다고 덧붙였다.",
            "김한솔",
        ),
    ],
)
def test_names_and_pronouns_go_back(code, text, who):
    assert chain(attributions(text, code)[-1]) == who


def test_a_pronoun_that_fits_nobody_names_nobody():
    text = "„Der Damm hält“, sagte die Ministerin Anna Berger. Er fügte hinzu, niemand müsse gehen."
    found = attributions(text, "de")[-1]
    assert (found.source.text, found.chain) == ("Er", ())


def test_speech_runs_on_in_the_subjunctive_until_it_ends():
    text = (
        "Anna Berger sagte, die Schleuse bleibe zu. Das Wasser steige nicht mehr. "
        "Die Helfer seien müde. Am Abend regnete es. Es war kalt."
    )
    found = attributions(text, "de")
    assert [" ".join(span.text for span in one.content) for one in found] == [
        "die Schleuse bleibe zu",
        "Das Wasser steige nicht mehr. Die Helfer seien müde.",
    ]
    assert [chain(report) for report in reports(text, "de")] == ["Anna Berger"] * 3 + [""] * 2
    assert found[1].cue is None


def test_a_title_in_quotation_marks_is_no_speech():
    text = "Die Ministerin sagte, das Schiff „Nordwind Drei“ liege im Hafen."
    assert len(attributions(text, "de")) == 1


def test_quoted_words_in_told_speech_are_speech():
    text = "Die Ministerin Anna Berger sagte, der Damm sei „völlig sicher“ und neu."
    found = attributions(text, "de")
    assert [span.text for one in found for span in one.content][-1] == "„völlig sicher“"
    assert {chain(one) for one in found} == {"Anna Berger"}


def test_marks_that_point_inwards():
    [found] = attributions("»Der Damm hält«, sagte Anna Berger.", "de")
    assert [span.text for span in found.content] == ["»Der Damm hält«"]


def test_a_witness_tells_firsthand():
    [found] = reports("Augenzeugen berichteten, der Damm sei gebrochen.", "de")
    assert found.firsthand


@pytest.mark.parametrize(
    ("code", "text", "clause"),
    [
        ("de", "Die Polizei sagte, dass der Damm hält.", "der Damm hält"),
        ("de", "Der Damm hielt.", "Der Damm hielt"),
        ("fr", "La police a dit qu'un barrage avait cédé.", "un barrage avait cédé"),
        ("ru", "Полиция сообщила, что плотина цела.", "плотина цела"),
    ],
)
def test_a_report_is_the_clause_without_what_joins_it(code, text, clause):
    [found] = reports(text, code)
    assert text[found.start : found.stop] == clause


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "„Ich habe einen Knall gehört“, sagte Anna Berger."),
        ("fr", "« J'ai entendu un grand bruit », a dit Anne Vasseur."),
        ("es", "«No sentí ningún golpe», dijo Ana Vidal."),
        ("ru", "«Я видела огонь над плотиной», — сказала Анна Ветрова."),
    ],
)
def test_who_says_what_he_saw_is_a_witness(code, text):
    [report] = reports(text, code)
    assert report.firsthand


def test_clauses_of_their_own_are_reports():
    text = "La barca iba quizá a 14 nudos en un puerto donde el límite es de ocho, dijo Ana Vidal."
    found = {text[r.start : r.stop]: r.stance for r in reports(text, "es")}
    assert found["donde el límite es de ocho"] == "certain"
    assert set(found.values()) == {"certain", "possible"}


def test_what_is_beside_a_speaker_is_a_report_of_the_outlet():
    text = "«La presa resiste», dijo Ana Vidal, una enfermera que estaba en la cubierta."
    found = {text[r.start : r.stop]: chain(r) for r in reports(text, "es")}
    assert found == {
        "La presa resiste": "Ana Vidal",
        "una enfermera que estaba en la cubierta": "",
    }


@pytest.mark.parametrize("text", ["Halden.", "¿Resistirá la presa?"])
def test_lone_words_and_questions_assert_nothing(text):
    assert reports(text, "es") == []


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        # the ending stands right behind the quotation
        ("ko", '강준호 대변인은 "길이 막혔다"고 했다.', "강준호"),
        ("ko", '강준호 해양당 대변인은 "길이 막혔다"며 "돌아가라"고 호소했다.', "강준호"),
        ("ko", '항구를 찾은 이 후보는 "길이 막혔다"고 말했다.', "이 후보"),
        # a long role before a name, a land before it, a phrase before it
        (
            "ru",
            "Директор программы Речной организации по портам в области рыбы Иван Ветлов заявил, что мост закрыт.",
            "Иван Ветлов",
        ),
        ("ru", "Президент России Иван Ветлов заявил, что мост закрыт.", "Иван Ветлов"),
        ("ru", "В своей речи Ветлов напомнил, что мост закрыт.", "Ветлов"),
        ("es", "En su discurso Pablo Rivas afirmó que el puente está cerrado.", "Pablo Rivas"),
        # in his words
        (
            "ru",
            "Директор Иван Ветлов заявил, что мост закрыт. По его словам, паром ходит редко.",
            "Иван Ветлов",
        ),
        # verbs of two words
        ("fr", "« Le pont est fermé », a fait valoir le maire Paul Rivet.", "Paul Rivet"),
        ("fr", "« Le pont est fermé », fait valoir Paul Rivet.", "Paul Rivet"),
        # when, not who
        ("fr", "« Le pont est fermé », a annoncé ce mardi la maire Anne Vidal.", "Anne Vidal"),
        ("es", '"El puente está cerrado", criticó este martes Ana Vidal.', "Ana Vidal"),
        # no mark between, and a quotation that goes on behind
        ("de", "«Der Damm hält noch lange» sagte der Ingenieur Jan Kolb.", "Jan Kolb"),
        ("de", "„Der Damm hält“, betont Jan Kolb, „denn er ist neu und fest gebaut“.", "Jan Kolb"),
        # a mark with a space before it
        ("fr", '"Le pont est fermé depuis lundi ", confirme Paul Rivet.', "Paul Rivet"),
    ],
)
def test_speakers_where_news_puts_them(code, text, who):
    assert chain(attributions(text, code)[-1]) == who


def test_a_telling_within_the_marks_parts_a_quotation():
    text = "« Le pont est fermé, explique Anne Vidal. On a peur pour nos barques. »"
    found = reports(text, "fr")
    assert [text[r.start : r.stop] for r in found] == [
        "Le pont est fermé",
        "On a peur pour nos barques",
    ]
    assert [chain(r) for r in found] == ["Anne Vidal", "Anne Vidal"]


def test_an_outlet_at_the_end_stands_nearer():
    text = "Директор Иван Ветлов отметил, что мост закрыт, пишет РИА Новости."
    [report] = reports(text, "ru")
    assert chain(report) == "RIA Novosti>Иван Ветлов"


@pytest.mark.parametrize(
    ("code", "text", "stance"),
    [
        ("fr", "La ville a reçu de faux billets lundi.", "certain"),
        ("fr", "Le rapport sur la ville est faux depuis lundi.", "denied"),
        ("es", "La ciudad recibió billetes falsos.", "certain"),
        ("es", "El informe sobre la ciudad es falso.", "denied"),
    ],
)
def test_only_what_is_said_to_be_false_is_denied(code, text, stance):
    assert [r.stance for r in reports(text, code)] == [stance]
