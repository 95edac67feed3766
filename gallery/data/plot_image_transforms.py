# topics: topic/24
"""
From a picture to what a network sees | 从图片到网络的输入
==========================================================

Between a picture file and a network stands a chain of transforms: crop, flip, turn into a tensor, normalise. This
script puts one together with :py:obj:`torchvision.transforms.Compose`, looks at what each link does to shape, type
and range, and says it again in today's ``torchvision.transforms.v2``.

图片文件与网络之间隔着一串变换：裁剪、翻转、转成张量、归一化。本例用 :py:obj:`torchvision.transforms.Compose` 把它们
串起来，看每一环怎样改变形状、类型和取值范围，再用现在的 ``torchvision.transforms.v2`` 写一遍。
"""

import warnings

import matplotlib.pyplot as plt
import torch
from PIL import Image
from sklearn.datasets import load_sample_image
from torch import nn

from reflib.snippets import plots
from reflib.snippets.torchvision_cpu import import_torchvision

import_torchvision()  # declares what torchvision lacks beside a CPU build of torch; a matching pair needs no such call
from torchvision import transforms
from torchvision.transforms import v2

plots.use_style()
picture = Image.fromarray(load_sample_image("china.jpg"))
print(type(picture).__name__, "size (W, H):", picture.size, picture.mode)

# %%
# One link at a time | 一环一环地看
# ---------------------------------
#
# ``RandomResizedCrop`` cuts out a random part and scales it to one size. ``ToTensor`` moves the channels to the
# front and, for uint8, divides by 255; arrays of other types keep their numbers. ``Normalize`` subtracts a mean and
# divides by a standard deviation, each channel its own. The six numbers here are those of ImageNet, which its
# trained networks expect.
#
# ``RandomResizedCrop`` 随机截取一部分，缩放到统一大小。``ToTensor`` 把通道移到最前；若是 uint8，还会除以 255；其他
# 类型的数组数值不变。``Normalize`` 逐通道减去均值、除以标准差。这里的六个数来自 ImageNet，在它上面训练好的网络要求
# 这样的输入。
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
torch.manual_seed(0)
crop = transforms.RandomResizedCrop(224)(picture)
tensor = transforms.ToTensor()(crop)
normal = transforms.Normalize(MEAN, STD)(tensor)
print("crop:     ", type(crop).__name__, crop.size)
for name, value in (("ToTensor: ", tensor), ("Normalize:", normal)):
    print(f"{name} {tuple(value.shape)} {value.dtype}, from {value.min():.3f} to {value.max():.3f}")
assert tensor.shape == (3, 224, 224) and tensor.dtype == torch.float32 and 0 <= tensor.min() <= tensor.max() <= 1
torch.testing.assert_close(normal[0], (tensor[0] - 0.485) / 0.229)

unscaled = transforms.ToTensor()(torch.full((2, 2, 3), 200.0).numpy())
print("ToTensor on float32 values of 200:", unscaled.max().item())
assert unscaled.max() == 200 and unscaled.shape == (3, 2, 2)

# %%
# The chain | 串起来
# ------------------
#
# ``Compose`` takes a list. Order matters: ``Normalize`` works on tensors and refuses a picture. Random transforms
# draw anew on every call, so in every epoch the network sees another version of the same file.
#
# ``Compose`` 接收一个列表。顺序不能乱：``Normalize`` 只接受张量，不接受图片。随机变换每次调用都重新抽取，所以网络在
# 每一轮看到的都是同一个文件的不同版本。
chain = transforms.Compose(
    [
        transforms.RandomResizedCrop(224),
        transforms.RandomHorizontalFlip(p=0.5),
        transforms.ToTensor(),
        transforms.Normalize(MEAN, STD),
    ]
)
try:
    transforms.Compose([transforms.Normalize(MEAN, STD), transforms.ToTensor()])(picture)
except TypeError as error:
    print("TypeError:", error)
torch.manual_seed(1)
versions = torch.stack([chain(picture) for _ in range(6)])
print("a batch of one picture:", tuple(versions.shape))
assert versions.shape == (6, 3, 224, 224) and not torch.equal(versions[0], versions[1])

