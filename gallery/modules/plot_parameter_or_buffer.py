# topics: topic/10
"""
Parameter, buffer or plain attribute | 参数、缓冲区还是普通属性
======================================================================

A module holds tensors. Which of them are trained, which are saved, and which move along to another device or
dtype? This script puts one tensor of every kind into a module, tests what happens to each, and draws the
answers; then a regression on diabetes patients uses the right kind for each of its tensors.

模块里有各种张量：哪些会被训练，哪些会被保存，哪些会随模块一起换设备、换数据类型？本例把每一种张量各放一个到
模块里，逐一检验并画出答案；再做一个糖尿病患者的回归，让每个张量各得其所。
"""

import io

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_diabetes
from torch import nn

from reflib.snippets import device, plots

plots.use_style()
torch.manual_seed(0)
device = device.pick()

# %%
# Registered by assignment | 赋值即登记
# -------------------------------------
#
# A :py:obj:`torch.nn.Parameter` is a tensor that requires gradients by default. Creating one binds it to
# nothing: it becomes part of a module when it is assigned to one of its attributes.
# :py:obj:`torch.nn.Module.register_parameter` does the same with the name as a string. From
# then on a plain tensor is refused under that name.
#
# :py:obj:`torch.nn.Parameter` 是默认要求梯度的张量。创建它并不会与任何模块绑定：赋值给模块的属性，才成为模块的一部分。
# :py:obj:`torch.nn.Module.register_parameter` 作用相同，只是名字以字符串给出。此后这个名字不再接受普通
# 张量。
module = nn.Module()
weight = nn.Parameter(torch.ones(2))
print("a Tensor:", isinstance(weight, torch.Tensor), " requires_grad:", weight.requires_grad)
print("created: ", [name for name, _ in module.named_parameters()])
module.weight = weight
module.register_parameter("bias", nn.Parameter(torch.zeros(1)))
print("assigned:", [name for name, _ in module.named_parameters()])
assert [name for name, _ in module.named_parameters()] == ["weight", "bias"]
try:
    module.weight = torch.zeros(2)
except TypeError as error:
    print("TypeError:", error)


# %%
# One of every kind | 每种各放一个
# --------------------------------
#
# :py:obj:`torch.nn.Module.register_buffer` registers a tensor that belongs to the module and is not trained;
# with ``persistent=False`` it is not saved either. A Python list hides what is in it, a
# :py:obj:`torch.nn.ParameterList` does not, and modules have :py:obj:`torch.nn.ModuleList`.
#
# :py:obj:`torch.nn.Module.register_buffer` 登记一个属于模块、但不参与训练的张量；设 ``persistent=False``
# 则连保存也不做。Python 列表会把里面的东西藏起来，:py:obj:`torch.nn.ParameterList` 不会；存放模块则用
# :py:obj:`torch.nn.ModuleList`。
class Everything(nn.Module):
    def __init__(self):
        super().__init__()
        self.parameter = nn.Parameter(torch.rand(2))
        self.parameter_list = nn.ParameterList([nn.Parameter(torch.rand(2))])
        self.linear = nn.Linear(2, 1)
        self.register_buffer("buffer", torch.rand(2))
        self.register_buffer("not_persistent", torch.rand(2), persistent=False)
        self.python_list = [nn.Parameter(torch.rand(2))]
        self.tensor = torch.rand(2, requires_grad=True)

    def tensors(self):
        return {
            "nn.Parameter": self.parameter,
            "ParameterList": self.parameter_list[0],
            "nn.Linear": self.linear.weight,
            "buffer": self.buffer,
            "persistent=False": self.not_persistent,
            "[nn.Parameter]": self.python_list[0],
            "plain tensor": self.tensor,
        }


everything = Everything()
print(list(everything.state_dict()))
assert len(everything.state_dict()) == 5

# %%
# Five tests: is it among ``parameters()``, among ``buffers()``, in ``state_dict()``; does ``double()`` reach
# it, as ``to(device)`` would; and does a step of an optimizer over ``parameters()`` change it?
#
# 五项检验：是否在 ``parameters()`` 里，是否在 ``buffers()`` 里，是否在 ``state_dict()`` 里；``double()``
# 是否影响到它（``to(device)`` 同理）；用 ``parameters()`` 建立的优化器走一步，是否改变它？


def holds(collection, tensor):
    return any(torch.equal(tensor, other) for other in collection)  # no two have the same numbers


