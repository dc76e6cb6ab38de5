"""A systemd service and its timer.

The service may read files, write inventories, and little else: docs/guides/systemd.md says why each
line is there.
"""

from scanner.schedule.plan import Every, Plan

_CALENDAR = {Every.DAY: "*-*-*", Every.WEEK: "Sun *-*-*", Every.MONTH: "*-*-01"}


def files(plan: Plan) -> dict[str, str]:
    """The units, by the name they are installed under in /etc/systemd/system."""
    return {"keysweep.service": _service(plan), "keysweep.timer": _timer(plan)}


def _service(plan: Plan) -> str:
    into = _quoted(str(plan.into))
    return f"""\
# Install, as root:
#   useradd --system --no-create-home --shell /usr/sbin/nologin keysweep
#   install -d -o keysweep -g keysweep -m 0700 {into}
# Put both units into /etc/systemd/system, then
#   systemctl daemon-reload && systemctl enable --now keysweep.timer
[Unit]
Description=keysweep: sweep for people's sensitive data
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={" ".join(map(_quoted, plan.command))}
# 3: something could not be examined; the inventory and the notice say what.
SuccessExitStatus=3
# Secrets, such as KEYSWEEP_WEBHOOK_URL; readable by root alone.
EnvironmentFile=-/etc/keysweep/environment
User=keysweep
# It may read every file and change none. Take both lines away where the account of its own may
# read the targets anyway, or where they are not files of this machine.
CapabilityBoundingSet=CAP_DAC_READ_SEARCH
AmbientCapabilities=CAP_DAC_READ_SEARCH
ReadWritePaths={into}
# The cache lies here, and the hash key where the configuration names no hash_key_file.
StateDirectory=keysweep
StateDirectoryMode=0700
Environment=XDG_CONFIG_HOME=/var/lib/keysweep
{_network(plan)}{_HARDENING}"""


# @system-service allows what limits the workers' memory and shuts them in. No
# MemoryDenyWriteExecute: libraries that call back from C write code as they run.
_HARDENING = """\
Nice=10
UMask=0077
MemoryMax=75%
OOMPolicy=continue
LimitCORE=0
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
PrivateMounts=yes
ProtectProc=invisible
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
KeyringMode=private
SystemCallArchitectures=native
SystemCallFilter=@system-service seccomp
SystemCallFilter=landlock_create_ruleset landlock_add_rule landlock_restrict_self
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
"""


def _network(plan: Plan) -> str:
    """None at all where every target is a folder and nobody is told: mounted shares stay there."""
    if plan.told or any("://" in one and not one.startswith("file:") for one in plan.targets):
        return "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK\n"
    return "PrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX\n"


def _timer(plan: Plan) -> str:
    return f"""\
[Unit]
Description=keysweep: when to sweep

[Timer]
OnCalendar={_CALENDAR[plan.every]} {plan.hour:02}:{plan.minute:02}:00
# A machine that was off sweeps when it is back.
Persistent=yes
RandomizedDelaySec=10min

[Install]
WantedBy=timers.target
"""


def _quoted(text: str) -> str:
    """One word of ExecStart: no specifier, variable or separator of systemd's in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    plain = text and all(char.isalnum() or char in "/._-:=@+,%$" for char in text)
    return escaped if plain else f'"{escaped}"'
