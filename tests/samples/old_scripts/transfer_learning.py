"""Fine-tuning as it was written for torchvision 0.2."""
import torch
from torch import nn, optim
from torch.autograd import Variable
from torch.optim import lr_scheduler
from torch.utils.data import DataLoader
from torch.utils.data.sampler import WeightedRandomSampler
from torchvision import datasets, models, transforms as T
from torchvision.utils import make_grid, save_image

augment = T.Compose(
    [
        T.RandomSizedCrop(224),
        T.RandomHorizontalFlip(),
        T.ToTensor(),
        T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    ]
)
photos = datasets.ImageFolder("photos/train", augment)
sampler = WeightedRandomSampler([0.1, 0.9], 100, replace=True)
loader = DataLoader(photos, 4, False, sampler, 2)

model_ft = models.resnet50(pretrained=True)
backbone = models.vgg16(pretrained=False)
segmenter = models.segmentation.fcn_resnet50(pretrained=True)
for parameter in model_ft.parameters():
    parameter.require_grad = False
model_ft.fc = nn.Linear(model_ft.fc.in_features, 2)
model_ft = nn.DataParallel(model_ft).cuda()

criterion = nn.CrossEntropyLoss(size_average=True)
optimizer_ft = optim.Adam(model_ft, lr=1e-3)
exp_lr_scheduler = lr_scheduler.StepLR(optimizer_ft, step_size=7, gamma=0.1)

running_loss = 0.0
for inputs, labels in loader:
    inputs, labels = Variable(inputs.cuda()), Variable(labels.cuda())
    optimizer_ft.zero_grad()
    loss = criterion(model_ft(inputs), labels)
    loss.backward()
    optimizer_ft.step()
    running_loss += loss.data[0] * inputs.size(0)
    lr = optimizer_ft.state_dict()["param_groups"][0]["lr"]

save_image(make_grid(inputs.data, normalize=True, range=(0, 1)), filename="batch.png")
save_image(inputs.data, "rows.png", 8)
torch.save(model_ft.state_dict(), "weights.pt")
