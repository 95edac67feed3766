"""Initialization as it was written before the trailing underscores of torch 0.4."""
import torch
import torch.nn as nn
import torch.nn.init
import torch.nn.init as init
from torch.nn.init import kaiming_normal, orthogonal as orthogonal_matrix
from torch.nn.utils import clip_grad_norm


def init_weights(module):
    if isinstance(module, nn.Conv2d):
        init.xavier_uniform(module.weight, gain=nn.init.calculate_gain("relu"))
        torch.nn.init.constant(module.bias, 0.1)
    elif isinstance(module, nn.Linear):
        kaiming_normal(module.weight.data)
        nn.init.normal(module.bias, mean=0, std=0.01)
    elif isinstance(module, nn.LSTM):
        for name, weight in module.named_parameters():
            fill = orthogonal_matrix if weight.dim() > 1 else nn.init.uniform
            fill(weight)


net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Hardtanh(min_value=-2, max_value=2))
net.apply(init_weights)
clip_grad_norm(net.parameters(), max_norm=1)
for parameter in net.parameters():
    parameter.data -= 0.1 * parameter.grad.data
    parameter.grad.data.zero_()


def normal(weight):  # a function of our own, although it has the name of an old one
    return init.trunc_normal_(weight)


normal(net[0].weight)
