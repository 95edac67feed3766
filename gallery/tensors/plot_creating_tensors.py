# topics: topic/32
"""
Creating tensors | 创建张量
===========================

Which function makes which numbers, and where does a range end? This script fills tensors with constants, lays
out ranges with :py:obj:`torch.arange`, :py:obj:`torch.linspace` and :py:obj:`torch.logspace`, and draws random
numbers, every element from a normal distribution of its own.

哪个函数生成哪些数？一个范围到哪里为止？本例先用常数填充张量，再用
:py:obj:`torch.arange`、:py:obj:`torch.linspace` 与 :py:obj:`torch.logspace`
生成等间隔的数，最后抽取随机数，让每个元素都来自自己的正态分布。
"""

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, drawing, plots

plots.use_style()
where = device.pick()
data = torch.tensor([[1, 2], [3, 4]], device=where)
print("from data:", data.tolist(), data.dtype, data.device.type)
assert data.shape == (2, 2) and data.dtype == torch.int64

# %%
# Constants | 常数
# ----------------
#
# :py:obj:`torch.tensor` copies the data it is given. The others take a shape: :py:obj:`torch.zeros`,
# :py:obj:`torch.ones`, ``torch.full`` for any other value, and :py:obj:`torch.eye` for ones on the diagonal.
# Their ``_like`` forms take the shape, the dtype and the device from another tensor.
#
# :py:obj:`torch.tensor` 复制传入的数据，其余函数接收形状：:py:obj:`torch.zeros`、:py:obj:`torch.ones`，
# 填充其他值用 ``torch.full``，对角线为 1 用 :py:obj:`torch.eye`。带 ``_like``
# 的版本则沿用另一个张量的形状、数据类型与设备。
constants = {
    "zeros(2, 3)": torch.zeros(2, 3, device=where),
    "full((2, 3), 7)": torch.full((2, 3), 7, device=where),
    "eye(2, 3)": torch.eye(2, 3, device=where),
}
for name, tensor in constants.items():
    print(f"{name:15} {tensor.tolist()} {tensor.dtype}")
assert torch.equal(torch.ones_like(data), torch.full((2, 2), 1, device=where))
assert constants["full((2, 3), 7)"].dtype == torch.int64  # full takes its dtype from the value

figure, axis = drawing.canvas(11.2, 3.2)
for i, (name, tensor) in enumerate(constants.items()):
    drawing.grid(axis, tensor, 0.1 + 4 * i, 1, name, tint=(tensor != 0).long() - 1)
plots.describe(
    figure,
    "Three grids of 2 rows and 3 columns: all zeros, all sevens, and ones on the diagonal"
    " | 三个 2 行 3 列的网格：全是 0，全是 7，以及对角线为 1",
)

# %%
# Ranges | 范围
# -------------
#
# ``arange(start, end, step)`` knows the step and leaves the end out, like Python's ``range``.
# ``linspace(start, end, steps)`` knows the number of points and includes both ends.
# ``logspace(start, end, steps)`` spaces the exponents evenly: its numbers go from ``base ** start`` to
# ``base ** end``, and ``base`` is 10 unless you choose another.
#
# ``arange(start, end, step)`` 给定间隔，不含终点，与 Python 的 ``range`` 一样。
# ``linspace(start, end, steps)`` 给定点数，两端都包含。``logspace(start, end, steps)``
# 让指数等间隔：结果从 ``base ** start`` 到 ``base ** end``，``base`` 默认为 10，也可以另选。
ranges = {
    "arange(0, 8, 2)": torch.arange(0, 8, 2, device=where),
    "linspace(0, 8, steps=5)": torch.linspace(0, 8, steps=5, device=where),
    "logspace(0, 3, steps=4, base=2)": torch.logspace(0, 3, steps=4, base=2, device=where),
}
for name, tensor in ranges.items():
    print(f"{name:32} {tensor.tolist()}")
print(f"{'logspace(0, 3, steps=4)':32} {torch.logspace(0, 3, steps=4, device=where).tolist()}")
assert ranges["arange(0, 8, 2)"].tolist() == [0, 2, 4, 6]
assert ranges["linspace(0, 8, steps=5)"].tolist() == [0, 2, 4, 6, 8]

figure, axis = plt.subplots(figsize=(plots.WIDTH, 3))
for i, (name, tensor) in enumerate(ranges.items()):
    axis.plot(tensor.cpu(), [-i] * len(tensor), "o", markersize=9)
    axis.text(0, 0.25 - i, name)
