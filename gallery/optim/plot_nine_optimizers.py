# topics: topic/53
"""
Nine optimizers on one surface | 同一个曲面上的九种优化器
=========================================================

What does momentum change, and why does RMSprop need no hand-picked rate for each direction? A surface of two
variables shows it: every optimizer starts at the same point of a narrow valley and leaves a path to look at.
Two of them, SGD with momentum and RMSprop, are then written by hand and agree with PyTorch to 1e-6.

动量改变了什么？RMSprop 为什么不必为每个方向单独挑选学习率？用一个二元函数的曲面就看得出来：每种优化器都从狭长
山谷里的同一点出发，留下一条轨迹。其中带动量的 SGD 与 RMSprop 再用手写实现一遍，与 PyTorch 相差不超过 1e-6。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn, optim

from reflib.snippets import device, plots

plots.use_style()

# %%
# What an optimizer takes | 优化器接收什么
# ----------------------------------------
#
# Parameters, and never a loss: ``backward()`` leaves a gradient in ``.grad`` of each parameter, and
# ``step()`` reads it there. The loss function is not changed, and neither is the way gradients are computed.
# A loss, a bare tensor or an empty list is refused.
#
# 接收参数，不接收损失：``backward()`` 把梯度留在每个参数的 ``.grad`` 里，``step()`` 到那里去取。它既不改变损
# 失函数，也不改变梯度的算法。传入损失、单个张量或空列表都会被拒绝。
weight = nn.Parameter(torch.ones(2))
loss = weight.square().sum()
for wrong in ([loss], weight, []):
    try:
        optim.SGD(wrong)
        raise AssertionError("expected to be refused")
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")

# %%
# The defaults of the nine. ``lr`` used to be required for ``SGD`` and is 0.001 today; ``tolerance_grad`` of
# ``LBFGS`` is 1e-7, where older texts say 1e-5.
#
# 九种优化器的默认值。``SGD`` 的 ``lr`` 过去必须给出，现在默认 0.001；``LBFGS`` 的 ``tolerance_grad`` 是
# 1e-7，旧资料里写的是 1e-5。
NAMES = ["SGD", "ASGD", "Rprop", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "LBFGS"]
HOW = {"foreach", "fused", "capturable", "differentiable", "maximize"}  # how it is computed, not what
for name in NAMES:
    defaults = getattr(optim, name)([weight]).defaults
    shown = {key: value for key, value in defaults.items() if key not in HOW and value}
    print(f"{name:8}", ", ".join(f"{key}={value}" for key, value in shown.items()))
assert optim.SGD([weight]).defaults["lr"] == 1e-3
assert optim.LBFGS([weight]).defaults["tolerance_grad"] == 1e-7

# %%
# A narrow valley | 一条狭长的山谷
# --------------------------------
#
# The surface is f(x, y) = x²/2 + 50y²: a hundred times as curved across the valley as along it. Across it,
# gradient descent diverges with a rate above 2/100, so along it every step has to be small. Compared here: a
# rate just below that limit, and half of it with momentum 0.9.
#
# 曲面是 f(x, y) = x²/2 + 50y²：横向的曲率是纵向的一百倍。学习率一旦超过 2/100，梯度下降就会在横向发散，所以沿
# 山谷的每一步都只能很小。这里比较两种设置：略低于这个上限的学习率；它的一半，再加上 0.9 的动量。
START, STEPS = (-4.0, 0.4), 60


def surface(point):
    x, y = point.unbind(dim=-1)
    return x.square() / 2 + 50 * y.square()


def walk(make_optimizer, steps=STEPS):
    point = nn.Parameter(torch.tensor(START, dtype=torch.float64, device=device.pick()))
    optimizer = make_optimizer([point])

    def closure():
        optimizer.zero_grad()
        loss = surface(point)
        loss.backward()
        return loss

    path = [point.detach().clone()]
    for _ in range(steps):
        optimizer.step(closure)
        path.append(point.detach().clone())
    return torch.stack(path)


def draw(axis, path, color):
    x, y = torch.meshgrid(torch.linspace(-4.5, 2, 80), torch.linspace(-0.55, 0.55, 60), indexing="xy")
    levels = [0.1, 0.5, 1.5, 3, 5, 8, 12, 17]
    axis.contour(x, y, surface(torch.stack([x, y], dim=-1)), levels, colors="grey", linewidths=0.6, linestyles="-")
    axis.plot(*path.cpu().T, "o-", color=color, markersize=3, linewidth=1.2)
    axis.set(xticks=[], yticks=[])


sgd = walk(lambda params: optim.SGD(params, lr=0.019))
momentum = walk(lambda params: optim.SGD(params, lr=0.01, momentum=0.9))
figure, (top, bottom) = plt.subplots(2, 1, figsize=(plots.WIDTH, plots.WIDTH))
for axis, path, name in ((top, sgd, "SGD, lr=0.019"), (bottom, momentum, "SGD, lr=0.01, momentum=0.9")):
    draw(axis, path, plots.COLORS[1])
    axis.text(0.98, 0.93, name, transform=axis.transAxes, ha="right", va="top", backgroundcolor="white")
plots.describe(
    figure,
    "Two paths over the contours of a narrow valley: SGD jumps from side to side while it creeps along;"
    " with momentum it swings along in wide curves and reaches the minimum"
    " | 狭长山谷等高线上的两条轨迹：SGD 左右来回跳，前进缓慢；加上动量则划出宽大的弧线，到达最小值",
)
print(f"distance to the minimum after 20 steps: {sgd[20].norm():.2f} SGD, {momentum[20].norm():.2f} momentum")
assert momentum[20].norm() < sgd[20].norm()

# %%
# Momentum by hand | 手写动量
# ---------------------------
#
# Each step adds the gradient to a decaying sum of the earlier ones, and moves along the sum. Across the
# valley the gradients change sign and cancel; along it they add up, to as much as ten times one gradient with
# momentum 0.9.
#
# 每一步都把梯度加到逐渐衰减的历次梯度之和上，再沿这个和移动。横向的梯度正负交替，互相抵消；纵向的则不断累积，
# 动量取 0.9 时最多可达单个梯度的十倍。


def walk_by_hand(rule):
    point = torch.tensor(START, dtype=torch.float64, device=device.pick())
    memory = torch.zeros_like(point)
    path = [point]
    for _ in range(STEPS):
        gradient = point * torch.tensor([1.0, 100.0], device=point.device)
        step, memory = rule(gradient, memory)
        point = point - step
        path.append(point)
    return torch.stack(path)


def momentum_rule(gradient, velocity, lr=0.01, momentum=0.9):
    velocity = momentum * velocity + gradient
    return lr * velocity, velocity


by_hand = walk_by_hand(momentum_rule)
print(f"largest difference from torch.optim.SGD: {(by_hand - momentum).abs().max():.1e}")
torch.testing.assert_close(by_hand, momentum, rtol=0, atol=1e-6)

# %%
# RMSprop by hand | 手写 RMSprop
# ------------------------------
#
# RMSprop keeps a moving average of the squared gradient and divides by its root, each coordinate by its own:
# the steep direction and the flat one get steps of similar length, and after a few bounces the path runs
# straight along the valley. ``eps`` is added after the root, and keeps the division away from zero.
#
# RMSprop 记住梯度平方的滑动平均，再除以它的平方根，每个坐标各除各的：陡的方向和缓的方向每步走得差不多远，弹几下之后，
# 轨迹就沿着山谷直行。``eps`` 在开方之后加上，避免除以零。


def rmsprop_rule(gradient, average, lr=0.1, alpha=0.9, eps=1e-8):
    average = alpha * average + (1 - alpha) * gradient.square()
    return lr * gradient / (average.sqrt() + eps), average


rmsprop = walk(lambda params: optim.RMSprop(params, lr=0.1, alpha=0.9))
by_hand = walk_by_hand(rmsprop_rule)
first = (rmsprop[1] - rmsprop[0]).tolist()
print(f"first step: {first[0]:+.4f} and {first[1]:+.4f}, both 0.1 / sqrt(1 - 0.9) long")
print(f"largest difference from torch.optim.RMSprop: {(by_hand - rmsprop).abs().max():.1e}")
torch.testing.assert_close(by_hand, rmsprop, rtol=0, atol=1e-6)

# %%
# LBFGS wants a closure | LBFGS 需要闭包
# --------------------------------------
#
# ``LBFGS`` estimates the curvature and evaluates the function several times a step, so ``step()`` must be
# given a function that computes the loss and its gradient again. For the others it is optional; ``walk``
# above passes it to all. On a quadratic one step does nearly everything.
#
# ``LBFGS`` 要估计曲率，一步之内会多次求函数值，所以必须给 ``step()`` 传一个能重新计算损失与梯度的函数。其他优
# 化器可传可不传；上面的 ``walk`` 一律都传了。对二次函数，它一步就几乎走完了全程。
try:
    optim.LBFGS([weight]).step()
except TypeError as error:
    print("TypeError:", error)
lbfgs = walk(optim.LBFGS, steps=1)
print("LBFGS after one step:", f"{lbfgs[-1].norm():.1e} from the minimum")
assert lbfgs[-1].norm() < 1e-3

# %%
# All nine | 九种放在一起
# -----------------------
#
# Sixty steps each, with a rate chosen for this surface, printed under the panel: the picture shows habits, it
# is no ranking. ``ASGD`` walks like ``SGD``: it averages only after a million steps. ``Rprop`` uses only the
# sign of the gradient, which suits full batches and not small ones. ``Adagrad`` adds up all squares and never
# forgets, so its steps shrink. ``Adadelta`` starts with tiny steps. ``Adam`` and ``Adamax`` swing like
# momentum and scale like RMSprop.
#
# 各走六十步，学习率都针对这个曲面挑选，写在图下：看的是各自的习惯，不是排名。``ASGD`` 走得和 ``SGD`` 一样，一
# 百万步之后才开始取平均。``Rprop`` 只看梯度的符号，适合全量数据，不适合小批。``Adagrad`` 把平方一直累加，从不
# 遗忘，所以步子越来越小。``Adadelta`` 起步非常小。``Adam`` 和 ``Adamax`` 既像动量那样摆动，又像 RMSprop 那样
# 缩放。
RATES = dict(zip(NAMES, [0.019, 0.019, 0.1, 0.1, 0.5, 1.0, 0.3, 0.3, 1.0], strict=True))
figure, axes = plt.subplots(3, 3, figsize=(plots.WIDTH, plots.WIDTH))
for axis, (name, lr) in zip(axes.flat, RATES.items(), strict=True):
    path = walk(lambda params, name=name, lr=lr: getattr(optim, name)(params, lr=lr))
    draw(axis, path, plots.COLORS[0])
    axis.set_xlabel(f"{name} {lr}", fontsize=11)
    print(f"{name:8} lr {lr:<5} loss {surface(path[0]).item():.0f} -> {surface(path[-1]).item():.2g}")
    assert surface(path[-1]) < surface(path[0])
plots.describe(
    figure,
    "Nine small contour maps, one for each optimizer, with its path from the left end of the valley: most reach"
    " the minimum, Adadelta has hardly left the start"
    " | 九幅小等高线图，每种优化器一幅，轨迹都从山谷左端出发：多数到达了最小值，Adadelta 几乎还在起点",
)
plt.show()

# sphinx_gallery_thumbnail_number = 2
