# topics: topic/08, topic/30
"""
What an empty tensor holds | 未初始化的张量里有什么
===================================================

``torch.FloatTensor(2)`` printed two zeros: may a program count on them? No. The legacy constructors take a size
and hand out memory as they find it. This script shows what is found there, how the same call with a list means
something else, and what to write instead: :py:obj:`torch.zeros`, :py:obj:`torch.tensor` and the ``new_``
methods.

``torch.FloatTensor(2)`` 打印出两个 0，程序能指望它们吗？不能。旧式构造函数接收的是大小，内存里原来是什么，
交出来的就是什么。本例看看里面有什么，再看同样的调用换成列表为何是另一个意思，最后给出今天的写法：
:py:obj:`torch.zeros`、:py:obj:`torch.tensor` 与 ``new_`` 系列方法。
"""

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, plots, samples

plots.use_style()
where = device.pick()
size = torch.FloatTensor(2)
print("FloatTensor(2):", tuple(size.shape), size.dtype)
assert size.shape == (2,) and size.dtype == torch.float32

# %%
# Somebody was here before | 有人来过
# -----------------------------------
#
# Make fifty small grey pictures, delete them, and ask four times for memory of the same size. The allocator is
# free to hand the old pieces out again, at any offset, and nothing wipes them first. What you see is what this
# run found; another run finds something else, and perhaps zeros. :py:obj:`torch.zeros` writes zeros, every time.
#
# 做五十张小灰度图，把它们删掉，再申请四次同样大小的内存。分配器可以把原来那几块再交出来，位置或许有偏移，
# 中间没有谁去清零。图中是这次运行碰到的内容，换一次运行就不一样，也可能全是 0。:py:obj:`torch.zeros`
# 则每次都真的写入 0。
grey = samples.photograph("china.jpg").float().mean(dim=-1)[::5, ::5].contiguous()
pictures = [grey.to(where, copy=True) for _ in range(50)]
del pictures
empty = [torch.empty(grey.shape, device=where).cpu() for _ in range(4)]
zeros = torch.zeros(grey.shape, device=where)
for i, piece in enumerate(empty):
    print(f"torch.empty, piece {i}: {torch.isin(piece, grey).float().mean():.0%} of its values are in the picture")
assert all(piece.shape == grey.shape for piece in empty) and not zeros.any()

shown = {f"empty, piece {i}": piece.nan_to_num().clamp(0, 255) for i, piece in enumerate(empty)}
figure = plots.show_images({"deleted picture": grey, **shown, "zeros": zeros}, columns=3)
plots.describe(
    figure,
    "A palace in grey; what four calls of torch.empty found in memory once it was deleted, as a rule the palace"
    " again, perhaps shifted; and the black of torch.zeros"
    " | 灰度的宫殿；把它删掉之后，四次 torch.empty 在内存里碰到的内容，往往又是那座宫殿，位置或有偏移；"
    "以及 torch.zeros 的全黑",
)

# %%
# To find code that reads such memory, let PyTorch fill it. While deterministic algorithms are on, every
# uninitialised floating-point tensor comes filled with NaN, and a NaN does not stay unnoticed for long.
#
# 要找出读了这种内存的代码，可以让 PyTorch 来填充：打开确定性算法后，未初始化的浮点张量会填满
# NaN，而 NaN 很快就会暴露出来。
torch.use_deterministic_algorithms(True)
made = {
    "FloatTensor(2)": torch.FloatTensor(2),
    "Tensor(2, 3)": torch.Tensor(2, 3),
    "empty(2, 3)": torch.empty(2, 3, device=where),
    "zeros(2, 3)": torch.zeros(2, 3, device=where),
}
torch.use_deterministic_algorithms(False)
for name, tensor in made.items():
    print(f"{name:15} shape {str(tuple(tensor.shape)):7} {tensor.flatten()[:2].tolist()}")
assert [bool(tensor.isnan().all()) for tensor in made.values()] == [True, True, True, False]

# %%
# Sizes or data | 大小还是数据
# ----------------------------
#
# The legacy constructors guess from the arguments: numbers are sizes, a list is data, and ``Tensor(2, 3)`` has
# six elements where ``Tensor([2, 3])`` has two. :py:obj:`torch.tensor` does not guess: it takes data, and only
# data, and keeps its type, so that whole numbers stay integers unless ``dtype`` says otherwise.
#
# 旧式构造函数根据参数去猜：给数字就是大小，给列表就是数据。``Tensor(2, 3)`` 有六个元素，``Tensor([2, 3])``
# 却只有两个。:py:obj:`torch.tensor` 不猜：它只接收数据，并保留数据的类型，整数仍是整数，除非另用 ``dtype``
# 指定。
six, two = torch.Tensor(2, 3), torch.Tensor([2, 3])
print("Tensor(2, 3):  ", tuple(six.shape))
print("Tensor([2, 3]):", tuple(two.shape), two.tolist(), two.dtype)
print("tensor([2, 3]):", torch.tensor([2, 3]).tolist(), torch.tensor([2, 3]).dtype)
assert six.shape == (2, 3) and two.tolist() == [2, 3] and two.dtype == torch.float32
assert torch.tensor([2, 3], dtype=torch.float32, device=where).dtype == torch.float32
try:
    torch.tensor(2, 3)
except TypeError as error:
    print("TypeError:", error)

# %%
# new and its successors | new 及其后继
# -------------------------------------
#
# ``x.new(...)`` guesses in the same way, and takes its dtype and its device from ``x``. That much is useful,
# and the methods that replaced it keep it: each says in its name what the elements will be.
#
# ``x.new(...)`` 用同样的方式去猜，数据类型与设备则取自
# ``x``。后一点很有用，替代它的几个方法都保留了下来：元素会是什么，方法名里说得清清楚楚。
x = torch.ones(2, dtype=torch.float64, device=where)
print("x.new()      ", tuple(x.new().shape), "no elements")
print("x.new(2, 3)  ", tuple(x.new(2, 3).shape), "uninitialised")
print("x.new([1, 2])", tuple(x.new([1, 2]).shape), x.new([1, 2]).tolist())
assert x.new().numel() == 0 and x.new(2, 3).shape == (2, 3)

today = {
    "x.new_empty(2, 3)": x.new_empty(2, 3),
    "x.new_zeros(2, 3)": x.new_zeros(2, 3),
    "x.new_ones(2, 3)": x.new_ones(2, 3),
    "x.new_full((2, 3), 7)": x.new_full((2, 3), 7),
    "x.new_tensor([1, 2])": x.new_tensor([1, 2]),
    "torch.empty_like(x)": torch.empty_like(x),
}
for name, tensor in today.items():
    print(f"{name:22} shape {str(tuple(tensor.shape)):7} {tensor.dtype}")
    assert tensor.dtype == x.dtype and tensor.device == x.device
assert today["x.new_full((2, 3), 7)"].unique().tolist() == [7]

# %%
# Memory without values is worth its risk in one case only: when every element is about to be written. Here
# ``out=`` does that.
#
# 只有一种情况值得用没有值的内存：所有元素马上就会被写入。下面的 ``out=`` 正是如此。
total = torch.empty(3, device=where)
torch.add(torch.tensor([1.0, 2.0, 3.0], device=where), 10, out=total)
print("filled by torch.add:", total.tolist())
assert total.tolist() == [11, 12, 13]
plt.show()

# sphinx_gallery_thumbnail_number = 1
