"""How the tests run commands: with the tiny model, whose answers mean nothing but are the same."""

import os
from pathlib import Path

from click.testing import CliRunner

from dragoman.cli import main

TINY = {"DRAGOMAN_MODEL": str(Path(__file__).parents[1] / "tiny_model")}
ENVIRONMENT = {**os.environ, **TINY}
TEXT = "Police arrested ten people in Oslo on Friday. The mayor said talks had failed.\n"


def dragoman(*arguments, **options):
    return CliRunner().invoke(main, list(arguments), env=TINY, **options)
