"""Two backends on one database: one writes, the other says that it follows, and takes over."""

import asyncio
from collections.abc import Callable

from domain.call import Call
from domain.wire import Refusal, Welcome
from tests.plugins.backend import Demo, serving


async def test_a_second_backend_follows_says_so_and_takes_over(
    demo_database: str, demo: Demo, expect_log: Callable[[str], None]
) -> None:
    expect_log("another backend is the writer: following")
    async with serving(demo_database, demo) as writer, serving(demo_database, demo) as follower:
        health = await (await follower.http.get(f"{follower.url}/health")).json()
        assert health["role"] == "follower"
        refused = await follower.ring("a1")
        assert (refused.status, await refused.json()) == (503, {"code": "server.follower"})
        turned_away = await follower.connect()
        await turned_away.say(follower.login_of("lferreyra"))
        assert (await turned_away.hear(Refusal)).code == "server.follower"

        desk = await writer.desk()
        assert (await writer.ring("kept")).status == 202
        await desk.thing(Call)
        for one in writer.desks:
            await one.close()
        writer.desks.clear()
        writer.backend.stop()
        async with asyncio.timeout(5.0):
            await follower.backend.reigning.wait()
        seen = follower.backend.health().sequence  # what a desk had, whose line ended with the writer
        heir = await follower.desk()
        assert len(heir.snapshot.calls) == 1
        assert (await follower.ring("next")).status == 202
        await heir.thing(Call, lambda call: call.short == 2)
        back = await follower.resumed(desk.welcome, seq=seen)  # type: ignore[arg-type]
        assert (await back.hear(Welcome)).resumed, "the sequence is the log's, not the server's"
