# topics: topic/05, topic/27
"""
A training loop, step by step | 训练循环，逐步来看
==================================================

A training loop is five lines that are repeated. This script runs them one at a time on handwritten digits, with the
shapes and numbers at each step, and then leaves one out to show what it was for.

训练循环就是反复执行的五行代码。本例用手写数字把它们一步一步走一遍，打印每一步的形状和数值，再去掉其中一行，看看它起
什么作用。
"""

from math import ceil

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
where = device.pick()
train_set, test_set = samples.digits()


def start():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, 10))
    model.to(where)
    order = torch.Generator().manual_seed(0)
    batches = DataLoader(train_set, batch_size=64, shuffle=True, generator=order)
    return model, batches, torch.optim.SGD(model.parameters(), lr=0.1)


# %%
# Iterations and epochs | 迭代与轮
# --------------------------------
#
# One iteration takes one batch from the :py:obj:`torch.utils.data.DataLoader`; one epoch goes through the whole
# loader. The last batch holds what is left over, here 3 of 1347.
#
# 一次迭代从 :py:obj:`torch.utils.data.DataLoader` 取一批；一轮(epoch)则把整个加载器走完。最后一批是剩下的样本，这里
# 1347 个里剩 3 个。
model, batches, optimizer = start()
sizes = [len(y) for _, y in batches]
print(f"{len(train_set)} samples, batches of 64: {len(batches)} iterations an epoch, the last one of {sizes[-1]}")
assert len(batches) == len(sizes) == ceil(len(train_set) / 64) == 22 and sizes[-1] == 3

# %%
# One iteration | 一次迭代
# ------------------------
#
# The batch goes to the device of the model: ``.to(device)`` works with and without a GPU, where a bare ``.cuda()``
# raises without one. Old code wraps the batch in ``Variable``, which has had no effect since 0.4.
#
# 先把这一批放到模型所在的设备：``.to(device)`` 有没有 GPU 都能用；直接写 ``.cuda()``，没有 GPU 就会报错。旧代码把数
# 据包进 ``Variable``，从 0.4 起这已经没有作用。
x, y = next(iter(batches))
x, y = x.to(where), y.to(where)
print("x:", tuple(x.shape), x.dtype, " y:", tuple(y.shape), y.dtype, " device:", x.device.type)
assert x.device == next(model.parameters()).device

# %%
# Five steps: clear the gradients, predict, compare, differentiate, move. ``zero_grad()`` sets the gradients to
# ``None``. It may also stand right before ``backward()``; all that matters is that it comes between one
# ``backward()`` and the next.
#
# 五步：清空梯度，预测，求损失，求梯度，更新。``zero_grad()`` 把梯度设为 ``None``。它也可以紧挨在 ``backward()`` 之
# 前；只要在前后两次 ``backward()`` 之间就行。
loss_function = nn.CrossEntropyLoss()
weight = model[0].weight

optimizer.zero_grad()
print("zero_grad: gradient", weight.grad)
prediction = model(x)
print("forward:   prediction", tuple(prediction.shape))
loss = loss_function(prediction, y)
print(f"loss:      {loss.item():.4f}, guessing gives ln 10 = 2.3026;", type(loss.grad_fn).__name__)
loss.backward()
print(f"backward:  gradient of norm {weight.grad.norm().item():.4f}")
before = weight.detach().clone()
optimizer.step()
print(f"step:      weights moved by {(weight - before).norm().item():.4f}, the gradient times 0.1")
torch.testing.assert_close(weight.detach(), before - 0.1 * weight.grad)
assert loss.dim() == 0

# %%
# The model has to be callable: a :py:obj:`torch.nn.Module` is. A list of parameters, seen in older examples,
# satisfies an optimizer, but cannot predict anything.
#
# 模型必须能调用，:py:obj:`torch.nn.Module` 就可以。旧例子里有用参数列表充当模型的：交给优化器没问题，却无法做预测。
parameters = [nn.Parameter(torch.randn(2, 2))]
torch.optim.SGD(parameters, lr=0.1)
try:
    parameters(x)
except TypeError as error:
    print("TypeError:", error)
assert callable(model) and not callable(parameters)

# %%
# The loop | 循环
# ---------------
#
# ``train()`` comes once an epoch, since evaluation switched the mode off; it need not be said for every batch. In
# training mode ``Dropout`` is active and ``BatchNorm1d`` uses the mean of the batch. In evaluation mode dropout
# does nothing and batch normalisation goes on with the stored mean. ``eval()`` does not stop gradients from being
# recorded, which :py:obj:`torch.inference_mode` does.
#
# ``train()`` 每轮一次，因为评估时切换了模式；不必每批都调用。训练模式下 ``Dropout`` 起作用，``BatchNorm1d`` 用这一
# 批的均值；评估模式下 dropout 不做任何事，批归一化仍在进行，用的是存下来的均值。``eval()`` 不会停止记录梯度，那要靠
# :py:obj:`torch.inference_mode`。


def fit(clear=True, epochs=8):
    model, batches, optimizer = start()
    history, accuracies = [], []
    for _ in range(epochs):
        model.train()
        for x, y in batches:
            x, y = x.to(where), y.to(where)
            if clear:
                optimizer.zero_grad()
            loss = loss_function(model(x), y)
            loss.backward()
            optimizer.step()
            history.append(loss.item())
        accuracies.append(training.accuracy(model, DataLoader(test_set, batch_size=450)))  # eval, inference_mode
    return history, accuracies


history, accuracies = fit()
for epoch, accuracy in enumerate(accuracies):
    mean = sum(history[epoch * 22 : epoch * 22 + 22]) / 22
    print(f"epoch {epoch}  iterations {22 * epoch:3} to {22 * epoch + 21:3}  loss {mean:.4f}  test {accuracy:.4f}")
assert len(history) == 8 * 22 and accuracies[-1] > 0.92

# %%
# Without zero_grad | 没有 zero_grad
# ----------------------------------
#
# ``backward()`` adds to the gradient that is there. Two calls in a row give twice the gradient, and a loop that
# never clears it follows the sum of all batches so far: it overshoots again and again.
#
# ``backward()`` 把新梯度加到已有的梯度上。连着调用两次就得到两倍的梯度；循环里从不清空，就一直沿着此前所有批的梯度
# 之和走，一次次冲过头。
model, _, _ = start()
model.eval()
loss_function(model(x), y).backward()
once = model[0].weight.grad.clone()
loss_function(model(x), y).backward()
torch.testing.assert_close(model[0].weight.grad, 2 * once)

heaped, heaped_accuracies = fit(clear=False)
print(f"test accuracy after 8 epochs: {accuracies[-1]:.4f}, without zero_grad {heaped_accuracies[-1]:.4f}")
assert heaped_accuracies[-1] < accuracies[-1] and sum(heaped[-22:]) > sum(history[-22:])

figure, axis = plt.subplots()
axis.semilogy(history, linewidth=1.2, label="with zero_grad()")
axis.semilogy(heaped, linewidth=1.2, linestyle="-", label="without")
for epoch in range(9):
    axis.axvline(22 * epoch, color="silver", linewidth=0.8, linestyle="-", zorder=0)
axis.set(xlabel="iterations, a line for each epoch", ylabel="loss of the batch")
axis.legend()
plots.describe(
    figure,
    "Loss of each of 176 batches: falling steadily with zero_grad; without it falling at first, then climbing"
    " | 176 批各自的损失：有 zero_grad 时稳步下降；没有则先降后升",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
