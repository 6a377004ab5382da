"""Whole files from processes of visitors' SQL, beside the statements of pages: those need not wait for a file."""

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor

from archive.site.protection.limits import SiteLimits
from archive.site.protection.sql.pool import Busy, SqlPool
from archive.site.protection.sql.questions import FileQuestion, Outcome
from archive.site.protection.sql.sql_process import SqlProcess
from archive.site.protection.sql.visit import Visit


class FilePool(SqlPool):
    """An SqlPool that gives files too, as many at once as `file_processes`; more wait."""

    def __init__(self, address: str, limits: SiteLimits) -> None:
        super().__init__(address, limits)
        self._turns = asyncio.Semaphore(limits.file_processes)
        self._readers = ThreadPoolExecutor(limits.file_processes, thread_name_prefix="visitors-files")

    async def pieces(self, visit: Visit, question: FileQuestion) -> AsyncGenerator[bytes | Outcome]:
        """The pieces of a file, and its Outcome last; raises Busy if too many wait, or after `close`."""
        self._enter()
        try:
            async with self._turns:
                process = self._take(visit)
                if process is None:
                    yield Outcome(error="time")
                    return
                async for piece in self._read(process, question):
                    yield piece
        finally:
            self._give_back(visit)

    def close(self) -> None:
        """Ends all processes; what waits is answered that its time is up."""
        super().close()
        self._readers.shutdown(wait=False)

    async def _read(self, process: SqlProcess, question: FileQuestion) -> AsyncGenerator[bytes | Outcome]:
        loop, answer = asyncio.get_running_loop(), None
        process.begin(question)
        try:
            while not isinstance(answer, Outcome):
                answer = await loop.run_in_executor(self._readers, process.piece, question.seconds)
                yield Outcome(error="busy") if isinstance(answer, Outcome) and self._closed else answer
        finally:
            if not isinstance(answer, Outcome):  # nobody wants the rest
                process.end()

    def _enter(self) -> None:
        with self._lock:
            if self._closed or self._waiting >= self._limits.waiting + self._limits.processes:
                raise Busy
            self._waiting += 1
