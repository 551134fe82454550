"""What networks say about where a caller is: read whole, with its uncertainty, or refused in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backend.intake.location.additional_data import read_block
from backend.intake.location.aml import read_aml
from backend.intake.location.pidf import read_pidf
from backend.intake.location.trees import BadLocation
from domain.geo import bearing, distance_m
from domain.observed import Source
from domain.shape import ShapeKind
from tests.backend.location import documents as doc

NOW = 1_795_387_700_000_000
DATA = os.environ.get("ATALAYA_DATA")


@pytest.mark.parametrize(
    ("inside", "kind", "accuracy"),
    [
        (doc.POINT, ShapeKind.POINT, None),
        (doc.CIRCLE, ShapeKind.CIRCLE, 14),
        (doc.ELLIPSE, ShapeKind.ELLIPSE, 120),
        (doc.SPHERE, ShapeKind.SPHERE, 30),
    ],
)
def test_a_round_place_keeps_its_uncertainty(inside: str, kind: ShapeKind, accuracy: float | None) -> None:
    found = read_pidf(doc.pidf(inside), NOW)
    assert found.observed is not None
    assert (found.area.kind, found.observed.accuracy) == (kind, accuracy)
    assert found.observed.source is Source.CELL
    assert found.observed.at < NOW, "the network's own time of it, which is not when it came in"


def test_a_confidence_is_kept() -> None:
    assert read_pidf(doc.pidf(doc.CIRCLE), NOW).area.confidence == 67


def test_a_bare_point_claims_no_accuracy() -> None:
    observed = read_pidf(doc.pidf(doc.POINT), NOW).observed
    assert observed is not None
    assert observed.accuracy is None


def test_an_arc_band_lies_where_its_angles_say() -> None:
    found = read_pidf(doc.pidf(doc.ARC_BAND), NOW)
    assert found.observed is not None
    middle = found.observed.value
    assert bearing(-34.6, -58.4, middle.lat, middle.lon) == pytest.approx(90, abs=0.1), "clockwise from north"
    assert distance_m(-34.6, -58.4, middle.lat, middle.lon) == pytest.approx(600, abs=1)


@pytest.mark.parametrize(("inside", "kind"), [(doc.POLYGON, ShapeKind.POLYGON), (doc.PRISM, ShapeKind.PRISM)])
def test_a_polygon_is_held_whole_by_its_circle(inside: str, kind: ShapeKind) -> None:
    found = read_pidf(doc.pidf(inside), NOW)
    assert found.area.kind is kind
    assert found.observed is not None
    middle, radius = found.observed.value, found.observed.accuracy
    assert radius is not None
    assert all(distance_m(middle.lat, middle.lon, *c) <= radius + 0.01 for c in found.area.corners)


def test_a_civic_address_is_read_as_people_say_it() -> None:
    found = read_pidf(doc.pidf(doc.CIVIC), NOW)
    assert found.area.kind is ShapeKind.CIVIC
    assert found.observed is None, "no point is invented"
    assert found.address == "Av. Corrientes 1215, Piso 3, San Nicolás, Buenos Aires"


def test_a_civic_and_a_round_place_of_one_element_are_one_location() -> None:
    found = read_pidf(doc.pidf(doc.CIRCLE + doc.CIVIC), NOW)
    assert found.area.kind is ShapeKind.CIRCLE
    assert found.area.civic["rd"] == "Corrientes"


BAD = {
    "": "location-info: holds no location",
    doc.CIRCLE.replace("14", "-14"): "radius: from 0 to 100000 m",
    doc.CIRCLE.replace(">14<", ">1e999<"): "radius: not a number",
    doc.CIRCLE.replace("9001", "9036"): "radius: in metres (EPSG 9001)",
    doc.CIRCLE.replace("67", "101"): "confidence: from 0 to 100",
    doc.POINT.replace("-34.6037", "91"): "latitude: from -90 to 90",
    doc.POINT.replace("-34.6037", "NaN"): "pos: not a number",
    doc.POINT.replace("4326", "27700"): "srsName: EPSG 4326 or 4979",
    doc.POINT.replace("-34.6037 ", ""): "pos: latitude and longitude, and a height at most",
    doc.POLYGON.replace("-34.60 -58.39 -34.61 -58.39 ", ""): "polygon: from 3 to 64 corners",
    doc.ARC_BAND.replace(">500<", ">900<"): "innerRadius: at most the outerRadius",
    "<gs:Banana/>": "shape: Banana is not one of RFC 5491",
}


@pytest.mark.parametrize(("inside", "why"), BAD.items(), ids=list(BAD.values()))
def test_a_bad_location_names_the_field_and_the_limit(inside: str, why: str) -> None:
    with pytest.raises(BadLocation, match="^" + why.replace("(", r"\(").replace(")", r"\)") + "$"):
        read_pidf(doc.pidf(inside), NOW)


LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><presence>&b;</presence>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><presence>&a;</presence>"""
FOREIGN = b"""<!DOCTYPE presence SYSTEM "http://169.254.169.254/x.dtd"><presence/>"""


