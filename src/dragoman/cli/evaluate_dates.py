"""`dragoman evaluate-dates`: how well date words are resolved, their spans given."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from dragoman.cli.figures import print_figures
from dragoman.evaluation.timex import evaluate_dates as score_dates
from dragoman.evaluation.timex import reasons_in


@click.command("evaluate-dates", short_help="Score dates on Recognizers-Text specs or TimeML.")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def evaluate_dates(path: Path, as_json: bool) -> None:
    """Score the date resolver on words whose spans and reference days are given.

    PATH is DateTimeModel.json of Recognizers-Text, a TimeML file (.tml, TimeBank or TempEval),
    or a folder of them.  "accuracy" is the percent right of the cases asked, "excluded" the
    percent of all cases that are not asked; without --json their reasons are listed.

    \b
    Example: dragoman evaluate-dates time_recognizers_specs/ --json
    """
    print_figures(asdict(score_dates(path)), as_json=as_json)
    if not as_json:
        for reason, count in reasons_in(path).items():
            click.echo(f"{count:>5} not asked: {reason}")
