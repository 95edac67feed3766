# topics: topic/33
"""
Joining, splitting, turning | 拼接、切分与换位
==============================================

:py:obj:`torch.cat` or :py:obj:`torch.stack`? :py:obj:`torch.chunk` or :py:obj:`torch.split`? The pairs sound
alike and differ in the shapes they return. This script draws them, cuts a photograph into strips, and shows
which functions copy and which only look at the same memory in another way.

用 :py:obj:`torch.cat` 还是 :py:obj:`torch.stack`？用 :py:obj:`torch.chunk` 还是
:py:obj:`torch.split`？它们听起来相近，区别在结果的形状。本例把它们画出来，再把照片切成条，
看看哪些函数会复制，哪些只是换一种方式看同一块内存。
"""

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, drawing, plots, samples

plots.use_style()
where = device.pick()
a = torch.arange(6, device=where).reshape(2, 3)
b = a + 10
print("a:", a.tolist(), " b:", b.tolist())
assert a.shape == b.shape == (2, 3)

# %%
# cat or stack | cat 与 stack
# ---------------------------
#
# ``cat`` joins along a dimension that is there: the number of dimensions stays, and that one grows. ``stack``
# puts the tensors behind a new dimension, whose size is how many there are.
#
# ``cat`` 沿已有的维度拼接：维数不变，那一维变长。``stack`` 则新增一维，其大小就是张量的个数。
joined = {
    "cat([a, b], dim=0)": torch.cat([a, b], dim=0),
    "cat([a, b], dim=1)": torch.cat([a, b], dim=1),
    "stack([a, b])": torch.stack([a, b]),
    "stack([a, b], dim=1)": torch.stack([a, b], dim=1),
}
for name, result in joined.items():
    print(f"{name:22} shape {tuple(result.shape)}")
assert [tuple(result.shape) for result in joined.values()] == [(4, 3), (2, 6), (2, 2, 3), (2, 2, 3)]
assert torch.equal(joined["stack([a, b])"], torch.cat([a.unsqueeze(0), b.unsqueeze(0)]))

figure, axis = drawing.canvas(12, 12.2)
drawing.grid(axis, a, 0.2, 0.8, "a", tint=0)
drawing.grid(axis, b, 4.2, 0.8, "b", tint=1)
rows, columns, stacked, _ = joined.values()
drawing.grid(axis, rows, 0.2, 4.2, "cat, dim=0", tint=(rows >= 10).long())
drawing.grid(axis, columns, 4.2, 4.2, "cat, dim=1", tint=(columns >= 10).long())
for i, layer in enumerate(stacked):
    drawing.grid(axis, layer, 0.2 + 4 * i, 9.4, f"stack()[{i}]", tint=i)
plots.describe(
    figure,
    "Grids a and b of 2 by 3; cat gives one grid, 4 by 3 or 2 by 6; stack keeps them apart as two layers"
    " | 2 乘 3 的网格 a 与 b；cat 得到一个网格，4 乘 3 或 2 乘 6；stack 让它们各成一层",
)

