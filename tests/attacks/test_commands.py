"""What a desk with a true login may try: wild numbers, ids that are not its own, floods."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.alert import Alert, AlertKind
from domain.call import LONGEST_LEAP, Call, Disposition, Draft
from domain.commands import (
    AnswerCall,
    CloseCall,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    OperatorCommand,
    RaiseAlert,
    SaveDraft,
)
from domain.ids import derived
from domain.incident import Incident, IncidentState
from domain.people import Actor, Role
from domain.place import Place
from domain.positions_frame import decode
from domain.refusal import Refused
from domain.severity import Severity
from domain.wire import AskSnapshot, AskTicket, Do, Outcome, Refusal, Snapshot, Ticket, Watch
from tests.domain.world import City, actor, incident, unit
from tests.plugins.backend import Demo, Desk, Running, serving

FLOOD = 10_000
WORLD = {"south": -90.0, "west": -180.0, "north": 90.0, "east": 180.0}


def make(key: UUID, call: UUID | None = None) -> CreateIncident:
    """Make an incident under this id."""
    return CreateIncident(
        incident=key, room="911", priority=Severity.HIGH, place=Place(address="San Martín 438"), call=call
    )


async def cut(backend: Running, do: Do) -> str:
    """Send a command that ends the line; return what the desk is told."""
    desk = await backend.desk()
    await desk.say(do)
    refusal = await desk.hear(Refusal)
    assert refusal.code == "frame.bad"
    assert (await desk.gone())[0] == 1008
    return refusal.params["detail"]


async def ringing(backend: Running, desk: Desk, name: str = "a") -> Call:
    """Have a call ring and return it."""
    await backend.ring(name)
    call: Call = await desk.thing(Call)
    return call


async def test_no_revision_makes_later_keystrokes_look_old(backend: Running) -> None:
    desk = await backend.desk()
    call = await ringing(backend, desk)
    for revision, words in (
        (-1, "at least 0"),
        (2**31, "at most 2147483647"),
        (10**300, "at most 2147483647"),
    ):
        wild = SaveDraft(call=call.id, draft=Draft(revision=revision))
        told = await cut(backend, Do(id=backend.mint.mint(), at=0, command=wild))
        assert told == f"command.draft.revision: {words}"
    outcome = await desk.do(SaveDraft(call=call.id, draft=Draft(revision=LONGEST_LEAP + 1)))
    assert (outcome.result, outcome.code, outcome.params) == ("refused", "call.wild_revision", {"short": "1"})
    await desk.do(SaveDraft(call=call.id, draft=Draft(revision=1, narrative="Dos")))
    assert (await desk.thing(Call, lambda c: c.draft.revision == 1)).draft.narrative == "Dos"


async def test_a_draft_cannot_grow_without_end(backend: Running) -> None:
    desk = await backend.desk()
    call = await ringing(backend, desk)
    for draft, words in (
        (
            Draft(revision=1, answers={f"pregunta {n}": "sí" for n in range(65)}),
            "answers: at most 64 entries",
        ),
        (Draft(revision=1, agencies=("police",) * 17), "agencies: at most 16 entries"),  # type: ignore[arg-type]
        (Draft(revision=1, narrative="x" * 8001), "narrative: at most 8000 characters"),
    ):
        told = await cut(
            backend, Do(id=backend.mint.mint(), at=0, command=SaveDraft(call=call.id, draft=draft))
        )
        assert told == f"command.draft.{words}"


async def test_no_desk_can_take_the_id_of_a_call_that_is_still_to_ring(backend: Running) -> None:
    desk = await backend.desk()
    call = await ringing(backend, desk)
    future = derived("call-report", "central-911", "next", "ringing")
    told = await cut(backend, Do(id=future, at=0, command=AnswerCall(call=call.id)))
    assert told == "id: must be a uuidv7"
    future = derived("call", "central-911", "next")
    told = await cut(backend, Do(id=backend.mint.mint(), at=0, command=make(future)))
    assert told == "command.incident: must be a uuidv7"
    answer = await backend.ring("next")
    assert (answer.status, (await answer.json())["call"]) == (202, str(future))


async def test_an_id_names_one_thing_only(backend: Running, demo_database: str) -> None:
    desk = await backend.desk()
    call = await ringing(backend, desk)
    await backend.ring("b", token="guess")
    alert, key = await desk.thing(Alert), backend.mint.mint()
    assert (await desk.do(make(key, call.id))).result == "accepted"
    for taken in (key, alert.id):
        outcome = await desk.do(make(taken))
        assert (outcome.result, outcome.code) == ("refused", "incident.id_taken")
    with psycopg.connect(demo_database) as connection:
        assert connection.execute("select count(*) from incident").fetchone() == (1,)


async def test_an_incident_long_closed_is_not_written_over(demo_database: str, demo: Demo) -> None:
    async with serving(demo_database, demo) as backend:
        desk, key = await backend.desk("cmoyano"), backend.mint.mint()
        await desk.do(make(key))
        await desk.do(CloseIncident(incident=key))
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update incident set closed_at = closed_at - interval '2 days'")
        (before,) = connection.execute("select body from incident").fetchone() or ("",)
    async with serving(demo_database, demo) as backend:
        desk = await backend.desk("cmoyano")
        assert (await desk.do(make(key))).code == "command.poison"
        assert (await desk.do(make(backend.mint.mint()))).result == "accepted"
    with psycopg.connect(demo_database) as connection:
        assert connection.execute("select body from incident where id = %s", [key]).fetchone() == (before,)


def test_an_exercise_s_alarm_never_counts_a_live_one() -> None:
    city = City()
    keys = [UUID(int=n) for n in (21, 22, 23)]
    scopes = [("911", False), ("practica", True), ("sur", False)]
    for key, (room, exercise) in zip(keys, scopes, strict=True):
        raised = RaiseAlert(
            alert=key, kind=AlertKind.PANIC, severity=Severity.CRITICAL, room=room, group="panic:bp-1"
        )
        city.do(raised, Actor(name="intake:buttons", room=room, exercise=exercise))
    assert [city.world.alerts.get(key) is not None for key in keys] == [True] * 3


def test_a_unit_does_not_go_to_another_room_s_incident() -> None:
    city = City(unit(room="sur"), incident())
    for role in (Role.DISPATCHER, Role.SUPERVISOR):
        with pytest.raises(Refused, match="forbidden"):
            city.do(DispatchUnit(incident=incident().id, unit=unit().id), actor(role, room="sur"))
    assert not list(city.world.touched())


def test_what_another_room_does_with_its_calls_is_not_told() -> None:
    city = City(unit(), incident(calls=(UUID(int=9),)))
    with pytest.raises(Refused, match="forbidden"):
        city.do(make(incident().id), actor(Role.CALL_TAKER, room="sur"))


async def test_ten_thousand_commands_at_once_are_all_answered_and_hold_up_nobody(backend: Running) -> None:
    flooder, other = await backend.desk(), await backend.desk("tquinteros")
    call = await ringing(backend, other)
    ids = [backend.mint.mint() for _ in range(FLOOD)]
    loop = asyncio.get_running_loop()

    async def flood() -> None:
        for key in ids:
            await flooder.say(Do(id=key, at=0, command=AnswerCall(call=call.id)))

    async def told() -> set[UUID]:
        return {(await flooder.hear(Outcome)).id for _ in ids}

    flooding, hearing = asyncio.create_task(flood()), asyncio.create_task(told())
    worst = 0.0
    while not hearing.done():
        asked = loop.time()
        assert (await backend.ring(f"b {asked}")).status == 202
        worst = max(worst, loop.time() - asked)
        await asyncio.sleep(0.02)
    assert await hearing == set(ids)
    await flooding
    assert worst < 1.0


async def test_asking_for_everything_without_end_holds_up_nobody(backend: Running) -> None:
    greedy, other = await backend.desk(), await backend.desk("tquinteros")
    call = await ringing(backend, other)
    camera = greedy.snapshot.cameras[0].id
    loop = asyncio.get_running_loop()
    for number in range(3000):
        await greedy.say(AskSnapshot())
        await greedy.say(AskTicket(ask=number, camera=camera))
        await greedy.say(Watch(**WORLD))
    asked = loop.time()
    assert (await other.do(AnswerCall(call=call.id))).result == "accepted"
    assert (await backend.desk("bzalazar")).welcome is not None
    assert loop.time() - asked < 1.5
    assert (await greedy.hear(Ticket, lambda told: told.ask == 2999)).code == "relay.gone"
    await greedy.say(AskSnapshot())
    assert (await greedy.hear(Snapshot)).calls


async def test_odd_views_of_the_map_are_views(backend: Running) -> None:
    phone = backend.demo.sources.phones[0]
    url = f"{backend.url}/intake/phones"
    for view in (
        WORLD,
        {"south": -34.5, "west": -58.3, "north": -34.8, "east": -58.6},  # upside down
        {"south": -34.6, "west": -58.4, "north": -34.6, "east": -58.4},  # a point
    ):
        desk = await backend.desk()
        await backend.http.get(url, params={"id": phone.id, "lat": "-34.60", "lon": "-58.40"})
        await desk.say(Watch(**view))
        assert len(decode(await desk.positions())[2]) == 1


async def test_closing_what_is_closed_or_was_never_there_changes_nothing(backend: Running) -> None:
    desk = await backend.desk("cmoyano")
    call = await ringing(backend, desk)
    nowhere = uuid4()
    commands: list[tuple[OperatorCommand, str]] = [
        (CloseCall(call=nowhere, disposition=Disposition.ERROR), "call.unknown"),
        (CloseCall(call=call.id, disposition=Disposition.INCIDENT), "call.state"),
        (CloseIncident(incident=nowhere), "incident.unknown"),
        (DispatchUnit(incident=nowhere, unit=desk.snapshot.units[0].id), "incident.unknown"),
        (DispatchUnit(incident=nowhere, unit=call.id), "unit.unknown"),
        (make(backend.mint.mint(), nowhere), "call.unknown"),
    ]
    for command, code in commands:
        assert (await desk.do(command)).code == code
    assert not [
        one
        for one in desk.things.values()
        if isinstance(one, Incident) and one.state is not IncidentState.CLOSED
    ]
