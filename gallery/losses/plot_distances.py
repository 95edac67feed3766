# topics: topic/48
"""
Distances: in pairs, or all with all | 距离：成对计算与两两计算
===============================================================

How far apart are two digits? :py:obj:`torch.nn.PairwiseDistance` compares row with row,
:py:obj:`torch.cdist` every row with every other. This script computes both by hand, looks at the order p of
the norm, and recognises handwritten digits by their nearest neighbour, with no training at all.

两个数字相距多远？:py:obj:`torch.nn.PairwiseDistance` 一行对一行地比较，:py:obj:`torch.cdist` 则把每一行与每
一行相比。本例把两者都手算一遍，看看范数的阶 p，再用最近邻识别手写数字，完全不用训练。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
train_set, test_set = samples.digits()
known, known_classes = (part.to(device.pick()) for part in train_set[:])
new, new_classes = (part.to(device.pick()) for part in test_set[:])
print("known", tuple(known.shape), "new", tuple(new.shape))

# %%
# Row with row, or all with all | 一行对一行，还是两两相比
# --------------------------------------------------------
#
# ``PairwiseDistance`` wants two batches of the same shape and returns one distance for each pair of rows,
# (N,). ``cdist`` takes N rows and M rows and returns all N x M; its diagonal holds the pairs.
#
# ``PairwiseDistance`` 要两个形状相同的批，每对行返回一个距离，形状 (N,)。``cdist`` 接收 N 行与 M 行，返回全
# 部 N x M 个距离，对角线上就是成对的那些。
a, b = known[:5].double(), known[5:10].double()
pairs = nn.PairwiseDistance()(a, b)
everything = torch.cdist(a, b)
print("pairs", tuple(pairs.shape), [round(value, 3) for value in pairs.tolist()])
print("cdist", tuple(everything.shape), "its diagonal", [round(value, 3) for value in everything.diag().tolist()])
torch.testing.assert_close(pairs, everything.diag(), atol=1e-5, rtol=0)
torch.testing.assert_close(everything, (a[:, None] - b[None]).square().sum(dim=2).sqrt())
assert nn.PairwiseDistance(keepdim=True)(a, b).shape == (5, 1)

# %%
# The order of the norm | 范数的阶
# --------------------------------
#
# ``p`` is the order of the norm: 1 adds up the absolute differences, 2 is the straight line, infinity takes
# the largest difference. From (0, 3) to (4, 0) that is 7, 5 and 4. The curves show where the distance from
# the middle is 1.
#
# ``p`` 是范数的阶：1 是差的绝对值之和，2 是直线距离，无穷取最大的差。从 (0, 3) 到 (4, 0) 依次是 7、5、4。曲
# 线是到中心的距离等于 1 的点。
x = torch.tensor([[0.0, 3.0]], dtype=torch.float64, device=known.device)
y = torch.tensor([[4.0, 0.0]], dtype=torch.float64, device=known.device)
ORDERS = (1.0, 2.0, 4.0, float("inf"))
for p in ORDERS:
    paired, crossed = nn.PairwiseDistance(p=p)(x, y).item(), torch.cdist(x, y, p=p).item()
    print(f"p={p:<4} PairwiseDistance {paired:.4f}, cdist {crossed:.4f}")
assert [round(torch.cdist(x, y, p=p).item(), 6) for p in (1.0, 2.0, float("inf"))] == [7, 5, 4]

angle = torch.linspace(0, 2 * torch.pi, 400, dtype=torch.float64)
rays = torch.stack([angle.cos(), angle.sin()], dim=1).to(known.device)
figure, axis = plt.subplots(figsize=(plots.WIDTH, 3.4))
for p in ORDERS:
    circle = (rays / torch.cdist(rays, torch.zeros_like(rays[:1]), p=p)).cpu()
    axis.plot(circle[:, 0], circle[:, 1], label=f"p={p:g}")
    torch.testing.assert_close(circle.norm(p=p, dim=1), torch.ones(400, dtype=torch.float64))
axis.set(aspect="equal", xlim=(-1.1, 2.1), xticks=(-1, 0, 1), yticks=(-1, 0, 1))
axis.legend(loc="center right")
plots.describe(
    figure,
    "Points at distance 1: a diamond for p = 1, a circle for 2, a rounded square for 4, a square for infinity"
    " | 距离为 1 的点：p = 1 是菱形，2 是圆，4 是圆角方形，无穷是正方形",
)

# %%
# Nearly zero | 几乎是零
# ----------------------
#
# ``PairwiseDistance`` adds ``eps``, 1e-6, to every difference, so a row is not at distance 0 from itself:
# with 64 numbers it is 8e-6. ``cdist`` adds nothing; but with more than 25 rows it goes through a matrix
# product for speed, and rounding shows where distances should be zero. ``compute_mode`` turns that off.
#
# ``PairwiseDistance`` 给每个差加上 ``eps``，即 1e-6，所以一行到它自己的距离不是 0：64 个数时是
# 8e-6。``cdist`` 什么也不加；但超过 25 行时，为了快，它改走矩阵乘法，本该为零的地方就露出舍入误
# 差。``compute_mode`` 可以关掉这种做法。
itself = nn.PairwiseDistance()(a, a)
print(f"PairwiseDistance to itself: {itself[0].item():.2e}")
centred = known - known.mean(dim=0)
fast = torch.cdist(centred, centred).diag().max().item()
exact = torch.cdist(centred, centred, compute_mode="donot_use_mm_for_euclid_dist").diag().max().item()
print(f"cdist to itself, largest: {fast:.1e} by matrix product, {exact:.1e} without")
torch.testing.assert_close(itself, torch.full_like(itself, 8e-6), rtol=1e-3, atol=0)
assert exact == 0 <= fast < 0.1

# %%
# The nearest neighbour | 最近邻
# ------------------------------
#
# All distances from 450 new digits to 1347 known ones; the class of the nearest is the answer.
#
# 算出 450 个新数字到 1347 个已知数字的全部距离，最近那一个的类别就是答案。
distances = torch.cdist(new, known)
nearest = distances.argmin(dim=1)
right = known_classes[nearest] == new_classes
print("distances", tuple(distances.shape), f"right {right.float().mean():.3f}")
assert distances.shape == (450, 1347) and right.float().mean() > 0.97

wrong = (~right).nonzero().flatten().tolist()[:4]
figure, axes = plt.subplots(2, 4, figsize=(plots.WIDTH, 3.2))
for column, index in enumerate(wrong):
    for row, (digit, label) in enumerate(
        ((new[index], new_classes[index]), (known[nearest[index]], known_classes[nearest[index]]))
    ):
        axes[row, column].imshow(digit.reshape(8, 8).cpu(), cmap="gray_r")
        axes[row, column].set(xticks=(), yticks=(), xlabel=label.item())
axes[0, 0].set(ylabel="new")
axes[1, 0].set(ylabel="nearest")
plots.describe(
    figure,
    "Four new digits that are taken for another class, each above its nearest known digit, which looks much like it"
    " | 四个被认错的新数字，下方各是离它最近的已知数字，两者十分相像",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
