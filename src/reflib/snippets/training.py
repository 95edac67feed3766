"""A plain training loop for classifiers. Batches are pairs (input, class); they follow the model's device."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

Batches = Iterable[tuple[Tensor, Tensor]]


def train_epoch(
    model: nn.Module,
    batches: Batches,
    loss_function: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    after_batch: Callable[[], None] | None = None,
) -> float:
    """Train once through ``batches``; return the mean loss of a sample.

    ``loss_function(prediction, target)`` returns a 0-dim mean over the batch. ``after_batch`` is called after
    each ``optimizer.step()``. Raises ValueError where there are no batches.
    """
    device = next(model.parameters()).device
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(x), y)
        loss.backward()
        optimizer.step()
        if after_batch is not None:
            after_batch()
        total, count = total + loss.item() * len(y), count + len(y)
    return total / _some(count)


@torch.inference_mode()
def accuracy(model: nn.Module, batches: Batches) -> float:
    """The share of samples, 0 to 1, whose largest output (N, classes) is at their class (N,).

    Leaves the model in evaluation mode. Raises ValueError where there are no batches.
    """
    device = next(model.parameters()).device
    model.eval()
    right, count = 0, 0
    for x, y in batches:
        right += int((model(x.to(device)).argmax(dim=1) == y.to(device)).sum())
        count += len(y)
    return right / _some(count)


def _some(count: int) -> int:
    if count == 0:
        raise ValueError("no batches; expected at least one sample")
    return count
