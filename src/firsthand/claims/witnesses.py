"""First-hand reports: whether a voice tells what it saw or suffered itself.

After the guidelines of the project's claims: the farthest voice tells what befell it, or the
outlet's own people saw the thing or the document. What a spokesman knows is not first-hand.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from firsthand.claims.clauses import Clause
from firsthand.claims.hearing import Chain, Hearing, Line, chains, covers
from firsthand.claims.kinds import Kinds
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.records import Voice

#: kinds of cue whose verbs tell what somebody said or thought, not what befell him
_TELLING = ("say", "belief", "deny", "accuse", "characterise", "urge", "attitude")


def find(reading: Hearing, found: Iterable[tuple[Line, Sequence[Clause]]]) -> frozenset[str]:
    """Names of the private persons of an article who tell something that befell them.

    Who is given whole in an interview or transcript tells all sorts of things.
    """
    return frozenset(
        chain[-1].name
        for line, clauses in found
        for clause in clauses
        for chain in chains(reading, line, clause.head)
        if chain
        and chain[-1].name not in reading.labelled
        and not reading.voices.memory.official(chain[-1].name)
        and _person(reading, line, clause, chain, alone=True)
    )


def firsthand(
    reading: Hearing, line: Line, clause: Clause, chain: Chain, known: frozenset[str] = frozenset()
) -> bool:
    """Tell whether the farthest voice saw or suffered it, or the outlet's own people saw it.

    A person tells of himself when he says "I" or "we" of the past in quoted words, or when the
    article makes him the one who did it ("Pell said he had pulled"); what else a private person
    who does so (``known``) tells of the past is taken to be seen by him as well. What unnamed
    witnesses and residents tell is theirs too. The outlet saw what its reporter saw, and a document
    it has read.
    """
    if not chain:
        return _seen_by_own(reading, line, clause.head)
    voice = chain[-1]
    if _heard_of(reading, line, clause):
        return False
    if voice.kind == "document":
        return _read_by_own(reading, line, clause)
    if voice.kind == "group" or (voice.kind == "person" and voice.anonymous):
        forms = _noun(voice, reading.words)
        if forms & reading.words["voices.observers"]:
            seen = bool(forms & reading.words["voices.seeing"])
            return seen or not _holds(line, clause)
        if forms & reading.words["voices.anonymous"]:
            return False
    past = _past(line, clause) and not _stands(reading, line, clause.head)
    return (past and voice.name in known) or _person(reading, line, clause, chain)


def _heard_of(reading: Hearing, line: Line, clause: Clause) -> bool:
    """Tell whether somebody has it from others, nobody knows whom: "said she had heard that it sank"."""
    tree, words = line.tree, reading.words
    return any(
        tree.lemma(said.cue.node) in words["perception.hearsay"]
        or (said.cue.kind == "passive" and tree.lemma(said.cue.node) in words["cues.heard"])
        for said in line.said
        if said.cue.node != clause.head and covers(said.cue, clause.head)
    )


def _noun(voice: Voice, words: Words) -> frozenset[str]:
    """Forms of the noun that an unnamed voice goes by: "resident of Skell", "two sailors"."""
    behind = words["phrases.prepositions"]
    *_, last = "", *takewhile(lambda word: word not in behind, voice.name.lower().split())
    return frozenset({last, last[:-1], last[:-2]})


def _past(line: Line, clause: Clause) -> bool:
    tree = line.tree
    verbs = (clause.head, *tree.kids(clause.head, "aux", "auxpass"))
    return any(tree.tokens[n].tag == "VBD" for n in verbs)


def _holds(line: Line, clause: Clause) -> bool:
    """Tell whether a clause is what somebody thinks, not what he saw: "it is a shame", "she takes it ill"."""
    tree = line.tree
    verbs = (*tree.kids(clause.head, "aux", "auxpass"), clause.head)
    finite = tree.tokens[verbs[0]]
    return finite.tag in {"MD", "VBZ"}


def _has_seen(reading: Hearing, line: Line, clause: Clause) -> bool:
    """Tell whether somebody quoted says "I have seen": what "we have seen" may be anybody's."""
    tree, words = line.tree, reading.words
    own = tree.kid(clause.head, "nsubj")
    return (
        own is not None
        and tree.tokens[own].text.lower() in words["pronouns.mine"]
        and tree.lemma(clause.head) in words["perception.verbs"]
        and not tree.lemmas(clause.head, "aux").isdisjoint({"have", "’ve", "'ve"})
    )


def _has_suffered(reading: Hearing, line: Line, clause: Clause) -> bool:
    """Tell whether somebody quoted says what befell him and his: "we have lost our boats"."""
    tree, words = line.tree, reading.words
    return any(
        tree.tokens[own].text.lower() in words["phrases.tellers"]
        for node in clause.nodes
        if tree.tokens[node].tag == "VBN" and tree.lemma(node) in words["perception.suffered"]
        for own in tree.kids(node, "nsubj")
    )


