"""Time expressions in every language with a data file: dates, patterns, and what news would say."""

import random
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lexicon.moments import LANGUAGES, Vocabulary, vocabulary
from firsthand.text.moments import find

#: a Wednesday
DAY = "2031-05-07"
#: a full date as it is written in the middle of a sentence
FULL = {
    "en": "MMMM d, y",
    "de": "d. MMMM y",
    "es": "d 'de' MMMM 'de' y",
    "fr": "EEEE d MMMM y",
    "ru": "d MMMM y 'года'",
    "ko": "y년 M월 d일",
    "it": "EEEE d MMMM y",
    "pt": "EEEE, d 'de' MMMM 'de' y",
    "nl": "EEEE d MMMM y",
}
#: what stands for a class that is no word
FIGURES = {
    "num": "7",
    "day": "7",
    "hour": "7",
    "minute": "30",
    "year": "1995",
    "hhmm": "1030",
    "clock": "10:30",
    "dotclock": "10.30",
    "iso": "2020-04-06",
    "numeric": "6/4/2020",
    "decade": "90s",
    "ord": "3rd",
    "ampm": "a.m.",
    "dash": "-",
    "comma": ",",
    "dot": ".",
    "open": "(",
    "close": ")",
    "possessive": "'s",
    "apostrophe": "'",
    "slash": "/",
    "percent": "%",
}


def found(text, language):
    return {m.text: m.value for m in find(text, reference=DAY, language=language)}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40)
@given(day=st.dates(date(1900, 1, 1), date(2150, 1, 1)))
def test_a_full_date_means_itself_on_any_day(language, day):
    written = format_date(day, FULL[language], locale=language)
    (moment,) = find(f"({written})", reference=DAY, language=language)
    assert moment.value == day.isoformat()
    assert moment.earliest.date() == moment.latest.date() == day


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_what_a_pattern_is_made_of_is_read_where_it_stands(language, seed):
    known, choice = vocabulary(language), random.Random(seed)
    text = " ".join(_filled(known, pattern, choice) for _, pattern in choice.sample(known.rules, 5))
    for reference in (DAY, None):
        moments = find(text, reference=reference, language=language)
        assert all(text[m.start : m.stop] == m.text for m in moments)
        assert all(a.stop <= b.start for a, b in pairwise(moments))
        assert all(m.earliest <= m.latest for m in moments if m.earliest and m.latest)


def _filled(known: Vocabulary, pattern: str, choice: random.Random) -> str:
    atoms = [atom for atom in pattern.split() if not atom.startswith("!")]
    kept = [atom for atom in atoms if not atom.endswith("?") or choice.random() < 0.5]
    return " ".join(
        _word(known, choice.choice(atom.rstrip("?").split("|")), choice) for atom in kept
    )


def _word(known: Vocabulary, atom: str, choice: random.Random) -> str:
    kinds = [kind.partition(":")[0] for kind in atom.split("&")]
    literal = [kind.strip("'") for kind in kinds if kind.startswith("'")]
    return literal[0] if literal else choice.choice(_words(known.language, kinds[0]))


