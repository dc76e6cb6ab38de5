"""keysweep: where people's sensitive data lies, whom it concerns, and what to protect first.

One walk: sources -> formats -> detect -> classify -> inventory -> reports. Rooms do not import
each other; `pipeline` alone knows them all.
"""