# %%
# To look at them, undo the normalisation: times the standard deviation, plus the mean.
#
# 要看图，先把归一化还原：乘以标准差，加上均值。
shown = versions * torch.tensor(STD).reshape(3, 1, 1) + torch.tensor(MEAN).reshape(3, 1, 1)
figure = plots.show_images(
    {f"call {i}": image.permute(1, 2, 0).clamp(0, 1) for i, image in enumerate(shown)}, columns=3
)
plots.describe(
    figure,
    "Six crops of one photograph of a Chinese temple, near and far, some of them mirrored"
    " | 同一张中国古建筑照片的六个裁剪版本，远近不同，有的左右翻转",
)

# %%
# Are transforms modules? | 变换是模块吗？
# ----------------------------------------
#
# Some are. Most of those that work on tensors inherit from :py:obj:`torch.nn.Module`; ``Compose``, ``ToTensor``,
# ``Lambda`` and a few more are plain classes. In ``v2`` every one is a module.
#
# 有些是。能处理张量的大多继承自 :py:obj:`torch.nn.Module`；``Compose``、``ToTensor``、``Lambda`` 等几个只是普通的
# 类。在 ``v2`` 中则全部都是模块。
ask = ("Compose", "ToTensor", "ToPILImage", "Lambda", "RandomChoice", "Normalize", "CenterCrop", "Pad")
ask += ("RandomResizedCrop", "RandomHorizontalFlip")
is_module = {name: issubclass(getattr(transforms, name), nn.Module) for name in ask}
print("plain classes:", ", ".join(name for name, answer in is_module.items() if not answer))
print("nn.Modules:   ", ", ".join(name for name, answer in is_module.items() if answer))
assert [name for name in ask if not is_module[name]] == ["Compose", "ToTensor", "ToPILImage", "Lambda", "RandomChoice"]
assert all(issubclass(getattr(v2, name), nn.Module) for name in ask)

# %%
# The same in v2 | 用 v2 来写
# ---------------------------
#
# ``v2.ToTensor`` warns. It did two things, and now each has a name: ``ToImage`` makes a tensor image, still uint8,
# and ``ToDtype`` with ``scale=True`` divides by 255. Whatever comes between the two, such as a crop, handles a
# quarter of the bytes. The result is the same.
#
# ``v2.ToTensor`` 会警告。它一次做了两件事，现在各有名字：``ToImage`` 得到张量图像，仍是 uint8；``ToDtype`` 加上
# ``scale=True`` 再除以 255。放在两者之间的变换（如裁剪）只需处理四分之一的字节。结果是一样的。
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    v2.ToTensor()
print(f"{caught[0].category.__name__}: {str(caught[0].message).split('. ')[0]}.")
image = v2.ToImage()(picture)
print("ToImage:", type(image).__name__, tuple(image.shape), image.dtype)
modern = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize(MEAN, STD)])
classic = transforms.Compose([transforms.ToTensor(), transforms.Normalize(MEAN, STD)])
torch.testing.assert_close(modern(picture), classic(picture))
assert image.dtype == torch.uint8

# %%
# Names that are gone | 已经不在的名字
# ------------------------------------
#
# ``RandomSizedCrop`` is ``RandomResizedCrop`` today. Its second argument used to be the interpolation and is now
# ``scale``, the range of areas; give interpolation by name.
#
# ``RandomSizedCrop`` 现在叫 ``RandomResizedCrop``。第二个参数过去是插值方式，现在是面积范围 ``scale``；插值方式要用
# 关键字传入。
print("RandomSizedCrop exists:", hasattr(transforms, "RandomSizedCrop"))
try:
    transforms.RandomResizedCrop(224, 2)
except TypeError as error:
    print("TypeError:", error)
small = transforms.RandomResizedCrop(224, scale=(0.08, 0.1))(picture)
print(transforms.RandomResizedCrop(224))
assert not hasattr(transforms, "RandomSizedCrop") and small.size == (224, 224)
plt.show()

# sphinx_gallery_thumbnail_number = 1
