"""Limits that guard the program against what it reads; each says why it is what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Bounds for one run. Sizes are bytes unless the name says otherwise."""

    #: a single text or page; the longest real article in the open sets has under 200 kB
    max_document: int = 5_000_000
    #: a single line of JSON Lines (an article with its metadata)
    max_line: int = 10_000_000
    #: files taken from one folder
    max_files: int = 100_000
    #: a word longer than this is damage or data, not language; longer "sentences" are cut
    max_sentence_characters: int = 2_000


DEFAULT = Settings()

#: how many records are made before those no longer used are looked for, and so on for older ones: a
#: large story makes as many records as would be gone through a thousand times, and none in circles
GARBAGE = 50_000, 20, 20
