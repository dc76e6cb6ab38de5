"""What tells that a sentence speaks of a ward, an office, a school or a story, and of no home.

Freely worded ways in are believed only where their sentence names none of these. What is said word
for word ("key under the mat") is believed anywhere.
"""

import re

_WORDS = (
    r"wards?|hospital|theatre|surgery room|treatment room|sluice|nurses['’]? station|drugs?|"
    r"medicines?|medication|cd|trolley|school|pupils?|students?|teachers?|class ?rooms?|lessons?|"
    r"exams?|college|university|nursery|playground|head ?teacher|office|offices|desk|reception "
    r"area|"
    r"meeting|meetings|boardroom|conference|training|policy|policies|procedure|audit|inspection|"
    r"risk assessment|interview|server|servers|router|laptop|computer|printer|website|software|"
    r"encryption|registry|database|account|login|ssh|api|app|keyboard|car|cars|van|vans|minibus|"
    r"lorry|bus|coach|train|fleet|depot|forklift|garage forecourt|warehouse|factory|stock ?room|"
    r"store "
    r"?room|shop floor|customers?|shoppers|delegates|visitors|audience|museum|cinema|hotel|"
    r"gym|"
    r"pool|changing rooms?|lockers?|story|stories|novel|book|film|episode|song|game|crossword|play|"
    r"lift|lifts|toilets?|fridge|freezer|oven|cupboards?|wardrobe|cabinet|filing|safe in the|petty "
    r"cash|bank|piano|music|map|legend|chart|graph|diagram|kennel|cage|hutch|aviary|stable|paddock"
)
_ELSEWHERE = re.compile(rf"(?<![a-z])(?:{_WORDS})(?![a-z])", re.IGNORECASE)
_EDGES = re.compile(r"[.!?;]\s|\n")
_FREE = 0.6  # score of freely worded patterns, and less


def is_elsewhere(text: str, start: int, end: int, score: float) -> bool:
    """Whether a freely worded finding stands in a sentence that is about no home."""
    if score > _FREE:
        return False
    before = [edge.end() for edge in _EDGES.finditer(text, max(0, start - 200), start)]
    after = _EDGES.search(text, end)
    first = before[-1] if before else max(0, start - 200)
    last = after.start() if after else min(len(text), end + 200)
    around = text[first:start] + " | " + text[end:last]
    return _ELSEWHERE.search(around) is not None
