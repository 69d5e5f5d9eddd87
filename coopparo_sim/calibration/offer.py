"""What sets the campaigns of the data apart from one town with one plan, and is therefore not carried over to Copparo.

A village that is about to lose its only pub or shop hurries, and with a date for all thinks of it more often; a founder group is
a few people of one mind before anybody counts them; a share that is secured on a building, pays interest and
can be withdrawn is savings rather than a gift, and more of them where more is asked at least; and those who go from door to door
reach so many doors, however large the place. Places also differ from each other in ways that nobody wrote down. The declared ranges
of behaviour know none of this. All are unknown numbers of the *cases*: they are fitted beside behaviour, so that it is not bent to
explain them.
"""

from __future__ import annotations

from coopparo_sim.kernel.parameter import Parameters, uncertainty

READ = "share offers draw about nine times the heads of founder groups of the same population; size fitted, range assumed"
SIGNED = "7 to 71 sign with a founder group, two to three times what behaviour alone gives; size fitted, range assumed"
HURRIED = "four of 13 offers closed within 2.3 months, and .74 of the heads had signed at half time; size fitted, range assumed"
HELD = "mean holdings of 1,600 EUR for pubs and 420 for shops against some 100 that the declared willingness gives; range assumed"


DOORS = "attendance grows as population to the power .4, as if a number of people, not a share, were reached; range assumed"
PRICED = "elasticity of the mean holding to the least one in real offers .47 (n = 20) to .98 (founded ones); range assumed"
DIFFER = "residual deviation of logs between real places: members .57, holdings .77, attendance .45; range assumed"


class OfferParameters(Parameters):
    """Unknown numbers of the campaigns in the data: of broad share offers, and of the differences between places."""

    group_drive: float = uncertainty(
        1.0, (0.0, 4.0), unit="logit", low=-50, high=50, source=SIGNED,
        it="Spinta di un piccolo gruppo di fondatori", en="Drive of a small group of founders",
    )  # fmt: skip
    urgency: float = uncertainty(
        5.0, (1.0, 9.0), unit="logit", low=0, high=50, source=READ,
        it="Fretta di chi sta per perdere il bar o la bottega", en="Urgency where the pub or shop is about to be lost",
    )  # fmt: skip
    attention: float = uncertainty(
        1.5, (0.7, 4.0), unit="times", low=0.01, high=100, source=HURRIED,
        it="Quanto più spesso si pensa a una raccolta con scadenza", en="How much more often an offer with a date is considered",
    )  # fmt: skip
    building_factor: float = uncertainty(
        3.0, (0.5, 12.0), unit="times", low=0.1, high=1000, source=HELD,
        it="Quanto più si mette se si compra un immobile", en="How much more is held where a building is bought",
    )  # fmt: skip
    shop_factor: float = uncertainty(
        1.2, (0.3, 5.0), unit="times", low=0.1, high=1000, source=HELD,
        it="Quanto più si mette in un'offerta per una bottega", en="How much more is held in an offer for a shop",
    )  # fmt: skip
    price_elasticity: float = uncertainty(
        0.6, (0.0, 1.2), unit="-", low=-2, high=5, source=PRICED,
        it="Quanto si mette di più dove la quota minima è più alta", en="Elasticity of holdings to the least holding asked",
    )  # fmt: skip
    people_reached: float = uncertainty(
        500, (200, 1500), unit="residents", low=1, high=1e6, source=DOORS,
        it="Abitanti che i volontari raggiungono di porta in porta", en="Residents whom volunteers reach from door to door",
    )  # fmt: skip
    joining_sd: float = uncertainty(
        1.0, (0.0, 3.0), unit="logit", low=0, high=10, source=DIFFER,
        it="Differenze tra paesi nell'inclinazione ad aderire", en="Differences between places in the inclination to join",
    )  # fmt: skip
    willingness_sd: float = uncertainty(
        0.5, (0.0, 1.0), unit="log", low=0, high=5, source=DIFFER,
        it="Differenze tra paesi in quanto si mette", en="Differences between places in what is put in",
    )  # fmt: skip
    turnout_sd: float = uncertainty(
        0.5, (0.0, 1.0), unit="log", low=0, high=5, source=DIFFER,
        it="Differenze tra paesi in quanti vengono agli incontri", en="Differences between places in who comes to meetings",
    )  # fmt: skip
