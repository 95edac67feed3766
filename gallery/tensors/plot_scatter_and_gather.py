# topics: topic/29
"""
Scatter and gather, with arrows | 用箭头看 scatter 与 gather
=============================================================

``scatter`` writes values to places that an index names, ``gather`` reads them from there. Where does each value
go? This script draws the arrows, turns classes into one-hot rows, and computes the average of every handwritten
digit with one ``scatter_reduce``.

``scatter`` 按索引把值写到指定的位置，``gather``
按索引把值读回来。每个值究竟去了哪里？本例画出箭头，再把类别变成独热编码，最后用一次 ``scatter_reduce``
求出每个手写数字的平均图像。
"""

import warnings

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

from reflib.snippets import device, drawing, plots, samples

plots.use_style()
where = device.pick()
source = torch.tensor([[10, 20, 30, 40, 50]], device=where)
index = torch.tensor([[2, 0, 1, 2, 0]], device=where)
assert source.shape == index.shape == (1, 5)

# %%
# scatter writes | scatter 写入
# -----------------------------
#
# ``target.scatter(0, index, source)`` gives each value a new position in dimension 0, the row, and leaves it its
# position in every other dimension: ``target[index[i, j], j] = source[i, j]``. The rest of the target stays.
#
# ``target.scatter(0, index, source)`` 为每个值指定它在第 0
# 维的新位置，也就是行号，其余维度的位置不变：``target[index[i, j], j] = source[i, j]``。目标中其余元素保持原样。
scattered = torch.zeros(3, 5, dtype=torch.int64, device=where).scatter(0, index, source)
print(scattered)
for j in range(5):
    assert scattered[index[0, j], j] == source[0, j]
assert scattered.sum() == source.sum()


def beside(centre):
    return centre[0] + 0.38, centre[1]  # an arrow here leaves the numbers readable


figure, axis = drawing.canvas(9, 7.5)
drawing.grid(axis, index, 2, 0.6, "index")
starts = drawing.grid(axis, source, 2, 2.4, "source", tint=0)
ends = drawing.grid(axis, scattered, 2, 4.4, tint=(scattered > 0).long() - 1)
axis.text(1.8, 5.9, "scatter(0,\nindex,\nsource)", ha="right", va="center", fontsize=11)
for j, row in enumerate(index[0].tolist()):
    drawing.arrow(axis, beside(starts[0][j]), beside(ends[row][j]))
plots.describe(
    figure,
    "Five numbers above a grid of three rows; an arrow from each number straight down to the row its index names"
    " | 五个数在上，三行的网格在下；每个数向下一个箭头，指向索引所说的那一行",
)

# %%
# gather reads | gather 读取
# --------------------------
#
# ``gather`` runs the arrows backwards: ``out[i, j] = input[index[i, j], j]``. With the same index it brings back
# what ``scatter`` put there.
#
# ``gather`` 让箭头反过来：``out[i, j] = input[index[i, j], j]``。用同一个索引，就能取回 ``scatter``
# 放进去的值。
table = torch.arange(15, device=where).reshape(3, 5)
gathered = table.gather(0, index)
print(gathered, "and back:", scattered.gather(0, index))
assert torch.equal(scattered.gather(0, index), source)

figure, axis = drawing.canvas(9, 7.5)
drawing.grid(axis, index, 2, 0.6, "index")
picked = torch.zeros(3, 5, device=where).scatter(0, index, 1.0).long()
starts = drawing.grid(axis, table, 2, 2.4, "input", tint=picked * 2 - 1)
ends = drawing.grid(axis, gathered, 2, 6.4, tint=1)
axis.text(1.8, 6.9, "gather(0,\nindex)", ha="right", va="center", fontsize=11)
for j, row in enumerate(index[0].tolist()):
    drawing.arrow(axis, beside(starts[row][j]), beside(ends[0][j]), color=1)
plots.describe(
    figure,
    "A grid of three rows with one cell marked in each column; an arrow from each down to a single row of results"
    " | 三行的网格，每列标出一个格子；每个格子向下一个箭头，汇成一行结果",
)

