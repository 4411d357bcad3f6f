"""Districts reckoned by the workers of a Dask cluster. The one module that knows Dask, which is an optional extra.

Dask promises that a task is done at least once: it does it again where a worker was lost, or when it cannot tell. So a
task writes nothing but its state (under a name made of what is in it), its rows come back to whoever asked, and
each result is taken once.
"""

from collections import deque
from collections.abc import Iterator
from itertools import count

from distributed import Client, Future, KilledWorker, as_completed, get_worker

from dashboard.province.district import Job, Reckoned, reckoned

_PATIENCE_S = 30


def by_workers(url: str, jobs: deque[Job]) -> Iterator[tuple[Job, Reckoned]]:
    """What came of every job, as they are done; what is put to `jobs` meanwhile is done too.

    One whose workers were lost again and again is said to be so.

    Raises
    ------
    OSError
        Nobody answers at the scheduler's address.
    """
    asked: dict[Future, Job] = {}
    numbers = count()
    with Client(url, timeout=_PATIENCE_S, set_as_default=False) as client:
        done = as_completed(_submitted(client, jobs, asked, numbers), loop=client.loop)
        while asked:
            future = next(done)
            job = asked.pop(future)
            yield job, _result(future, job)
            # what was taken is not kept in the workers' memory, nor done again when one of them goes
            future.release()
            done.update(_submitted(client, jobs, asked, numbers))


def _submitted(client: Client, jobs: deque[Job], asked: dict[Future, Job], numbers: Iterator[int]) -> list[Future]:
    fresh = []
    while jobs:
        job = jobs.popleft()
        fresh.append(client.submit(_by_worker, job, key=f"{job.district}-{next(numbers)}", pure=False))
        asked[fresh[-1]] = job
    return fresh


def _result(future: Future, job: Job) -> Reckoned:
    try:
        found = future.result()
    except KilledWorker:
        return Reckoned(job.district, fault="province-worker-lost")
    assert isinstance(found, Reckoned)
    return found


def _by_worker(job: Job) -> Reckoned:
    # a folder of the worker's own: what one leaves that was killed, the next to start there clears away
    return reckoned(job, get_worker().local_directory)
