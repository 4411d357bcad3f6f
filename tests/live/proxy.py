"""nginx as it is deployed: TLS in front of the dashboard, with or without its own sign-in."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from string import Template

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dashboard.config import ROOT
from tests.live.conftest import free_port

CONF = ROOT / "deploy" / "nginx" / "dashboard.conf.template"
REPLICAS = ROOT / "deploy" / "nginx" / "replicas.conf.template"
ABOUT = """daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  include {folder}/sites/*.conf;
}}
"""


@contextlib.contextmanager
def running(folder: Path, *dashboards: int, authentication: str = "", port: int = 0) -> Iterator[str]:
    """The address of a proxy before the dashboard at a port of this machine, or before several of them."""
    sites = folder / "sites"
    sites.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    certificate, key = _certificate(folder)
    words = {
        "LISTEN": f"127.0.0.1:{port}", "SERVER_NAME": "127.0.0.1", "CERTIFICATE": certificate, "CERTIFICATE_KEY": key,
        "DASHBOARD": f"127.0.0.1:{dashboards[0]}" if len(dashboards) == 1 else "dashboards",
        "AUTHENTICATION": authentication, "SERVERS": " ".join(f"server 127.0.0.1:{each};" for each in dashboards),
    }  # fmt: skip
    for template in (CONF,) if len(dashboards) == 1 else (CONF, REPLICAS):
        text = Template(template.read_text(encoding="utf-8")).safe_substitute(words)
        (sites / template.name.removesuffix(".template")).write_text(text)
    # started by root its workers would be somebody else's, who may not look into a test's folder
    as_root = "user root root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(as_root + ABOUT.format(folder=folder))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program, "nginx is missing: `make packages` installs it or prints the command that does"
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"https://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of our own for this machine, good for a day."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    held, secret = folder / "certificate.pem", folder / "key.pem"
    held.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return held, secret
