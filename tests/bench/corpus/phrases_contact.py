"""How telephone numbers, mailboxes, addresses and postcodes stand in running text."""

from .halves import lines

PHONE = lines("""
Tel {phone}
Tel: {phone}
Ring {phone} if she is not in.
Mobile {phone}
{kin} can be reached on {phone}
Phone number {phone}
Daughter's number is {phone}
call me back on {phone} pls
Contact {phone}
Out of hours {phone}
T: {phone}
M: {phone}
Home {phone}, mobile on file.
Left a message on {phone}
Emergency contact: {kin}, {phone}
Her landline {phone} is out of order
Text {phone} when you arrive
{name} {phone}
Telephone: {phone}
My new number is {phone}
No answer from {phone} at {time}
NOK {kin} {phone}
ph {phone}
mob. {phone}
Number for the social worker {phone}
Next of kin {kin} - {phone}
Please phone the son ({phone}) after each visit.
Spoke to {kin} on {phone}
GP surgery rang from {phone}
tel no {phone}
Contact number: {phone}
Whatsapp {phone}
Direct dial {phone}
{phone} is best in the evenings
Daytime phone {phone}
{kin} (brother) {phone}
Mobile no. {phone}
Call {phone} or knock at the back
Landline: {phone}
The pharmacy number is {phone}.
Fax {phone}
""")
EMAIL = lines("""
Email {email}
E-mail: {email}
Send the rota to {email}
{name} - {email}
Please copy in {email}.
My address is {email}
contact {email} for the invoice
Her email is {email}
{kin} <{email}>
Reply to {email} by Friday
emailed {email} on {date}
Mail: {email}
Invoice queries to {email}
Forwarded to {email}
The daughter prefers email ({email}).
Username {email}
Account {email} locked after five tries
cc {email}
{email} bounced
Social worker: {email}
Sent care plan to {email} at {time}
Invite {email} to the best interests meeting
From: {email}
To: {email}
{name}, {email}
e: {email}
Write to {email}
Password reset requested by {email}
New contact {email}
Family portal login {email}
Send photos of the bruise to {email}
Email address: {email}
{email} asked for the visit times
Please remove {email} from the list
His work email {email}
Unsubscribed {email}
Contact by e-mail only: {email}
mailto:{email}
Got no reply from {email}
Shared with {email}
Statement emailed to {email}
""")
ADDRESS = lines("""
{street}, {town}, {postcode}
Lives at {street}, {town}
Address: {street}, {town} {postcode}
She moved to {street} last week.
{name}, {street}, {postcode}
Visit at {street}
Deliver the hoist to {street}, {town} {postcode}
Home address {street}
New address from {date}: {street}, {town}
Property: {street}, {postcode}
Please send the letter to {street}, {town}.
Call to {street} at {time}
He is staying with his brother at {street}.
Keys for {street} handed in
{titled} of {street}
Ambulance sent to {street}, {town}
Referral for {name}, {street}, {town}, {postcode}
{street}\\n{town}\\n{postcode}
Temporary address {street}
Environmental health visited {street}
Found at {street} by the milkman
The flat at {street} is damp.
Address on the form is {street}
Patient address: {street}, {postcode}
District nurse to attend {street}
Go to {street}, white door
Ramp fitted at {street}
{name} lives at {street} with two cats
Moved from {street} to residential care on {date}
Parking is bad at {street}
Post goes to {street}, {town}, {postcode}
Two doors down from {street}
Fire service to check {street}
Bungalow, {street}
Assessment took place at {street}
Rent arrears at {street}
Incident at {street}, {town}
Property address {street}
Carer arrived at {street} {time}
Home visit: {street}
""")
POSTCODE = lines("""
Postcode {postcode}
Post code: {postcode}
Sat nav {postcode}
The postcode is {postcode}
{town} {postcode}
Use {postcode} in the sat nav, the lane is on the left.
nearest postcode {postcode}
{postcode} - no parking
Lives in {postcode}
pc {postcode}
{name} {postcode}
Visits in {postcode} to be grouped
Address ends {postcode}
Moved to {postcode} on {date}
Nurse covers {postcode} and around
GP practice says {postcode} is out of area
Sent to {town}, {postcode}
Home postcode {postcode}
Call at {postcode} by {time}
Postcode wrong on the sheet, should be {postcode}
Ambulance asked for postcode, gave {postcode}
Falls clinic for {postcode}
Delivery to {postcode} failed
Postcode: {postcode}, flat roof
What3words no good, use {postcode}
Rural, {postcode} covers six farms
{name}, {town} {postcode}
Patient postcode {postcode}
Address not known, postcode {postcode}
New client in {postcode}, 4 calls a day
Bins day differs in {postcode}
The van will be in {postcode} from {time}
Which team has {postcode} now?
""")
TEMPLATES = PHONE + EMAIL + ADDRESS + POSTCODE
