"""A systemd service and its timer."""

from scanner.schedule.plan import Every, Plan

_CALENDAR = {Every.DAY: "*-*-*", Every.WEEK: "Sun *-*-*", Every.MONTH: "*-*-01"}


def files(plan: Plan) -> dict[str, str]:
    """The units, by the name they are installed under in /etc/systemd/system."""
    return {"keysweep.service": _service(plan), "keysweep.timer": _timer(plan)}


def _service(plan: Plan) -> str:
    return f"""\
# Install: put both units into /etc/systemd/system, then
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
# Better an account of its own that may read the targets and nothing else:
#User=keysweep
Nice=10
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths={_quoted(str(plan.into))}
# The cache lies here, and the hash key where the configuration names no hash_key_file.
StateDirectory=keysweep
Environment=XDG_CONFIG_HOME=/var/lib/keysweep
"""


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