@cache
def _words(language: str, kind: str) -> list[str]:
    words = [word for word, kinds in vocabulary(language).words.items() if kind in kinds]
    return sorted(words) or [FIGURES[kind]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_of_a_pattern_has_a_word(language):
    known = vocabulary(language)
    for _, pattern in known.rules:
        for atom in pattern.replace("|", " ").split():
            kinds = {k.partition(":")[0] for k in atom.strip("!?").split("&") if "'" not in k}
            assert all(_words(language, kind) for kind in kinds)
            words = [k.strip("'") for k in atom.strip("!?").split("&") if k.startswith("'")]
            if words and kinds:  # "singular&'дня'" must be a word that has the class
                assert kinds <= known.words[words[0]].keys(), atom


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le pont de Vint a été fermé mardi 6 mai.", "2031-05-06"),
        ("Le pont a été fermé le lundi 5 mai 2031.", "2031-05-05"),
        ("Une digue a cédé lundi à Orlo.", "2031-05-05"),
        ("La foire ouvrira vendredi à Orlo.", "2031-05-09"),
        ("La réunion est prévue pour lundi.", "2031-05-12"),
        ("Il a démissionné mardi dernier.", "2031-05-06"),
        ("Elle a parlé lundi soir.", "2031-05-05TEV"),
        ("La mairie a fermé hier soir.", "2031-05-06TEV"),
        ("La mairie a brûlé avant-hier.", "2031-05-05"),
        ("Le train repart aujourd’hui.", "2031-05-07"),
        ("Le train repart après-demain matin.", "2031-05-09TMO"),
        ("Il a plu la semaine dernière.", "2031-W18"),
        ("La mine a fermé l'an dernier.", "2030"),
        ("Elle rouvrira l’année prochaine.", "2032"),
        ("Le vote aura lieu le mois prochain.", "2031-06"),
        ("Cette semaine, rien n'a bougé.", "2031-W19"),
        ("Un incendie a eu lieu il y a trois jours.", "2031-05-04"),
        ("Il reviendra dans deux semaines.", "2031-W21"),
        ("La grève dure depuis mars.", "2031-03"),
        ("Elle a commencé en avril 2029.", "2029-04"),
        ("Elle a commencé début 2029.", "2029"),
        ("Le port fermera à l'été 2032.", "2032-SU"),
        ("Le port a fermé l'été dernier.", "2030-SU"),
        ("Le port a rouvert dans les années 90.", "199"),
        ("L'église date du XIXe siècle.", "18"),
        ("Les ventes ont monté au troisième trimestre 2030.", "2030-Q3"),
        ("La secousse a eu lieu à 18 h 30.", "2031-05-07T18:30"),
        ("La secousse a eu lieu vers 18 heures.", "2031-05-07T18:00"),
        ("La panne a duré trois heures.", "PT3H"),
        ("La panne a duré 10 000 heures.", "PT10000H"),
        ("Le musée ouvre le lundi.", "XXXX-WXX-1"),
        ("Le musée ouvre tous les jours.", "P1D"),
        ("Le feu a pris dans la soirée de lundi 5 mai.", "2031-05-05TEV"),
        ("Il l'a su récemment.", "PAST_REF"),
        ("Le marché de Noël a ouvert le 04/05/2031.", "2031-05-04"),
        ("Le port a perdu des clients au début de l'année.", "2031"),
        ("Le port rouvrira d'ici la fin de l'année.", "2031"),
        ("Le port a perdu des clients sur l'année en cours.", "2031"),
        ("Le port a ouvert dans les années 2017.", "2017"),
        ("Le plan approuvé mardi, dont le port doit bénéficier, est connu.", "2031-05-06"),
        ("Le plan sera approuvé mardi par le conseil.", "2031-05-13"),
        ("Le port doit rouvrir d'ici vendredi.", "2031-05-09"),
        ("Le port a brûlé dans la nuit du 3 au 4 mai.", "2031-05-03TNI"),
        # what only looks like a time
        ("Le village est à une heure de la côte.", None),
        ("Les Vingt-Sept se sont mis d'accord.", None),
        ("La sonde a touché Mars et la mer est froide.", None),
        ("Elle a été élue, un jeu de rôle, or rien n'a changé.", None),
        ("L'homme, 45 ans, et une femme âgée de 30 ans.", None),
        ("Un an, une année et des siècles", "PXC"),
        ("Quelque 1500 personnes vivent ici et paient 1400 $.", None),
        ("Le village est à 20 heures de route.", None),
    ],
)
def test_french(text, value):
    assert list(found(text, "fr").values())[-1:] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Мост в Тарне закрыли 6 мая 2031 года.", "2031-05-06"),
        ("Мост в Тарне закрыли во вторник, 6 мая.", "2031-05-06"),
        ("Об этом сообщил мэр в понедельник.", "2031-05-05"),
        ("Мост в Тарне закрыли 6-го мая.", "2031-05-06"),
        ("Мост в Тарне закрыли четырнадцать лет назад.", "2017"),
        ("Ярмарка откроется в пятницу.", "2031-05-09"),
        ("Плотину прорвало в минувшее воскресенье.", "2031-05-04"),
        ("Встреча пройдет в следующий понедельник.", "2031-05-12"),
        ("Она выступала в прошлую среду.", "2031-04-30"),
        ("Поезд сошел с рельсов в субботу вечером.", "2031-05-03TEV"),
        ("Склад сгорел в ночь на вторник.", "2031-05-06TNI"),
        ("Склад сгорел вчера утром.", "2031-05-06TMO"),
        ("Паром вернется послезавтра.", "2031-05-09"),
        ("На прошлой неделе шел дождь.", "2031-W18"),
        ("Шахту закрыли в прошлом году.", "2030"),
        ("Порт откроют в следующем месяце.", "2031-06"),
        ("Порт достроят к концу года.", "2031"),
        ("Это случилось три дня назад.", "2031-05-04"),
        ("Это случилось неделю назад.", "2031-W18"),
        ("Суд вернется к делу через две недели.", "2031-W21"),
        ("Ремонт начался в апреле.", "2031-04"),
        ("Ремонт начался с марта.", "2031-03"),
        ("Ремонт начался в апреле прошлого года.", "2030-04"),
        ("Ремонт начался в конце 2029 года.", "2029"),
        ("Мэра избрали летом 2028 года.", "2028-SU"),
        ("Мост построили в 1990-х годах.", "199"),
        ("Церковь стоит с XIX века.", "18"),
        ("Прибыль выросла в первом квартале 2031 года.", "2031-Q1"),
        ("Толчок ощутили в 18:30.", "2031-05-07T18:30"),
        ("Толчок ощутили в 7 утра.", "2031-05-07T07:00"),
        ("Толчок ощутили в 3 часа ночи.", "2031-05-07T03:00"),
        ("Пожар тушили пять часов.", "PT5H"),
        ("Рейсы идут каждый понедельник.", "XXXX-WXX-1"),
        ("Дорогу перекрыли на днях.", "PAST_REF"),
        ("Выставку откроют до 12.06.2031.", "2031-06-12"),
        # what only looks like a time
        ("Второй год, первый час и третий день.", None),
        ("Окружающая среда важна, среду обитания берегут.", None),
        ("Марта и Май приехали, погибли 1500 солдат.", None),
        ("Иван, 45 лет, и девочка в возрасте 5 лет.", None),
    ],
)
def test_russian(text, value):
    assert list(found(text, "ru").values())[-1:] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("타른시는 2031년 5월 6일 다리를 폐쇄했다.", "2031-05-06"),
        ("타른시는 지난해 4월 6일 다리를 폐쇄했다.", "2030-04-06"),
        ("타른시는 4월 6일부터 다리를 폐쇄했다.", "2031-04-06"),
        ("경찰은 6일 이같이 밝혔다.", "2031-05-06"),
        ("경찰은 지난 15일 이같이 밝혔다.", "2031-04-15"),
        ("경찰은 지난달 3일에 이같이 밝혔다.", "2031-04-03"),
        ("박람회는 오는 20일까지 열린다.", "2031-05-20"),
        ("박람회는 다음 달 3일 열릴 예정이다.", "2031-06-03"),
        ("둑이 월요일에 무너졌다.", "2031-05-05"),
        ("회의는 금요일 열린다.", "2031-05-09"),
        ("둑이 지난주 금요일에 무너졌다.", "2031-05-02"),
        ("둑이 어제 무너졌다.", "2031-05-06"),
        ("창고가 어젯밤 불에 탔다.", "2031-05-06TNI"),
        ("배는 내일 오전 돌아온다.", "2031-05-08TMO"),
        ("지난주 비가 내렸다.", "2031-W18"),
        ("광산은 지난해 문을 닫았다.", "2030"),
        ("항구는 내년에 문을 연다.", "2032"),
        ("항구는 다음달부터 문을 연다.", "2031-06"),
        ("항구는 올해 말까지 완공된다.", "2031"),
        ("사고는 사흘 전 일어났다.", "2031-05-04"),
        ("사고는 3년전에 일어났다.", "2028"),
        ("공사는 2029년4월부터 이어졌다.", "2029-04"),
        ("공사는 올여름 시작됐다.", "2031-SU"),
        ("다리는 1990년대에 지어졌다.", "199"),
        ("교회는 19세기에 지어졌다.", "18"),
        ("매출은 올해 1분기에 늘었다.", "2031-Q1"),
        ("매출은 지난해 하반기에 늘었다.", "2030-H2"),
        ("진동은 오후 6시 30분께 있었다.", "2031-05-07T18:30"),
        ("진동은 18시에 있었다.", "2031-05-07T18:00"),
        ("진동은 새벽3시에 있었다.", "2031-05-07T03:00"),
        ("불은 5시간 만에 꺼졌다.", "PT5H"),
        ("그들은 10일간 갇혀 있었다.", "P10D"),
        ("그들은 두 달 동안 갇혀 있었다.", "P2M"),
        ("배는 매주 떠난다.", "P1W"),
        ("마을은 최근 조용했다.", "PAST_REF"),
        # what only looks like a time
        ("일을 하는 시장과 전 장관, 5분의 1이 반대했다.", None),
        ("하루 평균 30명이 찾는 20대의 말", None),
        ("내용을 본 수주 업체의 주가", None),
    ],
)
def test_korean(text, value):
    assert list(found(text, "ko").values())[-1:] == ([value] if value else [])


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("it", "Il ponte è crollato martedì 6 maggio a Orlo.", "2031-05-06"),
        ("it", "La fiera aprirà venerdì.", "2031-05-09"),
        ("it", "Il sindaco ha parlato ieri sera.", "2031-05-06TEV"),
        ("it", "Ha piovuto la settimana scorsa.", "2031-W18"),
        ("it", "La miniera ha chiuso l'anno scorso.", "2030"),
        ("it", "È successo tre giorni fa.", "2031-05-04"),
        ("it", "Riaprirà il mese prossimo.", "2031-06"),
        ("it", "Il molo risale agli anni Novanta.", "199"),
        ("it", "Il molo risale all'aprile 2019.", "2019-04"),
        ("it", "La scossa è arrivata alle 18.30.", "2031-05-07T18:30"),
        ("it", "Luca, 45 anni, ha sei figli sul set, secondo i media.", None),
        ("pt", "A ponte caiu na terça-feira (6) em Orlo.", "2031-05-06"),
        ("pt", "A feira abrirá na sexta-feira.", "2031-05-09"),
        ("pt", "A prefeita falou ontem à noite.", "2031-05-06TNI"),
        ("pt", "Choveu na semana passada.", "2031-W18"),
        ("pt", "A mina fechou no ano passado.", "2030"),
        ("pt", "Aconteceu há três dias.", "2031-05-04"),
        ("pt", "O cais abriu em abril de 2019.", "2019-04"),
        ("pt", "O tremor ocorreu às 18h30.", "2031-05-07T18:30"),
        ("pt", "Na segunda fase, a terça parte saiu, e o mar subiu.", None),
        ("nl", "De brug stortte dinsdag 6 mei in.", "2031-05-06"),
        ("nl", "De markt gaat vrijdag open.", "2031-05-09"),
        ("nl", "De burgemeester sprak gisteravond.", "2031-05-06TEV"),
        ("nl", "Het regende vorige week.", "2031-W18"),
        ("nl", "De mijn sloot vorig jaar.", "2030"),
        ("nl", "Het gebeurde drie dagen geleden.", "2031-05-04"),
        ("nl", "De kade stamt uit de jaren negentig.", "199"),
        ("nl", "De schok kwam om 18.30 uur.", "2031-05-07T18:30"),
        ("nl", "Jan (45) en een man van 45 jaar oud, zo gaat het.", None),
        ("es", "El pasado 30 de diciembre cerró el muelle.", "2030-12-30"),
        ("es", "El pasado 14 de junio cerró el muelle.", "2030-06-14"),
        ("es", "El muelle abrió en abril de 2019.", "2019-04"),
    ],
)
def test_other_languages(language, text, value):
    assert list(found(text, language).values())[-1:] == ([value] if value else [])


