import matplotlib.pyplot as plt
import pytest
import torch

from reflib.snippets import plots


@pytest.fixture(autouse=True)
def own_style():
    plt.switch_backend("agg")
    with plt.rc_context():
        yield
    plt.close("all")


def test_the_style_sets_a_white_figure_that_fits_a_phone():
    plots.use_style()
    figure = plt.figure()
    assert figure.get_facecolor() == (1, 1, 1, 1)
    assert figure.get_figwidth() == plots.WIDTH


def test_the_alt_text_is_the_only_title_and_is_not_drawn():
    figure = plots.show_images({"grey": torch.rand(4, 6)})
    plots.describe(figure, "A grey image | 一幅灰度图")
    assert figure.get_suptitle() == "A grey image | 一幅灰度图"
    assert not figure._suptitle.get_visible()
    assert [axis.get_title() for axis in figure.axes] == ["", ""]


@pytest.mark.parametrize("alt", ["English only", "English | ", "a | b | c", ""])
def test_alt_text_without_exactly_two_halves_is_refused(alt):
    figure = plt.figure()
    with pytest.raises(ValueError, match="expected 'English | Chinese'"):
        plots.describe(figure, alt)


def test_images_are_drawn_in_order_with_their_captions_and_no_empty_frame():
    colour, grey = torch.zeros(4, 6, 3, dtype=torch.uint8), torch.arange(24.0).reshape(4, 6)
    figure = plots.show_images({"colour": colour, "grey": grey, "again": grey})
    first, second, _, empty = figure.axes
    assert first.texts[0].get_text() == "colour"
    assert (second.images[0].get_array() == grey.numpy()).all()
    assert not empty.images and not empty.axison


def test_a_rate_spans_its_epoch_and_an_accuracy_is_at_its_end():
    figure = plots.show_learning_rates({"a": [0.1, 0.05]}, {"a": [0.5, 0.75]})
    rate, accuracy = (axis.lines[0] for axis in figure.axes)
    assert rate.get_xdata().tolist() == [0, 1, 2]
    assert list(rate.get_ydata()) == [0.1, 0.05, 0.05]
    assert accuracy.get_xdata().tolist() == [1, 2]
    assert list(accuracy.get_ydata()) == [0.5, 0.75]
