# topics: topic/40
"""
Transposed convolution on a grid | 在网格上看转置卷积
=====================================================

A convolution makes images smaller; a transposed convolution makes them larger. It is often called
deconvolution, but undoes nothing: it stamps. This script stamps by hand, compares with
:py:obj:`torch.nn.ConvTranspose2d`, and shows why ``padding`` makes the result smaller here and what
``output_padding`` is for.

卷积把图像变小，转置卷积把图像变大。它常被叫作“反卷积”，其实什么也没有还原，做的是盖章。本例手工盖一遍章，与
:py:obj:`torch.nn.ConvTranspose2d` 对照，再看为什么这里的 ``padding`` 反而使结果变小，``output_padding`` 又
有什么用。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots
from reflib.snippets.grids import Window, show_grids

plots.use_style()
exact = {"dtype": torch.float64, "device": device.pick()}  # whole numbers stay whole on any device
image = torch.tensor([[1, 2], [3, 4]], **exact)
stamp = torch.tensor([[1, 2, 1], [2, 4, 2], [1, 2, 1]], **exact)
print("image", image.tolist())
print("stamp", stamp.tolist())

# %%
# Stamping | 盖章
# ---------------
#
# Every pixel prints the whole kernel, multiplied by its value, and the next pixel prints it ``stride``
# cells further on. Where prints overlap, they add up.
#
# 每个像素把整个卷积核乘以自己的值印一次，下一个像素再往前移 ``stride`` 格印一次；重叠的地方相加。
STRIDE = 2
by_hand = torch.zeros(5, 5, **exact)
for row in range(2):
    for column in range(2):
        top, left = row * STRIDE, column * STRIDE
        by_hand[top : top + 3, left : left + 3] += image[row, column] * stamp

layer = nn.ConvTranspose2d(1, 1, kernel_size=3, stride=STRIDE, bias=False, **exact)
with torch.no_grad():
    layer.weight.copy_(stamp)
    result = layer(image[None, None])[0, 0]
print("2 x 2 ->", tuple(result.shape))
assert torch.equal(result, by_hand)

figure = show_grids(
    {"image": image, "stamp": stamp, "result, stride=2": result},
    {
        "image": [Window(0, 0), Window(0, 1)],
        "result, stride=2": [Window(0, 0, 3, 3), Window(0, 2, 3, 3)],
    },
    columns=3,
)
plots.describe(
    figure,
    "Two of four pixels and, in the same colours, the 3 by 3 cells each prints on: they overlap in one column"
    " | 四个像素中的两个，以及用同样颜色框出的、各自印上的 3 乘 3 个格子：两者重叠一列",
)

# %%
# Padding trims | padding 是裁剪
# ------------------------------
#
# In a convolution ``padding`` adds a border to the input. Here it is the border of the output that is cut
# off: a larger ``padding`` gives a smaller result.
#
# 在卷积里，``padding`` 给输入加一圈边；这里则是从输出裁掉一圈边：``padding`` 越大，结果越小。
kernel = stamp[None, None]
for padding in (0, 1, 2):
    trimmed = F.conv_transpose2d(image[None, None], kernel, stride=STRIDE, padding=padding)[0, 0]
    print(f"padding={padding}: {tuple(trimmed.shape)}")
    assert torch.equal(trimmed, result[padding : 5 - padding, padding : 5 - padding])

row = torch.ones(1, 1, 4, **exact)
sizes = [nn.ConvTranspose1d(1, 1, 5, padding=p, **exact)(row).shape[-1] for p in (0, 1, 2)]
print("ConvTranspose1d, kernel 5, four in:", sizes)
assert sizes == [8, 6, 4]

figure = show_grids(
    {"padding=0": result, "padding=1": result[1:4, 1:4]}, {"padding=0": [Window(1, 1, 3, 3)], "padding=1": []}
)
plots.describe(
    figure,
    "The 5 by 5 result with its inner 3 by 3 cells outlined; with padding 1 those are all that is left"
    " | 5 乘 5 的结果，框出内部的 3 乘 3 格；padding 为 1 时只剩下这些",
)

# %%
# The size, and output_padding | 大小与 output_padding
# ----------------------------------------------------
#
# The size is (n - 1) x stride - 2 x padding + dilation x (kernel - 1) + 1 + output_padding: the formula of
# the convolution, solved for its input. With a stride of 2 both 7 and 8 pixels become 4, so the way back
# has two answers. ``output_padding`` chooses the larger one.
#
# 大小是 (n - 1) x stride - 2 x padding + dilation x (kernel - 1) + 1 + output_padding，也就是由卷积的公式反
# 解输入。步幅为 2 时，7 个像素与 8 个像素都变成 4 个，所以往回走有两个答案；``output_padding`` 选的是大的那
# 个。
shrink = nn.Conv1d(1, 1, kernel_size=3, stride=2, padding=1)
for n in (7, 8):
    print(f"Conv1d: {n} -> {shrink(torch.ones(1, 1, n)).shape[-1]}")
for extra in (0, 1):
    grow = nn.ConvTranspose1d(1, 1, kernel_size=3, stride=2, padding=1, output_padding=extra)
    size = grow(torch.ones(1, 1, 4)).shape[-1]
    print(f"ConvTranspose1d, output_padding={extra}: 4 -> {size}")
    assert size == (4 - 1) * 2 - 2 * 1 + (3 - 1) + 1 + extra == 7 + extra

# %%
# Its place in the argument list is a trap: ``output_padding`` stands before ``groups``, and ``dilation``
# comes after ``bias``. In ``Conv2d`` the sixth argument is ``dilation``. Name everything after
# ``kernel_size``. The weight is turned round as well: (in channels, out channels / groups, height, width).
#
# 它在参数表里的位置是个陷阱：``output_padding`` 排在 ``groups`` 之前，``dilation`` 排在 ``bias`` 之后；而
# ``Conv2d`` 的第六个参数是 ``dilation``。``kernel_size`` 之后的参数都写上名字为好。权重的前两维也倒了过
# 来：(输入通道, 输出通道 / groups, 高, 宽)。
layer = nn.ConvTranspose1d(4, 8, 3, 2, 1, 1)
print("sixth argument 1: output_padding", layer.output_padding, "groups", layer.groups)
assert layer.output_padding == (1,) and layer.groups == 1
layer = nn.ConvTranspose1d(4, 8, 3, stride=2, padding=1, groups=2)
print("weight with groups=2:", tuple(layer.weight.shape), "Conv1d:", tuple(nn.Conv1d(4, 8, 3, groups=2).weight.shape))
assert layer.weight.shape == (4, 4, 3)
try:
    nn.ConvTranspose1d(1, 1, 3, padding=1, padding_mode="reflect")
except ValueError as error:
    print("ValueError:", error)

# %%
# Why it is called transposed | 为什么叫转置
# ------------------------------------------
#
# A convolution is a matrix product; this layer multiplies by the transpose of that matrix. That is exactly
# what carries a gradient back through a convolution. It restores the shape, not the values.
#
# 卷积是一次矩阵乘法，这一层乘的是那个矩阵的转置，梯度反向穿过卷积时做的正是这件事。它还原的是形状，不是数
# 值。
x = torch.arange(25, **exact).reshape(1, 1, 5, 5).requires_grad_()
y = F.conv2d(x, kernel, stride=STRIDE)
y.backward(image[None, None])
there_and_back = F.conv_transpose2d(y, kernel, stride=STRIDE)
print("shapes:", tuple(x.shape), "->", tuple(y.shape), "->", tuple(there_and_back.shape))
assert torch.equal(x.grad[0, 0], by_hand)
assert there_and_back.shape == x.shape and not torch.allclose(there_and_back, x)

# %%
# Uneven prints | 印得不匀
# ------------------------
#
# With a stamp of all ones, the result counts how many prints lie on each cell. Three is not a multiple of
# the stride 2, so cells get one, two or four: this is the checkerboard seen in generated images. A kernel
# of 4 with ``padding=1`` covers every inner cell equally often.
#
# 卷积核全取 1 时，结果就是每一格被印了几次。3 不是步幅 2 的倍数，所以有的格子一次，有的两次、四次：生成的图
# 像里常见的棋盘纹就是这么来的。改用大小为 4 的卷积核并令 ``padding=1``，内部的每一格印的次数就相同了。
ones = torch.ones(1, 1, 4, 4, **exact)
uneven = F.conv_transpose2d(ones, torch.ones(1, 1, 3, 3, **exact), stride=2, padding=1)[0, 0]
even = F.conv_transpose2d(ones, torch.ones(1, 1, 4, 4, **exact), stride=2, padding=1)[0, 0]
print("prints on a cell, kernel 3:", uneven.unique().int().tolist())
print("prints on an inner cell, kernel 4:", even[1:-1, 1:-1].unique().int().tolist())
assert uneven.unique().tolist() == [1, 2, 4] and even[1:-1, 1:-1].unique().tolist() == [4]

figure = show_grids({"kernel_size=3": uneven, "kernel_size=4": even})
plots.describe(
    figure,
    "How often each cell is printed on: a checkerboard of 1, 2 and 4 with kernel 3, an even 4 inside with kernel 4"
    " | 每一格被印的次数：卷积核为 3 时是 1、2、4 交错的棋盘，为 4 时内部处处是 4",
)
plt.show()

# sphinx_gallery_thumbnail_number = 3
