# topics: topic/37
"""
Reductions: which dimension goes away | 归约：消失的是哪一维
============================================================

Does ``dim=0`` mean down or across? And why does :py:obj:`torch.std` not agree with NumPy? This script draws a
reduction, standardises data with ``keepdim``, and measures on real patients what dividing by n - 1 is for.

``dim=0`` 是竖着还是横着？:py:obj:`torch.std` 为什么与 NumPy
的结果不同？本例先把归约画出来，再用 ``keepdim`` 做标准化，最后用真实的患者数据看看除以 n - 1 有什么用。
"""

import matplotlib.pyplot as plt
import numpy as np
import torch

from reflib.snippets import device, drawing, plots, samples

plots.use_style()
where = device.pick()
x = torch.arange(12.0, device=where).reshape(3, 4)
print("x:", x.tolist())
assert x.shape == (3, 4)

# %%
# The dimension that is named disappears | 写明的那一维会消失
# -----------------------------------------------------------
#
# ``dim=0`` runs along the first dimension, so the rows are added to one another and a row is left. ``dim=1`` leaves
# one number for each row. Without ``dim`` everything is reduced, to a tensor of no dimensions. This holds for
# :py:obj:`torch.sum`, :py:obj:`torch.mean`, :py:obj:`torch.prod`, :py:obj:`torch.std` and their kind.
#
# ``dim=0`` 沿第一维进行，各行相加，剩下一行；``dim=1`` 则每行剩一个数。不写 ``dim`` 就把全部元素归约成一个 0
# 维张量。:py:obj:`torch.sum`、:py:obj:`torch.mean`、:py:obj:`torch.prod`、:py:obj:`torch.std` 等都是如此。
down, across, everything = x.sum(dim=0), x.sum(dim=1), x.sum()
print("sum(dim=0):", down.tolist(), tuple(down.shape))
print("sum(dim=1):", across.tolist(), tuple(across.shape))
print("sum():", everything, "prod(dim=1):", x.prod(dim=1).tolist())
assert down.shape == (4,) and across.shape == (3,) and everything.shape == ()
assert torch.equal(x.sum(dim=(0, 1)), everything)

figure, axis = drawing.canvas(9, 7)
cells = drawing.grid(axis, x, 1, 0.8, "x")
bottom = drawing.grid(axis, down, 1, 5.2, tint=0)
side = drawing.grid(axis, across.unsqueeze(1), 7, 0.8, "sum(dim=1)", tint=1)
axis.text(3, 6.4, "sum(dim=0)", ha="center", va="top", fontsize=11)
for column in range(4):
    drawing.arrow(axis, cells[2][column], bottom[0][column])
for row in range(3):
    drawing.arrow(axis, cells[row][3], side[row][0], color=1)
plots.describe(
    figure,
    "A grid of 3 rows and 4 columns: arrows down to a row of four sums for dim=0, arrows right to a column of three"
    " for dim=1"
    " | 3 行 4 列的网格：dim=0 的箭头向下，得到一行四个和；dim=1 的箭头向右，得到一列三个和",
)

# %%
# keepdim | keepdim
# -----------------
#
# ``keepdim=True`` keeps the dimension with size 1, so that the result still lines up with what it came from. To take
# from each row its own mean, that is needed: shape (3,) would line up with the columns.
#
# ``keepdim=True`` 让那一维以大小 1
# 保留下来，结果仍能与原张量对齐。要从每一行减去自己的均值，就需要它：形状 (3,) 会去与列对齐。
print("mean(dim=1):", tuple(x.mean(dim=1).shape), " keepdim:", tuple(x.mean(dim=1, keepdim=True).shape))
centred = x - x.mean(dim=1, keepdim=True)
print("rows now average", centred.mean(dim=1).tolist())
assert torch.equal(centred.mean(dim=1), torch.zeros(3, device=where))
try:
    x - x.mean(dim=1)
except RuntimeError as error:
    print("RuntimeError:", error)

# %%
# On a square matrix there is no such error, only a wrong result: the mean of row j is taken from column j.
#
# 遇到方阵就没有这个错误，只有错误的结果：第 j 行的均值被从第 j 列减去了。
square = x[:, :3]
wrong = square - square.mean(dim=1)
print("wrong, and silent:", wrong.mean(dim=1).tolist())
assert wrong.mean(dim=1).abs().max() > 1

# %%
# A mean needs floating point. Of integers say which: ``dtype=torch.float32``.
#
# 求均值需要浮点数；对整数张量要用 ``dtype=torch.float32`` 指明类型。
pixels = samples.photograph("china.jpg").to(where)
try:
    pixels.mean(dim=(0, 1))
except RuntimeError as error:
    print("RuntimeError:", str(error).split(". ")[0])
colour = pixels.mean(dim=(0, 1), dtype=torch.float32)
print("mean colour:", [round(value, 1) for value in colour.tolist()])
assert colour.shape == (3,)

