"""The one function that is sent to workers as it is written, for neither they nor the scheduler may have esfarkiv."""


def read_on_worker(packed: bytes) -> str:
    """Has a worker read a packed PartitionRequest; returns what the person who builds must mend, or an empty text."""
    import pickle  # noqa: PLC0415  what it needs goes with it
    import socket  # noqa: PLC0415  the same

    try:
        from archive.building.cluster.reading_process import read_elsewhere  # noqa: PLC0415  the same

        return read_elsewhere(pickle.loads(packed))
    except ImportError as error:
        wrong = f"has no esfarkiv of this version ({error}); install it and start it again"
    except Exception as error:  # what is raised here might not arrive, and the builder would wait for ever
        wrong = f"could not read a partition ({type(error).__name__}: {error})"
    return f"{socket.gethostname()}: a worker {wrong}"
