"""`dragoman evaluate-links` and `train-linker`: how well records become events, and its weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from dragoman.build import load
from dragoman.coding.coder import StoryCoder
from dragoman.errors import UsageError
from dragoman.evaluation.ecb import is_ecb
from dragoman.evaluation.ecb_links import ecb_figures
from dragoman.evaluation.episodes import Episodes, read_episodes
from dragoman.evaluation.gold import EVERY_STORY, load_gold
from dragoman.evaluation.gold_reports import gold_reports
from dragoman.evaluation.link_pool import fit_pool, pool_of
from dragoman.evaluation.link_stages import (
    LinkTask,
    Rule,
    as_shipped,
    end_to_end,
    left_out,
    on_gold_records,
)
from dragoman.linking.linker import Linker
from dragoman.linking.table import text_of_table
from dragoman.settings import Settings
from dragoman.training.linker import fit, fit_linker
from dragoman.training.linker_table import with_weights

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_STORIES = click.option(
    "--stories",
    "files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Which stories are of one episode, and their events' names in it; can be given again.",
)
_FURTHER = click.option(
    "--further",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="More such lines, which the gold lacks: the same links are scored once more with them.",
)
_LEFT_OUT = "each episode judged by weights fitted without it"
_SHIPPED = "all judged by the shipped weights"


@click.command("evaluate-links", short_help="Score how records become events.")
@click.argument("gold", type=_FOLDER)
@_STORIES
@_FURTHER
@click.option(
    "--cross-validate/--shipped",
    default=True,
    show_default=True,
    help="Fit the weights anew without the episode judged, or take the shipped ones as they are.",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.pass_obj
def evaluate_links(
    settings: Settings,
    gold: Path,
    *,
    files: tuple[Path, ...],
    further: tuple[Path, ...],
    cross_validate: bool,
    as_json: bool,
) -> None:
    """Score links between records of many stories, and the events that they make.

    GOLD is a folder of annotated stories, with --stories for those of one episode, or the
    folder of ECB+ (weights are then fitted anew for each topic left out).  Figures are in
    percent.

    \b
    Example: dragoman evaluate-links gold/ --stories gold/stories.train.jsonl --json
    """
    if is_ecb(gold):
        _show(
            {"weights": "each topic judged by weights fitted without it", **ecb_figures(gold, fit)},
            as_json,
        )
        return
    if not files:
        raise UsageError("evaluate-links needs --stories FILE, unless the folder is that of ECB+")
    coder = load(settings)
    task, linker = _task(gold, read_episodes(files), coder), Linker()
    if further:
        task = replace(task, further=read_episodes([*files, *further]))
    rule = _rule(task, linker, cross_validate)
    figures: dict[str, object] = {"weights": _LEFT_OUT if cross_validate else _SHIPPED}
    figures["gold records"] = on_gold_records(task, rule)
    figures["end to end"] = end_to_end(task, rule, coder)
    _show(figures, as_json)


@click.command("train-linker", short_help="Fit the linker's weights.")
@click.option("--data", type=_FOLDER, required=True, help="A folder of annotated stories.")
@_STORIES
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The table to write.",
)
@click.pass_obj
def train_linker(settings: Settings, data: Path, files: tuple[Path, ...], out: Path) -> None:
    """Fit the linker's weights to stories of which some tell of the same events.

    Without --stories the files stories.*.jsonl of the folder are read.

    \b
    Example: dragoman train-linker --data gold/ --out linker.toml
    """
    found = files or tuple(sorted(data.glob("stories.*.jsonl")))
    if not found:
        raise UsageError(
            f"no stories.*.jsonl in {data}: say with --stories which are of one episode"
        )
    task = _task(data, read_episodes(found), load(settings))
    gold, pool = task.gold(), pool_of(task.reports)
    events = [gold.events[report.record.id] for report in task.reports]
    weights = fit_pool(pool, events, task.episodes.of, fit_linker)
    out.write_text(with_weights(text_of_table(), weights), encoding="utf-8")
    click.echo(f"{len(pool.left)} pairs of {len(task.stories)} stories: {out}")


def _task(gold: Path, episodes: Episodes, coder: StoryCoder) -> LinkTask:
    stories = load_gold(gold, EVERY_STORY)
    reports = [
        report
        for story in stories
        for report in gold_reports(
            story, coder.gazetteer, lambda one: coder.tagger.tag(one).triggers
        )
    ]
    return LinkTask(stories, episodes, tuple(reports))


def _rule(task: LinkTask, linker: Linker, cross_validate: bool) -> Rule:
    if cross_validate:
        return left_out(task, fit_linker, same=linker.same)
    return as_shipped(task, linker.weights, same=linker.same)


def _show(figures: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        if isinstance(value, Mapping):
            click.echo(name)
            _lines(value, 1)
        else:
            click.echo(f"{name}: {value}")


def _lines(figures: Mapping[str, object], depth: int) -> None:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            click.echo("  " * depth + name)
            _lines(value, depth + 1)
        else:
            click.echo(f"{'  ' * depth}{name:<28} {value}")
