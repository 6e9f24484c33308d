"""The command line: thin commands over functions that exist without them."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from dragoman.cli.add import add
from dragoman.cli.code import code
from dragoman.cli.correct import correct
from dragoman.cli.demo import demo
from dragoman.cli.evaluate import evaluate, evaluate_pages, evaluate_pairs, evaluate_probes
from dragoman.cli.evaluate_dates import evaluate_dates
from dragoman.cli.evaluate_links import evaluate_links, train_linker
from dragoman.cli.evaluate_names import evaluate_actors, evaluate_places
from dragoman.cli.events import events
from dragoman.cli.explain import explain
from dragoman.cli.export import export
from dragoman.cli.forget import forget
from dragoman.cli.gazetteer import gazetteer
from dragoman.cli.judge import judge
from dragoman.cli.judgements import judgements
from dragoman.cli.plot import plot
from dragoman.cli.records import records
from dragoman.cli.review import review
from dragoman.cli.serve import serve
from dragoman.cli.show import show
from dragoman.cli.sql import sql
from dragoman.cli.stories import stories
from dragoman.cli.train import train
from dragoman.cli.voices import voices
from dragoman.cli.watch import watch
from dragoman.errors import DragomanError
from dragoman.settings import read_settings
from dragoman.workers import LOG_FORMAT

__all__ = ["main"]

log = logging.getLogger(__name__)

INTERRUPTED = 130
FAULT = 2


class _Group(click.Group):
    """Commands whose faults are one line and an exit status, never a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except DragomanError as error:
            _stop(str(error), error.exit_code)
        except KeyboardInterrupt:
            _stop("stopped", INTERRUPTED)
        except BrokenPipeError:
            _leave_quietly()
        except OSError as error:
            _discard_output()
            where = f"{error.filename}: " if error.filename else ""
            _stop(f"{where}{error.strerror or error}", FAULT)
        except (click.exceptions.Exit, click.exceptions.Abort, click.ClickException):
            raise
        except Exception as error:  # a fault of ours must still be one line
            log.exception("internal fault")
            _stop(f"internal fault, {type(error).__name__}: {error} (-v shows where)", FAULT)


def _stop(message: str, status: int) -> NoReturn:
    click.echo(f"dragoman: {message}", err=True)
    sys.exit(status)


def _leave_quietly() -> NoReturn:
    """The reader of our output has left ("| head"), which is no fault."""
    _discard_output()
    sys.exit(0)


def _discard_output() -> None:
    """What is still buffered for standard output must not fail once more at exit."""
    with suppress(OSError, ValueError):  # an output that is no file of the system
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman", prog_name="dragoman")
@click.option("-v", "--verbose", is_flag=True, help="Log what is done, on standard error.")
@click.pass_context
def main(context: click.Context, verbose: bool) -> None:
    """Political event data from news: who did what to whom, when, where, and who says so.

    \b
    Example: dragoman code page.html
    """
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, format=LOG_FORMAT, stream=sys.stderr)
    context.obj = read_settings(Path.cwd(), os.environ)


_COMMANDS = (
    add,
    code,
    correct,
    demo,
    explain,
    export,
    evaluate,
    evaluate_actors,
    evaluate_dates,
    evaluate_links,
    evaluate_pages,
    evaluate_pairs,
    evaluate_places,
    evaluate_probes,
    events,
    forget,
    gazetteer,
    judge,
    judgements,
    plot,
    records,
    serve,
    review,
    show,
    sql,
    stories,
    train,
    voices,
    watch,
    train_linker,
)
for _command in _COMMANDS:
    main.add_command(_command)
