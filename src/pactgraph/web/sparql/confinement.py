"""The confinement of a worker process: no connections, a memory limit, and no life after the server.

On Linux the kernel enforces the first two. Elsewhere the memory limit depends on the system, and SERVICE is
refused by the text of the query alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import platform
import signal
import struct
import sys
import threading
from multiprocessing.connection import wait
from pathlib import Path

PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1  # the call fails with EPERM
#: By machine: its number in the kernel, and the number of its system call ``socket``.
SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
LOAD, IS_EQUAL, RETURN = 0x20, 0x15, 0x06


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def confine() -> bool:
    """Confine this process and its threads for good; open files and connections stay open.

    :returns: whether the kernel refuses new connections.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    if not sys.platform.startswith("linux"):
        return False
    return _refuse_sockets(ctypes.CDLL(None, use_errno=True))


def end_with_parent() -> None:
    """End this process when its parent ends, also while the engine runs a query."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _refuse_sockets(kernel: ctypes.CDLL) -> bool:
    if platform.machine() not in SOCKET:
        return False
    machine, socket = SOCKET[platform.machine()]
    lines = (
        (LOAD, 0, 0, 4),  # the machine
        (IS_EQUAL, 0, 3, machine),
        (LOAD, 0, 0, 0),  # the call
        (IS_EQUAL, 0, 1, socket),
        (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ALLOW),
    )
    text = b"".join(struct.pack("=HBBI", *line) for line in lines)
    program = _Program(len(lines), text)
    if kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def limit_memory(size: int) -> None:
    """Let this process take so many more bytes of memory; the engine aborts where it gets no more."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGESIZE") + size
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def step_back(process: int) -> None:
    """Lower the priority of a process."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, 10)
