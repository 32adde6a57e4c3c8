"""Benchmarks. Each prints lines of name, value, unit and what stands beside it; writes nothing."""
