"""Sketches of people: sets that can be united and compared without the people in them.

Apache DataSketches theta, lg k = 14: exact up to some sixteen thousand people, then within about
one in a hundred. Sketches mean the same people only under the same hash key.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from datasketches import compact_theta_sketch, theta_intersection, theta_union, update_theta_sketch

from scanner.errors import InventoryError

LG_K = 14


def sketch(keys: Iterable[int] | npt.NDArray[np.int64]) -> bytes:
    """A theta sketch of people, serialized."""
    builder = update_theta_sketch(LG_K)
    for key in keys.tolist() if isinstance(keys, np.ndarray) else keys:
        builder.update(key)
    return bytes(builder.compact().serialize())


def union(sketches: Iterable[bytes], key_ids: Iterable[str] = ()) -> bytes:
    """Everybody in any of them. `key_ids`: of the inventories they come from.

    Raises `InventoryError` where the hash keys differ.
    """
    same_key(key_ids)
    united = theta_union(LG_K)
    for serialized in sketches:
        united.update(compact_theta_sketch.deserialize(serialized))
    return bytes(united.get_result().serialize())


def people_in(serialized: bytes) -> float:
    """How many people a sketch holds; whole while it is exact."""
    return float(compact_theta_sketch.deserialize(serialized).get_estimate())


def share_held(of: bytes, in_: bytes, key_ids: Iterable[str] = ()) -> float:
    """Which share of the people of one sketch is in the other too, 0 to 1.

    "This backup holds 98 % of the people in the live export": `share_held(live, backup)`. Raises
    `InventoryError` where the hash keys differ.
    """
    same_key(key_ids)
    whole = people_in(of)
    if not whole:
        return 0.0
    both = theta_intersection()
    both.update(compact_theta_sketch.deserialize(of))
    both.update(compact_theta_sketch.deserialize(in_))
    return min(1.0, float(both.get_result().get_estimate()) / whole)


def same_key(key_ids: Iterable[str]) -> None:
    """Raises `InventoryError` unless all inventories were made with one hash key."""
    known: Sequence[str] = sorted(set(key_ids))
    if len(known) > 1:
        raise InventoryError(
            f"people of inventories made with different hash keys ({', '.join(known)}) cannot be "
            "counted together; sweep again with one hash_key_file"
        )
