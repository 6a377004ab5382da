"""A client of a Dask scheduler; Dask is an extra, and imported only here."""

import logging
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from archive.building.build_report import BuildError

PATIENCE = 30.0
"""Seconds that a scheduler has to answer, and a cluster to have a worker."""
_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?\S+:[0-9]+")
_CLOSING = 2.0
_TALKING = ("distributed", "tornado", "asyncio")
_MISSING = (
    "--dask needs Dask, which is not installed ({}); "
    "install it: python -m pip install --require-hashes -r requirements-dask.txt"
)


class ClusterError(BuildError):
    """A cluster cannot be used; the message names it and says what to do."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address; what it still waits for is given up when it closes."""
    try:
        from distributed import Client  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ClusterError(_MISSING.format(error)) from error
    if not _ADDRESS.fullmatch(address):
        raise ClusterError(f"{address}: is no address of a Dask scheduler; expected one like tcp://10.0.0.5:8786")
    _silence()
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no Dask scheduler answers ({error}); start one with: dask scheduler") from error
    try:
        yield client
    finally:
        with suppress(Exception):  # the scheduler may be gone
            client.close(timeout=_CLOSING)


def _silence() -> None:
    """Keeps Dask from telling at length what is said here in one line."""
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(_TALKING)]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class SentWhole:
    """A function that goes to scheduler and workers as its code, not as the name of a module that they may not have."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Pack a function of a module that has nothing else in it."""
        import cloudpickle  # noqa: PLC0415  part of the extra

        module = sys.modules[function.__module__]
        cloudpickle.register_pickle_by_value(module)
        self._packed: bytes = cloudpickle.dumps(function)
        self.__name__ = function.__name__

    def __call__(self, *arguments: Any) -> Any:
        """What the function returns."""
        return pickle.loads(self._packed)(*arguments)

    def __reduce__(self) -> tuple[Any, ...]:
        return pickle.loads, (self._packed,)
