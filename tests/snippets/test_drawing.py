import matplotlib.pyplot as plt
import pytest
import torch

from reflib.snippets import drawing


@pytest.fixture
def axis():
    plt.switch_backend("agg")
    _, axis = drawing.canvas(8, 4)
    yield axis
    plt.close("all")


def texts(axis):
    return [text.get_text() for text in axis.texts]


def test_a_canvas_counts_cells_from_the_top_left(axis):
    assert axis.get_xlim() == (0, 8)
    assert axis.get_ylim() == (4, 0)
    assert not axis.axison


def test_a_grid_shows_every_value_where_it_says_and_its_caption(axis):
    centres = drawing.grid(axis, torch.tensor([[1.5, 2.0], [3.0, 4.0]]), x=2, y=1, caption="a")
    assert texts(axis) == ["1.5", "2", "3", "4", "a"]
    assert centres == [[(2.5, 1.5), (3.5, 1.5)], [(2.5, 2.5), (3.5, 2.5)]]
    assert axis.texts[1].get_position() == centres[0][1]


@pytest.mark.parametrize(("values", "cells"), [(torch.tensor(True), [["1"]]), (torch.arange(3), [["0", "1", "2"]])])
def test_fewer_dimensions_are_one_row(axis, values, cells):
    centres = drawing.grid(axis, values, 0, 0)
    assert [len(row) for row in centres] == [len(row) for row in cells]
    assert texts(axis) == cells[0]


def test_more_than_two_dimensions_are_refused(axis):
    with pytest.raises(ValueError, match="3 dimensions; expected 2 at most"):
        drawing.grid(axis, torch.zeros(2, 2, 2), 0, 0)


@pytest.mark.parametrize("tint", [torch.tensor([0, -1]), torch.tensor([[0, -1]])])
def test_a_tint_follows_the_values(axis, tint):
    drawing.grid(axis, torch.zeros(tint.shape), 0, 0, tint=tint)
    faces = [patch.get_facecolor() for patch in axis.patches]
    assert faces[0] != faces[1] == (1, 1, 1, 1)


def test_an_arrow_runs_from_border_to_border(axis):
    drawing.arrow(axis, (0.5, 0.5), (2.5, 3.5))
    (annotation,) = axis.texts
    assert annotation.xyann == pytest.approx((0.5 + 1 / 3, 1.0))
    assert annotation.xy == pytest.approx((2.5 - 1 / 3, 3.0))
