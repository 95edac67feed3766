# topics: topic/52
"""
backward, grad and a Function of your own | backward、grad 与自定义 Function
============================================================================

Gradients of gradients, and a gradient where mathematics gives none: this script compares
:py:obj:`torch.autograd.backward` with :py:obj:`torch.autograd.grad`, differentiates a curve three times, and
writes a :py:obj:`torch.autograd.Function` that trains a classifier whose weights are only -1 and 1.

梯度的梯度，以及数学上没有梯度之处的梯度：本例比较 :py:obj:`torch.autograd.backward` 与
:py:obj:`torch.autograd.grad`，对一条曲线连续求导三次，再自己写
:py:obj:`torch.autograd.Function`，用它训练权重只有 -1 和 1 的分类器。
"""

import inspect
import warnings

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
torch.manual_seed(0)
device = device.pick()

# %%
# backward or grad | backward 还是 grad
# -------------------------------------
#
# Both walk the graph. ``backward`` adds to the ``grad`` of every leaf and returns None; ``grad`` leaves them
# alone and returns one gradient for each of its ``inputs``. The weights v of a result with several elements
# are ``grad_tensors`` in one and ``grad_outputs`` in the other.
#
# 两者都沿着图走。``backward`` 把结果加到每个叶子的 ``grad`` 上，返回 None；``grad`` 不碰它们，对每个
# ``inputs`` 返回一个梯度。结果有多个元素时要给出权重 v，一个叫 ``grad_tensors``，另一个叫 ``grad_outputs``。
x = torch.tensor([1.0, 2.0], device=device, requires_grad=True)
v = torch.tensor([1.0, 10.0], device=device)
print("grad:    ", [g.tolist() for g in torch.autograd.grad(outputs=x**2, inputs=x, grad_outputs=v)], "x.grad", x.grad)
print("backward:", torch.autograd.backward(x**2, grad_tensors=v), "x.grad", x.grad.tolist())
assert x.grad.tolist() == [2.0, 40.0]

# %%
# The module is ``torch.autograd``, without ``nn``. Names from old code fail or do nothing:
# ``retain_variables`` has become ``retain_graph``, ``grad_variables`` is ``grad_tensors`` now, and
# ``only_inputs`` is ignored with a warning.
#
# 模块是 ``torch.autograd``，中间没有 ``nn``。旧代码里的名字会报错或不起作用：``retain_variables`` 已改为
# ``retain_graph``，``grad_variables`` 现在是 ``grad_tensors``，``only_inputs`` 会被忽略并给出警告。
print("backward:", ", ".join(inspect.signature(torch.autograd.backward).parameters))
print("grad:    ", ", ".join(inspect.signature(torch.autograd.grad).parameters))
try:
    torch.autograd.backward(x.sum(), retain_variables=False)
