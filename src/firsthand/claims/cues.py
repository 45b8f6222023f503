"""Cues in one parsed sentence: who is made to vouch for which words.

Nodes are token indexes of the sentence's tree. Nothing is resolved here; names come later.
The types of cue follow the literature on attribution (Pareti 2015: source, cue, content) and what
news in English does: "X said that", "that, X said", "according to X", "citing X", "X quoted Y as
saying", "X told Y", "is believed to", "the accusation that".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

_REPORTERS = frozenset({"reporter", "reporters", "journalist", "journalists"})
#: words between a subject and the verb that a parse has torn from it
MAX_TORN = 9
#: prepositions that bring what a stand is about
_ABOUT = frozenset({"for", "to", "about", "against", "of", "with", "on"})
_PARTICLES = frozenset({"out", "on", "for"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """An attribution inside one sentence, as tree nodes."""

    node: int
    #: say | belief | deny | announce | accuse | characterise | urge | quote | according | passive |
    #: noun | vantage | silence | attitude
    kind: str
    #: nearest voice first; each a group of coordinated noun phrases
    voices: tuple[tuple[int, ...], ...]
    #: noun phrases that may be outlets which heard or carried it: nearer than all voices
    listeners: tuple[int, ...]
    #: heads of the content
    content: tuple[int, ...]
    #: every token that is said
    scope: frozenset[int]
    #: the content is only what stands in quotation marks, or the whole sentence around the cue
    loose: bool = False
    #: verb of the content where the parse has made it a modifier of its own subject
    torn: int | None = None
    #: the grammar gives a subject that may be a thing ("pictures show", "..., saying")
    weak: bool = False


def find(tree: Tree, words: Words, quoted: frozenset[int] = frozenset()) -> list[Cue]:
    """Cues of a sentence in order; ``quoted`` are the nodes inside quotation marks."""
    finder = _Finder(tree, words, quoted)
    found = [cue for node in range(len(tree.tokens)) for cue in finder.at(node)]
    return sorted(found, key=lambda cue: cue.node)


class _Finder:
    def __init__(self, tree: Tree, words: Words, quoted: frozenset[int]) -> None:
        self.tree = tree
        self.words = words
        self.quoted = quoted

    def at(self, node: int) -> Iterator[Cue]:
        tree = self.tree
        token = tree.tokens[node]
        lemma = token.lemma.lower()
        if lemma in self.words["attribution.according"] or token.text.lower() == "according":
            yield from self._according(node)
        elif tree.verbal(node) or (token.tag.startswith("VB")):
            yield from self._verb(node, self._joined(node, lemma))
        elif token.pos == "NOUN" and lemma in self.words["nouns.content"]:
            yield from self._noun(node)
        elif token.text in self.words["cues.misread"]:
            yield from self._misread(node)
        elif lemma == "for" and token.dep == "prep":
            yield from self._vantage(node)

    def _joined(self, node: int, lemma: str) -> str:
        for child in self.tree.kids(node, "prt", "prep"):
            joined = f"{lemma}_{self.tree.lemma(child)}"
            if self.tree.lemma(child) in _PARTICLES and self._kinds(joined):
                return joined
        return lemma

    def _kinds(self, lemma: str) -> list[str]:
        kinds = ("quote", "deny", "accuse", "belief", "say", "characterise", "urge")
        return [kind for kind in kinds if lemma in self.words[f"cues.{kind}"]]

    # ------------------------------------------------------------------ adjuncts

    def _according(self, node: int) -> Iterator[Cue]:
        """Read "according to X": everything in the clause it hangs on."""
        tree = self.tree
        to = tree.kid(node, "prep", "pcomp")
        source = tree.kid(to if to is not None else node, "pobj", "pcomp")
        if source is None:
            return
        head = tree.tokens[node].head
        for ancestor in (head, *tree.ancestors(head)):
            if tree.verbal(ancestor):
                head = ancestor
                break
        below = set(tree.subtree(node))
        scope = frozenset(tree.subtree(head)) - below
        if not scope:
            return
        citing = self._citing(source)
        yield Cue(
            node=node,
            kind="according",
            voices=(self.group(source), *citing),
            listeners=(),
            content=(head,),
            scope=scope,
        )

    def _citing(self, node: int) -> list[tuple[int, ...]]:
        """Find whom the one at ``node`` cites: "Yonhap, citing an official"."""
        tree = self.tree
        found = []
        for child in tree.kids(node, "acl", "advcl", "prep"):
            if tree.lemma(child) in self.words["cues.quote"]:
                cited = tree.kid(child, "dobj", "pobj")
                if cited is not None:
                    found.append(self.group(cited))
        return found

    def _vantage(self, node: int) -> Iterator[Cue]:
        """Read "For X, ..." at the head of a sentence, X a person with a name: an opinion of X."""
        tree = self.tree
        source = tree.kid(node, "pobj")
        before = [t for t in tree.tokens[:node] if t.pos != "PUNCT"]
        if source is None or before or tree.tokens[source].tag != "NNP":
            return
        comma = source + 1 < len(tree.tokens) and tree.tokens[source + 1].text == ","
        named = any(tree.tokens[c].tag == "NNP" for c in tree.kids(source, "compound"))
        role = tree.kid(source, "appos") is not None
        head = tree.tokens[node].head
        if comma and named and role and tree.verbal(head):
            scope = frozenset(tree.subtree(head)) - {node, source}
            yield Cue(
                node=node, kind="vantage", voices=(self.group(source),), listeners=(),
                content=(head,), scope=scope,
            )  # fmt: skip

    # ------------------------------------------------------------------ nouns

    def _misread(self, node: int) -> Iterator[Cue]:
        """Read "KCNA states, without details, that", whose verb the parse takes for a name."""
        tree = self.tree
        name = tree.kid(node, "compound", "poss")
        clause = self._that(node)
        if name is not None and name == node - 1 and clause is not None:
            yield Cue(
                node=node,
                kind="say",
                voices=((name,),),
                listeners=(),
                content=(clause,),
                scope=frozenset(tree.subtree(clause)),
            )

    def _that(self, node: int) -> int | None:
        """Head of the "that" clause of a noun."""
        tree = self.tree
        for clause in tree.kids(node, "acl", "ccomp", "relcl"):
            if any(tree.lemma(m) == "that" for m in tree.kids(clause, "mark")):
                return clause
        return None

    def _noun(self, node: int) -> Iterator[Cue]:
        """Read "the accusation that ...", "reports that ..."; "X's claim that"."""
        tree = self.tree
        clause = self._that(node)
        if clause is None:
            return
        yield Cue(
            node=node,
            kind="noun",
            voices=self._holder(node),
            listeners=(),
            content=(clause,),
            scope=frozenset(tree.subtree(clause)),
            weak=True,
        )

    def _holder(self, node: int) -> tuple[tuple[int, ...], ...]:
        tree = self.tree
        owner = tree.kid(node, "poss")
        if owner is not None:
            return (self.group(owner),)
        for prep in tree.kids(node, "prep"):
            if tree.lemma(prep) in {"by", "from"}:
                person = tree.kid(prep, "pobj")
                if person is not None:
                    return (self.group(person),)
        verb = tree.tokens[node].head
        if tree.dep(node) == "pobj":
            verb = tree.tokens[verb].head
        if tree.dep(node) in {"dobj", "pobj"} and tree.verbal(verb):
            subject = tree.subject(verb)
            if subject is not None:
                return (self.group(subject),)
        if tree.lemma(node) in {"report", "statement", "announcement"}:
            return ((node,),)
        return ()

    # ------------------------------------------------------------------ verbs

    def _verb(self, node: int, lemma: str) -> Iterator[Cue]:
        if self._silent(node, lemma):
            yield self._silence(node)
            return
        kinds = self._kinds(lemma)
        passive = self.tree.kid(node, "auxpass", "nsubjpass") is not None or self._reduced(node)
        if passive:
            yield from self._passive(node, lemma, kinds)
            return
        for kind in kinds:
            cue = self._active(node, lemma, kind)
            if cue is not None:
                yield cue
                return
        if lemma in self.words["cues.attitude"] or "say" in kinds:
            yield from self._attitude(node)

    def _attitude(self, node: int) -> Iterator[Cue]:
        """Read "wants", "supports", "called for": a stand that is told, not a statement."""
        tree = self.tree
        subject = tree.kid(node, "nsubj")
        content = tree.kids(node, "dobj", "xcomp", "ccomp")
        for prep in tree.kids(node, "prep"):
            if tree.lemma(prep) in _ABOUT and not content:
                content = tree.kids(prep, "pobj", "pcomp")
        if subject is None or self._expletive(subject) or not content:
            return
        yield Cue(
            node=node,
            kind="attitude",
            voices=(self.group(subject),),
            listeners=(),
            content=tuple(content),
            scope=frozenset(self._below(content, node)),
            weak=True,
        )

    def _reduced(self, node: int) -> bool:
        """Tell a participle after its noun ("a plan announced by"), not a verb misread as one."""
        token = self.tree.tokens[node]
        clause = self.tree.kid(node, "ccomp") is not None and self._agent(node) is None
        return token.tag == "VBN" and token.dep == "acl" and not clause

    def _silent(self, node: int, lemma: str) -> bool:
        """Somebody does not confirm, comment or know: the report is the silence itself."""
        tree, words = self.tree, self.words
        if tree.kid(node, "nsubj") is None and tree.dep(node) not in {"conj", "xcomp", "advcl"}:
            return False
        if lemma in words["stance.decline_verbs"]:
            return any(
                tree.lemma(c) in words["stance.confirm_verbs"] for c in tree.kids(node, "xcomp")
            )
        nouns = [
            c for c in tree.kids(node, "dobj") if tree.lemma(c) in words["stance.knowledge_nouns"]
        ]
        if nouns and lemma in {"have", "offer", "give", "provide", "make"}:
            none = any(tree.lemma(d) == "no" for noun in nouns for d in tree.kids(noun, "det"))
            return none or tree.negated(node)
        if not (tree.negated(node) and lemma in words["stance.confirm_verbs"]):
            return False
        marks = {tree.lemma(m) for c in tree.kids(node, "ccomp") for m in tree.kids(c, "mark")}
        return "that" not in marks

    def _silence(self, node: int) -> Cue:
        tree = self.tree
        subject = tree.subject(node)
        nobody = subject is None or self._expletive(subject) or tree.dep(subject) == "nsubjpass"
        return Cue(
            node=node,
            kind="silence",
            voices=() if subject is None or nobody else (self.group(subject),),
            listeners=(),
            content=(node,),
            scope=frozenset(self._below(self._asked(node) or [node], node)),
        )

    def _asked(self, node: int) -> list[int]:
        """Heads of what is not told: "have not said when they would leave"."""
        tree = self.tree
        return [
            clause
            for clause in tree.kids(node, "ccomp", "advcl")
            if tree.tokens[tree.subtree(clause)[0]].tag in {"WRB", "WP", "WDT", "IN"}
            and tree.tokens[tree.subtree(clause)[0]].text.lower()
            not in {"as", "after", "because", "that"}
        ]

    def _passive(self, node: int, lemma: str, kinds: list[str]) -> Iterator[Cue]:
        tree = self.tree
        agent = self._agent(node)
        if "quote" in kinds:
            yield from self._quoted_as(node, agent, tree.kid(node, "nsubjpass"))
            return
        if "accuse" in kinds or lemma in self.words["cues.announce"]:
            yield from self._passive_stand(node, agent)
        content = tuple(tree.kids(node, "ccomp", "xcomp", "oprd"))
        hedge = lemma in self.words["cues.passive_hedge"]
        if not (hedge or lemma in self.words["cues.passive_report"] or (agent and kinds)):
            return
        if not content and not (agent and "announce" in kinds):
            return
        xcomp = all(tree.dep(c) in {"xcomp", "oprd"} for c in content)
        heads = (node,) if xcomp else content
        scope = frozenset(n for head in heads for n in tree.subtree(head))
        if agent is not None:
            scope -= set(tree.subtree(tree.tokens[agent].head))
        yield Cue(
            node=node,
            kind="passive",
            voices=(self.group(agent),) if agent is not None else (),
            listeners=(),
            content=heads,
            scope=scope,
        )

    def _passive_stand(self, node: int, agent: int | None) -> Iterator[Cue]:
        """Read "was accused of hurting", "a curfew was announced": told, by nobody named."""
        tree = self.tree
        content = [
            c
            for p in tree.kids(node, "prep")
            for c in tree.kids(p, "pcomp", "pobj")
            if tree.lemma(p) == "of"
        ]
        subject = tree.kid(node, "nsubjpass")
        if not content and subject is not None and not tree.kids(node, "ccomp", "xcomp"):
            content = [subject]
        if content:
            yield Cue(
                node=node,
                kind="attitude",
                voices=() if agent is None else (self.group(agent),),
                listeners=(),
                content=tuple(content),
                scope=frozenset(self._below(content, node)),
                weak=True,
            )

    def _agent(self, node: int) -> int | None:
        by = self.tree.kid(node, "agent")
        return None if by is None else self.tree.kid(by, "pobj")

    def _quoted_as(self, node: int, outer: int | None, inner: int | None) -> Iterator[Cue]:
        """Read "X quoted Y as saying that", "Y was quoted by X as saying that"."""
        tree = self.tree
        content: list[int] = []
        for prep in tree.kids(node, "prep", "advcl"):
            if tree.lemma(prep) != "as" and tree.dep(prep) == "prep":
                continue
            saying = prep if tree.dep(prep) == "advcl" else tree.kid(prep, "pcomp")
            if saying is not None and "say" in self._kinds(tree.lemma(saying)):
                content = tree.kids(saying, "ccomp", "dobj")
                if not content:
                    content = tree.kids(node, "ccomp")
        voices = [self.group(voice) for voice in (outer, inner) if voice is not None]
        scope = {n for c in content for n in tree.subtree(c)}
        if not content:
            scope = set(self.quoted)
            content = self._tops(scope)
        if voices and content:
            yield Cue(
                node=node, kind="quote", voices=tuple(voices), listeners=(),
                content=tuple(content), scope=frozenset(scope),
            )  # fmt: skip

    def _active(self, node: int, lemma: str, kind: str) -> Cue | None:
        tree = self.tree
        subject = self._speaker(node)
        if kind == "quote":
            inner = tree.kid(node, "dobj")
            return next(self._quoted_as(node, subject, inner), None)
        content, scope, loose = self._content(node, lemma, kind)
        if not content:
            return None
        voices = [] if subject is None else [self.group(subject)]
        if subject is not None and self._expletive(subject):
            voices = []
        voices.extend(self._cited(node))
        return Cue(
            node=node,
            kind="announce" if kind == "say" and content == [node] else kind,
            voices=tuple(voices),
            listeners=tuple(self._listeners(node, lemma, subject)),
            content=tuple(content),
            scope=frozenset(scope),
            loose=loose,
            torn=self._torn(node) if tree.dep(content[0]) in {"nsubj", "nsubjpass"} else None,
            weak=lemma in self.words["cues.of_things"] or tree.kid(node, "nsubj") is None,
        )

    def _speaker(self, node: int) -> int | None:
        """Subject of a cue; "expressed concern, saying" is said by who expressed it."""
        tree = self.tree
        subject = tree.subject(node)
        if subject is None or tree.dep(node) != "acl" or subject != tree.tokens[node].head:
            return subject
        if tree.tokens[subject].pos == "PROPN" or self._speaks(tree.lemma(subject)):
            return subject
        verb = next((n for n in tree.ancestors(subject) if tree.verbal(n)), None)
        return subject if verb is None else tree.subject(verb)

    def _speaks(self, lemma: str) -> bool:
        """Tell whether a noun may name a voice."""
        kinds = ("documents", "organisations", "media", "anonymous")
        return lemma in self.words.roles or any(lemma in self.words[f"voices.{k}"] for k in kinds)

    def _expletive(self, node: int) -> bool:
        return self.tree.tokens[node].tag == "EX" or self.tree.dep(node) == "expl"

    def _cited(self, node: int) -> list[tuple[int, ...]]:
        """Find whom the speaker cites: "reported, citing sources"; "quoting the ministry"."""
        tree = self.tree
        found = []
        for child in tree.kids(node, "advcl", "prep"):
            if tree.lemma(child) in self.words["cues.quote"] and tree.tokens[child].tag == "VBG":
                cited = tree.kid(child, "dobj", "pobj")
                if cited is not None:
                    found.append(self.group(cited))
        subject = tree.kid(node, "nsubj")
        if subject is not None:
            found.extend(self._citing(subject))
        return found

    def _listeners(self, node: int, lemma: str, subject: int | None) -> Iterator[int]:
        """Noun phrases that may be outlets which heard it: "told CBS", "in an interview with"."""
        tree = self.tree
        if lemma in {"tell", "inform"}:
            yield from tree.kids(node, "dobj", "dative")
            for to in tree.kids(node, "dative"):
                yield from tree.kids(to, "pobj")
        for prep in tree.kids(node, "prep"):
            for noun in tree.kids(prep, "pobj"):
                if tree.lemma(prep) in {"to", "with", "on"}:
                    yield noun
                if tree.lemma(noun) in self.words["attribution.heard_nouns"]:
                    yield from self._heard(noun)
        for speaking in tree.kids(node, "advcl"):
            if tree.lemma(speaking) in {"speak", "talk"}:
                yield from self._heard(speaking)
        if subject is not None:
            yield from self._carriers(subject)

    def _heard(self, node: int) -> Iterator[int]:
        tree = self.tree
        for prep in tree.kids(node, "prep"):
            if tree.lemma(prep) in {"with", "to", "on", "for"}:
                yield from tree.kids(prep, "pobj")
        yield from self._carriers(node)

    def _carriers(self, noun: int) -> Iterator[int]:
        """Find who carried it: "a statement carried by X"."""
        tree = self.tree
        for clause in tree.kids(noun, "acl", "relcl"):
            if tree.lemma(clause) in self.words["attribution.carried"]:
                agent = self._agent(clause)
                if agent is not None:
                    yield agent
                for prep in tree.kids(clause, "prep"):
                    if tree.lemma(prep) in {"on", "in", "by"}:
                        yield from tree.kids(prep, "pobj")

    # ------------------------------------------------------------------ content

    def _content(self, node: int, lemma: str, kind: str) -> tuple[list[int], set[int], bool]:
        """Heads and tokens of what is said, and whether the tie is loose."""
        tree = self.tree
        clauses = [c for c in tree.kids(node, "ccomp") if c not in self._adverbial(node)]
        if clauses and kind not in {"characterise", "accuse"}:
            return clauses, self._below(clauses, node), False
        torn = self._torn(node)
        if torn is not None and not clauses and kind in {"say", "belief"}:
            subject = tree.kids(node, "nsubj", "nsubjpass")[0]
            return [subject], set(tree.subtree(subject)), False
        around = self._around(node, kind)
        if around is not None:
            return [around], set(tree.subtree(around)) - set(tree.subtree(node)), True
        what = self._what(node, kind)
        if what is not None:
            return [what], set(tree.subtree(what)) - set(tree.subtree(node)), False
        strict = lemma in self.words["cues.needs_clause"]
        if kind == "say" and not strict and self._in_quotes(node):
            return self._tops(self._quotation(node)), self._quotation(node), True
        heads = self._phrases(node, lemma, kind)
        return heads, self._below(heads, node), False

    def _torn(self, node: int) -> int | None:
        """Head of a clause that the parse tore to a second subject: "No oil leaked, Quill said"."""
        tree = self.tree
        subjects = [n for n in tree.kids(node, "nsubj", "nsubjpass") if n < node]
        if len(subjects) < 2:
            return None
        below = tree.subtree(subjects[0])
        verbs = [
            n for n in below if tree.dep(n) in {"acl", "relcl"} and tree.tokens[n].tag != "VBG"
        ]
        return next((n for n in verbs if n - subjects[0] <= MAX_TORN), None)

    def _below(self, heads: list[int], node: int) -> set[int]:
        """Tokens under the heads; of the cue itself not its asides ("denied it, blaming rebels")."""
        outside = ("advcl", "conj", "nsubj", "nsubjpass", "punct", "cc")
        asides = self.tree.kids(node, *outside) if heads == [node] else []
        asides.extend(
            n
            for n in self.tree.kids(node, "prep")
            if self.tree.tokens[n].text.lower() in self.words["attribution.according"]
        )
        asides.extend(
            n
            for head in heads
            for n in self.tree.kids(head, "advcl")
            if self.tree.lemma(n) in self.words["cues.quote"] and n != node
        )
        return {n for head in heads for n in self.tree.subtree(head, asides)} - {node}

    def _adverbial(self, node: int) -> set[int]:
        return {
            c
            for c in self.tree.kids(node, "ccomp")
            if any(
                self.tree.lemma(m) in {"as", "because", "while"} for m in self.tree.kids(c, "mark")
            )
        }

    def _around(self, node: int, kind: str) -> int | None:
        """Head of the clause that a cue is put into: "The train, he said, left"; "as X reported"."""
        tree = self.tree
        token = tree.tokens[node]
        if kind not in {"say", "belief"} or token.head == node or not tree.verbal(token.head):
            return None
        if token.dep == "parataxis":
            return token.head
        event = tree.kid(node, "dobj") is not None
        as_clause = (
            token.dep == "advcl"
            and not event
            and any(tree.lemma(m) == "as" for m in tree.kids(node, "mark", "advmod"))
        )
        joined = token.dep == "conj" and not tree.kids(token.head, "cc") and self._comma(node)
        own_subject = tree.kid(node, "nsubj") is not None
        if as_clause or (joined and own_subject):
            return token.head
        return None

    def _what(self, node: int, kind: str) -> int | None:
        """Head of "what X says was an assault" where the parse makes the saying its subject."""
        tree = self.tree
        asks = any(tree.tokens[c].tag == "WP" for c in tree.kids(node))
        return (
            tree.tokens[node].head if kind == "say" and tree.dep(node) == "csubj" and asks else None
        )

    def _comma(self, node: int) -> bool:
        first = self.tree.subtree(node)[0]
        before = self.tree.tokens[first - 1].text if first else ""
        return before in {",", "”", '"', "''", "’"}

    def _quotation(self, node: int) -> set[int]:
        return {n for n in self.quoted if n != node}

    def _in_quotes(self, node: int) -> bool:
        """Tell whether the cue stands outside a quotation that no other cue has."""
        tree = self.tree
        if not self.quoted or node in self.quoted or tree.kid(node, "nsubj") is None:
            return False
        return not any(
            tree.kid(n, "ccomp") is not None and self._kinds(tree.lemma(n))
            for n in range(len(tree.tokens))
            if n != node and n not in self.quoted and tree.verbal(n)
        )

    def _tops(self, nodes: set[int]) -> list[int]:
        return [
            n
            for n in sorted(nodes)
            if self.tree.tokens[n].head not in nodes or self.tree.tokens[n].head == n
        ][:4]

    def _phrases(self, node: int, lemma: str, kind: str) -> list[int]:
        """Content that is no clause of its own: "denied the claims", "vowed to fight"."""
        tree = self.tree
        strict = lemma in self.words["cues.needs_clause"]
        infinitive = [] if strict or kind == "urge" else tree.kids(node, "xcomp")
        if kind in {"say", "belief", "deny"} and infinitive:
            return [node]
        if kind == "belief" and lemma in self.words["cues.of_nouns"] and tree.kids(node, "dobj"):
            return [node]
        if kind == "deny" or (kind == "say" and lemma in self.words["cues.announce"]):
            done = kind == "deny" or self._finite(node)
            return [node] if done and tree.kid(node, "dobj") is not None else []
        if kind == "urge":
            return [node] if tree.kids(node, "xcomp", "ccomp") else []
        named = self._charges(node) if kind == "accuse" else self._likens(node, lemma)
        return [node] if named and kind in {"accuse", "characterise"} else []

    def _charges(self, node: int) -> bool:
        """Tell whether somebody is accused of something."""
        tree = self.tree
        named = tree.kid(node, "dobj") is not None
        return named and any(
            tree.lemma(p) in {"of", "for", "with", "on"} and tree.kids(p, "pcomp", "pobj")
            for p in tree.subtree(node)
            if tree.dep(p) == "prep" and p > node
        )

    def _likens(self, node: int, lemma: str) -> bool:
        """Tell whether something is called or taken for something."""
        tree = self.tree
        taken = [
            p
            for n in (node, *tree.kids(node, "dobj"))
            for p in tree.kids(n, "prep")
            if tree.lemma(p) == "as"
        ]
        if lemma == "attribute" and any(tree.lemma(p) == "to" for p in tree.kids(node, "prep")):
            return True
        if lemma in {"see", "view", "regard"}:
            return bool(taken) and not tree.kids(node, "oprd")
        direct = tree.kid(node, "dobj") is not None and lemma in {"condemn", "denounce"}
        return bool(tree.kids(node, "oprd") or taken) or direct

    def _finite(self, node: int) -> bool:
        """Tell whether the verb tells of something done, not of what shall or may be done."""
        tree = self.tree
        helpers = [tree.tokens[c] for c in tree.kids(node, "aux")]
        ahead = any(helper.tag in {"MD", "TO"} for helper in helpers)
        return not ahead and (tree.tokens[node].tag != "VB" or bool(helpers))

    # ------------------------------------------------------------------ noun phrases

    def group(self, node: int) -> tuple[int, ...]:
        """Heads of coordinated noun phrases, up to four ("the ministry and the Pentagon")."""
        tree = self.tree
        found = [node]
        for _ in range(3):
            following = [
                c for c in tree.kids(found[-1], "conj") if tree.tokens[c].pos in {"NOUN", "PROPN"}
            ]
            if not following:
                break
            found.append(following[0])
        return tuple(found)
