"""One text in two languages: sentence vectors propose, order, numbers and rare words decide.

Vectors of sentences lie near one another when they are about the same thing, in whatever
language; "12 dead" and "15 dead" do, too. So a pair of texts is held to be one text translated
only where sentence follows sentence, and where the words that need no dictionary (numbers, names,
borrowed words) stand in the same order and do not contradict. In a language that the encoder does
not know, or without an encoder, those words alone decide, and only where one text stands out
against all others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.align import in_order, rising
from firsthand.lineage.bitext import align, beginning
from firsthand.lineage.paraphrase import Weights, weigh
from firsthand.lineage.reading import FURNITURE, Reading

Matrix = NDArray[np.float32]

#: Languages whose sentences the multilingual encoder knows.
ENCODED = frozenset("ar zh en fr de it ja ko nl pl pt es th tr ru".split())
#: Articles of the main language that are encoded per article in another, where not all are, and the
#: share of articles beyond which a word does not propose them.
_ENCODED_EACH, _TELLING = 20, 0.05
#: Articles of each other language that are looked at per article.
_PROPOSED = 8
#: Likeness of two sentences from which on they may be one sentence.
_ALIKE = 0.5
#: A logistic rule, rounded, found on the open pairs of translated news (a thousand translations,
#: 2,200 of the likeliest strangers): how like the sentences are on the average, what share has a
#: counterpart, whether those follow in order, whether shared words do.
_LIKE, _SHARE, _FOLLOW, _ORDER, _BAR = 7.0, 9.0, 2.0, 5.0, 15.0
#: Order is known from so many shared words on; below it counts as middling.
_KNOWN_ORDER, _MIDDLING = 4, 0.7
#: Numbers that both texts must have for their disagreement to count, and the share that must agree.
_NUMBERS, _AGREE = 4, 0.25
#: A rival in the same language that is so much likelier shows that a pair is only near.
_RIVAL = 3.0
#: Without vectors: weight of the shared words, how many, in what order, and by how much the pair
#: must lead each rival.
_MASS, _WORDS, _IN_ORDER, _LEAD = 5.0, 4, 0.8, 1.4
#: The same weight per word of both texts (geometric mean). So set, three in a hundred texts whose
#: original is not at hand are still given to a stranger, and one translation in fourteen is missed.
_DENSITY = 0.02
#: Rarest words by which texts in other languages are looked for.
_RAREST = 40
#: A word in so large a part of the articles (log of its inverse) tells nothing.
_COMMON = 1.0


class Encoder(Protocol):
    """What is needed of a model of sentences."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text, as rows."""
        ...


class Translated(NamedTuple):
    """Two articles that are one text, how surely (0..1), and pairs of like sentences.

    Sentences are places in the texts.
    """

    a: str
    b: str
    confidence: float
    why: tuple[str, ...]
    sentences: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    #: share of the shorter text's sentences (or telling words) with a counterpart
    share: float = 1.0


@dataclass(frozen=True)
class _Voice:
    """An article with what of it does not depend on its language."""

    reading: Reading
    #: place in words of the first use of every stem
    first: Mapping[int, int]
    spans: tuple[tuple[int, int], ...] = ()
    vectors: Matrix = field(default_factory=lambda: np.zeros((0, 1), dtype=np.float32))

    @property
    def language(self) -> str:
        return self.reading.article.language

    @property
    def numbers(self) -> frozenset[int]:
        """Numbers of two digits and more."""
        reading = self.reading
        wide = reading.digits & (reading.stops - reading.starts > 1)
        return frozenset(reading.codes[wide & (reading.kinds < FURNITURE)].tolist())


def find(
    readings: Mapping[str, Reading], encoder: Encoder | None, kin: Mapping[str, str]
) -> tuple[Translated, ...]:
    """Find articles that are one text in two languages.

    ``kin`` names a family for articles that share a text in one language. A function of the set of
    readings. Nothing is done where all are in one language.
    """
    languages = {r.article.language for r in readings.values() if len(r)} - {"und"}
    if len(languages) < 2:
        return ()
    voices = _voices(
        {k: r for k, r in readings.items() if r.article.language in languages}, encoder
    )
    weights = {
        language: weigh(v.reading for v in voices.values() if v.language == language)
        for language in sorted(languages)
    }
    scored = _by_vectors(voices, weights)
    return tuple(sorted((*scored, *_by_words(voices, weights, _joined(kin, scored)))))


def _joined(kin: Mapping[str, str], found: Iterable[Translated]) -> Mapping[str, str]:
    """Families, those joined that are one text in two languages."""
    above: dict[str, str] = {}

    def head(family: str) -> str:
        while family in above:
            family = above[family]
        return family

    for pair in found:
        low, high = sorted((head(kin.get(pair.a, pair.a)), head(kin.get(pair.b, pair.b))))
        if low != high:
            above[high] = low
    return {key: head(family) for key, family in kin.items()}


