"""What a run did: its report, what its user accepted, and what it lost since the last one."""
