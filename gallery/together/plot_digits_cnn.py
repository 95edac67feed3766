# topics: topic/05, topic/63
"""
Reading digits, from data to mistakes | 识别手写数字：从数据到错误
==================================================================

Everything a training needs, in one place: data, layers, a loss and an optimizer. A small convolutional network
learns to read 1347 handwritten digits within seconds and gets more than 97 % of 450 new ones right. Then comes the
part that is often left out: which ones does it get wrong, and would you have known?

一次训练所需的一切都在这里：数据、层、损失和优化器。一个小卷积网络用几秒学会 1347 个手写数字，450 个没见过的能认对
97% 以上。然后是常被省掉的一步：它错在哪些，换作你能认出来吗？
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
where = device.pick()

# %%
# Data | 数据
# -----------
#
# Each digit has 8 x 8 grey levels between 0 and 1. The loader shuffles the training set anew every epoch and hands
# out 32 at a time; the test set is never trained on.
#
# 每个数字是 8 x 8 个灰度值，在 0 到 1 之间。加载器每轮重新打乱训练集，每批 32 个；测试集从不参与训练。
train_set, test_set = samples.digits()
order = torch.Generator().manual_seed(0)
train_batches = DataLoader(train_set, batch_size=32, shuffle=True, generator=order)
test_batches = DataLoader(test_set, batch_size=150)
print(len(train_set), "to train on,", len(test_set), "to test on,", len(train_batches), "batches an epoch")
print("of each class to test on:", torch.bincount(test_set.tensors[1]).tolist())

# %%
# Layers | 层
# -----------
#
# ``nn.Linear(in_features=10, out_features=5)`` is the simplest layer: a 5 x 10 weight and 5 biases, applied to the
# last dimension of whatever comes. The network stacks convolutions, which look at 3 x 3 pixels at a time, and ends
# with linear layers. Its last layer gives ten scores, without softmax: the loss takes care of that.
#
# ``nn.Linear(in_features=10, out_features=5)`` 是最简单的层：5 x 10 的权重加 5 个偏置，作用在输入的最后一维。这个网
# 络先叠几层卷积，每次看 3 x 3 个像素，最后是线性层。末层给出十个分数，不加 softmax：损失会处理。
layer = nn.Linear(in_features=10, out_features=5)
print("Linear:", tuple(layer.weight.shape), tuple(layer.bias.shape), "->", tuple(layer(torch.ones(2, 3, 10)).shape))
assert layer(torch.ones(2, 3, 10)).shape == (2, 3, 5)

torch.manual_seed(0)
model = nn.Sequential(
    nn.Unflatten(1, (1, 8, 8)),
    nn.Conv2d(1, 16, 3, padding=1),
    nn.BatchNorm2d(16),
    nn.ReLU(),
    nn.Conv2d(16, 32, 3, padding=1),
    nn.BatchNorm2d(32),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Dropout(0.3),
    nn.Linear(32 * 4 * 4, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
).to(where)
x = test_set.tensors[0][:2].to(where)
for layer in model.eval():
    x = layer(x)
    print(f"{type(layer).__name__:12} {tuple(x.shape)}")
print("parameters:", sum(p.numel() for p in model.parameters()))
assert x.shape == (2, 10)

# %%
# Loss | 损失
# -----------
#
# A loss is any function that makes one number of the prediction and the target out of operations that PyTorch can
# differentiate. This one is cross entropy with a little of the target spread over the other classes, so that the
# network is not pushed to be certain. PyTorch has the same built in, which is a good way to check one's own.
#
# 损失可以是任何函数，只要用 PyTorch 能求导的运算，把预测和目标变成一个数。这里是交叉熵，再把目标的一小部分分给其他
# 类别，免得逼网络过分肯定。PyTorch 自带同样的功能，正好用来检验自己写的。


def smoothed_cross_entropy(prediction, target, smoothing=0.05):
    log_probability = prediction.log_softmax(dim=1)
    hit = log_probability.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - smoothing) * hit + smoothing * log_probability.mean(dim=1)).mean()


target = torch.tensor([3, 7], device=where)
ours, theirs = smoothed_cross_entropy(x, target), F.cross_entropy(x, target, label_smoothing=0.05)
print(f"by hand {ours.item():.6f}, F.cross_entropy {theirs.item():.6f}")
torch.testing.assert_close(ours, theirs)

# %%
# Optimizer and loop | 优化器与循环
# ---------------------------------
#
# The optimizer is given the parameters, once the model is on its device. The loop is in ``train_epoch``: for each
# batch ``zero_grad``, prediction, loss, ``backward``, ``step``, with ``model.train()`` once before. ``accuracy``
# switches to ``model.eval()``.
#
# 模型放到设备上之后，把参数交给优化器。循环在 ``train_epoch`` 里：每批依次 ``zero_grad``、预测、损
# 失、``backward``、``step``，之前先调用一次 ``model.train()``。``accuracy`` 会切换到 ``model.eval()``。
optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
losses, accuracies = [], []
for epoch in range(5):
    losses.append(training.train_epoch(model, train_batches, smoothed_cross_entropy, optimizer))
    accuracies.append(training.accuracy(model, test_batches))
    print(f"epoch {epoch}  loss {losses[-1]:.4f}  test accuracy {accuracies[-1]:.4f}")
assert accuracies[-1] > 0.97 and losses[-1] < losses[0] / 2

# %%
# Which ones are mixed up | 哪些会混淆
# ------------------------------------
#
# In a confusion matrix row i and column j count the digits i that were read as j: what is right stands on the
# diagonal. One number for all classes hides that mistakes gather in a few places.
#
# 混淆矩阵的第 i 行、第 j 列，是把数字 i 认成 j 的个数：对的都在对角线上。一个总的准确率看不出错误集中在哪里。
images, classes = test_set.tensors
model.eval()
with torch.inference_mode():
    probability = model(images.to(where)).softmax(dim=1).cpu()
guess = probability.argmax(dim=1)
confusion = torch.bincount(10 * classes + guess, minlength=100).reshape(10, 10)
print(confusion.tolist())
recall = confusion.diag() / confusion.sum(dim=1)
print("hardest class:", recall.argmin().item(), f"with {recall.min().item():.0%} right")
assert confusion.sum() == 450 and abs(confusion.diag().sum() / 450 - accuracies[-1]) < 1e-6

figure, axis = plt.subplots(figsize=(plots.WIDTH, plots.WIDTH))
axis.imshow(confusion.float().sqrt(), cmap="Blues")
for i, j in confusion.nonzero().tolist():
    axis.text(j, i, confusion[i, j].item(), ha="center", va="center", color="white" if i == j else "black")
axis.set(xticks=range(10), yticks=range(10), xlabel="read as", ylabel="written")
plots.describe(
    figure,
    "Confusion matrix of 450 digits: nearly all on the diagonal, about 45 in each field, a few single ones beside it"
    " | 450 个数字的混淆矩阵：几乎全在对角线上，每格约 45 个，旁边只有零星几个",
)

# %%
# The mistakes | 错在哪里
# -----------------------
#
# The mistakes first, then those that were right but least certain: what is written, what was read, and how certain
# the network was. Some are hard for anybody. And a caution: these digits were written by thirteen people, who
# appear in both parts of the data. A fourteenth hand is a harder test.
#
# 先是认错的，再是认对了但把握最小的：写的是什么，认成什么，把握有多大。有些谁都难认。还要提醒一句：这些数字出自十三
# 个人之手，他们的字在训练集和测试集里都有；换一个人来写，会更难。
right = guess == classes
sure = probability.amax(dim=1)
print(f"{(~right).sum()} mistakes; mean certainty {sure[~right].mean():.2f}, {sure[right].mean():.2f} where right")
hardest = (sure + right).argsort()[:12].tolist()  # mistakes lie below 1, what is right above
shown = {
    f"({n + 1})  {classes[i]} as {guess[i]}, {sure[i]:.0%}": images[i].reshape(8, 8) for n, i in enumerate(hardest)
}
figure = plots.show_images(shown, columns=3)
plots.describe(
    figure,
    "Twelve test digits, the misread ones first, each with the digit that was written, the one that was read, and"
    " the certainty"
    " | 十二个测试数字，认错的在前，各标着写的数字、认成的数字和把握",
)
assert (~right).sum() < 0.03 * 450 and sure[~right].mean() < sure[right].mean()
plt.show()

# sphinx_gallery_thumbnail_number = 2
