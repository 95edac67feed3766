"""Small tested helpers that the gallery scripts import: a device, sample data, a training loop, plots."""
