"""The command line: thin commands over functions that exist without them."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import click

from dragoman.cli.code import code
from dragoman.cli.evaluate import evaluate, evaluate_pages
from dragoman.cli.explain import explain
from dragoman.cli.train import train
from dragoman.errors import DragomanError
from dragoman.settings import read_settings

__all__ = ["main"]

INTERRUPTED = 130


class _Group(click.Group):
    """Commands whose faults are one line and an exit status, never a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except DragomanError as error:
            click.echo(f"dragoman: {error}", err=True)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("dragoman: stopped", err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader has left ("| head"): what is still buffered must not fail at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman")
@click.option("-v", "--verbose", is_flag=True, help="Log what is done, on standard error.")
@click.pass_context
def main(context: click.Context, verbose: bool) -> None:
    """Political event data from news: who did what to whom, when, where, and who says so."""
    level = logging.INFO if verbose else logging.ERROR
    logging.basicConfig(level=level, format="%(asctime)s %(name)s: %(message)s", stream=sys.stderr)
    context.obj = read_settings(Path.cwd(), os.environ)


for _command in (code, explain, evaluate, evaluate_pages, train):
    main.add_command(_command)
