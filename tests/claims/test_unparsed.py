"""Witnesses for faults of the reading without a parse: voices, contents and stances as news has them."""

import pytest

from tests.claims.conftest import chain, reports


def told(text: str, code: str) -> list[tuple[str, str]]:
    """Chain and words of each report that has a voice; "?" behind whoever has no name."""
    return [
        (chain(report), text[report.start : report.stop])
        for report in reports(text, code)
        if report.chain
    ]


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        # a ministry and its head by their whole names
        ("fr", "Le ministre des Ponts Bill Morro a indiqué que le pont tient.", "Bill Morro"),
        ("fr", "Le pont tient, a dit le ministère des Ponts.", "ministère des Ponts"),
        ("es", "Lo dijo el viceministro libio de Asuntos Fluviales: «La presa resiste».",
         "viceministro libio de Asuntos Fluviales"),
        # an article in one with its noun, a name that is like an article or an office
        ("fr", "Le pont tient, indique l’association de défense des ports.", "association de défense des ports"),
        ("fr", "Le pont tient, a annoncé Bruno Le Maire, le chef du port.", "Bruno Le Maire"),
        ("fr", "L'avocat de la ville, Olivier de Vilm, affirme que le pont tient.", "Olivier de Vilm"),
        ("de", "Das Boot sei fort, sagte Ursula von der Leyn.", "Ursula von der Leyn"),
        ("es", "«Resiste», dijo el presidente de la Comisión Fluvial, José Manuel Durán Barro.",
         "José Manuel Durán Barro"),
        # neither when nor where nor how belongs to a name
        ("fr", "Le pont tient, a fait savoir le parquet de Halden le 24 juillet.", "parquet de Halden"),
        ("fr", "« Le pont est fermé », ajoute la maire en montrant sa barque.", "maire"),
        ("fr", "Le 5 février Ada Quille a déclaré que le pont tient.", "Ada Quille"),
        ("es", "«No sentí nada en todo el día», declaró la mujer de 35 años en una entrevista.", "mujer"),
        ("es", "«Está cerrado hasta el lunes», escribió el Banco Fluvial en Twitter.", "Banco Fluvial"),
        ("es", "La presa cedió, según fuentes oficiales citadas por un diario.", "fuentes oficiales?"),
        ("ru", "11 марта Речной союз объявил, что мост закрыт.", "Речной союз"),
        ("de", "Das Boot sei fort, sagte Anna Berger in der Nacht.", "Anna Berger"),
        # who "that" is said of, and nested words before a noun
        ("de", "Es war die Not des Bauträgers, der im Mai meldete, dass Geld fehlt.", "Bauträgers"),
        (
            "de",
            "„Das ist bei so vielen sehr wenig“, sagte der für das Geschäft zuständige Vorstand Jan Kolb.",
            "Jan Kolb",
        ),
        ("de", "Ein Sprecher der Polizei, Lars Berin, sagte heute Abend, das Boot sei fort.", "Lars Berin"),
        ("fr", "Le pont tient, a annoncé leur porte-parole Ahmed al-Mesmar.", "Ahmed al-Mesmar"),
        # what another verb does
        ("es", "Los Veinte exigieron el cese y afirmaron que la presa resiste.", "Veinte"),
        ("fr", "Les ouvriers ont été chassés et des témoins disent que le pont a cédé.",
         "témoins?"),
        ("fr", "Des gens ont des sacs qu'ils expliquent avoir trouvés.", "gens"),
        ("ru", "Президент порта Иван Ветлов, оценивая планы, заявил, что мост закрыт.", "Иван Ветлов"),
        ("ru", "«Мост закрыт уже год», - прокомментировал ситуацию активист Иван Ветлов.", "Иван Ветлов"),
        # what a relative clause or an apposition puts between
        ("es", "El Movimiento Fluvial, que pidió la renuncia del alcalde, Pablo Rivas, aseguró que la presa cedió.",
         "Movimiento Fluvial"),
        ("es", "Ana Vidal, jefa del puerto, presentó un plan y expresó que la presa cedió.", "Ana Vidal"),
        ("es", "La jefa de gobierno, Clara Soler, dijo esperar que la presa resista.", "Clara Soler"),
        ("de", "Anna Berger, die Leiterin des Amtes, sagte, das Boot sei fort.", "Anna Berger"),
        # a verb that no list has, between a quotation and a name
        ("fr", "« Le pont ne tient plus du tout », bougonne Ada Quille.", "Ada Quille"),
        ("ru", "«Мост закрыт уже целый год», - проворчал Иван Ветлов.", "Иван Ветлов"),
        # a verb that opens the sentence
        ("es", "«Resiste», dijo Ana Vidal. Indicó que la presa es nueva.", "Ana Vidal"),
        # bodies behind "in"
        ("ru", "В полиции заявили, что мост закрыт.", "полиции"),
        ("ru", "Мост закрыт, пояснили в ведомстве.", "ведомстве"),
        ("ru", "На сайте ведомства отмечается, что мост закрыт.", "сайте ведомства"),
        ("ru", "Как сообщает кабмин, мост закрыт.", "кабмин"),
        # one name in two cases
        ("ru", "Алексей Ветлин уехал. По словам Алексея Ветлина, мост закрыт.", "Алексей Ветлин"),
        # a role alone stands for who had it
        ("ru", "Врач Иван Ветлов сказал, что мост цел. Врач пояснил, что паром ходит.", "Иван Ветлов"),
        # "this source" is the one before
        ("fr", "Le pont tient, a dit le parquet de Halden. Il est neuf, a précisé cette source.",
         "parquet de Halden"),
        ("ko", "경찰 관계자는 “댐은 안전하다”고 말했다. 그러면서도 이 관계자는 “길이 막혔다”고 했다.", "경찰 관계자?"),
        # an auxiliary and its participle, a verb and who speaks, with a phrase between them
        ("fr", "Le ministère des Ponts a, par ailleurs, précisé que le pont tient.", "ministère des Ponts"),
        ("fr", "Le pont tient, a annoncé vendredi 24 juillet, le ministère des Ponts.", "ministère des Ponts"),
        ("fr", "« Le pont tient bien », s'est félicité, dans son discours, le maire de Halden.", "maire de Halden"),
        ("fr", "Le pont tient, a expliqué à l'ABQ Ada Gruau Quille.", "Ada Gruau Quille"),
        # nouns that are spelt like verbs, what a "pour" belongs to, whom "who has gathered it" names
        ("fr", "Selon une note du port, le pont tient.", "note du port"),
        ("fr", "« Le pont tient bon ici », a dit la maire pour justifier le retard.", "maire"),
        ("fr", "Selon les informations recueillies par le journal Le Phare, le pont tient.", "journal Le Phare"),
        ("fr", "Le pont tient. C'est ce que révèle la mairie dans une note.", "mairie"),
        ("fr", "Le blogueur et juriste Hany Quille affirme que le pont tient.", "Hany Quille"),
        ("es", "En la denuncia la alcaldesa asegura que la presa cedió.", "alcaldesa"),
        # whom a sentence is about, a body with its article, a role that goes back to who spoke
        ("fr", "Le maire Jean Gruau a quitté la salle. « Le pont tient bien », a-t-il lâché.", "Jean Gruau"),
        ("fr", "Le gouvernement dit que le pont tient. « Il est neuf, ce pont », ajoute-t-il.", "gouvernement"),
        ("fr", "Le pont tient, dit Ada Quille, de la firme Tarn. L'analyste ajoute qu'il est neuf.", "Ada Quille"),
        ("fr", "« On attend, expliquait M. Quille hier. Le pont est fermé. »", "Quille"),
        ("fr", "« On attend ici, a indiqué la maire Ada Quille. Le pont est fermé. »", "Ada Quille"),
        # a verb and its speaker behind what is told, a colon that ends a paragraph, "it says in"
        ("fr", "Le pont est fermé depuis hier, a révélé l'AFP le 24 juillet.", "Agence France-Presse"),
        ("fr", "Il fallait fermer le pont pendant cette période, précise le décret.", "décret"),
        ("fr", "Ada Quille écrit [en farsi] :\n\nLe pont de Halden est fermé.", "Ada Quille"),
        ("es", "«Resiste», dijo Ana Vidal. Además escribe:\n\nLa presa está cerrada.", "Ana Vidal"),
        ("de", "Anna Berger betonte:\n\nDas Boot ist fort.", "Anna Berger"),
        ("ru", "«Мост закрыт уже целый год», — говорится в сообщении.", "сообщении"),
        # a participle goes on with the speaker of its sentence, or with its subject
        ("fr", "Le port a fermé, dit Ada Quille. L'opposition a rejeté l'offre, estimant que le pont tient.",
         "opposition"),
        ("fr", "Le groupe sera aidé, dit Jean Gruau, tout en notant que le pont tient.", "Jean Gruau"),
        # who cites others goes on speaking
        ("ko", "한들일보는 소식통을 인용해 댐이 무너졌다고 보도했다. 그러면서 “길도 막혔다”고 전했다.", "한들일보"),
        # a clause's subject before who tells, a land and a body before a title, a day, several roles
        ("ko", "피해자 수가 줄었지만 정부는 댐이 안전하다고 강조했다.", "정부"),
        ("ko", "존 애벗 미 국방부 대변인은 “댐은 안전하다”고 말했다.", "존 애벗"),
        ("ko", "한들전자 강한솔 DS부문 사장은 “댐은 안전하다”고 말했다.", "강한솔"),
        ("ko", "강한솔 정책총괄 2차관은 “안전하다”고 말했다. 강 차관은 “길이 막혔다”고 했다.", "강한솔"),
        ("ko", "박한솔 대변인은 “안전하다”고 했다. 김나래 의원이 고함을 친 것에 대해선 “유감”이라고 말했다.", "박한솔"),
        ("ko", "존 애벗 EU 집행위 부위원장은 “댐은 안전하다”고 말했다.", "존 애벗"),
        ("ko", "박한솔 대변인은 “안전하다”고 했다. 물가와 관련해서는 “오른다”고 전망했다.", "박한솔"),
        ("ko", "박한솔 대변인은 “안전하다”고 했다. 다만 그는 길이 막혔다고 덧붙였다.", "박한솔"),
        ("ko", "한들시 관계자는 “안전하다”고 했다. 하천청의 다른 관계자는 “길이 막혔다”고 했다.", "하천청의 다른 관계자?"),
        ("ko", "박한솔 대변인은 “안전하다”고 했다. 또, 하마스도 “길이 막혔다”고 밝혔다.", "하마스"),
        ("ko", "댐이 무너졌다고 AFP가 보도했다.", "Agence France-Presse"),
        ("ko", "댐은 안전하다고 박한솔 시장과 한들일보가 23일 보도했다.", "한들일보"),
        ("ko", "박한솔 대변인은 “안전하다”고 했다. 그러면서 한들 정부가 이를 알렸다고 주장했다.", "박한솔"),
    ],
)  # fmt: skip
def test_a_voice_is_whole_and_nothing_more(code, text, who):
    assert told(text, code)[-1][0] == who


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La mairie, qui a annoncé les primes temporaires, a fermé le pont."),
        ("fr", "Cela s'explique par des raisons tout autant techniques que politiques."),
        ("fr", "Ce choix a été annoncé dimanche par Ada Quille, la cheffe du port."),
        ("fr", "J'espère que le pont tient."),
        ("es", "El acuerdo se anunció en un foro que el alcalde Pablo Rivas organizó."),
        ("es", "Libia anunció la suspensión de los viajes, el único plan que queda."),
        ("es", "La actriz Eva Ruiz, quien causó polémica, anunció su compromiso la víspera."),
        ("es", "El juez estuvo de acuerdo con la defensa en el caso."),
        ("es", "Eva Ruiz ha mostrado su casa y es un miembro destacado del club, fundado aquí."),
        ("ru", "Врач рассказал о знаках, по которым можно узнать холеру."),
        ("fr", "La mairie cherche des bateliers que l'on croit partis."),
        ("fr", "La chute du pont inquiète les défenseurs du port."),
        ("fr", "La décision, qui confirme un arrêt rendu en mai par la cour, est attendue."),
        ("fr", "Ada Quille est arrivée. « Le pont tient bon », est-il précisé dans la lettre."),
    ],
)
def test_what_only_looks_like_a_telling_has_no_voice(code, text):
    assert told(text, code) == []


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        # what hangs on the name is not what is told
        ("fr", "Selon Jamel Benn, procureur de Halden, le pont a cédé.", "le pont a cédé"),
        ("fr", "Selon un courriel que l'agence a vu, le pont a cédé.", "le pont a cédé"),
        ("fr", "Le pont a cédé, selon Ada Quille, qui vit au port.", "Le pont a cédé"),
        ("fr", "Le pont a cédé, selon un rapport publié par le port, financé par la ville.", "Le pont a cédé"),
        # an infinitive, a noun with what hangs on it, the main clause behind a condition or two words
        ("fr", "Ada Quille dit ne pas avoir vu le pont céder.", "ne pas avoir vu le pont céder"),
        ("fr", "La mairie a annoncé, mardi, la fermeture du pont de Halden.", "la fermeture du pont de Halden"),
        ("fr", "Si le pont cède, écrit Ada Quille, le port sera fermé.", "Si le pont cède, écrit Ada Quille, le port sera fermé"),
        ("fr", "Ada Quille a ri. C'est pourquoi, dit-elle, le pont sera fermé.", "C'est pourquoi, dit-elle, le pont sera fermé"),
        ("fr", "M. Jean Quille a ri : « Le pont tient », a-t-il dit.", "Le pont tient"),
        ("ko", "강한솔 시장은 “길이 막혔느냐”는 취재진 질문에 “댐은 안전하다”고 답했다.", "댐은 안전하다"),
        ("ko", "강한솔 시장은 사고와 관련해 ″댐은 안전하다″고 말했다.", "댐은 안전하다"),
        ("ko", "한들일보는 소식통을 인용한 보도를 통해 댐이 무너졌다고 전했다.", "댐이 무너졌다"),
        ("es", "Como informó la directora, Fernanda Ravel, la presa cedió.", "la presa cedió"),
        ("es", "Han muerto 36 personas según ha informado un portavoz.", "Han muerto 36 personas"),
        ("ru", "По словам Ветлова, для тех, кто ходит пешком, мост закрыт.",
         "для тех, кто ходит пешком, мост закрыт"),
        # nor are the words that attribute it
        ("ru", "Врач Ветлов сказал, что паром ходит. Причем по его словам, мост закрыт.", "мост закрыт"),
        # who tells something else tells it alone
        ("es", "Ana Vidal dijo que la presa cedió, pero el ministro Pablo Rivas dijo que resiste.",
         "la presa cedió"),
        # a phrase before the verb does not part what is told
        ("ru", "В то же время, добавил Иван Ветлов, мост закрыт.", "В то же время, добавил Иван Ветлов, мост закрыт"),
        # endings that join it to its verb
        ("ko", "경찰은 다리를 닫았다고 설명했다.", "다리를 닫았다"),
        ("ko", "경찰은 추적 중이라고 밝혔다.", "추적 중"),
    ],
)  # fmt: skip
def test_a_content_is_the_clause_that_is_told(code, text, words):
    assert words in [content for _, content in told(text, code)]


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        ("fr", "Selon des sources rebelles et des sources diplomatiques, le pont est fermé.",
         ["sources rebelles?", "sources diplomatiques?"]),
        ("es", "Según Reuters y AFP, la presa cedió.", ["Reuters", "Agence France-Presse"]),
        ("es", "El alcalde Pablo Rivas y la ministra Ana Vidal dijeron que la presa cedió.",
         ["Pablo Rivas", "Ana Vidal"]),
        ("de", "Anna Berger und Jan Kolb kamen. Das Boot sei fort, sagten Anna Berger und Jan Kolb.",
         ["Anna Berger", "Jan Kolb"]),
        ("es", "El Ministerio de Asuntos Fluviales y Cooperación dijo que la presa cedió.",
         ["Ministerio de Asuntos Fluviales y Cooperación"]),
        ("fr", "Le ministre de la Mer et de la Pêche a dit que le pont tient.",
         ["ministre de la Mer et de la Pêche"]),
    ],
)  # fmt: skip
def test_each_of_those_who_speak_together_has_a_report(code, text, who):
    assert [chain for chain, _ in told(text, code)] == who


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Una fuente de la Policía en Halden comentó que la presa cedió."),
        ("fr", "Un proche du maire Paul Rivet dit que le pont a cédé."),
        ("ru", "Источник в МЧС сообщил, что мост закрыт."),
        ("ko", "서울경찰청 관계자는 “길이 막혔다”고 말했다."),
        ("de", "Experten des Amtes Halden sagten, das Boot sei fort."),
    ],
)
def test_a_source_stays_unnamed_whatever_it_belongs_to(code, text):
    [report] = reports(text, code)
    assert report.chain[-1].anonymous


