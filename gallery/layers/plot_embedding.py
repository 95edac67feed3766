# topics: topic/47
"""
An embedding is a table | 嵌入层是一张表
========================================

:py:obj:`torch.nn.Embedding` turns a number that names something, a word or a letter, into a vector that can
be learned. It looks up a row. What do its options do: ``padding_idx``, ``max_norm``,
``scale_grad_by_freq``, ``sparse``? At the end it learns letters from English text, the descriptions of data
sets that ship with scikit-learn.

:py:obj:`torch.nn.Embedding` 把代表某样东西（一个词、一个字母）的编号变成可以学习的向量，做法就是查表取一
行。它的各个选项 ``padding_idx``、``max_norm``、``scale_grad_by_freq``、``sparse`` 有什么用？最后用一段英
文，即 scikit-learn 自带的数据集说明，来学习字母的嵌入。
"""

import string

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from torch import nn

from reflib.snippets import device, plots

plots.use_style()
torch.manual_seed(0)
table = nn.Embedding(5, 3).to(device.pick())
indices = torch.tensor([[0, 4], [4, 1]], device=device.pick())
print("weight", tuple(table.weight.shape), "indices", tuple(indices.shape), "->", tuple(table(indices).shape))
assert torch.equal(table(indices), table.weight[indices])

# %%
# Looking up is a product | 查表就是乘法
# --------------------------------------
#
# The same result comes from a product with one-hot rows, only slower. An index must lie in the table: there
# is no wrapping around. On a GPU one outside stops the whole program with a ``device-side assert``, so it
# is tried on the CPU here.
#
# 用 one-hot 行做乘法，结果相同，只是更慢。编号必须在表的范围之内，不会循环取用。在 GPU 上越界会以
# ``device-side assert`` 中断整个程序，所以这里在 CPU 上试。
one_hot = F.one_hot(indices, num_classes=5).float()
torch.testing.assert_close(one_hot @ table.weight, table(indices))
try:
    nn.Embedding(5, 3)(torch.tensor([5]))
except IndexError as error:
    print("IndexError:", error)

# %%
# padding_idx: a row that does not learn | padding_idx：不学习的一行
# ------------------------------------------------------------------
#
# Sentences of different lengths are filled up with one index. Its row starts as zeros and gets no gradient.
# Nothing forces it to stay zero: overwrite it, and the new values come out.
#
# 长短不一的句子用同一个编号补齐。这一行的初值是零，也收不到梯度。但没有什么强制它一直为零：改写了它，取出来
# 的就是新值。
table = nn.Embedding(5, 3, padding_idx=0).to(indices.device)
table(indices).sum().backward()
print("row 0:", table.weight[0].tolist(), "its gradient:", table.weight.grad[0].tolist())
print("gradient of every row, first column:", table.weight.grad[:, 0].tolist())
assert not table.weight[0].any() and table.weight.grad[:, 0].tolist() == [0, 1, 0, 0, 2]
with torch.no_grad():
    table.weight[0] = 7
print("overwritten:", table(torch.tensor([0], device=indices.device)).tolist())
assert (table(torch.tensor([0], device=indices.device)) == 7).all()

# %%
# scale_grad_by_freq | 按频率缩放梯度
# -----------------------------------
#
# Row 4 was looked up twice, so its gradient is a sum of two. ``scale_grad_by_freq=True`` divides by how
# often a row appears in this batch: frequent words then move no faster than rare ones.
#
# 第 4 行被查了两次，所以它的梯度是两份之和。``scale_grad_by_freq=True`` 把梯度除以该行在这一批里出现的次
# 数，常见词就不会比罕见词走得更快。
scaled = nn.Embedding(5, 3, scale_grad_by_freq=True).to(indices.device)
scaled(indices).sum().backward()
print("first column of the gradient:", scaled.weight.grad[:, 0].tolist())
assert scaled.weight.grad[:, 0].tolist() == [1, 1, 0, 0, 1]

