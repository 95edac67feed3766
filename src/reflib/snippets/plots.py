"""Figures in one style, readable 375 px wide, with alt text in both languages."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.figure import Figure
from torch import Tensor

# Colours that colour-blind readers can tell apart (Okabe and Ito), each with its own dash.
COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]
DASHES = ["-", "--", "-.", ":"]

WIDTH = 5.0  # inches: text of 12 pt stays legible when the figure is shown 375 px wide

STYLE: dict[str, Any] = {
    "figure.figsize": (WIDTH, 3.6),
    "figure.dpi": 160,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=COLORS, linestyle=DASHES),
    "lines.linewidth": 2.0,
    "legend.frameon": False,
}


def use_style() -> None:
    """Draw the figures that follow in the handbook's style."""
    plt.style.use(STYLE)


def describe(figure: Figure, alt: str) -> None:
    """Give ``figure`` its alt text, ``"English | 中文"``; anything else raises ValueError.

    Sphinx-Gallery takes the alt text from a figure's titles, drawn or not: this one is not drawn, and
    axes go without titles, which would be appended to it.
    """
    halves = alt.split(" | ")
    if len(halves) != 2 or not all(half.strip() for half in halves):
        raise ValueError(f"alt text {alt!r}: expected 'English | Chinese'")
    figure.suptitle(alt, visible=False, in_layout=False)


def show_images(images: Mapping[str, Tensor], columns: int = 2) -> Figure:
    """Images in a grid, each above its caption.

    An image is (H, W), drawn in grey from its minimum to its maximum, or (H, W, 3), uint8 or floating
    point in [0, 1]. It may be on any device.
    """
    rows = ceil(len(images) / columns)
    height = sum(image.shape[0] / image.shape[1] for image in images.values()) / len(images)
    size = (WIDTH, rows * (height * WIDTH / columns + 0.4))
    figure, axes = plt.subplots(rows, columns, squeeze=False, figsize=size)
    for axis in axes.flat:
        axis.axis("off")
    for axis, (caption, image) in zip(axes.flat, images.items(), strict=False):
        axis.imshow(image.cpu().numpy(), cmap="gray")
        axis.text(0.5, -0.04, caption, transform=axis.transAxes, ha="center", va="top", fontsize=11)
    return figure


def show_learning_rates(rates: Mapping[str, Sequence[float]], accuracies: Mapping[str, Sequence[float]]) -> Figure:
    """Learning rates above test accuracies, a line for each name, over the number of epochs trained.

    A rate holds for its epoch, so it is drawn as a step one epoch wide; an accuracy is measured at its end.
    """
    figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(WIDTH, WIDTH))
    for name, values in rates.items():
        top.step(range(len(values) + 1), [*values, values[-1]], where="post", label=name)
    for values in accuracies.values():
        bottom.plot(range(1, len(values) + 1), values, marker="o", markersize=4)
    top.set(ylabel="learning rate", ylim=(0, None))
    top.legend()
    bottom.set(xlabel="epochs", ylabel="test accuracy")
    return figure
