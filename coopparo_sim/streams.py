"""The streams of chance of the model; numbers are only ever added, never reused or changed."""

from __future__ import annotations

from enum import IntEnum


class Stream(IntEnum):
    """One number per decision that chance takes."""

    TOWN = 1
    BEHAVIOUR = 2
    TRAITS = 3
    TRUST = 4
    MEETINGS = 5
    REPORTS = 6
    AWARENESS = 7
    PROMOTING = 8
    JOINING = 9
    PAYING_IN = 10
    LENDING = 11
    ENDORSING = 12
    ASSOCIATION_JOINING = 13
    FIRM_JOINING = 14
    FUNDERS = 15
    LEAVING = 16
    EVENTS = 17
    DEMAND = 18
    BURNOUT = 19
    EXPERIENCE = 20
    ASSEMBLY = 21
    BOARD = 22
    TRADING = 23
    MOVING = 24
    PAYING_CALL = 25
    STANDING = 26
    STEPPING_DOWN = 27
    VOTING = 28
    SIGNING = 29