# %%
# n - 1 | 除以 n - 1
# ------------------
#
# :py:obj:`torch.var` and :py:obj:`torch.std` divide by n - 1; NumPy, and a textbook's variance of a whole population,
# by n: that is ``correction=0``. The first is meant for samples. Draw five of the 442 diabetes patients, compute the
# variance of their progression, and repeat: dividing by n comes out too small by a fifth on average, dividing by n - 1
# does not.
#
# :py:obj:`torch.var` 与 :py:obj:`torch.std` 除以 n - 1；NumPy 以及教科书里的总体方差除以 n，对应
# ``correction=0``。前者用于样本：从 442 名糖尿病患者中抽 5 人，计算病情进展的方差，反复进行。除以 n
# 平均会偏小五分之一，除以 n - 1 则不会。
_, target, _ = samples.diabetes()
target = target.flatten().to(where)
population = target.var(correction=0)
generator = torch.Generator().manual_seed(0)
drawn = target[torch.randint(442, (20_000, 5), generator=generator).to(where)]
by_n, by_n_minus_1 = drawn.var(dim=1, correction=0), drawn.var(dim=1)
print(f"population {population:.0f}; mean over samples: by n {by_n.mean():.0f}, by n - 1 {by_n_minus_1.mean():.0f}")
print(f"as NumPy: {np.var(target.cpu().numpy()):.0f}")
assert abs(by_n.mean() / population - 4 / 5) < 0.02 and abs(by_n_minus_1.mean() / population - 1) < 0.02
torch.testing.assert_close(drawn.std(dim=1).square(), by_n_minus_1)

figure, axis = plt.subplots()
counts = torch.arange(1, 20_001) / 1000
for label, values in (("correction=1", by_n_minus_1), ("correction=0", by_n)):
    running = values.cpu().cumsum(0) / torch.arange(1, 20_001)
    axis.plot(counts[20:], running[20:] / 1000, label=label)
axis.axhline(population.item() / 1000, color="black", linestyle=":", label="population")
axis.set(xlabel="samples of 5 / 1000", ylabel="mean variance / 1000", ylim=(4, 7.6))
axis.legend(loc="upper right", ncols=2)
plots.describe(
    figure,
    "Running means over 20 000 samples: with n - 1 the variance settles on that of the population, with n a fifth below"
    " | 两万次抽样的累计均值：除以 n - 1 时方差落在总体方差上，除以 n 时低五分之一",
)

# %%
# The middle and the most common | 中位数与众数
# ---------------------------------------------
#
# Of an even number of elements :py:obj:`torch.median` returns the lower middle one, an element of the tensor;
# ``torch.quantile(x, 0.5)`` takes the average of the two. Of values that are equally common
# :py:obj:`torch.mode` returns the smallest. With ``dim``, both return values and indices.
#
# 元素个数为偶数时，:py:obj:`torch.median` 返回中间两个里较小的那个，它一定是张量里的元素；
# ``torch.quantile(x, 0.5)`` 则取两者的平均。出现次数相同时，:py:obj:`torch.mode` 返回最小的值。写了
# ``dim``，两者都返回值与索引。
four = torch.tensor([4.0, 1.0, 3.0, 2.0], device=where)
print("median:", four.median().item(), " quantile:", torch.quantile(four, 0.5).item())
print("mode of 2, 2, 1, 1, 3:", torch.tensor([2, 2, 1, 1, 3], device=where).mode().values.item())
print("median of 442 patients:", target.median().item(), " mean:", round(target.mean().item(), 1))
assert four.median() == 2 and torch.quantile(four, 0.5) == 2.5
assert torch.tensor([2, 2, 1, 1, 3], device=where).mode().values == 1
values, indices = x.median(dim=1)
assert torch.equal(x.gather(1, indices.unsqueeze(1)).squeeze(1), values)

# %%
# Norms | 范数
# ------------
#
# ``torch.norm`` is deprecated in its documentation, because ``p=2`` did not say whether a matrix is meant as a matrix
# or as a list of numbers. :py:obj:`torch.linalg.vector_norm` takes the numbers, ``torch.linalg.matrix_norm`` the
# matrix, and :py:obj:`torch.dist` is the vector norm of a difference.
#
# ``torch.norm`` 的文档已注明弃用：``p=2``
# 说不清是把矩阵当作矩阵，还是当作一串数。:py:obj:`torch.linalg.vector_norm`
# 看的是数，``torch.linalg.matrix_norm`` 看的是矩阵，:py:obj:`torch.dist` 则是差的向量范数。
eye = torch.eye(2, device=where)
print(f"vector_norm {torch.linalg.vector_norm(eye):.4f}, matrix_norm(ord=2) {torch.linalg.matrix_norm(eye, ord=2):.4f}")
print("rows:", torch.linalg.vector_norm(x, dim=1).tolist())
distance = torch.dist(torch.tensor([0.0, 3.0], device=where), torch.tensor([4.0, 0.0], device=where))
print("dist:", distance.item())
assert "deprecated" in torch.norm.__doc__ and distance == 5
plt.show()

# sphinx_gallery_thumbnail_number = 1
