"""The whole of training: gold stories in, a model folder out."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from dragoman.errors import SetupError
from dragoman.ontology import Ontology, load_ontology
from dragoman.tagging.bundle import CARD, load_tokenizer
from dragoman.tagging.labels import Labels, Thresholds
from dragoman.training.base import BaseModel, find_base
from dragoman.training.card import write_card
from dragoman.training.encoder import load_encoder
from dragoman.training.export import write_bundle
from dragoman.training.fit import Lesson, Recipe, fit
from dragoman.training.gold import GoldStory, load_gold
from dragoman.training.model import TaggerModel
from dragoman.training.targets import Targets, story_targets, training_labels
from dragoman.training.tune import Held, Tuned, answer_story, tune

log = logging.getLogger(__name__)

#: One story in so many is held out while thresholds are chosen.
FOLDS = 5
RECIPE = Recipe()
#: Chosen by `dragoman train --tune` on a fifth of the training stories held out.
THRESHOLDS = Thresholds(
    trigger=0.75, argument=0.5, said=0.2, cue=0.6, source=0.2, content=0.55, furniture=0.75
)


def train(
    data: Sequence[Path], out: Path, *, version: str, recipe: Recipe = RECIPE, tuned: bool = False
) -> Path:
    """The model folder at `out`, trained on the train split of every gold folder under `data`.

    The model sees every training story.  Its thresholds are THRESHOLDS; with `tuned` they are
    first chosen anew, on a fifth of the stories, by a model that has not seen them.
    """
    base = find_base()
    gold = {folder.name: load_gold(folder, split="train") for folder in gold_folders(data)}
    lesson, stories = _lesson([story for part in gold.values() for story in part], version, base)
    chosen = choose_thresholds(lesson, stories, base, recipe) if tuned else Tuned(THRESHOLDS, {})
    labels = replace(lesson.labels, thresholds=chosen.thresholds)
    model = fit(_fresh(base, labels, recipe), replace(lesson, labels=labels), recipe)
    write_bundle(model, labels, base.tokenizer, out)
    (out / CARD).write_text(write_card(labels, gold, recipe), encoding="utf-8")
    log.info("wrote %s", out)
    return out


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


def _lesson(
    stories: Sequence[GoldStory], version: str, base: BaseModel
) -> tuple[Lesson, Sequence[GoldStory]]:
    tokenizer = load_tokenizer(base.tokenizer)
    labels = ontology_labels(load_ontology(), version)
    targets = [story_targets(story, labels, tokenizer) for story in stories]
    return Lesson(targets, labels, tokenizer), stories


def ontology_labels(ontology: Ontology, version: str) -> Labels:
    """The label space of the ontology: its types, and its modes as "TYPE mode"."""
    modes = [
        name
        for kind in ontology.types.values()
        for name in (kind.name, *(f"{kind.name} {mode}" for mode in kind.modes))
    ]
    return training_labels(version, modes, tuple(ontology.types))


def _fresh(base: BaseModel, labels: Labels, recipe: Recipe) -> TaggerModel:
    torch.manual_seed(recipe.seed)
    return TaggerModel(load_encoder(base.weights), labels)


def choose_thresholds(
    lesson: Lesson, stories: Sequence[GoldStory], base: BaseModel, recipe: Recipe
) -> Tuned:
    """Thresholds, with the scores that they gave, from stories that the model did not see."""
    seen = [targets for targets in lesson.stories if not is_held(targets)]
    model = fit(_fresh(base, lesson.labels, recipe), replace(lesson, stories=seen), recipe)
    held = [
        Held(story, targets, answer_story(model, targets, lesson))
        for story, targets in zip(stories, lesson.stories, strict=True)
        if is_held(targets)
    ]
    return tune(held, replace(lesson.labels, thresholds=Thresholds()))


def is_held(targets: Targets) -> bool:
    """Whether a story is in the held-out fifth, told from its id alone."""
    return zlib.crc32(targets.story.encode()) % FOLDS == 0
