# topics: topic/07
"""
Moving between CPU and GPU | 在 CPU 与 GPU 之间搬运
===================================================

"Expected all tensors to be on the same device." Which of them moved, and which did not? This script moves tensors
and modules and tries what can be combined. It needs no GPU: where there is none, the ``meta`` device, whose tensors
have a shape but no numbers, stands in as the second one and obeys the same rules. What only a GPU can show is said
so.

“Expected all tensors to be on the same device.” 究竟谁搬过去了，谁没有？本例搬运张量和模块，并试验哪些能放在一起运
算。没有 GPU 也能运行：这时由 ``meta`` 设备充当第二个设备，它的张量只有形状、没有数值，遵守的规则相同。只有 GPU 才能
演示的地方会注明。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
there = device.pick() if torch.cuda.is_available() else torch.device("meta")
print("torch.cuda.is_available():", torch.cuda.is_available(), " second device:", there)

# %%
# A tensor is copied, a module moves | 张量是复制，模块是搬动
# -----------------------------------------------------------
#
# ``tensor.to(device)`` returns a tensor on that device and leaves the old one where it is: the result must be
# assigned. If it is there already, the same object comes back. ``module.to(device)`` moves the parameters and
# buffers of the module itself, and returns it.
#
# ``tensor.to(device)`` 返回目标设备上的张量，原来的留在原处，所以必须把结果赋给变量；如果本来就在那里，返回的就是同
# 一个对象。``module.to(device)`` 搬动的是模块自身的参数和缓冲区，并返回这个模块。
photograph = samples.photograph("china.jpg").float() / 255
copy = photograph.to(there)
print("photograph stays on:", photograph.device.type, " the copy is on:", copy.device.type)
print("already there, same object:", photograph.to("cpu") is photograph, copy.to(copy.device) is copy)
assert photograph.device.type == "cpu" and copy.device.type == there.type and copy.shape == photograph.shape

layer = nn.BatchNorm1d(3)
moved = layer.to(there)
print("the same module:", moved is layer)
print({name: tensor.device.type for name, tensor in layer.state_dict().items()})
assert moved is layer and all(tensor.device.type == there.type for tensor in layer.state_dict().values())

# %%
# ``.cuda()`` is the older word for the same with a GPU: a copy of a tensor, or the module itself. Without an
# argument it goes to the current device, the first one unless that was changed; ``.cuda(1)`` and ``.to("cuda:1")``
# name one. Without a GPU it raises, so that programs written for both ask :py:obj:`torch.cuda.is_available` once,
# keep the device, and write ``.to(device)`` from then on.
#
# ``.cuda()`` 是较早的写法，专指 GPU：对张量是复制，对模块是搬动自身。不带参数时放到当前设备，没改过就是第一
# 块；``.cuda(1)`` 与 ``.to("cuda:1")`` 指定某一块。没有 GPU 就会报错，所以两边都要能跑的程序先问一次
# :py:obj:`torch.cuda.is_available`，记下设备，之后一律写 ``.to(device)``。
try:
    on_gpu = photograph.cuda()
    print("cuda() went to", on_gpu.device, "; the current device is", torch.cuda.current_device())
except (AssertionError, RuntimeError) as error:
    print(f"{type(error).__name__}: {str(error).splitlines()[0]}")
    assert not torch.cuda.is_available()

# %%
# What can be combined | 哪些能一起运算
# -------------------------------------
#
# An operation runs on one device and takes all its tensors from there. Two things are exceptions: Python numbers,
# and CPU tensors without dimensions, which travel along as numbers do. That goes one way only: a tensor without
# dimensions on the GPU does not mix with one on the CPU.
#
# 一个运算在一个设备上执行，所有张量都要在那里。例外有两种：Python 的数，以及 CPU 上的 0 维张量，它像数一样随行。反
# 过来不行：GPU 上的 0 维张量不能与 CPU 张量一起运算。
name = there.type
operands = {
    "2.0": 2.0,
    "cpu 0-dim": torch.tensor(2.0),
    "cpu (3,)": torch.ones(3),
    f"{name} 0-dim": torch.tensor(2.0).to(there),
    f"{name} (3,)": torch.ones(3).to(there),
}


def combine(a, b):
    try:
        result = a + b
    except RuntimeError:
        return "error"
    return result.device.type if torch.is_tensor(result) else "number"


table = {row: [combine(a, b) for b in operands.values()] for row, a in operands.items()}
for row, cells in table.items():
    print(f"{row:12}", "  ".join(f"{cell:6}" for cell in cells))
try:
    photograph + copy
except RuntimeError as error:
    print("RuntimeError:", str(error).split("!")[0])
assert table["cpu (3,)"] == ["cpu", "cpu", "cpu", "error", "error"]
assert table[f"{name} (3,)"] == [name, name, "error", name, name]

# %%
# The same table as a picture: green where the sum works, with the device of the result.
#
# 把这张表画出来：绿色表示可以相加，写着的是结果所在的设备。
figure, axis = plt.subplots(figsize=(plots.WIDTH, 3.8))
works = [[cell != "error" for cell in cells] for cells in table.values()]
axis.imshow(works, cmap=plt.matplotlib.colors.ListedColormap(["#f2c9b0", "#b5dfd0"]), vmin=0, vmax=1)
for i, cells in enumerate(table.values()):
    for j, cell in enumerate(cells):
        axis.text(j, i, cell, ha="center", va="center", fontsize=10)
axis.set_xticks(range(5), operands, rotation=30, ha="right", fontsize=10)
axis.set_yticks(range(5), operands, fontsize=10)
axis.set(xlabel="b in a + b", ylabel="a")
plots.describe(
    figure,
    "A five by five table of sums: Python numbers and CPU tensors without dimensions combine with both devices,"
    " every other tensor only with its own"
    " | 五乘五的加法表：Python 的数与 CPU 上的 0 维张量可以和两个设备的张量相加，其余张量只能与自己设备的相加",
)

# %%
# Coming back | 搬回来
# --------------------
#
# NumPy knows only memory of the CPU: ``.cpu().numpy()``, after ``.detach()`` if the tensor records gradients.
# ``.item()`` brings one number back. A meta tensor has no numbers to bring.
#
# NumPy 只认 CPU 内存：写 ``.cpu().numpy()``，张量若记录梯度，先 ``.detach()``。``.item()`` 取回一个数。meta 张量没
# 有数值可取。
here = photograph.to(device.pick())
array = here.cpu().numpy()
print(type(array).__name__, array.shape, array.dtype, f"mean {here.mean().item():.4f}")
try:
    copy.numpy()
except (TypeError, NotImplementedError) as error:
    print(f"{type(error).__name__}: {str(error).split('. ')[0]}")
weight = torch.ones(2, device=device.pick(), requires_grad=True)
try:
    weight.cpu().numpy()
except RuntimeError as error:
    print("RuntimeError:", error)
assert weight.detach().cpu().numpy().sum() == 2

# %%
# Two traps | 两个陷阱
# --------------------
#
# A parameter that is made first and moved afterwards is no longer a leaf: it is the result of a copy, and
# ``backward()`` leaves no gradient in it. Make it on the device. A change of type does the same, and shows it
# without a GPU.
#
# 先建好参数再搬，得到的就不是叶子：它是复制运算的结果，``backward()`` 不会在其中留下梯度。应该直接在目标设备上建
# 立。转换类型的效果相同，没有 GPU 也能看到。
late = torch.ones(2, requires_grad=True).to(there, torch.float64)
right = torch.ones(2, device=there, dtype=torch.float64, requires_grad=True)
print("moved afterwards, a leaf:", late.is_leaf, "; made there:", right.is_leaf)
assert not late.is_leaf and right.is_leaf

# %%
# A tensor that is a plain attribute of a module stays behind when the module moves. ``register_buffer`` takes it
# along, and into ``state_dict()``.
#
# 只是普通属性的张量，模块搬走时会留在原处。``register_buffer`` 能让它一起走，并写进 ``state_dict()``。


class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.attribute = torch.full((3,), 255.0)
        self.register_buffer("buffer", torch.full((3,), 255.0))


scale = Scale().to(there)
print("attribute on", scale.attribute.device.type, "; buffer on", scale.buffer.device.type)
assert scale.attribute.device.type == "cpu" and scale.buffer.device.type == there.type
plt.show()

# sphinx_gallery_thumbnail_number = 1
