"""The faults of `tests/bench/faults.py`: each really happens, and is judged by what comes of it."""
