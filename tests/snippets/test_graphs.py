import matplotlib.pyplot as plt
import pytest
import torch

from reflib.snippets import graphs


@pytest.fixture(autouse=True)
def no_window():
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.fixture
def x():
    return torch.tensor([2.0], requires_grad=True)


def kinds(result):
    return [type(node).__name__ for node in graphs.nodes(result)]


def test_a_shared_leaf_comes_once_and_after_every_node_that_passes_on_to_it(x):
    assert kinds(x * 2 + x**2) == ["AddBackward0", "MulBackward0", "PowBackward0", "AccumulateGrad"]


def test_a_tensor_without_a_graph_has_no_nodes(x):
    assert graphs.nodes(x) == graphs.nodes((x * 2).detach()) == []


def test_what_a_node_keeps_is_listed_until_backward_frees_it(x):
    y = torch.tensor([3.0], requires_grad=True)
    product = x * y
    assert sorted(graphs.saved(product.grad_fn)) == ["other", "self"]
    assert graphs.saved((x + y).grad_fn) == []
    product.backward()
    assert graphs.saved(product.grad_fn) == []


def test_a_drawing_names_its_leaves_and_has_an_arrow_for_each_step(x):
    (axis,) = graphs.draw(x * 2 + x**2, {"x": x}).axes
    labels = [text.get_text() for text in axis.texts if text.get_text()]
    assert labels == ["AddBackward0", "MulBackward0", "PowBackward0", "AccumulateGrad\nx (1,)"]
    assert len(axis.texts) - len(labels) == 4


def test_rows_go_down_from_the_result_and_no_two_nodes_share_a_place(x):
    (axis,) = graphs.draw(x * 2 + x**2, {}).axes
    places = [text.get_position() for text in axis.texts if text.get_text()]
    assert [y for _, y in places] == [0, -1, -1, -2]
    assert len(set(places)) == 4


def test_a_drawing_can_go_on_given_axes(x):
    figure, (left, right) = plt.subplots(1, 2)
    assert graphs.draw(x + 1, {}, right) is figure
    assert right.texts and not left.texts


def test_a_tensor_without_a_graph_is_refused(x):
    with pytest.raises(ValueError, match="no grad_fn; expected the result of an operation"):
        graphs.draw(x, {"x": x})
