# topics: topic/58
"""
Many pictures in one | 多张图拼成一张
=====================================

A batch has sixty-four images and you want to see them all, or keep them in a file.
:py:obj:`torchvision.utils.make_grid` lays them out as one image, and :py:obj:`torchvision.utils.save_image` writes
it. This script does both with handwritten digits and with faces, and shows what ``value_range`` decides.

一批有六十四张图，想一眼看全，或存成文件。:py:obj:`torchvision.utils.make_grid` 把它们排成一张大
图，:py:obj:`torchvision.utils.save_image` 写入文件。本例用手写数字和人脸照片演示，并说明 ``value_range`` 决定了什
么。
"""

import io

import matplotlib.pyplot as plt
import torch
from PIL import Image
from skimage.data import lfw_subset

from reflib.snippets import device, plots, samples
from reflib.snippets.torchvision_cpu import import_torchvision

import_torchvision()  # declares what torchvision lacks beside a CPU build of torch; a matching pair needs no such call
from torchvision import transforms, utils

plots.use_style()
train_set, _ = samples.digits()
digits = train_set.tensors[0][:64].reshape(64, 1, 8, 8).to(device.pick())
print("batch:", tuple(digits.shape), "from", digits.min().item(), "to", digits.max().item())

# %%
# The layout | 排版
# -----------------
#
# ``nrow`` is the number of images in a row, not the number of rows. Between them and around lie ``padding`` pixels
# of ``pad_value``. Grey images come out with three equal channels.
#
# ``nrow`` 是每行的图片数，不是行数。图片之间和四周有 ``padding`` 个像素，值为 ``pad_value``。灰度图输出时变成三个相
# 同的通道。
grid = utils.make_grid(digits, nrow=16, padding=2, pad_value=0.5)
print("grid:", tuple(grid.shape), "device:", grid.device.type)
assert grid.shape == (3, 4 * (8 + 2) + 2, 16 * (8 + 2) + 2)
assert torch.equal(grid[0], grid[1]) and torch.equal(grid[:, 2:10, 2:10], digits[0].expand(3, 8, 8))

figure = plots.show_images({"nrow=16, padding=2, pad_value=0.5": grid.permute(1, 2, 0)}, columns=1)
plots.describe(
    figure,
    "Sixty-four handwritten digits in four rows of sixteen, with grey lines between them"
    " | 六十四个手写数字排成四行，每行十六个，之间有灰线",
)

# %%
# Which value is black? | 哪个值是黑？
# ------------------------------------
#
# Values outside 0 to 1 are cut off when a grid is drawn or saved. ``normalize=True`` maps a range to 0 to 1 first:
# the smallest and largest value of the whole batch, of each image with ``scale_each=True``, or the two that
# ``value_range`` names. Here six faces are darkened step by step and shifted to -1 to 1, the range that many
# generators produce.
#
# 超出 0 到 1 的值，在画图或保存时会被截断。``normalize=True`` 会先把一个范围映射到 0 到 1：默认是整批的最小值和最大
# 值；``scale_each=True`` 则是每张图各自的；``value_range`` 可以直接指定两端。这里把六张人脸逐张调暗，再移到 -1 到
# 1，许多生成模型输出的就是这个范围。
faces = torch.tensor(lfw_subset()).float()[:6, None].to(device.pick())
light = torch.linspace(1.0, 0.2, 6, device=faces.device).reshape(6, 1, 1, 1)
faces = 2 * light * faces - 1
print(f"faces: {tuple(faces.shape)}, from {faces.min().item():.2f} to {faces.max().item():.2f}")
grids = {
    "as it is": utils.make_grid(faces, nrow=6),
    "normalize=True": utils.make_grid(faces, nrow=6, normalize=True),
    "normalize=True, scale_each=True": utils.make_grid(faces, nrow=6, normalize=True, scale_each=True),
    "normalize=True, value_range=(-1, 1)": utils.make_grid(faces, nrow=6, normalize=True, value_range=(-1, 1)),
}
figure = plots.show_images({name: grid.permute(1, 2, 0).clamp(0, 1) for name, grid in grids.items()}, columns=1)
plots.describe(
    figure,
    "Four rows of the same six faces, darker to the right: nearly all black as they are, right with normalize, equally"
    " bright with scale_each, and true to the original with value_range"
    " | 同样六张人脸的四行，越往右越暗：原样时几乎全黑，normalize 后正常，scale_each 后一样亮，"
    "value_range 忠于原图",
)
inner = grids["normalize=True, value_range=(-1, 1)"][:1, 2:27, 2:27]
torch.testing.assert_close(inner, (faces[0] + 1) / 2)
each = grids["normalize=True, scale_each=True"][0, 2:27, -27:-2]
print(f"last face: up to {each.max():.2f} with scale_each, {(faces[5].max() + 1) / 2:.2f} in the original")
assert each.max() > 0.99

# %%
# To a file, and back | 写入文件，再读回来
# ----------------------------------------
#
# ``save_image`` takes a path or an open file, its argument ``fp``, and hands the rest to ``make_grid``: by name,
# since the third position is ``format``. It rounds to 256 levels, so what is read back differs by at most half a
# level. PNG keeps that; JPEG does not.
#
# ``save_image`` 的参数 ``fp`` 可以是路径，也可以是打开的文件；其余参数转给 ``make_grid``，要用关键字，因为第三个位
# 置是 ``format``。它会取整到 256 级，所以读回来的值最多差半级。PNG 能原样保留，JPEG 不能。
for kind in ("png", "jpeg"):
    file = io.BytesIO()
    utils.save_image(digits, file, format=kind, nrow=16, pad_value=0.5)
    back = transforms.ToTensor()(Image.open(file))
    difference = (back - grid.cpu()).abs().max().item() * 255
    print(
        f"{kind:4} {file.getbuffer().nbytes:5} bytes, {tuple(back.shape)}, off by up to {difference:.2f} of 255 levels"
    )
    assert back.shape == grid.shape
    assert difference < 0.51 or kind == "jpeg"

# %%
# Old code says ``range`` and ``filename``. Both names are refused today: they are ``value_range`` and ``fp``.
#
# 旧代码写的是 ``range`` 和 ``filename``。这两个名字现在都会报错，应改为 ``value_range`` 和 ``fp``。
calls = {
    "make_grid(range=)": lambda: utils.make_grid(digits, normalize=True, range=(0, 1)),
    "save_image(filename=)": lambda: utils.save_image(digits, filename="digits.png"),
}
for name, call in calls.items():
    try:
        call()
        raise AssertionError(f"{name} was accepted")
    except TypeError as error:
        print(f"{name:22} TypeError: {error}")
plt.show()

# sphinx_gallery_thumbnail_number = 2
