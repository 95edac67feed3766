"""The graph that autograd recorded behind a tensor: its nodes, what they keep, a drawing."""

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor

from reflib.snippets.plots import WIDTH

LEAF, KEEPS, PLAIN = "#cde8dc", "#fbe0c4", "#eeeeee"  # a leaf, a node that saves tensors, any other node
ROW = 0.75  # inches between two rows of a drawing


def nodes(result: Tensor) -> list[Any]:
    """Every node behind ``result``, each once: ``result.grad_fn`` first, a node before those it passes on to.

    The list is empty where ``result`` has no ``grad_fn``.
    """
    order: list[Any] = []
    seen = set()

    def visit(node: Any) -> None:
        seen.add(node)
        for following in reversed(_following(node)):
            if following not in seen:
                visit(following)
        order.append(node)

    if result.grad_fn is not None:
        visit(result.grad_fn)
    return order[::-1]


def saved(node: Any) -> list[str]:
    """The names of the tensors that ``node`` still keeps for its backward, as ``["other", "self"]``.

    What a custom ``torch.autograd.Function`` keeps is not listed.
    """
    slots = [name.removeprefix("_raw") for name in dir(node) if name.startswith("_raw_saved_")]
    return [slot.removeprefix("_saved_") for slot in slots if _keeps(node, slot)]


def draw(result: Tensor, names: Mapping[str, Tensor], axis: Axes | None = None) -> Figure:
    """Draw the graph behind ``result``: its ``grad_fn`` on top, the leaves, named by ``names``, below.

    Green is a leaf, orange a node that keeps tensors for its backward; arrows point the way the gradient
    goes. Draws on a figure of its own, or on ``axis``. Raises ValueError where ``result`` has no graph.
    """
    order = nodes(result)
    if not order:
        raise ValueError("the tensor has no grad_fn; expected the result of an operation that was recorded")
    places = _places(order)
    rows = 1 - min(y for _, y in places.values())
    if axis is None:
        axis = plt.subplots(figsize=(WIDTH, rows * ROW))[1]
    axis.set(xlim=(-0.02, 1.02), ylim=(0.5 - rows, 0.5))
    axis.axis("off")
    boxes = {node: _box(axis, node, places[node], names) for node in order}
    for node in order:
        for following in _following(node):
            arrow = {"arrowstyle": "-|>", "color": "#555555", "patchA": boxes[node], "patchB": boxes[following]}
            axis.annotate("", places[following], places[node], arrowprops=arrow, zorder=1)
    figure = axis.get_figure(root=True)
    assert figure is not None
    return figure


def _following(node: Any) -> list[Any]:
    return [following for following, _ in node.next_functions if following is not None]


def _keeps(node: Any, slot: str) -> bool:
    try:
        return getattr(node, slot, None) is not None
    except RuntimeError:  # freed by a backward
        return False


def _places(order: list[Any]) -> dict[Any, tuple[float, int]]:
    """A place for each node: x from 0 to 1, and y = -depth, the longest way from the top."""
    depths = dict.fromkeys(order, 0)
    wishes: dict[Any, list[float]] = {node: [] for node in order}
    for node in order:
        for following in _following(node):
            depths[following] = max(depths[following], depths[node] + 1)
    places = {}
    for depth in range(max(depths.values()) + 1):
        row = [node for node in order if depths[node] == depth]
        row.sort(key=lambda node: sum(wishes[node]) / max(1, len(wishes[node])))
        for index, node in enumerate(row):
            x = (index + 0.5) / len(row)
            places[node] = (x, -depth)
            for slot, following in enumerate(_following(node)):
                wishes[following].append(x + slot / 1000)
    return places


def _box(axis: Axes, node: Any, place: tuple[float, int], names: Mapping[str, Tensor]) -> Any:
    label, color = type(node).__name__, KEEPS if saved(node) else PLAIN
    if hasattr(node, "variable"):
        color = LEAF
        for name, tensor in names.items():
            if tensor is node.variable:
                label += f"\n{name} {tuple(tensor.shape)}"
    box = {"boxstyle": "round", "facecolor": color, "edgecolor": "#555555"}
    text = axis.text(*place, label, ha="center", va="center", fontsize=10, bbox=box, zorder=2)
    return text.get_bbox_patch()
