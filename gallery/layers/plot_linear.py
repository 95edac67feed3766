# topics: topic/45
"""
A linear layer, and why one is not enough | 线性层，以及为什么一层不够
======================================================================

:py:obj:`torch.nn.Linear` computes y = X Wᵀ + b. This script reads its weight and bias, computes the same by
hand, and stacks two layers to find that nothing is gained until an activation stands between them. The
flowers at the end are the iris data that ships with scikit-learn.

:py:obj:`torch.nn.Linear` 计算 y = X Wᵀ + b。本例读出它的权重与偏置，手算一遍，再把两层叠起来：中间若没有激
活函数，叠多少层也没有用。最后用到的花是随 scikit-learn 安装的鸢尾花数据。
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_iris
from torch import nn

from reflib.snippets import device, plots
from reflib.snippets.grids import Window, show_grids

plots.use_style()
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], device=device.pick())
layer = nn.Linear(2, 3).to(x.device)
with torch.no_grad():  # random numbers to begin with; these are easier to follow
    layer.weight.copy_(torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]]))
    layer.bias.copy_(torch.tensor([0.0, 0.0, 10.0]))
y = layer(x)
print("x", tuple(x.shape), "-> y", tuple(y.shape))
assert y.shape == (3, 3)

# %%
# By hand | 手算
# --------------
#
# Three rows of two numbers go in, three rows of three come out: the number of rows stays, the last
# dimension changes. The weight has the shape (out, in), one row for each output, so the product needs its
# transpose.
#
# 进去的是三行、每行两个数，出来的是三行、每行三个数：行数不变，变的是最后一维。权重的形状是 (out, in)，每个
# 输出占一行，所以相乘时要转置。
print("weight", tuple(layer.weight.shape), "bias", tuple(layer.bias.shape))
torch.testing.assert_close(y, x @ layer.weight.T + layer.bias)
torch.testing.assert_close(y[1, 2], (x[1] * layer.weight[2]).sum() + layer.bias[2])

figure = show_grids(
    {"x": x, "weight.T": layer.weight.T, "y (with bias)": y},
    {"x": [Window(1, 0, 1, 2)], "weight.T": [Window(0, 2, 2, 1)], "y (with bias)": [Window(1, 2)]},
    columns=3,
)
plots.describe(
    figure,
    "A row of x and a column of the transposed weight are outlined, and the number of y they give"
    " | 框出 x 的一行、转置后权重的一列，以及两者得到的 y 中的一个数",
)

# %%
# What it learns | 它学的是什么
# -----------------------------
#
# ``parameters()`` yields the weight and then the bias; both require gradients. To look at the numbers, take
# ``detach()``. Without a bias, ``bias`` is ``None``.
#
# ``parameters()`` 依次给出权重和偏置，两者都需要梯度。只想看数值，就用 ``detach()``。不要偏置时，``bias``
# 是 ``None``。
for name, parameter in layer.named_parameters():
    print(f"{name:6} {tuple(parameter.shape)} requires_grad={parameter.requires_grad}")
print("weight.detach().T", layer.weight.detach().T.shape)
assert [p.shape for p in layer.parameters()] == [(3, 2), (3,)]
assert nn.Linear(2, 3, bias=False).bias is None

# %%
# ``in_features`` is the size of the last dimension alone. Any number of dimensions may stand before it.
#
# ``in_features`` 只是最后一维的大小，前面可以有任意多个维度。
print("(7, 4, 10) ->", tuple(nn.Linear(10, 3)(torch.ones(7, 4, 10)).shape))
assert nn.Linear(10, 3)(torch.ones(7, 4, 10)).shape == (7, 4, 3)
try:
    layer(torch.ones(2, 3, device=x.device))
except RuntimeError as error:
    print("RuntimeError:", str(error).split("\n")[0])

# %%
# Two layers are one | 两层等于一层
# ---------------------------------
#
# Feed the result to a second layer, from 3 to 10. The two together are one linear layer with the weight
# W₂W₁ and the bias W₂b₁ + b₂.
#
# 把结果送进第二层，从 3 到 10。两层合起来仍是一个线性层，权重是 W₂W₁，偏置是 W₂b₁ + b₂。
torch.manual_seed(0)
second = nn.Linear(3, 10).to(x.device)
stacked = second(y)
merged = nn.Linear(2, 10).to(x.device)
with torch.no_grad():
    merged.weight.copy_(second.weight @ layer.weight)
    merged.bias.copy_(second.weight @ layer.bias + second.bias)
print(tuple(x.shape), "->", tuple(y.shape), "->", tuple(stacked.shape))
torch.testing.assert_close(merged(x), stacked)
assert stacked.shape == (3, 10)

# %%
# What it takes to bend | 怎样才能弯
# ----------------------------------
#
# Of the three species of iris, versicolor lies between the two others. One straight line cannot cut out the
# middle. Two linear layers with nothing between them cannot either, however wide they are; with a
# :py:obj:`torch.nn.ReLU` in between they can.
#
# 三种鸢尾花里，变色鸢尾夹在另外两种之间，一条直线切不出中间这一块。两个线性层之间什么也没有，再宽也切不出；
# 中间加一个 :py:obj:`torch.nn.ReLU` 就可以。
iris = load_iris()
petals = torch.tensor(iris.data[:, 2:]).float().to(x.device)
points = (petals - petals.mean(dim=0)) / petals.std(dim=0)
middle = torch.tensor(iris.target == 1).float().unsqueeze(1).to(x.device)


def fit(between):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(2, 32), between, nn.Linear(32, 1)).to(x.device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(300):
        optimizer.zero_grad()
        nn.BCEWithLogitsLoss()(model(points), middle).backward()
        optimizer.step()
    return model


models = {"Linear, Linear": fit(nn.Identity()), "Linear, ReLU, Linear": fit(nn.ReLU())}
right = {}
for name, model in models.items():
    right[name] = ((model(points) > 0) == middle.bool()).float().mean().item()
    print(f"{name:20} right for {right[name]:.0%} of the flowers")
assert right["Linear, Linear"] < 0.8 and right["Linear, ReLU, Linear"] > 0.93

across, up = torch.meshgrid(torch.linspace(-2, 2.2, 150), torch.linspace(-2, 2.2, 150), indexing="xy")
ground = torch.stack([across, up], dim=2).to(x.device)
figure, axes = plt.subplots(1, 2, sharey=True, figsize=(plots.WIDTH, 2.9))
for axis, (name, model) in zip(axes, models.items(), strict=True):
    with torch.no_grad():
        inside = (model(ground)[..., 0] > 0).float().cpu()
    axis.contourf(across, up, inside, levels=[-0.5, 0.5, 1.5], colors=["white", "#cfe3f2"])
    for is_middle, marker in ((False, "o"), (True, "^")):
        chosen = points[middle[:, 0].bool() == is_middle].cpu()
        axis.plot(chosen[:, 0], chosen[:, 1], marker, markersize=3, color=plots.COLORS[is_middle])
    axis.set(xlabel="petal length", xticks=(), yticks=())
    axis.text(-1.9, 1.85, name, fontsize=10)
axes[0].set(ylabel="petal width")
plots.describe(
    figure,
    "Flowers by petal length and width: two linear layers cut the plane with a straight line, with ReLU between them"
    " the region closes around the middle species"
    " | 按花瓣长宽画出的花：两个线性层只能用直线划分平面；中间加上 ReLU，区域就围住了居中的那一种",
)
plt.show()

# sphinx_gallery_thumbnail_number = 2