def _befalls(reading: Hearing, line: Line, clause: Clause) -> bool:
    """Tell whether somebody quoted says what is being done to him: "they are shooting at us"."""
    tree, words = line.tree, reading.words
    now = tree.tokens[clause.head].tag == "VBG" and tree.kid(clause.head, "aux") is not None
    own = tree.kid(clause.head, "nsubj")
    return now and any(
        tree.tokens[n].text.lower() in words["phrases.tellers"]
        and tree.dep(n) in {"dobj", "pobj", "dative"}
        for n in clause.nodes
        if n != own
    )


def _of_somebody(reading: Hearing, tree: Tree, node: int) -> bool:
    """Tell whether "my" only says who it was that something befell: "my friend has died"."""
    noun = tree.tokens[node].head
    return (
        tree.dep(node) == "poss"
        and tree.dep(noun) in {"nsubj", "nsubjpass"}
        and Kinds(reading.words).person(tree.lemma(noun))
    )


def _stands(reading: Hearing, line: Line, head: int) -> bool:
    """Tell whether a clause only tells of a telling or a stand: "confirmed it", "was proud of her"."""
    tree, words = line.tree, reading.words
    if any(said.cue.node == head for said in line.said):
        return True
    lemma, own = tree.lemma(head), tree.kid(head, "nsubj")
    mine = words["phrases.tellers"] | words["pronouns.he"] | words["pronouns.she"]
    if lemma in words["perception.verbs"] or (
        own is not None and tree.tokens[own].text.lower() not in mine
    ):
        # "nobody tells us anything" is what befell the one who says it
        return False
    if lemma == "be":
        return not words["clauses.feelings"].isdisjoint(tree.lemmas(head, "acomp"))
    telling = any(lemma in words[f"cues.{kind}"] for kind in _TELLING)
    return telling or lemma in words["perception.stands"] | words["clauses.feelings"]


def _person(
    reading: Hearing, line: Line, clause: Clause, chain: Chain, *, alone: bool = False
) -> bool:
    """Tell whether a person tells what he did, saw or suffered, ``alone`` or with others."""
    tree, voice = line.tree, chain[-1]
    past = _past(line, clause) or _has_seen(reading, line, clause)
    if voice.kind not in {"person", "group"} or _stands(reading, line, clause.head):
        return False
    if _noun(voice, reading.words) & reading.words["voices.spokespeople"]:
        # the one who "was away" is whom he speaks for
        return False
    if clause.head in line.quoted:
        past = past or _has_suffered(reading, line, clause) or _befalls(reading, line, clause)
        private = reading.voices.memory.private(voice.name)
        # "we" of somebody with an office may be all his people: it makes no witness of him
        alone = alone or reading.voices.memory.official(voice.name)
        alone = alone or voice.name in reading.labelled
        mine = reading.words["pronouns.mine" if alone and not private else "phrases.tellers"]
        told = any(
            tree.tokens[n].text.lower() in mine and not _of_somebody(reading, tree, n)
            for n in clause.nodes
        )
        return (past and (told or private)) or (told and private)
    if not past:
        return False
    subject = tree.subject(clause.head)
    if tree.lemma(clause.head) in {"be", "have"} and not tree.kids(clause.head, "prep"):
        # "he was open to it", "he had reason to": how he stands, not what he saw
        return False
    if voice.kind == "group":
        # "villagers said they had been beaten": what they did themselves their like may have done
        them = reading.words["pronouns.they"]
        return subject is not None and (
            tree.dep(subject) == "nsubjpass" and tree.tokens[subject].text.lower() in them
        )
    told = (
        subject is not None
        and tree.tokens[subject].text.lower()
        in reading.words["pronouns.he"] | reading.words["pronouns.she"]
    )
    found = reading.voices.recall(tree, subject or 0, line.index) if told else None
    return found is not None and found.name == voice.name


def _read_by_own(reading: Hearing, line: Line, clause: Clause) -> bool:
    """Tell whether the document is one that the outlet has seen itself."""
    tree = line.tree
    for said in line.said:
        nodes = [n for group in said.cue.voices for head in group for n in tree.kids(head, "acl")]
        if not covers(said.cue, clause.head):
            continue
        for seen in nodes:
            agent = next(
                (c for by in tree.kids(seen, "agent") for c in tree.kids(by, "pobj")), None
            )
            if tree.lemma(seen) in reading.words["perception.inspected"] and agent is not None:
                voice = reading.voices.medium(tree, agent, line.index)
                return voice is not None and reading.own_voice(voice)
    return False


def _seen_by_own(reading: Hearing, line: Line, head: int) -> bool:
    tree, words = line.tree, reading.words
    seen = head if tree.lemma(head) in words["perception.verbs"] else tree.tokens[head].head
    if tree.lemma(seen) not in words["perception.verbs"] or (
        seen != head and tree.dep(head) != "conj"
    ):
        return False
    subject = tree.subject(seen)
    return subject is not None and tree.lemma(subject) in words["perception.reporters"]
