# topics: topic/16
"""
Backward from a vector | 从向量反向传播
=======================================

A result with several elements has no single gradient, so ``backward`` asks for a vector ``v``. What is it
for? This script works it out on two numbers, then lets ``v`` choose the question: which pixels make a
handwritten digit look like a 3, and which like an 8?

结果有多个元素时，不存在唯一的梯度，所以 ``backward`` 要求给出向量 ``v``。它有什么用？本例先用两个数算清楚，
再让 ``v`` 来决定要问的问题：哪些像素让一个手写数字看起来像 3，哪些让它像 8？
"""

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
torch.manual_seed(0)
device = device.pick()

# %%
# Two numbers in, two out | 输入两个数，输出两个数
# ------------------------------------------------
#
# ``n`` holds the square of the first number and the cube of the second. Without ``v``,
# :py:obj:`torch.Tensor.backward` refuses; with ones it gives the slopes 2 * 2 = 4 and 3 * 9 = 27.
#
# ``n`` 是第一个数的平方与第二个数的立方。不给 ``v``，:py:obj:`torch.Tensor.backward` 会拒绝；给全 1，得到斜率
# 2 * 2 = 4 与 3 * 9 = 27。
m = torch.tensor([2.0, 3.0], device=device, requires_grad=True)
n = torch.stack([m[0] ** 2, m[1] ** 3])
try:
    n.backward()
except RuntimeError as error:
    print("RuntimeError:", error)
n.backward(torch.ones_like(n))
print("n", n.tolist(), "m.grad", m.grad.tolist())
assert m.grad.tolist() == [4.0, 27.0]

# %%
# ``n`` can also be filled in place, if it does not require gradients itself: assigning into it makes it part
# of the graph. A leaf that requires gradients refuses.
#
# 也可以就地填充 ``n``，前提是它自己不要求梯度：赋值之后，它就成了图的一部分。要求梯度的叶子则不允许这样做。
m.grad = None
filled = torch.zeros(2, device=device)
filled[0], filled[1] = m[0] ** 2, m[1] ** 3
filled.backward(torch.ones_like(filled))
print("filled in place:", m.grad.tolist(), type(filled.grad_fn).__name__)
assert m.grad.tolist() == [4.0, 27.0]

leaf = torch.zeros(2, requires_grad=True)
try:
    leaf[0] = 1.0
except RuntimeError as error:
    print("RuntimeError:", error)


# %%
# What v does | v 的作用
# ----------------------
#
# All slopes together are the Jacobian J: a row for each output, a column for each input. ``backward(v)``
# computes v J, each row weighted by its element of ``v``, and never builds J.
# :py:obj:`torch.autograd.grad` does the same and returns the result instead of adding it to ``grad``.
#
# 所有斜率合起来就是雅可比矩阵 J：每个输出一行，每个输入一列。``backward(v)`` 计算的是 v J，即用 ``v``
# 的元素给各行加权，而不会真的构造 J。:py:obj:`torch.autograd.grad` 算的也是它，只是把结果返回，而不累加到
# ``grad`` 里。
def powers(m):
    return torch.stack([m[0] ** 2, m[1] ** 3, m[0] * m[1]])


jacobian = torch.autograd.functional.jacobian(powers, m)
v = torch.tensor([1.0, 10.0, 0.0], device=device)
(product,) = torch.autograd.grad(powers(m), m, grad_outputs=v)
print("J =", jacobian.tolist())
print("v J =", (v @ jacobian).tolist(), "autograd.grad:", product.tolist(), "m.grad still", m.grad.tolist())
torch.testing.assert_close(v @ jacobian, product)
assert product.tolist() == [4.0, 270.0] and m.grad.tolist() == [4.0, 27.0]

# %%
# Choosing a class | 选择一个类别
# -------------------------------
#
# A classifier gives ten scores for an image. A ``v`` with a single 1 picks one of the ten rows of its
# Jacobian: how that score depends on each pixel. First, a network to ask.
#
# 分类器为每幅图像给出十个分数。只有一个 1 的 ``v``，从雅可比矩阵的十行里挑出一行：这个分数如何依赖每个像素。
# 先训练一个网络。
train_set, test_set = samples.digits()
model = nn.Sequential(nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 10)).to(device)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
batches = DataLoader(train_set, batch_size=32, shuffle=True, generator=torch.Generator().manual_seed(0))
for _ in range(5):
    training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
accuracy = training.accuracy(model, DataLoader(test_set, batch_size=450))
print(f"test accuracy {accuracy:.3f}")
assert accuracy > 0.93

# %%
# More ink on a red pixel raises the score, on a blue one it lowers it. To turn the 3 into an 8, the two
# openings on the left have to close.
#
# 红色像素上墨迹越浓，分数越高；蓝色则相反。要把 3 变成 8，左侧的两个开口必须合上。
images, classes = test_set.tensors
image = images[classes == 3][0].to(device).requires_grad_()
one_hot = torch.eye(10, device=device)
questions = {"class 3": one_hot[3], "class 8": one_hot[8], "8 minus 3": one_hot[8] - one_hot[3]}
pixels = {name: torch.autograd.grad(model(image), image, grad_outputs=v)[0] for name, v in questions.items()}
torch.testing.assert_close(pixels["8 minus 3"], pixels["class 8"] - pixels["class 3"], rtol=1e-4, atol=1e-4)
turn = pixels["8 minus 3"].reshape(8, 8)
assert turn[2:4, 2:4].mean() > 0 and turn[5, 2:4].mean() > 0

figure, axes = plt.subplots(1, 4, figsize=(plots.WIDTH, 1.5))
panels = {"input": image.detach(), **pixels}
for axis, (caption, values) in zip(axes, panels.items(), strict=True):
    shown = values.reshape(8, 8).cpu()
    limit = shown.abs().max().item()
    axis.imshow(shown, cmap="gray_r" if caption == "input" else "RdBu_r", vmin=0 if caption == "input" else -limit)
    axis.axis("off")
    axis.text(0.5, -0.06, caption, transform=axis.transAxes, ha="center", va="top", fontsize=11)
plots.describe(
    figure,
    "A handwritten 3 and three maps of its pixels: what raises the score of class 3, of class 8, and of 8"
    " against 3 | 一个手写的 3，以及三幅像素图：哪些像素提高 3 的分数、8 的分数，以及 8 相对于 3 的分数",
)

# %%
# Step by step in that last direction, the answer changes, and ends at 8.
#
# 沿最后这个方向一步步走，答案会改变，最后认成 8。
changed, answers = image.detach(), [3]
direction = pixels["8 minus 3"] / pixels["8 minus 3"].norm()
while answers[-1] != 8 and len(answers) < 40:
    changed = (changed + 0.1 * direction).clamp(0, 1)
    answers.append(model(changed).argmax().item())
print("answers:", answers)
assert model(image).argmax() == 3 and answers[-1] == 8
plt.show()

# sphinx_gallery_thumbnail_number = 1