except TypeError as error:
    print("TypeError:", error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    torch.autograd.grad(x.sum(), x, only_inputs=False)
print(f"{caught[0].category.__name__}: {str(caught[0].message)[:52]}")
assert not hasattr(nn, "autograd") and caught[0].category is FutureWarning

# %%
# Gradients of gradients | 梯度的梯度
# -----------------------------------
#
# With ``create_graph=True`` the backward pass is recorded too, so its result can be differentiated again.
# Without it, which is the default, a gradient is just numbers. Summing over all points gives every point its own
# slope, because no point depends on another.
#
# 设 ``create_graph=True``，反向传播本身也会被记录，结果可以再次求导；默认不记录，梯度只是数值。对所有点求和，
# 得到的就是每个点自己的斜率，因为各点之间互不依赖。
points = torch.linspace(-3, 3, 121, device=device, requires_grad=True)
curves = [torch.tanh(points)]
for _ in range(3):
    (slope,) = torch.autograd.grad(curves[-1].sum(), points, create_graph=True)
    curves.append(slope)
y = curves[0]
torch.testing.assert_close(curves[1], 1 - y**2)
torch.testing.assert_close(curves[2], -2 * y * (1 - y**2))
assert curves[1].requires_grad and not torch.autograd.grad(torch.tanh(points).sum(), points)[0].requires_grad
print("at 0:", [round(curve[60].item(), 3) + 0.0 for curve in curves])
figure, axis = plt.subplots()
for order, curve in enumerate(curves):
    axis.plot(points.detach().cpu(), curve.detach().cpu(), label="tanh" + "'" * order)
axis.set(xlabel="x")
axis.legend()
plots.describe(
    figure,
    "tanh and its first three derivatives: a step, a bell, a wave down, a valley between two hills"
    " | tanh 及其前三阶导数：一个台阶，一个钟形，一个先升后降的波，两峰之间的一个谷",
)


# %%
# A Function of your own | 自定义 Function
# ----------------------------------------
#
# A function that autograd should treat as one step has two static methods. ``forward`` computes and lays by
# what will be needed, ``backward`` turns the gradient of the output into that of the input. It is called
# through ``apply``. ``gradcheck`` compares it with differences, in double precision.
#
# 要让 autograd 把一个函数当作一步，就写两个静态方法。``forward`` 负责计算，并存下之后要用的东西；``backward``
# 把输出的梯度变成输入的梯度。通过 ``apply`` 调用。``gradcheck`` 用双精度的差分来检验它。
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad_output


double = torch.tensor([1.0, 2.0], dtype=torch.float64, device=device, requires_grad=True)
cubes = Cube.apply(double)
print(cubes.tolist(), type(cubes.grad_fn).__name__, "gradcheck:", torch.autograd.gradcheck(Cube.apply, double))
assert torch.autograd.grad(cubes.sum(), double)[0].tolist() == [3.0, 12.0]


# %%
# The old form, with plain methods on an instance, raises when called.
#
# 旧的写法是在实例上定义普通方法，调用时会报错。
class OldCube(torch.autograd.Function):
    def forward(self, x):
        return x**3


with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    try:
        OldCube()(double)
    except RuntimeError as error:
        print("RuntimeError:", str(error).split(". ")[0])


# %%
# A slope that is not one | 不是斜率的斜率
# ----------------------------------------
#
# A sign is flat everywhere, so its true gradient is zero and nothing behind it can learn. The way out is to
# claim a slope of 1 on the way back: the straight-through estimator. The classifier computes with signs only,
# while the numbers behind them keep moving.
#
# 符号函数处处水平，真正的梯度为零，在它之前的参数都学不到东西。办法是在反向时谎称斜率为
# 1，即直通估计器。分类器只用符号计算，而背后的数值一直在变。
class StraightSign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.sign()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


class SignLinear(nn.Linear):
    def __init__(self, sign):
        super().__init__(64, 10)
        self.sign = sign
        nn.init.normal_(self.weight, std=0.03)

    def forward(self, x):
        return F.linear(x, self.sign(self.weight), self.bias) / 4  # scores of a moderate size


train_set, test_set = samples.digits()
accuracies = {}
for name, sign in {"torch.sign": torch.sign, "StraightSign": StraightSign.apply}.items():
    torch.manual_seed(0)
    model = SignLinear(sign).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    batches = DataLoader(train_set, batch_size=32, shuffle=True, generator=torch.Generator().manual_seed(0))
    for _ in range(16):
        training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
    accuracies[name] = training.accuracy(model, DataLoader(test_set, batch_size=450))
    print(f"{name:12}  test accuracy {accuracies[name]:.3f}")
assert accuracies["torch.sign"] < 0.5 and accuracies["StraightSign"] > 0.8

# %%
# The ten rows of weights as images, -1 black and 1 white. Some can be made out: the ring of the 0, the bow of the 9.
#
# 把十行权重画成图像，-1 为黑，1 为白。有些还能认出来：0 的圆环，9 的弯头。
weights = model.weight.detach().sign().reshape(10, 8, 8)
assert weights.abs().min() == 1
figure = plots.show_images({str(number): image for number, image in enumerate(weights)}, columns=5)
plots.describe(
    figure,
    "Ten black and white squares of 8 by 8, the weights of the classes 0 to 9; the ring of the 0 can be seen"
    " | 十个 8 x 8 的黑白方块，是类别 0 到 9 的权重；能看出 0 的圆环",
)
plt.show()

# sphinx_gallery_thumbnail_number = 2
