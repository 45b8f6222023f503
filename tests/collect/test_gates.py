"""Pages that are not the article that was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect.documents import is_gate
from firsthand.collect.extract import extract
from firsthand.errors import Refused
from firsthand.lexicon import gates

LINE = "The harbor master of Port Linden said on Monday that ferry {} would stay in port all week."
STORY = "".join(f"<p>{LINE.format(name)}</p>" for name in ("Aldan", "Brand", "Corrin", "Dorn"))
LONG = "".join(f"<p>{LINE.format(f'number {n}')}</p>" for n in range(20))
ARTICLE = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x"}</script>'


def page(title, body=STORY, head=""):
    return f"<html><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


def why(html):
    with pytest.raises(Refused) as refused:
        extract(html)
    return refused.value.reason


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Page not found | Port Post", "not there any more"),
        ("Port Post - 404", "not there any more"),
        ("404 – Page not found", "not there any more"),
        ("Sorry, this page is no longer available.", "not there any more"),
        ("Die Seite wurde nicht gefunden – Hafenpost", "not there any more"),
        ("Page introuvable | Le Port", "not there any more"),
        ("Página no encontrada", "not there any more"),
        ("Страница не найдена", "not there any more"),
        ("페이지를 찾을 수 없습니다", "not there any more"),
        ("Error 503", "out of order"),
        ("502 Bad Gateway | Port Post", "out of order"),
        ("Internal Server Error", "out of order"),
        ("Oops! Something went wrong", "out of order"),
        ("An unexpected error occurred", "out of order"),
        ("Service temporarily unavailable", "out of order"),
        ("Port Post - Down for maintenance", "out of order"),
        ("Technical difficulties", "out of order"),
        ("Wartungsarbeiten – Hafenpost", "out of order"),
        ("Erreur interne du serveur", "out of order"),
        ("Servicio no disponible", "out of order"),
        ("Технические работы", "out of order"),
        ("시스템 점검 중", "out of order"),
        ("Just a moment...", "who reads it"),
        ("Access Denied", "who reads it"),
        ("Before you continue to Port Post", "agree to something"),
        ("Port Post values your privacy", "agree to something"),
        ("Datenschutz-Einstellungen", "agree to something"),
        ("Sign in - Port Post", "sign in"),
        ("Log in to your account | Port Post", "sign in"),
        ("Iniciar sesión", "sign in"),
        ("로그인", "sign in"),
    ],
)
def test_a_page_with_the_title_of_a_gate_is_refused_with_what_to_do(title, words):
    assert words in why(page(title, LONG))
    assert words in why(page(title, head=ARTICLE))


@pytest.mark.parametrize(
    "title",
    [
        "Page not found in the archive of Port Linden",
        "Sign in the harbor: what the new lights mean",
        "Before you continue reading, says the harbor master",
        "Login data of 404 sailors stolen",
        "Minister says ferry was not found",
        "Cookie maker of Port Linden closes",
        "503 jobs lost at the port",
        "Error in the tide table strands a ferry",
        "Maintenance of the pier begins",
        "Service on the strait unavailable until May",
    ],
)
def test_titles_of_articles_that_begin_alike(title):
    assert extract(page(title)).title == title


def test_a_long_article_may_have_any_title():
    article = page(
        "Privacy matters", LONG, ARTICLE + '<meta property="og:title" content="Sign in">'
    )
    assert "number 19" in extract(article).text


@pytest.mark.parametrize(
    "line",
    [
        "You need to enable JavaScript to run this app.",
        "JavaScript is disabled in your browser.",
        "Bitte aktivieren Sie JavaScript in Ihrem Browser.",
    ],
)
def test_a_page_without_text_of_its_own(line):
    assert "made by a script" in why(page("Port Post", f"<p>{line}</p>"))
    assert "Aldan" in extract(page("Port Post", STORY + f"<p>{line}</p>")).text


def test_a_page_that_only_leads_on_says_where():
    leads = '<meta http-equiv="Refresh" content="0; URL=\'https://port.example/b\'">'
    assert "https://port.example/b" in why(
        page("Moved", "<p>You are being taken there.</p>", leads)
    )
    assert extract(page("Ferry", LONG, leads)).title == "Ferry"


@pytest.mark.parametrize("text", ['{"error": "none"}', "[1, 2]", "Only words."])
def test_what_has_no_markup_is_no_page(text):
    assert "no HTML" in why(text)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading.",
        "Already a subscriber? Log in",
        "This article is for subscribers only.",
        "You’ve reached your limit of free articles.",
        "Weiterlesen mit Hafenpost Plus",
        "Il vous reste 80 % de cet article à lire.",
        "Contenido exclusivo para suscriptores",
    ],
)
def test_a_part_of_an_article_is_kept_with_a_flag_that_says_so(line):
    [flag] = extract(page("Ferry", STORY + f"<p>{line}</p>")).flags
    assert (flag.kind, line.rstrip(".") in flag.why) == ("partial", True)


def test_a_page_that_is_not_free_and_shows_little():
    closed = ARTICLE.replace('"headline"', '"isAccessibleForFree": false, "headline"')
    assert [flag.kind for flag in extract(page("Ferry", STORY, closed)).flags] == ["partial"]
    assert extract(page("Ferry", LONG, closed)).flags == ()
    assert extract(page("Ferry", STORY, ARTICLE)).flags == ()


def test_who_says_so_in_the_story_does_not_count():
    said = "<p>Subscribe to continue reading, the sign at the pier of Port Linden says, he told us.</p>"
    assert extract(page("Ferry", said + LONG)).flags == ()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://consent.port.example/m?continue=https://port.example/1", True),
        ("https://login.port.example/", True),
        ("https://port.example/consent?to=1", True),
        ("https://port.example/login-required", True),
        ("https://port.example/challenge-to-the-mayor-fails", False),
        ("https://port.example/1?next=/login", False),
        ("https://authority.port.example/1", False),
    ],
)
def test_addresses_of_gates(url, expected):
    assert is_gate(url) == expected


@given(st.text(max_size=300))
def test_any_words_are_looked_at(words):
    gates.titled(words)
    gates.lined(words)
    gates.partial(words)


def test_it_takes_no_longer_for_words_made_to_stall():
    for words in ("404 " * 60, "page " * 40, "subscribe to " * 15, "sorry " * 33):
        gates.titled(words)
        gates.partial(words)


NEXT = "<link rel='next' href='{}'>"


@pytest.mark.parametrize(
    ("here", "after"),
    [
        ("https://port.example/quay", "https://port.example/quay?page=2"),
        ("https://port.example/quay/", "https://port.example/quay/2/"),
        ("https://port.example/quay?p=2", "?p=3"),
        ("https://port.example/quay.html", "/quay-2.html"),
    ],
)
def test_the_first_page_of_several_is_only_a_part(here, after):
    flags = extract(page("Port", LONG, NEXT.format(after)), url=here).flags

    assert [flag.kind for flag in flags] == ["partial"]
    assert flags[0].why.startswith("it goes on at https://port.example/quay")


@pytest.mark.parametrize(
    "after", ["/the-next-article", "/quay-walls", "https://[", "/2031/04/9", ""]
)
def test_the_article_after_this_one_is_no_page_of_it(after):
    assert not extract(
        page("Port", LONG, NEXT.format(after)), url="https://port.example/quay"
    ).flags
