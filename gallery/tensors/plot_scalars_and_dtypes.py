# topics: topic/59, topic/12
"""
Dimensions, data types, conversions | 维度、数据类型与转换
==========================================================

What is a tensor made of, and what happens to its numbers when the data type changes? This script takes a
photograph apart down to a single number, a scalar, reads off the shape and the data type at every step, and
brightens the picture twice: once in bytes, which wrap around, and once in floating point.

一个张量由什么构成？换了数据类型，里面的数会怎样？本例把一张照片逐层拆到一个数，也就是标量，
每一步都读出形状与数据类型；然后把照片调亮两次：一次用会回绕的字节，一次用浮点数。
"""

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, plots, samples

plots.use_style()
where = device.pick()
photo = samples.photograph("china.jpg").to(where)
print(photo.shape, photo.dtype, photo.device.type)
assert photo.dtype == torch.uint8

# %%
# From a batch down to a scalar | 从批到标量
# ------------------------------------------
#
# Each index removes a dimension: from a batch of one photograph to the photograph, one row of it, one pixel,
# one number. A scalar is a tensor of no dimensions; its shape is empty and it has one element.
#
# 每索引一次就少一维：从只有一张照片的批，到照片，到其中一行，到一个像素，再到一个数。标量是 0
# 维张量，形状为空，有一个元素。
parts = {
    "batch": photo.unsqueeze(0),
    "photograph": photo,
    "row": photo[300],
    "pixel": photo[300, 200],
    "scalar": photo[300, 200, 0],
}
for name, part in parts.items():
    print(f"{name:10} dim {part.dim()}  numel {part.numel():6}  shape {tuple(part.shape)}")
assert [part.dim() for part in parts.values()] == [4, 3, 2, 1, 0]
assert parts["scalar"].shape == () and parts["scalar"].numel() == 1

# %%
# ``size()`` and ``shape`` are the same ``torch.Size``, a tuple; ``size(0)`` is one entry of it.
# :py:obj:`torch.Tensor.dim` is its length, also called ``ndim``, and :py:obj:`torch.Tensor.numel` its product.
#
# ``size()`` 与 ``shape`` 是同一个 ``torch.Size``，也就是元组；``size(0)`` 是其中一项。:py:obj:`torch.Tensor.dim`
# 是它的长度，又叫 ``ndim``；:py:obj:`torch.Tensor.numel` 是各项之积。
print("size():", photo.size(), " size(0):", photo.size(0), " ndim:", photo.ndim)
assert photo.size() == photo.shape == (427, 640, 3) and isinstance(photo.shape, tuple)
assert photo.dim() == photo.ndim == len(photo.shape) and photo.numel() == 427 * 640 * 3

# %%
# One element does not make a scalar: ``tensor([2.])`` is a vector of length one.
# :py:obj:`torch.Tensor.item` gives the Python number of either.
#
# 只有一个元素并不就是标量：``tensor([2.])`` 是长度为 1 的向量。两者都可以用 :py:obj:`torch.Tensor.item`
# 取出 Python 数值。
scalar, vector = torch.tensor(2.0, device=where), torch.tensor([2.0], device=where)
print("scalar: dim", scalar.dim(), "item", scalar.item(), "- vector: dim", vector.dim(), "item", vector.item())
assert scalar.dim() == 0 and vector.dim() == 1
try:
    scalar[0]
except IndexError as error:
    print("IndexError:", str(error).split(".")[0])

# %%
# The type of the elements | 元素的类型
# -------------------------------------
#
# :py:obj:`torch.Tensor.type` returns a name from the years when every data type on every device was a class of
# its own, ``torch.FloatTensor`` or ``torch.cuda.FloatTensor``. Today that is two facts: ``dtype`` and
# ``device``. The methods :py:obj:`torch.Tensor.byte`, :py:obj:`torch.Tensor.int`, :py:obj:`torch.Tensor.long`,
# :py:obj:`torch.Tensor.float` and :py:obj:`torch.Tensor.double` are short for ``.to(dtype)``.
#
# :py:obj:`torch.Tensor.type` 返回的是早年的类名：那时每种数据类型在每种设备上各是一个类，如
# ``torch.FloatTensor``、``torch.cuda.FloatTensor``。如今这是两件事：``dtype`` 与
# ``device``。:py:obj:`torch.Tensor.byte`、:py:obj:`torch.Tensor.int`、:py:obj:`torch.Tensor.long`、
# :py:obj:`torch.Tensor.float`、:py:obj:`torch.Tensor.double` 都是 ``.to(dtype)`` 的简写。
ones = torch.ones(1, device=where)
print("type():", torch.ones(1).type(), "- on this device:", ones.type(), "- dtype:", ones.dtype)
assert torch.FloatTensor([1.0]).dtype == torch.float32 == ones.dtype
for name in ("byte", "int", "long", "float", "double"):
    converted = getattr(ones, name)()
    info = torch.finfo if converted.is_floating_point() else torch.iinfo
    largest = info(converted.dtype).max
    print(f".{name + '()':9} {str(converted.dtype):14} {converted.element_size()} bytes, up to {largest:.3g}")
    assert torch.equal(converted, ones.to(converted.dtype)) and converted.to(converted.dtype) is converted

