"""A caller is located after the call began to ring: by the telephone itself, or by the network's server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from backend.intake import exceptions
from backend.intake.exceptions import Exceptions
from backend.intake.located import References
from domain.call import Call
from domain.clock import ManualClock, Micros
from domain.exceptions_list import ExceptionGroup
from domain.observed import Source
from domain.shape import ShapeKind
from tests.backend.location import documents as doc
from tests.plugins.backend import Desk, Running

AML = 'A"ML=1;lt=-34.60370;lg=-58.38160;rd={radius};top=20261122214600;lc=68;pm=G;ml=90'


async def _say(backend: Running, text: str, number: str = "+54 11 5555-0101") -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {backend.demo.sources.call_token}"}
    body = {"number": number, "text": text}
    async with backend.http.post(f"{backend.url}/intake/aml", json=body, headers=headers) as answer:
        return answer.status, (await answer.json())["code"]


async def _located(desk: Desk, accuracy: float) -> Call:
    def there(call: Call) -> bool:
        return call.location is not None and call.location.accuracy == accuracy

    found = await desk.thing(Call, there)
    assert isinstance(found, Call)
    return found


async def test_a_telephone_that_says_where_it_is_moves_its_call_and_no_other(backend: Running) -> None:
    desk = await backend.desk()
    assert await _say(backend, AML.format(radius=9)) == (409, "call.unknown"), "before the call: again later"
    await backend.ring("other", number="11 5555-0199")
    await backend.ring("a1", location={"lat": -34.7, "lon": -58.4, "method": "cell", "accuracy_m": 900})
    await _located(desk, 900)
    assert await _say(backend, AML.format(radius=9)) == (202, "ok")
    call = await _located(desk, 9)
    assert (call.number, call.location and call.location.source) == ("11 5555-0101", Source.AML)
    assert call.area is not None
    assert (call.area.kind, call.area.confidence) == (ShapeKind.CIRCLE, 68)
    others = [one for one in desk.things.values() if isinstance(one, Call) and one.number == "11 5555-0199"]
    assert [one.location for one in others] == [None]


async def test_a_coarser_position_is_kept_and_not_shown(backend: Running) -> None:
    desk = await backend.desk()
    await backend.ring("a1", location={"lat": -34.6, "lon": -58.4, "method": "aml", "accuracy_m": 5})
    await _located(desk, 5)
    assert await _say(backend, AML.format(radius=500)) == (202, "ok")
    late = await backend.desk("tquinteros")
    assert [one.location and one.location.accuracy for one in late.snapshot.calls] == [5]
    assert await _say(backend, AML.format(radius=4)) == (202, "ok")
    await _located(desk, 4)


async def test_a_bad_message_is_refused_and_leaves_one_line_that_counts(backend: Running) -> None:
    for _ in range(3):
        assert await _say(backend, AML.format(radius="inf")) == (400, "aml.bad")
    listed = backend.backend._term.exceptions.listed()  # type: ignore[union-attr]
    assert [(one.kind, one.count, one.detail) for one in listed] == [("aml.bad", 3, "rd: from 0 to 100000")]


# ---- the exceptions list


@dataclass
class Shelf:
    """Where groups would be kept."""

    kept: dict[tuple[str, str], ExceptionGroup] = field(default_factory=dict)

    async def all(self) -> list[ExceptionGroup]:
        return list(self.kept.values())

    async def keep(self, group: ExceptionGroup) -> None:
        self.kept[group.kind, group.source] = group


async def test_a_flood_of_bad_input_is_one_line_and_the_top_stays_where_it_is() -> None:
    shelf, clock = Shelf(), ManualClock()
    listed = Exceptions(shelf, clock)
    listed.note("sip.bad", "10.1.0.7", "content-length: negative", clock.now(), grave=True)
    for number in range(2_000):
        clock.advance(0.01)
        listed.note(
            "pidf.bad", f"10.2.{number // 250}.{number % 250}", "radius: missing\n\x1b[2J", clock.now()
        )
    groups = listed.listed()
    assert len(groups) <= exceptions.MOST_GROUPS + 1
    assert sum(one.count for one in groups) == 2_001, "what has no group of its own is counted on one"
    assert (groups[0].kind, groups[0].grave) == ("sip.bad", True), "the first stays the first"
    assert groups[1].detail == "radius: missing [2J", "one line, nothing that a screen would act upon"
    await listed.flush()
    again = Exceptions(shelf, clock)
    await again.open()
    assert again.listed() == groups, "kept over a restart"


# ---- by reference


@dataclass
class Notes:
    """What the exceptions list was told."""

    told: list[str] = field(default_factory=list)

    def note(self, kind: str, source: str, detail: str, at: Micros) -> None:
        self.told.append(f"{kind}: {detail}")


async def _server(answer: Callable[[web.Request], web.StreamResponse]) -> tuple[web.AppRunner, str]:
    async def tell(request: web.Request) -> web.StreamResponse:
        return answer(request)

    app = web.Application()
    app.router.add_get("/{tail:.*}", tell)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    return runner, f"http://{host}:{port}/lis/"


ANSWERS: dict[str, tuple[Callable[[web.Request], web.StreamResponse], str]] = {
    "good": (lambda _: web.Response(body=doc.pidf(doc.CIRCLE)), ""),
    "elsewhere": (
        lambda _: web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}),
        "reference.bad: answer: 302",
    ),
    "no location": (lambda _: web.Response(text="<html/>"), "reference.bad: document: html is not presence"),
    "flood": (lambda _: web.Response(body=b" " * 200_000), "reference.bad: document: at most 65536 bytes"),
}


@pytest.mark.parametrize("case", ANSWERS)
async def test_a_reference_is_followed_to_the_sites_own_server_only(case: str) -> None:
    answer, told = ANSWERS[case]
    runner, base = await _server(answer)
    notes = Notes()
    references = References((base,), ManualClock(), notes.note)
    try:
        found = await references.follow(f"{base}abc", "10.1.0.7")
        assert notes.told == ([told] if told else [])
        if not told:
            assert found is not None
            assert (found.area.kind, found.area.by_reference) == (ShapeKind.CIRCLE, True)
    finally:
        await references.close()
        await runner.cleanup()


@pytest.mark.parametrize(
    "url",
    [
        "https://169.254.169.254/latest/", "file:///etc/passwd", "https://lis.example.evil/x",
        "https://lis.example@evil.example/lis/", "https://lis.example/lis/../admin", "http://lis.example/lis/x",
        "https://lis.example:99999/lis/",
    ],
)  # fmt: skip
async def test_an_address_that_is_not_the_sites_is_not_asked(url: str) -> None:
    notes = Notes()
    references = References(("https://lis.example/lis/",), ManualClock(), notes.note)
    assert await references.follow(url, "10.1.0.7") is None
    assert notes.told == ["reference.foreign: not one of the site's location servers"]
