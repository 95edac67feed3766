"""Small tensors drawn as grids of numbers, with the cells outlined that a window covers."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import NamedTuple

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from torch import Tensor

from .plots import COLORS, WIDTH

GAP = 1.0  # cells between two grids, and below each for its caption


class Window(NamedTuple):
    """Cells of a grid: ``height`` by ``width`` of them from (row, column) on, ``step`` apart."""

    row: int
    column: int
    height: int = 1
    width: int = 1
    step: int = 1


def show_grids(
    grids: Mapping[str, Tensor], windows: Mapping[str, Sequence[Window]] | None = None, columns: int = 2
) -> Figure:
    """Tensors (H, W) as grids of numbers, each above its caption, ``columns`` of them side by side.

    The larger the number, the darker its cell; NaN leaves it empty. ``windows`` outlines cells of the grid of
    that name, the first window in the first colour and so on; a name that is not in ``grids`` raises
    KeyError. A tensor may be on any device.
    """
    windows = windows or {}
    if unknown := windows.keys() - grids.keys():
        raise KeyError(f"windows for {sorted(unknown)}, which are not among the grids {list(grids)}")
    names = list(grids)
    rows = [names[start : start + columns] for start in range(0, len(names), columns)]
    across = max(sum(grids[name].shape[1] + GAP for name in row) - GAP for row in rows)
    down = sum(max(grids[name].shape[0] for name in row) + GAP for row in rows) + GAP * (len(rows) - 1)
    cell = min(WIDTH / (across + 0.2), 0.5)  # inches
    figure, axis = plt.subplots(figsize=(WIDTH, cell * (down + 0.2)))
    top = 0.0
    for row in rows:
        left = (across - sum(grids[name].shape[1] + GAP for name in row) + GAP) / 2
        for name in row:
            _draw(axis, name, grids[name], windows.get(name, ()), (left, top), cell * 72)
            left += grids[name].shape[1] + GAP
        top += max(grids[name].shape[0] for name in row) + 2 * GAP
    axis.set(xlim=(-0.1, across + 0.1), ylim=(down + 0.1, -0.1), aspect="equal")
    axis.axis("off")
    return figure


def _draw(
    axis: Axes, name: str, grid: Tensor, windows: Sequence[Window], corner: tuple[float, float], points: float
) -> None:
    left, top = corner
    values = grid.detach().cpu().double()
    finite = values[~values.isnan()]
    low, high = finite.min().item(), finite.max().item()
    for i, line in enumerate(values.tolist()):
        for j, value in enumerate(line):
            x, y = left + j, top + i
            shade = 0.5 * (value - low) / (high - low or 1)
            color = "white" if isnan(value) else plt.get_cmap("Blues")(shade)
            axis.add_patch(Rectangle((x, y), 1, 1, facecolor=color, edgecolor="0.75"))
            number = "" if isnan(value) else f"{value:.3g}"
            size = min(12, 0.44 * points, 1.4 * points / max(len(number), 1))
            axis.text(x + 0.5, y + 0.5, number, ha="center", va="center", fontsize=size)
    for index, window in enumerate(windows):
        _outline(axis, window, corner, COLORS[index % len(COLORS)], inset=0.06 * (index % len(COLORS)))
    axis.text(left + values.shape[1] / 2, top + values.shape[0] + 0.15, name, ha="center", va="top", fontsize=11)


def _outline(axis: Axes, window: Window, corner: tuple[float, float], color: str, inset: float) -> None:
    """One frame around a window, or where its cells are apart, one around each. Insets keep frames apart."""
    row, column, height, width, step = window
    frames = [(row, column, height, width)]
    if step > 1:
        frames = [(row + i * step, column + j * step, 1, 1) for i in range(height) for j in range(width)]
    for i, j, tall, wide in frames:
        at = (corner[0] + j + inset, corner[1] + i + inset)
        size = (wide - 2 * inset, tall - 2 * inset)
        axis.add_patch(Rectangle(at, *size, fill=False, edgecolor=color, linewidth=2.5))
