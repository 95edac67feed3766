# topics: topic/46
"""
Dropout, of numbers and of channels | Dropout：丢弃元素与丢弃通道
=================================================================

Dropout sets a random part of its input to zero while a network trains. What happens to the rest, what is
left of it after training, and what do ``Dropout2d`` and ``Dropout3d`` drop? Sixteen handwritten digits show
it. The layer crops nothing and clips nothing.

Dropout（随机失活，也叫丢弃）在训练时随机把输入的一部分变成零。其余的怎么办，训练结束后又如何，``Dropout2d``
和 ``Dropout3d`` 丢的是什么？用十六幅手写数字来看。这一层既不裁剪，也不截断。
"""

import warnings

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from reflib.snippets import device, plots, samples

plots.use_style()
torch.manual_seed(0)
train_set, _ = samples.digits()
digits = torch.stack([train_set[i][0] for i in range(16)]).reshape(1, 16, 8, 8).to(device.pick())
print("one sample of", digits.shape[1], "channels:", tuple(digits.shape))

# %%
# Survivors grow | 留下的变大
# ---------------------------
#
# With probability ``p``, 0.5 by default, a number becomes zero; the others are divided by 1 - p. On average
# nothing changes, and so nothing needs correcting later.
#
# 每个数以概率 ``p`` 变成零，默认 0.5；其余的除以 1 - p。平均来看什么也没变，以后也就不需要修正。
ones = torch.ones(100_000, device=digits.device)
for p in (0.1, 0.5, 0.8):
    dropped = nn.Dropout(p)(ones)
    zeros = (dropped == 0).float().mean().item()
    print(f"p={p}: zeros {zeros:.3f}, others {dropped.max().item():.3f}, mean {dropped.mean().item():.3f}")
    torch.testing.assert_close(dropped.max().item(), 1 / (1 - p), rtol=1e-6, atol=0)
    assert abs(zeros - p) < 0.01 and abs(dropped.mean().item() - 1) < 0.03

# %%
# After ``eval()`` the layer hands its input on unchanged. The function
# :py:obj:`torch.nn.functional.dropout` cannot know the mode of a model: its ``training`` is True unless the
# caller says otherwise.
#
# 调用 ``eval()`` 之后，这一层原样送出输入。函数 :py:obj:`torch.nn.functional.dropout` 无从知道模型处于哪种
# 模式：除非调用者另行指定，它的 ``training`` 总是 True。
layer = nn.Dropout(0.5).eval()
print("eval() changes something:", not torch.equal(layer(digits), digits))
print("F.dropout changes something:", not torch.equal(F.dropout(digits), digits))
assert torch.equal(layer(digits), digits)
assert torch.equal(F.dropout(digits, training=layer.training), digits)

# %%
# Whole channels | 整个通道
# -------------------------
#
# Neighbouring pixels of one channel tell nearly the same, so dropping single pixels hides little.
# :py:obj:`torch.nn.Dropout2d` drops whole channels of (N, C, H, W), :py:obj:`torch.nn.Dropout3d` of (N, C,
# D, H, W); ``p`` is then the probability of a channel. Here every digit is a channel.
#
# 同一通道里相邻的像素说的几乎是同一件事，丢掉零星的像素遮不住多少信息。:py:obj:`torch.nn.Dropout2d` 丢弃
# (N, C, H, W) 的整个通道，:py:obj:`torch.nn.Dropout3d` 丢弃 (N, C, D, H, W) 的整个通道，这时 ``p`` 是每个通
# 道被丢弃的概率。这里每个数字就是一个通道。


def mosaic(channels):
    framed = F.pad(channels, (1, 1, 1, 1), value=0.3)
    return framed.reshape(4, 4, 10, 10).permute(0, 2, 1, 3).reshape(40, 40)


single, whole = nn.Dropout(0.5)(digits), nn.Dropout2d(0.5)(digits)
figure = plots.show_images({"Dropout(0.5)": mosaic(single), "Dropout2d(0.5)": mosaic(whole)})
plots.describe(
    figure,
    "Sixteen digits: on the left each is riddled with black pixels, on the right some are whole and others gone"
    " | 十六个数字：左边每一个都布满黑点，右边有的完好，有的整个消失",
)
kept = whole.flatten(2).any(dim=2)[0]
print("channels kept:", int(kept.sum()), "of", len(kept))
for channel, before, is_kept in zip(whole[0], digits[0], kept, strict=True):
    torch.testing.assert_close(channel, 2 * before if is_kept else torch.zeros_like(before))

volume = nn.Dropout3d(0.5)(torch.ones(1, 8, 2, 2, 2, device=digits.device))
print("values within each channel of a volume:", [len(channel.unique()) for channel in volume[0]])
assert all(len(channel.unique()) == 1 for channel in volume[0])

# %%
# ``Dropout2d`` on a matrix of (N, features) has no channels to drop. It warns and drops single numbers.
#
# 把 ``Dropout2d`` 用在 (N, 特征) 的矩阵上，就没有通道可丢。它会警告，然后逐个元素地丢弃。
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    nn.Dropout2d(0.5)(torch.ones(4, 6, device=digits.device))
print(str(caught[0].message).split(". ")[0])
assert "Received a 2-D input to dropout2d" in str(caught[0].message)

# %%
# The gradient is dropped too | 梯度也一起丢弃
# --------------------------------------------
#
# What was zeroed gets no gradient, and the rest gets it multiplied by the same 1 / (1 - p). Every batch
# thus trains a different part of the network.
#
# 变成零的数收不到梯度，其余的收到的梯度也乘以同样的 1 / (1 - p)。于是每一批训练的都是网络的不同部分。
numbers = torch.ones(8, device=digits.device, requires_grad=True)
result = nn.Dropout(0.5)(numbers)
result.sum().backward()
print("result  ", result.tolist())
print("gradient", numbers.grad.tolist())
assert torch.equal(result, numbers.grad)

# %%
# The average of many noisy passes comes close to the one pass after ``eval()``. For a single linear layer
# this is exact in the mean; the noise shrinks with the root of their number.
#
# 多次带噪声的前向求平均，会接近 ``eval()`` 之后的那一次。对单个线性层来说，两者的期望严格相等；噪声随次数的
# 平方根减小。
model = nn.Sequential(nn.Dropout(0.5), nn.Linear(64, 1)).to(digits.device)
with torch.no_grad():
    exact = model.eval()(digits[0, 0].flatten()).item()
    passes = model.train()(digits[0, 0].flatten().expand(3000, 64)).flatten().cpu()
averages = passes.cumsum(dim=0) / torch.arange(1, len(passes) + 1)
print(f"eval {exact:.4f}, one pass {passes[0]:.4f}, average of 3000 {averages[-1]:.4f}")
assert abs(averages[-1].item() - exact) < 5 * passes.std().item() / 3000**0.5

figure, axis = plt.subplots()
axis.semilogx(range(1, 3001), averages, label="average of passes, train()")
axis.axhline(exact, color=plots.COLORS[1], linestyle="--", label="one pass, eval()")
axis.set(xlabel="passes", ylabel="output")
axis.legend()
plots.describe(
    figure,
    "The average of more and more passes with dropout settles on the single result without it"
    " | 带 dropout 的前向次数越多，平均值越靠近不带 dropout 的那一个结果",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
