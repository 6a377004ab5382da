"""What the operating system bounds for this process: memory, files and dumps. Windows bounds none of them."""

import sys

if sys.platform != "win32":
    import resource


def set_limits(memory: int, most_memory: int, file: int) -> None:
    """Bounds the bytes of memory, which `raise_memory_limit` may raise to the most, and of a file; forbids dumps.

    Bounds that whoever started the process has set, and that are lower, stay.
    """
    if sys.platform != "win32":
        bounds = {resource.RLIMIT_AS: (memory, most_memory), resource.RLIMIT_FSIZE: (file, file)}
        for kind, (bound, most) in (bounds | {resource.RLIMIT_CORE: (0, 0)}).items():
            _, highest = resource.getrlimit(kind)
            is_free = highest == resource.RLIM_INFINITY
            resource.setrlimit(kind, (bound, most) if is_free else (min(bound, highest), min(most, highest)))


def raise_memory_limit() -> None:
    """Raises the bound of memory to the highest that was set."""
    if sys.platform != "win32":
        _, highest = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (highest, highest))


def most_memory_kb() -> int:
    """The most memory that this process has had, in kB; 0 where the system does not tell. macOS counts in bytes."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1000 if sys.platform == "darwin" else most
