# topics: topic/43
"""
Batch normalization by hand | 手算批归一化
==========================================

Batch normalization brings every feature to mean 0 and variance 1, using the batch that is passing through.
It is normalization, not regularization. Which mean, which variance, and what are the running statistics
for? The data are the 150 iris flowers: four lengths and widths in centimetres.

批归一化（batch normalization）用正在经过的这一批数据，把每个特征变成均值 0、方差 1。它是归一化，不是正则
化。用的是哪个均值、哪个方差，滑动统计量又有什么用？数据是 150 朵鸢尾花：四项长度与宽度，单位厘米。
"""

import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_iris
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
flowers = torch.tensor(load_iris().data).to(device.pick())
print("shape", tuple(flowers.shape), "mean", [round(value, 2) for value in flowers.mean(dim=0).tolist()])
assert flowers.shape == (150, 4)

# %%
# In training | 训练时
# --------------------
#
# Subtract the mean of the batch, divide by the root of its variance plus ``eps``, then multiply by
# ``weight`` and add ``bias``, two learned numbers for each feature that start as 1 and 0. The variance here
# is the biased one, divided by N.
#
# 减去这一批的均值，除以方差加 ``eps`` 的平方根，再乘以 ``weight``、加上 ``bias``：每个特征各有这样两个可学
# 习的数，初值是 1 和 0。这里的方差是有偏的，即除以 N。
norm = nn.BatchNorm1d(4).double().to(flowers.device)
result = norm(flowers)
mean, variance = flowers.mean(dim=0), flowers.var(dim=0, correction=0)
by_hand = (flowers - mean) / torch.sqrt(variance + norm.eps) * norm.weight + norm.bias
torch.testing.assert_close(result, by_hand)
centre, spread = result.mean(dim=0).abs().max().item(), result.var(dim=0, correction=0)
print(f"mean at most {centre:.6f} from 0, variance {[round(value, 4) for value in spread.tolist()]}")
assert centre < 1e-12 and (spread > 0.9999).all()
print("weight", norm.weight.tolist(), "bias", norm.bias.tolist(), "eps", norm.eps)
assert nn.BatchNorm1d(4, affine=False).weight is None

figure, (left, right) = plt.subplots(1, 2, figsize=(plots.WIDTH, 3))
left.boxplot(flowers.cpu().numpy())
right.boxplot(result.detach().cpu().numpy())
left.set(xlabel="feature", ylabel="cm")
right.set(xlabel="feature", ylabel="BatchNorm1d(4)")
plots.describe(
    figure,
    "Box plots of four features: before, at different heights and of different widths; after, all around 0 with"
    " similar spread | 四个特征的箱线图：之前高低、宽窄各不相同；之后都以 0 为中心，展布相近",
)

# %%
# The running statistics | 滑动统计量
# -----------------------------------
#
# On the side, the layer keeps an average of what it has seen: running = 0.9 x old + 0.1 x new. ``momentum``
# is the weight of the new batch, 0.1, the opposite of momentum in an optimizer. The running variance takes
# the unbiased one, divided by N - 1. Both are buffers, not parameters.
#
# 与此同时，这一层记下所见数据的平均：running = 0.9 x old + 0.1 x new。``momentum`` 是新一批的权重，默认
# 0.1，与优化器中动量的含义相反。滑动方差用的是无偏方差，即除以 N - 1。两者都是缓冲区，不是参数。
torch.testing.assert_close(norm.running_mean, 0.9 * 0 + 0.1 * mean)
torch.testing.assert_close(norm.running_var, 0.9 * 1 + 0.1 * flowers.var(dim=0, correction=1))
print("running_mean", [round(value, 3) for value in norm.running_mean.tolist()])
print("buffers:", [name for name, _ in norm.named_buffers()])
print("parameters:", [name for name, _ in norm.named_parameters()])

two = nn.BatchNorm1d(1)
two(torch.tensor([[10.0], [20.0]]))
print("after 10 and 20: running_mean", two.running_mean.item(), "running_var", round(two.running_var.item(), 4))
torch.testing.assert_close(two.running_mean, torch.tensor([1.5]))
torch.testing.assert_close(two.running_var, torch.tensor([0.9 * 1 + 0.1 * 50]))

