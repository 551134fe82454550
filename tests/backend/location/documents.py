"""PIDF-LO documents of our own, one of every shape, as networks send them."""

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0"
  xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"
  xmlns:con="urn:ietf:params:xml:ns:geopriv:conf" entity="pres:caller@atalaya.example">
<tuple id="t1"><status><gp:geopriv><gp:location-info>"""
TAIL = """</gp:location-info><gp:usage-rules/><gp:method>Cell</gp:method></gp:geopriv></status>
<timestamp>2026-11-22T21:46:44Z</timestamp></tuple></presence>"""
FLAT = 'srsName="urn:ogc:def:crs:EPSG::4326"'
SOLID = 'srsName="urn:ogc:def:crs:EPSG::4979"'
METRES = 'uom="urn:ogc:def:uom:EPSG::9001"'
DEGREES = 'uom="urn:ogc:def:uom:EPSG::9102"'

POINT = f"<gml:Point {FLAT}><gml:pos>-34.6037 -58.3816</gml:pos></gml:Point>"
CIRCLE = (
    f"<gs:Circle {FLAT}><gml:pos>-34.6037 -58.3816</gml:pos><gs:radius {METRES}>14</gs:radius></gs:Circle>"
    '<con:confidence pdf="normal">67</con:confidence>'
)
ELLIPSE = (
    f"<gs:Ellipse {FLAT}><gml:pos>-34.6 -58.4</gml:pos><gs:semiMajorAxis {METRES}>120</gs:semiMajorAxis>"
    f"<gs:semiMinorAxis {METRES}>40</gs:semiMinorAxis><gs:orientation {DEGREES}>45</gs:orientation>"
    "</gs:Ellipse>"
)
ARC_BAND = (
    f"<gs:ArcBand {FLAT}><gml:pos>-34.6 -58.4</gml:pos><gs:innerRadius {METRES}>500</gs:innerRadius>"
    f"<gs:outerRadius {METRES}>700</gs:outerRadius><gs:startAngle {DEGREES}>80</gs:startAngle>"
    f"<gs:openingAngle {DEGREES}>20</gs:openingAngle></gs:ArcBand>"
)
RING = (
    "<gml:exterior><gml:LinearRing><gml:posList>-34.60 -58.40 -34.60 -58.39 -34.61 -58.39 -34.61 -58.40 "
    "-34.60 -58.40</gml:posList></gml:LinearRing></gml:exterior>"
)
POLYGON = f"<gml:Polygon {FLAT}>{RING}</gml:Polygon>"
PRISM = (
    f"<gs:Prism {SOLID}><gs:base><gml:Polygon {SOLID}><gml:exterior><gml:LinearRing><gml:posList>"
    "-34.60 -58.40 12 -34.60 -58.39 12 -34.61 -58.39 12 -34.60 -58.40 12</gml:posList></gml:LinearRing>"
    f"</gml:exterior></gml:Polygon></gs:base><gs:height {METRES}>9</gs:height></gs:Prism>"
)
SPHERE = (
    f"<gs:Sphere {SOLID}><gml:pos>-34.6037 -58.3816 25</gml:pos>"
    f"\n<gs:radius {METRES}>30</gs:radius></gs:Sphere>"
)
CIVIC = (
    "<ca:civicAddress><ca:country>AR</ca:country><ca:A3>Buenos Aires</ca:A3><ca:A4>San Nicolás</ca:A4>"
    "<ca:STS>Av.</ca:STS><ca:RD>Corrientes</ca:RD><ca:HNO>1215</ca:HNO>"
    "\n<ca:FLR>Piso 3</ca:FLR></ca:civicAddress>"
)


def pidf(inside: str) -> bytes:
    """Return a document with this in its location-info."""
    return f"{HEAD}{inside}{TAIL}".encode()
