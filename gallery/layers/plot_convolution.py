# topics: topic/40
"""
A convolution by hand | 手算卷积
================================

A convolution slides a small window over an image and takes one weighted sum at every stop. This script does
it with two loops on a handwritten digit, gets the same numbers from :py:obj:`torch.nn.Conv2d`, and then
works out what ``stride``, ``padding``, ``dilation`` and ``groups`` do to the size of the result.
``china.jpg``, shipped with scikit-learn, is by danielbuechele, CC BY 2.0.

卷积让一个小窗口在图像上滑动，每停一处就求一次加权和。本例先用两层循环在一幅手写数字上算一遍，再用
:py:obj:`torch.nn.Conv2d` 得到同样的数，然后弄清 ``stride``、``padding``、``dilation``、``groups`` 各自怎样
改变结果的大小。照片 ``china.jpg`` 随 scikit-learn 安装，作者 danielbuechele，CC BY 2.0 许可。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples
from reflib.snippets.grids import Window, show_grids

plots.use_style()
train_set, _ = samples.digits()
exact = {"dtype": torch.float64, "device": device.pick()}  # whole numbers stay whole on any device
digit = (train_set[0][0] * 16).reshape(8, 8).to(**exact)
kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, **exact)
print("image", tuple(digit.shape), "kernel", tuple(kernel.shape))
print(kernel.int().tolist())

# %%
# One window at a time | 一次一个窗口
# -----------------------------------
#
# Lay the kernel over three by three pixels, multiply what lies on top of each other, add up the nine
# products. This kernel subtracts the right column from the left one: it answers to vertical edges. There
# are six positions in each direction, so 8 by 8 becomes 6 by 6.
#
# 把卷积核盖在 3 乘 3 个像素上，上下对应的数相乘，九个积相加。这个卷积核用左列减去右列，对竖直边缘有响应。每
# 个方向有六个位置，所以 8 乘 8 变成 6 乘 6。


def convolve(image, kernel):
    rows, columns = image.shape[0] - 2, image.shape[1] - 2
    result = torch.empty(rows, columns, **exact)
    for row in range(rows):
        for column in range(columns):
            result[row, column] = (image[row : row + 3, column : column + 3] * kernel).sum()
    return result


by_hand = convolve(digit, kernel)
figure = show_grids(
    {"image": digit, "result": by_hand},
    {"image": [Window(0, 0, 3, 3), Window(4, 3, 3, 3)], "result": [Window(0, 0), Window(4, 3)]},
)
plots.describe(
    figure,
    "An 8 by 8 digit and the 6 by 6 result; two windows of 3 by 3 are outlined, and in the same colours the number"
    " each gives | 8 乘 8 的数字图像与 6 乘 6 的结果；框出两个 3 乘 3 的窗口，并用同样的颜色框出各自得到的数",
)
print("first window:", (digit[:3, 0] - digit[:3, 2]).tolist(), "sum", by_hand[0, 0].item())
assert by_hand.shape == (6, 6)

# %%
# ``Conv2d`` wants a batch: (N, C, H, W). Its weight has the shape (out channels, in channels, height,
# width). The kernel is laid on as it is, without the flip that mathematics puts into a convolution;
# strictly speaking this is a cross-correlation.
#
# ``Conv2d`` 要的是一批图像：(N, C, H, W)。权重的形状是 (输出通道, 输入通道, 高, 宽)。卷积核原样盖上去，不像
# 数学定义的卷积那样先翻转；严格地说，这是互相关。
layer = nn.Conv2d(1, 1, kernel_size=3, bias=False, **exact)
with torch.no_grad():
    layer.weight.copy_(kernel)
    result = layer(digit.reshape(1, 1, 8, 8))
print("weight", tuple(layer.weight.shape), "result", tuple(result.shape))
assert torch.equal(result[0, 0], by_hand)
assert torch.equal(F.conv2d(digit[None, None], kernel.flip(1)[None, None]), -result)

# %%
# Many channels | 多个通道
# ------------------------
#
# With several input channels every output channel has a kernel for each of them, and the sums are added,
# then the bias. :py:obj:`torch.nn.functional.unfold` writes every window as one column; the whole layer is
# then one matrix product.
#
# 输入有多个通道时，每个输出通道对每个输入通道各有一个卷积核，各自的和相加，再加上偏
# 置。:py:obj:`torch.nn.functional.unfold` 把每个窗口排成一列，整层就成了一次矩阵乘法。
torch.manual_seed(0)
layer = nn.Conv2d(3, 4, kernel_size=3, stride=2, padding=1, **exact)
china = samples.photograph("china.jpg")
batch = china.permute(2, 0, 1).unsqueeze(0).to(**exact) / 255
windows = F.unfold(batch, kernel_size=3, stride=2, padding=1)
product = layer.weight.flatten(1) @ windows + layer.bias.unsqueeze(1)
print("windows", tuple(windows.shape), "product", tuple(product.shape), "layer", tuple(layer(batch).shape))
assert windows.shape[1] == 3 * 3 * 3
torch.testing.assert_close(product.reshape(1, 4, 214, 320), layer(batch))

# %%
# What a kernel sees | 卷积核看到了什么
# -------------------------------------
#
# On a photograph the two kernels for vertical and horizontal edges, taken together, draw the outlines.
# ``padding="same"`` keeps the size; it exists for ``stride=1`` only.
#
# 在照片上，竖直边缘与水平边缘的两个卷积核合起来，就勾出了轮廓。``padding="same"`` 保持大小不变，只能配
# ``stride=1``。
grey = china.to(**exact).mean(dim=2)
edges = nn.Conv2d(1, 2, kernel_size=3, padding="same", padding_mode="replicate", bias=False, **exact)
with torch.no_grad():
    edges.weight.copy_(torch.stack([kernel, kernel.T]).unsqueeze(1))
    across, down = edges(grey[None, None])[0]
outline = torch.hypot(across, down)
figure = plots.show_images({"photograph": china, "edges": outline.clamp(max=400)}, columns=1)
plots.describe(
    figure,
    "A Chinese palace, and below it the same scene as bright outlines on black"
    " | 一座中式宫殿，下方是同一场景的轮廓：黑底上的亮线",
)
print("photograph", tuple(grey.shape), "edges", tuple(outline.shape))
assert outline.shape == grey.shape
try:
    nn.Conv2d(1, 1, 3, stride=2, padding="same")
except ValueError as error:
    print("ValueError:", error)

# %%
# How large is the result? | 结果有多大？
# ---------------------------------------
#
# ``stride`` is how far the window moves, ``padding`` adds zeros around the image, ``dilation`` spreads the
# cells of the window. The window then covers dilation x (kernel - 1) + 1 pixels, and the size is (n + 2 x
# padding - covered) // stride + 1. A rest that no window fits is not looked at.
#
# ``stride`` 是窗口每次移动的距离，``padding`` 在图像四周补零，``dilation`` 把窗口里的格子拉开。于是窗口覆盖
# dilation x (kernel - 1) + 1 个像素，结果的大小是 (n + 2 x padding - 覆盖) // stride + 1。剩下的部分若放不
# 下一个窗口，就不再处理。


def output_size(n, kernel, stride=1, padding=0, dilation=1):
    covered = dilation * (kernel - 1) + 1
    return (n + 2 * padding - covered) // stride + 1


for options in ({}, {"padding": 1}, {"stride": 2}, {"stride": 2, "padding": 1}, {"dilation": 2}, {"stride": 3}):
    size = F.conv2d(digit[None, None], kernel[None, None], **options).shape[-1]
    print(f"8 -> {size}  {options}")
    assert size == output_size(8, 3, **options)

figure = show_grids(
    {"stride=2": digit, "dilation=2": digit},
    {"stride=2": [Window(0, 0, 3, 3), Window(0, 2, 3, 3)], "dilation=2": [Window(0, 0, 3, 3, step=2)]},
)
plots.describe(
    figure,
    "On the left two windows two columns apart, on the right the nine cells of one window, each two apart"
    " | 左：相隔两列的两个窗口；右：一个窗口的九个格子，彼此相隔两格",
)

# %%
# ``padding_mode`` says what is put around the image instead of zeros: ``replicate`` repeated the border of
# the photograph above, so that its frame is not an edge.
#
# ``padding_mode`` 决定四周补什么：上面的照片用 ``replicate`` 重复边界上的像素，这样边框就不会被当作边缘。
for mode in ("zeros", "replicate", "reflect", "circular"):
    padded = nn.Conv2d(1, 1, 3, padding=1, padding_mode=mode, bias=False, **exact)
    with torch.no_grad():
        padded.weight.copy_(kernel)
        print(f"{mode:9} first row:", padded(digit[None, None])[0, 0, 0].int().tolist())

# %%
# Groups | 分组
# -------------
#
# ``groups`` splits the channels into parts that do not see each other. Both channel counts must be
# divisible by it, and the weights shrink by that factor. With one group for each input channel every
# channel is filtered on its own.
#
# ``groups`` 把通道分成互不相见的几组。输入、输出的通道数都必须能被它整除，权重也随之减少到几分之一。组数等
# 于输入通道数时，每个通道各自滤波。
for groups in (1, 2, 4):
    layer = nn.Conv2d(4, 8, kernel_size=3, groups=groups)
    print(f"groups={groups}  weight {tuple(layer.weight.shape)}, {layer.weight.numel()} numbers")
    assert layer.weight.shape == (8, 4 // groups, 3, 3)

image = torch.ones(1, 4, 3, 3, requires_grad=True)
layer(image)[0, 0].sum().backward()
seen = image.grad.flatten(2).any(dim=2)[0]
print("output channel 0 depends on input channels", seen.nonzero().flatten().tolist())
assert seen.tolist() == [True, False, False, False]
try:
    nn.Conv2d(3, 8, 3, groups=2)
except ValueError as error:
    print("ValueError:", error)
plt.show()

# sphinx_gallery_thumbnail_number = 2
