# topics: topic/42
"""
Fifteen activations and their slopes | 十五种激活函数及其斜率
=============================================================

An activation bends the straight line that a linear layer draws. Which bends are there, and how much
gradient does each let through? This script draws fifteen of them with their derivatives, then measures what
reaches the first layer of a deep network of handwritten digits.

激活函数把线性层画出的直线弄弯。有哪些弯法，每一种又能让多少梯度通过？本例画出十五种激活函数和各自的导数，再
用手写数字测一测，深层网络的第一层还能收到多少梯度。
"""

import warnings

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
ELEMENTWISE = {
    "ReLU": nn.ReLU(),
    "LeakyReLU(0.1)": nn.LeakyReLU(0.1),
    "PReLU()": nn.PReLU(),
    "ELU": nn.ELU(),
    "Threshold(1, -1)": nn.Threshold(1, -1),
    "Hardtanh": nn.Hardtanh(min_val=-1, max_val=1),
    "Tanh": nn.Tanh(),
    "Sigmoid": nn.Sigmoid(),
    "LogSigmoid": nn.LogSigmoid(),
    "Softplus": nn.Softplus(),
    "Softsign": nn.Softsign(),
    "Softshrink": nn.Softshrink(lambd=0.5),
}
OVER_A_DIMENSION = {"Softmax": nn.Softmax(dim=1), "Softmin": nn.Softmin(dim=1), "LogSoftmax": nn.LogSoftmax(dim=1)}
print(len(ELEMENTWISE), "element by element,", len(OVER_A_DIMENSION), "over a dimension")
assert len(ELEMENTWISE) + len(OVER_A_DIMENSION) == 15

# %%
# Value and slope | 函数值与斜率
# ------------------------------
#
# The slope comes from autograd: the sum of all outputs has the derivative at each point as its gradient.
# The last three compare numbers with each other, so they are drawn for the pair (x, 0), first output.
#
# 斜率由 autograd 给出：把所有输出求和，其梯度就是各点的导数。最后三种是在几个数之间作比较，所以画的是 (x,
# 0) 这一对数的第一个输出。
x = torch.linspace(-4, 4, 401, device=device.pick()).requires_grad_()


def value_and_slope(name):
    if name in ELEMENTWISE:
        value = ELEMENTWISE[name].to(x.device)(x)
    else:
        value = OVER_A_DIMENSION[name](torch.stack([x, torch.zeros_like(x)], dim=1))[:, 0]
    (slope,) = torch.autograd.grad(value.sum(), x)
    return value.detach(), slope


curves = {name: value_and_slope(name) for name in (*ELEMENTWISE, *OVER_A_DIMENSION)}
figure, axes = plt.subplots(5, 3, sharex=True, sharey=True, figsize=(plots.WIDTH, 7.5))
for axis, (name, (value, slope)) in zip(axes.flat, curves.items(), strict=True):
    axis.axhline(0, color="0.8", linewidth=1, linestyle="-")
    axis.plot(x.detach().cpu(), value.cpu())
    axis.plot(x.detach().cpu(), slope.cpu())
    axis.text(-3.8, 2.9, name, fontsize=10)
    axis.set(ylim=(-2.2, 4), yticks=(-2, 0, 2), xticks=(-4, 0, 4))
figure.legend(axes[0, 0].lines[1:], ["value", "slope"], loc="outside lower center", ncols=2)
plots.describe(
    figure,
    "Fifteen small plots of an activation, solid, and its slope, dashed, between -4 and 4"
    " | 十五幅小图，画出 -4 到 4 之间的激活函数（实线）与它的斜率（虚线）",
)
for name, (_, slope) in curves.items():
    print(f"{name:16} slope at -4: {slope[0]:.3f}, steepest {slope.abs().max():.3f}, at 4: {slope[-1]:.3f}")
torch.testing.assert_close(curves["Sigmoid"][1], torch.sigmoid(x) * (1 - torch.sigmoid(x)))
torch.testing.assert_close(curves["Tanh"][1], 1 - torch.tanh(x) ** 2)
torch.testing.assert_close(curves["Softplus"][1], torch.sigmoid(x))

# %%
# For two numbers, softmax is the sigmoid of their difference. Softmin is softmax of the negated numbers.
#
# 只有两个数时，softmax 就是两数之差的 sigmoid。softmin 则是把各数取负之后的 softmax。
torch.testing.assert_close(curves["Softmax"][0], curves["Sigmoid"][0])
torch.testing.assert_close(curves["LogSoftmax"][0], curves["LogSigmoid"][0])
torch.testing.assert_close(curves["Softmin"][0], curves["Sigmoid"][0].flip(0))
print("largest slope of the sigmoid:", round(curves["Sigmoid"][1].max().item(), 4))

