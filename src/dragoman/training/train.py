"""The whole of training: side lessons, then gold stories, then thresholds; a model folder out."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dragoman.errors import SetupError
from dragoman.ontology import Ontology, load_ontology
from dragoman.tagging.bundle import CARD, load_tokenizer
from dragoman.tagging.labels import Labels
from dragoman.tagging.windows import Window, cut_windows
from dragoman.training.base import BaseModel, find_base
from dragoman.training.batches import Batch, Lesson
from dragoman.training.calibrate import calibrate
from dragoman.training.card import write_card
from dragoman.training.encoder import Encoder, load_encoder
from dragoman.training.export import BundleForm, write_bundle
from dragoman.training.fit import Recipe, fit
from dragoman.training.gold import GoldStory, load_gold
from dragoman.training.losses import tagger_losses
from dragoman.training.model import TaggerModel
from dragoman.training.retell import cast_of, retold
from dragoman.training.side.pretrain import plain, pretrain, read_side
from dragoman.training.smooth import smoothed
from dragoman.training.space import Targets, tagger_space
from dragoman.training.targets import story_targets, training_labels
from dragoman.training.tune import Held, answer_story, tune

log = logging.getLogger(__name__)

#: One story in so many is held out: thresholds and scores are fitted on it, weights are not.
HELD_OUT = 10
#: Other tellings of each story (training/retell.py).
TELLINGS = 4
RECIPE = Recipe(epochs=6)
#: As what the model reads words of rare names: the commonest surname.
RARE_NAME = "smith"
#: Stories that show how far activations reach before the weights are written in int8.
SMOOTHED_ON = 80
#: The last rounds go slower, and read more of the kinds on which figures are reported.
LAST = Recipe(epochs=3, rate=2.5e-4, head_rate=8e-4)
#: How often a last round reads the stories of a folder; once where none is named.
TIMES = {"wikinews": 2.0, "dispatches": 2.0, "stories": 0.5}


@dataclass(frozen=True)
class Course:
    """What to train on: folders of gold, and a folder of open sets for the side lessons.

    `encoder` is a file that keeps the encoder after its side lessons; where it is there already
    they are skipped.  `kept` holds the state after each epoch of the gold: an interrupted
    training goes on from it.  Without `int8` the weights stay in full precision, to compare with.
    """

    data: Sequence[Path]
    side: Path | None = None
    encoder: Path | None = None
    kept: Path | None = None
    int8: bool = True


def train(course: Course, out: Path, *, version: str, recipe: Recipe = RECIPE) -> Path:
    """The model folder at `out`, trained on the train split of every gold folder."""
    base = find_base()
    gold = {folder.name: load_gold(folder, split="train") for folder in gold_folders(course.data)}
    labels = ontology_labels(load_ontology(), version, rare_name=RARE_NAME)
    torch.manual_seed(recipe.seed)
    encoder = first_encoder(course, [s for part in gold.values() for s in part], base)
    seen, held = divided(gold, gold_folders(course.data))
    lesson = retold_lesson(seen, gold_lesson(seen, labels, base), labels, recipe.seed)
    log.info("%d stories to learn from, %d held out", len(seen), len(held))
    times = [TIMES.get(name, 1.0) for name in _homes(gold, seen)]
    first = fit(TaggerModel(encoder, labels), lesson, recipe, losses_of(lesson), kept=course.kept)
    last = replace(LAST, seed=recipe.seed)
    model = last_rounds(first, replace(lesson, times=times), last, kept=course.kept)
    labels = fitted_labels(model, held, labels, lesson)
    taught = course.side is not None or course.encoder is not None
    written = smoothed(model, some_windows(lesson)) if course.int8 else model
    write_bundle(written, BundleForm(labels, base.tokenizer, int8=course.int8), out)
    card = write_card(labels, gold, (recipe, last), side=taught)
    (out / CARD).write_text(card, encoding="utf-8")
    log.info("wrote %s", out)
    return out


def last_rounds(
    model: TaggerModel, lesson: Lesson, recipe: Recipe, *, kept: Path | None = None
) -> TaggerModel:
    """The model after further rounds, their state kept in a file beside `kept`."""
    beside = None if kept is None else kept.with_name(f"{kept.name}.last")
    return fit(model, lesson, recipe, losses_of(lesson), kept=beside)


def _homes(gold: Mapping[str, Sequence[GoldStory]], stories: Sequence[GoldStory]) -> list[str]:
    """The folder of each story."""
    home = {story.id: name for name, part in gold.items() for story in part}
    return [home[story.id] for story in stories]


def recipe(*, epochs: int | None = None, seed: int | None = None) -> Recipe:
    """The recipe of the shipped model, with what is asked for instead."""
    return replace(
        RECIPE,
        epochs=RECIPE.epochs if epochs is None else epochs,
        seed=RECIPE.seed if seed is None else seed,
    )


def gold_folders(data: Sequence[Path]) -> list[Path]:
    """Every folder of gold at or under the given ones."""
    listed = {path.parent for folder in data for path in folder.rglob("train.json")}
    folders = sorted(folder for folder in listed if (folder / "annotations").is_dir())
    if not folders:
        named = ", ".join(str(folder) for folder in data)
        raise SetupError(f"no folder with train.json and annotations/ under {named}")
    return folders


def first_encoder(course: Course, stories: Sequence[GoldStory], base: BaseModel) -> Encoder:
    """The encoder that the gold is taught to: half-way from the published one to its side lessons.

    The side lessons teach sides and cues and blur what words mean; the mean of the weights keeps
    some of both (Wortsman et al. 2022).
    """
    encoder, kept = load_encoder(base.weights), course.encoder
    if kept is not None and kept.exists():
        taught = torch.load(kept, weights_only=True)
    elif course.side is None:
        return encoder
    else:
        texts = [*read_side(course.side), *plain(stories)]
        taught = pretrain(
            load_encoder(base.weights), texts, load_tokenizer(base.tokenizer)
        ).state_dict()
        if kept is not None:
            torch.save(taught, kept)
    own = encoder.state_dict()
    encoder.load_state_dict({name: (own[name] + taught[name]) / 2 for name in own})
    return encoder


def divided(
    gold: Mapping[str, Sequence[GoldStory]], folders: Sequence[Path]
) -> tuple[list[GoldStory], list[GoldStory]]:
    """Stories to learn from, and held-out ones of the folders that have a dev split.

    Only there are stories of the kind that figures are reported on.
    """
    measured = {folder.name for folder in folders if (folder / "dev.json").exists()}
    seen: list[GoldStory] = []
    held: list[GoldStory] = []
    for name, stories in gold.items():
        for story in stories:
            (held if name in measured and is_held(story.id) else seen).append(story)
    return seen, held


def is_held(story: str) -> bool:
    """Whether a story is held out, told from its id alone."""
    return zlib.crc32(story.encode()) % HELD_OUT == 0


def gold_lesson(stories: Sequence[GoldStory], labels: Labels, base: BaseModel) -> Lesson:
    """The stories as a lesson for the tagger."""
    tokenizer = load_tokenizer(base.tokenizer)
    targets = [story_targets(story, labels, tokenizer) for story in stories]
    return Lesson(targets, tagger_space(labels), tokenizer, labels.room)


def retold_lesson(
    stories: Sequence[GoldStory], lesson: Lesson, labels: Labels, seed: int
) -> Lesson:
    """The same lesson with some other tellings of every story."""
    draw, cast = np.random.default_rng(seed), cast_of(stories)

    def telling(story: GoldStory) -> Targets:
        return story_targets(retold(story, stories, cast, draw), labels, lesson.tokenizer)

    return replace(lesson, retold=[[telling(s) for _ in range(TELLINGS)] for s in stories])


def some_windows(lesson: Lesson) -> list[Window]:
    """The windows of stories from all parts of the lesson, SMOOTHED_ON at most."""
    step = max(1, len(lesson.stories) // SMOOTHED_ON)
    stories = lesson.stories[::step][:SMOOTHED_ON]
    cut = (cut_windows(story.words, lesson.tokenizer, lesson.room) for story in stories)
    return [window for windows in cut for window in windows]


def losses_of(lesson: Lesson) -> partial[dict[str, Tensor]]:
    """The tagger's losses as `fit` wants them."""
    return partial(_losses, lesson)


