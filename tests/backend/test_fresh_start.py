"""A second play of the demo begins with nobody waiting; the first one's callers are in the log."""

from domain.alert import Alert
from domain.call import Call
from domain.commands import AnswerCall, CreateIncident
from domain.place import Place
from domain.severity import Severity
from tests.plugins.backend import Demo, serving


async def test_yesterdays_callers_do_not_wait_at_todays_desks(demo_database: str, demo: Demo) -> None:
    async with serving(demo_database, demo) as first:
        desk = await first.desk()
        await first.ring("answered")
        call = await desk.thing(Call)
        await desk.do(AnswerCall(call=call.id))
        incident = CreateIncident(
            incident=first.mint.mint(), room="911", priority=Severity.HIGH, place=Place(), call=call.id
        )
        assert (await desk.do(incident)).result == "accepted"
        await first.ring("rings on")
        await first.ring("stranger", token="wrong")
        await desk.thing(Alert)
    async with serving(demo_database, demo, fresh=True) as second:
        desk = await second.desk()
        assert (desk.snapshot.calls, desk.snapshot.incidents, desk.snapshot.alerts) == ((), (), ())
        assert desk.snapshot.seq > 8
