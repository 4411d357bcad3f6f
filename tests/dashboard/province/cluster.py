"""A Dask cluster of real processes on this machine: one scheduler, some workers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

from dashboard.config import ROOT


@dataclass
class Cluster:
    """Its scheduler's address, and the workers by the address each answers at."""

    url: str
    workers: dict[str, subprocess.Popen[bytes]]

    def kill(self, address: str) -> None:
        """SIGKILL to one worker that was started here."""
        self.workers[address].kill()
        self.workers[address].wait(20)


@contextmanager
def started(folder: Path, workers: int) -> Iterator[Cluster]:
    """Running until left; each worker has one thread, no nanny that would start it anew, and a folder of its own."""
    told, processes = folder / "scheduler.json", []
    environ = os.environ | {"PYTHONPATH": str(ROOT)}

    def begun(module: str, *options: str) -> subprocess.Popen[bytes]:
        log = (folder / f"{len(processes)}.log").open("wb")
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--scheduler-file", str(told), *options]
        with log:
            process = subprocess.Popen(command, cwd=folder, env=environ, stdout=log, stderr=subprocess.STDOUT)
        processes.append(process)
        return process

    try:
        begun("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        own = (
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(folder),
        )
        ours = {f"w{n}": begun("dask_worker", *own, "--name", f"w{n}") for n in range(workers)}
        deadline = time.monotonic() + 60
        while not told.exists():
            assert time.monotonic() < deadline, (folder / "0.log").read_text()
            time.sleep(0.1)
        with Client(scheduler_file=str(told), set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
            known = client.scheduler_info(n_workers=-1)["workers"]
            url = client.scheduler_info(n_workers=0)["address"]
        yield Cluster(url, {address: ours[worker["name"]] for address, worker in known.items()})
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(15)
