"""Who may do what where: role x action x scope, denied unless this table says otherwise."""

from enum import StrEnum

from domain.agency import Agency
from domain.people import Actor, Operator, Role
from domain.words import RoomName


class Action(StrEnum):
    """What can be permitted."""

    ANSWER_CALL = "answer_call"
    CLOSE_CALL = "close_call"
    CREATE_INCIDENT = "create_incident"
    CLOSE_INCIDENT = "close_incident"
    DISPATCH_UNIT = "dispatch_unit"
    SET_UNIT_STATUS = "set_unit_status"
    NOTE_INCIDENT = "note_incident"
    CHANGE_INCIDENT = "change_incident"  # its type, place, priority, alarm level, agencies
    REOPEN_INCIDENT = "reopen_incident"
    WORK_TASK = "work_task"  # take and close an agency's part of an incident
    OVERRIDE_DISPATCH = "override_dispatch"  # send a unit against the rules, with a reason
    ISSUE_BOLO = "issue_bolo"
    WRITE_LOG = "write_log"
    HAND_OVER = "hand_over"  # make and sign the shift's handover
    ACKNOWLEDGE_ALERT = "acknowledge_alert"
    SHELVE_ALERT = "shelve_alert"
    CLOSE_ALERT = "close_alert"
    SEE_ROOM_HEALTH = "see_room_health"  # percentiles, staffing, shift reports
    OVERFLOW_CALL = "overflow_call"  # give a ringing call to another room
    RESOLVE_REFUSED = "resolve_refused"  # of one's own desk's orders, after the server was away
    WATCH_VIDEO = "watch_video"
    SEE_CALLS = "see_calls"
    SEE_INCIDENTS = "see_incidents"
    SEE_UNITS = "see_units"
    SEE_ALERTS = "see_alerts"
    SEE_REGISTERS = "see_registers"
    ADMINISTER_ACCOUNTS = "administer_accounts"
    ADMINISTER_ROLES = "administer_roles"
    ADMINISTER_PLACES = "administer_places"  # rooms and workstations
    ADMINISTER_CAMERAS = "administer_cameras"
    ADMINISTER_DEVICES = "administer_devices"  # and what sources come in with
    ADMINISTER_RULES = "administer_rules"  # retention, and authorities over watch lists
    SIGN_CHANGES = "sign_changes"  # as the second person
    READ_AUDIT = "read_audit"
    VERIFY_CHAIN = "verify_chain"
    REPORT = "report"  # what only sources at the doors do: ring, press, raise


class Reach(StrEnum):
    """How far a permission goes."""

    ROOM = "room"  # things of one's own room, any agency
    AGENCY = "agency"  # things of one's own room and agencies
    CITY = "city"  # every room of the same kind (live or exercise)


_A = Action
_SEE_ALL = {_A.SEE_CALLS: Reach.ROOM, _A.SEE_INCIDENTS: Reach.ROOM, _A.SEE_UNITS: Reach.CITY}

