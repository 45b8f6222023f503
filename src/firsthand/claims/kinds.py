"""Kinds of voices: what a noun or a name shows of who speaks, by the word lists alone."""

import re

from firsthand.claims.names import name_nodes
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: letters of an initial with its stop ("J.", "Wm."); a longer short form is that of a place
MAX_INITIAL = 3
_SITE = re.compile(r"\w\.[a-z]{2,}$")


class Kinds:
    """Tells people, bodies, media, documents and places apart."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._agents = tuple(words["voices.agent_endings"])
        self._persons = tuple(words["voices.person_endings"])

    def can_speak(self, lemma: str) -> bool:
        """Tell whether a noun may be somebody who speaks: pictures and events show, they don't say."""
        words = self._words
        known = ("people", "anonymous", "organisations", "media", "documents", "places")
        if lemma in words.roles or any(lemma in words[f"voices.{kind}"] for kind in known):
            return True
        return lemma.endswith(self._agents) and lemma not in words["voices.no_agents"]

    def person(self, lemma: str) -> bool:
        """Tell whether a noun is surely one for a person, or for a ship, which goes by "she"."""
        words = self._words
        lists = ("people", "anonymous", "officials", "observers", "feminine", "masculine")
        known = lemma in words.roles or any(lemma in words[f"voices.{name}"] for name in lists)
        agent = lemma.endswith(self._persons) and lemma not in words["voices.no_agents"]
        agent = agent or lemma in words["pronouns.ships"]
        return (known and lemma not in words["pronouns.nobodies"]) or agent

    def common(self, lemma: str, *, plural: bool, noun: bool = True) -> str:
        """Kind of the voice that a common ``noun``, or another word for somebody, names."""
        words = self._words
        if lemma in words["voices.documents"]:
            return "document"
        if lemma in words["voices.media"]:
            return "outlet"
        if lemma in words["voices.organisations"]:
            return "organisation"
        if lemma in words["voices.places"]:
            return "place"
        if lemma in words["voices.several"]:
            return "group"
        if noun and not (self.can_speak(lemma) or self.person(lemma)):
            # what says something and is nobody has it written on it: a sign, a tattoo
            return "document"
        return "group" if plural else "person"

    def no_name(self, tree: Tree, node: int) -> bool:
        """Tell a word that has its capital for another reason than naming somebody ("Monday", "Calif.")."""
        text = tree.tokens[node].text
        short = text.endswith(".") and len(text) > MAX_INITIAL and not text[:-1].isupper()
        return (
            short or tree.tokens[node].text.lower().rstrip(".") in self._words["voices.not_names"]
        )

    def titled(self, tree: Tree, node: int) -> bool:
        """Tell whether a name stands with a title or a role."""
        return any(
            tree.tokens[c].text
            in self._words["voices.masculine_titles"] | self._words["voices.feminine_titles"]
            or tree.lemma(c) in self._words.roles
            for c in tree.kids(node, "compound", "amod", "nmod", "appos")
        )

    def masthead(self, tree: Tree, node: int) -> bool:
        """Tell whether a name is that of a medium that no gazetteer knows ("the Calder Herald")."""
        words = {tree.tokens[n].text.lower() for n in name_nodes(tree, node, self._words)}
        last = tree.tokens[node].text.lower() in self._words["names.mastheads"]
        return (last and (len(words) > 1 or tree.kid(node, "det") is not None)) or "radio" in words

    def thing(self, tree: Tree, node: int) -> bool:
        """Tell whether a name is taken up by "which", or ends like a firm's, a machine's or a site's."""
        which = any(
            tree.lemma(s) == "which"
            for clause in tree.kids(node, "relcl")
            for s in tree.kids(clause, "nsubj", "nsubjpass")
        )
        text = tree.tokens[node].text
        # "B200", "calderherald.example"
        numbered = any(char.isdigit() for char in text) or _SITE.search(text) is not None
        return which or numbered or text.lower().rstrip(".") in self._words["names.firms"]

    def article(self, tree: Tree, node: int, nodes: list[int]) -> bool:
        """Tell what has its article right before its name ("the First Amendment"): no person has."""
        first = nodes[0] - 1
        article = first >= 0 and tree.lemma(first) == "the" and tree.tokens[first].head == node
        return article and not self.titled(tree, node)

    def organisation(self, tree: Tree, nodes: list[int]) -> bool:
        """Tell whether the words of a name hold a noun for a body."""
        forms = {tree.tokens[n].text.lower() for n in nodes} | {tree.lemma(n) for n in nodes}
        # the parse leaves "Brigades" as it is in a name
        plural = {tree.tokens[n].text.lower() for n in nodes if tree.tokens[n].tag == "NNPS"}
        forms |= {form.removesuffix("s") for form in plural}
        return bool(forms & (self._words["voices.organisations"] | self._words["voices.media"]))
