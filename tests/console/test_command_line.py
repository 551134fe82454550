"""What an operator types without looking is understood, and what is not says why."""

from __future__ import annotations

import pytest

from console.command_line import Mistake, Order, read, same_sign
from domain.call import Disposition
from domain.unit import UnitStatus


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("atender", Order("answer")),
        ("ATENDER 41", Order("answer", number=41)),
        ("t", Order("take")),
        ("tomar 12", Order("take", number=12)),
        ("m 1-204 ec", Order("status", call_sign="m 1-204", status=UnitStatus.EN_ROUTE)),
        ("el M 1-204", Order("status", call_sign="m 1-204", status=UnitStatus.ON_SCENE)),
        ("same 107 en el lugar", Order("status", call_sign="same 107", status=UnitStatus.ON_SCENE)),
        ("lib moto 1-31", Order("status", call_sign="moto 1-31", status=UnitStatus.AVAILABLE)),
        ("d 1-204 1042", Order("dispatch", call_sign="1-204", number=1042)),
        ("despachar m 1-204", Order("dispatch", call_sign="m 1-204")),
        ("cerrar información", Order("close", disposition=Disposition.INFORMATION)),
        ("c", Order("close")),
        ("lugar San Martín 438", Order("place", place="San Martín 438")),
        ("ver m 1-204", Order("show", call_sign="m 1-204")),
    ],
)
def test_the_verbs_and_their_short_forms(typed: str, meant: Order) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "command.empty"),
        ("   ", "command.empty"),
        ("xyz", "command.unknown"),
        ("ec", "command.needs_unit"),
        ("d", "command.needs_unit"),
        ("atender pronto", "command.needs_number"),
        ("atender 9999999", "command.needs_number"),
        ("cerrar asi nomas", "command.disposition"),
    ],
)
def test_what_means_nothing_says_why(typed: str, code: str) -> None:
    mistake = read(typed)
    assert isinstance(mistake, Mistake)
    assert mistake.code == code


def test_a_unit_is_known_however_its_sign_is_typed() -> None:
    assert same_sign("m1204", "M 1-204")
    assert same_sign("same 107", "SAME 107")
    assert not same_sign("m 1-20", "M 1-204")
