"""Making a trained model easier to write in int8: far numbers are moved from activations to weights.

A product in int8 has one step for a whole activation, so one far channel makes all others coarse.
Each channel is divided by a number of its own before a product and the weights that meet it are
multiplied by the same: the answers stay, the steps get finer (Xiao et al. 2023, SmoothQuant).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import partial

import torch
from torch import Tensor, nn

from dragoman.tagging.windows import Window
from dragoman.training.model import TaggerModel

#: How much of a channel's reach goes to the weights.  Of 0.5 to 0.9, 0.8 left the least error.
MOVED = 0.8
LEAST = 1e-4


class ScaledLinear(nn.Module):
    """The same product with each channel divided before it and its weights multiplied."""

    def __init__(self, plain: nn.Linear, by: Tensor) -> None:
        super().__init__()
        self.shrink = nn.Parameter(1.0 / by)
        self.product = deepcopy(plain)
        self.product.weight.data.mul_(by)

    def forward(self, x: Tensor) -> Tensor:
        """The product, of the same numbers as the plain one's."""
        out: Tensor = self.product(x * self.shrink)
        return out


def smoothed(model: TaggerModel, windows: Iterable[Window]) -> TaggerModel:
    """A model of the same answers whose encoder's products are smooth on windows like these."""
    smooth = deepcopy(model).eval()
    for name, reach in _reaches(smooth, windows).items():
        home, _, part = name.rpartition(".")
        plain = smooth.encoder.get_submodule(name)
        assert isinstance(plain, nn.Linear)
        weights = plain.weight.detach().abs().amax(0).clamp(min=LEAST)
        by = reach.clamp(min=LEAST) ** MOVED / weights ** (1 - MOVED)
        setattr(smooth.encoder.get_submodule(home), part, ScaledLinear(plain, by / by.mean()))
    return smooth


@torch.no_grad()
def _reaches(model: TaggerModel, windows: Iterable[Window]) -> dict[str, Tensor]:
    """The farthest number of each channel that comes into a product of the encoder."""
    reaches: dict[str, Tensor] = {}
    parts = model.encoder.named_modules()
    products = {name: part for name, part in parts if isinstance(part, nn.Linear)}
    hooks = [
        part.register_forward_pre_hook(partial(_look, reaches, name))
        for name, part in products.items()
    ]
    for window in windows:
        model(torch.from_numpy(window.ids)[None], torch.from_numpy(window.first)[None])
    for hook in hooks:
        hook.remove()
    return reaches


def _look(reaches: dict[str, Tensor], name: str, _: nn.Module, given: tuple[Tensor, ...]) -> None:
    reach = given[0].abs().flatten(0, -2).amax(0)
    reaches[name] = torch.maximum(reaches[name], reach) if name in reaches else reach
