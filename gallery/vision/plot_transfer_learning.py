# topics: topic/64
"""
Starting from a trained network | 迁移学习：从训练好的网络出发
==============================================================

You have a hundred pictures, far too few for a network with eleven million parameters. Transfer learning takes a
network that was trained on millions of others and replaces its last layer. This script does it with
:py:obj:`torchvision.models.resnet18` for the question: is this a face? The trained weights are a download of 45 MB;
the script uses them if they are on this machine, and otherwise says honestly what random weights achieve, which is
the comparison one should always make.

手头只有一百张图，远不够训练一个有一千一百万参数的网络。迁移学习拿一个在上百万张别的图上训练过的网络，换掉最后一层。
本例用 :py:obj:`torchvision.models.resnet18` 判断：这是不是人脸？训练好的权重要下载 45 MB；本机有就用，没有就如实给
出随机权重的成绩，而这个对照本来就应该做。
"""

from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from skimage.data import lfw_subset
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from reflib.snippets import device, plots, training
from reflib.snippets.torchvision_cpu import import_torchvision

import_torchvision()  # declares what torchvision lacks beside a CPU build of torch; a matching pair needs no such call
from torchvision.models import ResNet18_Weights, resnet18

plots.use_style()
file = Path(torch.hub.get_dir(), "checkpoints", Path(ResNet18_Weights.DEFAULT.url).name)
WEIGHTS = ResNet18_Weights.DEFAULT if file.exists() else None
START = "trained" if WEIGHTS else "random"
print(f"{file.name}: {'found' if WEIGHTS else 'not on this machine, random weights instead'}")

# %%
# The task | 任务
# ---------------
#
# 200 grey pictures of 25 x 25 pixels, half of them faces; 100 to train on and 100 to test on. The network wants
# three channels and the mean and standard deviation of ImageNet, which ``ResNet18_Weights.DEFAULT.transforms()``
# knows. It also resizes to 224 pixels; 48 are enough here and much faster.
#
# 200 张 25 x 25 的灰度图，一半是人脸；100 张训练，100 张测试。网络要求三个通道，以及 ImageNet 的均值和标准差，这些
# 都在 ``ResNet18_Weights.DEFAULT.transforms()`` 里。它还会缩放到 224 像素；这里 48 就够了，而且快得多。
pictures = torch.tensor(lfw_subset()).float().unsqueeze(1)
is_face = (torch.arange(200) < 100).long()
preset = ResNet18_Weights.DEFAULT.transforms()
mean, std = (torch.tensor(values).reshape(3, 1, 1) for values in (preset.mean, preset.std))
images = (F.interpolate(pictures, size=48, mode="bilinear").expand(-1, 3, -1, -1) - mean) / std
order = torch.randperm(200, generator=torch.Generator().manual_seed(0))
train, test = order[:100], order[100:]
train_set, test_set = (TensorDataset(images[part], is_face[part]) for part in (train, test))
print("images:", tuple(images.shape), " faces to train on:", is_face[train].sum().item())
print("preset: resize", preset.resize_size, "crop", preset.crop_size, "mean", preset.mean, "std", preset.std)

# %%
# Another last layer | 换掉最后一层
# ---------------------------------
#
# ``fc`` maps 512 features to the 1000 classes of ImageNet; a new ``nn.Linear`` maps them to two. Old code writes
# ``pretrained=True``; today it is ``weights=``. Freezing is optional: with ``requires_grad_(False)`` on everything
# else only 1026 numbers are trained. The model moves to the device before the optimizer is made.
#
# ``fc`` 把 512 个特征映射到 ImageNet 的 1000 类；换成新的 ``nn.Linear``，映射到两类。旧代码写 ``pretrained=True``，
# 现在写 ``weights=``。冻结与否都可以：对其余部分调用 ``requires_grad_(False)``，就只训练 1026 个数。先把模型搬到设
# 备上，再建立优化器。


def make(weights, freeze):
    torch.manual_seed(0)
    model = resnet18(weights=weights)
    model.requires_grad_(not freeze)
    model.fc = nn.Linear(model.fc.in_features, 2)
    return model.to(device.pick())


print("before:", resnet18().fc)
frozen = make(WEIGHTS, freeze=True)
trained, total = (sum(p.numel() for p in frozen.parameters() if p.requires_grad or all_) for all_ in (False, True))
print("after: ", frozen.fc)
print(f"parameters trained: {trained} of {total}")
assert trained == 512 * 2 + 2 and frozen.fc.in_features == 512


# %%
# The last layer alone | 只训练最后一层
# -------------------------------------
#
# What is frozen gives the same features every time, so they are computed once, in evaluation mode, where batch
# normalisation uses what it has stored. Then the last layer trains on them in no time.
#
# 冻结的部分每次给出的特征都一样，所以只算一次；用评估模式，批归一化便使用存下来的统计量。之后在这些特征上训练最后一
# 层，转眼就好。


