# -*- coding: utf-8 -*-
"""A recurrent network as it was written for Python 2 / 为 Python 2 写的循环网络."""
import torch
from torch import nn
from torch.autograd import Variable

rnn = nn.LSTM(10, 20, dropout=0.5, num_layers=2)
hidden = Variable(torch.zeros(2, 1, 20)).cuda(async=True)
criterion = nn.MSELoss(size_average=False)
try:
    rnn.load_state_dict(torch.load("rnn.pt"))
except IOError, error:
    print "没有权重:", error

for epoch in xrange(10):
    output, hidden = rnn(Variable(torch.randn(5, 1, 10)), hidden)
    loss = criterion(output, Variable(torch.zeros(5, 1, 20)))
    if epoch % 2 == 0:
        print "epoch %d 损失 %.3f" % (
            epoch, loss.data[0])
    loss.backward(retain_variables=True)
    print torch.cat((output, output), dimension=0).size()
    raise ValueError, "stop"
