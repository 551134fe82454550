"""A real city's columns and OpenStreetMap's addresses in the one file; what is wrong is said line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from streets.city_columns import import_city
from streets.file import load
from streets.geocoder import Geocoder
from streets.importing import Report, SourceError, main
from streets.osm_addresses import import_osm
from streets.site import site_map

HEAD = "nomoficial,alt_izqini,alt_izqfin,alt_derini,alt_derfin,nomanter,tipo_c,sentido,barrio,comuna,wkt\n"
A, B, C = "-58.40 -34.60", "-58.401 -34.60", "-58.402 -34.60"
GOOD = f'PERON,101,199,100,198,CANGALLO,CALLE,CRECIENTE,BALVANERA,3,"LINESTRING ({A}, {B})"\n'


def city(rows: str) -> tuple[Geocoder, Report]:
    """A geocoder over these rows."""
    report = Report()
    return Geocoder(import_city((HEAD + rows).encode(), report)), report


def test_a_block_of_the_citys_columns_is_found_by_number_and_by_its_former_name() -> None:
    geocoder, report = city(
        GOOD + f'PERON,201,299,200,298,CANGALLO,CALLE,CRECIENTE,BALVANERA,3,"MULTILINESTRING (({B}, {C}))"\n'
    )
    assert report.lines == []
    place = geocoder.find("cangallo 150").certain
    assert place is not None
    assert (place.title, place.barrio, place.comuna) == ("PERON 150", "BALVANERA", 3)
    assert place.lon is not None
    assert -58.401 < place.lon < -58.400
    assert geocoder.find("peron 300").found == ()


def test_null_is_no_number_and_the_other_side_stays() -> None:
    geocoder, report = city(GOOD.replace("101,199", "NULL,"))
    assert report.lines == []
    assert geocoder.find("peron 150").certain is not None
    assert geocoder.find("peron 151").found == ()


@pytest.mark.parametrize(
    ("row", "says", "left_out"),
    [
        (GOOD.replace("101,199", "199,101"),
         "alt_izqini: 199 is beyond alt_izqfin: 101; no numbers taken", 0),
        (GOOD.replace("101,199", "101,198"),
         "alt_izqini, alt_izqfin: 101 is not odd or even as 198; no numbers taken", 0),
        (GOOD.replace("101,199", "102,198"), "alt_izqini, alt_derini: both even; no numbers taken", 0),
        (GOOD.replace("101,199", "0,199"), "alt_izqini: empty, the other is not; no numbers taken", 0),
        (GOOD.replace("101,199", "1e3,-5"),
         "alt_izqini, alt_izqfin: '1e3' is no house number; no numbers taken", 0),
        (GOOD.replace("PERON", ""), "nomoficial: empty; the row is left out", 1),
        (GOOD.replace(A, "6412345 1023456"),
         "geometry: '6412345 1023456' is not on Earth (WGS 84 degrees are wanted); the row is left out", 1),
        (GOOD.replace("CRECIENTE", "AL SUR"), "sentido: 'AL SUR' is not known; the row is left out", 1),
        (GOOD.replace("LINESTRING", "POINT"),
         "geometry: no LINESTRING, nor a MULTILINESTRING of one part; the row is left out", 1),
        (GOOD.replace("BALVANERA,3", "BALVANERA,16"), "comuna: '16', from 1 to 15; no barrio taken", 0),
    ],
)  # fmt: skip
def test_a_bad_row_is_said_with_its_line_and_never_mended(row: str, says: str, left_out: int) -> None:
    _, report = city(row + GOOD)
    assert report.lines == [f"line 2: {says}"]
    assert (report.rows, report.left_out) == (2, left_out)


def test_a_one_way_street_against_its_numbers_is_driven_that_way() -> None:
    street_map = import_city((HEAD + GOOD.replace("CRECIENTE", "DECRECIENTE")).encode(), Report())
    assert street_map.pieces == 1
    assert street_map.node_lon[street_map.piece_from[0]] == pytest.approx(-58.401)
    assert [int(street_map.piece_left_from[0]), int(street_map.piece_left_to[0])] == [198, 100]


GEOJSON = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"addr:street": "Mitre", "addr:housenumber": "1234 B",
  "addr:suburb": "Centro"},
  "geometry": {"type": "Point", "coordinates": [-58.4, -34.6]}},
 {"type": "Feature", "properties": {"addr:street": "Mitre", "addr:housenumber": "1234",
  "addr:suburb": "Norte"},
  "geometry": {"type": "Point", "coordinates": [-58.5, -34.5]}},
 {"type": "Feature", "properties": {"addr:street": "Mitre", "addr:housenumber": "casi esquina"},
  "geometry": {"type": "Point", "coordinates": [-58.5, -34.5]}},
 {"type": "Feature", "properties": {"addr:street": "Mitre", "addr:housenumber": "8"}, "geometry": null}
]}"""


