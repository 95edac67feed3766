# topics: topic/11
"""
The NumPy bridge | 与 NumPy 互转
================================

Does a tensor made from a NumPy array share the array's memory, or is it a copy? It depends on the function and
on the data type. This script tries them all on the diabetes data of scikit-learn, whose arrays are float64, and
goes back with :py:obj:`torch.Tensor.numpy`.

从 NumPy 数组得到的张量，是共享数组的内存，还是一份副本？这取决于用哪个函数，也取决于数据类型。本例拿
scikit-learn 的糖尿病数据逐一试验，它的数组是 float64；然后再用 :py:obj:`torch.Tensor.numpy` 转回去。
"""

import warnings

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.colors import ListedColormap
from sklearn import datasets

from reflib.snippets import device, plots

plots.use_style()
array = datasets.load_diabetes(scaled=False).data
print("array:", array.shape, array.dtype, "first row:", array[0, :4])
assert array.dtype == np.float64

# %%
# Sharing | 共享
# --------------
#
# :py:obj:`torch.from_numpy` keeps the data type and looks at the same memory. What one side writes, the other
# reads.
#
# :py:obj:`torch.from_numpy` 保留数据类型，看的是同一块内存：一边写入，另一边就能读到。
tensor = torch.from_numpy(array)
array[0, 0] = 60
print("array wrote 60, tensor reads", tensor[0, 0].item(), tensor.dtype)
tensor[0, 0] = 61
print("tensor wrote 61, array reads", array[0, 0])
assert tensor.dtype == torch.float64 and array[0, 0] == 61 == tensor[0, 0]
assert tensor.data_ptr() == array.ctypes.data

# %%
# Layers have float32 weights, so the tensor is converted before it meets one, and that is where the copy is
# made.
#
# 层的权重是 float32，数据交给它之前要先转换，复制就发生在这一步。
layer = torch.nn.Linear(10, 1, device=device.pick())
try:
    layer(tensor.to(device.pick()))
except RuntimeError as error:
    print("RuntimeError:", error)
ready = tensor.to(device.pick(), torch.float32)
print("ready:", ready.dtype, "output:", tuple(layer(ready).shape))
assert ready.data_ptr() != tensor.data_ptr() and layer(ready).shape == (442, 1)

# %%
# Four functions, four data types | 四个函数，四种数据类型
# --------------------------------------------------------
#
# ``torch.as_tensor`` shares as :py:obj:`torch.from_numpy` does. :py:obj:`torch.tensor` always copies. The
# legacy constructor :py:obj:`torch.Tensor` turns everything into float32, and so copies everything except an
# array that is float32 already: that one it shares.
#
# ``torch.as_tensor`` 与 :py:obj:`torch.from_numpy` 一样共享内存，:py:obj:`torch.tensor`
# 总是复制。旧式构造函数 :py:obj:`torch.Tensor` 把一切都转成 float32，因此都是副本，
# 唯独数组本来就是 float32 时会共享。
functions = {
    "from_numpy": torch.from_numpy,
    "as_tensor": torch.as_tensor,
    "tensor": torch.tensor,
    "Tensor": torch.Tensor,
}
dtypes = ["float32", "float64", "int64", "uint8"]
shares = np.zeros((len(functions), len(dtypes)), dtype=bool)
results = {}
for i, (name, function) in enumerate(functions.items()):
    for j, dtype in enumerate(dtypes):
        source = np.array([1, 2, 3], dtype=dtype)
        made = function(source)
        source[0] = 9  # whoever shares the memory sees this
        shares[i, j] = made[0] == 9
        results[name, dtype] = f"{'shares' if shares[i, j] else 'copies'}\n{str(made.dtype).removeprefix('torch.')}"
    print(f"{name:10}", ", ".join(results[name, dtype].replace("\n", " ") for dtype in dtypes))
assert shares[:2].all() and not shares[2].any() and shares[3].tolist() == [True, False, False, False]

