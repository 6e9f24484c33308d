"""`dragoman evaluate` and `dragoman evaluate-pages`: figures against annotated data."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import click

from dragoman.build import load
from dragoman.cli.figures import print_figures
from dragoman.evaluation.evaluate import Report
from dragoman.evaluation.evaluate import evaluate as evaluate_gold
from dragoman.evaluation.gold import fingerprint, gold_folders, load_gold
from dragoman.evaluation.pages import evaluate_pages as score_pages
from dragoman.evaluation.pairs import evaluate_pairs as score_pairs
from dragoman.evaluation.probes.run import run_probes
from dragoman.evaluation.scoreboard import (
    Corpus,
    Task,
    falls,
    read_board,
    update_rates,
    write_board,
)
from dragoman.evaluation.scoreboard import update as raise_board
from dragoman.settings import Settings
from dragoman.tagging import load_tagger
from dragoman.tagging.bundle import english_words

#: Names on the board of what is measured without a gold's events.
PAIRS, PROBES = "PLV, zero-shot", "honesty probes"
_BOARD = click.option(
    "--board",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("SCOREBOARD.json"),
    show_default=True,
    help="The file of floors for --update.",
)
_UPDATE = click.option("--update", is_flag=True, help="Write the figures into the board.")
_WHY = click.option("--allow-regression", default="", metavar="WHY", help="Let floors fall.")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Score the coder on annotated stories.")
@click.argument("gold", type=_FOLDER)
@click.option("--split", default="dev", show_default=True, help="Which list of stories, or all.")
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON.")
@click.option(
    "--board",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("SCOREBOARD.json"),
    show_default=True,
    help="The file of floors for --check and --update.",
)
@click.option("--check", is_flag=True, help="Fail where a figure is under its floor.")
@click.option("--update", "raise_floors", is_flag=True, help="Write the figures; floors rise.")
@click.option("--allow-regression", default="", metavar="WHY", help="Let floors fall, and say why.")
@click.pass_obj
def evaluate(
    settings: Settings,
    gold: Path,
    split: str,
    as_json: bool,
    board: Path,
    check: bool,
    raise_floors: bool,
    allow_regression: str,
) -> None:
    """Score the coder on a folder of annotated stories, or on every such folder in it.

    \b
    Example: dragoman evaluate gold/ --split dev --json
             dragoman evaluate gold/ --update
    """
    coder = load(settings)
    reports = [evaluate_gold(folder, coder, split=split) for folder in gold_folders(gold)]
    if as_json:
        shown = reports[0] if len(reports) == 1 else reports
        click.echo(json.dumps(shown, indent=1, ensure_ascii=False))
    else:
        for report in reports:
            click.echo(_table(report))
    if raise_floors:
        _raise(board, reports, why=allow_regression)
    if check and not _holds(board, reports):
        sys.exit(1)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _write_rates(path: Path, corpus: Corpus, tasks: list[Task], *, why: str) -> None:
    write_board(update_rates(read_board(path), corpus, tasks, why=why), path)


def _raise(path: Path, reports: list[Report], *, why: str) -> None:
    board = read_board(path)
    today = datetime.now(UTC).date()
    for report in reports:
        board = raise_board(board, report, day=today, why=why)
    write_board(board, path)


def _holds(path: Path, reports: list[Report]) -> bool:
    board = read_board(path)
    lines = [line for report in reports for line in falls(board, report)]
    for line in lines:
        click.echo(line, err=True)
    return not lines


def _table(report: Report) -> str:
    head = f"{report['gold']} {report['split']}: {report['stories']} stories, {report['coder']}"
    lines = [head]
    for part in ("events", "voices", "furniture"):
        for name, value in dict(report[part]).items():
            if isinstance(value, dict):
                lines.append(
                    f"  {name:<44} P {value['precision']:5.1f}  R {value['recall']:5.1f}"
                    f"  F1 {value['f1']:5.1f}"
                )
            else:
                lines.append(f"  {name:<44} {value:5.1f}")
    return "\n".join(lines)


@click.command("evaluate-pairs", short_help="Score the event type between two given parties.")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@_BOARD
@_UPDATE
@_WHY
@click.pass_obj
def evaluate_pairs(
    settings: Settings, table: Path, as_json: bool, board: Path, update: bool, allow_regression: str
) -> None:
    """Score the PLOVER type between two marked parties of a sentence, zero-shot.

    TABLE is tab-separated with marked_sentence (the parties in <s> and <t>), gold_root and
    gold_penta, as in the public PLV set; the figures are macro F1 in percent.

    \b
    Example: dragoman evaluate-pairs PLV.tsv --json
    """
    tagger = load_tagger(settings.model_folder)
    figures = score_pairs(table, tagger)
    print_figures(figures, as_json=as_json)
    if update:
        rows = int(figures.pop("rows"))
        tasks = [Task(PAIRS, name, value, rows, value) for name, value in figures.items()]
        corpus = Corpus(
            PAIRS, sha256(table.read_bytes()).hexdigest(), rows, tagger.version, _today()
        )
        _write_rates(board, corpus, tasks, why=allow_regression)


@click.command("evaluate-probes", short_help="Ask whether answers follow the words (probes).")
@click.argument("gold", type=_FOLDER)
@click.option("--split", default="all", show_default=True, help="Which list of stories, or all.")
@click.option("--json", "as_json", is_flag=True, help="The rates as JSON.")
@_BOARD
@_UPDATE
@_WHY
@click.pass_obj
def evaluate_probes(
    settings: Settings,
    gold: Path,
    split: str,
    as_json: bool,
    board: Path,
    update: bool,
    allow_regression: str,
) -> None:
    """Change stories of the gold by rule and see whether the records change with them.

    Two countries are swapped, a sentence is denied, its verb negated or put into the future, an
    unrelated paragraph put before, a known name replaced by a rare one.

    \b
    Example: dragoman evaluate-probes gold/ --json
    """
    folders, coder = gold_folders(gold), load(settings)
    stories = [story for folder in folders for story in load_gold(folder, split)]
    rates = run_probes(stories, coder, english_words(settings.model_folder))
    if as_json:
        click.echo(json.dumps([asdict(rate) for rate in rates], indent=1))
    else:
        for rate in rates:
            click.echo(f"{rate.name:<28} {rate.rate:5.1f} of {rate.n}, floor {rate.floor:.0f}")
    if update:
        tasks = [Task(PROBES, rate.name, rate.rate, rate.n, rate.rate) for rate in rates]
        prints = "".join(fingerprint(folder, split) for folder in folders)
        digest = sha256(prints.encode()).hexdigest()
        corpus = Corpus(PROBES, digest, len(stories), coder.coder, _today())
        _write_rates(board, corpus, tasks, why=allow_regression)


@click.command("evaluate-pages", short_help="Score the extraction of articles from pages.")
@click.argument("folder", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def evaluate_pages(folder: Path, as_json: bool) -> None:
    """Score extraction on a folder with html/ID.html.gz and ground-truth.json.

    \b
    Example: dragoman evaluate-pages pages/ --json
    """
    figures = asdict(score_pages(folder))
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        click.echo(f"{name:<10} {value:.4f}" if isinstance(value, float) else f"{name:<10} {value}")
