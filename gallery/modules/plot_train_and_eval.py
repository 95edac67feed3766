# topics: topic/06
"""
train() and eval() | train() 与 eval()
======================================

Ask a model twice about the same image: should the answers differ? In training mode they may. This script
looks inside the two layers that make the difference, :py:obj:`torch.nn.Dropout` and
:py:obj:`torch.nn.BatchNorm1d`, and counts what a forgotten ``eval()`` costs on handwritten digits.

同一幅图像问模型两次，答案应该不同吗？在训练模式下就可能不同。本例看看造成差别的两种层
:py:obj:`torch.nn.Dropout` 与 :py:obj:`torch.nn.BatchNorm1d`
内部发生了什么，再用手写数字算一算忘记 ``eval()`` 的代价。
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
# A flag on every part | 每个部分的标志
# -------------------------------------
#
# :py:obj:`torch.nn.Module.train` and :py:obj:`torch.nn.Module.eval` set ``training`` on the module and on
# everything in it, and return the module. Neither trains nor evaluates anything. A new module is in training
# mode.
#
# :py:obj:`torch.nn.Module.train` 与 :py:obj:`torch.nn.Module.eval` 给模块及其中的一切设定
# ``training``，并返回模块自己。它们既不训练，也不评估。新建的模块处于训练模式。
model = nn.Sequential(
    nn.Sequential(nn.Linear(64, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Dropout(0.5)), nn.Linear(128, 10)
).to(device)
print("new:  ", [part.training for part in model.modules()])
print("eval: ", [part.training for part in model.eval().modules()])
print("train:", [part.training for part in model.train().modules()])
assert model.eval() is model and not any(part.training for part in model.modules())

# %%
# Dropout | Dropout
# -----------------
#
# In training, half of the values become zero and the others double, so that the mean stays. In evaluation
# the layer does nothing.
#
# 训练时，一半的值变成零，其余的加倍，使均值不变。评估时，这一层什么都不做。
dropout = nn.Dropout(0.5)
ones = torch.ones(10_000, device=device)
print("train:", dropout.train()(ones).unique().tolist(), f"mean {dropout(ones).mean():.2f}")
print("eval: ", dropout.eval()(ones).unique().tolist())
assert dropout.train()(ones).unique().tolist() == [0.0, 2.0] and torch.equal(dropout.eval()(ones), ones)

# %%
# Batch normalization | 批归一化
# ------------------------------
#
# Both modes normalise; they differ in what with. In training it is the mean and the variance of the batch,
# and the running ones follow along, a tenth of the way each time. In evaluation it is the running ones.
#
# 两种模式都做归一化，区别在于用什么。训练时用这一批的均值与方差，同时让滑动统计量跟上，每次靠近十分之一；
# 评估时用滑动统计量。
norm = nn.BatchNorm1d(1).to(device)
batches = [5 + 3 * torch.randn(64, 1, device=device) for _ in range(50)]
means, variances = [], []
for batch in batches:
    output = norm(batch)
    means.append(norm.running_mean.item())
    variances.append(norm.running_var.item())
print(f"output in training: mean {output.mean().abs():.2f}, std {output.std(correction=0):.2f}")
print(f"after {norm.num_batches_tracked} batches: running mean {means[-1]:.2f}, variance {variances[-1]:.2f}")
assert output.mean().abs() < 1e-5 and abs(means[-1] - 5) < 0.5 and abs(variances[-1] - 9) < 2

norm.eval()
by_hand = (batches[0] - norm.running_mean) / (norm.running_var + norm.eps).sqrt()
torch.testing.assert_close(norm(batches[0]), by_hand)
assert norm.num_batches_tracked == 50

figure, axis = plt.subplots()
axis.plot(range(1, 51), means, label="running_mean")
axis.plot(range(1, 51), variances, label="running_var")
for value in (5, 9):
    axis.axhline(value, color="#bbbbbb", linewidth=1, linestyle="-", zorder=0)
axis.set(xlabel="batches in training mode", ylim=(0, 11))
axis.legend(loc="lower right")
plots.describe(
    figure,
    "Over 50 batches the running mean climbs from 0 to 5 and the running variance from 1 to 9"
    " | 50 个批之间，滑动均值从 0 升到 5，滑动方差从 1 升到 9",
)

# %%
# So a batch of one sample cannot be used in training: it has no spread.
#
# 因此训练时一个批不能只有一个样本：它谈不上方差。
try:
    norm.train()(batches[0][:1])
except ValueError as error:
    print("ValueError:", error)
print("eval:", tuple(norm.eval()(batches[0][:1]).shape))

# %%
# What forgetting costs | 忘记的代价
# ----------------------------------
#
# Trained on digits, the model is asked about one image 500 times. ``train_epoch`` switches to training mode
# and ``accuracy`` to evaluation mode, each for itself: once per pass is enough, not once per batch.
#
# 用手写数字训练之后，就同一幅图像问模型 500 次。``train_epoch`` 会切换到训练模式，``accuracy``
# 会切换到评估模式：每遍数据切换一次就够了，不必每批一次。
train_set, test_set = samples.digits()
optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
order = torch.Generator().manual_seed(0)
for _ in range(8):
    training.train_epoch(
        model, DataLoader(train_set, batch_size=32, shuffle=True, generator=order), nn.CrossEntropyLoss(), optimizer
    )
right = training.accuracy(model, DataLoader(test_set, batch_size=450))

images, classes = (part.to(device) for part in test_set.tensors)
with torch.no_grad():
    scores = model.eval()(images).softmax(dim=1)
    number = scores.max(dim=1).values.argsort()[10]  # an image about which the model is not sure
    guess = scores[number].argmax()
    once = scores[number, guess].item()
    state = {name: value.clone() for name, value in model.state_dict().items()}
    forgotten = (model.train()(images).argmax(dim=1) == classes).float().mean().item()
    others = images[:31]
    asked = []
    for _ in range(500):
        batch = torch.cat([images[number].unsqueeze(0), others])
        asked.append(model(batch).softmax(dim=1)[0, guess].item())
asked = torch.tensor(asked)
print(f"eval(): {once:.3f} every time; train(): from {asked.min():.3f} to {asked.max():.3f}")
print(f"test accuracy: eval() {right:.3f}, train() {forgotten:.3f}")
assert asked.max() - asked.min() > 0.3 and right > 0.95 and forgotten < right

figure, axis = plt.subplots()
axis.hist(asked, bins=30, range=(0, 1), label="train()")
axis.axvline(once, color=plots.COLORS[1], linestyle="--", label="eval()")
axis.set(xlabel="probability of one class", ylabel="answers")
axis.legend()
plots.describe(
    figure,
    "One image, 500 answers: in training mode the probability spreads from near 0 to near 1, in evaluation it"
    " is one line | 同一幅图像的 500 次回答：训练模式下概率从接近 0 散布到接近 1，评估模式下是一条线",
)

# %%
# Asking in training mode also changed the model: its running statistics have moved, with nothing but forward
# passes. Back in evaluation mode it does not answer as before.
#
# 在训练模式下提问还改变了模型：虽然只做了前向计算，滑动统计量却已经移动。回到评估模式，答案也和以前不一样了。
with torch.no_grad():
    later = model.eval()(images[number].unsqueeze(0)).softmax(dim=1)[0, guess].item()
moved = [name for name, value in model.state_dict().items() if not torch.equal(value, state[name])]
print("changed:", moved)
print(f"eval() before {once:.3f}, now {later:.3f}")
assert moved == ["0.1.running_mean", "0.1.running_var", "0.1.num_batches_tracked"] and later != once
print(model.load_state_dict(state))

# %%
# eval() is not no_grad() | eval() 不是 no_grad()
# -----------------------------------------------
#
# ``eval()`` does not stop the recording of gradients. For that there is ``torch.no_grad()``, or
# ``torch.inference_mode()``, which saves a little more and whose results can never be used in training. The
# two switches are independent, and an evaluation wants both.
#
# ``eval()`` 不会停止记录梯度。要停止，用 ``torch.no_grad()``，或者 ``torch.inference_mode()``：
# 后者更省一点，但其结果不能再用于训练。两个开关互不相干，评估时两个都要。
model.eval()
print("eval() alone:     requires_grad", model(images).requires_grad)
with torch.no_grad():
    print("no_grad():        requires_grad", model(images).requires_grad, "training", model.training)
with torch.inference_mode():
    output = model(images)
print("inference_mode(): requires_grad", output.requires_grad, "inference", output.is_inference())
assert model(images).requires_grad and not output.requires_grad
plt.show()

# sphinx_gallery_thumbnail_number = 2
