"""Which voices are one: spellings of one name, a body and the person who speaks for it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from firsthand.corroboration.context import Context
from firsthand.corroboration.terms import Term, term
from firsthand.corroboration.voices import are_one, name_key, voice_key
from firsthand.lexicon import wordings
from firsthand.records import Article, Report, Voice
from firsthand.text.words import words

#: names of voices that are remembered with what was read of them
REMEMBERED = 1 << 14
#: names that share this part of their telling words are spellings of one name
ONE_NAME = 0.6
#: initials that are left of a name without its first words ("NIS" of a "Norland National Intelligence
#: Service")
LEAST_INITIALS = 3
#: characters around a person's name in which the body stands for which he speaks
AFFILIATION_REACH = 70


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice as it is compared with others."""

    voice: Voice
    #: classes of the telling words of its name
    key: Term
    #: classes of the words around a person's name and of his offices in the story, which may tell for
    #: which body he speaks
    near: Term
    #: classes of the words of the body that a person is called a spokesman of
    body: Term

    @property
    def told(self) -> tuple[str, str, Term]:
        """What prints of one text have alike: they name a voice in the same words."""
        return self.voice.kind, self.voice.name, self.near


def hear(voice: Voice, article: Article, context: Context) -> Speaker:
    """Read a voice of an article."""
    telling = voice_key(voice) - context.wordings["little"] or voice_key(voice)
    names = {word.removesuffix("'s").removesuffix("’s") for word in telling}
    if voice.kind == "document":  # what a body issues is its own word
        names = names - context.wordings["issued"] or names
    key = frozenset().union(*(term(name, context.wordings) for name in names))
    return Speaker(
        voice, key, _near(voice, article) | _offices(voice, context), _body(voice, context)
    )


def _near(voice: Voice, article: Article) -> Term:
    if voice.kind != "person" or voice.start is None or voice.stop is None:
        return frozenset()
    first = _first_named(voice.name, article.text) or (voice.start, voice.stop)
    around = (
        article.text[max(0, start - AFFILIATION_REACH) : stop + AFFILIATION_REACH]
        for start, stop in {first, (voice.start, voice.stop)}
    )
    return frozenset().union(*map(_terms, around))


@lru_cache(maxsize=REMEMBERED >> 4)
def _first_named(name: str, text: str) -> tuple[int, int] | None:
    """Where a text first has the last word of a name: there it tells who that is."""
    last = name.rsplit(" ", 1)[-1]
    found = re.search(rf"\b{re.escape(last)}\b", text)
    return found.span() if found else None


def _body(voice: Voice, context: Context) -> Term:
    """Classes of the words of the body that a spokesman speaks for, by his name or by some text."""
    if voice.kind != "person":
        return frozenset()
    told, lists = name_key(voice.name), context.wordings
    if told.isdisjoint(lists["spokesmen"]):
        speaks_for = context.people.speaks_for
        return frozenset().union(*(speaks_for.get(word, frozenset()) for word in voice_key(voice)))
    named = told - lists["spokesmen"] - lists["little"]
    return frozenset().union(*(term(word, lists) for word in named))


def _offices(voice: Voice, context: Context) -> Term:
    """Classes of the words of the offices that some text of the story gives a person."""
    if voice.kind != "person":
        return frozenset()
    told_of = context.people.told_of
    return frozenset().union(*(told_of.get(word, frozenset()) for word in voice_key(voice)))


@lru_cache(maxsize=REMEMBERED >> 2)
def _terms(told: str) -> Term:
    """Classes of all words of a text."""
    lists = wordings.load()
    return frozenset().union(*(term(word.form, lists) for word in words(told)))


@lru_cache(maxsize=REMEMBERED)
def is_named(voice: Voice) -> bool:
    """Whether its words tell it from others: "a comedian", "the statement", "12 people" may be anybody's.

    Who speaks for a body has that body's name.
    """
    lists, name = wordings.load(), voice.name
    told = name_key(name)
    if voice.anonymous or not any(map(str.isalpha, name)) or told <= lists["namesakes"]:
        return False
    if voice.kind == "person":
        speaks_for = told - lists["spokesmen"]
        return not _head(name).islower() or (told != speaks_for and bool(speaks_for))
    if voice.kind == "group":
        tied = not lists["belonging"].isdisjoint(name.split())
        return not (_head(name) if tied else name).islower()
    return voice.kind != "document" or not (name.islower() or " " not in name)


def _head(name: str) -> str:
    """The word that says what it is: "leaders" of "leaders in the South", "Vint" of "Orla Vint"."""
    forms, belonging = name.split(), wordings.load()["belonging"]
    tied = (at for at, form in enumerate(forms[1:]) if form in belonging)
    return forms[next(tied, len(forms) - 1)]


def is_one(a: Speaker, b: Speaker) -> bool:
    """Whether two voices are one, or one speaks for the other."""
    if a.key <= b.key or b.key <= a.key or _is_fuller(a.voice, b.voice):
        return True
    if _is_short(a.voice, b.voice) or _is_short(b.voice, a.voice):
        return True
    if (a.body or b.body) and _is_one_body(a.body or a.key, b.body or b.key):
        return True
    if a.voice.kind == b.voice.kind == "person":
        return False
    if are_one(name_key(a.voice.name), name_key(b.voice.name)):
        return True
    if a.voice.kind == "person":
        return _speaks_for(a, b)
    if b.voice.kind == "person":
        return _speaks_for(b, a)
    return _is_one_body(a.key, b.key)


def _is_one_body(a: Term, b: Term) -> bool:
    """Whether the words of two bodies are mostly the same."""
    return bool(a and b) and len(a & b) >= ONE_NAME * min(len(a), len(b))


def _is_fuller(a: Voice, b: Voice) -> bool:
    """Whether one name of a person holds the other."""
    if not a.kind == b.kind == "person":
        return False
    short, long = sorted((name_key(a.name), name_key(b.name)), key=len)
    return bool(short) and short <= long


def _is_short(a: Voice, b: Voice) -> bool:
    """Whether initials of the one name are the other."""
    return not _initials(a.name).isdisjoint(voice_key(b))


@lru_cache(maxsize=REMEMBERED)
def _initials(name: str) -> frozenset[str]:
    """Return "kcna" for "Korean Central News Agency", and without the country before it ("cna").

    A name of one word has none.
    """
    parts = [part for part in name.split() if part[:1].isupper()]
    letters = "".join(part[0] for part in parts).lower()
    tails = (letters[at:] for at in range(1, max(1, len(letters) - LEAST_INITIALS + 1)))
    return frozenset((letters, *tails)) if len(letters) > 1 else frozenset()


def _speaks_for(person: Speaker, body: Speaker) -> bool:
    """Whether a body stands beside a person's name; a head of state speaks for a government."""
    governs = not person.near.isdisjoint(_classes("heads"))
    state = body.key - _classes("government")
    return body.key <= person.near or (
        governs and bool(state) and state < body.key and state <= person.near
    )


@cache
def _classes(name: str) -> Term:
    """Return the classes of all words of a list."""
    lists = wordings.load()
    return frozenset().union(*(term(form, lists) for form in lists[name]))


def is_joint(report: Report, article: Article, context: Context) -> bool:
    """Whether the sentence of a report tells of one text of several ("in a joint statement")."""
    lists = context.wordings
    sentence = context.sentences[report.place]
    forms = [word.form for word in words(article.text, *sentence)]
    return any(
        one in lists["together"] and other in lists["issued"] for one, other in pairwise(forms)
    )
