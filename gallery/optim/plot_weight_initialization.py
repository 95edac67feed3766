# topics: topic/55
"""
Weights through twenty layers | 权重初始化：穿过二十层
======================================================

Why does a deep network sometimes not learn at all, with nothing wrong in the code? Often because of the numbers it
starts with. This script sends handwritten digits through twenty layers with four initializations, looks at what
arrives at each layer, and then trains: only the scale of the first weights differs.

为什么有时代码没有错，深层网络却完全学不动？往往是因为起始的数。本例让手写数字穿过二十层网络，用四种初始化，看每一层
得到什么，然后训练：差别只在最初权重的尺度。
"""

import warnings

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import init
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
WIDTH, DEPTH = 128, 20
torch.manual_seed(0)
train_set, test_set = samples.digits()
images = train_set.tensors[0].to(device.pick())

# %%
# In place, with a trailing underscore | 就地操作，末尾带下划线
# -------------------------------------------------------------
#
# The functions of :py:obj:`torch.nn.init` overwrite a tensor and return the same one, without recording gradients.
# Their names end in ``_``, as those of in-place methods do; the old names without it still work and warn.
#
# :py:obj:`torch.nn.init` 的函数改写传入的张量，并返回这同一个张量，不记录梯度。名字以 ``_`` 结尾，与就地方法一致；
# 不带下划线的旧名字仍能用，但会警告。
layer = nn.Linear(64, WIDTH)
returned = init.xavier_uniform_(layer.weight)
print("the same tensor:", returned is layer.weight, " grad_fn:", returned.grad_fn)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    init.constant(layer.bias, 0.0)
print(f"{caught[0].category.__name__}: {caught[0].message}")
assert returned is layer.weight and caught[0].category is FutureWarning

# %%
# What a layer does to the scale | 一层对尺度做了什么
# ---------------------------------------------------
#
# A linear layer adds up ``fan_in`` products, so the variance of its output is ``fan_in`` times the variance of a
# weight times the mean square of an input. To keep the scale, a weight should have standard deviation gain /
# √fan_in, where the gain makes up for what the activation takes away: ``relu`` drops half, hence √2. Xavier uses
# the mean of ``fan_in`` and ``fan_out``.
#
# 线性层把 ``fan_in`` 个乘积相加，所以输出的方差是 ``fan_in`` 乘以权重的方差，再乘以输入平方的均值。要保持尺度不变，
# 权重的标准差应为 gain / √fan_in，其中 gain 补偿激活函数削减的部分：``relu`` 去掉一半，所以是 √2。Xavier 用的是
# ``fan_in`` 与 ``fan_out`` 的平均。
for name in ("linear", "conv2d", "sigmoid", "tanh", "relu", "selu"):
    print(f"calculate_gain({name!r}) = {init.calculate_gain(name):.4f}")
print(f"calculate_gain('leaky_relu', 0.2) = {init.calculate_gain('leaky_relu', 0.2):.4f}")
assert init.calculate_gain("tanh") == 5 / 3 and init.calculate_gain("relu") == 2**0.5
assert init.calculate_gain("leaky_relu", 0.2) == (2 / (1 + 0.2**2)) ** 0.5

weight = torch.empty(256, 1024)
for name, scale, expected in [
    ("xavier_normal_", init.xavier_normal_(weight).std(), (2 / (1024 + 256)) ** 0.5),
    ("kaiming_normal_", init.kaiming_normal_(weight, nonlinearity="relu").std(), (2 / 1024) ** 0.5),
    ("nn.Linear itself", nn.Linear(1024, 256).weight.std(), (1 / 3 / 1024) ** 0.5),
]:
    print(f"{name:17} std {scale:.4f}, expected {expected:.4f}")
    assert abs(scale / expected - 1) < 0.02

# %%
# Four ways to start | 四种初始化
# -------------------------------
#
# :py:obj:`torch.nn.Module.apply` calls a function on every submodule: the function decides by type what to do. The
# network has twenty hidden layers with ``ReLU``; the first start is the one that ``nn.Linear`` comes with. Printed
# is how much the values at a layer differ from digit to digit, before the activation. That is all a later layer can
# learn from.
#
# :py:obj:`torch.nn.Module.apply` 对每个子模块调用一个函数，由函数按类型决定做什么。网络有二十个带 ``ReLU`` 的隐藏
# 层；第一种就是 ``nn.Linear`` 自带的初始化。打印的是某一层激活之前的值在不同数字之间相差多少，后面的层只能从这些差
# 别里学。


def to_every_linear(fill):
    def initialize(module):
        if isinstance(module, nn.Linear):
            fill(module.weight)
            init.zeros_(module.bias)

    return initialize


STARTS = {
    "nn.Linear default": lambda module: None,
    "normal, std=0.15": to_every_linear(lambda weight: init.normal_(weight, std=0.15)),
    "xavier_uniform_": to_every_linear(init.xavier_uniform_),
    "kaiming_normal_": to_every_linear(lambda weight: init.kaiming_normal_(weight, nonlinearity="relu")),
}