# %%
# sparse: a gradient of few rows | sparse：只有几行的梯度
# -------------------------------------------------------
#
# By default the gradient is as large as the table, mostly zeros. With ``sparse=True`` it holds only the
# rows that were used. :py:obj:`torch.optim.SGD` and :py:obj:`torch.optim.SparseAdam` accept that; Adam
# refuses.
#
# 默认情况下，梯度与整张表一样大，大部分是零。``sparse=True`` 只保存用到的那几行。:py:obj:`torch.optim.SGD`
# 和 :py:obj:`torch.optim.SparseAdam` 接受这样的梯度，Adam 不接受。
large = nn.Embedding(100_000, 3, sparse=True).to(indices.device)
large(indices).sum().backward()
gradient = large.weight.grad.coalesce()
print("is_sparse:", gradient.is_sparse, "rows stored:", gradient.indices().flatten().tolist())
assert table.weight.grad.is_sparse is False and gradient.values().shape == (3, 3)
torch.optim.SparseAdam(large.parameters()).step()
try:
    torch.optim.Adam(large.parameters()).step()
except RuntimeError as error:
    print("RuntimeError:", error)

# %%
# max_norm: rows kept short | max_norm：限制行的长度
# --------------------------------------------------
#
# With ``max_norm`` a row that is longer is scaled down to that norm, in place, at the moment it is looked
# up. Shorter rows and rows that were not asked for stay as they are. ``norm_type`` is the order of the
# norm, 2 by default.
#
# 设了 ``max_norm`` 之后，过长的行在被查到的那一刻就地缩短到这个范数。较短的行、没有查到的行都保持原
# 样。``norm_type`` 是范数的阶，默认 2。
limited = nn.Embedding(3, 2, max_norm=1.0).to(indices.device)
with torch.no_grad():
    limited.weight.copy_(torch.tensor([[3.0, 4.0], [0.3, 0.4], [0.0, 9.0]]))
before = limited.weight.detach().clone()
limited(torch.tensor([0, 1], device=indices.device))
print("norms before:", [round(norm, 3) for norm in before.norm(dim=1).tolist()])
print("norms after: ", [round(norm, 3) for norm in limited.weight.detach().norm(dim=1).tolist()])
torch.testing.assert_close(limited.weight.detach().norm(dim=1).cpu(), torch.tensor([1.0, 0.5, 9.0]))

# %%
# Letters that learn their place | 字母学会自己的位置
# ---------------------------------------------------
#
# Give each of the 26 letters and the space two numbers, and let a linear layer predict the next letter from
# them. Nobody says which letters are vowels, yet the vowels end up together, because much the same letters
# follow them.
#
# 给 26 个字母和空格各配两个数，用一个线性层由此预测下一个字母。谁也没有说哪些是元音，元音却聚到了一起，因为
# 跟在它们后面的字母差不多。
LETTERS = " " + string.ascii_lowercase
loaders = (load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine)
words = " ".join(load().DESCR for load in loaders).lower()
text = " ".join("".join(letter if letter in LETTERS else " " for letter in words).split())
letters = torch.tensor([LETTERS.index(letter) for letter in text], device=device.pick())
print(len(text), "letters:", text[:60], "...")

torch.manual_seed(0)
model = nn.Sequential(nn.Embedding(27, 2), nn.Linear(2, 27)).to(letters.device)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for step in range(301):
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss()(model(letters[:-1]), letters[1:])
    loss.backward()
    optimizer.step()
    if step % 100 == 0:
        print(f"step {step:3}  loss {loss.item():.3f}")

places = model[0].weight.detach().cpu()
vowels = [LETTERS.index(letter) for letter in "aeiou"]
others = [i for i in range(1, 27) if i not in vowels]
apart = torch.cdist(places, places)
among = apart[vowels][:, vowels].sum() / 20
between = apart[vowels][:, others].mean()
print(f"mean distance among vowels {among:.2f}, from vowels to consonants {between:.2f}")
assert 1.5 * among < between and loss < 2.6

figure, axis = plt.subplots(figsize=(plots.WIDTH, 4.5))
axis.margins(0.08)
for i, letter in enumerate(LETTERS):
    is_vowel = i in vowels
    axis.plot(*places[i], "o", color=plots.COLORS[is_vowel], markersize=17, alpha=0.25)
    axis.text(*places[i], letter.replace(" ", "_"), ha="center", va="center", weight="bold" if is_vowel else "normal")
axis.set(xlabel="weight[:, 0]", ylabel="weight[:, 1]")
plots.describe(
    figure,
    "Letters as points in the plane, the five vowels in bold and close to each other"
    " | 字母作为平面上的点，五个元音用粗体，彼此靠近",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
