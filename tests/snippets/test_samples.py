import pytest
import torch

from reflib.snippets import samples


@pytest.mark.parametrize("name", samples.PHOTOGRAPHS)
def test_a_photograph_is_hwc_bytes_that_may_be_written(name):
    photo = samples.photograph(name)
    assert photo.shape == (427, 640, 3)
    assert photo.dtype == torch.uint8
    photo[0, 0] = 7
    assert samples.photograph(name)[0, 0].tolist() != [7, 7, 7]


def test_an_unknown_photograph_is_refused_with_the_known_names():
    with pytest.raises(ValueError, match=r"'cat\.jpg'; expected one of china\.jpg, flower\.jpg"):
        samples.photograph("cat.jpg")


def test_digits_are_flat_grey_levels_with_every_class_in_both_parts():
    for part, size in zip(samples.digits(), (1347, 450), strict=True):
        images, classes = part.tensors
        assert images.shape == (size, 64) and classes.shape == (size,)
        assert images.dtype == torch.float32 and classes.dtype == torch.int64
        assert images.min() == 0 and images.max() == 1
        assert classes.unique().tolist() == list(range(10))


def test_digits_are_split_the_same_way_every_time():
    first, second = samples.digits(), samples.digits()
    assert all(torch.equal(a.tensors[0], b.tensors[0]) for a, b in zip(first, second, strict=True))


def test_diabetes_features_are_standardised_and_the_target_is_not():
    features, target, names = samples.diabetes()
    assert features.shape == (442, 10) and target.shape == (442, 1) and len(names) == 10
    assert features.dtype == target.dtype == torch.float32
    torch.testing.assert_close(features.mean(dim=0), torch.zeros(10), atol=1e-6, rtol=0)
    torch.testing.assert_close(features.std(dim=0, correction=0), torch.ones(10))
    assert (target.min(), target.max()) == (25, 346)
