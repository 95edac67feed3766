# topics: topic/61
"""
How long does a matrix product take? | 矩阵乘法要多久？
=======================================================

"3.23 s on the CPU, 11.2 µs on the GPU": a product of two 10000 x 10000 matrices cannot be that fast, on any
machine. This script shows what went wrong with the second number, how to time properly on either device, and how to
tell an impossible result by arithmetic. The numbers on this page come from the machine that built it; on a GPU the
same script measures the GPU.

“CPU 上 3.23 s，GPU 上 11.2 µs”：两个 10000 x 10000 的矩阵相乘，任何机器都不可能这么快。本例说明第二个数错在哪里，两
种设备上该怎样计时，以及如何用算术识破不可能的结果。本页的数字来自构建本页的机器；有 GPU 时，同一个脚本测的就是
GPU。
"""

import time
from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import torch
from torch.utils import benchmark

from reflib.snippets import device, plots

plots.use_style()
where = device.pick()
print("measured on:", where.type, " threads of the CPU:", torch.get_num_threads())

# %%
# Arithmetic first | 先做算术
# ---------------------------
#
# A product of two n x n matrices takes n multiplications and n additions for each of n x n results: 2n³ operations,
# 2 x 10¹² for n = 10000. In 11.2 µs that would be 1.8 x 10¹⁷ a second. The fastest single GPUs do some 10¹³ to
# 10¹⁵, depending on the number format.
#
# 两个 n x n 的矩阵相乘，n x n 个结果各要 n 次乘法和 n 次加法：共 2n³ 次运算，n = 10000 时是 2 x 10¹²。若只用 11.2
# µs，就是每秒 1.8 x 10¹⁷ 次。单块 GPU 最快也就每秒 10¹³ 到 10¹⁵ 次，取决于数值格式。
operations = 2 * 10_000**3
claimed = operations / 11.2e-6
print(f"{operations:.0e} operations in 11.2 µs: {claimed:.1e} a second")
print(f"{operations:.0e} operations in 3.23 s:  {operations / 3.23:.1e} a second, plausible for a CPU")
assert operations == 2e12 and f"{claimed:.1e}" == "1.8e+17"

# %%
# Ordered, not done | 下了单，还没做完
# ------------------------------------
#
# CUDA is asynchronous: a call puts work into a queue and returns, and Python goes on while the GPU computes. A
# clock that is stopped then has measured the ordering. A worker thread behaves in the same way on any machine:
# ``submit`` returns at once, ``result`` waits.
#
# CUDA 是异步的：调用只是把任务放进队列就返回，GPU 计算时 Python 继续往下走。这时停表，量到的只是下单的时间。一个工
# 作线程在任何机器上都有同样的表现：``submit`` 立即返回，``result`` 才等待结果。
a = torch.rand(1024, 1024)
b = torch.rand(1024, 1024)
with ThreadPoolExecutor(max_workers=1) as queue:
    queue.submit(torch.matmul, a, b).result()  # the thread starts here, not in the measurement
    started = time.perf_counter()
    future = queue.submit(torch.matmul, a, b)
    ordered = time.perf_counter() - started
    product = future.result()
    done = time.perf_counter() - started
print(f"stopped after submit: {ordered * 1e6:8.0f} µs, {2 * 1024**3 / ordered:.1e} operations a second")
print(f"stopped after result: {done * 1e6:8.0f} µs, {2 * 1024**3 / done:.1e} operations a second")
torch.testing.assert_close(product, a @ b)

# %%
# Warm up, wait, repeat | 预热、等待、重复
# ----------------------------------------
#
# On a GPU the wait is :py:obj:`torch.cuda.synchronize`, before the clock is started and before it is stopped. The
# first call also sets up libraries and memory, so it is not counted; and one measurement is none, so the median of
# several is taken. CUDA events, recorded on the GPU itself, do the same without stopping the queue.
#
# 在 GPU 上，等待用 :py:obj:`torch.cuda.synchronize`，开表之前和停表之前都要调用。第一次调用还要准备库和内存，所以不
# 算；只测一次不足为凭，要测几次取中位数。CUDA 事件由 GPU 自己记录时间，效果相同，又不会打断队列。


