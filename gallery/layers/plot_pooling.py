# topics: topic/41
"""
Pooling and the way back | 池化与反池化
=======================================

Pooling shrinks an image by keeping one number for each window: the largest, or the mean. Where do the
windows lie, what happens at the border, and can it be undone? A handwritten digit of 8 by 8 pixels is small
enough to look at every number. ``flower.jpg``, shipped with scikit-learn, is by vultilion, CC BY 2.0.

池化把图像缩小：每个窗口只留一个数，最大值或平均值。窗口落在哪里，边界上怎么处理，缩小之后能不能还原？8 乘 8
像素的手写数字足够小，每个数都看得见。照片 ``flower.jpg`` 随 scikit-learn 安装，作者 vultilion，CC BY 2.0 许
可。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn

from reflib.snippets import device, plots, samples
from reflib.snippets.grids import Window, show_grids

plots.use_style()
train_set, _ = samples.digits()
digit = (train_set[0][0] * 16).reshape(1, 8, 8).to(device.pick())
pooled, indices = nn.MaxPool2d(2, return_indices=True)(digit)
print(tuple(digit.shape), "->", tuple(pooled.shape))
assert pooled.shape == (1, 4, 4)

# %%
# Windows side by side | 窗口一个挨一个
# -------------------------------------
#
# ``stride`` defaults to ``kernel_size``, not to 1 as in a convolution: windows touch and do not overlap.
# That makes max pooling a reshape and a maximum.
#
# ``stride`` 默认等于 ``kernel_size``，不像卷积那样是 1：窗口相接而不重叠。于是最大池化不过是一次变形加一次
# 取最大值。
by_hand = digit.reshape(1, 4, 2, 4, 2).amax(dim=(2, 4))
assert nn.MaxPool2d(2).stride == 2 and torch.equal(pooled, by_hand)

corners = [(0, 0), (0, 2), (2, 2), (4, 4)]
figure = show_grids(
    {"digit": digit[0], "MaxPool2d(2)": pooled[0]},
    {
        "digit": [Window(row, column, 2, 2) for row, column in corners],
        "MaxPool2d(2)": [Window(row // 2, column // 2) for row, column in corners],
    },
)
plots.describe(
    figure,
    "Four windows of 2 by 2 in an 8 by 8 digit, and in the same colours their maxima in the 4 by 4 result"
    " | 8 乘 8 数字中的四个 2 乘 2 窗口，以及用同样颜色框出的、它们在 4 乘 4 结果中的最大值",
)

# %%
# The way back | 往回走
# ---------------------
#
# ``return_indices`` also gives the position of every maximum, counted row by row through the image.
# :py:obj:`torch.nn.MaxUnpool2d` takes both, puts each maximum back, and leaves zeros elsewhere: three of
# four numbers are lost.
#
# ``return_indices`` 还给出每个最大值的位置，在整幅图里逐行编号。:py:obj:`torch.nn.MaxUnpool2d` 同时接收两
# 者，把每个最大值放回原处，其余填零：四个数里丢了三个。
restored = nn.MaxUnpool2d(2)(pooled, indices)
print("indices of the first row:", indices[0, 0].tolist())
print("nonzero numbers kept:", int((restored == digit).sum() - (digit == 0).sum()), "of", int((digit != 0).sum()))
assert torch.equal(digit.flatten()[indices.flatten()], pooled.flatten())
assert torch.equal(nn.MaxPool2d(2)(restored), pooled)

blank = restored[0].masked_fill(restored[0] == 0, float("nan"))
figure = show_grids({"indices": indices[0], "MaxUnpool2d(2)": blank})
plots.describe(
    figure,
    "The 4 by 4 indices, and the 8 by 8 image with only the maxima filled in at those places"
    " | 4 乘 4 的位置编号，以及只在这些位置填上最大值的 8 乘 8 图像",
)

# %%
# Seven pixels and six both pool to three. Going back gives the smaller size unless ``output_size`` names
# the right one.
#
# 7 个像素和 6 个像素池化后都是 3 个。往回走默认得到较小的尺寸，除非用 ``output_size`` 指明。
seven = digit[:, :7, :7]
small, places = nn.MaxPool2d(2, return_indices=True)(seven)
unpool = nn.MaxUnpool2d(2)
print("7 ->", small.shape[-1], "->", unpool(small, places).shape[-1])
print("with output_size:", tuple(unpool(small, places, output_size=(7, 7)).shape))
assert unpool(small, places).shape == (1, 6, 6)

# %%
# The rest at the border | 边界上剩下的
# -------------------------------------
#
# Seven is not a multiple of two. The last column falls off; with ``ceil_mode=True`` the size is rounded up,
# and the last window holds what is left.
#
# 7 不是 2 的倍数。最后一列会被丢掉；``ceil_mode=True`` 则向上取整，最后一个窗口装下剩余的部分。
for ceil_mode in (False, True):
    print(f"ceil_mode={ceil_mode}: 7 -> {nn.MaxPool2d(2, ceil_mode=ceil_mode)(seven).shape[-1]}")
assert nn.MaxPool2d(2, ceil_mode=True)(seven)[0, 3, 3] == seven[0, 6, 6]

# %%
# ``padding`` depends on the layer. Max pooling pads with minus infinity, so the border never wins; average
# pooling pads with zeros and by default counts them, which darkens the border. ``count_include_pad=False``
# divides by the real pixels alone. Padding may be half the kernel at most.
#
# ``padding`` 补什么，要看是哪种池化。最大池化补负无穷，所以补上的边界永远不会胜出；平均池化补零，而且默认把
# 这些零也算进去，边界因此变暗。``count_include_pad=False`` 只除以真实像素的个数。填充最多是窗口的一半。
negative = torch.full((1, 4), -5.0, device=digit.device)
eights = torch.full((1, 4), 8.0, device=digit.device)
print("max of -5, padding=1:", nn.MaxPool1d(2, padding=1)(negative).tolist())
print("mean of 8, padding=1:", nn.AvgPool1d(2, padding=1)(eights).tolist())
not_counted = nn.AvgPool1d(2, padding=1, count_include_pad=False)(eights)
print("count_include_pad=False:", not_counted.tolist())
assert nn.AvgPool1d(2, padding=1)(eights).tolist() == [[4, 8, 4]] and not_counted.tolist() == [[8, 8, 8]]
try:
    nn.MaxPool1d(2, padding=2)(eights)
except RuntimeError as error:
    print("RuntimeError:", error)

# %%
# Max pooling alone has a ``dilation``, the step between the cells of a window.
#
# 只有最大池化有 ``dilation``，即窗口内相邻格子之间的步幅。
line = torch.arange(7.0, device=digit.device).reshape(1, 7)
print("dilation=2:", nn.MaxPool1d(3, stride=1, dilation=2)(line).tolist())
assert nn.MaxPool1d(3, stride=1, dilation=2)(line).tolist() == [[4, 5, 6]]
try:
    nn.AvgPool2d(2, dilation=1)
except TypeError as error:
    print("TypeError:", error)

# %%
# Asking for a size | 指定输出的大小
# ----------------------------------
#
# :py:obj:`torch.nn.AdaptiveAvgPool2d` takes the size of the result and lays out the windows itself;
# ``None`` keeps a dimension. With size 1 any image becomes one mean for each channel, which is how networks
# accept images of every size. :py:obj:`torch.nn.FractionalMaxPool2d` takes ``output_size`` or
# ``output_ratio``, a fraction between 0 and 1 and not a percentage, and draws its windows at random.
# :py:obj:`torch.nn.LPPool2d` takes ``norm_type`` p: the p-th root of the sum of p-th powers, so with p = 1
# the sum.
#
# :py:obj:`torch.nn.AdaptiveAvgPool2d` 只要结果的大小，窗口由它自己安排；``None`` 表示保持该维不变。大小取
# 1，任何图像都变成每个通道一个平均值，网络正是这样接受各种尺寸的图
# 像。:py:obj:`torch.nn.FractionalMaxPool2d` 接收 ``output_size`` 或 ``output_ratio``，后者是 0 到 1 之间的
# 小数，不是百分数；窗口随机划分。:py:obj:`torch.nn.LPPool2d` 的 ``norm_type`` 是 p：各数 p 次方之和再开 p
# 次方，p = 1 时就是求和。
torch.manual_seed(0)
flower = samples.photograph("flower.jpg").permute(2, 0, 1).to(digit.device) / 255
results = {
    "AdaptiveAvgPool2d(1)": nn.AdaptiveAvgPool2d(1),
    "AdaptiveAvgPool2d((5, None))": nn.AdaptiveAvgPool2d((5, None)),
    "FractionalMaxPool2d(2, output_ratio=0.7)": nn.FractionalMaxPool2d(2, output_ratio=0.7),
    "LPPool2d(norm_type=1, kernel_size=2)": nn.LPPool2d(norm_type=1, kernel_size=2),
}
for name, layer in results.items():
    print(f"{name:40} {tuple(flower.shape)} -> {tuple(layer(flower).shape)}")
torch.testing.assert_close(nn.AdaptiveAvgPool2d(1)(flower).flatten(), flower.mean(dim=(1, 2)))
torch.testing.assert_close(nn.LPPool2d(norm_type=1, kernel_size=2)(flower), 4 * nn.AvgPool2d(2)(flower))
try:
    nn.FractionalMaxPool2d(2, output_ratio=70)
except ValueError as error:
    print("ValueError:", error)

# %%
# Largest or mean | 最大值还是平均值
# ----------------------------------
#
# On a photograph the mean blurs, and the maximum spreads whatever is bright.
#
# 在照片上，取平均使画面模糊，取最大值则把亮的东西撑大。
mean, largest = nn.AvgPool2d(16)(flower), nn.MaxPool2d(16)(flower)
print(f"brightness: photograph {flower.mean():.3f}, mean {mean.mean():.3f}, largest {largest.mean():.3f}")
assert (largest >= mean).all()
images = {"AvgPool2d(16)": mean.permute(1, 2, 0), "MaxPool2d(16)": largest.permute(1, 2, 0)}
figure = plots.show_images(images, columns=1)
plots.describe(
    figure,
    "A flower in blocks of 16 by 16 pixels: soft where the mean was taken, brighter and larger where the maximum was"
    " | 由 16 乘 16 像素的方块组成的花：取平均的柔和，取最大值的更亮、更大",
)
plt.show()

# sphinx_gallery_thumbnail_number = 3
