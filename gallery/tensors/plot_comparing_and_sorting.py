# topics: topic/38
"""
Comparing, sorting, top-k | 比较、排序与 top-k
==============================================

Which pixels are sky, and which handwritten digits look most like this one? This script answers with comparisons,
which give tensors of ``bool``, and with :py:obj:`torch.topk`, which finds the nearest neighbours; five of them by
majority recognise the digits of the test set.

哪些像素是天空？哪些手写数字与这一个最像？本例用比较来回答前者，得到 ``bool`` 张量；用
:py:obj:`torch.topk` 找最近邻来回答后者，并让五个近邻投票，认出测试集里的数字。
"""

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, plots, samples

plots.use_style()
where = device.pick()
photo = samples.photograph("china.jpg").to(where).int()
red, green, blue = photo.unbind(dim=2)
print("photo:", tuple(photo.shape), photo.dtype)
assert photo.shape == (427, 640, 3)

# %%
# A comparison is a mask | 比较得到掩码
# -------------------------------------
#
# ``>`` and its five relatives, :py:obj:`torch.gt`, :py:obj:`torch.ge`, :py:obj:`torch.lt`, :py:obj:`torch.le`,
# :py:obj:`torch.eq` and :py:obj:`torch.ne`, compare element by element, after broadcasting, and return ``bool``. Such
# a mask can be combined with ``&``, ``|`` and ``~``, summed to count, and used as an index.
#
# ``>`` 及其同类（:py:obj:`torch.gt`、:py:obj:`torch.ge`、:py:obj:`torch.lt`、:py:obj:`torch.le`、:py:obj:`torch.eq`、
# :py:obj:`torch.ne`）先广播，再逐元素比较，返回 ``bool``。这样的掩码可以用 ``&``、``|``、``~`` 组合，
# 求和即计数，也可以用作索引。
sky = (blue > 150) & (blue + 12 >= red)
print(sky.dtype, tuple(sky.shape), f"- {sky.sum().item()} pixels, {sky.float().mean():.0%}")
print("mean colour there:", [round(value) for value in photo[sky].float().mean(dim=0).tolist()])
assert sky.dtype == torch.bool and photo[sky].shape == (sky.sum(), 3)
assert torch.equal(blue > 150, torch.gt(blue, 150)) and torch.equal(~(blue > 150), blue <= 150)

painted = photo.clone()
painted[sky] = torch.tensor([213, 94, 0], dtype=torch.int32, device=where)
figure = plots.show_images({"sky": sky.float(), "painted[sky] = ...": painted})
plots.describe(
    figure,
    "Left, the mask: sky and water white, palace and trees black; right, the photograph with the masked pixels orange"
    " | 左：掩码，天空与水面为白，宫殿与树为黑；右：掩码处被涂成橙色的照片",
)

# %%
# Equal, equally | 相等的几种说法
# -------------------------------
#
# :py:obj:`torch.eq` answers for each element, :py:obj:`torch.equal` for the whole, with a Python ``bool``. It asks
# for the same shape and the same values, and lets the data type differ. NaN equals nothing, itself included. An ``if``
# needs one answer, and after rounding errors the question is ``torch.allclose``.
#
# :py:obj:`torch.eq` 对每个元素各作回答，:py:obj:`torch.equal` 对整体回答，返回 Python 的
# ``bool``：要求形状与值都相同，数据类型可以不同。NaN 与谁都不相等，包括它自己。``if``
# 只能接受一个答案；有舍入误差时，该问的是 ``torch.allclose``。
a, b = torch.tensor([1, 2, 3], device=where), torch.tensor([1.0, 2.0, 4.0], device=where)
print("eq:", torch.eq(a, b).tolist(), " equal:", torch.equal(a, b), torch.equal(a, a.double()))
assert torch.equal(a, a.double()) is True and torch.equal(a, a[:2]) is False
nan = torch.tensor([float("nan")], device=where)
summed, wanted = torch.tensor([0.1, 0.3], dtype=torch.float64, device=where)
summed = summed + 0.2
print("NaN:", torch.equal(nan, nan.clone()))
print("0.1 + 0.2: eq", (summed == wanted).item(), " allclose", torch.allclose(summed, wanted))
assert not torch.equal(nan, nan.clone()) and summed != wanted and torch.allclose(summed, wanted)
try:
    if a == b:
        pass