def results(module):
    before = {kind: tensor.detach().clone() for kind, tensor in module.tensors().items()}
    lists = {"parameters()": module.parameters, "buffers()": module.buffers, "state_dict()": module.state_dict().values}
    table = {test: [holds(list_(), tensor) for tensor in module.tensors().values()] for test, list_ in lists.items()}
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    sum(tensor.sum() for tensor in module.tensors().values()).backward()
    optimizer.step()
    table["trained"] = [not torch.equal(tensor, before[kind]) for kind, tensor in module.tensors().items()]
    module.double()
    table["double()"] = [tensor.dtype == torch.float64 for tensor in module.tensors().values()]
    return table


table = results(everything)
kinds = list(everything.tensors())
marks = dict(zip(kinds, zip(*table.values(), strict=True), strict=True))
for kind, row in marks.items():
    print(f"{kind:17}", *(f"{test if yes else '':13}" for test, yes in zip(table, row, strict=True)))
assert all(marks[kind] == (True, False, True, True, True) for kind in kinds[:3])
assert marks["buffer"] == (False, True, True, False, True)
assert marks["persistent=False"] == (False, True, False, False, True)
assert not any(marks["[nn.Parameter]"] + marks["plain tensor"])

figure, axis = plt.subplots(figsize=(plots.WIDTH, 3.6))
axis.imshow(list(marks.values()), cmap="Blues", vmin=0, vmax=1.6, aspect="auto")
for y, row in enumerate(marks.values()):
    for x, yes in enumerate(row):
        axis.text(x, y, "yes" if yes else "-", ha="center", va="center", color="white" if yes else "gray")
axis.set_xticks(range(len(table)), table, rotation=30, ha="left")
axis.set_yticks(range(len(marks)), marks)
axis.xaxis.tick_top()
axis.tick_params(length=0)
axis.spines[:].set_visible(False)
plots.describe(
    figure,
    "A table: parameters are listed, saved, trained and converted; buffers saved and converted, one of them not"
    " saved; the tensors in a Python list or a plain attribute, none of it"
    " | 表格：参数会列出、保存、训练、转换；缓冲区会保存和转换，其中一个不保存；放在 Python"
    " 列表里或普通属性里的张量，什么都没有",
)


# %%
# A place for each | 各得其所
# ---------------------------
#
# A regression that takes patients in their own units has weights to learn, and a mean and a spread to
# remember. The latter are buffers: saved with the model, never trained.
#
# 直接接收原始单位数据的回归模型，有要学习的权重，也有要记住的均值与标准差。后者是缓冲区：随模型保存，但不训练。
class Regression(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.register_buffer("mean", torch.zeros(inputs))
        self.register_buffer("std", torch.ones(inputs))
        self.linear = nn.Linear(inputs, 1)

    def forward(self, x):
        return self.linear((x - self.mean) / self.std)


data = load_diabetes(scaled=False)
features = torch.tensor(data.data, dtype=torch.float32, device=device)
target = torch.tensor(data.target, dtype=torch.float32, device=device).unsqueeze(1)
model = Regression(10).to(device)
model.mean.copy_(features.mean(dim=0))
model.std.copy_(features.std(dim=0))
remembered = model.mean.clone()
optimizer = torch.optim.Adam(model.parameters(), lr=1.0)
for _ in range(300):
    optimizer.zero_grad()
    loss = F.mse_loss(model(features), target)
    loss.backward()
    optimizer.step()
explained = 1 - loss.item() / target.var(correction=0).item()
print(f"variance explained {explained:.2f}; on {model.mean.device.type}, mean age {model.mean[0].item():.1f}")
assert explained > 0.5 and torch.equal(model.mean, remembered)

# %%
# Saved and loaded into a new module, the buffers come along, and the predictions are the same.
#
# 保存之后加载到新的模块里，缓冲区一并恢复，预测完全相同。
file = io.BytesIO()
torch.save(model.state_dict(), file)
file.seek(0)
copy = Regression(10).to(device)
print(copy.load_state_dict(torch.load(file)))
print("in the file:", list(copy.state_dict()))
assert torch.equal(copy(features), model(features))

# %%
# Without saving to a file, mind that ``state_dict()`` holds the tensors themselves, not copies.
#
# 不经过文件时要注意：``state_dict()`` 里就是那些张量本身，不是副本。
state = model.state_dict()
state["linear.bias"].fill_(0)
print("the model's bias is now", model.linear.bias.item())
assert model.linear.bias.item() == 0
plt.show()

# sphinx_gallery_thumbnail_number = 1