def _losses(lesson: Lesson, model: nn.Module, batch: Batch) -> dict[str, Tensor]:
    return tagger_losses(model(batch.ids, batch.first, batch.mask), batch, lesson.space)


def fitted_labels(
    model: TaggerModel, held: Sequence[GoldStory], labels: Labels, lesson: Lesson
) -> Labels:
    """The labels with thresholds and calibration that serve the held-out stories best."""
    answered = list(answered_stories(model, held, labels, lesson))
    if not answered:
        return labels
    labels = replace(labels, thresholds=tune(answered, labels).thresholds)
    return replace(labels, calibration=calibrate(answered, labels))


def answered_stories(
    model: TaggerModel, stories: Sequence[GoldStory], labels: Labels, lesson: Lesson
) -> Iterator[Held]:
    """Each story with the model's answers."""
    for story in stories:
        targets = story_targets(story, labels, lesson.tokenizer)
        yield Held(story, targets, answer_story(model, targets, lesson))


def ontology_labels(ontology: Ontology, version: str, *, rare_name: str = "") -> Labels:
    """The label space of the ontology: its types, and its modes as "TYPE mode"."""
    modes = [
        name
        for kind in ontology.types.values()
        for name in (kind.name, *(f"{kind.name} {mode}" for mode in kind.modes))
    ]
    return training_labels(
        version,
        modes,
        tuple(ontology.types),
        tuple(ontology.contexts),
        rare_name=rare_name,
    )
