# topics: topic/36
"""
Element-wise maths and its sharp corners | 逐元素运算与容易踩的坑
=================================================================

How is 2.5 rounded, what is -7 modulo 3, and is ``*`` a matrix product? Element-wise functions look harmless. This
script draws those that are most often mistaken for one another.

2.5 舍入成几？-7 模 3 等于几？``*`` 是矩阵乘法吗？逐元素函数看似简单，本例把最容易混淆的几个画出来。
"""

import warnings

import matplotlib.pyplot as plt
import torch

from reflib.snippets import device, drawing, plots

plots.use_style()
where = device.pick()
halves = torch.tensor([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5], device=where)

# %%
# Four ways to a whole number | 四种取整
# --------------------------------------
#
# :py:obj:`torch.round` takes a half to the even neighbour: 0.5 to 0, 1.5 to 2, and 2.5 to 2 as well. So sums of
# rounded numbers do not drift upwards. :py:obj:`torch.floor` goes down, :py:obj:`torch.ceil` up, and
# :py:obj:`torch.trunc` towards zero; what ``trunc`` cuts off is :py:obj:`torch.frac`, with its sign.
#
# :py:obj:`torch.round` 遇到一半时取偶数：0.5 到 0，1.5 到 2，2.5 也到
# 2，这样许多舍入后的数相加不会系统性偏大。:py:obj:`torch.floor` 向下，:py:obj:`torch.ceil`
# 向上，:py:obj:`torch.trunc` 向零；``trunc`` 截去的部分就是 :py:obj:`torch.frac`，符号保留。
print("x:    ", halves.tolist())
for function in (torch.round, torch.floor, torch.ceil, torch.trunc, torch.frac):
    print(f"{function.__name__:6}", function(halves).tolist())
assert halves.round().tolist() == [-2, -2, 0, 0, 2, 2]
assert torch.equal(halves.trunc() + halves.frac(), halves)

x = torch.linspace(-2.995, 2.995, 600, device=where)
figure, axes = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(plots.WIDTH, plots.WIDTH))
for axis, function in zip(axes.flat, (torch.round, torch.floor, torch.ceil, torch.trunc), strict=True):
    axis.plot(x.cpu(), x.cpu(), color="#bbbbbb", linestyle="-", linewidth=1)
    axis.plot(x.cpu(), function(x).cpu(), ".", markersize=2)
    axis.plot(halves.cpu(), function(halves).cpu(), "o", color=plots.COLORS[1], markersize=6)
    axis.text(-2.9, 2.3, function.__name__)
    axis.set(xticks=range(-3, 4), yticks=range(-3, 4))
plots.describe(
    figure,
    "Four staircases for round, floor, ceil and trunc; dots at the halves: round puts them on even steps only"
    " | round、floor、ceil、trunc 四个阶梯；圆点标出一半处的值：round 只把它们放到偶数台阶上",
)

# %%
# Two remainders, three divisions | 两种余数，三种除法
# ----------------------------------------------------
#
# :py:obj:`torch.remainder`, like Python's ``%``, has the sign of the divisor; :py:obj:`torch.fmod` has that of the
# dividend. Each goes with a division: ``remainder`` with ``rounding_mode="floor"``, ``fmod`` with ``"trunc"``. With
# no mode :py:obj:`torch.div` is true division, for integers too.
#
# :py:obj:`torch.remainder` 与 Python 的 ``%`` 一样，符号随除数；:py:obj:`torch.fmod`
# 的符号随被除数。它们各配一种除法：``remainder`` 配 ``rounding_mode="floor"``，``fmod`` 配
# ``"trunc"``。不写取整方式时，:py:obj:`torch.div` 是真除法，整数也一样。
seven, three = torch.tensor([7, -7, 7, -7], device=where), torch.tensor([3, 3, -3, -3], device=where)
print("dividend, divisor:", list(zip(seven.tolist(), three.tolist(), strict=True)))
print("remainder:", torch.remainder(seven, three).tolist(), " fmod:", torch.fmod(seven, three).tolist())
assert torch.remainder(seven, three).tolist() == [1, 2, -2, -1] == (seven % three).tolist()
assert torch.fmod(seven, three).tolist() == [1, -1, 1, -1]
for mode, rest in (("floor", torch.remainder), ("trunc", torch.fmod)):
    quotient = torch.div(seven, three, rounding_mode=mode)
    print(f"div, {mode}:", quotient.tolist())
    assert torch.equal(quotient * three + rest(seven, three), seven)
print("div:", torch.div(torch.tensor(7), torch.tensor(2)).item())

