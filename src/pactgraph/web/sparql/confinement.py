"""What a worker process may not do: open connections, take more memory than its share, outlive the server.

On Linux the kernel holds the first two. Elsewhere the memory limit depends on the system, and the refusal of
SERVICE rests on the text of the query alone.
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
#: By machine: what the kernel calls it, and its number of the call ``socket``.
SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
LOAD, IS_EQUAL, RETURN = 0x20, 0x15, 0x06


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def confine() -> bool:
    """Confine this process for good, and all threads that it begins; what it has open stays open.

    :returns: whether the kernel refuses connections from now on.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    if not sys.platform.startswith("linux"):
        return False
    return _refuse_sockets(ctypes.CDLL(None, use_errno=True))


def end_with_parent() -> None:
    """Let this process end when the one that began it ends, also while the engine works."""
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
    """Let this process take so many bytes more than it has taken; the engine ends where it gets no more."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGESIZE") + size
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def step_back(process: int) -> None:
    """Let all others go before a process."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, 10)
