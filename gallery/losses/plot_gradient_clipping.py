# topics: topic/48
"""
Clipping the gradient | 梯度裁剪
================================

Sometimes one batch gives a gradient many times as long as the others, and one step ruins what was learned.
:py:obj:`torch.nn.utils.clip_grad_norm_` shortens it. What does it return, what does it change, and where
does it go in the training loop? A recurrent layer that reads handwritten digits row by row shows the
difference.

有时某一批的梯度比其他批长好多倍，一步就毁掉已经学到的东西。:py:obj:`torch.nn.utils.clip_grad_norm_` 把它缩
短。它返回什么，改动什么，在训练循环里放在哪里？用一个逐行读手写数字的循环层来看区别。
"""

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
weight = nn.Parameter(torch.tensor([3.0, 4.0], device=device.pick()))
weight.grad = torch.tensor([3.0, 4.0], device=weight.device)
returned = nn.utils.clip_grad_norm_([weight], max_norm=1.0)
print("returned", returned.item(), "gradient now", [round(value, 4) for value in weight.grad.tolist()])
assert returned == 5
torch.testing.assert_close(weight.grad.cpu(), torch.tensor([0.6, 0.8]))

# %%
# Length, not direction | 长度，而不是方向
# ----------------------------------------
#
# It returned 5, the norm before clipping, and changed the gradient in place to norm 1, in the same
# direction. A gradient that is short enough stays as it is. All parameters are taken together as one long
# vector, so their proportions are kept. The underscore at the end says in place; the old name without it
# still works and warns.
#
# 返回的是 5，即裁剪之前的范数；梯度被就地改成范数 1，方向不变。本来就够短的梯度保持原样。所有参数合在一起当
# 作一个长向量，彼此的比例因此不变。名字末尾的下划线表示就地修改；不带下划线的旧名还能用，但会警告。
two = [nn.Parameter(torch.zeros(2, device=weight.device)) for _ in range(2)]
two[0].grad, two[1].grad = torch.full_like(two[0], 30.0), torch.full_like(two[1], 40.0)
total = nn.utils.clip_grad_norm_(two, max_norm=1.0).item()
print(f"two parameters: norm before {total:.3f}, gradients now", [round(p.grad[0].item(), 3) for p in two])
torch.testing.assert_close(total, 50 * 2**0.5)
torch.testing.assert_close(two[0].grad / two[1].grad, torch.full_like(two[0], 0.75))
assert nn.utils.clip_grad_norm_(two, max_norm=10.0) < 1.0001
print("short enough, unchanged:", [round(p.grad[0].item(), 3) for p in two])

# %%
# ``clip_grad_value_`` limits every number on its own, which turns the direction. And a gradient that is not
# a number stays one, unless ``error_if_nonfinite=True`` stops the training there.
#
# ``clip_grad_value_`` 逐个限制每个数，方向随之改变。梯度若不是有限的数，裁剪也救不了，除非用
# ``error_if_nonfinite=True`` 让训练当场停下。
weight.grad = torch.tensor([3.0, 4.0], device=weight.device)
nn.utils.clip_grad_value_([weight], clip_value=1.0)
print("clip_grad_value_:", weight.grad.tolist())
assert weight.grad.tolist() == [1, 1]
weight.grad = torch.tensor([float("nan"), 4.0], device=weight.device)
try:
    nn.utils.clip_grad_norm_([weight], max_norm=1.0, error_if_nonfinite=True)
except RuntimeError as error:
    print("RuntimeError:", str(error).split(",")[0])

# %%
# In the training loop | 在训练循环里
# -----------------------------------
#
# It stands between ``backward()``, which makes the gradients, and ``step()``, which uses them. The value it
# returns is worth recording: it shows how long the gradients are. ``max_norm=inf`` measures and clips
# nothing.
#
# 它放在产生梯度的 ``backward()`` 与使用梯度的 ``step()`` 之间。返回值值得记录，由此可知梯度有多
# 长。``max_norm=inf`` 只测量，不裁剪。
train_set, test_set = samples.digits()


class RowReader(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.RNN(8, 64, nonlinearity="relu", batch_first=True)
        self.guess = nn.Linear(64, 10)
        nn.init.eye_(self.rnn.weight_hh_l0)
        nn.init.zeros_(self.rnn.bias_hh_l0)

    def forward(self, images):
        _, state = self.rnn(images.reshape(-1, 8, 8))
        return self.guess(state[0])


def train(max_norm):
    torch.manual_seed(0)
    model = RowReader().to(weight.device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    order = torch.Generator().manual_seed(0)
    norms, losses = [], []
    for _ in range(12):
        for images, classes in DataLoader(train_set, batch_size=64, shuffle=True, generator=order):
            optimizer.zero_grad()
            loss = nn.CrossEntropyLoss()(model(images.to(weight.device)), classes.to(weight.device))
            loss.backward()
            norms.append(nn.utils.clip_grad_norm_(model.parameters(), max_norm).item())
            optimizer.step()
            losses.append(loss.item())
    return norms, losses, training.accuracy(model, DataLoader(test_set, batch_size=450))


runs = {"not clipped": train(float("inf")), "max_norm=1": train(1.0)}
for name, (norms, losses, accuracy) in runs.items():
    print(f"{name:12} longest gradient {max(norms):5.1f}, last loss {losses[-1]:.3f}, test accuracy {accuracy:.3f}")
assert runs["not clipped"][2] < 0.5 < runs["max_norm=1"][2]

# %%
# Without clipping a few steps with long gradients are enough: the units of the layer die, the loss stays at
# log 10, pure guessing. With it the gradients, measured before they are clipped, are just as long, but each
# step stays short, and the layer learns.
#
# 不裁剪时，几步过长的梯度就够了：这一层的单元失活，损失停在 log 10，等于瞎猜。裁剪之后，梯度（裁剪前量得
# 的）照样很长，但每一步都短，于是学得下去。
figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(plots.WIDTH, 5))
for name, (norms, losses, _) in runs.items():
    top.semilogy(norms, label=name, linewidth=1.2)
    bottom.plot(losses, linewidth=1.2)
top.axhline(1, color="black", linewidth=1, linestyle=":")
top.set(ylabel="norm before clipping")
bottom.set(xlabel="steps", ylabel="loss", ylim=(0, 6))
figure.legend(*top.get_legend_handles_labels(), loc="outside upper center", ncols=2)
plots.describe(
    figure,
    "Above, the norm of the gradient at each step, well over 1 in the run that is clipped; below, the loss: clipped it"
    " falls, not clipped it stays near 2.3"
    " | 上：每一步的梯度范数，裁剪的那次训练远超过 1；下：损失，裁剪时下降，不裁剪时停在 2.3 附近",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
