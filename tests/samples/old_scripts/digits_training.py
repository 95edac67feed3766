"""A training loop as it was written for torch 0.3."""
from __future__ import print_function

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.autograd import Variable
from torchvision import datasets, transforms

use_cuda = torch.cuda.is_available()
train_loader = torch.utils.data.DataLoader(
    datasets.MNIST("data", train=True, transform=transforms.ToTensor()), batch_size=64, shuffle=True
)
test_loader = torch.utils.data.DataLoader(
    datasets.MNIST("data", train=False, transform=transforms.ToTensor()), batch_size=1000
)


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv = nn.Conv2d(1, 10, kernel_size=5)
        self.fc = nn.Linear(1440, 10)

    def forward(self, x):
        x = F.relu(F.max_pool2d(self.conv(x), 2))
        return F.log_softmax(self.fc(x.view(-1, 1440)), dim=1)


model = Net()
if use_cuda:
    model.cuda()
optimizer = optim.SGD(model.parameters(), lr=0.01, momentum=0.5)
scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=5, gamma=0.5, verbose=True)


def train(epoch):
    scheduler.step(epoch)
    model.train()
    total = 0
    for batch, (data, target) in enumerate(train_loader):
        if use_cuda:
            data, target = data.cuda(), target.cuda()
        data, target = Variable(data), Variable(target)
        optimizer.zero_grad()
        loss = F.nll_loss(model(data), target)
        loss.backward(retain_variables=True)
        torch.nn.utils.clip_grad_norm(model.parameters(), 5.0)
        optimizer.step()
        total += loss.data[0]
    print("epoch", epoch, "loss", total / len(train_loader))


def test():
    model.eval()
    test_loss, correct = 0, 0
    for data, target in test_loader:
        data, target = Variable(data, volatile=True), Variable(target)
        output = model(data)
        test_loss += F.nll_loss(output, target, reduction="sum").data[0]
        prediction = output.data.max(1, keepdim=True)[1]
        correct += prediction.eq(target.data.view_as(prediction)).cpu().sum()
    print("loss", test_loss / len(test_loader.dataset), "right", correct)


images, labels = next(train_loader)
for epoch in range(1, 11):
    train(epoch)
    test()
torch.save(model, "model.pt")
model = torch.load("model.pt")
