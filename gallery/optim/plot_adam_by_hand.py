# topics: topic/54
"""
Adam by hand | 手写 Adam
========================

Adam stands for adaptive moment estimation. Which moments, and what is adapted? This script looks at the
gradient of one weight of a real classifier over one epoch of handwritten digits, builds the two moving
averages and their correction, and then trains the whole model by hand: the result agrees with
:py:obj:`torch.optim.Adam` to 1e-6.

Adam 是 adaptive moment estimation，即自适应矩估计。是什么矩，又自适应了什么？本例取一个真实分类器的一个权重，
看它在一轮手写数字训练中的梯度，由此构造两个滑动平均及其校正，然后用手写的 Adam 训练整个模型：结果与
:py:obj:`torch.optim.Adam` 相差不超过 1e-6。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader

from reflib.snippets import device, plots, samples

plots.use_style()
train_set, _ = samples.digits()
where = device.pick()
batches = [(x.double().to(where), y.to(where)) for x, y in DataLoader(train_set, batch_size=32)]


def start():
    torch.manual_seed(0)
    return nn.Linear(64, 10).double().to(where)


def train(make_optimizer):
    model, gradients = start(), []
    optimizer = make_optimizer(model.parameters())
    for x, y in batches:
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()
        gradients.append(model.weight.grad)
    return model, optimizer, torch.stack(gradients).cpu()


# %%
# Moments | 矩
# ------------
#
# Train for one epoch and note the gradient of one weight, pixel 20 and class 3, at each of the 43 steps. The
# first raw moment of these numbers is their mean, the second raw moment the mean of their squares; no
# difference is taken. The central moments take the differences from the mean first: the first one is then
# zero, and the second is the variance. :py:obj:`torch.var` divides by n - 1 unless it is told
# ``correction=0``.
#
# 训练一轮，记下一个权重（像素 20、类别 3）在 43 步里的梯度。这些数的一阶原点矩就是均值，二阶原点矩是平方的均
# 值，都不减去任何东西。中心矩则先减去均值：一阶中心矩因此为零，二阶中心矩就是方差。:py:obj:`torch.var` 默认除
# 以 n - 1，给出 ``correction=0`` 才除以 n。
model, optimizer, gradients = train(torch.optim.Adam)
g = gradients[:, 3, 20]
print(f"raw moments:     first {g.mean():.6f}   second {g.square().mean():.6f}")
centred = g - g.mean()
print(f"central moments: first {centred.mean().abs():.6f}   second {centred.square().mean():.6f}")
print(f"torch.var        {g.var():.6f}, with correction=0 {g.var(correction=0):.6f}")
torch.testing.assert_close(centred.square().mean(), g.var(correction=0))
torch.testing.assert_close(g.var(correction=0), g.square().mean() - g.mean().square())

# %%
# The symbols | 符号
# ------------------
#
# Texts write f for the loss as a function of the parameters θ, t for the step, counted from 1, and g for the
# gradient. m estimates the first raw moment of g and v the second: they are moving averages, not the moments
# themselves. With a hat they are corrected. α is the rate, β1 and β2 say how slowly the averages forget, and
# ε keeps the division away from zero: it is 1e-8, and a text that says 1e8 has lost the sign.
#
# 通常用 f 表示损失，它是参数 θ 的函数；t 是步数，从 1 数起；g 是梯度。m 估计 g 的一阶原点矩，v 估计二阶原点
# 矩：它们是滑动平均，不是矩本身。带帽子的是校正之后的值。α 是学习率，β1、β2 决定滑动平均遗忘得多慢，ε 避免除
# 以零：它等于 1e-8，写成 1e8 的资料是丢了负号。
group, state = optimizer.param_groups[0], optimizer.state[model.weight]
rows = {
    "alpha": ("lr", group["lr"]),
    "beta1, beta2": ("betas", group["betas"]),
    "epsilon": ("eps", group["eps"]),
    "t": ("state: step", int(state["step"])),
    "m": ("state: exp_avg", tuple(state["exp_avg"].shape)),
    "v": ("state: exp_avg_sq", tuple(state["exp_avg_sq"].shape)),
}
for symbol, (name, value) in rows.items():
    print(f"{symbol:13} {name:18} {value}")
assert group["eps"] == 1e-8 and state["step"] == len(batches) == 43
assert state["exp_avg"].shape == model.weight.shape

# %%
# Two moving averages | 两个滑动平均
# ----------------------------------
#
# The rule is m ← β1 m + (1 - β1) g, and the same for v with g² and β2. β is the weight of the past: with 0.9
# a new gradient counts for a tenth, with 0.999 its square for a thousandth. Both start at zero and are
# therefore too small at first. After t steps the weights add up to 1 - β to the power t; dividing by that
# puts it right.
#
# 更新规则是 m ← β1 m + (1 - β1) g；v 同理，用 g² 和 β2。β 是历史所占的比重：取 0.9，新梯度占十分之一；取
# 0.999，它的平方占千分之一。两者都从零开始，所以起初偏小。t 步之后，各项权重之和是 1 - β 的 t 次方，除以它就
# 得到校正。
beta1, beta2 = group["betas"]
m = v = torch.zeros(())
rows = []
for t, gradient in enumerate(g, start=1):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    rows.append([m, v, m / (1 - beta1**t), v / (1 - beta2**t)])
ms, vs, m_hats, v_hats = torch.tensor(rows, dtype=torch.float64).T
for t in (1, 2, 43):
    i = t - 1
    print(f"t={t:<3} g {g[i]:+.6f}  m {ms[i]:+.6f} -> {m_hats[i]:+.6f}  v {vs[i]:.2e} -> {v_hats[i]:.2e}")
torch.testing.assert_close(m_hats[0], g[0])
torch.testing.assert_close(ms[-1], state["exp_avg"][3, 20].cpu())
torch.testing.assert_close(vs[-1], state["exp_avg_sq"][3, 20].cpu())

# %%
# In the picture m lags behind and smooths the noise. The step is m over the root of v; with neither corrected
# the first one would be (1 - 0.9) / √(1 - 0.999) times as long, more than three times.
#
# 图中 m 滞后于梯度，也滤掉了噪声。每一步是 m 除以 v 的平方根；如果两者都不校正，第一步的长度会是原来的 (1 -
# 0.9) / √(1 - 0.999) 倍，三倍有余。
steps = range(1, len(g) + 1)
figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(plots.WIDTH, plots.WIDTH))
top.plot(steps, g, color="silver", linestyle="-", label="g")
top.plot(steps, ms, label="m")
top.plot(steps, m_hats, label="m / (1 - beta1^t)")
top.legend(fontsize=10)
bottom.plot(steps, g.abs(), color="silver", linestyle="-", label="|g|")
bottom.plot(steps, vs.sqrt(), label="sqrt(v)")
bottom.plot(steps, v_hats.sqrt(), label="sqrt(v / (1 - beta2^t))")
bottom.legend(fontsize=10)
bottom.set(xlabel="step t")
plots.describe(
    figure,
    "Above, the noisy gradient of one weight and its moving averages, of which the corrected one starts at the"
    " gradient; below, the root of v rises slowly from zero while the corrected one has the right size at once"
    " | 上：一个权重带噪声的梯度及其滑动平均，校正后的从梯度本身开始；下：v 的平方根从零缓慢上升，校正后的一开始就合适",
)

# %%
# The whole optimizer | 完整的优化器
# ----------------------------------
#
# A step is α times the corrected m over the root of the corrected v. If every gradient of a weight were the
# same, that quotient would be 1 and each step as long as α: the scale of the loss drops out, which is what
# adaptive means. One epoch over all 650 parameters, beside PyTorch's.
#
# 每一步是 α 乘以校正后的 m，再除以校正后的 v 的平方根。如果某个权重的梯度始终相同，这个商就是 1，每一步的长度
# 正好是 α：损失的尺度被消去了，这就是“自适应”的含义。下面对全部 650 个参数走一轮，与 PyTorch 对照。


def adam_by_hand(model, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    memory = [(p, torch.zeros_like(p), torch.zeros_like(p)) for p in model.parameters()]
    for t, (x, y) in enumerate(batches, start=1):
        model.zero_grad()
        F.cross_entropy(model(x), y).backward()
        with torch.no_grad():
            for p, m, v in memory:
                m.mul_(betas[0]).add_(p.grad, alpha=1 - betas[0])
                v.mul_(betas[1]).add_(p.grad.square(), alpha=1 - betas[1])
                m_hat, v_hat = m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)
                p -= lr * m_hat / (v_hat.sqrt() + eps)
    return model


by_hand = adam_by_hand(start())
difference = (by_hand.weight - model.weight).abs().max().item()
moved = (model.weight - start().weight).abs().max().item()
print(f"parameters moved by up to {moved:.4f}; by hand and torch.optim.Adam differ by at most {difference:.1e}")
for ours, theirs in zip(by_hand.parameters(), model.parameters(), strict=True):
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-6)
stuck = adam_by_hand(start(), eps=1e8)
print(f"with eps=1e8 they move by up to {(stuck.weight - start().weight).abs().max().item():.1e}")
assert moved > 0.01

# %%
# Two options | 两个选项
# ----------------------
#
# ``weight_decay`` in ``Adam`` is added to the gradient, so it is divided by the root of v like everything
# else; :py:obj:`torch.optim.AdamW` shrinks the weights directly, by α times ``weight_decay``. Pixel 0 is
# blank in every digit and its gradient is zero, which shows the difference: AdamW takes 0.1 % off its weights
# 43 times, Adam takes about α off, however large the weight. ``amsgrad=True`` divides by the root of the
# largest v so far, so that the divisor cannot shrink again.
#
# ``Adam`` 的 ``weight_decay`` 加在梯度上，所以也和其他部分一样要除以 v 的平方根；:py:obj:`torch.optim.AdamW`
# 则直接把权重缩小 α 乘以 ``weight_decay`` 那么多。像素 0 在所有数字中都是空白，梯度为零，正好看出区别：AdamW
# 让它的权重缩小 43 次，每次 0.1%；Adam 不管权重多大，每次都减去约 α。``amsgrad=True`` 除以迄今最大的 v 的平方
# 根，除数不会再变小。
before = start().weight[:, 0]
i = before.abs().argmax()
coupled = train(lambda params: torch.optim.Adam(params, weight_decay=1.0))[0].weight[i, 0].item()
decoupled = train(lambda params: torch.optim.AdamW(params, weight_decay=1.0))[0].weight[i, 0].item()
print(f"weight of the blank pixel: {before[i]:.4f} before, {coupled:.4f} Adam, {decoupled:.4f} AdamW")
assert gradients[:, :, 0].abs().max() == 0
assert abs(decoupled - before[i].item() * (1 - 0.001) ** 43) < 1e-9
assert abs(abs(before[i].item() - coupled) - 43 * 0.001) < 0.005

model, optimizer, _ = train(lambda params: torch.optim.Adam(params, amsgrad=True))
state = optimizer.state[model.weight]
print("amsgrad adds to the state:", [name for name in state if name.startswith("max")])
assert (state["max_exp_avg_sq"] >= state["exp_avg_sq"]).all()
plt.show()

# sphinx_gallery_thumbnail_number = 1
