"""How deep repeats lie inside repeats, read from the text of an expression before it is compiled.

`regex` needs twice the time for each further level: 20 levels take ten seconds, 40 for ever.
"""

import regex

_TOKEN = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", regex.DOTALL)


def nested_repeats(pattern: str) -> int:
    """The most groups with a repeat behind them that lie inside each other."""
    open_groups, closed = [0], 0  # the deepest nesting in each open group; in the last one closed
    behind = False  # a group
    for piece in _TOKEN.findall(pattern):
        if piece == "(":
            open_groups.append(0)
        elif piece == ")" and len(open_groups) > 1:
            closed = open_groups.pop()
            open_groups[-1] = max(open_groups[-1], closed)
        elif behind and piece[0] in "*+?{":
            open_groups[-1] = max(open_groups[-1], closed + 1)
        behind = piece == ")"
    return max(open_groups)