# %%
# Softmax needs a dimension | Softmax 需要一个维度
# ------------------------------------------------
#
# Along which dimension should the numbers add up to one? For logits of shape (N, classes) it is ``dim=1``.
# Left out, PyTorch warns and chooses by the number of dimensions: 0 for tensors of 0, 1 or 3 dimensions,
# otherwise 1.
#
# 沿哪一维加起来等于 1？对形状为 (N, 类别) 的 logits，是 ``dim=1``。不写的话，PyTorch 会警告，并按维数替你
# 选：0 维、1 维、3 维张量取 0，其余取 1。
logits = torch.tensor([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]], device=x.device)
print("dim=1, sums over each row:", nn.Softmax(dim=1)(logits).sum(dim=1).cpu().round(decimals=6).tolist())
print("dim=0, sums over each column:", nn.Softmax(dim=0)(logits).sum(dim=0).cpu().round(decimals=6).tolist())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    implicit = nn.Softmax()(torch.ones(2, 4, 4, device=x.device))
print(str(caught[0].message).split(". ")[0])
assert "Implicit dimension choice" in str(caught[0].message)
assert (implicit == 0.5).all()

# %%
# Names of arguments | 参数的名字
# -------------------------------
#
# ``Hardtanh`` clips between ``min_val`` and ``max_val``; the older ``min_value`` and ``max_value`` still
# work and warn. ``Softshrink`` takes ``lambd``, because ``lambda`` is a keyword of Python. ``Threshold``
# keeps what is above the threshold and puts ``value`` for the rest.
#
# ``Hardtanh`` 把值截断在 ``min_val`` 与 ``max_val`` 之间；旧名 ``min_value``、``max_value`` 还能用，但会警
# 告。``Softshrink`` 的参数叫 ``lambd``，因为 ``lambda`` 是 Python 的关键字。``Threshold`` 保留大于阈值的
# 数，其余换成 ``value``。
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    nn.Hardtanh(min_value=-1, max_value=1)
print("FutureWarning:", caught[0].message)
try:
    compile("nn.Softshrink(lambda=0.5)", "example", "eval")
except SyntaxError as error:
    print("SyntaxError:", error.msg)
numbers = torch.tensor([-2.0, -0.3, 0.3, 2.0], device=x.device)
for layer in (nn.Hardtanh(-1, 1), nn.Softshrink(0.5), nn.Threshold(0.0, 9.0)):
    print(f"{layer}: {[round(number, 2) for number in layer(numbers).tolist()]}")
assert nn.Softshrink(lambd=0.5)(numbers).tolist() == [-1.5, 0, 0, 1.5]

# %%
# ``PReLU`` is the only one of the fifteen with a weight: the slope of its left half is learned, one for all
# channels or one for each. ``inplace=True`` overwrites the input instead of making a new tensor.
#
# 十五种里只有 ``PReLU`` 带权重：左半边的斜率是学出来的，可以所有通道共用一个，也可以每个通道一
# 个。``inplace=True`` 直接改写输入，不产生新张量。
learned = [name for name, module in ELEMENTWISE.items() if list(module.parameters())]
print("with parameters:", learned, "initial slope", ELEMENTWISE["PReLU()"].weight.item())
overwritten = numbers.clone()
F.relu(overwritten, inplace=True)
print("after F.relu(..., inplace=True):", [round(number, 2) for number in overwritten.tolist()])
assert learned == ["PReLU()"] and nn.PReLU(num_parameters=3).weight.shape == (3,)

# %%
# What reaches the first layer | 第一层收到了多少
# -----------------------------------------------
#
# On the way back every layer multiplies the gradient by the slope of its activation. The slope of the
# sigmoid is 0.25 at most, so ten of them leave next to nothing.
#
# 反向传播时，每过一层，梯度都要乘以激活函数的斜率。sigmoid 的斜率最大只有 0.25，连过十层就所剩无几。
train_set, _ = samples.digits()
images, classes = (part.to(x.device) for part in train_set[:256])
norms = {}
for name in ("Sigmoid", "Tanh", "ReLU"):
    torch.manual_seed(0)
    linear = [nn.Linear(64, 64) for _ in range(10)]
    for layer in linear:
        nn.init.xavier_normal_(layer.weight, gain=nn.init.calculate_gain(name.lower()))
    deep = [part for layer in linear for part in (layer, ELEMENTWISE[name])]
    model = nn.Sequential(*deep, nn.Linear(64, 10)).to(x.device)
    nn.CrossEntropyLoss()(model(images), classes).backward()
    norms[name] = [layer.weight.grad.norm().item() for layer in linear]
    print(f"{name:8} gradient of layer 1: {norms[name][0]:.1e}, of layer 10: {norms[name][-1]:.1e}")
assert norms["Sigmoid"][0] < 1e-4 * norms["Sigmoid"][-1] and norms["ReLU"][0] > 0.1 * norms["ReLU"][-1]

figure, axis = plt.subplots()
for name, values in norms.items():
    axis.semilogy(range(1, 11), values, label=name)
axis.set(xlabel="layer", ylabel="norm of weight.grad")
axis.legend()
plots.describe(
    figure,
    "Norm of the gradient in ten layers: with ReLU and Tanh about level, with Sigmoid falling by orders of magnitude"
    " towards the first | 十层的梯度范数：ReLU 与 Tanh 大致持平，Sigmoid 越靠近第一层越小，相差好几个数量级",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