def test_a_named_expert_is_not_anonymous():
    [report] = reports("El analista Pablo Rivas dijo que la presa cedió.", "es")
    assert (report.chain[-1].name, report.chain[-1].anonymous) == ("Pablo Rivas", False)


@pytest.mark.parametrize(
    ("code", "text", "stance"),
    [
        # the "not" is within what is told, or far from the verb
        ("fr", "Il n'a rien vu. Le maire a confirmé qu'aucun bac ne partait.", "certain"),
        (
            "es",
            "No hubo heridos y más tarde el puerto que da al río fue confirmado sede.",
            "certain",
        ),
        ("fr", "Le maire n'a pas confirmé que le pont tient.", "unconfirmed"),
        # who denies in his own words asserts these
        ("ko", '항만청은 "사실과 다르다"며 부인했다.', "certain"),
        ("es", "El alcalde negó que la presa cediera.", "denied"),
        # "것으로" alone hedges nothing
        ("ko", '강준호 시장은 "도움이 되는 것으로 안다"고 말했다.', "certain"),
    ],
)
def test_how_surely_it_is_told(code, text, stance):
    assert reports(text, code)[-1].stance == stance


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        # about this: what is told is the sentence before
        ("ru", "Мост закрыт. Об этом заявил министр Иван Ветлов.", ("Иван Ветлов", "Мост закрыт")),
        ("es", "La presa cedió. Así lo informó la alcaldesa Ana Vidal.", ("Ana Vidal", "La presa cedió")),
        ("ko", "다리가 닫혔다. 강준호 시장은 이같이 밝혔다.", ("강준호", "다리가 닫혔다")),
    ],
)  # fmt: skip
def test_a_telling_points_back(code, text, expected):
    assert expected in told(text, code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a short quotation in a long sentence, a name before its body, a body before a name
        (
            '강준호 시장이 다리 영상이 공개된 것과 관련해 "유출 배경을 파악 중"이라고 말했다.',
            [("강준호", "유출 배경을 파악 중")],
        ),
        ('강준호 해양부 부대변인은 "길이 막혔다"고 답했다.', [("강준호", "길이 막혔다")]),
        ('한편 해양경찰청 강준호 강력계장은 "길이 막혔다"고 밝혔다.', [("강준호", "길이 막혔다")]),
        # a family name, and the whole one elsewhere with a body between
        (
            '강준호 해양부 대변인은 "길이 막혔다"고 했다. 강 대변인은 "돌아가라"고 말했다.',
            [("강준호", "길이 막혔다"), ("강준호", "돌아가라")],
        ),
        # who tells it stands behind it
        ("선원은 혐의를 시인했다고 경찰은 덧붙였다.", [("경찰", "선원은 혐의를 시인했다")]),
        # two who tell in one sentence
        (
            "하늘 신문은 다리가 닫혔다고 보도했으며 바다 신문은 길이 막혔다고 전했다.",
            [("하늘 신문", "다리가 닫혔다"), ("바다 신문", "길이 막혔다")],
        ),
        # the name of a medium in marks, a source that is cited
        ('<하늘일보>는 "길이 막혔다"고 보도했다.', [("하늘일보", "길이 막혔다")]),
        (
            "하늘일보는 30일 익명의 당국자를 인용, 다리가 닫혔다고 보도했다.",
            [("하늘일보>익명의 당국자?", "다리가 닫혔다")],
        ),
        # where and about what he speaks is no part of who speaks
        (
            '"소문"과 관련해 해양부 당국자는 19일 "길이 막힌 것 같다"고 말했다.',
            [("해양부 당국자?", "길이 막힌 것 같다")],
        ),
        ("강준호 대변인은 논평에서 다리가 닫혔다고 비판했다.", [("강준호", "다리가 닫혔다")]),
        (
            "강준호 대변인은 다리가 닫힌 것은 변명이 되지 않는다며, 시민 앞 사과와 사장 경질을 거듭 촉구했다.",
            [("강준호", "다리가 닫힌 것은 변명이 되지 않는다")],
        ),
        # the subject of what was asked is not who answers
        (
            '강준호 시장은 "돌아가라"고 했다. 한솔비 의원이 떠난 데 대해 "길이 막혔다"고 답했다.',
            [("강준호", "돌아가라"), ("강준호", "길이 막혔다")],
        ),
        # a verb before a noun ends like a subject
        (
            "무역을 분석하는 하늘연구소 역시 다리가 닫혔다고 분석했다.",
            [("하늘연구소", "다리가 닫혔다")],
        ),
    ],
)
def test_korean_speakers(text, expected):
    assert told(text, "ko") == expected
