"""Autograd and data sets as they were written for torch 0.3."""
import torch
import torchvision.transforms as transforms
from torch import autograd
from torch.autograd import Function, Variable
from torch.utils.data import Dataset, TensorDataset


class Clip(Function):
    def forward(self, x):
        self.save_for_backward(x)
        return x.clamp(min=0)

    def backward(self, grad_output):
        x, = self.saved_tensors
        grad_input = grad_output.clone()
        grad_input[x < 0] = 0
        return grad_input


class Squares(Dataset):
    def _len_(self):
        return 5

    def _getitem_(self, index):
        return index ** 2


class Sign(Function):
    @staticmethod
    def forward(ctx, x):
        return x.sign()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


x = Variable(torch.ones(2), requires_grad=True)
y = Clip()(x) + Sign.apply(x)
autograd.backward([y.sum()], retain_variables=True)
autograd.backward(y, grad_variables=torch.ones(2))
slopes = autograd.grad(y.sum(), x, create_graph=True, only_inputs=False)
x.register_hook(print)
layer = torch.nn.Linear(2, 2)
layer.register_backward_hook(lambda module, grad_input, grad_output: None)
data = TensorDataset(data_tensor=x.data, target_tensor=y.data)
crop = transforms.RandomSizedCrop(224)
x.data = x.data - 0.1 * x.grad.data
print(torch.equal(tensor1=x, tensor2=y), torch.chunk(tensor=y, chunks=2))
