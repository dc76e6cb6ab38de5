"""Sentences around the values: they hold none, but times, doses and counts that look like some."""

from .halves import lines

TEMPLATES = lines("""
Arrived {time}, left {time}, all tasks done.
Ate half of her porridge and drank {ml} of tea.
BP {bp}, pulse 72, temp 36.8.
Fluid chart filled in, total {ml}.
Skin looks fine, no new marks.
Bed rails up, call bell to hand.
Two carers needed for the standing hoist.
Mood good, watched the racing.
Bins out on Tuesday.
Refused a wash, offered again later, refused again.
Next review due on {date}.
Pads changed x2, catheter bag emptied {ml}.
Weight 61.4 kg, up 0.3 kg since {date}.
Stock of gloves is low, ordered box of 200.
Heating set to 21 degrees.
Walked {n2} metres with the frame.
Care plan version {n1} in the folder.
Lunch at {time}: soup, bread, yoghurt.
Blister pack signed, 4 tablets.
Smoke detector tested, beep loud.
Order {n8} for slings has been dispatched.
Mileage today {n2} miles.
Visit took 45 minutes instead of 30.
Cream applied to both legs.
Room {n2}, bed by the window.
Staff meeting is on {date} at {time}.
Sleep poor, up four times in the night.
Bus 36 goes from the stop outside.
Box {n4} of archived files went to storage.
Invoice {n6} was queried, {money}.
MAR chart ends on {date}.
Hoist serial no {n8}, serviced on {date}.
Shopping came to {money}, receipt in the tin.
Pressure mattress set to 4.
No concerns at this visit.
Bath seat wobbles, reported as job {n5}.
Channel 4 is her favourite.
The clock in the hall is an hour slow.
Puzzle of 1000 pieces nearly finished.
Tea with two sugars, no biscuits.
Rota week {n2} is out.
Minutes of the last meeting agreed.
Windows cleaned, floor mopped.
He scored 27 out of 30.
Fridge at 4 C, out of date milk thrown away.
Radio left on for company.
Page {n2} of the folder is missing.
Glasses found behind the sofa.
Hearing aid batteries size 312 replaced.
Laundry done, on the line.
The policy was updated on {date}.
Ticket {n6} closed.
Lift engineer due at {time}.
Ring the bell twice and wait, he likes to come himself.
""")