def test_a_time_of_day_of_korean_keeps_its_half():
    text = "회의는 6일 오후 2시 열렸다. 이날 오전에는 비가 내렸다."
    assert found(text, "ko") == {
        "6일": "2031-05-06",
        "오후 2시": "2031-05-06T14:00",
        "이날 오전": "2031-05-06TMO",
    }


def test_a_night_of_french_goes_with_its_day():
    text = "Le feu a pris dans la nuit du 4 au 5 mai, à 23 h 15 (21 h 15 GMT)."
    moments = find(text, reference=DAY, language="fr")
    assert [m.value for m in moments] == ["2031-05-04TNI", "2031-05-04T23:15"]
    assert moments[-1].earliest == moments[-1].latest
    late = find(
        "Le feu a pris dans la nuit du 4 au 5 mai, vers 2 heures.", reference=DAY, language="fr"
    )
    assert late[-1].value == "2031-05-05T02:00"


def test_another_language_is_read_by_names_and_numerals_alone():
    text = "6 kwietnia 2020 roku; may, sun, last week, 1500 ludzi, 2019, 28.03.2020"
    assert found(text, "pl") == {"6 kwietnia 2020": "2020-04-06", "28.03.2020": "2020-03-28"}


@pytest.mark.parametrize("language", ["mis", "xx", "no-such-language", "", "EN-us"])
def test_a_language_that_nobody_knows_is_no_error(language):
    assert found("2020-04-06", language) == {"2020-04-06": "2020-04-06"}


@pytest.mark.parametrize("language", ["fr", "ko"])
def test_a_long_text_of_openings_ends(language):
    text = {
        "fr": "l'été de la mi-mars il y a 18 h 1 ",
        "ko": "지난달지난달지난달지난달지난달부터가 4월",
    }
    assert find(text[language] * 5_000, reference=DAY, language=language)
