import pytest
import torch
from torch import nn

from reflib.snippets import training


def model_with(weight):
    """A linear layer of one input and two classes."""
    model = nn.Linear(1, 2, bias=False)
    with torch.no_grad():
        model.weight.copy_(torch.tensor(weight))
    return model


def test_train_epoch_returns_the_mean_over_samples_of_unequal_batches():
    model = model_with([[1.0], [1.0]])
    batches = [(torch.ones(3, 1), torch.zeros(3, 2)), (torch.full((1, 1), 2.0), torch.zeros(1, 2))]
    still = torch.optim.SGD(model.parameters(), lr=0.0)
    loss = training.train_epoch(model, batches, nn.MSELoss(), still)
    assert loss == pytest.approx((3 * 1 + 1 * 4) / 4)


def test_train_epoch_steps_once_a_batch_with_fresh_gradients():
    model = model_with([[0.0], [0.0]])
    batches = [(torch.ones(1, 1), torch.ones(1, 2))] * 2
    steps = []
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    training.train_epoch(
        model.eval(), batches, nn.MSELoss(), optimizer, lambda: steps.append(model.weight.mean().item())
    )
    assert steps == [0.5, 0.75]  # the gradient is weight - 1; without zero_grad the second step reaches 1.25
    assert model.training


def test_accuracy_is_the_share_of_right_classes_and_keeps_no_graph():
    model = model_with([[1.0], [-1.0]])  # class 0 for positive inputs
    three = torch.tensor([[1.0], [2.0], [-1.0]]), torch.tensor([0, 0, 0])  # the last one is wrong
    one = torch.tensor([[-1.0]]), torch.tensor([1])
    assert training.accuracy(model, [three, one]) == 0.75
    assert not model.training and model.weight.grad is None


def test_no_batches_are_refused():
    model = model_with([[1.0], [1.0]])
    with pytest.raises(ValueError, match="no batches; expected at least one sample"):
        training.accuracy(model, [])
    with pytest.raises(ValueError, match="no batches"):
        training.train_epoch(model, [], nn.MSELoss(), torch.optim.SGD(model.parameters()))
