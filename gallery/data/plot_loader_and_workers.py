# topics: topic/23
"""
What a DataLoader does with its workers | DataLoader 与工作进程
===============================================================

``num_workers=2``: two what? And why does ``next(loader)`` fail when a ``for`` loop works? This script reads
photographs from files, records which process read which file and when, and draws it.

``num_workers=2``，是两个什么？为什么 ``for`` 循环可以，``next(loader)`` 却报错？本例从文件读取照片，记录每个文件由
哪个进程、在什么时间读取，并画成图。
"""

import os
import time
from pathlib import Path

import matplotlib.pyplot as plt
import skimage
import torch
from skimage.io import imread
from torch.utils.data import DataLoader, Dataset, TensorDataset

from reflib.snippets import plots

plots.use_style()
NAMES = ["astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg", "retina.jpg", "ihc.png"]
folder = Path(skimage.data.__file__).parent


class Photographs(Dataset):
    def __len__(self):
        return 4 * len(NAMES)

    def __getitem__(self, index):
        started = time.time()
        image = torch.tensor(imread(folder / NAMES[index % len(NAMES)]))
        return {"image": image, "pid": os.getpid(), "started": started, "ended": time.time()}


photographs = Photographs()
for index in range(len(NAMES)):
    print(f"{NAMES[index]:14} {tuple(photographs[index]['image'].shape)}")

# %%
# A batch of unequal pictures | 大小不一的图片怎样成批
# ----------------------------------------------------
#
# The default ``collate_fn`` stacks samples, which works only if they have one shape. These do not, so the loader is
# given a function of its own that makes a batch, here of the centre 256 x 256 of each.
#
# 默认的 ``collate_fn`` 把样本堆叠起来，只有形状相同才行。这些照片大小不一，所以给加载器一个自己的函数来组成一批，这
# 里取每张照片中央的 256 x 256。


