"""Who a speaker is, without a parse: full names for surnames, kinds, unnamed sources, pronouns.

Only what is clear is resolved: a surname that one full name of the text has, a pronoun when the
last speaker fits it. Everything else stays in the article's own words.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from firsthand.claims.frames import MARKS
from firsthand.claims.naming import Naming
from firsthand.claims.surnames import ELIDED, Place, words_of
from firsthand.records import Voice

_SPACED = re.compile(r"(?<=\s)(\w+)\s+")
#: the last letter of a word, which joins it to the next in Korean
_ENDED = re.compile(r"(?<=[\w)])(\w)\s+(?=\w)")


class Speakers(Naming):
    """The speakers of one article, named in the order of its text."""

    def voice(self, place: Place, about: Place | None = None) -> Voice | None:
        """Voice behind some words; None for a pronoun that could be anybody's.

        A "he" or "she" is the person that the sentence is ``about`` before the speaker before.
        """
        forms = {word.form for word in words_of(self.text, place)}
        if self._goes_back(forms):
            found = self._meant(place, forms, about) or self._last(place, forms)
        else:
            found = self._outlet(place) or self._known(place) or self._named(place)
        if found is not None:
            self.last = self.heard[place] = found
        return found

    def understood(self) -> Voice | None:
        """Voice behind a verb that has no subject of its own: whoever was named last."""
        return None if self.last is None else replace(self.last, start=None, stop=None)

    def listener(self, place: Place) -> Voice | None:
        """Voice of the one something was told to, if it is an outlet; others carry nothing on."""
        outlet = self._outlet(place)
        if outlet is not None:
            return outlet
        quoted = self.text[slice(*place)].strip(MARKS)
        if quoted[:1].isupper() and self.text[place[0]] in MARKS:
            return self._make(place, quoted, "outlet")
        words = words_of(self.text, place)
        if self.grammar["order.bare"]:
            words = list(takewhile(lambda word: not self.grammar.ties(word.form), words))
        medium = {word.form for word in words} & self.grammar["speakers.media"]
        found = self._named(place) if medium else None
        return found if found is not None and found.name.lower() not in medium else None

    def can_speak(self, place: Place) -> bool:
        """Tell whether some words surely name somebody who can speak, though no verb says so."""
        words = self._core(words_of(self.text, place))
        if place in self.heard or not words:
            return bool(words)
        ends = words[-1].capital or self.grammar.speaks(words[-1].form)
        known = ends and any(self.grammar.acts(w.form) or self.nouns.common(w) for w in words)
        return known or self.surnames.full(words[-1].text) is not None

    def several(self, place: Place) -> list[Place]:
        """Places of those who speak together ("Reuters and AFP"); the whole place where one speaks."""
        for joint, joins, apart in (
            (_SPACED, self.grammar["phrases.and"], self._apart),
            (_ENDED, self.grammar["phrases.and_endings"], self._both),
        ):
            for match in joint.finditer(self.text, *place):
                if match.group(1).lower() in joins:
                    one, other = (place[0], match.start()), (match.end(), place[1])
                    return [one, other] if apart(one, other) else [place]
        return [place]

    def _apart(self, one: Place, other: Place) -> bool:
        """Tell two who speak, each by words that need not the other's."""
        return not self._same(other) and self._alone(one) and self._alone(other)

    def _both(self, one: Place, other: Place) -> bool:
        """Tell two who speak by the ends of their names."""
        return all(self._outlet(part) is not None or self._ending(part) for part in (one, other))

    def _same(self, place: Place) -> bool:
        """Tell a second role of the same one from another: "le blogueur et juriste Ana Vidal"."""
        words = words_of(self.text, place)
        definite = bool(self.grammar["phrases.definite"]) and bool(self.grammar["order.bare"])
        role = (
            bool(words)
            and not words[0].capital
            and words[0].form not in self.grammar["phrases.subject"]
        )
        return definite and role and any(word.capital for word in words)

    def _ending(self, place: Place) -> bool:
        """Tell a noun for who speaks by its end ("경찰과", "노조는")."""
        words = self._core(words_of(self.text, place))
        media = tuple(self.grammar["speakers.media"])
        last = words[-1:]
        return any(
            self.nouns.common(w) or self.nouns.acts(w) or w.form.endswith(media) for w in last
        )

    def _alone(self, place: Place) -> bool:
        """Tell whether some words name a speaker without those that they are joined with."""
        words = words_of(self.text, place)
        while words and words[0].form in self.grammar["phrases.subject"]:
            words = words[1:]
        if not words:
            return False
        headed = self.nouns.known(words[0].form) or self.nouns.acts(words[0])
        full = self.surnames.full(words[-1].text)
        named = words[0].capital and full is not None and len(words) <= len(full.split())
        return headed or named or self._outlet(place) is not None

    # ------------------------------------------------------------------ who it is

    def _goes_back(self, forms: set[str]) -> bool:
        """Tell what stands for somebody named before: "er", "demnach", "eigenen Angaben"."""
        own = forms - self.grammar["speech.according_nouns"]
        rest = forms - self.grammar["phrases.leading"]
        return bool(forms) and (
            (bool(rest) and rest <= self.grammar["phrases.pronouns"])
            or forms <= self.grammar["speech.thence"]
            or bool(forms & self.grammar["speakers.own"])
            or (bool(own) and own <= self.grammar["speakers.possessives"])
            or (bool(forms & self.grammar["phrases.demonstratives"]) and self._same_source(forms))
        )

    def _same_source(self, forms: set[str]) -> bool:
        """Tell "this source", "the same sources" from others: the source before, if it has no name."""
        rest = forms - self.grammar["phrases.demonstratives"] - self.grammar["phrases.leading"]
        heard = self.last is not None and self.last.kind not in {"agency", "outlet"}
        return bool(rest) and rest <= self.grammar["speakers.anonymous"] and heard

    def _known(self, place: Place) -> Voice | None:
        """Voice behind a noun that comes alone with its article: who was named with it before."""
        forms = ELIDED.sub(r"\1 ", self.text[slice(*place)].lower()).split()
        definite = self.grammar["phrases.definite"]
        if len(forms) != 1 + bool(definite) or (definite and forms[0] not in definite):
            return None
        form = forms[-1]
        found = self._by_noun.get(form)
        if found is None and form in self.grammar["speakers.firms"]:
            found = self._firm
        last = self.last
        if found is None and form in self.grammar["speakers.likewise"] and last is not None:
            found = last if last.kind == "person" and not last.anonymous else None
        return None if found is None else self._make(place, found.name, found.kind)

    def _last(self, place: Place, forms: set[str]) -> Voice | None:
        """Voice of the last speaker, if he can be meant; nobody else is ever named."""
        last = self.last
        if last is None or not self._fits(forms, last):
            return None
        return self._make(place, last.name, last.kind, anonymous=last.anonymous)

    def _meant(self, place: Place, forms: set[str], about: Place | None) -> Voice | None:
        """Voice of the person whom the sentence is about, if a "he" or "she" can mean him."""
        single = self.grammar["phrases.he"] | self.grammar["phrases.she"]
        if about is None or not forms <= single or not self.can_speak(about):
            return None
        found = self._named(about)
        if found is None or not self._fits(forms, found):
            return None
        if found.kind != "person" and found.name not in self.gender:
            return None
        first = words_of(self.text, about)[0]
        if not found.name[:1].isupper() and first.form not in self.grammar["phrases.definite"]:
            return None
        between = words_of(self.text, (about[1], place[0]))
        if {self.surnames.full(word.text) for word in between if word.capital} - {found.name, None}:
            return None  # another one is named nearer
        return self._make(place, found.name, found.kind)

    def _fits(self, forms: set[str], voice: Voice) -> bool:
        """Tell whether a pronoun can go back to a voice."""
        if forms & self.grammar["phrases.nobody"]:
            return False
        if forms & self.grammar["phrases.he"]:
            gender = self.gender.get(voice.name)
            one = voice.kind == "person" or voice.anonymous or gender == "he"
            return one and gender != "she"
        return not (forms & self.grammar["phrases.she"] and self.gender.get(voice.name) == "he")


def without_repeats(chain: Iterable[Voice]) -> tuple[Voice, ...]:
    """Chain in which nobody stands twice."""
    kept: list[Voice] = []
    for voice in chain:
        if all(voice.name != earlier.name for earlier in kept):
            kept.append(voice)
    return tuple(kept)
