"""What a phrase without a parse names: a medium, a person with the name in full, a body, nobody.

Only what is clear is resolved: a surname that one full name of the text has, a noun by which one was
named before. Everything else stays in the article's own words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile

from firsthand.claims.frames import MARKS
from firsthand.claims.grammar import Grammar, ending_of, longest_first
from firsthand.claims.surnames import MAX_WORDS, Nouns, Place, Surnames, Word, words_of
from firsthand.claims.titles import Titles
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lexicon.places import Places
from firsthand.records import Voice

#: names of media looked at in one voice
MAX_MENTIONS = 4
#: letters of a name kept when what stands at its end is cut
MIN_BARE = 2
#: characters of a name; what is longer is a sentence by mistake
MAX_NAME = 120
#: lists of nouns, and the kind of voice that each shows, in the order in which they are tried
_KINDS = {"organisations": "organisation", "documents": "document", "media": "outlet"}
_LEADING = ("subject", "oblique", "prepositions", "leading")
_FIGURES = re.compile(r"\d+")


class Naming:
    """What phrases of one article name, in the order of its text."""

    def __init__(self, text: str, grammar: Grammar, gazetteer: Gazetteer, places: Places) -> None:
        self.text, self.grammar, self.places = text, grammar, places
        self.mentions = [
            (mention.start, mention.stop, mention.entry) for mention in gazetteer.find(text)
        ]
        self._particles = longest_first(grammar["speakers.particles"])
        #: words that begin a phrase, or end one, and are no part of a name
        self._leading = frozenset().union(*(grammar[f"phrases.{name}"] for name in _LEADING))
        self._idle = grammar["speakers.tails"] | grammar["speakers.particles"]
        self.nouns = Nouns(grammar, places)
        self.surnames = Surnames(text, self.nouns)
        self.titles = Titles(text, self.nouns)
        self.last: Voice | None = None
        self.heard: dict[Place, Voice] = {}
        #: name -> he | she, where a role or title tells it
        self.gender: dict[str, str] = {}
        #: noun -> the one last named with it ("minister"), for when the noun comes alone
        self._by_noun: dict[str, Voice] = {}
        #: the last body named without a noun ("Solvane Line")
        self._firm: Voice | None = None

    def _make(self, place: Place, name: str, kind: str, *, anonymous: bool = False) -> Voice:
        short = name[:MAX_NAME].strip(MARKS + ",;:")
        return Voice(name=short, kind=kind, anonymous=anonymous, start=place[0], stop=place[1])

    def _outlet(self, place: Place) -> Voice | None:
        first = bisect_left(self.mentions, place[0], key=lambda mention: mention[0])
        for _, stop, entry in self.mentions[first : first + MAX_MENTIONS]:
            if stop <= place[1]:
                return self._make(
                    place, entry.name, "agency" if entry.kind == "agency" else "outlet"
                )
        return None

    def _named(self, place: Place) -> Voice | None:
        whole, within = words_of(self.text, place), self._apposed(place)
        words = self._core(words_of(self.text, within))
        if not words:
            return None
        forms = {word.form for word in words}
        unnamed = bool(forms & self.grammar["speakers.unnamed_words"]) or (
            words[0].form in self.grammar["speakers.sources"]
        )
        person = self._person(words, bare=words[0].capital and self._begins_bare(within))
        if person and not unnamed:
            name = self.surnames.full(person[-1]) or " ".join(person)
            self._gendered(name, whole)
            return self._noted(self._core(whole), self._make(place, name, "person"))
        name = _joined(words)
        if len(name) > MAX_NAME:
            return None
        titled = self.titles.name(words) if self.grammar["order.suffixes"] else None
        medium = words[0].form in self.grammar["speakers.media"] and len(words) == 1
        if medium and self.last is not None and self.last.kind in {"agency", "outlet"}:
            return self._make(place, self.last.name, self.last.kind)
        if titled is not None:
            return self._make(place, titled, "person")
        kind, anonymous = self._kind(words, bare=self._begins_bare(within))
        for gender in ("she", "he"):
            if whole[0].form in self.grammar[f"phrases.{gender}_articles"]:
                self.gender.setdefault(name, gender)
        found = self._make(place, name, kind, anonymous=anonymous or unnamed)
        return found if found.anonymous else self._noted(words, found)

    def _apposed(self, place: Place) -> Place:
        """Place of a name behind what its bearer is, or all: "ministro de Puertos, Abdal bin Sayid"."""
        start = self.text.rfind(", ", *place) + 2
        words = words_of(self.text, (start, place[1])) if start > 1 else []
        before = self._core(words_of(self.text, (place[0], start)))
        small = self.grammar["names.particles"]
        named = len(words) > 1 and all(word.capital or word.form in small for word in words)
        role = bool(before) and self.nouns.acts(before[0]) and bool(self.grammar["order.bare"])
        return (start, place[1]) if named and role else place

    def _noted(self, words: Sequence[Word], voice: Voice) -> Voice:
        """Remember a named voice by the noun at the head of its phrase, or as a body without one."""
        head = words[0].form
        named = any(word.capital and not self.nouns.known(word.form) for word in words[1:])
        if named and (self.nouns.known(head) or self.grammar.acts(head)):
            self._by_noun[head] = voice
        elif voice.kind == "organisation" and not any(
            self.nouns.known(word.form) for word in words
        ):
            self._firm = voice
        return voice

    def _gendered(self, name: str, words: Sequence[Word]) -> None:
        """Learn from a role or title whether it is he or she."""
        for word in words:
            if self.grammar.acts(word.form) or word.form in self.grammar["speakers.titles"]:
                for gender in ("she", "he"):
                    endings = tuple(self.grammar[f"speakers.{gender}_endings"])
                    if word.form.endswith(endings):
                        self.gender.setdefault(name, gender)

    def _core(self, words: Sequence[Word]) -> list[Word]:
        """Cut articles and the nouns of "nach Angaben von" off the head of a name."""
        kept = list(words)
        vouching = self.grammar["speech.according_nouns"]
        while kept and (
            kept[0].form in self._leading
            or (len(kept) > 1 and self._dated(kept[0].form))
            or (kept[0].form in vouching and len(kept) > 1 and self._of_somebody(kept[1]))
            or (
                not kept[0].capital and any(w.form in vouching for w in kept[1:2]) and len(kept) > 2
            )
        ):
            kept.pop(0)
        while len(kept) > 1 and (kept[-1].form in self._idle or self._tail(kept[-1])):
            kept.pop()
        return [*kept[:-1], self._bare(kept[-1], alone=len(kept) == 1)] if kept else []

    def _dated(self, form: str) -> bool:
        """Tell the day of a month, or an hour, that is one word ("23일")."""
        figures = _FIGURES.match(form)
        units = tuple(self.grammar["phrases.units"])
        return figures is not None and form.startswith(units, figures.end())

    def _tail(self, word: Word) -> bool:
        """Tell a word behind the last of several, with its ending ("등은")."""
        ending = ending_of(word.form, self._particles, 1)
        return bool(ending) and word.form[: -len(ending)] in self.grammar["speakers.tails"]

    def _of_somebody(self, word: Word) -> bool:
        """Tell "data of the police" from "police data"."""
        grammar = self.grammar
        ties = grammar["phrases.ties"] | grammar["phrases.prepositions"]
        if not grammar["order.bare"]:
            ties = grammar["speech.by"] | grammar["phrases.subject"] | grammar["phrases.oblique"]
        return word.capital or word.form in ties

    def _bare(self, word: Word, *, alone: bool) -> Word:
        """Cut what stands at the end of a name and is no part of it ("국방부는")."""
        ending = ending_of(word.form, self._particles, MIN_BARE if alone else 1)
        if not ending:
            return word
        cut = -len(ending)
        return Word(word.text[:cut], word.form[:cut], word.capital)

    def _begins_bare(self, place: Place) -> bool:
        """Tell a name without an article ("Anna Berger") from one with ("die Deutsche Welle")."""
        first = words_of(self.text, place)[:1]
        subject = self.grammar["phrases.subject"]
        return bool(first) and first[0].capital and first[0].form not in subject

    def _person(self, words: Sequence[Word], *, bare: bool) -> list[str]:
        """Words of a person's name: capitals behind a role, or without an article before them."""
        run: list[Word] = []
        role = bare
        for word in words:
            named = bool(run) and word.capital and bool(self.grammar["order.bare"])
            title = self.nouns.acts(word) or word.form in self.grammar["speakers.titles"]
            if title and not named:
                if len(run) >= 2 and role:
                    break
                run, role = [], True
            elif word.capital or (
                self._particle(word, run) and not any(self._body(w.form) for w in words)
            ):
                run.append(word)
            elif len(run) >= 2 and role and self._after_tie(words, run) == run:
                break
            else:
                # "the minister of Defence Pavel Rivov" is still a role where nouns have no capitals
                run, role = [], role and bool(self.grammar["order.bare"])
        if self.grammar["order.bare"] and words and words[0].capital and self._body(words[0].form):
            return []
        run = self._after_tie(words, run)
        run = list(self.surnames.bare(run))
        if run and run[-1].form.rstrip(".") in self.grammar["names.firms"]:
            return []
        if run and not run[-1].capital:
            return []
        before = words[words.index(run[0]) - 1 : words.index(run[0])] if run else ()
        behind = words[words.index(run[-1]) + 1 :] if run else ()
        titled = any(word.form in self.grammar["speakers.titles"] for word in before)
        if self.grammar["order.bare"] and self._of_body(run, before, behind, titled=titled):
            return []
        last_known = len(run) == 1 and self.surnames.full(run[0].text) is not None
        good = role and (2 <= len(run) <= MAX_WORDS or last_known or (titled and len(run) == 1))
        vouching = self.grammar["speech.according_nouns"]
        bad = any(self.nouns.common(word) or word.form in vouching for word in run)
        return [w.text for w in run] if good and not bad else []

    def _of_body(
        self, run: Sequence[Word], before: Sequence[Word], behind: Sequence[Word], *, titled: bool
    ) -> bool:
        """Tell what names a body: "l'administration Obama", "Демократической партии"."""
        lone = len(run) == 1 and any(
            not word.capital and not self.nouns.acts(word) for word in before
        )
        noun = bool(behind) and not behind[0].capital and self.nouns.common(behind[0])
        return (lone and not titled) or (noun and not self.grammar["phrases.definite"])

    def _particle(self, word: Word, run: Sequence[Word]) -> bool:
        """Tell a small word within a name ("Ursula von der Leyen")."""
        within = len(run) == 1 or (bool(run) and not run[-1].capital)
        return within and word.form in self.grammar["names.particles"]

    def _after_tie(self, words: Sequence[Word], run: list[Word]) -> list[Word]:
        """Cut what a role is tied to off the name behind it: "de Defensa Pablo Rivas", "de Defensa"."""
        first = words.index(run[0]) if run else 0
        tied = first > 0 and words[first - 1].form in self.grammar["phrases.ties"]
        if not tied or not self.grammar["order.bare"]:
            return run
        return run[1:] if len(run) > 2 else []

    def _by_name(self, words: Sequence[Word]) -> bool:
        """Tell "the analyst Ana Vidal" from "a source of the Halden Police": that names nobody."""
        if any(word.form in self.grammar["speakers.sources"] for word in words):
            return False
        ties = self.grammar["phrases.prepositions"] | self.grammar["phrases.ties"]
        ties |= self.grammar["phrases.oblique"]
        head = takewhile(lambda word: word.form not in ties, words[1:])
        return any(word.capital and not self.nouns.known(word.form) for word in head)

    def _body(self, form: str) -> bool:
        return form in self.grammar["speakers.organisations"]

    def _kind(self, words: Sequence[Word], *, bare: bool) -> tuple[str, bool]:
        """Kind of a voice by its nouns, and whether it is nobody in particular."""
        grammar = self.grammar
        head = [word.form for word in words]
        ties = grammar["phrases.ties"] | grammar["phrases.prepositions"]
        ties = ties if grammar["order.bare"] else frozenset()
        heading = takewhile(lambda form: form not in ties, head)
        if any(form in grammar["speakers.anonymous"] for form in heading):
            return "group", not self._by_name(words)
        if head[-1] in grammar["speech.according_nouns"]:
            return "group", True
        if self.nouns.acts(words[-1 if grammar["order.suffixes"] else 0]):
            return "person", False
        for nouns, kind in _KINDS.items():
            forms = grammar[f"speakers.{nouns}"]
            ending = (
                grammar["order.suffixes"] and nouns == "media" and head[-1].endswith(tuple(forms))
            )
            if ending or not forms.isdisjoint(head):
                return kind, False
        first = words[-1] if grammar["order.suffixes"] else words[0]
        if self.nouns.common(first) and " ".join(head) not in self.places:
            return "organisation", False
        if " ".join(head) in self.places:
            return "place", False
        if len(words) == 1 and words[0].capital and not words[0].text.isupper():
            return ("person" if bare else "organisation"), False
        return ("organisation" if any(word.capital for word in words) else "group"), False


def _joined(words: Iterable[Word]) -> str:
    """Words as they were written: nothing stands between an elided one and the next."""
    return " ".join(word.text for word in words).replace("' ", "'").replace("’ ", "’")