def crop_and_stack(samples):
    centres = []
    for sample in samples:
        top, left = ((size - 256) // 2 for size in sample["image"].shape[:2])
        centres.append(sample["image"][top : top + 256, left : left + 256])
    log = [(sample["pid"], sample["started"], sample["ended"]) for sample in samples]
    return torch.stack(centres), log


try:
    next(iter(DataLoader(photographs, batch_size=4)))
except RuntimeError as error:
    print("RuntimeError:", str(error).split("\n")[0])
images, _ = next(iter(DataLoader(photographs, batch_size=4, collate_fn=crop_and_stack)))
print("with collate_fn:", tuple(images.shape), images.dtype)
assert images.shape == (4, 256, 256, 3)

# %%
# Processes, not threads | 是进程，不是线程
# -----------------------------------------
#
# Each worker is a process of its own with its own number. With ``num_workers=0``, the default, the files are read
# in the process that runs the loop, and the loop waits. Workers are forked here; where they can only be spawned, as
# on Windows, this code belongs in a file with a guard ``if __name__ == "__main__"``.
#
# 每个工作进程都有自己的进程号。默认的 ``num_workers=0`` 表示在运行循环的进程里读文件，循环只能等着。这里的工作进程
# 用 fork 启动；只能用 spawn 的系统（例如 Windows），要把代码放进文件，并加上 ``if __name__ == "__main__"`` 的保护。


def read_all(workers):
    context = "fork" if workers else None
    loader = DataLoader(
        photographs, batch_size=4, collate_fn=crop_and_stack, num_workers=workers, multiprocessing_context=context
    )
    began = time.time()
    return [(pid, start - began, end - began) for _, log in loader for pid, start, end in log]


timelines = {f"num_workers={workers}": read_all(workers) for workers in (0, 2)}
for name, rows in timelines.items():
    pids = {pid for pid, _, _ in rows}
    mine = "all in this process" if pids == {os.getpid()} else "none of them this process"
    print(f"{name}: {len(rows)} files read by {len(pids)} processes, {mine}, {rows[-1][2]:.2f} s")
assert {pid for pid, _, _ in timelines["num_workers=0"]} == {os.getpid()}
assert len({pid for pid, _, _ in timelines["num_workers=2"]} - {os.getpid()}) == 2

# %%
# A bar for each file. The two workers read at the same time, and hand over their batches in turn, so that the order
# of the samples stays the same. Starting them takes a moment too: for small data in memory, no workers are often
# faster.
#
# 每个文件一条。两个工作进程同时读取，轮流交出各自的批，样本的顺序因此不变。启动进程也要花时间：数据不大、又在内存
# 里，不用工作进程往往更快。
figure, axes = plt.subplots(2, 1, sharex=True, figsize=(plots.WIDTH, 3.4), height_ratios=[1, 2])
for axis, (name, rows) in zip(axes, timelines.items(), strict=True):
    pids = sorted({pid for pid, _, _ in rows})
    for index, (pid, start, end) in enumerate(rows):
        axis.barh(pids.index(pid), end - start, left=start, color=plots.COLORS[index // 4 % 4], edgecolor="white")
    axis.set(yticks=range(len(pids)), yticklabels=["main"] if len(pids) == 1 else ["worker 0", "worker 1"])
    axis.set_ylim(-0.6, len(pids) - 0.4)
    axis.text(0, 1.02, name, transform=axis.transAxes, va="bottom", fontsize=11)
axes[-1].set_xlabel("seconds; a colour for each batch of four")
plots.describe(
    figure,
    "Two timelines of 24 file reads: one after the other in the main process, and in two workers side by side,"
    " which take the batches in turn"
    " | 24 次读文件的两条时间线：在主进程里一个接一个；在两个工作进程里并排进行，轮流负责各批",
)

# %%
# An iterable, not a generator | 可迭代对象，不是生成器
# -----------------------------------------------------
#
# ``for`` calls ``iter(loader)``, which starts a new pass each time. The loader itself has no position, so
# ``next(loader)`` fails, and two iterators do not disturb each other. A generator would be used up after one pass.
#
# ``for`` 会调用 ``iter(loader)``，每次都重新开始一遍。加载器本身没有当前位置，所以 ``next(loader)`` 会报错，两个迭
# 代器也互不干扰。换成生成器，走一遍就用完了。
loader = DataLoader(TensorDataset(torch.arange(10)), batch_size=4)
try:
    next(loader)
except TypeError as error:
    print("TypeError:", error)
first = iter(loader)
print("first iterator: ", next(first)[0].tolist(), next(first)[0].tolist())
print("a new one:      ", next(iter(loader))[0].tolist(), " and the first goes on:", next(first)[0].tolist())
assert len(list(loader)) == len(list(loader)) == len(loader) == 3

# %%
# The other arguments | 其余参数
# ------------------------------
#
# ``batch_size`` is 1 unless given, and ``shuffle`` draws a new order for every pass. ``drop_last`` leaves out the
# last, smaller batch. ``pin_memory`` puts batches into page-locked memory, from which a copy to a GPU can run
# beside other work; without an accelerator it does nothing.
#
# ``batch_size`` 不写就是 1；``shuffle`` 每一遍都重新打乱。``drop_last`` 丢掉最后不满的一批。``pin_memory`` 把批放进
# 锁页内存，从那里复制到 GPU 可以与其他工作同时进行；没有加速器时它不起作用。
numbers = TensorDataset(torch.arange(10))
torch.manual_seed(0)
for arguments in ({}, {"batch_size": 4}, {"batch_size": 4, "shuffle": True}, {"batch_size": 4, "drop_last": True}):
    shown = [batch.tolist() for (batch,) in DataLoader(numbers, **arguments)]
    print(f"{arguments or 'defaults'}: {shown[:3]}{' ...' if len(shown) > 3 else ''}")
assert len(DataLoader(numbers)) == 10 and len(DataLoader(numbers, batch_size=4, drop_last=True)) == 2
pinned = next(iter(DataLoader(numbers, pin_memory=torch.cuda.is_available())))[0]
print("page-locked:", pinned.is_pinned())
assert pinned.is_pinned() == torch.cuda.is_available()
plt.show()

# sphinx_gallery_thumbnail_number = 1
