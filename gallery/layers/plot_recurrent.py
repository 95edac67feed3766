# topics: topic/44
"""
RNN, LSTM and GRU: shapes and one step by hand | RNN、LSTM、GRU：形状与手算一步
===============================================================================

A recurrent layer reads a sequence step by step and carries a state along. Which shape is the input, the
output, the state? What does an :py:obj:`torch.nn.LSTMCell` compute? And how much of a handwritten digit
must an LSTM have read, row by row, before it knows which one it is?

循环层一步一步地读取序列，并带着一个状态往前走。输入、输出、状态各是什么形状？:py:obj:`torch.nn.LSTMCell` 算
的是什么？把手写数字一行一行地喂给 LSTM，要读到第几行它才认得出来？
"""

import warnings

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples

plots.use_style()
torch.manual_seed(0)
train_set, test_set = samples.digits()
digits = torch.stack([train_set[i][0] for i in range(5)]).reshape(5, 8, 8).double().to(device.pick())
print("5 digits, 8 rows each, 8 numbers in a row:", tuple(digits.shape))

# %%
# Shapes | 形状
# -------------
#
# The default order is (steps, batch, features). ``batch_first=True`` swaps the first two in the input and
# the output only: the state stays (layers x directions, batch, hidden). An LSTM has two states, h and c.
# The output holds the top layer at every step, both directions side by side; h holds every layer at its
# last step.
#
# 默认的顺序是 (步, 批, 特征)。``batch_first=True`` 只交换输入与输出的前两维，状态仍是 (层数 x 方向数, 批,
# 隐藏)。LSTM 有 h 和 c 两个状态。输出是最上层在每一步的结果，两个方向并排；h 是每一层在最后一步的结果。
for kind in (nn.RNN, nn.LSTM, nn.GRU):
    for options in ({}, {"num_layers": 2, "bidirectional": True}):
        layer = kind(8, 6, batch_first=True, **options).double().to(digits.device)
        output, state = layer(digits)
        h = state[0] if kind is nn.LSTM else state
        print(f"{kind.__name__:4} output {tuple(output.shape)!s:11} h {tuple(h.shape)}  {options or ''}")
        assert h.shape[1] == output.shape[0] == 5

one = nn.GRU(8, 6).double().to(digits.device)
output, h = one(digits.transpose(0, 1))
print("steps first:", tuple(output.shape), tuple(h.shape))
assert torch.equal(output[-1], h[0])

# %%
# A bidirectional layer reads the other way as well. Its second half of the output has therefore read
# everything at step 0, not at the last step.
#
# 双向的层还会倒着读一遍。所以输出的后一半在第 0 步才读完全部，而不是在最后一步。
both = nn.GRU(8, 6, batch_first=True, bidirectional=True).double().to(digits.device)
output, h = both(digits)
assert torch.equal(output[:, -1, :6], h[0]) and torch.equal(output[:, 0, 6:], h[1])
print("forward state: output[:, -1, :6], backward state: output[:, 0, 6:]")

# %%
# One step by hand | 手算一步
# ---------------------------
#
# A cell does one step. The LSTM computes four vectors at once, in the order i, f, g, o: what to let in,
# what to keep, what is new, what to show. The new memory c is f x old + i x g, the new state h is o x
# tanh(c).
#
# cell 只走一步。LSTM 一次算出四个向量，顺序是 i、f、g、o：放进多少，保留多少，新内容是什么，露出多少。新的
# 记忆 c 等于 f x 旧的 + i x g，新的状态 h 等于 o x tanh(c)。
cell = nn.LSTMCell(8, 6).double().to(digits.device)
print("weight_ih", tuple(cell.weight_ih.shape), "weight_hh", tuple(cell.weight_hh.shape))
h, c = torch.zeros(2, 5, 6, dtype=torch.float64, device=digits.device)
for row in digits.unbind(dim=1):
    gates = row @ cell.weight_ih.T + cell.bias_ih + h @ cell.weight_hh.T + cell.bias_hh
    i, f, g, o = gates.chunk(4, dim=1)
    expected = cell(row, (h, c))
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h = torch.sigmoid(o) * torch.tanh(c)
    torch.testing.assert_close((h, c), expected)
