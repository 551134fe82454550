"""An authority of two days and certificates of it, as files: for networks that exist only in tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certify(folder: Path) -> None:
    """Make an authority, and a certificate of it for both sides, as files."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Red de prueba")])
    around = (now - timedelta(days=1), now + timedelta(days=2))

    def made(subject: str, own: ec.EllipticCurvePrivateKey, authority: bool) -> bytes:
        builder = x509.CertificateBuilder(
            issuer_name=name,
            subject_name=name if authority else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]),
            public_key=own.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=around[0],
            not_valid_after=around[1],
        ).add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        if not authority:
            names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    (folder / "ca.pem").write_bytes(made("", key, authority=True))
    for one in ("edge", "network"):
        own = ec.generate_private_key(ec.SECP256R1())
        (folder / f"{one}.pem").write_bytes(made(one, own, authority=False))
        plain = serialization.NoEncryption()
        pem = own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        (folder / f"{one}.key").write_bytes(pem)