@torch.inference_mode()
def features(model, images):
    body = nn.Sequential(*list(model.children())[:-1], nn.Flatten()).eval()
    return torch.cat([body(batch.to(device.pick())) for batch in images.split(50)])


def fit_last_layer(x, layer, epochs=100):
    x = ((x - x[train].mean(dim=0)) / (x[train].std(dim=0) + 1e-6)).clone()
    y = is_face.to(x.device)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=0.01, weight_decay=0.1)
    for _ in range(epochs):
        optimizer.zero_grad()
        F.cross_entropy(layer(x[train]), y[train]).backward()
        optimizer.step()
    with torch.inference_mode():
        guess = layer(x[test]).argmax(dim=1).cpu()
    return guess, (guess == is_face[test]).float().mean().item()


torch.manual_seed(0)
where = device.pick()
accuracies = {}
pixels = pictures.flatten(1).to(where)
_, accuracies["linear on pixels"] = fit_last_layer(pixels, nn.Linear(625, 2).to(where))
guess, accuracies[f"resnet18 {START}, fc only"] = fit_last_layer(features(frozen, images), frozen.fc)
for name, accuracy in accuracies.items():
    print(f"{name:28} test accuracy {accuracy:.2f}")

# %%
# All layers | 训练所有层
# -----------------------
#
# Without freezing, everything moves, at a smaller rate so that what was learned before is not washed out. From
# random weights there is nothing to preserve, and a hundred pictures have to teach it all.
#
# 不冻结，则所有层一起更新，学习率要小一些，免得把以前学到的冲掉。从随机权重开始，没有什么可保留的，一切都得靠这一百
# 张图来教。
model = make(WEIGHTS, freeze=False)
shuffle = torch.Generator().manual_seed(0)
batches = DataLoader(train_set, batch_size=20, shuffle=True, generator=shuffle)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4 if WEIGHTS else 1e-3)
for epoch in range(4):
    loss = training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
    accuracy = training.accuracy(model, DataLoader(test_set, batch_size=50))
    print(f"epoch {epoch}  loss {loss:.4f}  test accuracy {accuracy:.2f}")
accuracies[f"resnet18 {START}, all layers"] = accuracy
assert accuracies["linear on pixels"] > 0.85 and accuracy > 0.8

# %%
# What was gained? | 得到了什么？
# -------------------------------
#
# Judge a transfer by what is possible without it. The faces are cut out and centred, so even a linear layer on the
# pixels does well, and one on the features of an untrained network does no better: those features are only a
# shuffling of the pixels. With a hundred test pictures, a few hundredths more or less mean nothing. If the bars say
# "random", nothing was transferred. To see the real thing, run ``resnet18(weights=ResNet18_Weights.DEFAULT)`` once
# with a network connection, and then this script again.
#
# 评判迁移的效果，要看没有它能做到多少。这些人脸都已裁好、居中，所以直接在像素上训练线性层就不错；在未经训练的网络的
# 特征上训练，也没有更好：那些特征不过是把像素打乱重组。测试图只有一百张，相差百分之几说明不了什么。图中若写
# 着“random”，就什么也没有迁移。想看真正的效果，联网运行一次 ``resnet18(weights=ResNet18_Weights.DEFAULT)``，再运行
# 本例。
figure, axis = plt.subplots(figsize=(plots.WIDTH, 2.6))
bars = axis.barh(list(accuracies), list(accuracies.values()), color=plots.COLORS[0])
axis.bar_label(bars, fmt="%.2f", padding=-34, color="white")
axis.axvline(0.5, color="black", linewidth=1, linestyle="--")
axis.set(xlim=(0, 1), xlabel="test accuracy; dashed: guessing")
axis.invert_yaxis()
axis.tick_params(labelsize=10)
plots.describe(
    figure,
    "Bars of test accuracy: a linear layer on pixels, the last layer of resnet18 alone, and all of its layers; all are"
    " far above guessing"
    " | 测试准确率条形图：像素上的线性层、只训练 resnet18 的最后一层、训练它的所有层，都远高于随机猜测",
)

# %%
# The first test pictures, with what the last layer alone says about them.
#
# 测试集的前几张图，以及只训练最后一层时的回答。
answers = {0: "other", 1: "face"}
shown = {}
for i in range(12):
    right = guess[i] == is_face[test[i]]
    shown[f"{i}: {answers[int(guess[i])]}{'' if right else ' (wrong)'}"] = pictures[test[i], 0]
figure = plots.show_images(shown, columns=4)
plots.describe(
    figure,
    "Twelve small grey test pictures, faces and others, each with the answer of the network under it"
    " | 十二张灰度测试小图，有人脸也有其他，下面是网络的回答",
)
plt.show()

# sphinx_gallery_thumbnail_number = 2
