"""Names in the uneven shares that make namesakes: a few are common, most are rare.

The shares follow a power law that puts the most common surname at about one person in a hundred
and the most common forename at one in thirty, so that an estate of 200,000 holds tens of people of
the most common full names. They are a shape, not statistics.
"""

from itertools import accumulate, product
from random import Random
from typing import Final

_WOMEN: Final = (
    "Margaret Mary Susan Patricia Jean Christine Joan Sheila Barbara Dorothy Elizabeth Maureen "
    "Linda Jennifer Sandra Brenda Carol Joyce Pauline Kathleen Doreen Audrey Irene Beryl Hilda "
    "Edna Winifred Gladys Vera Olive Nasreen Parveen Surinder Yasmin Comfort Agnieszka Halina "
    "Siobhan Bronwen Ngozi Harjit Amina Freda Elsie Ivy Marjorie Constance Dilys Rukhsana Mei"
).split()
_MEN: Final = (
    "John David Michael Peter Robert William James Alan Kenneth Ronald Brian George Derek Roy "
    "Anthony Thomas Raymond Keith Dennis Barry Terence Stanley Norman Gordon Leonard Arthur "
    "Mohammed Harold Wilfred Cyril Tariq Zbigniew Delroy Gurdeep Emmanuel Iqbal Declan Winston "
    "Balbir Ernest Rashid Wei Herbert Yusuf Kwame Trevor Maurice Imran Reginald Euan"
).split()
_SURNAMES: Final = (
    "Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson "
    "Thompson Wright Walker White Edwards Hughes Green Hall "
    "Ward Hill Lewis Harris Clarke Patel Jackson "
    "Wood Turner Martin Cooper Morris Moore Clark Lee King Baker Harrison Morgan Allen "
    "James Scott Phillips Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly Cook "
    "Carter Richardson Bailey Collins Bell Shaw Murphy Miller Cox Richards Khan Marshall Anderson "
    "Simpson Ellis Adams Singh Begum Hussain Ali Okafor Mensah Kowalska Sharma Chaudhry Gallagher"
).split()
_BEGIN: Final = (
    "Thorn Ash Black Brad Calder Crow Den Elms Fern Hard Heb Holm Kirk Lang Lock Mar Nether "
    "Oaken Pick Ram Sed Shack Stan Sut Thack Under Wad West Whit Wool Worm Yard Ain Barr Clut Dew"
).split()
_END: Final = (
    "bury cliffe combe croft dale den field ford gate grave ham hurst land leigh ley lock man "
    "mere more ridge shaw side stead stone ton well wick wood worth by"
).split()


class Names:
    """Deals names. The same seed deals the same ones."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        made = [f"{begin}{end}" for begin, end in product(_BEGIN, _END)]
        rng.shuffle(made)
        self._families = [*_SURNAMES, *made]
        self._family_shares = _shares(len(self._families), 0.85)
        self._given_shares = _shares(len(_WOMEN), 0.75)

    def given(self, *, woman: bool) -> str:
        """A forename."""
        names = _WOMEN if woman else _MEN
        return self._rng.choices(names, cum_weights=self._given_shares)[0]

    def family(self) -> str:
        """A surname."""
        return self._rng.choices(self._families, cum_weights=self._family_shares)[0]


def _shares(count: int, steepness: float) -> list[float]:
    return list(accumulate((place + 1) ** -steepness for place in range(count)))
