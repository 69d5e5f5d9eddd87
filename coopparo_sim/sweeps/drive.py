"""Handing runs out to workers and living through what goes wrong: a run that raises, a run that kills its worker, a full disk.

Runs go out in spans. A span in which a run raises comes back and its runs go out one by one, so that the others are kept. Where a
worker dies, nobody knows whose fault it was: all spans that were out then are suspects. Suspects go out last and one at a time,
first as spans, then as single runs, so that in the end only the run that kills its worker is set aside.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Literal

from coopparo_sim.sweeps.engines import Engine
from coopparo_sim.sweeps.futures import _undisturbed
from coopparo_sim.sweeps.store import Span, StoreFailed

AHEAD = 2
"""Spans handed out per worker: one to do, one to go on with."""
SPAN_SECONDS = 4.0
"""How long a span should take: long against handing it out, short against losing it."""
TICK = 1e-6
"""Least time that a span is taken to need, s."""
MOST_RUNS = 1000
"""Runs in a span at most."""
HOPELESS = 10
"""Failed runs, with none that succeeded before them, after which a sweep gives up."""
FailureKind = Literal["raised", "worker_died"]


class Hopeless(Exception):
    """No run succeeds; says what the last one met."""


@dataclass
class Drive:
    """One pass through all that is to do.

    Attributes
    ----------
    engine
        Where runs are done.
    task
        What a worker does: (start, stop) -> seconds that the runs took, once bound to its sweep.
    on_done
        Called with each span that is done.
    on_failure
        Called with each single run that failed, how, and the details.
    most_runs
        Runs in a span at most.
    """

    engine: Engine
    task: Callable[[int, int], float]
    on_done: Callable[[Span], None]
    on_failure: Callable[[Span, FailureKind, str], None]
    most_runs: int = MOST_RUNS
    _queue: deque[Span] = field(default_factory=deque)
    _suspects: deque[Span] = field(default_factory=deque)
    _failures: int = 0
    _successes: int = 0
    _size: int = 1

    def through(self, spans: Iterable[Span]) -> None:
        """Do all ``spans``.

        Raises
        ------
        StoreFailed
            If results cannot be written.
        Hopeless
            If run after run fails and none succeeds.
        """
        self._queue.extend(spans)
        while self._queue or self._suspects:
            if self._queue:
                self._pass(self._queue, min(self.engine.workers, sum(s.n for s in self._queue)), self.engine.workers * AHEAD)
            else:
                self._pass(self._suspects, 1, 1)

    def _pass(self, source: deque[Span], workers: int, most: int) -> None:
        """Empty ``source`` with one executor, or until a worker dies."""
        out: dict[Future[float], Span] = {}
        broken = False
        with self.engine.open(workers) as executor:
            with _undisturbed():
                broken = self._hand_out(executor, source, out, most)
            while out:
                done, _ = wait(out, return_when=FIRST_COMPLETED)
                broken |= any([self._settle(task, out.pop(task), alone=most == 1) for task in done])
                if not broken:
                    broken = self._hand_out(executor, source, out, most)

    def _hand_out(self, executor: Executor, source: deque[Span], out: dict[Future[float], Span], most: int) -> bool:
        """Submit spans until ``most`` are out; tell whether the executor is broken."""
        while source and len(out) < most:
            span, rest = source[0].cut(self._next_size(source) if most > 1 else source[0].n)
            try:
                task = executor.submit(self.task, span.start, span.stop)
            except BrokenExecutor:
                return True
            out[task] = span
            source.popleft()
            if rest.n:
                source.appendleft(rest)
        return False

    def _next_size(self, source: deque[Span]) -> int:
        """Runs of the next span: towards the end they get shorter, so that all workers end at about the same time."""
        if len(source) > 1:
            return self._size
        return max(1, min(self._size, source[0].n // (self.engine.workers * AHEAD)))

    def _settle(self, task: Future[float], span: Span, alone: bool) -> bool:
        """Take the answer to one span; tell whether a worker died."""
        problem = task.exception()
        if problem is None:
            self._successes += span.n
            self._size = max(1, min(self.most_runs, int(SPAN_SECONDS * span.n / max(task.result(), TICK))))
            self.on_done(span)
            return False
        if isinstance(problem, StoreFailed):
            raise problem
        died = isinstance(problem, self.engine.lost)
        if died and not alone:
            self._suspects.append(span)
        elif span.n > 1:
            (self._suspects if died else self._queue).extendleft(reversed(span.singles()))
        else:
            self._give_up_on(span, "worker_died" if died else "raised", problem)
        return died

    def _give_up_on(self, span: Span, kind: FailureKind, problem: BaseException) -> None:
        details = "".join(traceback.format_exception(problem))
        self._failures += 1
        self.on_failure(span, kind, details)
        if not self._successes and self._failures >= HOPELESS:
            raise Hopeless(details)