def _voices(readings: Mapping[str, Reading], encoder: Encoder | None) -> dict[str, _Voice]:
    voices = {k: _Voice(r, _firsts(r)) for k, r in sorted(readings.items()) if len(r)}
    known = _worth_encoding(voices) if encoder else []
    spans = {key: beginning(readings[key]) for key in known}
    texts = [readings[key].article.text[a:b] for key in known for a, b in spans[key]]
    if encoder is None or not texts:
        return voices
    vectors, at = encoder.encode(texts), 0
    for key in known:
        mine = vectors[at : at + len(spans[key])]
        voices[key] = replace(voices[key], spans=tuple(spans[key]), vectors=mine)
        at += len(spans[key])
    return voices


def _worth_encoding(voices: Mapping[str, _Voice]) -> list[str]:
    """Articles in languages that the encoder knows.

    Of the main language only so many as the others could be translations of: where those are few
    (and be they few that were taken for another language) the likeliest by words.
    """
    known = [key for key, voice in voices.items() if voice.language in ENCODED]
    main = _main_language(voices)
    foreign = [key for key in known if voices[key].language != main]
    if len(known) <= len(foreign) * (_ENCODED_EACH + 1):
        return known if foreign else []
    index = _index(voices, foreign)
    near = set(foreign)
    for key in foreign:
        stems = {s for s in voices[key].first if len(index[s]) <= len(voices) * _TELLING}
        shared = Counter(k for s in sorted(stems) for k in index[s] if voices[k].language == main)
        ranked = sorted(shared, key=lambda k: (-shared[k], k))
        near.update(ranked[:_ENCODED_EACH])
    return sorted(near & set(known))


def _main_language(voices: Mapping[str, _Voice]) -> str:
    sizes = Counter(voice.language for voice in voices.values())
    return min(sizes, key=lambda language: (-sizes[language], language))


def _firsts(reading: Reading) -> dict[int, int]:
    inside = np.flatnonzero((reading.stems != 0) & (reading.kinds < FURNITURE))
    stems, places = np.unique(reading.stems[inside], return_index=True)
    return dict(zip(stems.tolist(), places.tolist(), strict=True))


def _by_vectors(voices: Mapping[str, _Voice], weights: Mapping[str, Weights]) -> list[Translated]:
    """Pairs that the vectors propose and the rest bears out."""
    scores: dict[tuple[str, str], tuple[float, Translated]] = {}
    for one, other in _near([(k, v) for k, v in voices.items() if len(v.vectors)]):
        found = _judged(one, other, voices[one], voices[other], weights)
        if found is not None:
            scores[(one, other)] = found
    best: dict[tuple[str, str], float] = defaultdict(float)
    for (one, other), (score, _) in scores.items():
        for key, rival in ((one, other), (other, one)):
            place = (key, voices[rival].language)
            best[place] = max(best[place], score)
    return [
        found
        for (one, other), (score, found) in scores.items()
        if score >= _BAR
        and score >= best[(one, voices[other].language)] - _RIVAL
        and score >= best[(other, voices[one].language)] - _RIVAL
    ]


def _near(voices: Sequence[tuple[str, _Voice]]) -> Iterable[tuple[str, str]]:
    """Pairs in different languages whose mean vectors are nearest."""
    by_language: dict[str, list[tuple[str, _Voice]]] = defaultdict(list)
    for key, voice in voices:
        by_language[voice.language].append((key, voice))
    means = {language: _means(found) for language, found in by_language.items()}
    pairs = set()
    for here in sorted(by_language):
        for there in sorted(by_language):
            if here == there:
                continue
            for row, (key, _) in enumerate(by_language[here]):
                likeness = means[there] @ means[here][row]
                count = min(_PROPOSED, len(likeness))
                for column in np.argpartition(-likeness, count - 1)[:count].tolist():
                    other = by_language[there][column][0]
                    pairs.add((min(key, other), max(key, other)))
    return sorted(pairs)


def _means(found: Sequence[tuple[str, _Voice]]) -> Matrix:
    means: Matrix = np.stack([voice.vectors.mean(axis=0) for _, voice in found])
    lengths = np.linalg.norm(means, axis=1, keepdims=True).clip(1e-9).astype(means.dtype)
    unit: Matrix = means / lengths
    return unit


