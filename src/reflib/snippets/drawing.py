"""Tensors drawn as grids of numbered cells, with arrows between the cells, for figures on shapes and indices.

One unit is one cell; x points right and y points down, as columns and rows are counted.
"""

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from torch import Tensor

from .plots import COLORS, WIDTH

TINTS = ["#cce3f0", "#f7dfcc", "#cceee3", "#f5e4ed"]  # the plots' colours, pale enough to read text on

Point = tuple[float, float]


def canvas(columns: float, rows: float) -> tuple[Figure, Axes]:
    """An empty figure with room for ``columns`` by ``rows`` cells; (0, 0) is its top left corner."""
    figure, axis = plt.subplots(figsize=(WIDTH, WIDTH * rows / columns))
    axis.set(xlim=(0, columns), ylim=(rows, 0), aspect="equal")
    axis.axis("off")
    return figure, axis


def grid(
    axis: Axes, values: Tensor, x: float, y: float, caption: str = "", tint: Tensor | int = -1
) -> list[list[Point]]:
    """Draw ``values`` with the top left corner at (x, y); return the centre of each cell, by row and column.

    ``values`` is (rows, columns), (columns,) for one row, or () for one cell; more dimensions raise
    ValueError. ``tint``, an integer or a tensor broadcast to ``values``, picks from ``TINTS``; below 0 is white.
    """
    if values.dim() > 2:
        raise ValueError(f"cannot draw {values.dim()} dimensions; expected 2 at most")
    table = torch.atleast_2d(values).cpu()
    tints = torch.as_tensor(tint).cpu().expand_as(values).reshape(table.shape)
    centres = []
    for i, (row, colors) in enumerate(zip(table.tolist(), tints.tolist(), strict=True)):
        centres.append([(x + j + 0.5, y + i + 0.5) for j in range(len(row))])
        for (cx, cy), value, color in zip(centres[i], row, colors, strict=True):
            face = TINTS[color] if color >= 0 else "white"
            axis.add_patch(Rectangle((cx - 0.5, cy - 0.5), 1, 1, facecolor=face, edgecolor="black", linewidth=0.8))
            axis.text(cx, cy, f"{value:g}", ha="center", va="center", fontsize=11)
    if caption:
        axis.text(x + table.shape[1] / 2, y - 0.15, caption, ha="center", va="bottom", fontsize=11)
    return centres


def arrow(axis: Axes, start: Point, end: Point, color: int = 0) -> None:
    """Draw an arrow from the border of the cell centred on ``start`` to that of the cell centred on ``end``."""
    across, down = end[0] - start[0], end[1] - start[1]
    border = 0.5 / max(abs(across), abs(down))
    tail = (start[0] + border * across, start[1] + border * down)
    head = (end[0] - border * across, end[1] - border * down)
    style = {"arrowstyle": "-|>", "color": COLORS[color], "linewidth": 1.5, "shrinkA": 0, "shrinkB": 0}
    axis.annotate("", xy=head, xytext=tail, arrowprops=style)