except RuntimeError as error:
    print("RuntimeError:", error)

# %%
# Values and indices | 值与索引
# -----------------------------
#
# With a dimension, :py:obj:`torch.max` returns a named pair: the values, and where they were. So do
# :py:obj:`torch.sort`, :py:obj:`torch.topk` and :py:obj:`torch.kthvalue`. ``k`` counts from 1, and ``kthvalue`` counts
# from the smallest. Without a dimension ``max`` is a single number, and with a second tensor it is element by element.
#
# 写了维度，:py:obj:`torch.max`
# 返回一个具名的二元组：值，以及值所在的位置。:py:obj:`torch.sort`、:py:obj:`torch.topk`、:py:obj:`torch.kthvalue`
# 也一样。``k`` 从 1 数起，``kthvalue`` 从最小的数起。不写维度，``max`` 是一个数；再给一个张量，则是逐元素取大。
x = torch.tensor([[5, 1, 4, 2], [3, 9, 7, 8]], device=where)
best = x.max(dim=1)
print(type(best).__name__, "values", best.values.tolist(), "indices", best.indices.tolist())
ordered, order = x.sort(dim=1, descending=True)
print("sort:", ordered.tolist(), "from", order.tolist())
print("topk(2):", x.topk(2, dim=1).values.tolist(), " kthvalue(2):", x.kthvalue(2, dim=1).values.tolist())
print("max():", x.max().item(), " max(x, 4):", torch.max(x, torch.tensor(4, device=where)).tolist())
assert torch.equal(x.gather(1, order), ordered)
assert torch.equal(x.topk(2, dim=1).values, ordered[:, :2]) and torch.equal(best.values, ordered[:, 0])
assert torch.equal(x.kthvalue(2, dim=1).values, x.sort(dim=1).values[:, 1])

# %%
# The last dimension is the default, and ``dim=None`` is not a way to ask for it. ``max`` takes one dimension at a
# time; ``torch.amax`` takes several and returns values only.
#
# 默认是最后一维，但不能用 ``dim=None`` 来表示。``max`` 一次只接受一维；``torch.amax`` 可以接受多维，只返回值。
for attempt in (lambda: x.sort(dim=None), lambda: x.kthvalue(2, dim=None), lambda: x.max(dim=(0, 1))):
    try:
        attempt()
    except TypeError as error:
        print("TypeError:", str(error).split(", but")[0])
assert torch.amax(x, dim=(0, 1)) == 9

# %%
# Nearest neighbours | 最近邻
# ---------------------------
#
# The distances from every test digit to every training digit are a matrix of 450 by 1347. ``topk`` with
# ``largest=False`` picks the five nearest of each row, and :py:obj:`torch.mode` takes their majority.
#
# 每个测试数字到每个训练数字的距离构成 450 乘 1347 的矩阵。``topk`` 配上 ``largest=False``
# 从每一行取最近的五个，再用 :py:obj:`torch.mode` 取其中的多数。
(train_images, train_classes), (test_images, test_classes) = (
    (part.tensors[0].to(where), part.tensors[1].to(where)) for part in samples.digits()
)
distances = torch.cdist(test_images, train_images)
nearest = distances.topk(5, dim=1, largest=False)
votes = train_classes[nearest.indices]
accuracy = (votes.mode(dim=1).values == test_classes).float().mean().item()
print("distances:", tuple(distances.shape), "-> indices:", tuple(nearest.indices.shape))
print(f"recognised by five neighbours: {accuracy:.1%}")
assert accuracy > 0.97
torch.testing.assert_close(nearest.values, distances.sort(dim=1).values[:, :5])

shown = {}
for i in range(3):
    shown[f"test {i}: {test_classes[i]}"] = test_images[i]
    for index in nearest.indices[i, :4].tolist():
        shown[f"#{index}: {train_classes[index]}"] = train_images[index]
figure = plots.show_images({name: image.reshape(8, 8) for name, image in shown.items()}, columns=5)
plots.describe(
    figure,
    "Three rows: a test digit, then the four training digits nearest to it with number and class, all of its class"
    " | 三行：每行先是一个测试数字，然后是离它最近的四个训练数字，标着编号与类别，类别都与它相同",
)
assert len(shown) == 15 and (votes[:3, :4] == test_classes[:3].unsqueeze(1)).all()
plt.show()

# sphinx_gallery_thumbnail_number = 2
