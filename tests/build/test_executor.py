"""Calls in processes of this machine: results in any order, errors, lost workers, and what ends them."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from loosfiches.build.executor import LocalExecutor, WorkerLost

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")


@pytest.fixture(params=[0, 1500], ids=["forked", "bounded"])
def executor(request: pytest.FixtureRequest) -> LocalExecutor:
    return LocalExecutor(2, request.param)


def test_results_are_those_of_the_calls(executor: LocalExecutor) -> None:
    with executor:
        assert [future.result() for future in [executor.submit(pow, 2, number) for number in range(50)]] == [
            2**number for number in range(50)
        ]


def test_calls_run_at_the_same_time_in_processes_of_their_own(executor: LocalExecutor) -> None:
    with executor:
        started = time.monotonic()
        both = [executor.submit(time.sleep, 1), executor.submit(time.sleep, 1)]
        numbers = {executor.submit(os.getpid).result() for _ in range(20)}
        assert [future.result() for future in both] == [None, None]
        assert time.monotonic() - started < 10
    assert os.getpid() not in numbers
    assert len(numbers) <= 2


def test_an_error_is_that_of_the_call_and_the_worker_goes_on(executor: LocalExecutor) -> None:
    with executor:
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 1, 0).result()
        assert executor.submit(divmod, 7, 2).result() == (3, 1)


def test_an_error_that_cannot_be_sent_is_told_in_words(executor: LocalExecutor) -> None:
    with executor, pytest.raises(RuntimeError, match="Odd: x"):
        executor.submit(exec, "class Odd(Exception): pass\nraise Odd('x')").result()


def test_a_worker_that_is_killed_fails_its_call_and_another_takes_its_place(executor: LocalExecutor) -> None:
    with executor:
        with pytest.raises(WorkerLost) as lost:
            executor.submit(signal.raise_signal, signal.SIGKILL).result()
        assert lost.value.status == -signal.SIGKILL
        assert executor.submit(abs, -1).result() == 1


def test_leaving_ends_what_runs_and_cancels_what_waits(executor: LocalExecutor) -> None:
    with executor:
        running = [executor.submit(time.sleep, 600) for _ in range(2)]
        while not all(future.running() for future in running):
            time.sleep(0.01)
        waiting = executor.submit(abs, 1)
    with pytest.raises(CancelledError):
        waiting.result()
    for future in running:
        with pytest.raises(RuntimeError):  # lost, or not begun
            future.result()
    with pytest.raises(RuntimeError, match="shut down"):
        executor.submit(abs, 1)


def test_a_shutdown_waits_for_what_was_asked(executor: LocalExecutor) -> None:
    future = executor.submit(time.sleep, 0.2)
    executor.shutdown()
    assert future.done()


PROGRAM = """
import os, sys, time
from loosfiches.build.executor import LocalExecutor
with LocalExecutor(2, int(sys.argv[1])) as executor:
    numbers = {executor.submit(os.getpid).result() for _ in range(50)}
    futures = [executor.submit(time.sleep, 600) for _ in numbers]
    print(*numbers, flush=True)
    futures[0].result()
"""


@pytest.mark.parametrize("megabytes", ["0", "1500"])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_workers_end_with_their_parent_however_it_ends(megabytes: str, sent: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, megabytes], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        numbers = [int(number) for number in process.stdout.readline().split()]
        assert numbers
        process.send_signal(sent)
        process.wait(10)
    limit = time.monotonic() + 20
    while any(map(_is_alive, numbers)):
        assert time.monotonic() < limit
        time.sleep(0.01)


def _is_alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
