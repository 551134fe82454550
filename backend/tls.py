"""TLS from the first day: a development authority and a server certificate, made on first run.

A site brings its own certificate; the demo and the tests use these. The console always verifies the chain
and the host name against the authority it is given.
"""

import ipaddress
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from domain.clock import SECOND, Clock

NAMES = ("localhost",)
ADDRESSES = ("127.0.0.1", "::1")
AUTHORITY_DAYS = 3650
CERTIFICATE_DAYS = 397
RENEW_DAYS = 30
SLACK = timedelta(days=1)
"""A desk whose clock is behind, by an hour or a wrong time zone, must find a fresh certificate valid."""


class TlsFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Where the certificates are. `ca` is what consoles and cameras' viewers are given."""

    ca: Path
    certificate: Path
    key: Path


class BadTlsFiles(Exception):
    """A certificate or key cannot be used; the text tells the administrator which directory to look into."""


def ensure_tls(directory: Path, clock: Clock) -> TlsFiles:
    """Return the files, making what is missing or about to expire (30 days) and keeping the rest.

    Raises `BadTlsFiles` for files that are no certificates, or a key of another certificate.
    """
    try:
        files = _ensure(directory, clock)
        server_context(files)
    except (ValueError, OSError) as error:  # ssl.SSLError is an OSError
        why = str(error).partition(". ")[0]
        raise BadTlsFiles(f"the certificates in {directory} cannot be used: {why}") from error
    return files


def _ensure(directory: Path, clock: Clock) -> TlsFiles:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = TlsFiles(
        ca=directory / "ca.pem", certificate=directory / "server.pem", key=directory / "server-key.pem"
    )
    now = datetime.fromtimestamp(clock.now() / SECOND, UTC)
    ca_key_file = directory / "ca-key.pem"
    if not (files.ca.exists() and ca_key_file.exists()):
        _make_authority(files.ca, ca_key_file, now)
        files.certificate.unlink(missing_ok=True)
    if not files.certificate.exists() or _expires(files.certificate) < now + timedelta(days=RENEW_DAYS):
        _make_certificate(files, ca_key_file, now)
    return files


def server_context(files: TlsFiles) -> ssl.SSLContext:
    """Return the server's TLS context, 1.2 or later. Raises `ssl.SSLError` for a key of another file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(files.certificate, files.key)
    return context


def _expires(path: Path) -> datetime:
    return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Atalaya"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _write_private(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a key that nobody else may read, whole or not at all."""
    data = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
    half.replace(path)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _make_authority(ca: Path, key_file: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Atalaya development authority")
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLACK)
        .not_valid_after(now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(identifier, critical=False)
        # Python 3.13 verifies strictly and wants the key identifiers of both, the root's included.
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    _write_private(key_file, key)
    ca.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _make_certificate(files: TlsFiles, ca_key_file: Path, now: datetime) -> None:
    ca = x509.load_pem_x509_certificate(files.ca.read_bytes())
    ca_key = serialization.load_pem_private_key(ca_key_file.read_bytes(), password=None)
    if not isinstance(ca_key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{ca_key_file}: not an elliptic-curve key")
    key = ec.generate_private_key(ec.SECP256R1())
    names = [
        *(x509.DNSName(name) for name in NAMES),
        *(x509.IPAddress(ipaddress.ip_address(address)) for address in ADDRESSES),
    ]
    identifier = ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name("Atalaya server"))
        .issuer_name(ca.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLACK)
        .not_valid_after(now + timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    _write_private(files.key, key)
    files.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
