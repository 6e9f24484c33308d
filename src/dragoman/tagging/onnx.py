"""The only import of onnxruntime: a session that answers for one window at a time.

One window a call: dynamic quantisation takes its scale from the whole input, so a batch
would let a window's neighbours change its answer.  Threads come from calling it at once
from several (the session is safe for that), not from inside.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from dragoman.errors import SetupError
from dragoman.tagging.decode import Arrays
from dragoman.tagging.windows import Window

# Since 1.29 onnxruntime tells its maker of every session, and asks this before it is imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime

#: The graph's outputs, in the order of the fields of Arrays.
OUTPUTS = ("tags", "pairs", "contexts", "vectors")

Session = Callable[[Window], Arrays]


def open_session(graph: Path) -> Session:
    """A function from a window to the model's answer for it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's own errors share no public base
        raise SetupError(f"{graph} cannot be loaded as a model: {error}") from error

    def answer(window: Window) -> Arrays:
        feed = {"ids": window.ids[None, :], "first": window.first[None, :]}
        answers = session.run(OUTPUTS, feed)
        return Arrays(window.low, *(np.asarray(part[0]) for part in answers))

    return answer
