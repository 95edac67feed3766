# topics: topic/20
"""
A tour of module methods | 模块方法一览
=======================================

Which layers of a small convolutional network hold the weights, which do the work, and does the gradient reach
the first of them? To find out one has to reach every layer, set its weights, listen to what passes through, and
listen again on the way back: each of these is a method of :py:obj:`torch.nn.Module`.

一个小卷积网络里，权重主要在哪些层，计算主要在哪些层，梯度能传到第一层吗？要弄清楚，就得找到每一层，设定权重，
听一听通过它的数据，再在反向时听一遍：每件事都是 :py:obj:`torch.nn.Module` 的一个方法。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
torch.manual_seed(0)
device = device.pick()
images, classes = (part[:64].to(device) for part in samples.digits()[0].tensors)

# %%
# Finding the parts | 找到各个部分
# --------------------------------
#
# ``children()`` are the direct parts; ``modules()`` is the module itself and everything below it. The
# ``named_`` versions give pairs of name and module, the module itself under the empty name.
#
# ``children()`` 是直接的组成部分；``modules()`` 是模块自身以及其下的一切。带 ``named_``
# 的版本给出名字与模块的配对，模块自身的名字为空。
small = nn.Sequential()
small.add_module("body", nn.Sequential(nn.Linear(64, 8), nn.BatchNorm1d(8)))
small.add_module("head", nn.Linear(8, 10))
print("named_children:", [name for name, _ in small.named_children()])
print("named_modules: ", [name for name, _ in small.named_modules()])
print("children:", len(list(small.children())), "modules:", len(list(small.modules())))
assert [name for name, _ in small.named_modules()] == ["", "body", "body.0", "body.1", "head"]
assert next(small.modules()) is small

# %%
# All at once | 一次作用于全部
# ----------------------------
#
# ``train()`` and ``eval()`` set a flag on every part. ``cuda()``, ``cpu()`` and, better, ``to(device)`` move
# parameters and buffers; ``double()`` and ``half()`` convert them, but only those in floating point: the
# counter of batch normalization stays an integer. All of them change the module in place and return it,
# unlike the methods of a tensor of the same names.
#
# ``train()`` 与 ``eval()`` 给每个部分设定标志。``cuda()``、``cpu()`` 以及更好的 ``to(device)``
# 移动参数和缓冲区；``double()``、``half()`` 转换它们，但只转换浮点数：批归一化的计数器仍是整数。这些方法都就地
# 修改模块并返回它自己，与张量的同名方法不同。
print("eval:  ", small.eval() is small, [part.training for part in small.modules()])
print("to:    ", small.to(device) is small, {parameter.device.type for parameter in small.parameters()})
print("double:", small.double() is small, {str(value.dtype) for value in small.state_dict().values()})
print("tensor:", images.double() is images)
assert not any(part.training for part in small.modules())
assert small.body[1].num_batches_tracked.dtype == torch.int64


# %%
# Setting weights with apply | 用 apply 设定权重
# ----------------------------------------------
#
# :py:obj:`torch.nn.Module.apply` calls a function on every part, the innermost first and the module itself
# last, and returns the module. It is the usual way to initialise: the function decides by the kind of layer.
#
# :py:obj:`torch.nn.Module.apply` 对每个部分调用一个函数，从最里层开始，最后是模块自己，并返回模块。这是初始化的
# 常用办法：函数按层的种类决定做什么。
def initialize(part):
    if isinstance(part, nn.Conv2d | nn.Linear):
        nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
        nn.init.zeros_(part.bias)


def build():
    features = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
    )  # fmt: skip
    classifier = nn.Sequential(nn.Flatten(), nn.Linear(2048, 128), nn.ReLU(), nn.Linear(128, 10))
    return nn.Sequential(features, classifier).to(device)


called = []
model = build().apply(lambda part: called.append(type(part).__name__))
print("called on:", *called)
print("returns the module:", model.apply(initialize) is model)
assert called[0] == "Conv2d" and called[-1] == "Sequential" and len(called) == 13
assert all(part.bias.abs().max() == 0 for part in model.modules() if isinstance(part, nn.Linear))

# %%
# Listening with a forward hook | 用前向钩子旁听
# ----------------------------------------------
#
# A forward hook is called after every ``forward``, with the module, its inputs and its output. One digit,
# enlarged to 32 x 32, is enough to list shapes and count multiplications: each number of an output takes as
# many as its layer has weights for it. The hook returns a handle, and ``handle.remove()`` ends it.
#
# 前向钩子在每次 ``forward`` 之后被调用，参数是模块、它的输入和输出。把一个数字放大到 32 x
# 32，过一遍就能列出形状、数出乘法次数：输出的每个数所需的乘法，等于该层为它准备的权重个数。登记钩子时返回一个句柄，
# ``handle.remove()`` 将其取消。
images = F.interpolate(images.reshape(-1, 1, 8, 8), size=32, mode="bilinear")
layers = {name: part for name, part in model.named_modules() if isinstance(part, nn.Conv2d | nn.Linear)}
products = {}


def count(module, inputs, output):
    name = next(name for name, layer in layers.items() if layer is module)
    products[name] = output.numel() * module.weight[0].numel()
    print(f"{name}  {type(module).__name__:6}  {tuple(inputs[0].shape)} -> {tuple(output.shape)}")


handles = [layer.register_forward_hook(count) for layer in layers.values()]
model(images[:1])
for handle in handles:
    handle.remove()
sizes = {name: sum(parameter.numel() for parameter in layer.parameters()) for name, layer in layers.items()}
print("parameters:", sizes)
print("multiplications:", products)
assert sum(sizes.values()) == 276_810 and products["0.3"] == 16 * 16 * 32 * 16 * 25

# %%
# The answer is a division of labour: one linear layer holds the weights, one convolution does the work.
#
# 结论是分工：一个线性层占了大部分权重，一个卷积层做了大部分计算。
figure, axis = plt.subplots()
for offset, label, counts in ((0.2, "parameters", sizes), (-0.2, "multiplications", products)):
    shares = [100 * value / sum(counts.values()) for value in counts.values()]
    axis.barh([-row + offset for row in range(4)], shares, height=0.38, label=label)
axis.set_yticks([-row for row in range(4)], [f"{type(part).__name__}\n{name}" for name, part in layers.items()])
axis.set(xlabel="percent of the whole network")
axis.legend(loc="lower right")
plots.describe(
    figure,
    "Bars for four layers: the first linear layer has 95 percent of the parameters, the second convolution 83"
    " percent of the multiplications | 四层的条形图：第一个线性层占参数的 95%，第二个卷积层占乘法的 83%",
)
assert sizes["1.1"] > 0.94 * sum(sizes.values()) and products["0.3"] > 0.8 * sum(products.values())

# %%
# On the way back | 返回的途中
# ----------------------------
#
# A full backward hook gets the gradients with respect to inputs and output of its module. The last layer is
# heard first. With the weights as set above, the gradient arrives at the first layer about as large as it left
# the last, and all of them shrink together as training goes on. The older ``register_backward_hook`` is
# deprecated: what it gives as the gradient of the inputs can be incomplete.
#
# 完整的反向钩子得到的是对模块输入与输出的梯度。最后一层最先被听到。按上面的方式设定权重，梯度传到第一层时与离开最
# 后一层时差不多大；随着训练进行，各层的梯度一起变小。较早的
# ``register_backward_hook`` 已弃用：它给出的输入梯度可能不完整。
heard = []


def listener(name):
    return lambda module, grad_input, grad_output: heard.append((name, grad_output[0].norm().item()))


handles = [layer.register_full_backward_hook(listener(name)) for name, layer in layers.items()]
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
images.requires_grad_()  # else the first layer has no grad_input, and its hook warns
for _ in range(20):
    model.zero_grad()
    loss = F.cross_entropy(model(images), classes)
    loss.backward()
    optimizer.step()
for handle in handles:
    handle.remove()
for (name, first), (_, last) in zip(heard[:4], heard[-4:], strict=True):
    print(f"{name}  norm of the gradient: {first:.4f} at first, {last:.4f} after 20 steps")
assert [name for name, _ in heard[:4]] == list(reversed(layers)) and len(heard) == 80
assert 0.3 < heard[3][1] / heard[0][1] < 3 and heard[-1][1] < heard[3][1]

# %%
# Gradients and states | 梯度与状态
# ---------------------------------
#
# ``zero_grad()`` sets the gradients of all parameters to None. ``load_state_dict()`` copies values by name;
# a name that is missing or too many raises, unless ``strict=False``, which reports them instead.
#
# ``zero_grad()`` 把所有参数的梯度设为 None。``load_state_dict()`` 按名字复制数值；缺少或多出名字都会报错，
# 除非设 ``strict=False``，那样只返回一份报告。
model.zero_grad()
print("gradients:", {parameter.grad for parameter in model.parameters()})
assert all(parameter.grad is None for parameter in model.parameters())

copy = build()
print(copy.load_state_dict(model.state_dict()))
assert torch.equal(copy(images), model(images))
partial = {name: value for name, value in model.state_dict().items() if name != "1.3.bias"}
try:
    copy.load_state_dict(partial)
except RuntimeError as error:
    print("RuntimeError:", " ".join(str(error).split()))
report = copy.load_state_dict(partial, strict=False)
print("strict=False:", report)
assert report.missing_keys == ["1.3.bias"]
plt.show()

# sphinx_gallery_thumbnail_number = 1
