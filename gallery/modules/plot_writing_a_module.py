# topics: topic/19
"""
Writing a module | 编写一个模块
===============================

A class with an ``__init__`` and a ``forward``: that is all of a :py:obj:`torch.nn.Module`, and there are four
easy ways to get it wrong. This script writes one with two convolutions, makes each mistake to see what it
says, and trains the module on handwritten digits to look at what it computes.

一个类，加上 ``__init__`` 与 ``forward``，就是一个
:py:obj:`torch.nn.Module`；容易写错的地方有四处。本例写一个含两个卷积的模块，把每种错误都犯一遍，看看报什么错，
再用手写数字训练它，看它算出了什么。
"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from reflib.snippets import device, plots, samples, training

plots.use_style()
torch.manual_seed(0)
device = device.pick()


# %%
# The two methods | 两个方法
# --------------------------
#
# ``__init__`` calls that of the base class first, then creates the layers; assigning them to ``self``
# registers them. ``forward`` takes the input and says how the layers are used.
#
# ``__init__`` 先调用基类的 ``__init__``，再创建各层；赋值给 ``self`` 就完成了登记。``forward``
# 接收输入，规定各层怎么用。
class Convolutions(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 20, 5)
        self.conv2 = nn.Conv2d(20, 20, 5)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        return F.relu(self.conv2(x))


model = Convolutions().to(device)
print(model)
for name, parameter in model.named_parameters():
    print(f"{name:13} {tuple(parameter.shape)}")
assert sum(parameter.numel() for parameter in model.parameters()) == 10540

# %%
# A kernel of 5 without padding takes 4 from height and width: 28, 24, 20. The input has the axes (N, C, H, W),
# here one image of one channel.
#
# 边长为 5 的卷积核不加填充，高和宽各减少 4：28、24、20。输入的各维是 (N, C, H, W)，这里是一幅单通道图像。
x = torch.rand(1, 1, 28, 28, device=device)
print("input ", tuple(x.shape))
print("conv1 ", tuple(model.conv1(x).shape))
print("output", tuple(model(x).shape))
assert model.conv1(x).shape == (1, 20, 24, 24) and model(x).shape == (1, 20, 20, 20)


# %%
# Four mistakes | 四种错误
# ------------------------
#
# A module that skips ``super().__init__()`` has nowhere to register its layers. Nor does it help to name
# the wrong class in the old spelling, ``super(Net, self).__init__()``: the short one cannot be misspelt.
#
# 不调用 ``super().__init__()``，模块就没有地方登记各层。旧写法 ``super(Net, self).__init__()``
# 还可能把类名写错；短的写法不会。
def message(function):
    try:
        function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class WithoutInit(nn.Module):
    def __init__(self):
        self.conv1 = nn.Conv2d(1, 20, 5)


class WrongName(nn.Module):
    def __init__(self):
        super(wrong_name, self).__init__()  # noqa: F821


print(message(WithoutInit))
print(message(WrongName))
assert "before Module.__init__()" in message(WithoutInit)
assert "NameError" in message(WrongName)


# %%
# ``forward`` has to accept what the module is called with. A container such as
# :py:obj:`torch.nn.ModuleList` has no ``forward``: it holds modules, and is not called.
#
# 调用模块时传了什么，``forward`` 就要接收什么。:py:obj:`torch.nn.ModuleList` 这样的容器没有
# ``forward``：它只存放模块，不用来调用。
class TakesNothing(nn.Module):
    def forward(self):
        return 1


print(message(lambda: TakesNothing()(x)))
print(message(lambda: nn.ModuleList()(x)))
assert "takes 1 positional argument but 2 were given" in message(lambda: TakesNothing()(x))
assert 'missing the required "forward"' in message(lambda: nn.ModuleList()(x))

# %%
# The fourth raises nothing. Write ``model(x)``, not ``model.forward(x)``: the call runs the hooks around
# ``forward``, going there directly skips them.
#
# 第四种错误不会报错。要写 ``model(x)``，不要写 ``model.forward(x)``：前者会执行 ``forward``
# 前后的钩子，直接调用 ``forward`` 则会跳过它们。
seen = []
handle = model.register_forward_hook(lambda module, inputs, output: seen.append(tuple(output.shape)))
model(x)
print("after model(x):        ", seen)
model.forward(x)
print("after model.forward(x):", seen)
handle.remove()
assert seen == [(1, 20, 20, 20)]


# %%
# A module inside a module | 模块里的模块
# ---------------------------------------
#
# Modules nest, and all parameters of the parts are found. A linear layer turns what the convolutions found
# into ten scores. Convolutions take any height and width, so training can do with digits enlarged from 8 x 8
# to 16 x 16.
#
# 模块可以嵌套，各部分的参数都能找到。最后由线性层把卷积的结果变成十个分数。卷积不限高和宽，所以训练时把数字从
# 8 x 8 放大到 16 x 16 就够了。
def enlarge(images, size):
    return F.interpolate(images.reshape(-1, 1, 8, 8), size=size, mode="bilinear")


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = Convolutions()
        self.scores = nn.Linear(20 * 4 * 4, 10)

    def forward(self, x):
        x = F.adaptive_max_pool2d(self.features(x), 4)
        return self.scores(x.flatten(start_dim=1))


train_set, test_set = samples.digits()
large_train, large_test = (TensorDataset(enlarge(x, 16), y) for x, y in (train_set.tensors, test_set.tensors))
torch.manual_seed(0)
classifier = Classifier().to(device)
optimizer = torch.optim.Adam(classifier.parameters(), lr=0.002)
batches = DataLoader(large_train, batch_size=32, shuffle=True, generator=torch.Generator().manual_seed(0))
for epoch in range(3):
    loss = training.train_epoch(classifier, batches, nn.CrossEntropyLoss(), optimizer)
    accuracy = training.accuracy(classifier, DataLoader(large_test, batch_size=90))
    print(f"epoch {epoch}  loss {loss:.3f}  test accuracy {accuracy:.3f}")
print([name for name, _ in classifier.named_parameters()])
assert accuracy > 0.9 and len(list(classifier.parameters())) == 6

# %%
# One digit, now at 28 x 28, and the 20 channels that the two convolutions make of it. Each answers to something
# else, an edge on one side or a stroke in one direction; the dark ones do not answer to this digit.
#
# 一个数字，这次放大到 28 x 28，以及两个卷积由它得到的 20
# 个通道。各通道响应的东西不同：某一侧的边缘，或某个方向的笔画；全暗的通道对这个数字没有响应。
image = enlarge(test_set.tensors[0][:1], 28).to(device)
with torch.no_grad():
    maps = classifier.features(image)[0].cpu()
print("channels that answer:", (maps.amax(dim=(1, 2)) > 0).sum().item(), "of", len(maps))
assert maps.shape == (20, 20, 20) and maps.min() == 0

figure, axes = plt.subplots(3, 7, figsize=(plots.WIDTH, 2.3))
for index, axis in enumerate(axes.flat):
    axis.imshow(maps[index - 1] if index else image[0, 0].cpu(), cmap="viridis" if index else "gray_r")
    axis.axis("off")
plots.describe(
    figure,
    "A handwritten digit in black, and twenty maps of 20 by 20 that show its edges and strokes"
    " | 一个黑色的手写数字，以及二十幅 20 x 20 的特征图，显出它的边缘与笔画",
)
plt.show()

# sphinx_gallery_thumbnail_number = 1