print("h of digit 0 after 8 rows:", [round(value, 3) for value in h[0].tolist()])
assert cell.weight_ih.shape == (4 * 6, 8)

# %%
# The layer is the same cell in a loop, with the loop inside and the weights called ``weight_ih_l0`` and so
# on.
#
# 整层就是同一个 cell 加循环，只是循环在内部，权重叫作 ``weight_ih_l0`` 等。
layer = nn.LSTM(8, 6, batch_first=True).double().to(digits.device)
layer.load_state_dict({f"{name}_l0": weight for name, weight in cell.state_dict().items()})
output, (last_h, last_c) = layer(digits)
torch.testing.assert_close((last_h[0], last_c[0]), (h, c))
print("state_dict:", ", ".join(layer.state_dict()))

# %%
# Options that are not everywhere | 不是处处都有的选项
# ----------------------------------------------------
#
# Only :py:obj:`torch.nn.RNN` and :py:obj:`torch.nn.RNNCell` take a ``nonlinearity``, tanh or relu; in LSTM
# and GRU the functions are fixed. ``dropout`` is a probability, not a switch, and works between stacked
# layers: with a single layer it only warns.
#
# 只有 :py:obj:`torch.nn.RNN` 与 :py:obj:`torch.nn.RNNCell` 有 ``nonlinearity``，取 tanh 或 relu；LSTM 与
# GRU 的函数是固定的。``dropout`` 是概率，不是开关，作用在叠起来的各层之间：只有一层时只会警告。
print("RNN:", nn.RNN(8, 6).nonlinearity, "or", nn.RNN(8, 6, nonlinearity="relu").nonlinearity)
for attempt in (lambda: nn.LSTM(8, 6, nonlinearity="relu"), lambda: nn.LSTM(8, 6, num_layers=2, dropout=True)):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    nn.LSTM(8, 6, dropout=0.5)
print("UserWarning:", str(caught[0].message).split(",")[0])
assert "num_layers greater than 1" in str(caught[0].message)

# %%
# How many rows does it take? | 要读几行？
# ----------------------------------------
#
# A small LSTM reads a digit from top to bottom and guesses after every row. It is trained on all guesses at
# once, since the output holds every step.
#
# 让一个小 LSTM 从上往下读数字，每读一行就猜一次。输出里有每一步，所以可以用所有的猜测一起训练。


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(8, 64, batch_first=True)
        self.guess = nn.Linear(64, 10)

    def forward(self, images):
        states, _ = self.lstm(images.reshape(-1, 8, 8))
        return self.guess(states)


torch.manual_seed(0)
reader = Reader().to(device.pick())
optimizer = torch.optim.Adam(reader.parameters(), lr=0.01)
order = torch.Generator().manual_seed(0)
for _ in range(25):
    for images, classes in DataLoader(train_set, batch_size=32, shuffle=True, generator=order):
        guesses = reader(images.to(device.pick()))
        optimizer.zero_grad()
        target = classes.to(guesses.device).repeat_interleave(8)
        loss = nn.CrossEntropyLoss()(guesses.flatten(0, 1), target)
        loss.backward()
        optimizer.step()

images, classes = test_set[:]
with torch.no_grad():
    right = (reader(images.to(device.pick())).argmax(dim=2).cpu() == classes.unsqueeze(1)).float().mean(dim=0)
for row, accuracy in enumerate(right.tolist(), start=1):
    print(f"after row {row}: {accuracy:.3f}")
assert right[0] < 0.5 and (right[4:] > 0.9).all()

figure, axis = plt.subplots()
axis.plot(range(1, 9), right, "o-")
axis.set(xlabel="rows read", ylabel="test accuracy", ylim=(0, 1), xticks=range(1, 9))
plots.describe(
    figure,
    "Test accuracy over the rows read: below one half after the first row, rising at once, above 90 percent from the"
    " fifth on | 测试准确率随读过的行数变化：读完第一行还不到一半，随即上升，从第五行起超过 90%",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
