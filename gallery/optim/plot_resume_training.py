# topics: topic/03
"""
Going on after a break | 断点续训
=================================

A training run stops half way, because the machine was needed or the power failed. This script saves what a
run needs in order to go on, loads it into fresh objects, and compares the second half with a run that was
never interrupted. Then it leaves parts out, to show what each of them is for, and looks at ``last_epoch``,
which sounds like the answer and is not.

训练到一半停了：也许机器要让出来，也许断了电。本例把续训所需的东西存下来，加载到全新的对象里，再与一次从未中断的训
练对照后半程。接着逐一去掉其中的部分，看看各自有什么用；最后看 ``last_epoch``：听上去像是答案，其实不是。
"""

import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples, training

plots.use_style()
EPOCHS, BREAK = 10, 5
train_set, test_set = samples.digits()


def start(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10)).to(device.pick())
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    scheduler = StepLR(optimizer, step_size=2, gamma=0.5)
    order = torch.Generator().manual_seed(seed)
    return model, optimizer, scheduler, order


def run(model, optimizer, scheduler, order, epochs):
    batches = DataLoader(train_set, batch_size=32, shuffle=True, generator=order)
    rows = []
    for _ in range(epochs):
        rate = scheduler.get_last_lr()[0]
        loss = training.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer)
        scheduler.step()
        rows.append((rate, loss, training.accuracy(model, DataLoader(test_set, batch_size=450))))
    return rows


whole = run(*start(seed=0), EPOCHS)
for epoch, (rate, loss, accuracy) in enumerate(whole):
    print(f"epoch {epoch}  lr {rate:.6f}  loss {loss:.4f}  test accuracy {accuracy:.4f}")
