# topics: topic/14
"""
Leaving the graph: item, detach, data | 离开计算图：item、detach、data
============================================================================

A loss is to be printed, a prediction plotted, a tensor changed by hand: none of that should be recorded.
Three ways lead out of the graph. Which of them is safe? This script counts what stays in memory, and
provokes a gradient that is wrong without any error.

要打印损失、画出预测、手动修改张量，这些都不该被记录。离开计算图有三条路，哪一条是安全的？本例数一数
内存里留下了什么，再造出一个不报错、却是错误的梯度。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, graphs, plots, samples

plots.use_style()
torch.manual_seed(0)
device = device.pick()

# %%
# item(): a plain number | item()：普通的数
# -----------------------------------------
#
# :py:obj:`torch.Tensor.item` turns a tensor with exactly one element into a Python number, whatever its
# number of dimensions. With more elements it raises.
#
# :py:obj:`torch.Tensor.item` 把恰好只有一个元素的张量变成 Python 的数，维数不限。元素多于一个就会报错。
print(torch.tensor(7).item(), torch.tensor([[7]]).item(), type(torch.tensor([[7.0]]).item()).__name__)
try:
    torch.tensor([1, 2]).item()
except RuntimeError as error:
    print("RuntimeError:", error)
assert torch.tensor([[7]], device=device).item() == 7

# %%
# A loss has no dimensions, so it cannot be indexed: the ``loss.data[0]`` of old code is an error now.
#
# 损失是 0 维的，不能用索引：旧代码里的 ``loss.data[0]`` 现在会报错。
loss = nn.functional.mse_loss(torch.ones(3, requires_grad=True), torch.zeros(3))
try:
    loss.data[0]
except IndexError as error:
    print("IndexError:", str(error).split(". ")[0])
print("loss.item():", loss.item())
assert loss.dim() == 0 and loss.item() == 1.0

# %%
# A sum that keeps everything | 什么都不肯放手的总和
# --------------------------------------------------
#
# To report an epoch, the losses are added up. ``total += loss`` is an operation like any other: the total
# drags along the graph of every batch. ``total += loss.item()`` adds numbers.
#
# 汇报一轮的结果，要把各批的损失加起来。``total += loss`` 也是普通的运算，会被记录：总和身后拖着每一批的图。
# ``total += loss.item()`` 加的只是数。
train_set, _ = samples.digits()
model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)).to(device)
as_tensor, as_number, sizes = torch.zeros((), device=device), 0.0, []
for x, y in DataLoader(train_set, batch_size=64):
    loss = nn.functional.cross_entropy(model(x.to(device)), y.to(device))
    as_tensor = as_tensor + loss
    as_number += loss.item()
    sizes.append(len(graphs.nodes(as_tensor)))
print("nodes behind one loss:", len(graphs.nodes(loss)), "behind the total:", sizes[0], "...", sizes[-1])
print(f"both totals: {as_tensor.item():.3f} {as_number:.3f}")
assert abs(as_tensor.item() - as_number) < 1e-3 and (sizes[0], sizes[-1]) == (12, 180)

figure, axis = plt.subplots()
batches = range(1, len(sizes) + 1)
axis.plot(batches, sizes, label="total = total + loss")
axis.plot(batches, [0] * len(sizes), label="total += loss.item()")
axis.set(xlabel="batches", ylabel="graph nodes kept")
axis.legend()
plots.describe(
    figure,
    "Graph nodes behind the running total: a straight line up to 180 for tensors, zero for numbers"
    " | 累计总和背后的图节点数：加张量时直线上升到 180，加普通的数时始终为零",
)

# %%
# detach() and data share memory | detach() 与 data 共享内存
# ----------------------------------------------------------
#
# :py:obj:`torch.Tensor.detach` and :py:obj:`torch.Tensor.data` both return the same numbers without the
# graph. Neither copies: what is written through them is written into the tensor. For NumPy, detach first,
# and fetch the numbers to the CPU.
#
# :py:obj:`torch.Tensor.detach` 与 :py:obj:`torch.Tensor.data` 都返回同一份数值，但不带图。两者都不复制：
# 通过它们写入，就是写进原来的张量。要交给 NumPy，先 detach，再取回 CPU。
t = torch.linspace(-4, 4, 5, device=device, requires_grad=True)
y = t.sigmoid()
print("y        ", y.grad_fn is not None, y.requires_grad)
print("detached ", y.detach().grad_fn is not None, y.detach().requires_grad)
print("data     ", y.data.grad_fn is not None, y.data.requires_grad)
y.detach()[0] = 9
print("y[0] is now", y[0].item(), "in NumPy", y.detach().cpu().numpy().round(2))
assert not y.detach().requires_grad and not y.data.requires_grad and y[0].item() == 9

try:
    y.cpu().numpy()
except RuntimeError as error:
    print("RuntimeError:", error)

# %%
# Only one of them is checked | 只有一个会受检查
# ----------------------------------------------
#
# Sigmoid keeps its result y, since the slope is y (1 - y). A tensor counts the changes made to it, and
# ``backward()`` compares: a change through ``detach()`` is counted, so it raises. A change through ``data``
# is not counted.
#
# Sigmoid 保存着自己的结果 y，因为斜率就是 y (1 - y)。张量会记下自己被修改的次数，``backward()``
# 会核对：通过 ``detach()`` 修改会计数，所以报错；通过 ``data`` 修改则不计数。
y = t.sigmoid()
y.detach().mul_(0.5)
print("after a change through detach(): version", y._version)
assert y._version == 1
try:
    y.sum().backward()
except RuntimeError as error:
    print("RuntimeError:", str(error).split(":")[0])

y = t.sigmoid()
y.data.mul_(0.5)
print("after a change through data:     version", y._version)
y.sum().backward()
print("no error, t.grad", [round(value, 3) for value in t.grad.tolist()])
assert y._version == 0

# %%
# What came out is wrong. Halving y by a recorded operation halves the slope; here the halved y went into
# y (1 - y) instead. The values are smooth and of a sensible size: nothing gives them away.
#
# 这样得到的结果是错的。用会被记录的运算把 y 减半，斜率也减半；这里却是把减半的 y 代进了 y (1 - y)。
# 这些数值平滑，大小也正常，看不出任何破绽。
x = torch.linspace(-6, 6, 121, device=device, requires_grad=True)
y = 0.5 * x.sigmoid()
(right,) = torch.autograd.grad(y.sum(), x)
y = x.sigmoid()
y.data.mul_(0.5)
(wrong,) = torch.autograd.grad(y.sum(), x)
half = 0.5 * x.sigmoid().detach()
print(f"at 0: right {right[60].item():.4f}, through data {wrong[60].item():.4f}")
torch.testing.assert_close(right, half * (1 - 2 * half))
torch.testing.assert_close(wrong, half * (1 - half))

figure, axis = plt.subplots()
axis.plot(x.detach().cpu(), right.cpu(), label="recorded")
axis.plot(x.detach().cpu(), wrong.cpu(), label="changed through data")
axis.set(xlabel="x", ylabel="gradient", ylim=(0, 0.4))
axis.legend()
plots.describe(
    figure,
    "Two gradients of half a sigmoid: the right one is a low bell, the other rises to the right and stays high"
    " | 半个 sigmoid 的两种梯度：正确的是一个矮钟形，另一个向右升高，并停在高处",
)

# %%
# To change a tensor on purpose, for example a weight, use ``torch.no_grad()``: it is not recorded, and still
# counted.
#
# 如果确实要修改张量，例如更新权重，请用 ``torch.no_grad()``：不记录，但照样计数。
weight = torch.ones(3, device=device, requires_grad=True)
with torch.no_grad():
    weight -= 0.1
print(f"weight {weight[0].item():.1f}, requires_grad {weight.requires_grad}, version {weight._version}")
assert weight.is_leaf and weight._version == 1
plt.show()

# sphinx_gallery_thumbnail_number = 2
