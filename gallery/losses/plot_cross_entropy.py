# topics: topic/25
"""
CrossEntropyLoss by hand | 手算 CrossEntropyLoss
================================================

How wrong is a classifier? :py:obj:`torch.nn.CrossEntropyLoss` takes the logits as they come out of the last
layer and the number of the right class. This script takes it apart on a classifier of handwritten digits,
looks at its gradient, and shows the digits that cost most.

分类器错得有多离谱？:py:obj:`torch.nn.CrossEntropyLoss` 接收最后一层直接输出的 logits 和正确类别的编号。本例
在一个手写数字分类器上把它拆开来算，看它的梯度，再看代价最高的是哪些数字。
"""

import warnings

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
torch.manual_seed(0)
train_set, test_set = samples.digits()
model = nn.Linear(64, 10).to(device.pick())
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
order = torch.Generator().manual_seed(0)
batches = DataLoader(train_set, batch_size=64, shuffle=True, generator=order)
for _ in range(10):
    training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
images, classes = (part.to(device.pick()) for part in test_set[:])
logits = model(images)
print("logits", tuple(logits.shape), "classes", tuple(classes.shape), classes.dtype)
print(f"accuracy {(logits.argmax(dim=1) == classes).float().mean():.3f}")
assert logits.shape == (450, 10) and classes.dtype == torch.int64

# %%
# Four steps | 四步
# -----------------
#
# Softmax turns ten logits into ten probabilities; pick the one of the right class, take the logarithm,
# change the sign; the mean of that is the loss. A classifier that knows nothing says 1/10 and pays log 10 =
# 2.303.
#
# softmax 把十个 logits 变成十个概率；取出正确类别的那一个，取对数，变号；求平均就是损失。一无所知的分类器给
# 出 1/10，代价是 log 10 = 2.303。
probabilities = logits.softmax(dim=1)
right = probabilities[torch.arange(450, device=classes.device), classes]
by_hand = -right.log().mean()
loss = nn.CrossEntropyLoss()(logits, classes)
print(f"by hand {by_hand.item():.6f}, CrossEntropyLoss {loss.item():.6f}")
torch.testing.assert_close(loss, by_hand)
ignorant = nn.CrossEntropyLoss()(torch.zeros_like(logits), classes)
print(f"knowing nothing {ignorant.item():.4f}")
torch.testing.assert_close(ignorant.item(), torch.tensor(10.0).log().item())

# %%
# It is :py:obj:`torch.nn.LogSoftmax` followed by :py:obj:`torch.nn.NLLLoss`. Taking softmax and logarithm
# in one go matters: separately, a large gap between logits underflows to zero, and the logarithm to
# infinity. And softmax before ``CrossEntropyLoss`` means softmax twice: no error, a loss that cannot get
# small.
#
# 它就是 :py:obj:`torch.nn.LogSoftmax` 接 :py:obj:`torch.nn.NLLLoss`。softmax 与对数必须一气呵成：分开算
# 时，logits 相差一大就下溢成零，对数成了无穷。在 ``CrossEntropyLoss`` 之前再加 softmax，等于做了两遍：不报
# 错，但损失降不下去。
torch.testing.assert_close(nn.NLLLoss()(nn.LogSoftmax(dim=1)(logits), classes), loss)
extreme = torch.tensor([[200.0, 0.0]], device=logits.device)
print("separately:", extreme.softmax(dim=1).log().tolist(), "together:", extreme.log_softmax(dim=1).tolist())
certain = 50 * F.one_hot(classes, num_classes=10).float()
twice = nn.CrossEntropyLoss()(certain.softmax(dim=1), classes)
print(
    f"certain and right: {nn.CrossEntropyLoss()(certain, classes).item():.4f}, with softmax twice: {twice.item():.4f}"
)
assert extreme.softmax(dim=1).log()[0, 1] == float("-inf") and twice > 1.4

# %%
# The gradient | 梯度
# -------------------
#
# It is the difference of what was said and what was right: (softmax - one-hot) / N. A sure mistake pulls
# with almost the full 1 / N, a sure hit not at all.
#
# 梯度就是“说的”减去“对的”：(softmax - one-hot) / N。十拿九稳的错误以将近 1 / N 的力量拉回来，十拿九稳的正确
# 则不再用力。
leaf = logits.detach().clone().requires_grad_()
nn.CrossEntropyLoss()(leaf, classes).backward()
torch.testing.assert_close(leaf.grad, (probabilities - F.one_hot(classes, 10)).detach() / 450)
print("gradient x 450, first digit:", [round(value, 3) for value in (450 * leaf.grad[0]).tolist()])
print("its class:", classes[0].item())

# %%
# Which digits cost most | 代价最高的数字
# ---------------------------------------
#
# ``reduction="none"`` gives one loss for each digit, not for each logit. A few mistakes carry much of the
# sum.
#
# ``reduction="none"`` 给出每个数字的损失，不是每个 logit 的。总和里的一大部分来自少数几个错误。
each = nn.CrossEntropyLoss(reduction="none")(logits, classes).detach()
worst = each.argsort(descending=True)[:8].tolist()
share = (each[worst].sum() / each.sum()).item()
print(f"eight of 450 digits carry {share:.0%} of the loss")
assert each.shape == (450,) and share > 0.1

