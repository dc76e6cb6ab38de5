"""Other sensitive values that lie in the files of care providers: money, documents, health."""

from .halves import lines

MONEY = lines("""
Sort code {sort} account {account}
Bank details: {sort}, account number {account}
Pay into account no {account}, sort code {sort}
Direct debit from sort code: {sort} acc: {account}
Refund to {name}, sort code {sort}, account number {account}
Card number {card}
Paid the taxi by card {card}
Her bank card is {card}, kept in the blue purse
Credit card: {card}
IBAN {iban}
Please pay to IBAN: {iban}
Pension from abroad, IBAN {iban}
""")
DOCUMENTS = lines("""
Passport number {passport}
Passport no: {passport} seen and copied on {date}
Right to work: passport {passport}
British passport {passport}, expires {date}
Driving licence {licence}
Driving licence number: {licence}
Driver check, licence no {licence}
DVLA licence {licence} checked
Car reg {plate}
Vehicle registration {plate}
Business mileage, registration {plate}
Parking permit for {plate}, car of {kin}
""")
HEALTH = lines("""
{name} has {condition}.
{name} was diagnosed with {condition} on {date}.
Diagnosis: {condition}. Patient: {name}, DOB {dob}.
{titled} lives with {condition} and needs two carers.
Past medical history of {name}: {condition}
{titled} takes {medicine} every morning.
Medication: {medicine}, NHS number {nhs}
{name} started on {medicine} after the review
NHS {nhs}: {condition}, stable
{name}, known {condition}, fell at {time}
GP has stopped {medicine} for {titled}
Re {name}: {condition} confirmed by the clinic
""")
TEMPLATES = MONEY + DOCUMENTS + HEALTH
