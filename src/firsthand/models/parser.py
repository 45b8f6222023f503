"""Parsers: the words of sentences with their parts of speech and dependencies.

Sentences come in already split, one text each; a parser never splits or joins them. spaCy is
loaded on first use and only here.
"""

import importlib.util
import re
import sys
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Protocol
from zlib import crc32

from firsthand.errors import ModelError
from firsthand.lexicon import language
from firsthand.models import files
from firsthand.records import Token
from firsthand.settings import DEFAULT
from firsthand.text import damage
from firsthand.text.folding import Folded

#: sentences parsed together; measured on news sentences, 64 to 512 differ by less than 5 %
BATCH = 128
#: sentences that a cache keeps; a parsed sentence of news takes about 9 kB, so this is some 75 MB
KEPT = 8_192
#: what the claims do not need of the English model; "meta" is its description, which each package
#: of the model words differently
LEFT_OUT = ("ner", "senter", "meta")
#: white space of any kind, and halves of characters, which damaged input holds and spaCy refuses
_AWKWARD = re.compile(r"\s|([\ud800-\udfff])")


class Parser(Protocol):
    """Parses sentences of one language."""

    @property
    def id(self) -> str:
        """Name, version and digest of what parses: equal ids give equal parses."""
        ...

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """Tokens of each text, in order; ``()`` for a text that it cannot parse.

        White space is no token; offsets count in the text given. What is longer than the settings'
        ``max_sentence_characters`` is parsed up to there.
        """
        ...


class Plain:
    """The parser where there is none: no tokens, and ``why``."""

    id = "plain"

    def __init__(self, why: str) -> None:
        self.why = why

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        return [()] * len(texts)


class English:
    """English by spaCy's small model, from the files that the manifest knows.

    Raises ModelError where spaCy or the model is missing or not what it should be.
    """

    def __init__(self) -> None:
        titles = sorted(language.load("en")["abbreviations.titles"])
        self.id = f"{files.known()['english'].id}+{crc32(' '.join(titles).encode()):08x}"
        self._pipe = _pipe(files.locate("english"))
        _learn(self._pipe, titles)
        # spaCy's memory zone is one at a time
        self._lock = Lock()

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        bounded = [damage.mend(text[: DEFAULT.max_sentence_characters]) for text in texts]
        # The zone frees the words that a batch brought; without it memory grows with every new name.
        with self._lock, self._pipe.memory_zone():
            legible = (_legible(mended.text) for mended in bounded)
            parsed = self._pipe.pipe(legible, batch_size=BATCH)
            return [_tokens(mended, doc) for mended, doc in zip(bounded, parsed, strict=True)]


def _legible(text: str) -> str:
    """Replace what spaCy stumbles over, one character for one."""
    return _AWKWARD.sub(lambda match: "\ufffd" if match[1] else " ", text)


def _pipe(folder: Path) -> Any:
    """Load the spaCy pipeline in ``folder``."""
    try:
        with warnings.catch_warnings(), _without_command_line():
            # of spaCy's own dependencies while they are imported, about themselves
            warnings.simplefilter("ignore", DeprecationWarning)
            from spacy.util import load_model_from_path  # noqa: PLC0415 (slow: only who parses pays)
    except ImportError as error:
        raise ModelError('the English parse needs spaCy: pip install "firsthand[nlp]"') from error
    return load_model_from_path(folder, meta={"lang": "en"}, exclude=LEFT_OUT)


def _learn(pipe: Any, titles: Iterable[str]) -> None:
    """Teach a pipeline that these are one word with their stop, and stand as "Dr." does.

    What it does not know ("Drs.", "Lt.") it would part from its stop, and end the clause there.
    """
    for title in titles:
        word = f"{title.capitalize()}."
        if len(pipe.tokenizer(word)) > 1:
            pipe.tokenizer.add_special_case(word, [{"ORTH": word, "NORM": "Dr."}])


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Keep spaCy from importing its command line, a third of its start and all of its HTTP clients."""
    stubs = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    if "spacy" in sys.modules:
        stubs = {}
    else:
        stubs["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name in stubs:
            del sys.modules[name]


def _tokens(mended: Folded, doc: Any) -> tuple[Token, ...]:
    """Give the words of a parsed text, with heads counted among them and places in what was given."""
    kept = [token for token in doc if not token.is_space]
    place = {token.i: number for number, token in enumerate(kept)}
    return tuple(
        Token(
            text=mended.text[token.idx : token.idx + len(token)],
            start=mended.where[token.idx],
            stop=mended.after[token.idx + len(token) - 1],
            lemma=token.lemma_,
            pos=sys.intern(token.pos_),
            tag=sys.intern(token.tag_),
            dep=sys.intern(token.dep_),
            head=place[_word_above(token).i],
        )
        for token in kept
    )


def _word_above(token: Any) -> Any:
    """Give the head of ``token``; the token itself if only white space stands above it."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return token if head.is_space else head


class Cached:
    """A parser that remembers its last ``size`` sentences: copies cost one parse.

    The key is the sentence as written, because offsets count in it.
    """

    def __init__(self, parser: Parser, *, size: int = KEPT) -> None:
        self._parser = parser
        self._size = size
        self._known: OrderedDict[str, tuple[Token, ...]] = OrderedDict()
        self._lock = Lock()

    @property
    def id(self) -> str:
        return self._parser.id

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            parsed = dict(zip(new, self._parser.parse(new), strict=True)) if new else {}
            found = [parsed[text] if text in parsed else self._known[text] for text in texts]
            self._remember(zip(texts, found, strict=True))
        return found

    def _remember(self, parses: Iterable[tuple[str, tuple[Token, ...]]]) -> None:
        for text, tokens in parses:
            self._known[text] = tokens
            self._known.move_to_end(text)
        while len(self._known) > self._size:
            self._known.popitem(last=False)


def load(code: str) -> Parser:
    """Load the parser for a language (ISO 639-1); whoever calls keeps it.

    Where there is none, or its model is not installed, it is a ``Plain`` that says why. A model
    whose files are not the known ones raises ModelError: that is no lack, it is a danger.
    """
    if code != "en":
        return Plain(f"there is no parser for the language {code!r}")
    if files.find(files.known()["english"]) is None or importlib.util.find_spec("spacy") is None:
        return Plain('the English parse is not installed: pip install "firsthand[nlp]"')
    return Cached(English())
