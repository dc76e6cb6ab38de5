"""A task for the Windows Task Scheduler."""

import subprocess
from xml.etree import ElementTree

from scanner.schedule.plan import Every, Plan

ENCODING = "utf-16"  # with its mark, as the Task Scheduler itself exports tasks
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_START = "2026-01-01"  # any day in the past: the first run is the next that fits
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def files(plan: Plan) -> dict[str, str]:
    """The task: schtasks /Create /TN keysweep /XML keysweep.xml."""
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _text(task, "RegistrationInfo/Description", "keysweep: sweep for people's sensitive data")
    trigger = _child(task, "Triggers/CalendarTrigger")
    _text(trigger, "StartBoundary", f"{_START}T{plan.hour:02}:{plan.minute:02}:00")
    _text(trigger, "Enabled", "true")
    _schedule(trigger, plan.every)
    principal = _child(task, "Principals/Principal")
    principal.set("id", "Author")
    # Runs whether the user is logged on or not; schtasks asks for the password.
    _text(principal, "LogonType", "Password")
    _text(principal, "RunLevel", "LeastPrivilege")
    settings = _child(task, "Settings")
    _text(settings, "MultipleInstancesPolicy", "IgnoreNew")
    _text(settings, "StartWhenAvailable", "true")
    _text(settings, "ExecutionTimeLimit", "P7D")
    actions = _child(task, "Actions")
    actions.set("Context", "Author")
    action = _child(actions, "Exec")
    _text(action, "Command", plan.command[0])
    _text(action, "Arguments", subprocess.list2cmdline(plan.command[1:]))
    ElementTree.indent(task)
    body = ElementTree.tostring(task, encoding="unicode")
    return {"keysweep.xml": f'<?xml version="1.0" encoding="UTF-16"?>\n{body}\n'}


def _schedule(trigger: ElementTree.Element, every: Every) -> None:
    if every is Every.DAY:
        _text(trigger, "ScheduleByDay/DaysInterval", "1")
    elif every is Every.WEEK:
        week = _child(trigger, "ScheduleByWeek")
        _text(week, "WeeksInterval", "1")
        _child(week, "DaysOfWeek/Sunday")
    else:
        month = _child(trigger, "ScheduleByMonth")
        _text(month, "DaysOfMonth/Day", "1")
        months = _child(month, "Months")
        for name in _MONTHS:
            _child(months, name)


def _child(parent: ElementTree.Element, path: str) -> ElementTree.Element:
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    return parent


def _text(parent: ElementTree.Element, path: str, text: str) -> None:
    _child(parent, path).text = text
