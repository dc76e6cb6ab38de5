"""A line for a user's crontab."""

import shlex

from scanner.schedule.plan import Every, Plan

_DAYS = {Every.DAY: "* * *", Every.WEEK: "* * 0", Every.MONTH: "1 * *"}


def files(plan: Plan) -> dict[str, str]:
    """The line, with a comment above it."""
    # Cron takes a percent sign for a line break, whatever quotes it stands in.
    command = shlex.join(plan.command).replace("%", "\\%")
    return {
        "keysweep.cron": (
            "# Add with crontab -e. Secrets such as KEYSWEEP_WEBHOOK_URL are set above it:\n"
            "# NAME=value, in a crontab that only its owner can read.\n"
            f"{plan.minute} {plan.hour} {_DAYS[plan.every]} {command}\n"
        )
    }
