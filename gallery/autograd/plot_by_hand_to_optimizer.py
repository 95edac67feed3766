# topics: topic/62, topic/18
"""
From updates by hand to an optimizer | 从手写更新到优化器
=========================================================

What does an optimizer do that you could not do yourself? This script fits y = 3 x + 1 with nothing but
autograd, replaces the update by :py:obj:`torch.optim.SGD` and gets the same numbers, and then does the same
for ten measurements of diabetes patients, where the exact solution is known.

优化器做的事，有哪些是自己写不出来的？本例先只用 autograd 拟合 y = 3 x +
1，再把更新换成 :py:obj:`torch.optim.SGD`，得到同样的数；最后用糖尿病患者的十项测量再做一遍，这个问题的精确解
是已知的。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
torch.manual_seed(0)
device = device.pick()
x = torch.linspace(-1, 1, 50, device=device)
y = 3 * x + 1

# %%
# One step by hand | 手写的一步
# -----------------------------
#
# ``requires_grad=True`` turns on recording and nothing more: no number moves by itself. The loss comes back
# as a tensor of no dimensions, and ``loss.item()`` reads it. The slopes are in ``grad`` after ``backward()``;
# before, ``grad`` is None.
#
# ``requires_grad=True`` 只是打开记录，数值不会自己改变。损失是 0 维张量，用 ``loss.item()`` 读取。调用
# ``backward()`` 之后斜率在 ``grad`` 里；在此之前，``grad`` 是 None。
w = torch.zeros((), device=device, requires_grad=True)
b = torch.zeros((), device=device, requires_grad=True)
print("before backward: w.grad", w.grad)
loss = (w * x + b - y).pow(2).sum() / len(x)
loss.backward()
print(f"loss {loss.item():.4f}  w.grad {w.grad.item():.4f}  b.grad {b.grad.item():.4f}")
torch.testing.assert_close(w.grad, (-2 * x * y).mean())

# %%
# The update must not become part of the graph. Written plainly, it raises: a leaf that requires gradients
# cannot be changed in place while operations are recorded. Inside ``torch.no_grad()`` it may.
#
# 更新不能成为图的一部分。直接写会报错：记录运算时，不允许就地修改要求梯度的叶子。放进 ``torch.no_grad()``
# 就可以了。
try:
    w -= 0.1 * w.grad
except RuntimeError as error:
    print("RuntimeError:", error)
with torch.no_grad():
    w -= 0.1 * w.grad
print(f"w {w.item():.4f}, still requires_grad: {w.requires_grad}")
assert w.requires_grad and w.is_leaf and w > 0

# %%
# The loop by hand | 手写的循环
# -----------------------------
#
# Forward, backward, update, and zero the gradients, or the next ``backward()`` adds to them. On the first
# round ``grad`` is still None and there is nothing to zero.
#
# 前向计算、反向传播、更新，还要把梯度清零，否则下一次 ``backward()`` 会加在上面。第一轮 ``grad`` 还是
# None，没有什么可清零的。
STEPS, LR = 60, 0.1


def start():
    return [torch.zeros((), device=device, requires_grad=True) for _ in range(2)]


by_hand = []
w, b = start()
for step in range(STEPS):
    by_hand.append((w.item(), b.item()))
    for parameter in (w, b):
        if parameter.grad is not None:
            parameter.grad.zero_()
    loss = (w * x + b - y).pow(2).sum() / len(x)
    loss.backward()
    with torch.no_grad():
        for parameter in (w, b):
            parameter -= LR * parameter.grad
    if step % 20 == 0:
        print(f"step {step:2}  loss {loss.item():.6f}")
print(f"w {w.item():.4f}  b {b.item():.4f}")
assert abs(w.item() - 3) < 0.1 and abs(b.item() - 1) < 0.01

# %%
# The same with SGD | 换成 SGD
# ----------------------------
#
# The optimizer is given the tensors once. ``zero_grad()`` replaces the zeroing (it sets ``grad`` to None),
# :py:obj:`torch.optim.Optimizer.step` the loop over the parameters. Nothing else changes: every value on the
# way is the same, up to rounding.
#
# 优化器一次拿到所有张量。``zero_grad()`` 代替清零（它把 ``grad`` 设为
# None），:py:obj:`torch.optim.Optimizer.step` 代替对参数的循环。其他都没有变：除舍入误差外，一路上的每个值都相同。
with_sgd = []
w, b = start()
optimizer = torch.optim.SGD([w, b], lr=LR)
for _ in range(STEPS):
    with_sgd.append((w.item(), b.item()))
    optimizer.zero_grad()
    loss = F.mse_loss(w * x + b, y)
    loss.backward()
    optimizer.step()
torch.testing.assert_close(torch.tensor(with_sgd), torch.tensor(by_hand))
print("largest difference:", f"{(torch.tensor(with_sgd) - torch.tensor(by_hand)).abs().max().item():.0e}")

# %%
# Now that the update is one line, another rule costs one argument: with ``momentum`` the steps gather speed,
# and overshoot.
#
# 更新只剩一行，换一种规则也只要一个参数：加上 ``momentum``，步子会越走越快，也会冲过头。
w, b = start()
optimizer = torch.optim.SGD([w, b], lr=LR, momentum=0.8)
with_momentum = []
for _ in range(STEPS):
    with_momentum.append((w.item(), b.item()))
    optimizer.zero_grad()
    F.mse_loss(w * x + b, y).backward()
    optimizer.step()
assert max(value for value, _ in with_momentum) > 3.3

w_axis, b_axis = torch.linspace(-0.5, 5, 80), torch.linspace(-0.5, 2.5, 80)
grid_w, grid_b = torch.meshgrid(w_axis, b_axis, indexing="xy")
surface = ((grid_w[..., None] - 3) * x.cpu() + (grid_b[..., None] - 1)).square().mean(dim=-1)
figure, axis = plt.subplots()
axis.contour(w_axis, b_axis, surface, levels=[0.05, 0.2, 0.5, 1, 2, 3, 4], colors="#bbbbbb", linewidths=1)
axis.plot(*zip(*by_hand, strict=True), marker="o", markersize=3, label="by hand = SGD")
axis.plot(*zip(*with_momentum, strict=True), marker="o", markersize=3, label="momentum=0.8")
axis.plot(3, 1, "k*", markersize=12)
axis.set(xlabel="w", ylabel="b")
axis.legend(loc="upper left")
plots.describe(
    figure,
    "Contours of the loss over w and b: plain steps bend straight to (3, 1), with momentum they circle in on it"
    " | 损失关于 w 和 b 的等高线：普通的步子弯向 (3, 1)，带动量的绕着它旋进",
)

# %%
# Ten weights at once | 同时训练十个权重
# --------------------------------------
#
# With a module, ``model.parameters()`` is the list, however long. Ten measurements predict how diabetes
# progresses; for a linear model least squares gives the exact answer, and a hundred steps of gradient descent
# come within one percent of its loss.
#
# 用模块时，``model.parameters()`` 就是这份列表，再长也一样。用十项测量预测糖尿病的进展；线性模型可由最小二乘
# 法得到精确解，一百步梯度下降之后，损失与它相差不到百分之一。
features, target, _ = samples.diabetes()
features, target = features.to(device), target.to(device)
padded = torch.cat([features, torch.ones_like(target)], dim=1)
exact = (padded @ torch.linalg.lstsq(padded, target).solution - target).square().mean()

model = nn.Linear(10, 1).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.8)
for step in range(101):
    optimizer.zero_grad()
    loss = F.mse_loss(model(features), target)
    loss.backward()
    optimizer.step()
    if step % 20 == 0:
        print(f"step {step:3}  loss {loss.item():.1f}")
print(f"least squares    {exact.item():.1f}")
assert loss.item() < 1.01 * exact.item()
plt.show()

# sphinx_gallery_thumbnail_number = 1