figure, axis = plt.subplots(figsize=(plots.WIDTH, 3.8))
axis.imshow(shares, cmap=ListedColormap(["#f7dfcc", "#cce3f0"]), aspect="auto")
for i, name in enumerate(functions):
    for j, dtype in enumerate(dtypes):
        axis.text(j, i, results[name, dtype], ha="center", va="center", fontsize=11)
axis.set(xticks=range(4), yticks=range(4), xticklabels=dtypes, yticklabels=list(functions))
axis.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
axis.spines[:].set_visible(False)
plots.describe(
    figure,
    "A table of four functions by four data types: from_numpy and as_tensor always share, tensor always copies,"
    " Tensor shares float32 and copies the rest to float32"
    " | 四个函数与四种数据类型的对照表：from_numpy 与 as_tensor 总是共享，tensor 总是复制，Tensor 只共享"
    " float32，其余都复制成 float32",
)

# %%
# Back to NumPy | 转回 NumPy
# --------------------------
#
# :py:obj:`torch.Tensor.numpy` shares too, and therefore has conditions. The tensor must be on the CPU, must not
# require a gradient, and its data type must exist in NumPy, which has no bfloat16. ``force=True`` takes care of
# the first two, like ``.detach().cpu().numpy()``; the third needs a conversion.
#
# :py:obj:`torch.Tensor.numpy` 同样共享内存，所以有条件：张量要在 CPU 上，不能要求梯度，数据类型还得是 NumPy
# 有的，而 NumPy 没有 bfloat16。``force=True`` 解决前两条，相当于
# ``.detach().cpu().numpy()``；第三条要先做类型转换。
weight = layer.weight
print("requires_grad:", weight.requires_grad, "device:", weight.device.type)
for attempt in (weight.cpu(), weight.detach().cpu().bfloat16()):
    try:
        attempt.numpy()
    except (RuntimeError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")
out = weight.numpy(force=True)
print("force=True:", out.shape, out.dtype, "- from bfloat16:", weight.bfloat16().float().numpy(force=True).dtype)
assert np.array_equal(out, weight.detach().cpu().numpy())

# %%
# What cannot be shared | 不能共享的数组
# --------------------------------------
#
# A tensor has no negative strides, so a reversed array must be copied first. A read-only array is accepted with
# a warning, because PyTorch could not keep it read-only: :py:obj:`torch.tensor` makes a copy of one's own.
#
# 张量没有负步幅，反转过的数组必须先复制。只读数组可以转，但会有警告，因为 PyTorch 无法保证不去写它；用
# :py:obj:`torch.tensor` 复制一份自己的即可。
try:
    torch.from_numpy(array[::-1])
except ValueError as error:
    print("ValueError:", str(error).split(",")[0])
backwards = torch.from_numpy(array[::-1].copy())
assert backwards[-1, 0] == array[0, 0]

frozen = array[:2].copy()
frozen.flags.writeable = False
torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    torch.from_numpy(frozen)
torch.set_warn_always(False)
print("warning:", str(caught[0].message).split(",")[0])
own = torch.tensor(frozen)
own[0, 0] = 0
assert "not writable" in str(caught[0].message) and frozen[0, 0] == 61

# %%
# Old tutorials load the Boston house prices here. scikit-learn removed that data set in 1.2: use the diabetes
# data, as above, or ``fetch_california_housing``, which downloads its houses.
#
# 旧教程在这里加载的是波士顿房价。scikit-learn 1.2 移除了这个数据集，可以像上面那样用糖尿病数据，或者用
# ``fetch_california_housing``，后者需要下载。
gone = "load_boston"
try:
    getattr(datasets, gone)
except ImportError as error:
    message = str(error).strip().splitlines()[0]
    print("ImportError:", message)
assert "removed from scikit-learn since version 1.2" in message
plt.show()

# sphinx_gallery_thumbnail_number = 1
