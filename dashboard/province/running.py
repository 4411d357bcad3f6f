"""A run over a province: every district reckoned, here or on a cluster, and taken into the rollup."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from dashboard.config import Settings
from dashboard.errors import SettingsError, SubmissionRefused
from dashboard.i18n import Say
from dashboard.province.build import fingerprint
from dashboard.province.district import Job, Reckoned, reckoned
from dashboard.province.places import NOTHING, Place
from dashboard.province.rollup import Rollup, Written
from dashboard.province.summing import sum_up
from dashboard.workflows.wording import on_a_line


def run(settings: Settings, place: str, say: Say, *, cluster: str = "", states: str = "") -> Iterator[tuple[str, bool]]:
    """One line a district as it is done, and whether all of it was read; at last one about the whole.

    Raises
    ------
    SettingsError
        `province-missing`: no rollup is configured; `province-empty`, `province-told`: as `Place`;
        `province-cluster`: a cluster is named and its package is not installed.
    OSError
        The place, or the cluster's scheduler, is out of reach.
    """
    if not settings.province_url:
        raise SettingsError("province-missing")
    kept = Rollup(settings.province_url, writing=True)
    try:
        found = Place(place)
        told, jobs = found.about(), _jobs(found, kept.known(), states)
        districts = len(jobs)
        for job, done in _done(jobs, cluster):
            written = Written(0, 0) if done.fault else kept.write(done, told.get(done.district, NOTHING))
            if done.more:
                jobs.append(_following(job, done))
            yield _line(say, done, written)
        yield say("province.done", districts=districts, weeks=sum_up(kept)), True
    finally:
        kept.close()


def _jobs(place: Place, known: Mapping[str, Mapping[str, str]], states: str) -> deque[Job]:
    build = fingerprint()
    return deque(Job(place.url, states, name, build, known.get(name, {})) for name in place.districts())


def _following(job: Job, done: Reckoned) -> Job:
    """The job that goes on where one has left off."""
    fresh = {week.week.isoformat(): week.version for week in done.weeks if week.rows}
    return replace(job, known={**job.known, **fresh})


def _done(jobs: deque[Job], cluster: str) -> Iterator[tuple[Job, Reckoned]]:
    if not cluster:
        while jobs:
            job = jobs.popleft()
            yield job, reckoned(job)
        return
    try:
        from dashboard.province.cluster import by_workers
    except ImportError as error:
        raise SettingsError("province-cluster", reason=str(error)) from error
    yield from by_workers(cluster, jobs)


def _line(say: Say, done: Reckoned, written: Written) -> tuple[str, bool]:
    if done.fault:
        reason = on_a_line(say, SettingsError(done.fault, **{"district": done.district, **done.detail}))
        return say("province.fault", district=done.district, reason=reason), False
    lost = [(week.day, name, code) for week in done.weeks for name, code in week.refused]
    files = sum(week.files for week in done.weeks)
    told = {"district": done.district, "weeks": len(done.weeks), "written": written.weeks, "files": files}
    lines = [say("province.district", **told), *(_refused(say, *each) for each in lost)]
    return "\n".join(lines), not lost


def _refused(say: Say, day: date, name: str, code: str) -> str:
    reason = on_a_line(say, SubmissionRefused(code, name=name))
    return say("province.refused", day=day.isoformat(), name=name, reason=reason)
