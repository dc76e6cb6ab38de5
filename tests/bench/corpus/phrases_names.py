"""How people are named in running text: with a title, behind a label, bare."""

from .halves import lines

TITLED = lines("""
{titled} was up and dressed when I came.
Visited {titled} at {time}, all well.
Please apologise to {titled} for the late call.
{titled} refused her lunch again
I have asked {titled} to ring the surgery.
Supper given to {titled}
Dear {titled}
{titled}'s stairlift is broken
Met with {titled} and {kin_titled} about the respite week.
Bed changed for {titled}, no marks on skin
cream applied to legs of {titled}
{titled} not home, neighbour says shopping
Shower for {titled} moved to Thursday
Re: {titled}
Complaint from {titled} dated {date}
{titled} would like a female carer
Swap: I do {titled}, you do {kin_titled}
{titled} fell in the bathroom, no injury seen.
Wheelchair for {titled} arrives on {date}
Spoke to {kin_titled} about the bins
""")
LABELLED = lines("""
Name: {name}
Client: {name}
Service user: {name}
Patient: {formal}
Next of kin: {kin}
Patient name {name}
Client name - {formal}
Full name: {name}
Carer: {kin}
Assessor: {kin}
Care worker: {kin}
Resident: {name}
Emergency contact: {kin}
Completed by: {kin}
Social worker: {kin}
Reported by {kin} at {time}
Signed: {kin}
Author: {kin}
Named nurse: {kin}
NOK: {kin}
""")
BARE = lines("""
{name} slept well and ate breakfast.
Rang {kin} about the missed visit.
{name} has gone into hospital
I covered the round of {kin} this morning.
This letter is about {name}, who lives alone.
{kin} will do the evening calls until {date}.
The family of {name} are not happy with the times.
{name} told me that she felt dizzy
On arrival {name} was on the floor
We discussed {name} at the meeting of {date}.
Thanks to {kin} for staying late
{kin} and {kin} did the double up
Assessment of {name} put back to {date}
{name} is moving to residential care
Medication for {name} is in the blue box.
Handed over to {kin}
{name}, 84, lives with a cat
I saw {name} yesterday and she looked pale.
{kin} says the hoist is due a service
Shift swap agreed between {kin} and {kin}
Flowers came for {name}
Physio for {name} starts on {date}
{kin} from the council visited
Please add {name} to Friday's list
{name} went to the day centre by minibus
Training booked for {kin}
The key worker for {name} is {kin}
{name} does not want male carers
Wound dressed for {name}, healing
Told {kin} that the pads have run out
""")
TEMPLATES = TITLED + LABELLED + BARE
