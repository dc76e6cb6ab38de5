"""Lines of clean files from the office: policies, minutes, training, orders, figures."""

from .halves import lines

KINDS: dict[str, tuple[str, ...]] = {
    "policy": lines("""
Staff must never write a key safe code on a rota.
Key safe codes are held in the care system and changed when staff leave.
Door codes shall be changed every six months (section {n1}.{n1}).
An NHS number has ten digits and is printed in three groups.
Do not send an NHS number by unencrypted e-mail.
Dates of birth are collected at referral and checked at review.
Approved by the board on {date}, version {version}.
National Insurance numbers are kept by payroll only.
Keyholders are recorded with consent and reviewed yearly.
People with dementia have the right to make unwise decisions.
Passwords must have at least {n2} characters.
Burglar alarm codes are known to two managers at most.
Breaches are reported within 72 hours.
Personal data includes names, addresses and telephone numbers.
"""),
    "minutes": lines("""
Minutes of the quality group, {date}, {time}
Item {n1}: falls down by {percent} on last year.
Present: chair, registered manager, two deputies, minutes secretary.
Action {n2}: write to all families about the new call times by {date}.
The group noted {n2} complaints, none upheld.
Budget {n2} per cent spent; {money} left.
Key safe policy agreed without changes.
Meeting closed at {time}.
Next meeting {date}, training room.
Matters arising: none.
Agency hours rose to {n4} in the month.
Apologies were received from the finance lead.
"""),
    "training": lines("""
Module {n1}: moving and handling, {n2} minutes.
Dementia awareness refresher, {date}, {time}, 12 places.
Exercise: who may be told the code of a key safe, and who may not?
Write down three signs of a stroke.
Quiz {n1}: an NHS number is valid when its last digit fits. True or false?
Slide {n2}: diabetes, hypos and what to do.
Always knock, announce yourself and show your badge.
Certificate valid until {date}.
Learners need {n2} out of 50 to pass.
Never leave a door on the latch for the next carer.
Scenario: the key is not where it should be. What do you do first?
Trainer notes: allow ten minutes for questions.
"""),
    "marketing": lines("""
Home care that lets you stay in control.
Over {n3} families trust us across the county.
From {money} an hour, no joining fee.
Rated good in all five areas.
Ask about live-in care from {money} a week.
Trained in dementia, stroke and end of life care.
Our carers carry ID and never ask for your PIN.
Now recruiting: {n2} hours a week, paid mileage.
A key safe gives peace of mind; we can fit one for {money}.
Open day on {date}, {time} to {time}, cakes provided.
Free wellbeing check with every new package.
Call in, write or visit our web site.
"""),
    "blank_form": lines("""
Name: ______________________
Date of birth: __ / __ / ____
NHS number: ___ ___ ____
Key safe code: ________
Key safe location: ____________________
Next of kin: ____________________ Tel: ____________
Address: ______________________________
Postcode: ________
Keyholder (if any): ______________
GP surgery: ________________
National Insurance number: __ __ __ __ _
Alarm code and password: __________ / __________
Door entry code (leave blank if none): ______
E-mail: ________________________________
Signature: ________________ Date: ____________
Form HC{n2}, version {n1}, {date}
"""),
    "job_advert": lines("""
Senior carer, nights, {n2} hours, {money} an hour.
Closing date {date}; interviews in the week after.
Enhanced DBS check paid by us.
You must hold a driving licence and have a car.
Experience with learning disability or autism is a plus.
Reference HC/{n5}/26.
NVQ level {n1} or willing to work towards it.
Bank holidays paid at time and a half.
We welcome people of every background.
Apply on our web site quoting {n6}.
"""),
    "rota_summary": lines("""
Week {n2}: {n3} hours planned, {n3} delivered
Early {time}-{time}, late {time}-{time}
Round A 14 calls, round B 17 calls
Uncovered: {n1} calls on {date}
Mileage {n4} at 0.45
Sickness {percent}, holiday {percent}
Double ups {n2}, single {n3}
On call from {time} Friday
Travel time {n2} min per call
Bank shifts {n2}
"""),
    "newsletter": lines("""
Spring is here and the garden club starts again.
Congratulations to the night team on their award.
Recipe of the month: {n3} g flour, {n3} g sugar, two eggs.
The raffle raised {money} for the minibus.
Wear something red on {date}.
New uniforms arrive in week {n2}.
Did you know? The first bed hoist was built in the fifties.
Crossword answers are on page {n1}.
Winter tip: check salt and torches in the car.
Car park closed on {date} for resurfacing.
"""),
    "audit_report": lines("""
{n2} of {n2} files sampled had a current risk assessment.
Standard {n1}.{n1} met in {percent} of cases.
Late calls fell from {percent} to {percent}.
{n2} MAR charts had gaps; root cause: handover.
Key safe codes were found on {n1} paper rotas and shredded.
Data quality: {percent} of records hold an NHS number.
Infection control score {n2}/100.
Sample drawn on {date} by random start {n2}.
Limitations: {n1} homes could not be visited.
Next audit in {n1} months.
"""),
    "procedure": lines("""
Step {n1}: ring the office if nobody answers the door.
Step {n1}: sign in with the tag, wait for the beep.
If the alarm sounds stay outside and call the manager.
Wash hands for 20 seconds before and after.
Check the label against the chart, twice.
Return keys to the cabinet and sign the key log.
Record the reading on form {n3}, box {n1}.
Escalate a score of 5 or more.
Use the hoist only if the sling tag is green.
Log out at the end of the call.
"""),
    "contract": lines("""
Clause {n2}.{n1}: the provider shall keep records for {n1} years.
Fees rise each April by the consumer price index.
Liability is limited to {money} for each event.
Either party may end this agreement on {n2} days' notice.
Schedule {n1}: service levels, credits of {percent}.
Dated {date}.
The processor acts on documented instructions only.
Company number and VAT number are set out in schedule {n1}.
Confidential information includes access details of service users.
This agreement is governed by the law of England and Wales.
"""),
    "board_kpis": lines("""
Calls on time {percent} (target 95%)
Hours delivered {n5}, lost {n3}
Staff turnover {percent} a year
Debtors over 60 days {money}
Safeguarding alerts {n1}, closed {n1}
Agency spend {money}, {percent} of pay
Compliments {n2}, complaints {n1}
Vacancies {n2}.{n1} FTE
Net promoter score {n2}
Cash {money}
"""),
}
