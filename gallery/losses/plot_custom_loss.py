# topics: topic/25
"""
Writing a loss of your own | 自己写一个损失函数
===============================================

A loss is a :py:obj:`torch.nn.Module` without weights: it takes ``input`` and ``target`` and returns one
number that knows where it came from. Any differentiable function will do. This script writes the quantile
loss as a function and as a Module, and uses it to ask the diabetes data a question that the mean squared
error cannot answer: between which bounds do four patients out of five lie?

损失是没有权重的 :py:obj:`torch.nn.Module`：接收 ``input`` 与 ``target``，返回一个记得自己来历的数。任何可微
的函数都能胜任。本例把分位数损失先写成函数，再写成 Module，用它向糖尿病数据提一个均方误差答不了的问题：五名
患者中有四名落在怎样的上下界之间？
"""

import warnings

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
features, target, names = samples.diabetes()
bmi = features[:, [names.index("bmi")]].to(device.pick())
target = target.to(bmi.device)
mean_only = nn.Linear(1, 1).to(bmi.device)
loss = nn.L1Loss()(mean_only(bmi), target)
print("dimensions", loss.dim(), "requires_grad", loss.requires_grad, "grad_fn", type(loss.grad_fn).__name__)
assert loss.dim() == 0 and isinstance(nn.L1Loss(), nn.Module) and not list(nn.L1Loss().parameters())

# %%
# As a function | 写成函数
# ------------------------
#
# The absolute error punishes both directions alike. The quantile loss weights them: an error upwards counts
# q, one downwards 1 - q. It takes nothing but tensor operations, and autograd finds the gradient. Leave out
# ``item()``, ``detach()`` and NumPy on the way, they cut the graph.
#
# 绝对误差对两个方向一视同仁。分位数损失给它们不同的权重：目标高于预测的误差乘以 q，低于预测的乘以 1 - q。只
# 用张量运算，梯度就由 autograd 去求。中途不要用 ``item()``、``detach()`` 或 NumPy，它们会切断计算图。


def quantile_loss(input, target, q=0.5, reduction="mean"):
    error = target - input
    each = torch.maximum(q * error, (q - 1) * error)
    if reduction == "none":
        return each
    return each.sum() if reduction == "sum" else each.mean()


guess = torch.tensor([100.0, 100.0], device=bmi.device, requires_grad=True)
truth = torch.tensor([110.0, 90.0], device=bmi.device)
each = quantile_loss(guess, truth, q=0.9, reduction="none")
each.sum().backward()
print("10 too low costs", round(each[0].item(), 3), "10 too high costs", round(each[1].item(), 3))
print("gradient", [round(value, 3) for value in guess.grad.tolist()])
torch.testing.assert_close(guess.grad.cpu(), torch.tensor([-0.9, 0.1]))
torch.testing.assert_close(quantile_loss(bmi, target), F.l1_loss(bmi, target) / 2)

# %%
# As a Module | 写成 Module
# -------------------------
#
# A class holds the settings, so that a training loop can call any loss as ``loss(input, target)``.
# ``reduction`` is the usual name for what is left of the shape; it replaced ``size_average`` and
# ``reduce``, which PyTorch's own losses still translate, with a warning.
#
# 写成类可以保存设置，训练循环就能把任何损失都当作 ``loss(input, target)`` 来调用。``reduction`` 是通行的名
# 字，决定结果还剩什么形状；它取代了 ``size_average`` 与 ``reduce``，PyTorch 自己的损失仍会替你换算这两个旧
# 名，但会警告。


class QuantileLoss(nn.Module):
    def __init__(self, q, reduction="mean"):
        super().__init__()
        if not 0 < q < 1:
            raise ValueError(f"q must be between 0 and 1 (got {q})")
        self.q, self.reduction = q, reduction

    def forward(self, input, target):
        return quantile_loss(input, target, self.q, self.reduction)

    def extra_repr(self):
        return f"q={self.q}, reduction={self.reduction!r}"


print(QuantileLoss(0.9))
print("with a graph:", QuantileLoss(0.9)(mean_only(bmi), target).requires_grad)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = nn.L1Loss(size_average=False)
print("UserWarning:", caught[0].message)
assert old.reduction == "sum"
torch.testing.assert_close(old(bmi, target), 2 * QuantileLoss(0.5, "sum")(bmi, target))

# %%
# Is the gradient right? | 梯度对不对？
# -------------------------------------
#
# :py:obj:`torch.autograd.gradcheck` compares it with small finite differences, in double precision.
#
# :py:obj:`torch.autograd.gradcheck` 用双精度的微小差分来核对。
points = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64, device=bmi.device, requires_grad=True)
print("gradcheck:", torch.autograd.gradcheck(QuantileLoss(0.9), (points, torch.zeros_like(points))))

# %%
# Four patients out of five | 五名患者中的四名
# --------------------------------------------
#
# Three lines, each trained with its own q. If the loss does what it says, a tenth of the patients lie below
# the lowest, half below the middle one, nine tenths below the highest.
#
# 三条直线，各用自己的 q 训练。如果这个损失名副其实，就有一成患者落在最低的线下方，一半落在中间的线下方，九
# 成落在最高的线下方。
QUANTILES = (0.1, 0.5, 0.9)


def fit(loss_function):
    torch.manual_seed(0)
    line = nn.Linear(1, 1).to(bmi.device)
    optimizer = torch.optim.Adam(line.parameters(), lr=5.0)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.99)
    for _ in range(600):
        optimizer.zero_grad()
        loss_function(line(bmi), target).backward()
        optimizer.step()
        scheduler.step()
    return line.requires_grad_(False)


lines = {q: fit(QuantileLoss(q)) for q in QUANTILES}
for q, line in lines.items():
    below = (target < line(bmi)).float().mean().item()
    print(f"q={q}: {line.bias.item():6.1f} + {line.weight.item():5.1f} bmi, {below:.3f} of the patients below")
    assert abs(below - q) < 0.01

figure, axis = plt.subplots()
axis.plot(bmi.cpu(), target.cpu(), "o", color="0.7", markersize=3)
ends = torch.tensor([[-2.2], [3.6]], device=bmi.device)
for q in reversed(QUANTILES):
    axis.plot(ends.cpu(), lines[q](ends).cpu(), label=f"q={q}")
axis.set(xlabel="bmi (standardised)", ylabel="progression")
axis.legend(loc="lower right")
plots.describe(
    figure,
    "Patients as points and three rising lines: most points lie between the lowest and the highest, which spread apart"
    " to the right"
    " | 以点表示的患者与三条上升的直线：多数点在最低与最高的线之间，两线向右张开",
)
inside = ((target > lines[0.1](bmi)) & (target < lines[0.9](bmi))).float().mean().item()
print(f"between the outer lines: {inside:.3f}")
assert abs(inside - 0.8) < 0.02
plt.show()

# sphinx_gallery_thumbnail_number = 1
