"""The board: who stands, how it is chosen, for how long, and who must sit on it.

Few seats are contested: mostly there are as many candidates as seats, and who holds office carries on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.governance.apportionment import apportioned
from coopparo_sim.governance.law import Law
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OWN = "assumption of this project"
ELECTIONS = "23 elections of 20 cooperatives"
MONTHS_OF_A_YEAR = 12


class BoardParameters(Parameters):
    """Unknown numbers of standing for the board and of choosing among candidates."""

    contested: float = uncertainty(
        0.25,
        (0.1, 0.45),
        unit="chance",
        it="Elezioni con più candidati che posti",
        en="Chance of more candidates than seats",
        evidence="literature",
        source="1 of 7 small community enterprises, 10 of 23 in all: " + ELECTIONS,
    )
    candidates_per_seat: float = uncertainty(
        1.75,
        (1.25, 2.5),
        unit="people",
        low=1,
        high=20,
        it="Candidati per posto, se si compete",
        en="Candidates per seat where there is a contest",
        evidence="literature",
        source="median 1.25 in all, 7 of 14 at or below 1: " + ELECTIONS,
    )
    office: float = uncertainty(
        2,
        (0, 4),
        unit="logit",
        high=50,
        it="Quanto chi è già in consiglio si ricandida",
        en="Weight of being in office, in standing",
        evidence="literature",
        source="about half of the seats go to newcomers, 6 of 13 in five elections; weight assumed",
    )
    trust: float = uncertainty(
        1, (0, 2), unit="logit", high=50, it="Peso della fiducia, nel candidarsi", en="Weight of trust, in standing", source=OWN
    )
    attendance: float = uncertainty(
        1,
        (0, 3),
        unit="logit",
        high=50,
        it="Peso del venire in assemblea, nel candidarsi",
        en="Weight of coming to assemblies, in standing",
        source=OWN,
    )
    own_place: float = uncertainty(
        1,
        (0, 3),
        unit="logit",
        high=50,
        it="Preferenza per un candidato del proprio luogo",
        en="Preference for a candidate of one's own place",
        source=OWN,
    )
    readiness: float = uncertainty(
        0.12,
        (0.05, 0.25),
        unit="share of those present",
        it="Soci presenti disposti a entrare in consiglio",
        en="Members present who are ready to sit on the board",
        source="mostly as many candidates as seats: " + ELECTIONS + "; 4 of 14 closed for want of people to govern; level assumed",
    )
    carrying_on: float = uncertainty(
        0.7,
        (0.5, 0.85),
        unit="chance",
        it="Consiglieri in scadenza disposti a restare",
        en="Directors ready to carry on at the end of a term",
        evidence="literature",
        source="about half of the seats go to newcomers, 6 of 13 in five elections",
    )
    stepping_down: float = uncertainty(
        0.1,
        (0.05, 0.2),
        unit="chance a year",
        it="Consiglieri che lasciano prima della scadenza, in un anno",
        en="Directors who step down before the end of the term",
        source="as volunteers burn out, 8-15 % a year; " + OWN,
    )
    strained: float = uncertainty(
        2.0,
        (1.0, 3.0),
        unit="times",
        low=1,
        high=10,
        it="Quante volte di più, finché manca il denaro",
        en="How much more often while money is short",
        source=OWN,
    )


def standing_score(trust: Floats, attended_last: Floats, in_office: Bools, draws: Floats, parameters: BoardParameters) -> Floats:
    """How ready each member is to stand, shape (members,): the readiest are the candidates.

    Parameters
    ----------
    trust
        Shape (members,), 0-1.
    attended_last
        Shape (members,): 1 for who came to the last assembly, else 0.
    in_office
        Shape (members,): who sits on the board.
    draws
        Shape (members,), in [0, 1).

    Notes
    -----
    Utility plus Gumbel noise: taking the k highest scores is drawing k people one after the other by logit choice.
    """
    utility = parameters.office * in_office + parameters.trust * trust + parameters.attendance * attended_last
    return np.asarray(utility + gumbel(draws))


def ready_to_stand(present: Bools, in_office: Bools, draws: Floats, parameters: BoardParameters) -> Bools:
    """Who is ready to sit on the board, shape (members,): some of those present, and most of those in office.

    Parameters
    ----------
    present, in_office
        Shape (members,): came to the assembly; sits on the board.
    draws
        Shape (members,), in [0, 1).
    """
    return np.asarray(draws < np.where(in_office, parameters.carrying_on, parameters.readiness * present))


def steps_down(draws: Floats, strained: bool, parameters: BoardParameters) -> Bools:
    """Which directors step down this month, shape (directors,), given ``draws`` (directors,) in [0, 1).

    Parameters
    ----------
    strained
        Whether money is short.
    """
    yearly = min(parameters.stepping_down * (parameters.strained if strained else 1.0), 1.0)
    return np.asarray(draws < 1 - (1 - yearly) ** (1 / MONTHS_OF_A_YEAR))


def gumbel(draws: Floats) -> Floats:
    """Turn ``draws`` in [0, 1) into standard Gumbel noise, same shape; finite also at 0."""
    return np.asarray(-np.log(-np.log(np.clip(draws, np.finfo(np.float64).tiny, None))))


def number_of_candidates(seats: int, draw: float, parameters: BoardParameters) -> int:
    """How many stand: as many as there are seats, or more (at least one more) where ``draw`` in [0, 1) makes it a contest."""
    if draw >= parameters.contested:
        return seats
    return max(seats + 1, int(np.ceil(seats * parameters.candidates_per_seat)))


def candidates(score: Floats, may_stand: Bools, number: int) -> Ints:
    """Places of the candidates, shape (candidates,): the readiest of those who may stand, readiest first, as far as there are."""
    order = np.argsort(-score, kind="stable")
    return order[may_stand[order]][:number].astype(np.int64)


def may_serve_again(terms_served: Ints, most_terms: int) -> Bools:
    """Whether each member may stand, shape (members,): fewer terms in a row behind than the statute allows (art. 2542 c.c.)."""
    return np.asarray(terms_served < most_terms)


def term_over(months_in_office: int, term_years: int) -> bool:
    """Whether the board has come to the end of its term (art. 2542 c.c.: at most three years)."""
    return months_in_office >= term_years * MONTHS_OF_A_YEAR


def votes_by_candidate(
    voter_place: Ints, votes: Ints, candidate_place: Ints, standing: Floats, draws: Floats, parameters: BoardParameters
) -> Ints:
    """Votes of each candidate, shape (candidates,): each voter gives all votes held to one, by logit choice.

    Parameters
    ----------
    voter_place, votes
        Shape (voters,): place, and votes in hand.
    candidate_place, standing
        Shape (candidates,): place, and how well known and thought of, logit.
    draws
        Shape (voters, candidates), in [0, 1).
    """
    if not len(candidate_place):
        return np.zeros(0, dtype=np.int64)
    near = voter_place[:, None] == candidate_place[None, :]
    chosen = np.argmax(standing + parameters.own_place * near + gumbel(draws), axis=1)
    return np.bincount(chosen, weights=votes, minlength=len(standing)).astype(np.int64)


@dataclass(frozen=True)
class Ballot:
    """Those who may be chosen, and what counts in choosing them; every array of shape (candidates,).

    Attributes
    ----------
    votes
        Votes received; 0 for all where there was no vote.
    place
        Place of each.
    cooperator
        Whether an ordinary (cooperating) member, as against a funding one.
    lot
        In [0, 1): breaks ties between equal votes, and draws the lot; the lower the better.
    """

    votes: Ints
    place: Ints
    cooperator: Bools
    lot: Floats


def elected(
    ballot: Ballot,
    seats: int,
    choice: Literal["vote", "lists_by_place", "lot"],
    members_by_place: Ints,
    reserved: bool,
    limits: Law,
) -> Ints:
    """Places of the elected among the candidates, in the order of choice; fewer than ``seats`` where too few can be chosen.

    Parameters
    ----------
    choice
        ``vote``: most votes; ``lists_by_place``: seats go to places in proportion to the votes for their candidates, by greatest
        remainders, then to the most voted there; ``lot``: by lot.
    members_by_place
        Shape (places,): members of each place, who has which decides which places come first for reserved seats.
    reserved
        Whether the best candidate of each place comes before all others, greatest places first, as long as there are seats.

    Notes
    -----
    Art. 2542 c.c.: seats may be kept for categories of members, and most directors are cooperators: a funding member is passed over
    where the funding members on the board would otherwise be no longer a minority of all seats filled.
    """
    order = _order(ballot, choice)
    if choice == "lists_by_place":
        order = _by_lists(ballot, order, seats, len(members_by_place))
    if reserved:
        order = _places_first(ballot.place, order, members_by_place)
    return _with_cooperators(order, ballot.cooperator, seats, limits)


def _order(ballot: Ballot, choice: str) -> Ints:
    keys = (ballot.lot,) if choice == "lot" else (ballot.lot, -ballot.votes)
    return np.lexsort(keys).astype(np.int64)


def _by_lists(ballot: Ballot, order: Ints, seats: int, n_places: int) -> Ints:
    """Put those first who win a seat on the list of their place; the others follow in their order."""
    claims = np.bincount(ballot.place, weights=ballot.votes, minlength=n_places).astype(np.int64)
    won = apportioned(claims, seats)
    first = _rank_in_place(ballot.place, order) < won[ballot.place[order]]
    return np.concatenate((order[first], order[~first]))


def _places_first(place: Ints, order: Ints, members_by_place: Ints) -> Ints:
    """Put the best candidate of each place first, places with most members first; the others follow in their order."""
    best = _rank_in_place(place, order) == 0
    heads = order[best]
    return np.concatenate((heads[np.argsort(-members_by_place[place[heads]], kind="stable")], order[~best]))


def _rank_in_place(place: Ints, order: Ints) -> Ints:
    """Tell how many of the same place come before each one in ``order``, shape (candidates,)."""
    ordered = place[order]
    rank = np.empty(len(order), dtype=np.int64)
    by_place = np.argsort(ordered, kind="stable")
    grouped = ordered[by_place]
    rank[by_place] = np.arange(len(order)) - np.searchsorted(grouped, grouped)
    return rank


def _with_cooperators(order: Ints, cooperator: Bools, seats: int, limits: Law) -> Ints:
    """Fill the seats in ``order``, passing funding members over whom the law leaves no room."""
    filled = min(seats, len(order))
    while True:
        room = filled - int(filled * limits.board_cooperators_share) - 1
        funding = ~cooperator[order]
        taken = order[cooperator[order] | (np.cumsum(funding) <= room)][:filled]
        if len(taken) == filled:
            return taken
        filled = len(taken)
