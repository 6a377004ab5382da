"""The processes of visitors' SQL: kept as long as they are small, whatever their server needs."""

import resource
from pathlib import Path

from archive.site.protection.limits import chosen
from archive.site.protection.sql.questions import Question
from archive.site.protection.sql.sql_process import SqlProcess

LARGE = 200_000_000


def test_a_process_is_kept_though_its_server_is_large(archive: Path) -> None:
    server = b"x" * LARGE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > len(server) // 1024
    process = SqlProcess(f"file:{archive}?immutable=1", chosen())
    for _ in range(2):
        question = Question(sql="select count(*) from projects", values=None, seconds=60, rows=1, cells=1)
        assert process.ask(question).rows[0][0]
    assert not process.ended
    process.end()
