"""Shuts a child process in: a file that takes a parser over finds nothing to do harm with.

A child that is shut in makes no connection, changes nothing on any disk, starts no program and
touches no other process. The kernel refuses it (seccomp, for every thread of the process and for
good); the filter is written by the system's libseccomp, which knows the calls of each machine.
It may still read what the sweep's account may read, and answer its parent.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Thread

# What children may not do, as people are told.
SHUT_IN = "no network, no writes, no programs"
OVER_NETWORK = "the target is read over the network"

_LIBRARY = "libseccomp.so.2"
# seccomp.h of libseccomp 2.5
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_EVERY_THREAD = 4  # SCMP_FLTATR_CTL_TSYNC
_NOT_EQUAL, _MASKED_EQUAL = 1, 7
# Of prctl(2), and of clone(2):
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_CLONE_THREAD = 0x00010000

_NETWORK = "socket"
_PROGRAMS = "execve execveat fork vfork"
_WRITES = """
creat truncate rename renameat renameat2 unlink unlinkat rmdir mkdir mkdirat mknod mknodat link
linkat symlink symlinkat chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes
utimensat futimesat setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr
removexattrat open_by_handle_at mount umount2 pivot_root chroot move_mount mount_setattr fsopen
fspick open_tree swapon swapoff quotactl quotactl_fd mq_open mq_unlink shmget msgget semget
"""
_OTHER_PROCESSES = """
ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd
pidfd_send_signal tkill rt_sigqueueinfo rt_tgsigqueueinfo setns unshare
"""
_KERNEL = """
bpf perf_event_open userfaultfd keyctl add_key request_key init_module finit_module delete_module
kexec_load kexec_file_load reboot settimeofday clock_settime clock_adjtime adjtimex iopl ioperm
acct sethostname setdomainname
"""
# Their arguments lie in memory, out of a filter's sight; libraries do without them.
_UNSEEN = "openat2 clone3 io_uring_setup io_uring_enter io_uring_register"


class _Argument(ctypes.Structure):
    """`struct scmp_arg_cmp`: what an argument of a call is compared with."""

    _fields_ = (
        ("position", ctypes.c_uint),
        ("comparison", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    """One call that is refused, always or where an argument is so."""

    call: str
    error: int = errno.EACCES
    argument: tuple[int, int, int, int] | None = None  # the fields of `_Argument`


def harden() -> None:
    """No privilege is gained by starting a program, and nobody reads this process's memory."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def shut_in() -> None:
    """Shuts this process in, with all its threads. Raises `OSError` where it cannot be."""
    _apply(every_thread=True)


def obstacle() -> str:
    """Why children cannot be shut in on this machine; "" where they can. A thread tries it."""
    if sys.platform != "linux":
        return "only Linux can shut them in"
    told = ["the trial broke off"]

    def attempt() -> None:
        try:
            _apply(every_thread=False)
        except OSError as error:
            told[0] = error.strerror or str(error)
        else:
            told[0] = ""

    trial = Thread(target=attempt)
    trial.start()
    trial.join()
    return told[0]


def in_words(sources: Iterable[str]) -> str:
    """What children are kept from while they read from sources of these registry names."""
    reached = sorted(set(sources) - {"files"})
    reason = f"{OVER_NETWORK} ({', '.join(reached)})" if reached else obstacle()
    return f"limits only, because {reason}" if reason else SHUT_IN


def _apply(every_thread: bool) -> None:
    library = _library()
    context = library.seccomp_init(_ALLOW)
    if not context:
        raise OSError(errno.ENOMEM, "libseccomp makes no filter")
    try:
        if every_thread:
            _ask(library.seccomp_attr_set(context, _EVERY_THREAD, 1))
        for rule in _rules():
            _refuse(library, context, rule)
        _ask(library.seccomp_load(context))
    finally:
        library.seccomp_release(context)


def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        raise OSError(errno.ENOENT, "libseccomp is missing (Debian: libseccomp2)") from None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = (ctypes.c_uint32,)
    library.seccomp_release.argtypes = (ctypes.c_void_p,)
    library.seccomp_load.argtypes = (ctypes.c_void_p,)
    library.seccomp_attr_set.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32)
    library.seccomp_syscall_resolve_name.argtypes = (ctypes.c_char_p,)
    library.seccomp_rule_add_array.argtypes = (
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint),
        ctypes.POINTER(_Argument),
    )
    return library


def _refuse(library: ctypes.CDLL, context: int, rule: _Rule) -> None:
    number = library.seccomp_syscall_resolve_name(rule.call.encode())
    if number == -1:  # a call younger than this libseccomp
        return
    arguments = (_Argument * 1)(_Argument(*rule.argument)) if rule.argument else None
    count = 1 if rule.argument else 0
    added = library.seccomp_rule_add_array(context, _ERRNO | rule.error, number, count, arguments)
    if added != -errno.EDOM:  # a call that this machine does not have
        _ask(added)


def _ask(result: int) -> None:
    """Raises `OSError` for what libseccomp answers in its place."""
    if result < 0:
        raise OSError(-result, f"the kernel refuses a filter ({errno.errorcode.get(-result, '?')})")


def _rules() -> Iterator[_Rule]:
    for call in (_NETWORK + " " + _PROGRAMS + _WRITES + _OTHER_PROCESSES + _KERNEL).split():
        yield _Rule(call)
    for call in _UNSEEN.split():
        yield _Rule(call, errno.ENOSYS)
    for call, flags in (("open", 1), ("openat", 2)):
        for flag in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC):
            yield _Rule(call, argument=(flags, _MASKED_EQUAL, flag, flag))
    # A thread is made with this flag; without it, a process that would outlive its time limit.
    yield _Rule("clone", argument=(0, _MASKED_EQUAL, _CLONE_THREAD, 0))
    for call in ("kill", "tgkill"):
        yield _Rule(call, argument=(0, _NOT_EQUAL, os.getpid(), 0))
    yield _Rule("prlimit64", argument=(0, _NOT_EQUAL, 0, 0))
