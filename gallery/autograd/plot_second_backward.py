# topics: topic/17
"""
A second backward | 第二次 backward
===================================

Why does calling ``backward()`` twice fail, and why only sometimes? And why is the gradient 12 when the slope
is 6? This script looks at what a graph keeps and when it lets go, then puts the adding-up of gradients to
use: large batches in small pieces.

为什么调用两次 ``backward()`` 会报错，而且只是有时报错？斜率明明是 6，为什么梯度变成了
12？本例看看计算图保存了什么、何时释放，再利用梯度会累加这一点：把一个大批拆成小块来计算。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, graphs, plots, samples

plots.use_style()
torch.manual_seed(0)
device = device.pick()

# %%
# What is freed | 释放的是什么
# ----------------------------
#
# The slope of 2 x + x ** 2 + 3 at 2 is 6. To find it, the graph keeps the 2 and ``x``; ``backward()`` uses
# them and lets them go. The nodes themselves stay, but a second pass finds nothing to compute with.
#
# 2 x + x ** 2 + 3 在 2 处的斜率是 6。为了求它，图里保存着 2 和 ``x``；``backward()``
# 用完就释放。节点本身还在，但第二次反向传播已经没有可用的数值。
x = torch.tensor([2.0], device=device, requires_grad=True)
y = x * 2 + x**2 + 3
figure, (before, after) = plt.subplots(1, 2, figsize=(plots.WIDTH * 1.3, 3))
graphs.draw(y, {"x": x}, before)
kept = {type(node).__name__: graphs.saved(node) for node in graphs.nodes(y)}
y.backward()
graphs.draw(y, {"x": x}, after)
for axis, caption in ((before, "before backward()"), (after, "after")):
    axis.text(0.5, 1.0, caption, transform=axis.transAxes, ha="center")
plots.describe(
    figure,
    "The same graph before and after backward: MulBackward0 and PowBackward0 are orange, they keep tensors,"
    " and then grey | 同一张图在 backward 前后：MulBackward0 与 PowBackward0 保存着张量，为橙色，之后变灰",
)
print("kept before:", kept)
print("kept after: ", {type(node).__name__: graphs.saved(node) for node in graphs.nodes(y)})
print("x.grad", x.grad.tolist())
assert x.grad.tolist() == [6.0] and kept["PowBackward0"] == ["self"]
assert not any(graphs.saved(node) for node in graphs.nodes(y))

# %%
try:
    y.backward()
except RuntimeError as error:
    print("RuntimeError:", str(error).split(". ")[0])
assert x.grad.tolist() == [6.0]

# %%
# An addition keeps nothing: its slope is 1, whatever the numbers were. ``x + 3`` can go backward as often as
# you like.
#
# 加法什么都不保存：不管数值是多少，斜率都是 1。所以 ``x + 3`` 可以反向传播任意多次。
x.grad = None
shifted = x + 3
shifted.backward()
shifted.backward()
print("x.grad after two passes:", x.grad.tolist())
assert x.grad.tolist() == [2.0]

# %%
# retain_graph is for one call | retain_graph 只管一次调用
# --------------------------------------------------------
#
# With ``retain_graph=True`` a call keeps the tensors for the next one. It says nothing about later calls:
# any number may ask for it, and the first that does not is the last.
#
# ``retain_graph=True`` 让这一次调用为下一次留着张量，但不管更后面的调用：多少次都可以这样要求，第一次不要求的，
# 就是最后一次。
x.grad = None
y = x * 2 + x**2 + 3
for retain in (True, True, False):
    y.backward(retain_graph=retain)
    print(f"retain_graph={retain!s:5}  x.grad {x.grad.tolist()}")
assert x.grad.tolist() == [18.0]
try:
    y.backward()
except RuntimeError as error:
    print("RuntimeError:", str(error)[:52])

# %%
# Gradients add up | 梯度会累加
# -----------------------------
#
# The slope was 6 in all three passes; 6, 12, 18 is their running sum. ``backward()`` adds to
# :py:obj:`torch.Tensor.grad` and never clears it, not even for a new graph. Clearing is up to you: set it to
# None, or fill it with zeros by :py:obj:`torch.Tensor.zero_`.
#
# 三次的斜率都是 6；6、12、18 是它们的累加和。``backward()`` 只往 :py:obj:`torch.Tensor.grad`
# 里加，从不清零，换一张新图也一样。清零要自己做：把它设为 None，或用 :py:obj:`torch.Tensor.zero_` 填零。
x.grad = None
for _ in range(2):
    (x * 2 + x**2 + 3).backward()
    print("a new graph, x.grad", x.grad.tolist())
assert x.grad.tolist() == [12.0]
x.grad.zero_()
(x * 2 + x**2 + 3).backward()
print("after zero_(), x.grad", x.grad.tolist())
assert x.grad.tolist() == [6.0]

# %%
# Forgetting it in training | 训练时忘了清零
# ------------------------------------------
#
# A training loop needs no ``retain_graph``: each forward pass builds a new graph. It does need the clearing.
# Below, a linear model predicts the progression of diabetes; without ``zero_grad()`` every step repeats all
# earlier ones, and the loss swings instead of settling.
#
# 训练循环不需要 ``retain_graph``：每次前向计算都会建一张新图。需要的是清零。下面用线性模型预测糖尿病的进展；
# 不调用 ``zero_grad()``，每一步都会重复以前的所有步，损失来回摆动，安定不下来。
features, target, _ = samples.diabetes()
features, target = features.to(device), (target / target.std()).to(device)


def losses_of(clear):
    model = nn.Linear(10, 1).to(device)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    losses = []
    for _ in range(60):
        if clear:
            optimizer.zero_grad()
        loss = F.mse_loss(model(features), target)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


cleared, added = losses_of(clear=True), losses_of(clear=False)
print(f"last loss with zero_grad() {cleared[-1]:.3f}, without {added[-1]:.3f}, its highest {max(added[10:]):.3f}")
assert cleared == sorted(cleared, reverse=True) and max(added[10:]) > 5 * cleared[-1]

figure, axis = plt.subplots()
axis.plot(cleared, label="zero_grad() every step")
axis.plot(added, label="never")
axis.set(xlabel="step", ylabel="loss", ylim=(0, 6.8))
axis.legend(loc="upper right")
plots.describe(
    figure,
    "The loss over 60 steps: with zero_grad it falls and stays low, without it swings up and down"
    " | 60 步中的损失：调用 zero_grad 时下降并保持在低处，不调用则上下摆动",
)

# %%
# A large batch in small pieces | 把大批拆成小块
# ----------------------------------------------
#
# The same adding-up helps where a batch does not fit in memory: go backward on one piece at a time and step
# at the end. Divided by the size of the whole batch, the sums make the same gradient.
#
# 如果一个批放不进内存，累加就派上了用场：每次只对一小块反向传播，最后再更新。各块的平方和都除以整批的大
# 小，得到的就是同一个梯度。
model = nn.Linear(10, 1).to(device)
F.mse_loss(model(features), target).backward()
whole = model.weight.grad.clone()
model.zero_grad()
sizes = []
for x_piece, y_piece in zip(features.split(128), target.split(128), strict=True):
    (F.mse_loss(model(x_piece), y_piece, reduction="sum") / len(features)).backward()
    sizes.append(len(x_piece))
print("pieces of", sizes, "largest difference", f"{(model.weight.grad - whole).abs().max().item():.0e}")
torch.testing.assert_close(model.weight.grad, whole)
plt.show()

# sphinx_gallery_thumbnail_number = 2
