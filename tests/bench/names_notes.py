"""Notes that name people in passing, and notes that name nobody, for `tests/bench/names.py`.

No title, label or listed given name marks the people, so patterns cannot find them. All invented.
"""

GIVEN = (
    "Tsitsi Oyelaran Saoirse Wioletta Dragomir Thandiwe Kwabena Parveen Gurdeep Llinos Eithne"
    " Zbigniew Ayodele Nkechi Farzana Harjit Blessing Temitope Marjolein Rhydian Kehinde Ifeoma"
    " Sukhdev Mirembe Yewande Anneliese Torquil Morwenna Chidi Shabnam Violeta Cosmin Lakshmi"
    " Tendai Xiaoling Vuyisile Perpetua Ngozi Bartholomew Hyacinth"
).split()
FAMILY = (
    "Adebayo Moyo Boateng-Smith Kowalczyk Featherstonehaugh Ndlovu Singh Begum O'Rourke Prys-Jones"
    " Mbeki Iyer Okonkwo Szymanski Garvey MacAllister Chowdhury Petrescu Achterberg Umeh"
    " Wrigglesworth Dhaliwal Musoke Balogun Trevithick Lin Mahlangu Onwudiwe Ramasamy Fothergill"
).split()

NAMING = (
    "{a} was seen at home this morning and was in good spirits.",
    "Rang {a} to move the visit to half past nine.",
    "Spoke with {a} about the new tablets; she is happy with them.",
    "{a} and {b} covered the evening round.",
    "We agreed that {a} will order the pads.",
    "Handed over to {a} at the end of the shift.",
    "The neighbour, {a}, has a spare key and lets the carers in.",
    "Her daughter {a} lives in Leeds and visits on Sundays.",
    "I met {a} and her brother {b} at the hospital on Tuesday.",
    "{a} fell in the kitchen last night; no injury seen.",
    "Medication given by {a}, checked by {b}.",
    "Please thank {a} for staying late on Friday.",
    "{a} has moved to a nursing home and the package has ended.",
    "The complaint from {a} was closed after the meeting.",
    "Discussed with {a} how the key safe should be used.",
    "After the fall {a} was taken to hospital by ambulance.",
    "{a} says the door sticks, so push hard.",
    "Cream applied, tea made, {a} left comfortable in her chair.",
    "{a} rang, no reply at the flat, {b} informed",
    "Pads delivered, {a} signed for them",
)

NAMING_NOBODY = (
    "Metoprolol Tartrate 50 mg in the morning, Adcal D3 with food.",
    "Collected a prescription from Well Pharmacy on Marsh Street.",
    "Parkinson's Disease and Type 2 Diabetes, seen by the Memory Clinic.",
    "Discharged from Calderdale Royal Hospital to Beech Lodge.",
    "The Key Safe Policy was read and signed by all staff.",
    "Oxford Road is closed, go through Dalton Green.",
    "Tena Lady pads and Cavilon Barrier Cream are running low.",
    "Please use the Microsoft Teams link for the Tuesday meeting.",
    "Telecare by Careline Home Safety Ltd, test call every Monday.",
    "Moved to Elm Tree Surgery after St Mary's Medical Practice closed.",
    "Blister packs come from Boots the Chemist in Dewsbury Road.",
    "Watched Coronation Street and Bargain Hunt after lunch.",
    "A blue Ford Focus is parked across the ramp at Albert Court.",
    "The Care Quality Commission will visit Rowan House in March.",
    "Christmas Day rota: see the Excel sheet in Shared Documents.",
    "Zimmer Frame ordered from Nottingham Rehab Supplies.",
    "She likes Yorkshire Tea with a Rich Tea biscuit.",
    "Allergic to Co-Amoxiclav and to Elastoplast.",
    "The Attendance Allowance form went to Freepost DWP in May.",
    "Do Not Attempt Resuscitation form is in the Yellow Folder.",
)