axis.axvline(8, color="black", linestyle=":", linewidth=1)
axis.set(xlim=(-0.5, 8.5), ylim=(-2.5, 0.7), yticks=[])
axis.spines["left"].set_visible(False)
plots.describe(
    figure,
    "Dots on three lines from 0 to 8: arange stops at 6, linspace reaches 8, logspace doubles from 1 to 8"
    " | 三条从 0 到 8 的线上的点：arange 停在 6，linspace 到达 8，logspace 从 1 翻倍到 8",
)

# %%
# ``steps`` has no default any more; old code that leaves it out relied on 100. And a fractional step is not
# for ``arange``: 0.1 has no exact binary form, so rounding decides whether the end slips in. ``linspace``
# counts the points instead.
#
# ``steps`` 现在没有默认值；省略它的旧代码靠的是从前的默认值 100。小数间隔也不适合 ``arange``：0.1
# 无法用二进制精确表示，终点会不会混进来全看舍入。这时应改用按点数计算的 ``linspace``。
try:
    torch.linspace(0, 1)
except TypeError as error:
    print("TypeError:", str(error).split(" - ")[0])
slipped = torch.arange(1, 1.3, 0.1, device=where)
print("arange(1, 1.3, 0.1):", [round(value, 1) for value in slipped.tolist()])
assert len(slipped) == 4 and len(torch.linspace(1, 1.2, steps=3, device=where)) == 3

# %%
# One normal distribution for each element | 每个元素一个正态分布
# ---------------------------------------------------------------
#
# :py:obj:`torch.normal` takes a tensor of means and one of standard deviations, and draws one value for each
# element from the distribution that belongs to it. These distributions are separate, not discrete: hardly any
# value comes twice. :py:obj:`torch.randn` is the case of mean 0 and deviation 1, and :py:obj:`torch.rand` is
# uniform on [0, 1).
#
# :py:obj:`torch.normal`
# 接收一个均值张量和一个标准差张量，为每个元素从它自己的分布里抽一个值。这些分布各自独立，
# 而不是离散分布：几乎没有重复的值。:py:obj:`torch.randn` 是均值 0、标准差 1
# 的特例，:py:obj:`torch.rand` 在 [0, 1) 上均匀分布。
torch.manual_seed(0)
mean = torch.arange(0.0, 5.0, device=where)
std = torch.linspace(0.1, 0.9, steps=5, device=where)
draws = torch.normal(mean.expand(500, 5), std.expand(500, 5))
print("shape:", tuple(draws.shape))
print("means:     ", [round(value, 2) for value in draws.mean(dim=0).tolist()])
print("deviations:", [round(value, 2) for value in draws.std(dim=0).tolist()])
print("different values:", draws.unique().numel(), "of", draws.numel())
assert (draws.mean(dim=0) - mean).abs().max() < 0.15 and (draws.std(dim=0) - std).abs().max() < 0.15
assert draws.unique().numel() > 2400

figure, axis = plt.subplots()
for column in range(5):
    axis.plot(draws[:, column].cpu(), -torch.linspace(0, 1, 500) * 0.6 - column, ".", color="C0", markersize=2)
    axis.plot([mean[column].item()] * 2, [-column, -column - 0.6], color="black", linestyle="-", linewidth=1)
axis.set(xlabel="value", yticks=[-column - 0.3 for column in range(5)], yticklabels=[f"[:, {i}]" for i in range(5)])
plots.describe(
    figure,
    "Five clouds of points, one a column: their centres step from 0 to 4 and each is wider than the last"
    " | 五团点，每列一团：中心依次从 0 到 4，一团比一团宽",
)

# %%
# The seed fixes the draw: the same seed gives the same numbers on the same device and the same version. A CPU
# and a GPU draw different ones.
#
# 种子决定抽到的数：在同一设备、同一版本上，相同的种子给出相同的数。CPU 与 GPU 抽到的则不一样。
torch.manual_seed(0)
first = torch.randn(3, device=where)
torch.manual_seed(0)
again = torch.randn(3, device=where)
print("same seed, same numbers:", torch.equal(first, again), "- next:", torch.equal(first, torch.randn_like(first)))
assert torch.equal(first, again)
plt.show()

# sphinx_gallery_thumbnail_number = 2
