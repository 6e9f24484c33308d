"""From a window's arrays to spans: triggers with arguments, attributions, furniture.

Every rule here reads scores; none reads words.  Roles stay inside the trigger's sentence
(the annotators' rule); a source or content may stand anywhere in the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from dragoman.tagging.labels import BARE, SAME_ACTOR, SAME_EVENT, Labels, Thresholds
from dragoman.tagging.runs import Range, best_run, close_gaps, members, runs
from dragoman.tagging.sureness import Signs, all_right, log_odds, sureness
from dragoman.tagging.words import Words
from dragoman.types import Attribution, Auxiliary, MentionKind, Role, Span, VoiceVerb

Floats = NDArray[np.float32]
Scores = Mapping[str, Floats]

#: A shorter stretch of content in another sentence than its cue's is a stray, unless it is most
#: of that sentence: on held-out training stories leaving strays out adds 0.2 to content F1.
STRAY = 5
#: The roles that stay inside the trigger's sentence.
IN_SENTENCE = (Role.ACTOR, Role.RECIPIENT, Role.PLACE, Role.DATE)
#: Scores are rounded so that the last bits of a float never reach a record.
DIGITS = 4
#: Vectors need less: two of length 1 that differ by a thousandth are as near as before.
VECTOR_DIGITS = 3
#: A story has at most this many contexts (the annotators' rule).
MOST_CONTEXTS = 4
#: No mode must be this much surer (log odds) than the best mode: on held-out training stories as
#: many modes are then right as before, and 1.3 in a hundred more where the annotators gave one.
NO_MODE = 0.5
#: The threshold of each relation that links.
LINKS: dict[str, Callable[[Thresholds], float]] = {
    SAME_ACTOR: attrgetter("same_actor"),
    SAME_EVENT: attrgetter("same_event"),
}


@dataclass(frozen=True, slots=True)
class Argument:
    """Words in a role of one trigger."""

    span: Span
    kind: MentionKind
    role: Role
    score: float


@dataclass(frozen=True, slots=True)
class TaggedTrigger:
    """One trigger with its arguments; `word` is the number of its first word in the story."""

    span: Span
    word: int
    type: str
    mode: str | None
    auxiliary: Auxiliary
    score: float
    signs: Signs
    vector: tuple[float, ...]
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Arrays:
    """What the model answers for the words `low` and on.

    Logits `tags` (words, columns), `pairs` (relations, words, words) and `contexts` (contexts);
    `vectors` (words, width) of length 1.
    """

    low: int
    tags: Floats
    pairs: Floats
    contexts: Floats
    vectors: Floats


def sigmoid(x: Floats) -> Floats:
    """The logistic function, by way of the hyperbolic tangent, which never overflows."""
    return np.asarray(0.5 * np.tanh(0.5 * x) + 0.5, dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Shares that add to one along the last axis."""
    grown = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), dtype=np.float32)


def own_modes(labels: Labels) -> dict[str, list[int]]:
    """For each type that has modes, the columns of its own."""
    columns: dict[str, list[int]] = {}
    for number, name in enumerate(labels.modes):
        columns.setdefault(name.partition(" ")[0], []).append(number)
    return columns


