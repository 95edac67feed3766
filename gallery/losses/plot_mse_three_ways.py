# topics: topic/26, topic/25
"""
MSELoss three ways | MSELoss 的三种算法
=======================================

The mean squared error is the mean of the squared differences between prediction and target. This script
computes it by hand, with :py:obj:`torch.nn.functional.mse_loss` and with :py:obj:`torch.nn.MSELoss`, looks at
what ``reduction`` does to the shape, and follows the gradient to the minimum. The data are 442 diabetes
patients: the body mass index, and how far the disease had progressed a year later.

均方误差是预测与目标之差的平方的均值。本例用三种方式计算它：手写、:py:obj:`torch.nn.functional.mse_loss` 与
:py:obj:`torch.nn.MSELoss`；再看 ``reduction`` 如何改变结果的形状，最后沿梯度走到最小值。数据是 442
名糖尿病患者的体质指数，以及一年之后病情的进展程度。
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
print("bmi:", tuple(bmi.shape), "target:", tuple(target.shape))
print(f"progression: mean {target.mean():.1f}, from {target.min():.0f} to {target.max():.0f}")
assert bmi.shape == target.shape == (442, 1)

# %%
# One number, three ways | 同一个数，三种算法
# -------------------------------------------
#
# The simplest prediction is the same for everyone: the mean. Its mean squared error is the variance of the
# target. Prediction comes first and target second; for this loss the order does not change the value, for
# :py:obj:`torch.nn.CrossEntropyLoss` it does.
#
# 最简单的预测是对所有人都给出均值，此时 MSE 就是目标的方差。参数的顺序是预测在前，目标在后；对 MSE
# 来说，交换两者不影响结果，对 :py:obj:`torch.nn.CrossEntropyLoss` 则不然。
prediction = target.mean().expand_as(target)
by_hand = (prediction - target).square().mean()
functional = F.mse_loss(prediction, target)
module = nn.MSELoss()(prediction, target)
print(f"by hand {by_hand:.2f}, F.mse_loss {functional:.2f}, nn.MSELoss {module:.2f}")
print(f"variance of the target {target.var(correction=0):.2f}")
for value in (functional, module, target.var(correction=0)):
    torch.testing.assert_close(value, by_hand)

# %%
# What reduction does | reduction 的作用
# --------------------------------------
#
# ``none`` keeps the shape and gives one squared difference for each element, ``sum`` adds them up, and
# ``mean``, the default, divides that by the number of elements. Older code says ``size_average`` or
# ``reduce``; both are deprecated in favour of ``reduction``.
#
# ``none`` 保持形状，逐元素给出差的平方；``sum`` 把它们相加；默认的 ``mean`` 再除以元素个数。旧代码里的
# ``size_average`` 和 ``reduce`` 都已弃用，改用 ``reduction``。
losses = {how: F.mse_loss(prediction, target, reduction=how) for how in ("none", "sum", "mean")}
for how, loss in losses.items():
    print(f"{how:4} shape {str(tuple(loss.shape)):8} first value {loss.flatten()[0]:.2f}")
assert losses["none"].shape == target.shape
torch.testing.assert_close(losses["sum"] / target.numel(), losses["mean"])

# %%
# The mean runs over elements, not samples. Two samples of four numbers each have eight differences, 1 to 8:
# their squares add up to 204, and the mean is 204 / 8 = 25.5. The error of one sample is a mean over its own
# dimensions.
#
# 均值是对元素求的，不是对样本求的。两个样本各有四个数，共八个差，依次为 1 到 8：平方和是 204，均值是 204 / 8
# = 25.5。要得到每个样本的误差，须沿样本自身的各个维度求均值。
eight = torch.arange(1.0, 9.0).reshape(2, 2, 2)
zero = torch.zeros_like(eight)
squares = F.mse_loss(eight, zero, reduction="none")
print("mean", F.mse_loss(eight, zero).item(), "sum", F.mse_loss(eight, zero, reduction="sum").item())
print("none", squares.tolist())
print("per sample", squares.mean(dim=(1, 2)).tolist())
assert F.mse_loss(eight, zero).item() == torch.mean((eight - zero) ** 2).item() == 204 / 8 == 25.5
assert squares.shape == (2, 2, 2)

# %%
# On the patients, ``none`` shows what the mean hides: most errors are small, and a few large ones carry the
# loss.
#
# 回到患者数据，``none`` 能看到均值掩盖的东西：多数误差不大，损失主要来自少数很大的误差。
each = losses["none"].flatten().cpu()
worst = each.sort(descending=True).values[: len(each) // 4].sum() / each.sum()
print(f"median {each.median():.0f}, mean {each.mean():.0f}; the worst quarter: {worst:.0%} of the sum")
assert each.median() < each.mean() and worst > 0.5

figure, axis = plt.subplots()
axis.hist(each / 1000, bins=30)
axis.axvline(each.mean() / 1000, color=plots.COLORS[1], linestyle="--", label='reduction="mean"')
axis.set(xlabel="squared error / 1000", ylabel="patients")
axis.legend()
plots.describe(
    figure,
    "Histogram of 442 squared errors: a tall peak near zero, a long tail to the right, the mean off the peak"
    " | 442 个平方误差的直方图：零附近有一个高峰，向右拖着长尾，均值已远离高峰",
)

# %%
# Two things that go wrong | 两个常见错误
# ---------------------------------------
#
# Integers must become floating point first: the loss is not implemented for two integer tensors.
#
# 整数要先转成浮点数：两个输入都是整数张量时，这个损失没有实现。
try:
    F.mse_loss(torch.tensor([1, 2]), torch.tensor([0, 0]))
except NotImplementedError as error:
    print("NotImplementedError:", error)
assert F.mse_loss(torch.tensor([1, 2]).float(), torch.tensor([0, 0]).float()) == 2.5

# %%
# Shapes must be equal. A prediction of shape (442, 1) against a target of shape (442,) broadcasts to 442 x
# 442 differences, every patient against every other, and the value is wrong. PyTorch warns, and goes on.
#
# 形状必须一致。形状 (442, 1) 的预测遇上形状 (442,) 的目标，会广播成 442 x 442
# 个差，把每名患者与所有患者相比，结果是错的。PyTorch 会警告，但不会停下来。
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    wrong = F.mse_loss(target, target.squeeze(1))
print("a perfect prediction scores", round(wrong.item(), 1), "instead of", F.mse_loss(target, target).item())
print("warnings:", [warning.category.__name__ for warning in caught])
assert "target size" in str(caught[0].message)
torch.testing.assert_close(wrong, 2 * target.var(correction=0))

# %%
# The gradient | 梯度
# -------------------
#
# Let the prediction depend on a weight: the mean plus ``w`` times the standardised body mass index. The loss
# is then a tensor of no dimensions that knows how it was computed, not a plain number, and
# :py:obj:`torch.Tensor.backward` finds its slope: the mean of 2 (prediction - target) bmi.
#
# 让预测依赖一个权重：均值加上 ``w`` 乘以标准化后的体质指数。这时损失不是普通的数，而是记得自己如何算出来的 0
# 维张量；它的斜率由 :py:obj:`torch.Tensor.backward` 求出：2 (预测 - 目标) bmi 的均值。
w = torch.zeros((), device=bmi.device, requires_grad=True)
loss = nn.MSELoss()(prediction + w * bmi, target)
loss.backward()
by_hand = (2 * (prediction - target) * bmi).mean()
print(f"loss {loss.item():.1f}, dimensions {loss.dim()}, grad_fn {type(loss.grad_fn).__name__}")
print(f"gradient by autograd {w.grad.item():.2f}, by hand {by_hand.item():.2f}")
torch.testing.assert_close(w.grad, by_hand)

# %%
# In ``w`` the loss is a parabola, and since the index is standardised its second derivative is 2. One step of
# gradient descent with a learning rate of 1/2 therefore lands on the minimum, where the gradient is zero.
#
# 损失是 ``w`` 的抛物线；体质指数已经标准化，所以二阶导数是 2。学习率取
# 1/2，梯度下降一步就落在最小值上，那里的梯度为零。
optimizer = torch.optim.SGD([w], lr=0.5)
optimizer.step()
optimizer.zero_grad()
minimum = nn.MSELoss()(prediction + w * bmi, target)
minimum.backward()
print(f"w = {w.item():.2f}, loss {loss.item():.1f} -> {minimum.item():.1f}, gradient {w.grad.item():.3f}")
assert minimum < loss and abs(w.grad.item()) < 0.01

weights = torch.linspace(-20, 110, 100, device=bmi.device)
curve = (prediction + weights * bmi - target).square().mean(dim=0)
figure, axis = plt.subplots()
axis.plot(weights.cpu(), curve.cpu(), label="MSELoss")
axis.plot([-20, 40], [loss.item() + by_hand.item() * x for x in (-20, 40)], label="slope: w.grad at 0")
axis.plot([0, w.item()], [loss.item(), minimum.item()], "o", color="black", label="before, after step()")
axis.set(xlabel="w", ylabel="loss", ylim=(2000, None))
axis.legend()
plots.describe(
    figure,
    "The loss as a parabola in w, its tangent at w = 0 falling to the right, and the minimum near w = 45"
    " | 损失是 w 的抛物线，w = 0 处的切线向右下降，最小值在 w = 45 附近",
)
plt.show()

# sphinx_gallery_thumbnail_number = 2
