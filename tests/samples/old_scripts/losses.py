"""Losses and tensors as they were written before `reduction`."""
import numpy as np
import torch as t
import torch.nn as nn

pixelwise = nn.NLLLoss2d()
squared = nn.MSELoss(size_average=False)
absolute = nn.L1Loss(False)
each = nn.CrossEntropyLoss(weight=None, reduce=False)
divergence = nn.KLDivLoss()
ranking = nn.MarginRankingLoss(margin=0.5, size_average=True)
current = nn.BCELoss(reduction="sum")

probabilities = nn.Softmax()
grid = t.linspace(0, 1)
steps = t.range(1, 10)
both = t.cat([grid, steps], dimension=0)
pairs = t.stack(sequence=[steps, steps], dim=1)
pieces = t.split(both, split_size=10)
values, indices = t.sort(steps, dim=None, descending=True)
rest = t.remainder(steps, divisor=3)
scaled = t.addcmul(steps, 0.5, steps, steps)
bounded = t.add(steps, value=1)
array = t.Tensor(np.array([1.0, 2.0]))
zeros = t.FloatTensor(3)
same = zeros.new(3).zero_()
spread = t.std(steps, unbiased=False)
length = t.norm(steps, 2, 0)
kind = array.type()
np.linspace(0, 1)
