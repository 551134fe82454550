"""A call rings at the exchange and reaches the desks; nothing is shown that the log does not have."""

from domain.alert import Alert, AlertKind, AlertState
from domain.call import Call, CallState, Disposition, Draft
from domain.commands import AnswerCall, CloseCall, CreateIncident, SaveDraft
from domain.incident import Incident
from domain.place import Place
from domain.severity import Severity
from domain.wire import Do
from tests.plugins.backend import Running


async def test_a_call_that_rings_is_on_every_desk(backend: Running) -> None:
    first, second = await backend.desk("lferreyra"), await backend.desk("tquinteros")
    answer = await backend.ring("a1", location={"lat": -34.6, "lon": -58.4, "method": "aml", "accuracy_m": 9})
    assert answer.status == 202
    for desk in (first, second):
        call = await desk.thing(Call)
        assert (call.state, call.number, call.line, call.short) == (
            CallState.RINGING,
            "11 5555-0101",
            "05",
            1,
        )
        assert call.location is not None
        assert call.location.accuracy == 9


async def test_an_exchange_that_repeats_itself_makes_one_call(backend: Running) -> None:
    desk = await backend.desk()
    answers = [await (await backend.ring("same")).json() for _ in range(3)]
    assert len({answer["call"] for answer in answers}) == 1
    await desk.thing(Call)
    late = await backend.desk("tquinteros")
    assert len(late.snapshot.calls) == 1


async def test_a_webhook_without_its_token_is_refused_and_alarmed(backend: Running) -> None:
    desk = await backend.desk()
    answer = await backend.ring("a1", token="not-the-token")
    assert answer.status == 401
    alert = await desk.thing(Alert)
    assert alert.kind is AlertKind.INTAKE_UNAUTHORISED
    assert alert.params == {"door": "calls", "source": "127.0.0.1"}
    for _ in range(5):
        await backend.ring("a1", token="not-the-token")
    again = await desk.thing(Alert, lambda alert: alert.count == 6)
    assert again.id == alert.id, "a hammering stranger is one alarm that counts"


async def test_the_first_desk_to_answer_has_the_call(backend: Running) -> None:
    first, second = await backend.desk("lferreyra"), await backend.desk("tquinteros")
    await backend.ring("a1")
    call = await second.thing(Call)
    assert (await first.do(AnswerCall(call=call.id))).result == "accepted"
    refused = await second.do(AnswerCall(call=call.id))
    assert (refused.result, refused.code) == ("refused", "call.taken")
    taken = await second.thing(Call, lambda one: one.answered_at is not None)
    assert refused.params == {"by": "Lucía Ferreyra", "since": str(taken.answered_at)}


async def test_from_ring_to_disposition(backend: Running) -> None:
    desk = await backend.desk()
    await backend.ring("a1")
    call = await desk.thing(Call)
    await desk.do(AnswerCall(call=call.id))
    await desk.do(SaveDraft(call=call.id, draft=Draft(revision=1, narrative="Dos hombres en moto")))
    drafted = await desk.thing(Call, lambda call: call.draft.revision == 1)
    assert drafted.draft.narrative == "Dos hombres en moto"
    incident_id = backend.mint.mint()
    outcome = await desk.do(
        CreateIncident(
            incident=incident_id,
            room="911",
            priority=Severity.HIGH,
            place=Place(address="San Martín 438"),
            call=call.id,
            close_call=True,
        )
    )
    assert outcome.result == "accepted"
    other = await backend.desk("macuna")
    (incident,) = other.snapshot.incidents
    assert isinstance(incident, Incident)
    assert incident.number.endswith("-0000001")
    assert other.snapshot.calls == (), "a settled call is history"
    closed = await desk.do(CloseCall(call=call.id, disposition=Disposition.ERROR))
    assert closed.code == "call.state"


async def test_the_same_command_twice_is_done_once(backend: Running) -> None:
    desk = await backend.desk()
    await backend.ring("a1")
    call = await desk.thing(Call)
    do = Do(id=backend.mint.mint(), at=0, command=AnswerCall(call=call.id))
    first = await desk.repeat(do)
    assert await desk.repeat(do) == first


async def test_the_same_id_with_another_body_is_a_conflict_and_alarms(backend: Running) -> None:
    desk = await backend.desk()
    await backend.ring("a1")
    call = await desk.thing(Call)
    do = Do(id=backend.mint.mint(), at=0, command=AnswerCall(call=call.id))
    await desk.repeat(do)
    other = Do(id=do.id, at=0, command=CloseCall(call=call.id, disposition=Disposition.ERROR))
    assert (await desk.repeat(other)).result == "conflict"
    alert = await desk.thing(Alert)
    assert (alert.kind, alert.state) == (AlertKind.COMMAND_CONFLICT, AlertState.UNACKNOWLEDGED)


async def test_what_the_caller_cannot_mean_is_refused_by_field(backend: Running) -> None:
    answer = await backend.ring("a1", number="9" * 33)
    assert answer.status == 400
    assert await answer.json() == {
        "code": "call.bad",
        "detail": "number: at most 32 characters",
    }


async def test_a_name_with_a_nul_in_it_is_kept_as_it_came(backend: Running) -> None:
    desk = await backend.desk()
    assert (await backend.ring("nul", caller="Ana\0Ruiz")).status == 202
    assert (await desk.thing(Call)).caller == "Ana\0Ruiz"