def wait():
    if torch.cuda.is_available():
        torch.cuda.synchronize()


def by_hand(function, repeats=7):
    function()
    times = []
    for _ in range(repeats):
        wait()
        started = time.perf_counter()
        function()
        wait()
        times.append(time.perf_counter() - started)
    return times


a, b = a.to(where), b.to(where)
wait()
started = time.perf_counter()
a @ b
wait()
print(f"first call: {(time.perf_counter() - started) * 1e6:8.0f} µs")
times = by_hand(lambda: a @ b)
print("by hand:   ", " ".join(f"{seconds * 1e6:8.0f}" for seconds in times), "µs")
if torch.cuda.is_available():
    begin, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    begin.record()
    a @ b
    end.record()
    end.synchronize()
    print(f"CUDA events: {begin.elapsed_time(end) * 1000:.0f} µs")
else:
    print("CUDA events: need a GPU")

# %%
# ``torch.utils.benchmark.Timer`` does all of this: it warms up, waits for CUDA, repeats until the numbers are
# steady, and reports the median. It also uses one CPU thread unless told otherwise, so that results can be
# compared.
#
# ``torch.utils.benchmark.Timer`` 把这些都做了：预热，等待 CUDA，重复到数值稳定，报告中位数。它默认只用一个 CPU 线
# 程，这样结果才能互相比较。


def measure(n, dtype=torch.float32):
    a, b = (torch.rand(n, n, dtype=dtype, device=where) for _ in range(2))
    timer = benchmark.Timer("a @ b", globals={"a": a, "b": b}, num_threads=torch.get_num_threads())
    return timer.blocked_autorange(min_run_time=0.1).median


median = measure(1024)
print(f"Timer, n = 1024: {median * 1e6:.0f} µs, {2 * 1024**3 / median:.1e} operations a second")
assert claimed > 100 * 2 * 1024**3 / median

# %%
# Which size? | 用多大的矩阵？
# ----------------------------
#
# Small products spend their time on getting started, and the rate grows with the size until the device is busy. On
# one size alone two devices cannot be compared. Shorter number formats are faster where the hardware has units for
# them.
#
# 小矩阵的时间都花在启动上；尺寸越大，每秒的运算次数越多，直到设备满载。所以只看一个尺寸，无法比较两个设备。硬件若有
# 相应的单元，位数少的格式更快。
sizes = [2**k for k in range(4, 12 if where.type == "cpu" else 14)]
rates = {
    str(dtype).removeprefix("torch."): [2 * n**3 / measure(n, dtype) for n in sizes]
    for dtype in (torch.float32, torch.float64)
}
for i, n in enumerate(sizes):
    print(f"n = {n:5}", "  ".join(f"{name} {rate[i]:.1e}" for name, rate in rates.items()))
best = max(max(rate) for rate in rates.values())
print(f"10000 x 10000 would take about {operations / best:.2g} s here")
assert claimed > 100 * best

figure, axis = plt.subplots()
for name, rate in rates.items():
    axis.loglog(sizes, rate, marker="o", label=name)
axis.axhline(claimed, color="black", linewidth=1, linestyle=":")
axis.text(sizes[0], claimed * 1.4, "n = 10000 in 11.2 µs", fontsize=10)
axis.set(xlabel="n", ylabel="operations per second", ylim=(None, claimed * 10))
axis.legend(loc="center right")
plots.describe(
    figure,
    "Operations per second against matrix size, rising steeply and levelling off, orders of magnitude below a dotted"
    " line for the claimed 11.2 microseconds"
    " | 每秒运算次数随矩阵尺寸的变化：先陡升后趋平，比 11.2 微秒所对应的虚线低好几个数量级",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
