# topics: topic/22
"""
A data set of your own, and who picks the samples | 自己的数据集，以及谁来挑选样本
==================================================================================

Your data are not in a package: what must a class have so that :py:obj:`torch.utils.data.DataLoader` can use it?
This script wraps small photographs, faces and others, in a :py:obj:`torch.utils.data.Dataset`, compares the
samplers that choose from it, and reads a large photograph piece by piece with an
:py:obj:`torch.utils.data.IterableDataset`, where two workers easily do the same work twice.

自己的数据不在任何软件包里：一个类要有什么，:py:obj:`torch.utils.data.DataLoader` 才能用？本例把人脸与非人脸的小照片
包成 :py:obj:`torch.utils.data.Dataset`，比较各种采样器怎样从中挑选，再用 :py:obj:`torch.utils.data.IterableDataset`
逐块读取一张大照片：两个工作进程很容易把同样的活干两遍。
"""

from collections import Counter

import matplotlib.pyplot as plt
import torch
from skimage.data import lfw_subset
from torch.utils.data import (
    DataLoader,
    Dataset,
    IterableDataset,
    RandomSampler,
    SequentialSampler,
    SubsetRandomSampler,
    TensorDataset,
    WeightedRandomSampler,
    get_worker_info,
)

from reflib.snippets import plots, samples

plots.use_style()

# %%
# Two methods | 两个方法
# ----------------------
#
# ``__getitem__`` returns one sample for an index and must be there. ``__len__`` is needed by the default sampler,
# which has to know how many indices there are; without it the loader refuses. Neither ``__init__`` nor ``super()``
# is required. Here 100 faces come first, then only 20 of the other pictures, so that the classes are not balanced.
#
# ``__getitem__`` 按索引返回一个样本，必须有。``__len__`` 是默认采样器需要的，它得知道一共有多少个索引；没有就会报
# 错。``__init__`` 和 ``super()`` 都不是必需的。这里先是 100 张人脸，然后只取 20 张其他图片，两类并不平衡。


class NoLength(Dataset):
    images = torch.tensor(lfw_subset()).float()[:120]

    def __getitem__(self, index):
        return self.images[index], int(index < 100)


class Faces(NoLength):
    def __len__(self):
        return len(self.images)


try:
    list(DataLoader(NoLength()))
except TypeError as error:
    print("TypeError:", error)
try:
    Dataset()[0]
except NotImplementedError as error:
    print("NotImplementedError:", error)
faces = Faces()
image, is_face = faces[0]
print(len(faces), "samples; the first:", tuple(image.shape), image.dtype, is_face)
images, labels = next(iter(DataLoader(faces, batch_size=30)))
print("a batch:", tuple(images.shape), tuple(labels.shape), labels.dtype)
assert images.shape == (30, 25, 25) and labels.dtype == torch.int64

# %%
# If everything is in tensors already, :py:obj:`torch.utils.data.TensorDataset` is enough: any number of tensors
# with an equal first dimension.
#
# 如果数据已经都是张量，:py:obj:`torch.utils.data.TensorDataset` 就够了：张量个数不限，第一维相等即可。
is_face = (torch.arange(120) < 100).long()
same = TensorDataset(faces.images, is_face)
assert len(same) == len(faces) and all(same[i][1] == faces[i][1] for i in range(120))
figure = plots.show_images({f"[{i}] {faces[i][1]}": faces[i][0] for i in (0, 40, 99, 100, 110, 119)}, columns=3)
plots.describe(
    figure,
    "Six small grey pictures: three faces labelled 1 and three without a face, labelled 0"
    " | 六张灰度小图：三张人脸标为 1，三张不是人脸标为 0",
)

# %%
# Samplers | 采样器
# -----------------
#
# A sampler yields indices. ``shuffle=False`` stands for ``SequentialSampler`` and ``shuffle=True`` for
# ``RandomSampler``, which draws without replacement unless told otherwise. ``SubsetRandomSampler`` shuffles the
# indices it is given. ``WeightedRandomSampler`` draws in proportion to weights, which need not add up to one; with
# the inverse of the class size as weight, both classes come equally often.
#
# 采样器给出索引。``shuffle=False`` 就是 ``SequentialSampler``；``shuffle=True`` 就是 ``RandomSampler``，默认不放
# 回。``SubsetRandomSampler`` 把给定的索引打乱。``WeightedRandomSampler`` 按权重成比例地抽取，权重之和不必为 1；以类
# 别样本数的倒数作权重，两类出现的机会就相等。
weights = 1 / torch.bincount(is_face)[is_face].float()
fixed = torch.Generator().manual_seed(0)
samplers = {
    "Sequential": SequentialSampler(faces),
    "Random": RandomSampler(faces, generator=fixed),
    "SubsetRandom": SubsetRandomSampler(range(80, 120), generator=fixed),
    "WeightedRandom": WeightedRandomSampler(weights, num_samples=120, replacement=True, generator=fixed),
}
drawn = {name: list(sampler) for name, sampler in samplers.items()}
for name, indices in drawn.items():
    classes = Counter(int(is_face[i]) for i in indices)
    print(f"{name:14} {indices[:5]}...  {classes[1]} faces, {classes[0]} others, {len(set(indices))} different")
