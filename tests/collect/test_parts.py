"""The parts of pages as they come; every page is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect.parts import parts
from firsthand.collect.titles import found as title_of
from firsthand.lexicon import gazetteer

GAZETTEER = gazetteer.load()
FIRST = "The harbour of Lindhaven was closed on Monday after a crane fell into the water, the port said."
SECOND = "Nobody was hurt, and the port master expects ships to return by the end of the week."
THIRD = "The crane, which was built forty years ago, had been inspected in the spring of last year."


def read(text, title=None, language="en"):
    found = parts(text, GAZETTEER, language, title)
    return [(part.kind, text[part.start : part.stop].strip()) for part in found]


def kinds_of(text, words, title=None, language="en"):
    """Kinds of the parts that hold the given words."""
    return {kind for kind, said in read(text, title, language) if words in said}


def page(*lines):
    return "\n\n".join([FIRST, *lines, SECOND, THIRD])


def test_title_dateline_body_and_agency_signature():
    text = f"Crane falls in Lindhaven harbour\n\nLindhaven, Sep 7 (EFE).- {FIRST}\n{SECOND} EFE\nabc/de/fg"
    assert read(text) == [
        ("title", "Crane falls in Lindhaven harbour"),
        ("dateline", "Lindhaven, Sep 7 (EFE).-"),
        ("body", f"{FIRST}\n{SECOND}"),
        ("credit", "EFE\nabc/de/fg"),
    ]


def test_title_date_and_byline_in_one_line():
    text = (
        " date 2031-09-06 Crane falls in the harbour of Lindhaven. September. 06, 2031 08:08. "
        f"by Ada Moor, Ben Reed moor@lindhaven.example,reed@lindhaven.example.\n\n{FIRST}"
    )
    assert [kind for kind, _ in read(text)] == ["date", "title", "date", "byline", "body"]
    found = parts(text, GAZETTEER, "en")
    assert title_of(text, found, GAZETTEER) == "Crane falls in the harbour of Lindhaven"


def test_without_a_title_line_there_is_no_title():
    found = parts(f"{FIRST}\n{SECOND}", GAZETTEER, "en")
    assert title_of(FIRST, found, GAZETTEER) is None
    assert {part.kind for part in found} == {"body"}


@pytest.mark.parametrize(
    "dateline",
    [
        "SEELAND, Nordmark (AP) —",
        "SEELAND (Reuters) -",
        "Seeland, Nordmark —",
        "SEELAND --",
        "Seeland (AFP) –",
        "Dec 29 (Reuters) -",
        "SEELAND, Nordmark, March 3 (UPI) —",
        "SEELAND, April 8, 2031 /WireHub/ --",
        "SEELAND, April 8, 2031--(HARBOR WIRE)--",
        "SEELAND, April 08, 2031 (HARBOR NEWSWIRE) --",
        "Seeland, 8. April 2031 (ots) -",
        "Seeland, 8 avr (AFP) -",
        "SEELAND, Nordmark â\x80\x94",
    ],
)
def test_datelines(dateline):
    assert read(f"{dateline} {FIRST}")[0] == ("dateline", dateline)
    assert read(f"{dateline} {FIRST}")[1] == ("body", FIRST)


@pytest.mark.parametrize(
    "sentence",
    [
        "The crane — which had been inspected in the spring — fell at noon on Monday, they said.",
        "Nordmark — long the owner of the port — has sold it to a firm from the south.",
        "The Associated Press (AP) reported from the port that the crane had fallen at noon.",
        "BREAKING - The crane has fallen into the water, and nobody was hurt on Monday.",
    ],
)
def test_no_dateline(sentence):
    assert "dateline" not in {kind for kind, _ in read(f"{FIRST}\n{sentence}\n{SECOND}")}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("How the port of Lindhaven plans to build a new crane", "teaser"),
        ("Read more: The ten tallest cranes of Nordmark", "teaser"),
        ("“A DARK DAY FOR THE HARBOUR”", "teaser"),
        ("By ADA MOOR (Associated Press)", "byline"),
        ("By Ada Moor and Ben Reed, Lindhaven staff writers", "byline"),
        ("a.moor@lindhaven.example", "byline"),
        ("Reuters | July 16, 2031, 7:24 a.m.", "byline"),
        ("The Associated Press, Monday, July 16, 2031 at 7:24 PM", "byline"),
        (
            (
                "Letters from the Quay Get the week's news of the harbour, chosen by our editors, every "
                "Friday morning. Please show that you are not a robot by ticking this box. Invalid email "
                "address. Please re-enter. You have to choose one newsletter at least. Send You agree to "
                "hear of offers for what the Lindhaven Post and its friends make. Thank you. An error "
                "has occurred. Please try again later. See all our newsletters."
            ),
            "form",
        ),
        (
            "A docker is seen walking past the crane, which is pictured on the left of the wharf",
            "caption",
        ),
        ("July 16, 2031 at 9:58 AM", "date"),
        ("Updated 4 hours ago", "date"),
        (
            "FILE - In this March 3, 2029 file photo, dockers walk past the crane of Lindhaven. "
            + "It was the tallest of the country, and the port was proud of it. " * 6
            + "(AP Photo/Ada Moor, File)",
            "caption",
        ),
        ("Photo by Ada Moor", "caption"),
        ("The crane is seen in the harbour of Lindhaven, Nordmark, July 27, 2031.", "caption"),
        ("The crane lies in the water of the harbour of Lindhaven on Monday. (Reuters)", "caption"),
        ("A docker walks past the crane in Lindhaven. Hide Caption 1 of 8", "caption"),
        ("KCNA/Nordmark state media", "caption"),
        ("Ada Moor/AFP/Getty Images", "caption"),
        ("(AP)", "credit"),
        ("With Reuters and AFP", "credit"),
        ("Source: Harbour Desk", "credit"),
        (
            "Associated Press writers Ada Moor in Lindhaven and Ben Reed in Seeland contributed.",
            "credit",
        ),
        ("(Reporting by Ada Moor; editing by Ben Reed)", "credit"),
        ("Ada Moor contributed to this report.", "credit"),
        ("Ada Moor can be reached at http://wire.example/moor .", "credit"),
        (
            "To contact the reporters on this story: Ada Moor in Seeland at moor@wire.example",
            "footer",
        ),
        ("Source link", "footer"),
        ("(This article is generated through the syndicated feed sources of Nordfeed)", "footer"),
        (
            "Nordfeed is an automatic aggregator of news. All trademarks belong to their owners.",
            "footer",
        ),
        ("Copyright 2031 The Lindhaven Bell. All rights reserved.", "footer"),
        ("Follow us on Facebook", "footer"),
        ("Follow Ada Moor on Twitter at @adamoor.", "footer"),
        ("Back to top", "footer"),
        ("Advertisement", "footer"),
        ("Sign up for our daily newsletter and never miss a crane.", "form"),
        ("For the news of the port download the Bell's apps for iOS and Android.", "form"),
        ("Already a subscriber? Log in to read on about the crane.", "form"),
        ("Do you have a story for us? Email Ada Moor at the desk of the harbour.", "form"),
        ("Your email address will not be published. Required fields are marked *", "form"),
    ],
)
def test_furniture_between_paragraphs(line, kind):
    assert kinds_of(page(line), line) == {kind}
    assert kinds_of(page(line), FIRST) == kinds_of(page(line), THIRD) == {"body"}


@pytest.mark.parametrize(
    "sentence",
    [
        "“We heard a bang,” she said.",
        "“Nobody knew.”",
        "By Tuesday the water had risen to the second step of the old customs house.",
        "He told Agence France-Presse (AFP) that the crane had been bought in 1990.",
        "A Reuters/Ipsos poll of May found that most people in Nordmark want a new crane.",
        "Her father, a docker, had contributed to the fund for the families of the drowned.",
        "The firm's copyright claim was rejected by the court of Seeland in the spring.",
        "She was born in Lindhaven on July 27, 2001.",
        "Follow the money, the judge said, and the port master did so for three years.",
        "Visit the harbour at night and you will see forty lamps, the port master said.",
        "Mayors from three parties signed it, among them Ada Moor (Pa.) and Ben Reed (Independent).",
        "He asked three things:",
        "Ada Moor — Seeland's first woman at the helm — has left the port after thirty years.",
        "The port wrote in its newsletter that the crane had been inspected in the spring.",
        "Dockers are told of storms by an app that the port master wrote himself, he said.",
    ],
)
def test_body_stays_body(sentence):
    assert kinds_of(page(sentence), sentence) == {"body"}


@pytest.mark.parametrize("name", ["France-Presse (AFP)", "the Associated Press (AP)"])
def test_a_name_behind_which_a_bracket_has_its_short_form_is_no_signature(name):
    said = f"It fell slowly, the port master told {name}."
    assert kinds_of(page(said), said) == {"body"}


def test_a_caption_stands_before_the_credit_of_its_picture():
    caption = (
        "Photos published on Sept. 8, 2031 show the port master beside the new crane, at a wharf."
    )
    assert kinds_of(page(caption, "KCNA/Nordmark state media"), caption) == {"caption"}


def test_what_is_printed_twice_running_is_a_caption():
    caption = "A docker lifts the last rope out of the water of the harbour on Monday."
    assert kinds_of(page(caption, caption), caption) == {"caption"}


def test_what_follows_a_comment_form_goes_with_it():
    reply = "I saw the crane fall, and I tell you all that it had been rotten for many long years."
    text = f"{FIRST}\n\n{SECOND}\n\nLeave a Reply\n\nBen\n\n{reply}"
    assert kinds_of(text, reply) == {"form"}


def test_short_lines_after_a_list_of_links_go_with_it_but_paragraphs_do_not():
    text = page("Related Articles", "A crane for Seeland", "Why ports close on Mondays")
    assert kinds_of(text, "A crane for Seeland") == {"footer"}
    assert kinds_of(text, THIRD) == {"body"}


def test_a_title_said_again_at_the_end_of_a_line():
    title = "Crane falls in Lindhaven, and the port is closed until Friday – sister cities"
    text = f"{title}\n\n{FIRST} ___\n\nAssociated Press writers Ada Moor in Seeland, and Ben Reed in Nord, contributed. {title}"
    assert [kind for kind, _ in read(text)] == ["title", "body", "footer", "credit", "title"]


def test_a_title_given_apart_is_found_with_a_full_stop_and_with_the_name_of_the_site():
    assert (
        read(f"Crane falls in Lindhaven.\n\n{FIRST}", "Crane falls in Lindhaven")[0][0] == "title"
    )
    text = f"Crane falls in Lindhaven harbour | Miami Herald\n\n{FIRST}"
    found = parts(text, GAZETTEER, "en")
    assert title_of(text, found, GAZETTEER) == "Crane falls in Lindhaven harbour"


def test_mail_addresses_are_never_body():
    text = f"{FIRST}\n{SECOND} Write to moor@lindhaven.example.\n{THIRD}"
    assert kinds_of(text, "moor@lindhaven.example") == {"byline"}


def test_a_hard_wrapped_text_is_read_in_paragraphs():
    words = (FIRST + " " + SECOND + " " + THIRD).split()
    lines = [" ".join(words[i : i + 11]) for i in range(0, len(words), 11)]
    assert {kind for kind, _ in read("\n".join(lines))} == {"body"}


def test_a_text_without_full_stops_keeps_its_lines():
    text = "\n".join(
        ["the boats go out at night and come back in the morning with fish"] * 1
        + [
            "the nets are dry again and the men sit on the wall and wait for rain",
            "nobody counts the fish that were lost when the crane came down on us",
        ]
    )
    assert {kind for kind, _ in read(text)} == {"body"}


def test_rules_of_a_language_are_tried_in_that_language():
    text = f"{FIRST}\n\nLesen Sie auch: Der Kran von Seeland.\n\n{SECOND}"
    assert kinds_of(text, "Lesen Sie auch", language="de") == {"footer"}
    assert kinds_of(text, "Lesen Sie auch", language="fr") == {"body"}


@given(
    st.lists(
        st.sampled_from(
            [FIRST, SECOND, "", " ", "By A B", "(AP)", "Source link", "x", "É — ü", "\r"]
        ),
        max_size=12,
    ),
    st.text(max_size=40),
)
def test_parts_cover_the_text(lines, words):
    text = "\n".join([*lines, words])
    place = 0
    for part in parts(text, GAZETTEER, "en"):
        assert part.start == place < part.stop
        place = part.stop
    assert place == len(text)


def test_time_grows_with_the_length_of_the_text():
    """A page of a thirty thousand lines, and a line of four hundred thousand characters, are read at once."""
    assert parts("Read more: a\n" * 30_000, GAZETTEER, "en")
    assert parts("a.b@" * 100_000, GAZETTEER, "en")
    assert parts("Ab, " * 100_000 + "— x", GAZETTEER, "en")


#: language -> a paragraph before and after, a line of furniture and its kind, and a line that is none
TONGUES = {
    "de": (
        "Der Kran im Hafen von Seeland ist am Montag ins Wasser gefallen, wie der Hafenmeister am Abend sagte.",
        (
            "Der Bote-Newsletter: was heute im Hafen geschah, jeden Abend. Hier geht's zur Anmeldung!",
            "footer",
        ),
        "In einem Newsletter hatte der Hafen vor dem Kran gewarnt, sagte der Hafenmeister.",
    ),
    "es": (
        "La grúa del puerto de Seeland cayó al agua el lunes por la mañana, según dijo el jefe del puerto.",
        ("Únete a nuestro canal de WhatsApp y recibe las noticias del puerto.", "footer"),
        "El puerto publicó en su boletín que la grúa había sido revisada en primavera.",
    ),
    "fr": (
        "La grue du port de Seeland est tombée à l'eau lundi matin, a dit le chef du port dans la soirée.",
        ("A lire aussi : les dix plus hautes grues du pays", "footer"),
        "Le chef du port, à lire sa lettre, avait demandé une autre grue au printemps.",
    ),
    "ru": (
        "Кран в порту Зееланда упал в воду в понедельник утром, сообщил вечером начальник порта.",
        ("Подписывайтесь на наш канал, чтобы ничего не пропустить.", "footer"),
        "По словам начальника порта, кран проверяли весной и никакой ошибки не нашли.",
    ),
    "ko": (
        "제란트 항구의 크레인이 월요일 아침 물에 빠졌다고 항만 책임자가 저녁에 밝혔다. 다친 사람은 아무도 없는 것으로 전해졌다. 배는 주말에 다시 들어올 예정이다.",
        ("저작권자 ⓒ 항구신문, 무단 전재 및 재배포 금지", "footer"),
        "항만 책임자는 봄에 크레인을 점검했으며 아무 문제도 없었다고 말했다.",
    ),
}


@pytest.mark.parametrize("language", TONGUES)
def test_furniture_in_other_languages(language):
    told, (line, kind), sentence = TONGUES[language]
    text = "\n\n".join([told, line, sentence, told + " "])
    found = parts(text, gazetteer.load(), language)
    kinds = {text[p.start : p.stop].strip(): p.kind for p in found}

    assert kinds[line] == kind
    assert "body" in {p.kind for p in found if sentence in text[p.start : p.stop]}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Nombre Correo electrónico Teléfono Ciudad Comentario Enviar"),
        (
            "fr",
            "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        ),
        ("de", "Ihre E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind markiert"),
        ("ru", "Ваш e-mail не будет опубликован. Обязательные поля помечены"),
        ("ko", "뉴스를 받아 보려면 이메일 주소를 입력하세요"),
    ],
)
def test_forms_in_other_languages(language, line):
    told, _, sentence = TONGUES[language]
    text = f"{told}\n\n{line}\n\n{sentence}"
    found = parts(text, gazetteer.load(), language)
    assert [p.kind for p in found if line in text[p.start : p.stop]] == ["form"]


def test_what_follows_the_head_of_a_list_of_tags_goes_with_it():
    text = f"{FIRST}\n{SECOND}\n- Tags :\n- Cranes\n- Harbours of Nordmark"
    assert kinds_of(text, "- Harbours of Nordmark") == {"footer"}


def test_a_long_line_that_the_markup_makes_a_heading_is_no_sentence():
    line = "Why the port of the town went on with a crane that was older than its master"
    text = f"{FIRST}\n{line}\n{SECOND}"
    found = parts(text, gazetteer.load(), "en", marks={len(FIRST) + 1: "heading"})
    plain = parts(text, gazetteer.load(), "en", marks={})

    assert [p.kind for p in found if line in text[p.start : p.stop]] == ["teaser"]
    assert [p.kind for p in plain if line in text[p.start : p.stop]] == ["body"]


def test_the_signature_of_a_post_stands_apart_and_its_words_are_body():
    signed = "— Ada Quill (@quill@post.example) May 3, 2031"
    text = page(
        f"What a crane!! pic.twitter.com/Ab3 {signed}", "The port is closed", "- Port (@port)"
    )
    assert kinds_of(text, "What a crane!!") == {"body"}
    assert kinds_of(text, "pic.twitter.com/Ab3") == {"footer"}
    assert kinds_of(text, signed) == {"signature"}
    assert kinds_of(text, "The port is closed") == {"body"}
    assert kinds_of(text, "- Port (@port)") == {"signature"}
    # the same line is a heading where nobody signs it
    assert kinds_of(page("The port is closed"), "The port is closed") == {"teaser"}


def test_a_signed_line_is_no_title():
    text = f"A crane in the water — Ada Quill (@quill)\n\n{FIRST}\n\n{SECOND}"
    assert kinds_of(text, "A crane in the water") == {"body"}
