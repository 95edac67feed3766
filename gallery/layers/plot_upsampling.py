# topics: topic/49
"""
PixelShuffle and upsampling | PixelShuffle 与上采样
===================================================

There are two ways to a larger image without learning anything on the spot: rearrange channels into pixels,
or guess the pixels in between. This script does both by hand, on numbers and on a photograph, and finds out
what ``align_corners`` aligns. ``china.jpg``, shipped with scikit-learn, is by danielbuechele, CC BY 2.0.

不借助任何可学习的参数，有两条路把图像变大：把通道重排成像素，或者猜出中间的像素。本例在数字和照片上把两者都
手算一遍，并弄清 ``align_corners`` 对齐的是什么。照片 ``china.jpg`` 随 scikit-learn 安装，作者
danielbuechele，CC BY 2.0 许可。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples
from reflib.snippets.grids import Window, show_grids

plots.use_style()
channels = torch.arange(16.0, device=device.pick()).reshape(1, 4, 2, 2)
shuffled = nn.PixelShuffle(2)(channels)
print(tuple(channels.shape), "->", tuple(shuffled.shape))
assert shuffled.shape == (1, 1, 4, 4)

# %%
# Channels become pixels | 通道变成像素
# -------------------------------------
#
# :py:obj:`torch.nn.PixelShuffle` with factor r turns (N, C r², H, W) into (N, C, H r, W r): r² channels
# give one block of r by r pixels. It is a reshape and a permutation; nothing is computed.
#
# 倍数为 r 的 :py:obj:`torch.nn.PixelShuffle` 把 (N, C r², H, W) 变成 (N, C, H r, W r)：r² 个通道拼出一块 r
# 乘 r 的像素。它只是变形和调换维度，什么也不计算。
by_hand = channels.reshape(1, 2, 2, 2, 2).permute(0, 3, 1, 4, 2).reshape(1, 1, 4, 4)
assert torch.equal(shuffled, by_hand)

cells = {f"channel {i}": channels[0, i] for i in range(4)}
figure = show_grids(
    {**cells, "PixelShuffle(2)": shuffled[0, 0]},
    {**{name: [Window(0, 0)] for name in cells}, "PixelShuffle(2)": [Window(0, 0, 2, 2)]},
    columns=4,
)
plots.describe(
    figure,
    "The first number of each of four channels is outlined; together they are the first block of 2 by 2 pixels"
    " | 框出四个通道各自的第一个数，它们合起来就是第一块 2 乘 2 像素",
)

# %%
# ``PixelUnshuffle`` goes the other way and loses nothing: a photograph becomes sixteen smaller ones,
# stacked as channels.
#
# ``PixelUnshuffle`` 反其道而行，什么也不丢：一张照片变成十六张小照片，作为通道叠在一起。
china = samples.photograph("china.jpg")[:424].to(channels.device)
photograph = china.permute(2, 0, 1).unsqueeze(0).float() / 255
parts = nn.PixelUnshuffle(4)(photograph)
print(tuple(photograph.shape), "->", tuple(parts.shape))
assert parts.shape == (1, 48, 106, 160) and torch.equal(nn.PixelShuffle(4)(parts), photograph)
assert torch.equal(parts[:, 0], photograph[:, 0, ::4, ::4])

# %%
# Pixels in between | 中间的像素
# ------------------------------
#
# :py:obj:`torch.nn.Upsample` and :py:obj:`torch.nn.functional.interpolate` do the same, as a module and as
# a function. ``nearest`` repeats, ``bilinear`` draws a straight line between neighbours, ``bicubic`` a
# smooth curve that may overshoot.
#
# :py:obj:`torch.nn.Upsample` 与 :py:obj:`torch.nn.functional.interpolate` 做的是同一件事，一个是模块，一个
# 是函数。``nearest`` 重复像素，``bilinear`` 在相邻像素之间连直线，``bicubic`` 连光滑曲线，可能冲出原来的范
# 围。
crop = photograph[:, :, 60:100, 180:240]
modes = ("nearest", "bilinear", "bicubic")
enlarged = {mode: F.interpolate(crop, scale_factor=8, mode=mode) for mode in modes}
for mode, image in enlarged.items():
    print(f"{mode:8} {tuple(image.shape)}, from {image.min():.3f} to {image.max():.3f}")
    torch.testing.assert_close(nn.Upsample(scale_factor=8, mode=mode)(crop), image)
assert torch.equal(enlarged["nearest"], crop.repeat_interleave(8, dim=2).repeat_interleave(8, dim=3))

shown = {mode: image[0].permute(1, 2, 0).clamp(0, 1) for mode, image in enlarged.items()}
figure = plots.show_images(shown, columns=1)
plots.describe(
    figure,
    "A part of a palace roof, eight times as large: in squares with nearest, blurred with bilinear, smoother and a"
    " little sharper with bicubic | 宫殿屋顶的一角放大八倍：nearest 是方块，bilinear 发虚，bicubic 平滑而略为清晰",
)

# %%
# What align_corners aligns | align_corners 对齐的是什么
# ------------------------------------------------------
#
# Take four numbers to eight. With ``align_corners=True`` the centres of the corner pixels stay where they
# are, and the steps become 3/7. With ``False``, the default, the outer edges stay, the steps are 1/2, and
# beyond the last centres the border is repeated.
#
# 把四个数变成八个。``align_corners=True`` 时，角上像素的中心保持不动，间隔变成 3/7。默认的 ``False`` 则是外
# 边缘保持不动，间隔 1/2，最外侧的中心之外重复边界值。
four = torch.tensor([0.0, 1.0, 3.0, 2.0], device=crop.device)
true = F.interpolate(four[None, None], size=8, mode="linear", align_corners=True)[0, 0]
false = F.interpolate(four[None, None], size=8, mode="linear", align_corners=False)[0, 0]
print("True ", [round(value, 2) for value in true.tolist()])
print("False", [round(value, 2) for value in false.tolist()])
places = {"True": torch.arange(8) * 3 / 7, "False": (torch.arange(8) + 0.5) / 2 - 0.5}
torch.testing.assert_close(true[[0, -1]], four[[0, -1]])
torch.testing.assert_close(false[1:7].cpu(), torch.tensor([0.25, 0.75, 1.5, 2.5, 2.75, 2.25]))

figure, axis = plt.subplots()
axis.plot(range(4), four.cpu(), "o", color="black", markersize=11, fillstyle="none", label="four numbers")
axis.plot(places["True"], true.cpu(), "s-", markersize=5, label="align_corners=True")
axis.plot(places["False"], false.cpu(), "^--", markersize=6, label="align_corners=False")
axis.set(xlabel="position in the input", ylabel="value", ylim=(-0.2, 4.3), xticks=range(4))
axis.legend(loc="upper left")
plots.describe(
    figure,
    "Eight values drawn over four: with align_corners=True from the first number to the last, with False reaching a"
    " quarter beyond both"
    " | 八个值叠画在四个数上：align_corners=True 时从第一个数到最后一个数；False 时两头各超出四分之一",
)

# %%
# This is where two names part. ``UpsamplingBilinear2d`` aligns corners, ``Upsample(mode="bilinear")`` by
# default does not. The documentation calls ``UpsamplingBilinear2d`` and ``UpsamplingNearest2d`` deprecated
# in favour of ``interpolate``.
#
# 两个名字的区别就在这里：``UpsamplingBilinear2d`` 对齐角点，``Upsample(mode="bilinear")`` 默认不对齐。文档
# 已把 ``UpsamplingBilinear2d`` 和 ``UpsamplingNearest2d`` 标为弃用，改用 ``interpolate``。
old = nn.UpsamplingBilinear2d(scale_factor=2)(crop)
aligned = F.interpolate(crop, scale_factor=2, mode="bilinear", align_corners=True)
default = nn.Upsample(scale_factor=2, mode="bilinear")(crop)
print("UpsamplingBilinear2d - align_corners=True:", (old - aligned).abs().max().item())
print("UpsamplingBilinear2d - Upsample default:  ", round((old - default).abs().max().item(), 3))
assert torch.equal(old, aligned) and not torch.allclose(old, default)
assert torch.equal(nn.UpsamplingNearest2d(scale_factor=2)(crop), F.interpolate(crop, scale_factor=2))
plt.show()

# sphinx_gallery_thumbnail_number = 2