assert drawn["Sequential"] == list(range(120)) == sorted(drawn["Random"]) != drawn["Random"]
assert sorted(drawn["SubsetRandom"]) == list(range(80, 120))
assert 40 < Counter(int(is_face[i]) for i in drawn["WeightedRandom"])[0] < 80

figure, axes = plt.subplots(4, 1, sharex=True, figsize=(plots.WIDTH, 3.2))
for axis, (name, indices) in zip(axes, drawn.items(), strict=True):
    colors = [plots.COLORS[0] if is_face[i] else plots.COLORS[1] for i in indices]
    axis.bar(range(len(indices)), 1, width=1, color=colors)
    axis.set(yticks=[], xlim=(0, 120))
    axis.text(0, 1.04, name, fontsize=10, va="bottom", in_layout=False)
    axis.spines["left"].set_visible(False)
figure.get_layout_engine().set(h_pad=0.1, rect=(0, 0, 1, 0.95))
axes[-1].set_xlabel("order of drawing; blue: face, orange: other")
plots.describe(
    figure,
    "Order of the classes as four samplers draw them: sequential has the 20 others at the end, random spreads them,"
    " weighted has half of each"
    " | 四种采样器抽出的类别顺序：顺序采样把 20 张非人脸放在最后，随机采样把它们打散，加权采样两类各占一半",
)

# %%
# A stream, and two workers | 数据流与两个工作进程
# ------------------------------------------------
#
# An ``IterableDataset`` has ``__iter__`` and no indices, so it takes no sampler and no ``shuffle``. It suits a
# stream, or a file read from front to back; here it cuts a photograph into 4 x 6 tiles. With ``num_workers=2`` each
# process gets a copy of it and runs the whole ``__iter__``: every tile arrives twice. ``get_worker_info()`` tells a
# worker which one it is, and then it can take its share.
#
# ``IterableDataset`` 只有 ``__iter__``，没有索引，所以不能用采样器，也不能用 ``shuffle``。它适合数据流，或从头读到
# 尾的文件；这里把一张照片切成 4 x 6 块。``num_workers=2`` 时，每个进程各有一份副本，各自跑完整个 ``__iter__``，每一
# 块都到达两次。``get_worker_info()`` 告诉工作进程自己是第几个，这样它就能只取自己那一份。


class Tiles(IterableDataset):
    def __init__(self, photograph, share):
        self.photograph, self.share = photograph, share

    def __iter__(self):
        worker = get_worker_info()
        first, step = (worker.id, worker.num_workers) if self.share and worker else (0, 1)
        for number in range(first, 24, step):
            top, left = number // 6 * 106, number % 6 * 106
            yield number, worker.id if worker else 0, self.photograph[top : top + 106, left : left + 106]


# %%
# The workers are forked here, so that this file can define its classes anywhere. Windows can only spawn them:
# there, classes and loader go into a file with a guard ``if __name__ == "__main__"``.
#
# 这里的工作进程用 fork 启动，所以类可以定义在本文件任何地方。Windows 只能用 spawn：那就要把代码放进文件，并加上
# ``if __name__ == "__main__"`` 的保护。
china = samples.photograph("china.jpg")
whole, shared = (Tiles(china, share) for share in (False, True))
options = {"batch_size": None, "num_workers": 2, "multiprocessing_context": "fork"}
arrived = {
    "0 workers": list(DataLoader(whole, batch_size=None)),
    "2 workers": list(DataLoader(whole, **options)),
    "2 workers, shared": list(DataLoader(shared, **options)),
}
for name, tiles in arrived.items():
    print(f"{name:18} {len(tiles)} tiles: {[tile[0] for tile in tiles][:8]}...")
assert [len(tiles) for tiles in arrived.values()] == [24, 48, 24]
assert sorted(tile[0] for tile in arrived["2 workers, shared"]) == list(range(24))
try:
    DataLoader(whole, shuffle=True)
except ValueError as error:
    print("ValueError:", str(error).split(",")[0])

seen = china.clone()
for number, worker, tile in arrived["2 workers, shared"]:
    top, left = number // 6 * 106, number % 6 * 106
    seen[top : top + 106, left : left + 106] = tile // (1 + worker)
figure = plots.show_images({"tiles of worker 0, and of worker 1 (darker)": seen[:424, :636]}, columns=1)
plots.describe(
    figure,
    "A photograph of a Chinese temple cut into tiles: every second column of tiles is darker, it came from worker 1"
    " | 一张中国古建筑照片切成小块：隔列的块颜色较暗，来自 1 号工作进程",
)
plt.show()

# sphinx_gallery_thumbnail_number = 2
