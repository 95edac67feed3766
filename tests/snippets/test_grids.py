import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.colors import to_rgba

from reflib.snippets import plots
from reflib.snippets.grids import Window, show_grids


@pytest.fixture(autouse=True)
def own_figures():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def frames(figure):
    """Outlines drawn: (edge colour, width, height) of every rectangle that is not a cell."""
    patches = [patch for patch in figure.axes[0].patches if not patch.get_fill()]
    return [(patch.get_edgecolor(), round(patch.get_width(), 2), round(patch.get_height(), 2)) for patch in patches]


def test_every_number_is_written_above_the_caption():
    figure = show_grids({"x": torch.tensor([[1, 2], [3, 4]]), "y": torch.tensor([[0.5]])})
    assert texts(figure) == ["1", "2", "3", "4", "x", "0.5", "y"]


def test_nan_leaves_a_cell_empty_and_a_constant_grid_can_be_drawn():
    figure = show_grids({"x": torch.tensor([[float("nan"), 7.0, 7.0]])})
    assert texts(figure) == ["", "7", "7", "x"]
    assert figure.axes[0].patches[0].get_facecolor() == to_rgba("white")


def test_windows_take_the_colours_in_order():
    windows = {"x": [Window(0, 0, 2, 3), Window(1, 1)]}
    figure = show_grids({"x": torch.zeros(4, 4)}, windows)
    first, second = (to_rgba(color) for color in plots.COLORS[:2])
    assert frames(figure) == [(first, 3, 2), (second, 0.88, 0.88)]


def test_a_window_with_a_step_frames_each_of_its_cells():
    figure = show_grids({"x": torch.zeros(5, 5)}, {"x": [Window(0, 0, 3, 3, step=2)]})
    corners = [patch.get_xy() for patch in figure.axes[0].patches if not patch.get_fill()]
    assert corners == [(x, y) for y in (0, 2, 4) for x in (0, 2, 4)]


def test_grids_wrap_into_rows():
    one, two = (show_grids({"a": torch.zeros(2, 2), "b": torch.zeros(2, 2)}, columns=n) for n in (1, 2))
    captions = [
        [text.get_position() for text in figure.axes[0].texts if text.get_text() in "ab"] for figure in (one, two)
    ]
    assert captions[0][0][0] == captions[0][1][0] and captions[0][0][1] < captions[0][1][1]
    assert captions[1][0][1] == captions[1][1][1] and captions[1][0][0] < captions[1][1][0]


def test_a_window_of_an_unknown_grid_is_refused():
    with pytest.raises(KeyError, match="not among the grids"):
        show_grids({"x": torch.zeros(1, 1)}, {"y": [Window(0, 0)]})