# %%
# In place, and what is refused | 就地操作，以及什么会被拒绝
# ----------------------------------------------------------
#
# The underscore comes last: :py:obj:`torch.Tensor.scatter_` changes the tensor and returns it,
# :py:obj:`torch.Tensor.scatter` leaves it alone. The index holds integers, int64 to be safe; the source must
# have the data type of the target; and every index must lie within the target.
#
# 下划线在末尾：:py:obj:`torch.Tensor.scatter_` 修改张量自身并返回它，:py:obj:`torch.Tensor.scatter`
# 则不改动原张量。索引须是整数，用 int64 最稳妥；``source`` 的数据类型须与目标一致；每个索引都不能越界。
target = torch.zeros(3, 5, dtype=torch.int64, device=where)
target.scatter(0, index, source)
print("after scatter: ", target.sum().item())
returned = target.scatter_(0, index, source)
print("after scatter_:", target.sum().item())
assert returned is target and torch.equal(target, scattered)

for bad_index, bad_source in ((index.float(), source), (index, source.float())):
    try:
        target.scatter(0, bad_index, bad_source)
    except RuntimeError as error:
        print("RuntimeError:", error)
try:
    torch.zeros(3, 5).scatter(0, torch.tensor([[3]]), 1.0)
except RuntimeError as error:
    print("RuntimeError:", error)

# %%
# One-hot rows | 独热编码
# -----------------------
#
# A class becomes a row of zeros with a single one: scatter the number 1 along dimension 1. The index needs as
# many dimensions as the target, hence ``unsqueeze(1)``. ``F.one_hot`` is the same, in int64.
#
# 类别变成一行，除一个 1 之外全是 0：沿第 1 维把数 1 写进去即可。索引的维数须与目标相同，所以要用
# ``unsqueeze(1)``。``F.one_hot`` 的结果相同，类型为 int64。
images, classes = (tensor.to(where) for tensor in samples.digits()[0].tensors)
one_hot = torch.zeros(len(classes), 10, device=where).scatter_(1, classes.unsqueeze(1), 1.0)
print("classes:", classes[:3].tolist())
print(one_hot[:3].int())
assert torch.equal(one_hot, F.one_hot(classes, num_classes=10).float())
assert torch.equal(one_hot.argmax(dim=1), classes) and (one_hot.sum(dim=1) == 1).all()

# %%
# Several values in one place | 多个值写到同一位置
# ------------------------------------------------
#
# When an index repeats, plain ``scatter`` keeps one of the values, and which one is not defined. To combine them,
# ``scatter_add`` sums and ``scatter_reduce`` takes a mean, a product, a minimum or a maximum. Here 1347 digits fall
# into 10 rows, one a class: the index is the class, spread over all 64 pixels, since an index is not broadcast.
#
# 索引有重复时，普通的 ``scatter`` 只留下其中一个值，是哪一个没有定义。要把它们合并，``scatter_add``
# 求和，``scatter_reduce`` 求均值、积、最小值或最大值。这里 1347 个数字落入 10 行，每类一行：索引就是类别，
# 要展开到全部 64 个像素，因为索引不会自动广播。
index = classes.unsqueeze(1).expand_as(images)
means = torch.zeros(10, 64, device=where).scatter_reduce(0, index, images, reduce="mean", include_self=False)
sums = torch.zeros(10, 64, device=where).scatter_add(0, index, images)
print("index:", tuple(index.shape), "-> means:", tuple(means.shape))
torch.testing.assert_close(means, sums / classes.bincount().unsqueeze(1))
torch.testing.assert_close(means[8], images[classes == 8].mean(dim=0))

figure = plots.show_images({str(digit): means[digit].reshape(8, 8) for digit in range(10)}, columns=5)
plots.describe(
    figure,
    "The average image of each digit from 0 to 9, in two rows of five: blurred, and readable"
    " | 数字 0 到 9 各自的平均图像，两行各五个：模糊，但认得出来",
)

# %%
# ``scatter`` itself has a ``reduce``; with a tensor for the source it is deprecated, and it cannot take a mean.
#
# ``scatter`` 自己也有 ``reduce`` 参数；当 ``source`` 是张量时，它已弃用，而且不能求均值。
torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = torch.zeros(10, 64, device=where).scatter(0, index, images, reduce="add")
torch.set_warn_always(False)
print(*(str(warning.message).split(" (")[0] for warning in caught[:1]))
assert any("deprecated" in str(warning.message) for warning in caught)
torch.testing.assert_close(old, sums)
plt.show()

# sphinx_gallery_thumbnail_number = 1
