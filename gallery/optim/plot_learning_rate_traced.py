# topics: topic/02, topic/27, topic/03
"""
The learning rate, traced through training | 训练中的学习率轨迹
===============================================================

A scheduler changes the learning rate of an optimizer while a model trains. This script trains a small
classifier on handwritten digits with :py:obj:`torch.optim.lr_scheduler.StepLR` and with
:py:obj:`torch.optim.lr_scheduler.ExponentialLR`, prints the rate of every epoch, and shows what a misplaced
``scheduler.step()`` costs.

调度器在模型训练的过程中改变优化器的学习率。本例用手写数字训练一个小分类器，分别配合
:py:obj:`torch.optim.lr_scheduler.StepLR` 与
:py:obj:`torch.optim.lr_scheduler.ExponentialLR`，打印每一轮的学习率，并看看 ``scheduler.step()``
放错位置的代价。
"""

import warnings

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.optim.lr_scheduler import ExponentialLR, StepLR
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
train_set, test_set = samples.digits()
print(len(train_set), "digits to train on,", len(test_set), "to test on, device:", device.pick().type)
assert (len(train_set), len(test_set)) == (1347, 450)

# %%
# Where step() goes | step() 的位置
# ---------------------------------
#
# ``train_epoch`` goes through all batches once and calls ``optimizer.step()`` after each.
# ``scheduler.step()`` comes once per epoch, after that. What the epoch was trained with is read before:
# :py:obj:`torch.optim.lr_scheduler.LRScheduler.get_last_lr` returns a list, one rate for each parameter
# group.
#
# ``train_epoch`` 把所有批过一遍，每批之后调用一次 ``optimizer.step()``。``scheduler.step()``
# 每轮一次，放在这之后。这一轮所用的学习率，要在此之前用
# :py:obj:`torch.optim.lr_scheduler.LRScheduler.get_last_lr` 读取；它返回一个列表，每个参数组一个值。
EPOCHS = 10


def start():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10)).to(device.pick())
    order = torch.Generator().manual_seed(0)
    batches = DataLoader(train_set, batch_size=32, shuffle=True, generator=order)
    return model, batches, torch.optim.Adam(model.parameters(), lr=0.01)


def run(make_scheduler):
    model, batches, optimizer = start()
    scheduler = make_scheduler(optimizer)
    rates, accuracies = [], []
    for epoch in range(EPOCHS):
        rates.append(scheduler.get_last_lr()[0])
        loss = training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
        scheduler.step()
        accuracies.append(training.accuracy(model, DataLoader(test_set, batch_size=450)))
        print(f"epoch {epoch}  lr {rates[-1]:.6f}  loss {loss:.4f}  test accuracy {accuracies[-1]:.4f}")
    return rates, accuracies