@pytest.mark.parametrize("bomb", [LAUGHS, OUTSIDE, FOREIGN])
def test_an_xml_bomb_is_named_and_not_opened(bomb: bytes) -> None:
    with pytest.raises(BadLocation, match=r"^document: DTDForbidden$"):
        read_pidf(bomb, NOW)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"<presence", "not XML at line 1"),
        (b"\xff\xfe\x00", "not XML"),
        (b"<presence>" + b"<a>" * 40 + b"</a>" * 40 + b"</presence>", "at most 32 levels"),
        (b"<presence>" + b"<a/>" * 2001 + b"</presence>", "at most 2000 elements"),
        (b" " * 65_537, "at most 65536 bytes"),
        (b"<html/>", "html is not presence"),
    ],
)
def test_what_is_no_location_document_is_refused_in_one_line(document: bytes, why: str) -> None:
    with pytest.raises(BadLocation, match=why) as refused:
        read_pidf(document, NOW)
    assert "\n" not in str(refused.value)


AML = (
    'A"ML=1;lt=-34.60370;lg=-58.38160;rd=52;top=20261122214600;lc=68;pm=G;'
    "si=204046000000001;ei=204046000000002;mcc=722;mnc=34;ml=128"
)


@pytest.mark.parametrize("text", [AML, AML.replace("ml=128", "ml=7"), AML.replace('A"ML', "AML")])
def test_an_aml_message_is_read_whatever_it_counts_as_its_length(text: str) -> None:
    found = read_aml(text, NOW)
    assert found.observed is not None
    assert (found.observed.value.lat, found.observed.accuracy) == (-34.6037, 52)
    assert found.area.confidence == 68
    assert "204046" not in str(found), "card and set are nobody's business here"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hola", "message: begins with"),
        (AML.replace("lt=-34.60370;", ""), "lt: missing"),
        (AML.replace("-34.60370", "91"), "lt: from -90 to 90"),
        (AML.replace("rd=52", "rd=inf"), "rd: from 0 to 100000"),
        (AML.replace("pm=G", "pm=N"), "pm: the telephone knows no position"),
        (AML + "9" * 300, "message: at most 300 characters"),
    ],
)
def test_a_bad_aml_message_names_its_field(text: str, why: str) -> None:
    with pytest.raises(BadLocation, match=why):
        read_aml(text, NOW)


def test_additional_data_is_kept_and_its_facts_are_shown() -> None:
    body = (
        b'<sub:EmergencyCallData.SubscriberInfo xmlns:sub="urn:x"><sub:SubscriberData>'
        b'<vcard xmlns="urn:ietf:params:xml:ns:vcard-4.0"><fn><text>Rosa Inventada</text></fn></vcard>'
        b"</sub:SubscriberData></sub:EmergencyCallData.SubscriberInfo>"
    )
    block = read_block("application/EmergencyCallData.SubscriberInfo+xml; charset=utf-8", body)
    assert (block.kind, block.facts) == ("subscriberinfo", {"subscriber": "Rosa Inventada"})
    assert block.text.encode() == body
    assert read_block("application/EmergencyCallData.Future+xml", b"<x/>").facts == {}


@pytest.mark.skipif(not DATA, reason="ATALAYA_DATA is not set: locations of others are not here")
def test_locations_that_others_published_are_read() -> None:
    assert DATA is not None
    for path in sorted((Path(DATA) / "pidf-lo").glob("*.xml")):
        found = read_pidf(path.read_bytes(), NOW)
        assert found.observed is not None or found.address, path.name
    messages = (Path(DATA) / "aml" / "vectors.txt").read_text().splitlines()
    for message in (line for line in messages if line and not line.startswith("#")):
        assert read_aml(message, NOW).observed is not None
