"""How many call-takers a load needs: Erlang's delay formula (Erlang C, A. K. Erlang 1917).

It takes calls that arrive at random, durations that are exponential, and callers who never give up: with
callers who do, it asks for a few people more than are needed, which is the side to err on.
"""

from collections.abc import Sequence
from math import exp

import msgspec

MOST_AGENTS = 2_000
"""No room is larger; beyond it the question was wrong."""


class Target(msgspec.Struct, frozen=True):
    """A share of calls (0 to 1) that is to be answered within so many seconds."""

    share: float
    within_s: float


NENA: tuple[Target, ...] = (Target(0.90, 15.0), Target(0.95, 20.0))
"""NENA-STA-020.1: 90 % of calls within 15 s and 95 % within 20 s."""


def waits(agents: int, load: float) -> float:
    """Return the probability that a caller has to wait: `agents` people, `load` in erlang.

    By the recursion of Erlang's loss formula, which neither overflows nor loses digits. A load that reaches
    the number of people makes everybody wait.
    """
    if load <= 0.0:
        return 0.0
    if agents <= load:
        return 1.0
    lost = 1.0
    for n in range(1, agents + 1):
        lost = load * lost / (n + load * lost)
    return agents * lost / (agents - load * (1.0 - lost))


def erlangs(calls_per_hour: float, handling_s: float) -> float:
    """Return the load of that many calls of so many seconds each, in erlang."""
    return calls_per_hour * handling_s / 3600.0


def answered_within(agents: int, calls_per_hour: float, handling_s: float, within_s: float) -> float:
    """Return the share of calls (0 to 1) that so many people answer within that many seconds."""
    load = erlangs(calls_per_hour, handling_s)
    if load <= 0.0:
        return 1.0
    if agents <= load:
        return 0.0
    return 1.0 - waits(agents, load) * exp(-(agents - load) * within_s / handling_s)


def agents_needed(calls_per_hour: float, handling_s: float, targets: Sequence[Target] = NENA) -> int:
    """Return the fewest people with whom every target is met; 0 when nobody calls."""
    load = erlangs(calls_per_hour, handling_s)
    if load <= 0.0:
        return 0
    lost = 1.0
    for agents in range(1, MOST_AGENTS + 1):  # one walk of the recursion, not one for every number of people
        lost = load * lost / (agents + load * lost)
        if agents <= load:
            continue
        late = agents * lost / (agents - load * (1.0 - lost))
        spare = (agents - load) / handling_s
        if all(1.0 - late * exp(-spare * one.within_s) >= one.share for one in targets):
            return agents
    return MOST_AGENTS
