"""Word lists of the languages: each holds the word it was made for, and is asked for by the code."""

from pathlib import Path

import pytest

import firsthand
from firsthand.lexicon import language

#: a word that each list must hold for what it is used for
WITNESSES = {
    "en": {
        "clauses.bringing": "release", "clauses.conditions": "unless", "clauses.empty": "be",
        "clauses.not": "never", "clauses.no": "no", "clauses.nobody": "nothing",
        "clauses.no_subjects": "it", "clauses.asking": "decline", "clauses.naming": "identify",
        "clauses.addressed": "you", "clauses.any": "every", "clauses.taking": "read",
        "clauses.versions": "version", "clauses.former": "early", "clauses.formerly": "originally",
        "clauses.texts": "story", "clauses.amending": "correct", "clauses.emerging": "emerge",
        "clauses.giving": "withhold", "clauses.occasions": "in",
        "clauses.considering": "note", "clauses.reached": "interview", "clauses.asides": "refer",
        "clauses.anybody": "those", "clauses.siting": "from", "clauses.singular": "has",
        "clauses.plural": "were", "clauses.unasking": "there", "clauses.impersonal": "seem",
        "clauses.contrasting": "whereas", "clauses.stepped": "had", "clauses.stepping": "were",
        "attribution.hearers": "with", "attribution.speaking": "talk",
        "attribution.carriers": "on", "nouns.makers": "by",
        "nouns.telling": "announcement", "nouns.ways": "via",
        "voices.agent_endings": "ian", "voices.person_endings": "woman",
        "circumstances.with": "with", "circumstances.numbers": "dozens",
        "circumstances.where": "on board", "circumstances.states": "missing",
        "circumstances.behind": "after", "clauses.wishes": "thought", "cues.of_deeds": "show", "cues.said_of": "believe",
        "cues.viewing": "regard", "cues.likening": "liken", "cues.condemning": "denounce",
        "cues.perceived": "see", "cues.particles": "out", "cues.about": "against",
        "cues.learning": "understand", "cues.quoting": "sigh", "cues.heard": "tell",
        "hours.weekdays": "sunday", "hours.months": "mar",
        "stance.bidding_modals": "must", "stance.expecting_modals": "should",
        "stance.effects": "help", "stance.held_cues": "think", "stance.hard": "impossible",
        "stance.feasible": "possible", "stance.soon": "early", "stance.reject_verbs": "dismiss",
        "stance.rejected": "accusation", "stance.taking": "treat", "voices.indefinite": "another",
        "voices.pairing": "both", "voices.spokespeople": "spokeswoman", "voices.parties": "rebel",
        "voices.sources": "insider", "stance.handing": "provide", "stance.told": "name",
        "stance.misstating": "wrong", "perception.hearsay": "hear",
        "stance.unwilling": "unable", "voices.seeing": "witness", "voices.several": "many",
        "voices.exact": "president", "perception.suffered": "lose",
        "pronouns.he": "him", "pronouns.she": "her", "pronouns.it": "it", "pronouns.they": "both",
        "pronouns.first": "we", "phrases.tellers": "our", "pronouns.relative": "who",
        "pronouns.parts": "some", "names.leading": "several", "names.after": "of",
        "names.particles": "von", "names.small": "the", "names.firm_nouns": "operator",
        "names.mastheads": "herald", "names.firms": "ferries", "names.states": "nebraska",
        "names.bodies": "oxfam", "names.anybody": "someone", "names.pointing": "such",
    },
    "de": {
        "speech.told_to": "dem", "speakers.possessives": "seinen", "speakers.saw": "gehört",
        "phrases.definite": "die", "circumstances.where": "an bord",
    },
    "fr": {
        "speech.told_to": "au", "speech.according_nouns": "propos", "speakers.saw": "entendu",
        "phrases.definite": "le", "phrases.parted": "où",
    },
    "es": {
        "speech.told_to": "al", "speech.according_nouns": "palabras", "speakers.saw": "sentí",
        "phrases.definite": "la", "phrases.parted": "donde", "speakers.firms": "naviera",
        "speakers.possessives": "sus", "order.dropped": "yes",
        "circumstances.where": "a bordo", "phrases.reflexive": "se",
    },
    "ru": {"speakers.saw": "видел"},
    "ko": {"phrases.units": "일"},
}  # fmt: skip
LISTS = [(code, name, word) for code, lists in WITNESSES.items() for name, word in lists.items()]


@pytest.mark.parametrize(("code", "name", "word"), LISTS)
def test_a_list_holds_its_witness_and_is_used(code, name, word):
    assert word in language.load(code)[name]
    section, _, key = name.partition(".")
    folder = Path(firsthand.__file__).parent
    modules = [path for stage in ("claims", "text") for path in (folder / stage).glob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in modules]
    assert any(f'"{name}"' in text or f"{section}.{{" in text for text in texts), key


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "ru", "ko"])
def test_names_keep_their_words_in_every_language(code):
    assert "herald" in language.load(code)["names.mastheads"]
