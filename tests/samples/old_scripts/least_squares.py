"""Fit a line in closed form, then by a hand-written Adam, as scripts of torch 0.3 did."""

import math

import torch
import torch.nn.functional as F
from torch.autograd import Variable


def closed_form(features, target):
    gram = features.t().mm(features)
    weight, _ = torch.gesv(features.t().mm(target), gram)
    factor = torch.potrf(gram)
    residual = torch.addmm(-1, target, features, weight)
    return weight, factor, residual


def adam_step(parameter, state, rate=0.001, betas=(0.9, 0.999)):
    state["step"] += 1
    gradient = parameter.grad.data
    state["mean"].mul_(betas[0]).add_(1 - betas[0], gradient)
    state["square"].mul_(betas[1]).addcmul_(1 - betas[1], gradient, gradient)
    size = rate * math.sqrt(1 - betas[1] ** state["step"]) / (1 - betas[0] ** state["step"])
    parameter.data.addcdiv_(-size, state["mean"], state["square"].sqrt().add_(1e-8))


def evaluate(model, loader):
    total = 0
    for images, labels in loader:
        images, labels = Variable(images, volatile=True), Variable(labels)
        scores = F.log_softmax(model(F.upsample(images, scale_factor=2)))
        total += F.nll_loss(scores, labels, size_average=False).data[0]
    return total