class WindowDecoder:
    """Reads the answers for one window; positions inside are the window's own."""

    def __init__(self, words: Words, arrays: Arrays, labels: Labels) -> None:
        self.words, self.labels, self.low = words, labels, arrays.low
        self.columns = {name: arrays.tags[:, at] for name, at in labels.columns().items()}
        self.pairs, self.vectors = arrays.pairs, arrays.vectors
        count = len(arrays.tags)
        self.sentence = words.sentence[self.low : self.low + count]
        self.kinds = softmax(self.columns["kind"])
        self.begins = sigmoid(self.columns["mention_begin"][:, 0]) >= 0.5
        self.modes = own_modes(labels)
        self.row_of = {name: row for row, name in enumerate(labels.relations)}

    def span(self, at: Range) -> Span:
        """The characters of a range of the window's words."""
        return self.words.span(self.low + at[0], self.low + at[1])

    # triggers ---------------------------------------------------------------------

    def triggers(self) -> Iterator[TaggedTrigger]:
        """The triggers of the window in text order."""
        shares = softmax(self.columns["type"])
        found = 1.0 - shares[:, 0] >= self.labels.thresholds.trigger
        for at in self._labelled(found.astype(np.int64), "trigger_begin"):
            own = shares[at[0] : at[1]]
            yield self._trigger(at, int(own[:, 1:].sum(axis=0).argmax()) + 1, own)

    def _trigger(self, at: Range, kind: int, shares: Floats) -> TaggedTrigger:
        name, first = self.labels.types[kind], at[0]
        auxiliary = self.labels.auxiliaries[int(self.columns["auxiliary"][first].argmax())]
        scores = self._scores_in_sentence(first)
        sides = self._sides(scores)
        arguments = tuple(self._arguments(first, scores, sides))
        signs = self._signs(shares[:, kind], 1.0 - shares[:, 0], sides, arguments)
        return TaggedTrigger(
            span=self.span(at),
            word=self.low + first,
            type=name,
            mode=self._mode(name, first),
            auxiliary=Auxiliary(auxiliary),
            score=round(sureness(signs, self.labels.calibration), DIGITS),
            signs=signs,
            vector=tuple(np.round(self.vectors[first], VECTOR_DIGITS).tolist()),
            arguments=arguments,
        )

    def _signs(
        self, typed: Floats, found: Floats, sides: Scores, arguments: tuple[Argument, ...]
    ) -> Signs:
        thresholds = self.labels.thresholds
        counts = [sum(a.role is role for a in arguments) for role in (Role.ACTOR, Role.RECIPIENT)]
        return Signs(
            found=log_odds(float(found.min())),
            type=log_odds(float(typed.max() / found.max())),
            actors=all_right(sides[Role.ACTOR], thresholds.actor),
            recipients=all_right(sides[Role.RECIPIENT], thresholds.recipient),
            no_actor=float(counts[0] == 0),
            no_recipient=float(counts[1] == 0),
            several=float(max(counts) > 1),
        )

    def _mode(self, kind: str, word: int) -> str | None:
        own = self.modes.get(kind)
        if own is None:
            return None
        names = [self.labels.modes[column].partition(" ")[2] for column in own]
        surer = np.array([0.0 if name else NO_MODE for name in names])
        return names[int((self.columns["mode"][word, own] - surer).argmax())] or None

    # arguments --------------------------------------------------------------------

    def _scores(self, word: int, relation: str) -> Floats:
        """How surely each word of the window stands in the relation to this one."""
        return sigmoid(self.pairs[self.row_of[relation], word])

    def _scores_in_sentence(self, word: int) -> Scores:
        """The same for the roles that stay inside the word's sentence; 0 outside it."""
        low, high = np.searchsorted(self.sentence, [self.sentence[word], self.sentence[word] + 1])
        rows = [self.row_of[role] for role in IN_SENTENCE]
        scores = np.zeros((len(rows), len(self.sentence)), dtype=np.float32)
        scores[:, low:high] = sigmoid(self.pairs[rows, word, low:high])
        return dict(zip(IN_SENTENCE, scores, strict=True))

    def _sides(self, scores: Scores) -> Scores:
        """How surely each word is actor or recipient, not both."""
        actor, recipient = scores[Role.ACTOR], scores[Role.RECIPIENT]
        taken = actor >= recipient
        return {Role.ACTOR: actor * taken, Role.RECIPIENT: recipient * ~taken}

    def _arguments(self, word: int, scores: Scores, sides: Scores) -> Iterator[Argument]:
        thresholds = self.labels.thresholds
        yield from self._several(Role.ACTOR, sides[Role.ACTOR], thresholds.actor)
        yield from self._several(Role.RECIPIENT, sides[Role.RECIPIENT], thresholds.recipient)
        for role, threshold in ((Role.PLACE, thresholds.place), (Role.DATE, thresholds.date)):
            yield from self._best(role, scores[role], threshold)
        yield from self._best(Role.SAID, self._scores(word, Role.SAID), thresholds.said)

    def _several(self, role: Role, scores: Floats, threshold: float) -> Iterator[Argument]:
        """The surest stretch, and every other that is sure enough and names somebody else."""
        ranked = sorted(
            ((float(scores[at[0] : at[1]].max()), at) for at in members(scores, self.begins)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        kept: list[Range] = []
        for score, at in ranked:
            if score < (self.labels.thresholds.more if kept else threshold):
                break
            if not any(self._same_actor(at[0], other[0]) for other in kept):
                kept.append(at)
        for at in sorted(kept):
            yield self._argument(at, role, scores)

    def _same_actor(self, left: int, right: int) -> bool:
        layer = self.pairs[self.row_of[SAME_ACTOR]]
        one, other = sigmoid(layer[[left, right], [right, left]])
        return float((one + other) / 2) >= self.labels.thresholds.same_actor

    def _best(self, role: Role, scores: Floats, threshold: float) -> Iterator[Argument]:
        at = best_run(scores, threshold, self.sentence)
        if at is not None:
            yield self._argument(at, role, scores)

    def _argument(self, at: Range, role: Role, scores: Floats) -> Argument:
        kind = int(self.kinds[at[0] : at[1], 1:].sum(axis=0).argmax())
        score = round(float(scores[at[0] : at[1]].sum() / (at[1] - at[0])), DIGITS)
        return Argument(self.span(at), MentionKind(self.labels.kinds[kind + 1]), role, score)

    # attributions -----------------------------------------------------------------

    def attributions(self) -> Iterator[Attribution]:
        """The attributions of the window in the order of their cues."""
        shares = softmax(self.columns["verb"])
        found = 1.0 - shares[:, 0] >= self.labels.thresholds.cue
        verbs = np.where(found, shares[:, 1:].argmax(axis=1) + 1, 0)
        for at in self._labelled(verbs, "cue_begin"):
            score = float(1.0 - shares[at[0] : at[1], 0].min())
            made = self._attribution(at, self.labels.verbs[int(verbs[at[0]])], score)
            if made is not None:
                yield made

    def _attribution(self, at: Range, verb: str, score: float) -> Attribution | None:
        bare = verb == BARE
        sources, said = self._scores(at[0], "source"), self._scores(at[0], "content")
        source = best_run(sources, self.labels.thresholds.source, self.sentence)
        content = self._content(at[0], said, cue=None if bare else at, source=source)
        if not content:
            return None
        return Attribution(
            source=None if source is None else self.span(source),
            cue=None if bare else self.span(at),
            content=tuple(self.span(part) for part in content),
            verb=VoiceVerb.STATEMENT if bare else VoiceVerb(verb),
            score=round(score, DIGITS),
        )

    def _content(
        self, word: int, scores: Floats, *, cue: Range | None, source: Range | None
    ) -> list[Range]:
        chosen = scores >= self.labels.thresholds.content
        for taken in (cue, source):
            if taken is not None:
                chosen[taken[0] : taken[1]] = False
        closed = close_gaps(chosen, self.sentence, [part for part in (cue, source) if part])
        parts = runs(np.where(closed, self.sentence + 1, 0), np.zeros(len(closed), bool))
        return [part for part in parts if self._belongs(part, word)]

    def _belongs(self, part: Range, word: int) -> bool:
        """Whether a stretch is no stray: of the cue's own sentence, long, or most of another."""
        own = self.sentence[part[0]]
        length = part[1] - part[0]
        whole = int((self.sentence == own).sum())
        return bool(own == self.sentence[word]) or length >= STRAY or 2 * length >= whole

    # links ------------------------------------------------------------------------

    def linked(self, relation: str, words: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """Positions in `words` (numbers of the story's words) that the relation joins, with scores."""
        layer = self.pairs[self.row_of[relation]]
        places = np.array(words, dtype=np.int64) - self.low
        own = np.flatnonzero((places >= 0) & (places < len(layer)))
        at = places[own]
        one_way = sigmoid(layer[np.ix_(at, at)])
        both = (one_way + one_way.T) / 2
        joined = (both >= LINKS[relation](self.labels.thresholds)) & (at[:, None] != at[None, :])
        for left, right in zip(*np.nonzero(np.triu(joined, 1)), strict=True):
            yield int(own[left]), int(own[right]), round(float(both[left, right]), DIGITS)

    # shared -----------------------------------------------------------------------

    def _labelled(self, labels: NDArray[np.int64], begin: str) -> Iterator[Range]:
        begins = sigmoid(self.columns[begin][:, 0]) >= 0.5
        yield from runs(labels, begins)


def furniture_scores(answers: list[Arrays], words: Words, labels: Labels) -> Floats:
    """For each sentence number how surely it is furniture: the mean over its words."""
    column = labels.columns()["furniture"]
    logits = np.concatenate([part.tags[:, column][:, 0] for part in answers])
    counts = np.bincount(words.sentence)
    sums = np.bincount(words.sentence, weights=sigmoid(logits))
    return np.asarray(sums / np.maximum(counts, 1), dtype=np.float32)


def story_contexts(answers: Sequence[Arrays], labels: Labels) -> tuple[str, ...]:
    """The contexts of a story: the surest over its windows, in the ontology's order."""
    if not labels.contexts:
        return ()
    scores = sigmoid(np.mean([part.contexts for part in answers], axis=0, dtype=np.float32))
    best = [int(n) for n in np.argsort(-scores, kind="stable")[:MOST_CONTEXTS]]
    chosen = sorted(n for n in best if scores[n] >= labels.thresholds.context)
    return tuple(labels.contexts[n] for n in chosen)