# %%
# ``cat`` allows sizes to differ in the dimension it joins, ``stack`` nowhere. The arguments are called
# ``tensors`` and ``dim``; the names ``inputs``, ``sequence`` and ``dimension`` of old examples are errors.
#
# ``cat`` 允许各张量在拼接的那一维大小不同，``stack`` 则必须完全一致。参数名是 ``tensors`` 与
# ``dim``；旧例子里的 ``inputs``、``sequence``、``dimension`` 都会报错。
shorter = a[:1]
print("cat:", tuple(torch.cat([a, shorter]).shape))
assert torch.cat(tensors=[a, shorter], dim=0).shape == (3, 3)
for attempt in (lambda: torch.stack([a, shorter]), lambda: torch.cat([a, b], dimension=0)):
    try:
        attempt()
    except (RuntimeError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")

# %%
# chunk or split | chunk 与 split
# -------------------------------
#
# ``chunk`` is told how many pieces, ``split`` how long a piece is, or a list of lengths. ``chunk`` may return
# fewer pieces than it was asked for; ``tensor_split`` never does, and makes them as even as it can.
#
# ``chunk`` 指定块数，``split`` 指定每块的长度，或者给出长度列表。``chunk``
# 返回的块数可能比要求的少；``tensor_split`` 不会，而且各块尽量均匀。
ten = torch.arange(10, device=where)
pieces = {
    "chunk(4)": ten.chunk(4),
    "split(4)": ten.split(4),
    "split([1, 2, 7])": ten.split([1, 2, 7]),
    "tensor_split(4)": ten.tensor_split(4),
}
for name, parts in pieces.items():
    print(f"{name:17} {len(parts)} pieces of {[len(part) for part in parts]}")
assert [len(part) for part in pieces["chunk(4)"]] == [3, 3, 3, 1]
assert [len(part) for part in pieces["split(4)"]] == [4, 4, 2]
print("chunk(4) of six:  ", [len(part) for part in torch.arange(6).chunk(4)])
assert len(torch.arange(6).chunk(4)) == 3 and len(torch.arange(6).tensor_split(4)) == 4

figure, axis = drawing.canvas(12, 8.2)
for i, (name, parts) in enumerate(pieces.items()):
    tint = torch.cat([torch.full_like(part, j) for j, part in enumerate(parts)])
    drawing.grid(axis, torch.cat(parts), 1, 0.8 + 2 * i, name, tint=tint)
plots.describe(
    figure,
    "Ten numbers four times, coloured by piece: 3 3 3 1 for chunk, 4 4 2 for split, 1 2 7 for the list, 3 3 2 2"
    " for tensor_split"
    " | 十个数画四遍，按块着色：chunk 为 3 3 3 1，split 为 4 4 2，列表为 1 2 7，tensor_split 为 3 3 2 2",
)

# %%
# Both return views: no pixel of the photograph below is copied until the strips are joined again, in another
# order. :py:obj:`torch.unbind` is the split into pieces of one, with that dimension removed.
#
# 两者返回的都是视图：下面的照片在切条时没有复制一个像素，直到换了顺序重新拼接时才复制。:py:obj:`torch.unbind`
# 切成大小为 1 的块，并去掉那一维。
photo = samples.photograph("china.jpg").to(where)
strips = photo.chunk(8, dim=1)
shuffled = torch.cat(strips[::2] + strips[1::2], dim=1)
red, green, blue = photo.unbind(dim=2)
print("strips:", len(strips), "of", tuple(strips[0].shape), "- unbind:", tuple(red.shape))
assert strips[0].data_ptr() == photo.data_ptr() and torch.equal(torch.cat(strips, dim=1), photo)
assert torch.equal(torch.stack([red, green, blue], dim=2), photo)

turned = photo.transpose(0, 1)
figure = plots.show_images({"cat of strips": shuffled, "transpose(0, 1)": turned})
plots.describe(
    figure,
    "Left, the palace in eight strips out of order; right, the photograph with rows and columns exchanged, on its side"
    " | 左：宫殿切成八条，顺序打乱；右：行列互换后的照片，侧躺着",
)

# %%
# Views of the same numbers | 同一批数的视图
# ------------------------------------------
#
# :py:obj:`torch.unsqueeze` adds a dimension of size 1, :py:obj:`torch.squeeze` removes it,
# :py:obj:`torch.transpose` exchanges two, and :py:obj:`torch.t` does so for a matrix. They move nothing, so
# there is nothing to write to an ``out``: the argument does not exist. What is written through the view shows in
# the original.
#
# :py:obj:`torch.unsqueeze` 增加大小为 1 的一维，:py:obj:`torch.squeeze` 把它去掉，:py:obj:`torch.transpose`
# 交换两个维度，:py:obj:`torch.t` 专用于矩阵。它们不搬动数据，也就没有什么可写进 ``out``：
# 这个参数并不存在。通过视图写入的内容，原张量里看得到。
views = {
    "unsqueeze(0)": a.unsqueeze(0),
    "unsqueeze(-1)": a.unsqueeze(-1),
    "squeeze(0)": a.unsqueeze(0).squeeze(0),
    "transpose(0, 1)": a.transpose(0, 1),
    "t()": a.t(),
}
for name, view in views.items():
    print(f"{name:16} shape {str(tuple(view.shape)):10} strides {view.stride()}")
    assert view.data_ptr() == a.data_ptr()
views["t()"][2, 0] = 99
print("a after t()[2, 0] = 99:", a.tolist())
assert a[0, 2] == 99
try:
    torch.transpose(a, 0, 1, out=torch.empty_like(a))
except TypeError as error:
    print("TypeError:", error)

# %%
# Two traps. ``squeeze()`` without a dimension removes every one of size 1, the batch of a single sample
# included. And a transposed tensor is not laid out in rows, so ``view`` refuses it; ``reshape`` copies instead.
#
# 两个陷阱。``squeeze()`` 不写维度，会去掉所有大小为 1
# 的维，只有一个样本的批也不例外。转置后的张量在内存中不再按行排列，``view`` 会拒绝；``reshape`` 则会复制。
batch = torch.zeros(1, 1, 8, 8, device=where)
print("squeeze():", tuple(batch.squeeze().shape), " squeeze(1):", tuple(batch.squeeze(1).shape))
assert batch.squeeze().shape == (8, 8) and batch.squeeze(1).shape == (1, 8, 8)
try:
    a.t().view(6)
except RuntimeError as error:
    print("RuntimeError:", str(error).split(" (")[0])
copy = a.t().reshape(6)
copy[0] = -1
print("reshape:", copy.tolist(), "a:", a.tolist())
assert copy[0] == -1 and a[0, 0] == 0
plt.show()

# sphinx_gallery_thumbnail_number = 1
