"""The bilingual PyTorch handbook: verified facts, and the tools that check and show them."""

__version__ = "0.1.0"