def network(start):
    torch.manual_seed(0)
    sizes = [64] + [WIDTH] * DEPTH
    layers = [nn.Sequential(nn.Linear(a, b), nn.ReLU()) for a, b in zip(sizes, sizes[1:], strict=False)]
    return nn.Sequential(*layers, nn.Linear(WIDTH, 10)).apply(start).to(device.pick())


@torch.no_grad()
def pre_activations(model):
    x, found = images, []
    for layer in model[:DEPTH]:
        found.append(layer[0](x).cpu())
        x = layer(x)
    return found


def spread(values):
    return values.std(dim=0).square().mean().sqrt().item()  # over the digits, at each unit


through = {name: pre_activations(network(start)) for name, start in STARTS.items()}
spreads = {name: [spread(values) for values in layers] for name, layers in through.items()}
print("spread at layer       1         5        10        20")
for name, values in spreads.items():
    print(f"{name:18}" + "".join(f"{values[i - 1]:10.2g}" for i in (1, 5, 10, 20)))
assert spreads["nn.Linear default"][-1] < 1e-6
assert spreads["normal, std=0.15"][-1] > 5 * spreads["normal, std=0.15"][0]
assert 0.2 < spreads["kaiming_normal_"][-1] / spreads["kaiming_normal_"][0] < 5


# %%
# Each histogram holds what arrives at a layer for all 1347 digits, on a common axis. Kaiming's start keeps its
# width; the others shrink to a line or spread past the edge. What is left of the default start at layer 20 are the
# biases, the same for every digit.
#
# 每个直方图都是全部 1347 个数字到达某一层的值，横轴统一。Kaiming 的宽度保持不变；其他的要么缩成一条线，要么宽得超出
# 边界。默认初始化到第 20 层只剩下偏置，对每个数字都一样。
shown = (1, 5, 10, 20)
figure, axes = plt.subplots(len(STARTS), len(shown), sharex=True, figsize=(plots.WIDTH, plots.WIDTH))
figure.get_layout_engine().set(h_pad=0.12, rect=(0, 0, 1, 0.97))
for row, (name, values) in zip(axes, through.items(), strict=True):
    for axis, number in zip(row, shown, strict=True):
        axis.hist(values[number - 1].flatten(), bins=41, range=(-4, 4), color=plots.COLORS[0])
        axis.set(yticks=[], xticks=[-3, 0, 3], xlabel=f"layer {number}" if axis in axes[-1] else "")
    row[0].text(0, 1.02, name, transform=row[0].transAxes, va="bottom", fontsize=11, in_layout=False)
plots.describe(
    figure,
    "Sixteen histograms, four starts by layers 1, 5, 10 and 20: only kaiming_normal_ keeps its width to layer 20"
    " | 十六个直方图，四种初始化乘以第 1、5、10、20 层：只有 kaiming_normal_ 的宽度一直保持到第 20 层",
)

# %%
# Does it matter? | 有影响吗？
# ----------------------------
#
# Six epochs of the same training each. Where the digits can no longer be told apart, the last layers have nothing
# to learn from, and the gradient dies out in the same way on its way back: at this depth the default start does not
# learn. It is made for shallower networks, or for those with normalisation or residual connections. Adam evens out
# the size of gradients, which is why even the start that is far too large gets somewhere.
#
# 四种初始化各做六轮同样的训练。数字之间的差别一旦消失，最后几层就无从学起，梯度往回传时也同样消失：这么深的网络用默
# 认初始化学不动。默认值适合较浅的网络，或者带归一化、残差连接的网络。Adam 会拉平梯度的大小，所以就连明显过大的那种
# 也能学到一些。
accuracies = {}
for name, start in STARTS.items():
    model = network(start)
    order = torch.Generator().manual_seed(0)
    batches = DataLoader(train_set, batch_size=64, shuffle=True, generator=order)
    optimizer = torch.optim.Adam(model.parameters())
    losses = [training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer) for _ in range(6)]
    accuracies[name] = training.accuracy(model, DataLoader(test_set, batch_size=450))
    print(f"{name:18} loss {losses[0]:.4f} -> {losses[-1]:.4f}  test accuracy {accuracies[name]:.4f}")
assert accuracies["kaiming_normal_"] > 0.8 > 0.3 > accuracies["nn.Linear default"]

figure, axis = plt.subplots()
for name in STARTS:
    axis.semilogy(range(1, DEPTH + 1), spreads[name], label=f"{name}: {accuracies[name]:.0%}")
axis.set(xlabel="layer", ylabel="spread over the digits")
axis.legend(fontsize=9)
plots.describe(
    figure,
    "Spread over the digits at each of twenty layers, on a log scale: nearly level for kaiming_normal_, falling by more"
    " than seven orders for the default, rising for the large normal start; the legend gives test accuracies"
    " | 二十层各自在不同数字之间的差别，对数刻度：kaiming_normal_ 大致持平，默认下降七个多数量级，"
    "过大的正态初始化上升；图例中是测试准确率",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
