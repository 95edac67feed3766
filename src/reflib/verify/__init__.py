"""The one place that imports torch: runs every example and old spelling, and compares what they print."""