def test_openstreetmaps_addresses_are_found_and_namesakes_stay_two() -> None:
    report = Report()
    answer = Geocoder(import_osm(GEOJSON.encode(), report)).find("mitre 1234")
    assert answer.namesakes == 2
    assert {(place.barrio, place.lat) for place in answer.found} == {("Centro", -34.6), ("Norte", -34.5)}
    assert report.lines == [
        "feature 3: addr:housenumber: 'casi esquina' is no house number; the row is left out",
        "feature 4: geometry: neither a point nor a line of degrees; the row is left out",
    ]


OSM = """<osm><node id="1" lat="-34.6" lon="-58.40"/><node id="2" lat="-34.6" lon="-58.41"/>
<node id="3" lat="-34.61" lon="-58.41"/><node id="4" lat="91" lon="0"/>
<node id="5" lat="-34.6005" lon="-58.405"><tag k="addr:street" v="Lavalle"/>
<tag k="addr:housenumber" v="2040"/></node>
<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Lavalle"/></way>
<way id="8"><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="name" v="Av. Callao"/>
<tag k="oneway" v="yes"/></way></osm>"""


def test_openstreetmaps_ways_cross_where_they_share_a_node() -> None:
    report = Report()
    street_map = import_osm(OSM.encode(), report)
    assert street_map.pieces == 3
    geocoder = Geocoder(street_map)
    corner, house = geocoder.find("lavalle y callao").certain, geocoder.find("lavalle 2040").certain
    assert corner is not None
    assert house is not None
    assert (corner.lat, corner.lon) == (-34.6, -58.41)
    assert (house.lat, house.lon) == (-34.6005, -58.405)
    assert report.lines == ["node 4: lat, lon: no degrees; the row is left out"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"nomoficial,x\n", "file: neither GeoJSON nor OSM XML"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><osm>&a;</osm>', "XML: DTDForbidden"),
        (b"<osm><node", "XML: unclosed token: line 1, column 5"),
        (b'{"features": 7}', "GeoJSON: Expected `array`, got `int` - at `$.features`"),
    ],
)
def test_a_source_that_is_none_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(SourceError) as told:
        import_osm(data, Report())
    assert str(told.value) == says


def test_the_command_writes_the_file_and_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out, report = tmp_path / "c.csv", tmp_path / "c.atl", tmp_path / "r.txt"
    source.write_text(HEAD + GOOD + GOOD.replace("PERON", ""))
    words = ["city", str(source), "--out", str(out), "--report", str(report)]
    assert main(words) == 1
    assert load(out).pieces == 1
    assert report.read_text() == "line 3: nomoficial: empty; the row is left out\n"
    assert capsys.readouterr().out.startswith("2 rows, 1 left out, 1 complaints: 1 directed pieces")
    source.write_text("a,b\n1,2\n")
    assert main(words) == 2
    assert capsys.readouterr().err == "import: column nomoficial: missing\n"


def test_a_site_names_its_own_streets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = tmp_path / "c.csv", tmp_path / "c.atl"
    source.write_text(HEAD + GOOD)
    assert main(["city", str(source), "--out", str(out)]) == 0
    monkeypatch.setenv("ATALAYA_STREETS", str(out))
    assert [street.name for street in site_map().streets] == ["PERON"]
    monkeypatch.delenv("ATALAYA_STREETS")
    assert len(site_map().streets) > 600
