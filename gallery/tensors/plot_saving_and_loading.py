# topics: topic/34
"""
Saving and loading a model | 保存与加载模型
===========================================

What belongs in the file, and why does :py:obj:`torch.load` refuse some files today? This script trains a small
classifier on handwritten digits, saves its parameters, loads them into a new model, and shows what
``weights_only`` protects from.

文件里该存什么？为什么如今 :py:obj:`torch.load`
会拒绝某些文件？本例用手写数字训练一个小分类器，保存它的参数，再加载到新的模型里，并看看 ``weights_only``
防的是什么。
"""

import pickle
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
train_set, test_set = samples.digits()
torch.manual_seed(0)
model = nn.Linear(64, 10).to(device.pick())
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for _ in range(5):
    batches = DataLoader(train_set, batch_size=32, shuffle=True)
    loss = training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
accuracy = training.accuracy(model, DataLoader(test_set, batch_size=450))
print(f"trained: loss {loss:.3f}, test accuracy {accuracy:.3f}")
assert accuracy > 0.9

# %%
# Save the state, not the module | 保存状态，而不是模块
# -----------------------------------------------------
#
# :py:obj:`torch.nn.Module.state_dict` is a dictionary of names and tensors. Saved, it depends on no class of
# yours; the model is built from its code and then filled.
#
# :py:obj:`torch.nn.Module.state_dict`
# 是名字到张量的字典。保存它，就不依赖你写的任何类；模型先由代码建好，再把参数填进去。
torch.save(model.state_dict(), folder / "digits.pt")
for name, tensor in model.state_dict().items():
    print(f"{name:6} {tuple(tensor.shape)}")
print((folder / "digits.pt").stat().st_size, "bytes")

fresh = nn.Linear(64, 10).to(device.pick())
before, loaded = fresh.weight.detach().clone(), torch.load(folder / "digits.pt")
print(fresh.load_state_dict(loaded))
again = training.accuracy(fresh, DataLoader(test_set, batch_size=450))
print(f"loaded: test accuracy {again:.3f}")
assert again == accuracy and torch.equal(fresh.weight, model.weight)

shown = {f"fresh {i}": before[i] for i in range(4)} | {f"loaded {i}": fresh.weight[i].detach() for i in range(4)}
figure = plots.show_images({name: row.reshape(8, 8) for name, row in shown.items()}, columns=4)
plots.describe(
    figure,
    "Weights of the classes 0 to 3 as 8 by 8 images: noise in the fresh model, traces of the digits once loaded"
    " | 类别 0 到 3 的权重画成 8 乘 8 的图像：新模型里是噪声，加载之后看得出数字的痕迹",
)

# %%
# What weights_only refuses | weights_only 拒绝什么
# -------------------------------------------------
#
# A saved module is a pickle, and to read it Python imports and runs what the file says. Since 2.6 ``weights_only``
# is ``True`` by default: tensors, numbers, strings, lists and dictionaries load, everything else is refused.
#
# 直接保存模块，得到的是 pickle；读它的时候，Python 会按文件所说去导入、去执行。从 2.6 起 ``weights_only`` 默认为
# ``True``：张量、数、字符串、列表与字典可以加载，其余一律拒绝。
torch.save(model, folder / "module.pt")
try:
    torch.load(folder / "module.pt")
except pickle.UnpicklingError as error:
    print("UnpicklingError:", str(error).split(". ")[0])
    print("  refused:", str(error).split("Unsupported global: ")[1].split(" was")[0])
whole = torch.load(folder / "module.pt", weights_only=False)
print("weights_only=False:", whole)
assert torch.equal(whole.weight, model.weight)


# %%
# Why the default changed: a file can say anything. This one asks for nothing worse than ``print``, and it runs
# while it is being loaded. Use ``weights_only=False`` for files of your own only.
#
# 默认值为何要改：文件里什么都可以写。下面这个文件只要求执行
# ``print``，而它在加载的过程中就执行了。``weights_only=False`` 只用于你自己的文件。
class Trap:
    def __reduce__(self):
        return print, ("   this line was printed by a file",)


torch.save(Trap(), folder / "trap.pt")
print("weights_only=False:")
torch.load(folder / "trap.pt", weights_only=False)
try:
    torch.load(folder / "trap.pt")
except pickle.UnpicklingError as error:
    print("weights_only=True refuses", str(error).split("Unsupported global: ")[1].split(" was")[0])
    refused = True
assert refused

# %%
# A checkpoint | 检查点
# ---------------------
#
# To go on training later, the optimizer's state is needed as well. A dictionary of dictionaries and numbers
# passes ``weights_only``.
#
# 以后要继续训练，还需要优化器的状态。由字典和数组成的字典可以通过 ``weights_only``。
checkpoint = {"epoch": 5, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
torch.save(checkpoint, folder / "checkpoint.pt")
restored = torch.load(folder / "checkpoint.pt")
resumed = torch.optim.Adam(fresh.parameters(), lr=0.1)
resumed.load_state_dict(restored["optimizer"])
steps = int(resumed.state_dict()["state"][0]["step"])
print("epoch", restored["epoch"], "- lr", resumed.param_groups[0]["lr"], "- steps", steps)
assert resumed.param_groups[0]["lr"] == 0.01 and steps == 5 * len(batches)

# %%
# Where the tensors go | 张量放到哪里
# -----------------------------------
#
# Tensors return to the device they were saved from, and where that device is missing, loading fails.
# ``map_location`` chooses another: ``"cpu"`` is always there, and ``"meta"`` reads shapes and no numbers.
#
# 张量会回到保存时所在的设备；若那个设备不存在，加载就会失败。``map_location`` 可以另选设备：``"cpu"``
# 总是有的，``"meta"`` 只读形状、不读数。
for place in ("cpu", "meta"):
    weight = torch.load(folder / "digits.pt", map_location=place)["weight"]
    print(f"map_location={place!r:6}: {weight.device}, {tuple(weight.shape)}")
    assert weight.device.type == place and weight.shape == (10, 64)

# %%
# One more surprise: a view is saved with all the memory it looks into. Clone a slice before saving it.
#
# 还有一点出人意料：保存视图时，会连同它背后的整块内存一起存下。保存切片之前先 ``clone()``。
photo = samples.photograph("china.jpg")
sizes = {}
for name, tensor in {"photo": photo, "photo[:10]": photo[:10], "photo[:10].clone()": photo[:10].clone()}.items():
    torch.save(tensor, folder / "slice.pt")
    sizes[name] = (folder / "slice.pt").stat().st_size
    print(f"{name:19} {tensor.numel():7} bytes of pixels, {sizes[name]:7} in the file")
assert sizes["photo[:10]"] > 800_000 > 25_000 > sizes["photo[:10].clone()"]
plt.show()

# sphinx_gallery_thumbnail_number = 1
