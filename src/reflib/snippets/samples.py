"""Real data as tensors on the CPU. All of it is shipped inside scikit-learn: nothing is downloaded."""

import torch
from sklearn.datasets import load_diabetes, load_digits, load_sample_image
from sklearn.model_selection import train_test_split
from torch import Tensor
from torch.utils.data import TensorDataset

PHOTOGRAPHS = ("china.jpg", "flower.jpg")


def photograph(name: str) -> Tensor:
    """A colour photograph: uint8, shape (427, 640, 3), that is (H, W, C) with red first.

    ``name`` is one of ``PHOTOGRAPHS``; any other name raises ValueError.
    Source: scikit-learn's sample images, CC BY 2.0 (china.jpg by danielbuechele, flower.jpg by vultilion).
    """
    if name not in PHOTOGRAPHS:
        raise ValueError(f"no photograph named {name!r}; expected one of {', '.join(PHOTOGRAPHS)}")
    return torch.tensor(load_sample_image(name))  # a copy: scikit-learn's array is read-only


def digits() -> tuple[TensorDataset, TensorDataset]:
    """Handwritten digits as (train, test): 1347 and 450 pairs of image and class, in fixed order.

    An image is float32 of shape (64,), its 8 x 8 grey levels scaled to [0, 1]; a class is int64, 0 to 9.
    The split is stratified. Source: the UCI optical digits test set, as in scikit-learn.
    """
    images, classes = load_digits(return_X_y=True)
    parts = train_test_split(images / 16, classes, test_size=0.25, random_state=0, stratify=classes)
    x_train, x_test, y_train, y_test = (torch.tensor(part) for part in parts)
    return TensorDataset(x_train.float(), y_train.long()), TensorDataset(x_test.float(), y_test.long())


def diabetes() -> tuple[Tensor, Tensor, list[str]]:
    """442 diabetes patients as (features, target, feature names).

    Features are float32 of shape (442, 10), each column standardised to mean 0 and (population) standard
    deviation 1. The target, disease progression after one year, is float32 of shape (442, 1) in its own
    units, 25 to 346. Source: Efron et al., Least Angle Regression (2004), as in scikit-learn.
    """
    data = load_diabetes(scaled=False)
    features = torch.tensor(data.data)
    features = (features - features.mean(dim=0)) / features.std(dim=0, correction=0)
    return features.float(), torch.tensor(data.target).float().unsqueeze(1), list(data.feature_names)
