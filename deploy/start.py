"""Start the dashboard from a folder: virtual environment, pinned packages, server, browser. Needs Python alone.

`start.cmd` calls it on Windows; it does the same elsewhere. Where a folder `wheels` lies beside, as in a bundle,
packages are installed from there and nothing is asked of a network.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import venv
import webbrowser
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST = (3, 11)
PORT = 8501
LISTS = ("requirements.txt", "constraints.txt")
_READY_S = 120


def main(typed: Sequence[str] | None = None) -> int:
    """Install what is missing, then serve until Ctrl-C; the exit code of what went wrong otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--install-only", action="store_true")
    chosen = parser.parse_args(typed)
    if sys.version_info < LEAST:
        return _fail("需要 Python 3.11 或更高版本。/ Python 3.11 or later is needed.")
    if code := installed(ROOT):
        return code
    if chosen.install_only:
        return 0
    if _answers(chosen.port):
        return _fail(f"端口 {chosen.port} 已被占用。/ Port {chosen.port} is in use; try --port.")
    if not chosen.no_browser:
        threading.Thread(target=_shown, args=(chosen.port,), daemon=True).start()
    return _served(chosen.port)


def _served(port: int) -> int:
    """Run the server until it ends or this process is told to; it never outlives this one."""
    command = [str(interpreter(ROOT)), "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.terminate()
            return 0


def interpreter(root: Path) -> Path:
    """Python of the virtual environment, wherever this system keeps it."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def installed(root: Path) -> int:
    """Make the virtual environment hold the pinned packages; 0 when it does. Does nothing when they are there."""
    wanted = hashlib.sha256(b"".join((root / name).read_bytes() for name in LISTS)).hexdigest()
    mark = root / ".venv" / ".started"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted and interpreter(root).exists():
        return 0
    sys.stdout.write("正在安装，首次需要几分钟…… / Installing, some minutes the first time ...\n")
    sys.stdout.flush()
    venv.create(root / ".venv", with_pip=True)
    wheels = root / "wheels"
    source = ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    lists = ["-r", str(root / LISTS[0]), "-c", str(root / LISTS[1])]
    pip = [str(interpreter(root)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code = subprocess.run([*pip, *source, *lists], check=False).returncode
    if code:
        return _fail("安装未完成，原因见上。/ The installation did not finish; the reason stands above.")
    mark.write_text(wanted, encoding="utf-8")
    return 0


def _shown(port: int) -> None:
    """Open the browser once the server answers."""
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        if _answers(port):
            webbrowser.open(f"http://127.0.0.1:{port}")
            return
        time.sleep(0.3)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
