"""On a cluster: the figures of one machine, and a worker that is killed loses and doubles nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from distributed import Client

from dashboard.config import ROOT
from tests.dashboard.province import cluster
from tests.dashboard.province.kept import figures, run, summed, versions
from tests.dashboard.province.places import province

DISTRICTS = {f"第{n}区": n for n in range(1, 5)}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A province's folder, and its rollup as this machine alone reckons it."""
    folder = tmp_path_factory.mktemp("province")
    url = f"sqlite:///{folder / 'alone.sqlite3'}"
    run(url, province(folder / "in", DISTRICTS))
    return folder / "in", url


def test_the_command_on_a_cluster_gives_the_figures_of_one_machine(here: tuple[Path, str], tmp_path: Path) -> None:
    place, alone = here
    with cluster.started(tmp_path, workers=2) as found:
        url = f"sqlite:///{tmp_path / 'together.sqlite3'}"
        done = _command(place, found.url, url, tmp_path / "states")
        said, errors = done.communicate(timeout=300)
    assert (done.returncode, errors) == (0, "")
    assert said.splitlines()[-1] == "4 districts; 3 weeks added up anew"
    assert (figures(url), versions(url), summed(url)) == (figures(alone), versions(alone), summed(alone))


def test_a_worker_killed_in_mid_run_loses_and_doubles_nothing(here: tuple[Path, str], tmp_path: Path) -> None:
    place, alone = here
    with cluster.started(tmp_path, workers=2) as found, Client(found.url, set_as_default=False) as watching:
        url = f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        running = _command(place, found.url, url, tmp_path / "states")
        victim = _at_work(watching, after=1)
        found.kill(victim)
        said, errors = running.communicate(timeout=300)
        assert set(watching.scheduler_info(n_workers=-1)["workers"]) == found.workers.keys() - {victim}
    assert running.returncode == 0, errors
    assert sorted(line.partition(":")[0] for line in said.splitlines()[:-1]) == sorted(DISTRICTS)
    assert (figures(url), versions(url), summed(url)) == (figures(alone), versions(alone), summed(alone))


def _command(place: Path, cluster_url: str, url: str, states: Path) -> subprocess.Popen[str]:
    environ = os.environ | {"DISPATCH_PROVINCE": url, "LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT)}
    environ = {name: value for name, value in environ.items() if name not in ("LC_ALL", "LC_MESSAGES")}
    words = [sys.executable, "-m", "dashboard", "province", str(place), "--cluster", cluster_url]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([*words, "--states", str(states)], cwd=ROOT, env=environ, **pipes)


def _at_work(watching: Client, after: int) -> str:
    """The address of a worker that is reckoning a district, once so many of them are done."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        done = sum(watching.run_on_scheduler(_finished).values())
        busy = [address for address, tasks in watching.processing().items() if tasks]
        if done >= after and busy:
            return str(busy[0])
        time.sleep(0.02)
    raise AssertionError("no worker came to reckon anything")


def _finished(dask_scheduler) -> dict[str, int]:  # type: ignore[no-untyped-def]  # Dask passes it by this name
    return {
        prefix.name: prefix.state_counts["memory"] + prefix.state_counts["released"]
        for prefix in dask_scheduler.task_prefixes.values()
    }