x = torch.linspace(-7, 7, 561, device=where)
figure, axis = plt.subplots()
axis.plot(x.cpu(), torch.remainder(x, 3).cpu(), ".", markersize=4, label="remainder(x, 3)")
axis.plot(x.cpu(), torch.fmod(x, 3).cpu(), ".", markersize=2, label="fmod(x, 3)")
axis.set(xlabel="x", xticks=range(-6, 7, 3), ylim=(-3.2, 5.2))
axis.legend(loc="upper left", markerscale=3)
plots.describe(
    figure,
    "Two sawtooth lines over x from -7 to 7: equal right of zero; left of it remainder stays positive, fmod is negative"
    " | x 从 -7 到 7 的两条锯齿线：零右侧重合；左侧 remainder 仍为正，fmod 为负",
)

# %%
# Element by element, or a matrix product | 逐元素，还是矩阵乘法
# --------------------------------------------------------------
#
# ``*`` is :py:obj:`torch.mul`: each element times the one in the same place, after broadcasting. The matrix product
# is ``@``, :py:obj:`torch.matmul`: rows times columns. For square matrices both run, and only the numbers tell.
#
# ``*`` 是 :py:obj:`torch.mul`：广播之后，同一位置的元素两两相乘。矩阵乘法是 ``@``，即
# :py:obj:`torch.matmul`：行乘列。对方阵来说两者都能运行，只有看结果才分得出来。
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], device=where)
b = torch.tensor([[0.0, 1.0], [1.0, 0.0]], device=where)
print("a * b:", (a * b).tolist(), " a @ b:", (a @ b).tolist())
assert torch.equal(a * b, torch.mul(a, b)) and torch.equal(a @ b, torch.matmul(a, b))
assert not torch.equal(a * b, a @ b)

figure, axis = drawing.canvas(11.4, 3.2)
for i, (name, values) in enumerate({"a": a, "b": b, "a * b": a * b, "a @ b": a @ b}.items()):
    drawing.grid(axis, values, 0.2 + 3 * i, 0.8, name, tint=max(i - 1, -1) if i > 1 else -1)
plots.describe(
    figure,
    "Grids of 2 by 2: a is 1 2 3 4, b exchanges columns; a * b keeps 2 and 3 and zeros the rest, a @ b is 2 1 4 3"
    " | 2 乘 2 的网格：a 是 1 2 3 4，b 交换两列；a * b 留下 2 和 3，其余为零；a @ b 是 2 1 4 3",
)

# %%
# addcmul and addcdiv | addcmul 与 addcdiv
# ----------------------------------------
#
# :py:obj:`torch.addcmul` is ``input + value * tensor1 * tensor2`` and :py:obj:`torch.addcdiv` divides instead;
# optimizers are made of them. ``value`` is a keyword and comes last. The order of old code, ``value`` second, still
# runs for now, with a warning.
#
# :py:obj:`torch.addcmul` 是 ``input + value * tensor1 * tensor2``，:py:obj:`torch.addcdiv`
# 则改为相除，优化器正是用它们写成的。``value`` 要写成关键字，放在最后。旧代码把 ``value``
# 放在第二位，目前还能运行，但有警告。
parameter, gradient, scale = (torch.full((2,), value, device=where) for value in (1.0, 3.0, 4.0))
stepped = torch.addcdiv(parameter, gradient, scale, value=-0.1)
print("1 - 0.1 * 3 / 4 =", stepped[0].item())
torch.testing.assert_close(stepped, parameter - 0.1 * gradient / scale)
torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = torch.addcdiv(parameter, -0.1, gradient, scale)
torch.set_warn_always(False)
print("warning:", str(caught[0].message).splitlines()[0])
assert torch.equal(old, stepped) and "deprecated" in str(caught[0].message)
try:
    torch.addcmul(parameter, gradient, scale, -0.1)
except TypeError as error:
    print("TypeError:", error)

# %%
# In place | 就地操作
# -------------------
#
# A trailing underscore changes the tensor itself and returns it. Shape and data type cannot change with it, and a
# leaf that requires a gradient refuses.
#
# 以下划线结尾的方法修改张量自身，并返回它。形状与数据类型不能因此改变；要求梯度的叶子张量则会拒绝。
x = torch.tensor([-3.0, 0.5, 3.0], device=where)
y = x.abs()
print("abs: ", y.tolist(), "x stays", x.tolist())
z = x.abs_().clamp_(max=1).neg_()
print("abs_().clamp_(max=1).neg_(): x is", x.tolist())
assert z is x and y.tolist() == [3, 0.5, 3] and x.tolist() == [-1, -0.5, -1]
whole, leaf = torch.tensor([1, 2], device=where), torch.ones(1, device=where, requires_grad=True)
for attempt in (lambda: whole.div_(2), lambda: whole.add_(torch.ones(2, 2, device=where).long()), lambda: leaf.neg_()):
    try:
        attempt()
    except RuntimeError as error:
        print("RuntimeError:", error)
assert whole.tolist() == [1, 2] and leaf.item() == 1
plt.show()

# sphinx_gallery_thumbnail_number = 2
