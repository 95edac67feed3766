# topics: topic/44
"""
Sequences of different lengths | 长短不一的序列
===============================================

A batch is a rectangle, words are not. They are padded to one length; packing then lets a recurrent layer
skip the padding. This script draws a packed batch, makes the round trip, and shows what goes wrong without
it.

一批数据是矩形的，词语却长短不一。补齐到同样长之后，打包（packing）能让循环层跳过补上的部分。本例画出打包后
的样子，走一个来回，再看看不打包会出什么错。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from reflib.snippets import device, plots

plots.use_style()
torch.manual_seed(0)
words = ["padding", "makes", "words", "the", "same", "length"]
encoded = [torch.tensor([ord(letter) - ord("a") + 1 for letter in word], device=device.pick()) for word in words]
lengths = torch.tensor([len(word) for word in encoded])
padded = pad_sequence(encoded, batch_first=True)
print("padded", tuple(padded.shape), "lengths", lengths.tolist())
print(padded[3].tolist(), "is", words[3])
assert padded.shape == (6, 7) and padded[3, 3:].eq(0).all()

# %%
# Packing | 打包
# --------------
#
# :py:obj:`torch.nn.utils.rnn.pack_padded_sequence` writes the letters down column by column, longest word
# first, and leaves the padding out. ``batch_sizes`` says how many words are still going at each step.
# ``lengths`` must be a list or a tensor on the CPU.
#
# :py:obj:`torch.nn.utils.rnn.pack_padded_sequence` 把最长的词排在前面，一列一列地写下字母，跳过补上的部
# 分。``batch_sizes`` 是每一步还有几个词没结束。``lengths`` 必须是列表，或者 CPU 上的张量。
packed = pack_padded_sequence(padded, lengths, batch_first=True, enforce_sorted=False)
letters = "".join(chr(code + ord("a") - 1) for code in packed.data.tolist())
print("data       ", letters, len(letters), "of", padded.numel())
print("batch_sizes", packed.batch_sizes.tolist())
print("order      ", [words[i] for i in packed.sorted_indices.tolist()])
assert packed.data.numel() == lengths.sum() == packed.batch_sizes.sum() == 30

# %%
# A :py:obj:`torch.nn.utils.rnn.PackedSequence` is made by these functions, not by hand. Unless
# ``enforce_sorted=False``, the words must already come longest first.
#
# :py:obj:`torch.nn.utils.rnn.PackedSequence` 由这些函数产生，不要自己构造。不写 ``enforce_sorted=False``
# 时，词必须已经按长度从长到短排好。
try:
    pack_padded_sequence(padded, lengths, batch_first=True)
except RuntimeError as error:
    print("RuntimeError:", str(error).split(". ")[0])

figure, axis = plt.subplots(figsize=(plots.WIDTH, 3.4))
for row, index in enumerate(packed.sorted_indices.tolist()):
    for step in range(padded.shape[1]):
        inside = step < len(words[index])
        color = plt.get_cmap("Blues")(0.1 + 0.07 * step) if inside else "white"
        axis.add_patch(plt.Rectangle((step, row), 1, 1, facecolor=color, edgecolor="0.75"))
        axis.text(step + 0.5, row + 0.5, words[index][step] if inside else "0", ha="center", va="center")
for step, size in enumerate(packed.batch_sizes.tolist()):
    axis.text(step + 0.5, 6.2, size, ha="center", va="top", color=plots.COLORS[1], weight="bold")
axis.text(-0.2, 6.2, "batch_sizes", ha="right", va="top", color=plots.COLORS[1])
axis.set(xlim=(-2.6, 7.1), ylim=(6.8, -0.1), aspect="equal")
axis.axis("off")
plots.describe(
    figure,
    "Six words from longest to shortest, one letter a cell, zeros as padding; below each column the number of words"
    " that reach it: 6, 6, 6, 5, 4, 2, 1"
    " | 六个词由长到短，一格一个字母，补齐处为 0；每列下方是到达该列的词数：6、6、6、5、4、2、1",
)
assert packed.batch_sizes.tolist() == [6, 6, 6, 5, 4, 2, 1]

# %%
# The round trip | 走一个来回
# ---------------------------
#
# :py:obj:`torch.nn.utils.rnn.pad_packed_sequence` restores the rectangle, the original order and the
# lengths. ``padding_value`` fills the rest; ``total_length`` asks for more columns.
#
# :py:obj:`torch.nn.utils.rnn.pad_packed_sequence` 还原矩形、原来的次序以及各自的长度。``padding_value`` 填
# 补空处，``total_length`` 可以要求更多的列。
again, lengths_again = pad_packed_sequence(packed, batch_first=True)
wider, _ = pad_packed_sequence(packed, batch_first=True, padding_value=-1, total_length=9)
print("back:", tuple(again.shape), lengths_again.tolist())
print("the, wider:", wider[3].tolist())
assert torch.equal(again, padded) and torch.equal(lengths_again, lengths)
assert wider.shape == (6, 9)

# %%
# What it saves from | 它避免了什么
# ---------------------------------
#
# Run an LSTM over each word alone, over the packed batch, and over the padded one. Packed, the last state
# of each word is the one after its own last letter. Padded, the layer goes on reading zeros, and every word
# but the longest ends in a different state.
#
# 让 LSTM 分别读单个的词、打包的批、补齐的批。打包时，每个词最后的状态就是读完它自己最后一个字母的状态。只补
# 齐不打包，这一层就会继续读那些零，除最长的词以外，最后的状态都变了。
table = nn.Embedding(27, 8, padding_idx=0).double().to(padded.device)
lstm = nn.LSTM(8, 16, batch_first=True).double().to(padded.device)
with torch.no_grad():
    alone = torch.stack([lstm(table(word).unsqueeze(0))[1][0][0, 0] for word in encoded])
    inputs = pack_padded_sequence(table(padded), lengths, batch_first=True, enforce_sorted=False)
    output, (from_packed, _) = lstm(inputs)
    _, (from_padded, _) = lstm(table(padded))
wrong = (from_padded[0] - alone).norm(dim=1)
for word, error in zip(words, wrong.tolist(), strict=True):
    print(f"{word:8} padded, not packed: off by {error:.4f}")
torch.testing.assert_close(from_packed[0], alone)
assert wrong[0] < 1e-9 and (wrong[1:] > 0.01).all()

# %%
# A recurrent layer given a packed batch gives one back. The last outputs are then found at ``lengths - 1``;
# the state already has them in the order of the input.
#
# 给循环层一个打包的批，它返回的也是打包的批。各词最后的输出在 ``lengths - 1`` 处；状态里已经按输入的次序排
# 好。
outputs, _ = pad_packed_sequence(output, batch_first=True)
last = outputs[torch.arange(6), lengths - 1]
print("outputs", tuple(outputs.shape), "state", tuple(from_packed.shape))
torch.testing.assert_close(last, from_packed[0])

# %%
# In the other direction it matters even more: a backward pass over padding reads the zeros first, before
# any letter.
#
# 反方向更要紧：倒着读补齐的批，先读到的是零，然后才是字母。
both = nn.GRU(8, 16, batch_first=True, bidirectional=True).double().to(padded.device)
with torch.no_grad():
    _, from_padded = both(table(padded))
    _, from_packed = both(inputs)
gap = (from_padded - from_packed).norm(dim=2)
print("the: forward off by", round(gap[0, 3].item(), 4), "backward off by", round(gap[1, 3].item(), 4))
assert (gap[:, 0] < 1e-9).all() and (gap[:, 3] > 0.001).all()
plt.show()

# sphinx_gallery_thumbnail_number = 1
