"""A complaint names the field and its limit in one line, whatever was sent."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
import pytest

from domain.complaint import LONGEST, complaint
from domain.words import Code, Label, Latitude


class Spot(msgspec.Struct):
    """Something with a field that must be there."""

    lat: Latitude


class Form(msgspec.Struct, kw_only=True, tag="form", tag_field="is"):
    """Something with a field of every sort."""

    line: Label = "a"
    code: Code = "a"
    lat: Latitude = 0.0
    count: Annotated[int, msgspec.Meta(ge=0)] = 0
    key: UUID | None = None
    spot: Spot | None = None
    event: Literal["ringing", "ended"] = "ended"
    answers: Annotated[dict[Label, Label], msgspec.Meta(max_length=1)] = {}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"is":"form","line":"%s"}' % ("x" * 10_000), "line: at most 16 characters"),
        ('{"is":"form","line":""}', "line: at least 1 characters"),
        ('{"is":"form","code":"a\\n"}', r"code: only what fits '^[a-z0-9_.:-]+\\Z'"),
        ('{"is":"form","lat":91}', "lat: at most 90"),
        ('{"is":"form","lat":-91}', "lat: at least -90"),
        ('{"is":"form","lat":1e999}', "lat: out of range"),
        ('{"is":"form","lat":null}', "lat: float expected, not null"),
        ('{"is":"form","count":-1}', "count: at least 0"),
        ('{"is":"form","count":%s}' % ("9" * 5000), "count: out of range"),
        ('{"is":"form","key":"x"}', "key: not a UUID"),
        ('{"is":"form","event":"x"}', "event: 'x' is not known here"),
        ('{"is":"form","answers":{"%s":"a"}}' % ("x" * 17), "answers: at most 16 characters"),
        ('{"is":"form","answers":{"a":"a","b":"b"}}', "answers: at most 1 entries"),
        ('{"is":"nothing"}', "is: 'nothing' is not known here"),
        ('{"is":"form","spot":{}}', "spot.lat: missing"),
        ("[]", "message: object expected, not array"),
        ("", "message: Input data was truncated"),
        ('{"is":"form","x":' + "[" * 100_000, "message: nested too deep"),
        (b'{"is":"form","line":"\xff"}', "message: not UTF-8"),
    ],
)
def test_the_field_and_its_limit_are_named(body: str | bytes, words: str) -> None:
    with pytest.raises((msgspec.DecodeError, RecursionError, UnicodeError)) as error:
        msgspec.json.decode(body, type=Form)
    assert complaint(error.value) == words


def test_a_complaint_is_one_short_line_whatever_it_quotes() -> None:
    with pytest.raises(msgspec.DecodeError) as error:
        msgspec.json.decode('{"is":"%s"}' % ("z\\n\\u2028" * 300), type=Form)
    words = complaint(error.value)
    assert len(words) <= LONGEST
    assert len(words.splitlines()) == 1
