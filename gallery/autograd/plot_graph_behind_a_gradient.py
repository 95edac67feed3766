# topics: topic/15
"""
The graph behind a gradient | 梯度背后的计算图
==============================================

What does ``backward()`` walk through? While you compute, autograd records a graph of functions; this script
reads that graph from ``grad_fn``, draws it, and follows it back to the gradients: first for the sum of two
matrices, then for a small network that classifies handwritten digits.

``backward()`` 走过的是什么？计算的同时，autograd 会记录一张由函数组成的图。本例从 ``grad_fn``
读出这张图并把它画出来，再沿着它回到梯度：先看两个矩阵之和，再看一个识别手写数字的小网络。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, graphs, plots, samples

plots.use_style()
torch.manual_seed(0)
device = device.pick()

# %%
# Three attributes of every tensor | 每个张量都有的三个属性
# ---------------------------------------------------------
#
# Any tensor can take part, there is no wrapper around it: ``data`` holds the numbers,
# :py:obj:`torch.Tensor.grad` the gradient once there is one, and :py:obj:`torch.Tensor.grad_fn` the function
# that made it. A tensor that you create yourself is a leaf and has no ``grad_fn``; autograd follows it if
# ``requires_grad`` is true.
#
# 任何张量都可以参与求导，不需要再包一层：``data`` 是数值，:py:obj:`torch.Tensor.grad` 是求出之后的梯度，
# :py:obj:`torch.Tensor.grad_fn` 是产生它的函数。自己创建的张量是叶子，没有 ``grad_fn``；``requires_grad``
# 为真时，autograd 才会跟踪它。
x = torch.randn(10, 5, device=device, requires_grad=True)
y = torch.randn(10, 5, device=device, requires_grad=True)
total = x + y
z = torch.sum(total)
for name, tensor in {"x": x, "total": total, "z": z}.items():
    made_by = type(tensor.grad_fn).__name__
    print(f"{name:5}  shape {str(tuple(tensor.shape)):7}  leaf {tensor.is_leaf!s:5}  grad_fn {made_by}")
assert x.grad_fn is None and x.grad is None
assert type(total.grad_fn).__name__ == "AddBackward0" and type(z.grad_fn).__name__ == "SumBackward0"

# %%
# A sum gives ``SumBackward0``, a ``+`` gives ``AddBackward0``. Each node knows the next ones,
# ``next_functions``; at the end of every path stands an ``AccumulateGrad``, which adds what arrives to the
# ``grad`` of its leaf.
#
# 求和得到 ``SumBackward0``，加号得到 ``AddBackward0``。每个节点都通过 ``next_functions`` 知道下一步去哪里；
# 每条路径的尽头是一个 ``AccumulateGrad``，它把传来的值加到所属叶子的 ``grad`` 上。
for node in graphs.nodes(z):
    print(type(node).__name__, "->", [type(following).__name__ for following, _ in node.next_functions])
assert [type(node).__name__ for node in graphs.nodes(z)][2:] == ["AccumulateGrad"] * 2

figure = graphs.draw(z, {"x": x, "y": y})
plots.describe(
    figure,
    "SumBackward0 points to AddBackward0, which points to the AccumulateGrad of x and to that of y"
    " | SumBackward0 指向 AddBackward0，后者再指向 x 与 y 各自的 AccumulateGrad",
)

# %%
# Backward from a scalar | 从标量出发
# -----------------------------------
#
# :py:obj:`torch.Tensor.backward` starts with the gradient of the result with respect to itself. For a single
# number that is 1; for a matrix it is not defined, and ``total.backward()`` raises.
#
# :py:obj:`torch.Tensor.backward` 的起点是结果对自身的梯度。结果只有一个数时，它就是
# 1；结果是矩阵时没有定义，所以 ``total.backward()`` 会报错。
try:
    total.backward()
except RuntimeError as error:
    print("RuntimeError:", error)

z.backward()
print("x.grad:", tuple(x.grad.shape), "values", x.grad.unique().tolist())
assert x.grad.shape == y.grad.shape == (10, 5)
assert torch.equal(x.grad, torch.ones_like(x)) and torch.equal(y.grad, torch.ones_like(y))

# %%
# The gradient has the shape of ``x``, one slope for each element. All are 1: add a little to any element,
# and the sum grows by as much. Only leaves keep a gradient; for a tensor in the middle, ask with
# :py:obj:`torch.Tensor.retain_grad` before going backward.
#
# 梯度的形状与 ``x`` 相同，每个元素对应一个斜率。它们全是 1：任何一个元素加上一点，总和就增加同样多。
# 只有叶子会保留梯度；想要中间张量的梯度，须在反向传播之前调用 :py:obj:`torch.Tensor.retain_grad`。
middle = x + y
middle.retain_grad()
middle.square().sum().backward()
print("in the middle:", tuple(middle.grad.shape), "leaf:", middle.is_leaf)
torch.testing.assert_close(middle.grad, 2 * (x + y).detach())

# %%
# The graph of a network | 网络的计算图
# -------------------------------------
#
# The same reading works for a model. Its leaves are the parameters: the digits themselves need no gradient
# and do not appear. Orange nodes keep tensors that their derivative will need, such as the input of a matrix
# product.
#
# 模型的图也可以这样读。它的叶子是各个参数：数字图像本身不需要梯度，因此不在图中。橙色节点保存着求导时要用
# 的张量，例如矩阵乘法的输入。
train_set, _ = samples.digits()
images, classes = (tensor[:64].to(device) for tensor in train_set.tensors)
model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)).to(device)
loss = F.cross_entropy(model(images), classes)
for node in graphs.nodes(loss):
    print(f"{type(node).__name__:20} keeps {graphs.saved(node)}")
leaves = [node.variable for node in graphs.nodes(loss) if hasattr(node, "variable")]
assert {id(leaf) for leaf in leaves} == {id(parameter) for parameter in model.parameters()}

figure = graphs.draw(loss, dict(model.named_parameters()))
plots.describe(
    figure,
    "From NllLossBackward0 down through LogSoftmaxBackward0, two AddmmBackward0 and ReluBackward0 to four"
    " parameters | 从 NllLossBackward0 向下，经过 LogSoftmaxBackward0、两个 AddmmBackward0 与"
    " ReluBackward0，到达四个参数",
)

# %%
# Is it right? | 结果对吗？
# -------------------------
#
# One backward gives the slope for all 2410 numbers. To check one of them, move it a little to either side
# and see how much the loss changes.
#
# 一次反向传播就得到全部 2410 个数各自的斜率。要检验其中一个，把它向两侧各挪一点，看损失变化多少即可。
loss.backward()
parameter, step = model[2].bias, 1e-2
with torch.no_grad():
    sides = []
    for move in (step, -2 * step):
        parameter[3] += move
        sides.append(F.cross_entropy(model(images), classes).item())
slope = (sides[0] - sides[1]) / (2 * step)
print(f"{sum(p.numel() for p in model.parameters())} slopes; one of them: {parameter.grad[3].item():.5f}")
print(f"measured {slope:.5f}")
assert sum(p.grad.numel() for p in model.parameters()) == 2410
assert abs(slope - parameter.grad[3].item()) < 1e-3
plt.show()

# sphinx_gallery_thumbnail_number = 2
