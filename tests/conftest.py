"""The emulated device must be known before the first `backward()` of the process, whichever test runs it."""

from reflib.verify import emulated

emulated.register()
