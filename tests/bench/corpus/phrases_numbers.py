"""How health numbers, National Insurance numbers and dates of birth stand in running text."""

from .halves import lines

NHS = lines("""
NHS number {nhs}
NHS No: {nhs}
NHS no. {nhs} checked against the letter.
Her NHS number is {nhs}.
{name} ({nhs}) was seen at home today.
Re: {name}, NHS {nhs}
Pt {nhs} needs a repeat swab
Please quote NHS number {nhs} in all letters.
NHS#{nhs}
NHS{nhs10}
Nhs num {nhs}
{nhs} - bloods taken by the district nurse
Can you look up {nhs} for me please
Referral for {name}, {nhs}, received by fax
The NHS number on the wristband reads {nhs}
Patient ID (NHS): {nhs}
NHS Number = {nhs}
Spine trace done, {nhs} matches.
nhs no {nhs} dob {dob}
{titled}, NHS number: {nhs}, is under the tissue viability team.
Record merged: NHS number {nhs}
NHS NUMBER: {nhs}
We could not find {nhs} on the system.
patient {nhs} declined the vaccine
His number, {nhs}, was missing a digit last time (NHS).
Discharge summary for NHS number {nhs} attached
NHS no - {nhs} - verified
Labels printed for {nhs}
{formal} {nhs} {dob}
Our patient (NHS no {nhs}) moved in on {date}.
Sharing agreement signed, NHS number {nhs}
Ref NHS {nhs}
New starter on the caseload {nhs} {name}
NHS number verified {nhs}
The GP gave us {nhs} as the NHS number
Update to care plan of {nhs}: two visits a day
Hospital letter quotes NHS no {nhs}
NHS ID {nhs}
N.H.S. number {nhs}
Continence order for NHS number {nhs} sent
The transport desk wants the NHS number, it's {nhs}
Equipment loan for NHS {nhs}, bed and mattress
""")
NINO = lines("""
National Insurance number {nino}
NI number: {nino}
NINO {nino}
Her national insurance number is {nino}.
NI No {nino} given to the benefits adviser
Attendance allowance claim, NINO: {nino}
Payroll need your NI number, I have {nino}
N.I. number {nino}
Nat Ins no. {nino}
{name} NI {nino}
New starter form: NI number {nino}, start {date}
The DWP letter is headed {nino}.
Blue badge application, national insurance {nino}
Financial assessment for {name}, {nino}
NI: {nino}
Please confirm that {nino} is right for the pension.
National Insurance: {nino}
Carer's allowance - {nino}
Universal credit ref under NI number {nino}
He only knows his NI number, {nino}.
nino is {nino} thanks
NI no. on P45 {nino}
The council asks for the National Insurance No. ({nino}).
P60 for {nino} enclosed
Statutory sick pay, employee {name}, {nino}
Temporary worker {name}, NINO {nino}
Insurance number (national) {nino}
Council tax support: NINO {nino} verified
{nino} is the NI number on the card
Apprentice levy return lists {nino}
Personal independence payment, NI number {nino}
HMRC wrote about {nino}
Employee NI: {nino}
Please add NI number {nino} to the rota system
NI number on file - {nino}
Right to work check, NI {nino}
Pension opt out signed by {name} ({nino})
NATIONAL INSURANCE NO {nino}
Housing benefit claim form {nino}
Ni num {nino}
Bank worker {name}, NI no: {nino}
""")
BIRTH = lines("""
DOB {dob}
DOB: {dob}
D.O.B. {dob}
Date of birth {dob}
Date of birth: {dob}, seen on {date}.
{name} (DOB {dob})
born {dob}
She was born on {dob}.
{name}, born {dob}, came for a review on {date}.
dob {dob} lives alone
d.o.b {dob}
Patient's date of birth is {dob}
Re {name} dob {dob}
DoB: {dob} - NHS {nhs}
Confirmed name and date of birth ({dob}) before giving results.
Date of Birth - {dob}
{titled} DOB {dob}
Seen {date}. DOB {dob}. Next review {date}.
The wristband says date of birth {dob}
Born on {dob} in Huddersfield
Registered on {date}, date of birth {dob}
DOB={dob}
Birth date {dob}
Birthdate: {dob}
DOB given as {dob}, please check
{formal} D.O.B {dob}
Client born {dob}
Date of birth on the form: {dob}
Her date of birth ({dob}) is wrong on the system
DOB - {dob}
his dob is {dob}
Twin born {dob}
Please confirm DOB {dob} and first line of address
{name}; {dob} (DOB)
Known to service since {date}; DOB {dob}
Blood form labelled {name} DOB {dob}
Person's date of birth: {dob}
Admitted {date}, dob {dob}, discharged {date}
date of birth is {dob}
DOB {dob} / NHS {nhs}
D.o.B.: {dob}
""")
TEMPLATES = NHS + NINO + BIRTH
