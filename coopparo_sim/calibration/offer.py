"""What sets a broad share offer apart from the founding of a small group, and is therefore not carried over to Copparo.

A village that is about to lose its only pub or shop, with a date, hurries; and a share that is secured on a building, pays interest
and can be withdrawn is savings rather than a gift. The declared ranges of behaviour know neither. Both are unknown numbers of the
*offers* in the data: they are fitted beside behaviour, so that it is not bent to explain them.
"""

from __future__ import annotations

from coopparo_sim.kernel.parameter import Parameters, uncertainty

READ = "share offers draw about nine times the heads of founder groups of the same population; size fitted, range assumed"
HELD = "mean holdings of 1,600 EUR for pubs and 420 for shops against some 100 that the declared willingness gives; range assumed"


class OfferParameters(Parameters):
    """Unknown numbers of broad share offers; fitted to them, and used for nothing else."""

    urgency: float = uncertainty(
        4.0, (0.0, 8.0), unit="logit", low=0, high=50, source=READ,
        it="Fretta di chi sta per perdere il bar o la bottega", en="Urgency where the pub or shop is about to be lost",
    )  # fmt: skip
    building_factor: float = uncertainty(
        6.0, (1.0, 20.0), unit="times", low=0.1, high=1000, source=HELD,
        it="Quanto più si mette se si compra un immobile", en="How much more is held where a building is bought",
    )  # fmt: skip
    shop_factor: float = uncertainty(
        2.0, (1.0, 8.0), unit="times", low=0.1, high=1000, source=HELD,
        it="Quanto più si mette in un'offerta per una bottega", en="How much more is held in an offer for a shop",
    )  # fmt: skip