# %%
# StepLR: a drop every few epochs | StepLR：每隔几轮降一次
# --------------------------------------------------------
#
# ``StepLR`` multiplies the rate by ``gamma`` every ``step_size`` epochs. Epochs count from 0, so the first
# two run at 0.01, the next two at 0.005, then 0.0025.
#
# ``StepLR`` 每隔 ``step_size`` 轮把学习率乘以 ``gamma``。轮数从 0 数起，所以头两轮是 0.01，接着两轮
# 0.005，然后是 0.0025。
step_rates, step_accuracies = run(lambda optimizer: StepLR(optimizer, step_size=2, gamma=0.5))
assert step_rates == [0.01 * 0.5 ** (epoch // 2) for epoch in range(EPOCHS)]
assert step_accuracies[-1] > 0.95

# %%
# ExponentialLR: a little every epoch | ExponentialLR：每一轮都降一点
# -------------------------------------------------------------------
#
# ``ExponentialLR`` multiplies by ``gamma`` every epoch: 0.01, 0.009, 0.0081, 0.00729 and so on.
#
# ``ExponentialLR`` 每一轮都乘以 ``gamma``：0.01、0.009、0.0081、0.00729，依此类推。
exp_rates, exp_accuracies = run(lambda optimizer: ExponentialLR(optimizer, gamma=0.9))
for epoch, rate in enumerate(exp_rates):
    assert abs(rate - 0.01 * 0.9**epoch) < 1e-12
assert exp_accuracies[-1] > 0.95

# %%
# Both curves together. Ten epochs of so small a task do not rank the two schedules; they show what each one
# does to the rate.
#
# 把两条曲线放在一起。任务这么小、只训练十轮，分不出两种调度孰优孰劣；要看的是它们各自如何改变学习率。
figure = plots.show_learning_rates(
    {"StepLR": step_rates, "ExponentialLR": exp_rates},
    {"StepLR": step_accuracies, "ExponentialLR": exp_accuracies},
)
plots.describe(
    figure,
    "Above, the learning rate over ten epochs: StepLR halves every two, ExponentialLR falls by a tenth each;"
    " below, test accuracy: both end above 95 percent"
    " | 上：十轮的学习率，StepLR 每两轮减半，ExponentialLR 每轮减少一成；下：测试准确率，最后都超过 95%",
)

# %%
# One call too deep | 多缩进一层
# ------------------------------
#
# Called after every batch instead of every epoch, the same ``ExponentialLR`` shrinks the rate 43 times an
# epoch. It is all but zero before the model has learned much.
#
# 如果不是每轮而是每批之后都调用，同一个 ``ExponentialLR`` 一轮就把学习率缩小 43
# 次，模型还没学到多少，学习率已经几乎为零。
model, batches, optimizer = start()
scheduler = ExponentialLR(optimizer, gamma=0.9)
for epoch in range(3):
    training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer, after_batch=scheduler.step)
    accuracy = training.accuracy(model, DataLoader(test_set, batch_size=450))
    print(f"after epoch {epoch}  lr {scheduler.get_last_lr()[0]:.1e}  test accuracy {accuracy:.4f}")
assert len(batches) == 43 and scheduler.get_last_lr()[0] < 1e-7
assert accuracy < exp_accuracies[2]

# %%
# ``optimizer.step()`` has to come first. Reversed, the first value of the schedule is skipped, and PyTorch
# warns.
#
# 必须先调用 ``optimizer.step()``。顺序颠倒会跳过学习率的第一个值，PyTorch 会给出警告。
_, _, optimizer = start()
scheduler = ExponentialLR(optimizer, gamma=0.9)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    scheduler.step()
print(str(caught[0].message).split(". ")[0])
assert "lr_scheduler.step()` before `optimizer.step()" in str(caught[0].message)

# %%
# What a scheduler remembers | 调度器记住了什么
# ---------------------------------------------
#
# The rate lives in the optimizer, in ``param_groups``; the scheduler keeps the count. ``state_dict()`` is a
# method and returns that count, ``last_epoch``, with the settings. There is no ``verbose`` any more: print
# the rate yourself, as above.
#
# 学习率保存在优化器的 ``param_groups`` 里，调度器只负责计数。``state_dict()`` 是方法，返回这个计数
# ``last_epoch`` 以及各项设置。``verbose`` 已经没有了：像上面那样自己打印学习率即可。
_, _, optimizer = start()
scheduler = StepLR(optimizer, step_size=2, gamma=0.5)
for _ in range(5):
    optimizer.step()
    scheduler.step()
state = scheduler.state_dict()
print("keys:", ", ".join(state))
print("last_epoch", state["last_epoch"], "lr", optimizer.param_groups[0]["lr"], scheduler.get_last_lr())
assert scheduler.get_last_lr() == [optimizer.param_groups[0]["lr"]] == [0.01 * 0.5**2]
assert state["last_epoch"] == 5 and "verbose" not in state

# %%
# Resuming | 断点续训
# -------------------
#
# To go on after a break, load both state dicts. Passing ``last_epoch`` to a new scheduler is not a way to
# resume: over a fresh optimizer it raises ``KeyError``, and with ``initial_lr`` set by hand it counts
# one epoch too many and forgets the earlier decay.
#
# 中断之后继续训练，要同时加载优化器和调度器的 ``state_dict``。给新的调度器传 ``last_epoch``
# 并不能续训：优化器是新建的，就会抛出 ``KeyError``；手动补上
# ``initial_lr``，则会多数一轮，还丢掉了之前的衰减。
_, _, resumed = start()
continued = StepLR(resumed, step_size=2, gamma=0.5)
resumed.load_state_dict(optimizer.state_dict())
continued.load_state_dict(scheduler.state_dict())
print("both loaded:  last_epoch", continued.last_epoch, "lr", resumed.param_groups[0]["lr"])
assert continued.last_epoch == 5 and resumed.param_groups[0]["lr"] == 0.0025

_, _, fresh = start()
try:
    StepLR(fresh, step_size=2, gamma=0.5, last_epoch=5)
except KeyError as error:
    print("KeyError:", error.args[0].split("\n")[0])
fresh.param_groups[0]["initial_lr"] = 0.01
guessed = StepLR(fresh, step_size=2, gamma=0.5, last_epoch=5)
print("initial_lr set: last_epoch", guessed.last_epoch, "lr", guessed.get_last_lr()[0])
assert guessed.last_epoch == 6 and guessed.get_last_lr() == [0.005]
plt.show()

# sphinx_gallery_thumbnail_number = 1
