"""From a trained model to a model folder: ONNX in full precision, then int8.

Weights become int8 per output channel, activations are scaled at run time over one window;
each row of the word embeddings is int8 with a scale of its own.  One graph for any number of words.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from dragoman.tagging.bundle import LABELS, MODEL, TOKENIZER
from dragoman.tagging.labels import Labels, save_labels
from dragoman.tagging.onnx import OUTPUTS
from dragoman.training.model import TaggerModel

log = logging.getLogger(__name__)

OPSET = 18
FLOAT = onnx.TensorProto.FLOAT
#: The word embeddings in the graph, and their names once packed.
WORDS, PACKED, SCALES = "word_embeddings.weight", "word_steps_of_rows", "word_scale_of_rows"
INT8_MOST = 127


class _OneWindow(nn.Module):
    def __init__(self, model: TaggerModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        answers = self.model(ids, first)
        return answers.tags, answers.pairs, answers.contexts, answers.vectors


@dataclass(frozen=True)
class BundleForm:
    """What a model folder is written with: its labels, its tokenizer, and int8 weights or not."""

    labels: Labels
    tokenizer: Path
    int8: bool = True


def write_bundle(model: TaggerModel, form: BundleForm, folder: Path) -> None:
    """Write `model.onnx`, `tokenizer.json` and `labels.json` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        export_graph(model, full)
        if form.int8:
            quantise(full, folder / MODEL)
        else:
            onnx.save(onnx.load(str(full)), str(folder / MODEL))
            strip_traces(folder / MODEL)
    shutil.copyfile(form.tokenizer, folder / TOKENIZER)
    save_labels(form.labels, folder / LABELS)


def export_graph(model: TaggerModel, path: Path) -> None:
    """The model as an ONNX graph in full precision: ids and first in, OUTPUTS out."""
    ids = torch.randint(0, model.encoder.shape.words, (1, 21))
    first = torch.arange(1, 18)[None]
    pieces, words = torch.export.Dim("pieces", min=2), torch.export.Dim("words", min=2)
    program = torch.onnx.export(
        _OneWindow(model.eval()).eval(),
        (ids, first),
        input_names=["ids", "first"],
        output_names=list(OUTPUTS),
        dynamic_shapes={"ids": {1: pieces}, "first": {1: words}},
        opset_version=OPSET,
        dynamo=True,
    )
    if program is not None:
        program.save(str(path))


def quantise(full: Path, small: Path) -> None:
    """The same graph with int8 weights."""
    with TemporaryDirectory() as scratch:
        ready = Path(scratch) / "ready.onnx"
        quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
    pack_words(small)
    strip_traces(small)
    log.info("%s is %.1f MB", small, small.stat().st_size / 1e6)


def pack_words(path: Path) -> None:
    """Make the word embeddings of a graph int8, each row with a scale of its own.

    onnxruntime's own way has one scale for all rows: a few far numbers then make all of them coarse.
    """
    model = onnx.load(str(path))
    graph = model.graph
    tables = {part.name: part for part in graph.initializer if part.name.endswith(WORDS)}
    at, gather = next((n, node) for n, node in enumerate(graph.node) if node.input[0] in tables)
    table = tables[gather.input[0]]
    rows = numpy_helper.to_array(table)
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-12) / INT8_MOST
    small = np.rint(rows / scales).astype(np.int8)
    graph.initializer.remove(table)
    for name, values in ((PACKED, small), (SCALES, scales.astype(np.float32))):
        graph.initializer.append(numpy_helper.from_array(values, name))
    ids, out = gather.input[1], gather.output[0]
    graph.node.remove(gather)
    for offset, node in enumerate(
        (
            helper.make_node("Gather", [PACKED, ids], ["word_steps"], "word_steps"),
            helper.make_node("Cast", ["word_steps"], ["word_floats"], "word_floats", to=FLOAT),
            helper.make_node("Gather", [SCALES, ids], ["word_scale"], "word_scale"),
            helper.make_node("Mul", ["word_floats", "word_scale"], [out], "word_vectors"),
        )
    ):
        graph.node.insert(at + offset, node)
    onnx.save(model, str(path))


def strip_traces(path: Path) -> None:
    """Take out of a graph where its nodes came from: the exporter writes paths of the machine."""
    model = onnx.load(str(path))
    graph = model.graph
    inner = [part for function in model.functions for part in (function, *function.node)]
    values = (*graph.input, *graph.output, *graph.value_info)
    for part in (model, graph, *graph.node, *graph.initializer, *values, *inner):
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, str(path))
