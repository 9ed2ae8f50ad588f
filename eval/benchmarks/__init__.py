"""Measurements that are run by hand or by CI: `python -m eval.benchmarks.NAME`."""