def _judged(
    a: str, b: str, one: _Voice, other: _Voice, weights: Mapping[str, Weights]
) -> tuple[float, Translated] | None:
    likeness = one.vectors @ other.vectors.T
    shorter = likeness if likeness.shape[0] <= likeness.shape[1] else likeness.T
    there, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    mutual = [
        (row, int(column))
        for row, column in enumerate(there)
        if back[column] == row and likeness[row, column] >= _ALIKE
    ]
    share = len(mutual) / max(1, len(shorter))
    follow = in_order([column for _, column in mutual]) if len(mutual) > 1 else 0.0
    _, count, order = _shared(one, other, weights)
    score = (
        _LIKE * float(shorter.max(axis=1).mean())
        + _SHARE * share
        + _FOLLOW * follow
        + _ORDER * (order if count >= _KNOWN_ORDER else _MIDDLING)
    )
    numbers, agree = _numbers(one, other)
    if score < _BAR - _RIVAL or (numbers >= _NUMBERS and agree < _AGREE):
        return None
    why = (
        f"{len(mutual)} of {len(shorter)} sentences have a counterpart, {follow:.0%} of them in order",
        f"{count} words that need no dictionary in common, numbers agree to {agree:.0%}",
    )
    sentences = tuple((one.spans[row], other.spans[column]) for row, column in mutual)
    return score, Translated(a, b, min(0.95, 0.6 + (score - _BAR) / 20), why, sentences, share)


def _numbers(one: _Voice, other: _Voice) -> tuple[int, float]:
    """Numbers that the poorer text has, and the share of them that the other has, too."""
    few = min(len(one.numbers), len(other.numbers))
    return few, len(one.numbers & other.numbers) / few if few else 1.0


def _shared(one: _Voice, other: _Voice, weights: Mapping[str, Weights]) -> tuple[float, int, float]:
    """Weight and number of the telling words in common, and the share of them in order."""
    stems = sorted(one.first.keys() & other.first.keys(), key=lambda s: (one.first[s], s))
    if not stems:
        return 0.0, 0, 0.0
    codes = np.array(stems, dtype=np.uint64)
    weight = np.minimum(*(weights[v.language].of(codes) for v in (one, other))) - _COMMON
    telling = [other.first[s] for s, w in zip(stems, weight.tolist(), strict=True) if w > 0]
    if not telling:
        return 0.0, 0, 0.0
    return float(weight[weight > 0].sum()), len(telling), len(rising(telling)) / len(telling)


# --------------------------------------------------------------------------- without vectors


def _by_words(
    voices: Mapping[str, _Voice], weights: Mapping[str, Weights], kin: Mapping[str, str]
) -> list[Translated]:
    """Pairs in which a language stands that has no vectors: the one text that leads all others."""
    main = _main_language(voices)
    mute = [k for k, v in voices.items() if not len(v.vectors) and v.language != main]
    index = _index(voices, mute)
    found = {}
    for key in mute:
        scores = []
        for other in _holders(key, voices, index):
            mass, count, order = _shared(voices[key], voices[other], weights)
            size = (len(voices[key].reading) * len(voices[other].reading)) ** 0.5
            scores.append((mass, other, count, order if mass >= _DENSITY * size else 0.0))
        for other, count, order in _leading(scores, kin):
            pair = (min(key, other), max(key, other))
            why = (
                f"{count} numbers, names and rare words in common, {order:.0%} of them in order",
                "no other text comes near",
            )
            readings = (voices[one].reading for one in pair)
            found[pair] = Translated(*pair, 0.6, why, align(*readings))
    return list(found.values())


def _leading(
    scores: Sequence[tuple[float, str, int, float]], kin: Mapping[str, str]
) -> Iterable[tuple[str, int, float]]:
    """The likeliest text, and its kin that are as likely, where all others are far behind."""
    if not scores:
        return
    ranked = sorted(scores, key=lambda s: (-s[0], s[1]))
    family = kin.get(ranked[0][1], ranked[0][1])
    strangers = (mass for mass, other, _, _ in ranked if kin.get(other, other) != family)
    bar = max(_MASS, _LEAD * next(strangers, 0.0))
    for mass, other, count, order in ranked:
        if (
            kin.get(other, other) == family
            and mass >= bar
            and count >= _WORDS
            and order >= _IN_ORDER
        ):
            yield other, count, order


def _index(voices: Mapping[str, _Voice], mute: Sequence[str]) -> Mapping[int, list[str]]:
    """Holders of the stems that articles without vectors have."""
    wanted: set[int] = set()
    for key in mute:
        wanted |= voices[key].first.keys()
    index: dict[int, list[str]] = defaultdict(list)
    for key, voice in voices.items() if wanted else ():
        for stem in sorted(wanted & voice.first.keys()):
            index[stem].append(key)
    return index


def _holders(key: str, voices: Mapping[str, _Voice], index: Mapping[int, list[str]]) -> list[str]:
    """Articles in other languages that share one of the rarest words."""
    here = voices[key]
    stems = sorted(here.first, key=lambda stem: (len(index[stem]), stem))
    foreign: set[str] = set()
    taken = 0
    for stem in stems:
        others = [k for k in index[stem] if voices[k].language != here.language]
        if others and taken < _RAREST:
            taken += 1
            foreign.update(others)
    return sorted(foreign)