assert [row[0] for row in whole] == [0.01 * 0.5 ** (epoch // 2) for epoch in range(EPOCHS)]

# %%
# What to save | 要保存什么
# -------------------------
#
# Four things change while this model trains: its parameters and buffers, what the optimizer remembers of
# earlier gradients, the count of the scheduler, and the generator that shuffles the data. Each can be saved
# with :py:obj:`torch.save` as a dictionary of tensors and numbers; the objects themselves are built again
# from code. A model with dropout also needs the state of the global generator, :py:obj:`torch.get_rng_state`.
#
# 这个模型训练时有四样东西在变：模型的参数和缓冲区，优化器记住的历次梯度，调度器的计数，以及打乱数据的随机数生
# 成器。它们都可以作为由张量和数字组成的字典，用 :py:obj:`torch.save` 保存；对象本身则由代码重新建立。模型里若
# 有 dropout，还要保存全局随机数生成器的状态，即 :py:obj:`torch.get_rng_state`。
model, optimizer, scheduler, order = start(seed=0)
first_half = run(model, optimizer, scheduler, order, BREAK)
checkpoint = {
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
    "scheduler": scheduler.state_dict(),
    "order": order.get_state(),
}
folder = tempfile.TemporaryDirectory()
file = Path(folder.name) / "checkpoint.pt"
torch.save(checkpoint, file)
print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")
print("Adam keeps for each parameter:", ", ".join(checkpoint["optimizer"]["state"][0]))
print("its settings:", {key: checkpoint["optimizer"]["param_groups"][0][key] for key in ("lr", "initial_lr")})
print("scheduler:", {key: checkpoint["scheduler"][key] for key in ("last_epoch", "_last_lr")})
assert checkpoint["scheduler"]["last_epoch"] == BREAK

# %%
# All of it loaded | 全部加载
# ---------------------------
#
# :py:obj:`torch.load` reads only tensors and plain Python values unless it is told otherwise, which is all
# that is needed here. ``map_location`` puts the tensors where they are wanted: a file saved on a GPU opens on
# a machine without one. The fresh model starts from other weights, seed 1, so that nothing is right by luck.
#
# :py:obj:`torch.load` 默认只读取张量和普通的 Python 值，这里也只需要这些。``map_location`` 指定张量放到哪里：
# 在 GPU 上保存的文件，到没有 GPU 的机器上也能打开。新模型用种子 1 初始化，权重与原来不同，不会碰巧就对。


def load(*parts):
    saved = torch.load(file, map_location="cpu")
    objects = dict(zip(("model", "optimizer", "scheduler"), start(seed=1), strict=False))
    for part in parts:
        objects[part].load_state_dict(saved[part])
    return *objects.values(), torch.Generator().set_state(saved["order"])


resumed = run(*load("model", "optimizer", "scheduler"), EPOCHS - BREAK)
print("epoch   lr         never stopped   resumed")
for epoch, ((rate, _, _), (_, loss, _), (_, loss_after, _)) in enumerate(
    zip(resumed, whole[BREAK:], resumed, strict=True), start=BREAK
):
    print(f"{epoch}       {rate:.6f}   {loss:.8f}      {loss_after:.8f}")
torch.testing.assert_close(torch.tensor(resumed), torch.tensor(whole[BREAK:]))

# %%
# Parts left out | 少加载一部分
# -----------------------------
#
# With the model alone, the rate jumps back to 0.01 and Adam has forgotten its gradients: the loss rises
# before it falls. That it ends lower here is no merit: it is another run than the one that was planned. With
# model and optimizer but a new scheduler, the rate goes on from 0.0025, but the epochs are counted from 0
# again and the drops come at the wrong time.
#
# 只加载模型，学习率会跳回 0.01，Adam 也忘了之前的梯度：损失先升后降。这里最终的损失反而更低，但这不算优点：它
# 已经不是原来计划的那次训练了。加载模型和优化器而调度器是新的，学习率从 0.0025 接着走，但轮数又从 0 数起，下
# 降的时机就不对了。
model_only = run(*load("model"), EPOCHS - BREAK)
model, optimizer, _, order = load("model", "optimizer")
no_scheduler = run(model, optimizer, StepLR(optimizer, step_size=2, gamma=0.5), order, EPOCHS - BREAK)
print(f"first epoch after the break: {resumed[0][1]:.4f} resumed, {model_only[0][1]:.4f} with the model alone")
assert model_only[0][0] == 0.01 and model_only[0][1] > resumed[0][1]
assert [row[0] for row in no_scheduler[:3]] == [0.0025, 0.0025, 0.00125]
assert [row[0] for row in resumed[:3]] == [0.0025, 0.00125, 0.00125]

figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(plots.WIDTH, plots.WIDTH))
for name, rows in {"all loaded": resumed, "model only": model_only, "no scheduler": no_scheduler}.items():
    rates, losses, _ = zip(*first_half, *rows, strict=True)
    top.step(range(EPOCHS + 1), [*rates, rates[-1]], where="post", label=name)
    bottom.semilogy(range(1, EPOCHS + 1), losses, marker="o", markersize=4)
for axis in (top, bottom):
    axis.axvline(BREAK, color="grey", linewidth=1, linestyle="-")
top.set(ylabel="learning rate", ylim=(0, None))
top.legend()
bottom.set(xlabel="epochs", ylabel="training loss")
plots.describe(
    figure,
    "Learning rate and loss over ten epochs with a break after five: with everything loaded both go on smoothly;"
    " with the model only the rate jumps back up and the loss with it"
    " | 十轮的学习率与损失，第五轮之后中断：全部加载则两者平滑延续；只加载模型，学习率跳回原值，损失也随之上升",
)

# %%
# What last_epoch is | last_epoch 是什么
# --------------------------------------
#
# A scheduler is built with ``last_epoch=-1``, which means from the start: it notes the rate it finds as
# ``initial_lr`` and stands at 0. Any other value is a promise that the optimizer has been through this
# already. A fresh optimizer has not, and ``KeyError`` says so.
#
# 调度器默认用 ``last_epoch=-1`` 建立，意思是从头开始：把当时的学习率记为 ``initial_lr``，计数为 0。其他值都是
# 一种声明，表示这个优化器已经走过这些轮。新建的优化器并没有走过，于是抛出 ``KeyError``。
model, _, from_the_start, _ = start(seed=0)
print("last_epoch =", from_the_start.last_epoch)
fresh = torch.optim.Adam(model.parameters(), lr=0.01)
try:
    StepLR(fresh, step_size=2, gamma=0.5, last_epoch=BREAK)
except KeyError as error:
    print("KeyError:", error.args[0].split("\n")[0])
assert from_the_start.last_epoch == 0

# %%
# Writing ``initial_lr`` by hand silences the error and gives a wrong rate. The constructor takes one step, so
# it stands at 6; and ``StepLR`` multiplies the rate it finds, 0.01, so the decay of the earlier epochs is
# missing: 0.005 where 0.00125 is right.
#
# 手动写入 ``initial_lr`` 可以消除报错，得到的学习率却是错的。构造时会走一步，于是计数成了 6；而 ``StepLR`` 是
# 在当前的 0.01 上相乘，之前各轮的衰减都丢了：得到 0.005，正确的是 0.00125。
fresh.param_groups[0]["initial_lr"] = 0.01
guessed = StepLR(fresh, step_size=2, gamma=0.5, last_epoch=BREAK)
right = whole[guessed.last_epoch][0]
print(f"last_epoch {guessed.last_epoch}, lr {guessed.get_last_lr()[0]}, should be {right}")
assert (guessed.last_epoch, guessed.get_last_lr(), right) == (6, [0.005], 0.00125)

# %%
# Over an optimizer whose state was loaded the same step can decay twice. Stopped after four epochs the rate
# is 0.0025 already; ``last_epoch=3`` steps to 4, a multiple of two, and halves it again. Loading both states
# leaves nothing to guess.
#
# 即使优化器的状态已经加载，这一步也可能重复衰减。四轮之后停下，学习率已是 0.0025；``last_epoch=3`` 走一步到
# 4，正好是 2 的倍数，于是又减半。把优化器和调度器的状态都加载，就什么都不必猜。
_, stopped, scheduler, _ = start(seed=0)
for _ in range(4):
    stopped.step()
    scheduler.step()
_, again, _, _ = start(seed=0)
again.load_state_dict(stopped.state_dict())
guessed = StepLR(again, step_size=2, gamma=0.5, last_epoch=3)
print("saved", scheduler.get_last_lr()[0], "with last_epoch=3", guessed.get_last_lr()[0])
assert scheduler.get_last_lr() == [0.0025] and guessed.get_last_lr() == [0.00125]
folder.cleanup()
plt.show()

# sphinx_gallery_thumbnail_number = 1