PERMISSIONS: dict[Role, dict[Action, Reach]] = {
    Role.CALL_TAKER: {
        **_SEE_ALL,
        _A.SEE_ALERTS: Reach.ROOM,
        _A.ANSWER_CALL: Reach.ROOM,
        _A.CLOSE_CALL: Reach.ROOM,
        _A.CREATE_INCIDENT: Reach.ROOM,
        _A.NOTE_INCIDENT: Reach.ROOM,
        _A.CHANGE_INCIDENT: Reach.ROOM,
        _A.WRITE_LOG: Reach.ROOM,
        _A.ACKNOWLEDGE_ALERT: Reach.ROOM,
        _A.RESOLVE_REFUSED: Reach.ROOM,
        _A.WATCH_VIDEO: Reach.CITY,
    },
    Role.DISPATCHER: {
        **_SEE_ALL,
        _A.SEE_ALERTS: Reach.ROOM,
        _A.CREATE_INCIDENT: Reach.ROOM,
        _A.CLOSE_INCIDENT: Reach.ROOM,
        _A.DISPATCH_UNIT: Reach.AGENCY,
        _A.SET_UNIT_STATUS: Reach.AGENCY,
        _A.NOTE_INCIDENT: Reach.ROOM,
        _A.CHANGE_INCIDENT: Reach.ROOM,
        _A.REOPEN_INCIDENT: Reach.ROOM,
        _A.WORK_TASK: Reach.AGENCY,
        _A.OVERRIDE_DISPATCH: Reach.AGENCY,
        _A.ISSUE_BOLO: Reach.ROOM,
        _A.WRITE_LOG: Reach.ROOM,
        _A.HAND_OVER: Reach.ROOM,
        _A.ACKNOWLEDGE_ALERT: Reach.ROOM,
        _A.RESOLVE_REFUSED: Reach.ROOM,
        _A.WATCH_VIDEO: Reach.CITY,
    },
    Role.VIDEO_OPERATOR: {
        _A.SEE_INCIDENTS: Reach.ROOM,
        _A.SEE_UNITS: Reach.CITY,
        _A.SEE_ALERTS: Reach.ROOM,
        _A.NOTE_INCIDENT: Reach.ROOM,
        _A.WRITE_LOG: Reach.ROOM,
        _A.ACKNOWLEDGE_ALERT: Reach.ROOM,
        _A.RESOLVE_REFUSED: Reach.ROOM,
        _A.WATCH_VIDEO: Reach.CITY,
    },
    Role.SUPERVISOR: {
        **_SEE_ALL,
        _A.SEE_ALERTS: Reach.ROOM,
        _A.ANSWER_CALL: Reach.ROOM,
        _A.CLOSE_CALL: Reach.ROOM,
        _A.CREATE_INCIDENT: Reach.ROOM,
        _A.CLOSE_INCIDENT: Reach.ROOM,
        _A.DISPATCH_UNIT: Reach.ROOM,
        _A.SET_UNIT_STATUS: Reach.ROOM,
        _A.NOTE_INCIDENT: Reach.ROOM,
        _A.CHANGE_INCIDENT: Reach.ROOM,
        _A.REOPEN_INCIDENT: Reach.ROOM,
        _A.WORK_TASK: Reach.ROOM,
        _A.OVERRIDE_DISPATCH: Reach.ROOM,
        _A.ISSUE_BOLO: Reach.ROOM,
        _A.WRITE_LOG: Reach.ROOM,
        _A.HAND_OVER: Reach.ROOM,
        _A.ACKNOWLEDGE_ALERT: Reach.ROOM,
        _A.OVERFLOW_CALL: Reach.ROOM,
        _A.SHELVE_ALERT: Reach.ROOM,
        _A.CLOSE_ALERT: Reach.ROOM,
        _A.SEE_ROOM_HEALTH: Reach.ROOM,
        _A.RESOLVE_REFUSED: Reach.ROOM,
        _A.WATCH_VIDEO: Reach.CITY,
        _A.SEE_REGISTERS: Reach.CITY,
        _A.ADMINISTER_ACCOUNTS: Reach.ROOM,
        _A.SIGN_CHANGES: Reach.ROOM,
        _A.READ_AUDIT: Reach.CITY,
    },
    Role.ANALYST: {_A.SEE_INCIDENTS: Reach.CITY},
    Role.ADMINISTRATOR: {
        _A.SEE_REGISTERS: Reach.CITY,
        _A.ADMINISTER_ACCOUNTS: Reach.CITY,
        _A.ADMINISTER_ROLES: Reach.CITY,
        _A.ADMINISTER_PLACES: Reach.CITY,
        _A.ADMINISTER_CAMERAS: Reach.CITY,
        _A.ADMINISTER_DEVICES: Reach.CITY,
        _A.ADMINISTER_RULES: Reach.CITY,
        _A.SIGN_CHANGES: Reach.CITY,
        _A.READ_AUDIT: Reach.CITY,
        _A.VERIFY_CHAIN: Reach.CITY,
    },
    Role.AUDITOR: {
        _A.SEE_CALLS: Reach.CITY,
        _A.SEE_INCIDENTS: Reach.CITY,
        _A.SEE_UNITS: Reach.CITY,
        _A.SEE_ALERTS: Reach.CITY,
        _A.SEE_REGISTERS: Reach.CITY,
        _A.READ_AUDIT: Reach.CITY,
        _A.VERIFY_CHAIN: Reach.CITY,
    },
}


class Condition(StrEnum):
    """What a permission asks for besides the role, each time."""

    TWO_PEOPLE = "two_people"
    PURPOSE = "purpose"
    PASSWORD = "password"


CONDITIONS: dict[Action, Condition] = {
    _A.ADMINISTER_ACCOUNTS: Condition.TWO_PEOPLE,
    _A.ADMINISTER_ROLES: Condition.TWO_PEOPLE,
    _A.ADMINISTER_RULES: Condition.TWO_PEOPLE,
    _A.SIGN_CHANGES: Condition.PASSWORD,
    _A.READ_AUDIT: Condition.PURPOSE,
}

NOTHING = "none"
"""The reach of a right that was taken away."""


def reach_of(operator: Operator, action: Action) -> Reach | None:
    """Return how far this person may do this: the cells that were changed go before the table."""
    for changed, reach in operator.rights:
        if changed == action:
            return None if reach == NOTHING else Reach(reach)
    return PERMISSIONS[operator.role].get(action)


def may(operator: Operator, action: Action) -> bool:
    """Tell whether an operator has anything to do with such an action; `permits` decides on each thing."""
    return reach_of(operator, action) is not None


def permits(actor: Actor, action: Action, room: RoomName, agency: Agency | None, exercise: bool) -> bool:
    """Tell whether `actor` may do `action` to a thing of that room and agency (None = of no agency).

    Live and exercise never mix, whatever the role. A source at a door may only REPORT.
    """
    if actor.exercise != exercise:
        return False
    if actor.operator is None:
        return action is Action.REPORT
    reach = reach_of(actor.operator, action)
    if reach is None:
        return False
    if reach is Reach.CITY:
        return True
    if room != actor.operator.room:
        return False
    agencies = actor.operator.agencies
    return reach is Reach.ROOM or not agencies or agency is None or agency in agencies
