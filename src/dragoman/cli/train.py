"""`dragoman train`: annotated stories in, a model folder out."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from dragoman.errors import SetupError

NEEDED = ("torch", "onnx", "onnxscript", "safetensors")


@click.command(short_help="Train a model folder from annotated stories.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    required=True,
    help="A folder under which gold stories lie; can be given again.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The model folder.",
)
@click.option("--version", default="model-dev", show_default=True, help="The model's name.")
@click.option("--epochs", type=click.IntRange(1), help="Rounds over the stories.")
@click.option("--seed", type=int, help="Where the random numbers start.")
@click.option(
    "--side",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of open data sets (srl_propbank, qanom, gum, ner) to learn from first.",
)
@click.option(
    "--encoder",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the encoder of the side lessons is kept; read instead of --side if it is there.",
)
@click.option(
    "--checkpoint",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the state after each epoch is kept; training goes on from it if it is there.",
)
@click.option("--full-precision", is_flag=True, help="Write the weights without int8.")
def train(
    data: tuple[Path, ...],
    out: Path,
    version: str,
    epochs: int | None,
    seed: int | None,
    side: Path | None,
    encoder: Path | None,
    checkpoint: Path | None,
    full_precision: bool,
) -> None:
    """Train a model folder from annotated stories (extra `train`; see docs/training.md).

    \b
    Example: dragoman -v train --data gold/ --side open/ --out model/
    """
    for name in NEEDED:
        try:
            import_module(name)
        except ImportError as error:
            raise SetupError(f"training needs {name}: run pip install 'dragoman[train]'") from error
    training = import_module("dragoman.training.train")
    course = training.Course(
        data, side=side, encoder=encoder, kept=checkpoint, int8=not full_precision
    )
    training.train(course, out, version=version, recipe=training.recipe(epochs=epochs, seed=seed))
