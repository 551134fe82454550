"""Who may ask, who may be the second person, and which cells of the matrix nobody can change. No I/O."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

import msgspec

from domain.administered import ADMINISTERED_BY, NO_REACH, Deed, Register, Value
from domain.administration import Effect, Proposal
from domain.people import Actor, Role
from domain.register_rows import CellRow
from domain.roles import CONDITIONS, PERMISSIONS, Action, Reach, permits, reach_of

POWERFUL = frozenset({Role.ADMINISTRATOR.value, Role.AUDITOR.value})
"""Roles that only those whose reach is the whole city may give, take or sign for."""
READING = frozenset(
    {
        *(action for action in Action if action.value.startswith("see_")),
        Action.READ_AUDIT,
        Action.VERIFY_CHAIN,
    }
)
"""All that an auditor may ever be permitted."""
EVERYWHERE = frozenset(ADMINISTERED_BY.values()) - {Action.ADMINISTER_ACCOUNTS} | {
    Action.SEE_REGISTERS,
    Action.READ_AUDIT,
    Action.VERIFY_CHAIN,
}
"""Actions that have no room: the city, or not at all."""
KEPT = frozenset(
    {
        (Role.ADMINISTRATOR, Action.SEE_REGISTERS),
        (Role.ADMINISTRATOR, Action.ADMINISTER_ACCOUNTS),
        (Role.ADMINISTRATOR, Action.ADMINISTER_ROLES),
        (Role.ADMINISTRATOR, Action.SIGN_CHANGES),
        (Role.AUDITOR, Action.READ_AUDIT),
        (Role.AUDITOR, Action.VERIFY_CHAIN),
    }
)
"""Cells without which nobody could put a mistake right, or look at what was done."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a seat, with what their account says today."""

    id: UUID
    login: str
    name: str
    badge: str
    shift: str
    workstation: str
    actor: Actor


def scope_of(register: Register, *states: Mapping[str, Value]) -> tuple[frozenset[str], bool]:
    """Return the rooms that a change touches, and whether it takes somebody whose reach is the city.

    `states` are the fields before and after.
    """
    if register is not Register.ACCOUNTS:
        return frozenset(), True
    rooms = frozenset(str(state["room"]) for state in states if state.get("room"))
    return rooms, any(state.get("role") in POWERFUL for state in states) or not rooms


def reaches(actor: Actor, action: Action, rooms: Collection[str], whole: bool) -> bool:
    """Tell whether the actor may do this in all of these rooms."""
    if actor.operator is None or actor.exercise:
        return False
    if whole and reach_of(actor.operator, action) is not Reach.CITY:
        return False
    return all(permits(actor, action, room, None, exercise=False) for room in rooms)


def barred(proposal: Proposal, proposer: UUID, standing: Mapping[str, Value], reader: Person) -> str | None:
    """Return the code of why this person cannot be the second one, None when they can.

    `standing`: the room and role of the account that it is about, as they are now.
    """
    before = {change.field: change.before for change in proposal.changes}
    after = {change.field: change.after for change in proposal.changes}
    if reader.id == proposer or reader.login == proposal.by:
        return "sign.own"
    if proposal.register is Register.ACCOUNTS and proposal.entry == str(reader.id):
        return "sign.concerns_you"
    if proposal.register is Register.AUTHORITIES and reader.login in (
        after.get("account"),
        before.get("account"),
    ):
        return "sign.concerns_you"
    rooms, whole = scope_of(proposal.register, standing, before, after)
    if not reaches(reader.actor, Action.SIGN_CHANGES, rooms, whole):
        return "sign.not_permitted"
    if reader.workstation == proposal.workstation:
        return "sign.same_workstation"
    if reader.shift == proposal.shift:
        return "sign.same_shift"
    return None


def cell_fault(role: Role, action: Action, reach: str) -> str | None:
    """Return the code of why a cell cannot hold this reach, None when it can."""
    if action is Action.REPORT or (role, action) in KEPT:
        return "role.cell_locked"
    if role is Role.AUDITOR and reach != NO_REACH and action not in READING:
        return "role.auditor_reads"
    if action in EVERYWHERE and reach not in (NO_REACH, Reach.CITY.value):
        return "role.city_only"
    return None


def cells(changed: Mapping[tuple[str, str], tuple[str, int]], waiting: Collection[str]) -> list[CellRow]:
    """Return the whole matrix; `changed` holds reach and version of the cells that differ from the table."""
    found = []
    for role in Role:
        for action in Action:
            own = PERMISSIONS[role].get(action)
            reach, version = changed.get((role, action), (own.value if own else NO_REACH, 1))
            key = f"{role.value}:{action.value}"
            condition = CONDITIONS.get(action) if reach != NO_REACH else None
            found.append(
                CellRow(
                    id=key,
                    version=version,
                    waiting=key in waiting,
                    role=role,
                    action=action.value,
                    reach=reach,
                    condition=condition.value if condition else None,
                    changed=reach != (own.value if own else NO_REACH),
                    locked=action is Action.REPORT
                    or (role, action) in KEPT
                    or (role is Role.AUDITOR and action not in READING),
                )
            )
    return found


def effect_of(register: Register, deed: Deed, fields: Collection[str]) -> Effect:
    """Return when an applied change is felt, if everything that runs takes it up."""
    match register:
        case Register.ACCOUNTS:
            if deed is Deed.CREATE or set(fields) <= {"name", "badge", "shift", "expires_at"}:
                return Effect.NEXT_LOGIN
            return Effect.WITHIN_SECONDS
        case Register.ROOMS | Register.WORKSTATIONS:
            return Effect.NEXT_LOGIN
        case Register.DEVICES | Register.CREDENTIALS:
            return Effect.WITHIN_SECONDS
        case _:
            return Effect.NOW
