# topics: topic/60, topic/13
"""
A photograph as a tensor | 把照片当作张量
=========================================

A colour photograph is a tensor of three dimensions: height, width and colour channel. This script slices one,
moves its channels to the front, and stacks two into the four-dimensional batch that a convolution expects.
The photographs are ``china.jpg`` by danielbuechele and ``flower.jpg`` by vultilion, both CC BY 2.0, as
shipped with scikit-learn.

一张彩色照片就是一个 3
维张量：高、宽、颜色通道。本例先对照片切片，再把通道维移到最前面，最后把两张照片堆叠成卷积所要求的 4
维批。照片为 danielbuechele 的 ``china.jpg`` 与 vultilion 的 ``flower.jpg``，均采用 CC BY 2.0 许可，随
scikit-learn 一同安装。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
china = samples.photograph("china.jpg")
height, width, channels = china.shape
print("shape:", tuple(china.shape), "dtype:", china.dtype, "elements:", china.numel())
print("top left pixel (R, G, B):", china[0, 0].tolist())
assert china.dtype == torch.uint8 and china.numel() == height * width * channels

# %%
# Slicing channels | 按通道切片
# -----------------------------
#
# The last index picks the channel: ``china[..., 0]`` is the red one, a matrix of height by width.
# :py:obj:`torch.Tensor.numpy` hands such a slice to any NumPy library without a copy, as long as the tensor
# is on the CPU.
#
# 最后一个索引选择通道：``china[..., 0]`` 是红色通道，一个高乘宽的矩阵。只要张量在 CPU
# 上，:py:obj:`torch.Tensor.numpy` 就能把这样的切片直接交给 NumPy 系的库使用，不发生复制。
red, green, blue = (china[..., c] for c in range(channels))
for name, channel in {"red": red, "green": green, "blue": blue}.items():
    print(f"{name:5} shape {tuple(channel.shape)}, mean {channel.numpy().mean():.1f}")
assert red.numpy().shape == (height, width)

figure = plots.show_images({"photograph": china, "red": red, "green": green, "blue": blue})
plots.describe(
    figure,
    "A Chinese palace in colour, and its red, green and blue channels in grey; the sky is brightest in blue"
    " | 一座中式宫殿的彩色照片，及其红、绿、蓝三个通道的灰度图；天空在蓝色通道中最亮",
)
sky = china[:60].float().mean(dim=(0, 1))
print("mean colour of the sky:", [round(value, 1) for value in sky.tolist()])
assert sky.argmax() == 2

# %%
# A slice is a view: it shares memory with the tensor it came from, so writing to it changes the original.
# Clone first if the original must survive.
#
# 切片是视图：它与原张量共享内存，写入切片就会改动原张量。要保留原张量，先用 ``clone()`` 复制一份。
copy = china.clone()
corner = copy[:50, :50]
corner.fill_(255)
print("original:", china[0, 0].tolist(), "copy, through its slice:", copy[0, 0].tolist())
assert corner.data_ptr() == copy.data_ptr()
assert copy[0, 0].tolist() == [255, 255, 255] and not torch.equal(copy, china)

# %%
# One pair of brackets with a comma cuts rows and columns. Two pairs of brackets cut the rows twice: the
# second one counts within the 100 rows that are left and finds nothing there.
#
# 同一个方括号里用逗号隔开，切的是行和列。连写两个方括号，则是把行切了两次：第二次在剩下的 100
# 行里数，自然什么也取不到。
window = china[100:200, 300:450]
twice = china[100:200][300:450]
print("china[100:200, 300:450]:", tuple(window.shape))
print("china[100:200][300:450]:", tuple(twice.shape))
assert window.shape == (100, 150, 3) and twice.shape == (0, width, 3)

# %%
# Unlike in NumPy, a step cannot be negative. :py:obj:`torch.flip` mirrors instead, and it returns a copy.
#
# 与 NumPy 不同，切片的步进不能为负。要做镜像，用 :py:obj:`torch.flip`，它返回的是副本。
try:
    china[:, ::-1]
except ValueError as error:
    print("ValueError:", error)
mirrored = china.flip(1)
print("row 200, last pixel:", china[200, -1].tolist(), "mirrored, first:", mirrored[200, 0].tolist())
assert torch.equal(mirrored[:, 0], china[:, -1])

# %%
# HWC to CHW | 从 HWC 到 CHW
# --------------------------
#
# Image files and NumPy keep the channels last (HWC); PyTorch layers want them first (CHW).
# :py:obj:`torch.permute` reorders the dimensions and moves no data, only the strides change. A reshape to the
# same size is not the same thing: it keeps the order of the numbers and breaks the rows in other places, so
# each “channel” holds a third of the rows, with columns and colours woven together.
#
# 图像文件和 NumPy 把通道放在最后（HWC），PyTorch 的层要求通道在前（CHW）。:py:obj:`torch.permute`
# 重排维度，不搬动数据，变的只是步幅。用 ``reshape``
# 凑出同样的形状则是另一回事：数字的先后顺序不变，断行的位置却变了，于是 3
# 个“通道”各装着原图三分之一的行，列与颜色都交错在一起。
chw = china.permute(2, 0, 1)
wrong = china.reshape(channels, height, width)
print("HWC", tuple(china.shape), "strides", china.stride())
print("CHW", tuple(chw.shape), "strides", chw.stride())
assert chw.shape == wrong.shape and chw.data_ptr() == china.data_ptr()
assert torch.equal(chw[0], red) and not torch.equal(wrong[0], red)

figure = plots.show_images({"permute(2, 0, 1)[0]": chw[0], "reshape(3, H, W)[0]": wrong[0]})
plots.describe(
    figure,
    "Left, after permute: the red channel, a whole palace. Right, after reshape: the top of the picture only,"
    " stretched, with its left, middle and right thirds laid over one another"
    " | 左：permute 之后的红色通道，宫殿完整；右：reshape 之后只剩画面上部，"
    "被横向拉长，左、中、右三段叠在一起",
)

# %%
# A batch of four dimensions | 4 维批
# -----------------------------------
#
# :py:obj:`torch.stack` puts photographs of one size behind a new first dimension: N, H, W, C. The result has
# its four dimensions already, so a ``reshape(-1, H, W, 3)`` after it changes nothing. What a convolution
# still needs is the other order and floating point: N, C, H, W, scaled to [0, 1].
#
# :py:obj:`torch.stack` 把尺寸相同的照片沿新的第一维堆叠起来，得到 N、H、W、C。结果已经是四维，之后再写
# ``reshape(-1, H, W, 3)`` 毫无作用。卷积还缺的是另一种维度顺序和浮点数据类型：N、C、H、W，并缩放到 [0, 1]。
flower = samples.photograph("flower.jpg")
nhwc = torch.stack([china, flower]).to(device.pick())
assert torch.equal(nhwc.reshape(-1, height, width, 3), nhwc)

nchw = nhwc.permute(0, 3, 1, 2).float() / 255
print("stacked: ", tuple(nhwc.shape), nhwc.dtype)
print("for conv:", tuple(nchw.shape), nchw.dtype, f"from {nchw.min():.2f} to {nchw.max():.2f}")
assert nchw.shape == (2, 3, height, width) and 0 <= nchw.min() and nchw.max() <= 1

# %%
# :py:obj:`torch.nn.Conv2d` takes the second dimension for the channels. Given N, H, W, C it finds 427 of them
# where it wants 3, and says so.
#
# :py:obj:`torch.nn.Conv2d` 把第二维当作通道。拿到 N、H、W、C 时，它在该有 3 个通道的地方看到 427
# 个，于是报错。
conv = nn.Conv2d(3, 2, kernel_size=3, bias=False, device=nchw.device)
try:
    conv(nhwc.float())
except RuntimeError as error:
    print("RuntimeError:", error)
assert conv(nchw).shape == (2, 2, height - 2, width - 2)

# %%
# With the Sobel kernels for weights, the same layer finds the edges of both photographs in one call. Each 3 x
# 3 kernel spans all three channels and takes one pixel off every border.
#
# 把权重换成 Sobel 核，同一个层一次调用就能求出两张照片的边缘。每个 3 x 3
# 的核同时覆盖三个通道，输出的四边各少一个像素。
sobel = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
with torch.no_grad():
    conv.weight.copy_(torch.stack([sobel, sobel.T]).unsqueeze(1).expand(2, 3, 3, 3))
    across, down = conv(nchw).unbind(dim=1)
edges = torch.hypot(across, down)
print("kernels:", tuple(conv.weight.shape), "edges:", tuple(edges.shape))
print("mean edge strength:", [round(value, 3) for value in edges.mean(dim=(1, 2)).tolist()])
assert edges.shape == (2, height - 2, width - 2)

figure = plots.show_images(
    {"nhwc[0]": nhwc[0], "nhwc[1]": nhwc[1], "edges[0]": edges[0].sqrt(), "edges[1]": edges[1].sqrt()}
)
plots.describe(
    figure,
    "The palace and an orange dahlia above their edges, white on black; the palace has many more edges"
    " | 上排为宫殿与一朵橙色大丽花，下排为各自的边缘，黑底白线；宫殿的边缘多得多",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