# %%
# How fast does it get there? Batches of 30 flowers, the first feature, one line for each momentum.
# ``momentum=None`` averages all batches equally.
#
# 要多久才能接近真值？每批 30 朵花，看第一个特征，每种 momentum 一条线。``momentum=None`` 对所有的批一视同
# 仁。
order = torch.randperm(150, generator=torch.Generator().manual_seed(0))
batches = flowers[order.to(flowers.device)].split(30) * 4
figure, axis = plt.subplots()
for momentum in (0.1, 0.5, None):
    layer = nn.BatchNorm1d(4, momentum=momentum).double().to(flowers.device)
    trace = []
    for batch in batches:
        layer(batch)
        trace.append(layer.running_mean[0].item())
    print(f"momentum={momentum}: after {layer.num_batches_tracked.item()} batches {trace[-1]:.3f}")
    axis.plot(range(1, 21), trace, label=f"momentum={momentum}")
axis.axhline(mean[0].item(), color="black", linewidth=1, linestyle=":", label="mean of all")
axis.set(xlabel="batches", ylabel="running_mean[0]", xticks=(1, 5, 10, 15, 20))
axis.legend()
plots.describe(
    figure,
    "The running mean over 20 batches: slow and smooth with momentum 0.1, fast and rough with 0.5, and at once near"
    " the mean with None | 20 批中的滑动均值：momentum 为 0.1 时慢而平滑，0.5 时快而起伏，None 则立刻接近均值",
)
assert abs(trace[-1] - mean[0].item()) < 1e-9

# %%
# In evaluation | 评估时
# ----------------------
#
# After ``eval()`` the layer uses the running statistics, so the result of one sample no longer depends on
# which others are in the batch. In training one sample alone is refused: it has no variance.
#
# 调用 ``eval()`` 之后，这一层改用滑动统计量，一个样本的结果不再取决于同一批里还有谁。训练时不接受只有一个样
# 本的批：它没有方差可言。
layer.train()
small, large = layer(flowers[:10])[0, 0].item(), layer(flowers)[0, 0].item()
print(f"train(): flower 0 among 10 {small:.3f}, among 150 {large:.3f}")
layer.eval()
alone, together = layer(flowers[:1]), layer(flowers)[:1]
print(f"eval(): flower 0 alone {alone[0, 0].item():.3f}, among 150 {together[0, 0].item():.3f}")
torch.testing.assert_close(alone, together)
assert small != large
try:
    nn.BatchNorm1d(4).train()(torch.ones(1, 4))
except ValueError as error:
    print("ValueError:", error)

# %%
# Images | 图像
# -------------
#
# ``num_features`` is the number of channels, not the size of the batch. :py:obj:`torch.nn.BatchNorm2d`
# takes (N, C, H, W) and averages over everything but C: one mean and one variance for each colour of the
# two photographs (by danielbuechele and vultilion, CC BY 2.0).
#
# ``num_features`` 是通道数，不是批的大小。:py:obj:`torch.nn.BatchNorm2d` 接收 (N, C, H, W)，对 C 以外的所有
# 维度求平均：两张照片（作者 danielbuechele 与 vultilion，CC BY 2.0）的每种颜色各有一个均值和一个方差。
photographs = torch.stack([samples.photograph(name) for name in samples.PHOTOGRAPHS])
images = photographs.permute(0, 3, 1, 2).to(flowers.device).double() / 255
colour = nn.BatchNorm2d(3).double().to(images.device)
normalized = colour(images)
mean = images.mean(dim=(0, 2, 3), keepdim=True)
variance = images.var(dim=(0, 2, 3), correction=0, keepdim=True)
torch.testing.assert_close(normalized, (images - mean) / torch.sqrt(variance + colour.eps))
print("images", tuple(images.shape), "mean of each channel", [round(value, 3) for value in mean.flatten().tolist()])
assert colour.running_mean.shape == (3,)
try:
    nn.BatchNorm2d(3)(torch.ones(2, 3))
except ValueError as error:
    print("ValueError:", error)
plt.show()

# sphinx_gallery_thumbnail_number = 2