captions = [f"is {classes[i]}, read {logits[i].argmax()}: {each[i]:.1f}" for i in worst]
print("\n".join(captions))
figure, axes = plt.subplots(2, 4, figsize=(plots.WIDTH, 3.4))
for axis, i in zip(axes.flat, worst, strict=True):
    axis.imshow(images[i].reshape(8, 8).cpu(), cmap="gray_r")
    axis.set(xticks=(), yticks=(), xlabel=f"{classes[i]} as {logits[i].argmax()}: {each[i]:.1f}")
plots.describe(
    figure,
    "The eight digits with the largest loss, each with its class, the class read, and the loss"
    " | 损失最大的八个数字，分别注明类别、被读成的类别与损失",
)

# %%
# Targets and their order | 目标与参数的顺序
# ------------------------------------------
#
# Input first, target second. Swapped, class numbers in the place of the logits are refused; but
# probabilities of the same shape as the logits are allowed as a target, so two floating-point tensors pass
# either way round, and one way is wrong. One-hot rows as a target give the same loss as class numbers.
#
# 先输入，后目标。颠倒过来，类别编号放在 logits 的位置会被拒绝；但目标也可以是与 logits 同形状的概率，所以两
# 个浮点张量怎么放都能通过，其中一种是错的。目标写成 one-hot 行，与写类别编号得到同样的损失。
soft = F.one_hot(classes, num_classes=10).float()
torch.testing.assert_close(nn.CrossEntropyLoss()(logits, soft), loss)
swapped = nn.CrossEntropyLoss()(soft, logits.detach())
print(f"input, target: {loss.item():.3f}; swapped, without an error: {swapped.item():.3f}")
assert abs(swapped.item() - loss.item()) > 0.5
try:
    nn.CrossEntropyLoss()(classes, logits)
except (RuntimeError, ValueError, IndexError) as error:
    print(f"{type(error).__name__}:", error)

# %%
# Options | 选项
# --------------
#
# ``weight`` counts some classes more, and the mean is then a weighted one. ``ignore_index`` leaves targets
# out, -100 unless told otherwise. ``label_smoothing`` gives every class a little of the target.
#
# ``weight`` 让某些类别更重要，这时的平均是加权平均。``ignore_index`` 略过某些目标，默认是
# -100。``label_smoothing`` 把目标分一点给每个类别。
weight = torch.arange(1.0, 11.0, device=logits.device)
weighted = nn.CrossEntropyLoss(weight=weight)(logits, classes)
torch.testing.assert_close(weighted, (each * weight[classes]).sum() / weight[classes].sum())
hidden = classes.clone()
hidden[::2] = -100
torch.testing.assert_close(nn.CrossEntropyLoss()(logits, hidden), each[1::2].mean())
smooth = nn.CrossEntropyLoss(label_smoothing=0.1)(logits, classes)
torch.testing.assert_close(smooth, 0.9 * loss - 0.1 * logits.log_softmax(dim=1).mean())
print(f"weighted {weighted.item():.3f}, half ignored {each[1::2].mean().item():.3f}, smooth {smooth.item():.3f}")

# %%
# Its relatives | 它的近亲
# ------------------------
#
# :py:obj:`torch.nn.NLLLoss` also takes one class for each pixel, (N, C, H, W) and (N, H, W); a
# ``NLLLoss2d`` is no longer needed. :py:obj:`torch.nn.KLDivLoss` compares two distributions: logarithms
# first, probabilities second, and ``reduction="batchmean"``, since ``mean`` divides by the classes too. It
# has no ``weight``.
#
# :py:obj:`torch.nn.NLLLoss` 也接受每个像素一个类别，即 (N, C, H, W) 与 (N, H, W)，不再需要
# ``NLLLoss2d``。:py:obj:`torch.nn.KLDivLoss` 比较两个分布：先对数，后概率，并取 ``reduction="batchmean"``，
# 因为 ``mean`` 还会除以类别数。它没有 ``weight``。
pixels = torch.randn(2, 3, 4, 4, device=logits.device).log_softmax(dim=1)
classes_of_pixels = torch.zeros(2, 4, 4, dtype=torch.long, device=logits.device)
print(f"NLLLoss on pixels: {nn.NLLLoss()(pixels, classes_of_pixels).item():.3f}")
softened = 0.9 * soft + 0.01
divergence = nn.KLDivLoss(reduction="batchmean")(logits.log_softmax(dim=1), softened)
entropy = -(softened * softened.log()).sum(dim=1).mean()
torch.testing.assert_close(divergence + entropy, nn.CrossEntropyLoss()(logits, softened))
print(f"KL divergence {divergence.item():.4f} + entropy {entropy.item():.4f} = cross entropy")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    averaged = nn.KLDivLoss()(logits.log_softmax(dim=1), softened)
print("UserWarning:", str(caught[0].message).split(".")[0])
torch.testing.assert_close(averaged * 10, divergence)
plt.show()

# sphinx_gallery_thumbnail_number = 1