# %%
# Truncation | 截断
# -----------------
#
# From floating point to integer the fraction is cut off, towards zero. Round first if that is not meant. The
# other way loses something too: float32 has 24 bits for the digits, so not every large integer survives.
#
# 浮点数转整数会直接截去小数部分，向零取整；若不是这个意思，先舍入再转换。反过来也有损失：float32
# 只有 24 位有效数字，太大的整数未必保得住。
values = torch.tensor([1.9, -1.9, 2.5], device=where)
print("long():", values.long().tolist(), "- round().long():", values.round().long().tolist())
assert values.long().tolist() == [1, -1, 2] and values.round().long().tolist() == [2, -2, 2]
large = torch.tensor(2**24 + 1, device=where)
print(large.item(), "-> float ->", large.float().long().item(), "- double ->", large.double().long().item())
assert large.float().long().item() == 2**24 and large.double().long().item() == 2**24 + 1

# %%
# Wrap-around | 回绕
# ------------------
#
# A byte counts to 255 and starts again at 0, in conversions and in arithmetic: 300 becomes 300 - 256 = 44. A
# Python number does not widen the tensor it is added to, so a photograph brightened by 100 stays ``uint8`` and
# its bright parts turn dark. Compute in floating point and limit the result before it goes back.
#
# 字节数到 255 之后又从 0 开始，转换与运算都是如此：300 变成 300 - 256 = 44。与 Python
# 数相加并不会拓宽张量的类型，所以把照片调亮 100 之后仍是 ``uint8``，亮的地方反而变暗。
# 应当用浮点数计算，先限制范围再转回去。
print("byte():", torch.tensor([255, 256, 300, -1], device=where).byte().tolist())
assert torch.tensor([255, 256, 300, -1], device=where).byte().tolist() == [255, 0, 44, 255]

wrapped = photo + 100
limited = (photo.float() + 100).clamp(0, 255).byte()
sky = photo[10, 320].tolist()
print("sky:", sky, "- bytes:", wrapped[10, 320].tolist(), "- float and clamp:", limited[10, 320].tolist())
assert wrapped.dtype == torch.uint8 and wrapped[10, 320].tolist() == [(value + 100) % 256 for value in sky]
assert (limited >= photo).all() and not (wrapped >= photo).all()

darker = (wrapped < photo).any(dim=-1)
images = {"photo": photo, "photo + 100": wrapped, "float, clamp, byte": limited, "wrapped around": darker}
figure = plots.show_images(images)
plots.describe(
    figure,
    "A palace under a bright sky; the same with 100 added to its bytes, sky dark and colours false; brightened in"
    " floating point, pale and natural; and in white where the bytes wrapped around, most of all in sky and water"
    " | 明亮天空下的宫殿；字节加 100 之后，天空变暗、颜色失真；用浮点数调亮，颜色浅而自然；"
    "以及用白色标出的回绕之处：几乎整片天空与水面",
)
print(f"wrapped around: {darker.float().mean():.0%} of the pixels")
assert darker[:60].float().mean() > 0.95

# %%
# The wrap-around holds between integers only. A floating-point number outside the range of the integer type has
# no defined result, and a CPU and a GPU may disagree: ``clamp`` it first, as above.
#
# 回绕只对整数之间的转换成立。浮点数若超出整数类型的范围，结果没有定义，CPU 与 GPU
# 可能不同：像上面那样先用 ``clamp``。
outside = torch.tensor([-20.0, 300.0], device=where)
print("clamp(0, 255).byte():", outside.clamp(0, 255).byte().tolist())
assert outside.clamp(0, 255).byte().tolist() == [0, 255]
plt.show()

# sphinx_gallery_thumbnail_number = 1
