"""Lines of clean files from machines and suppliers: code, logs, hashes, orders, stock."""

from .halves import lines

KINDS: dict[str, tuple[str, ...]] = {
    "code": lines("""
def is_valid(number: str) -> bool:  # mod 11, weights 10 to 2
CODE_LENGTH = {n1}
if len(key_safe_code) < 4: raise ValueError("key safe code too short")
SELECT COUNT(*) FROM visits WHERE status = {n1};
patient = Patient(name=form.name, dob=form.dob, nhs_number=form.nhs)
const TIMEOUT_MS = {n5};
for (let i = 0; i < {n3}; i++) door.code = null;
assert checksum("{hex8}") == 0x{hex8}
# TODO: hide door_code and alarm_code in the audit log
return hashlib.sha256(salt + value).hexdigest()
alarm_password = getenv("ALARM_PASSWORD")
raise HTTPError({n3}, "keyholder not found")
"""),
    "app_log": lines("""
{stamp} INFO job {n10} finished in {n4} ms
{stamp} WARN retry 3 of 5 for request {guid}
{stamp} DEBUG cache key {hex32} missed
{stamp} ERROR order {d10} rejected with status {n3}
{stamp} INFO worker {n2} took batch {n10}
{stamp} INFO rows={n5} bytes={n8} epoch={epoch}
{stamp} WARN slow query {n5} ms id {d10}
{stamp} INFO build {version} commit {hex40}
{stamp} INFO session {hex32} expired
{stamp} INFO message {d10} acknowledged
{stamp} INFO code {n4} returned by the scanner
{stamp} ERROR timeout after {n5} ms, trace {hex32}
"""),
    "hashes": lines("""
{hex64}  backup-{n4}.tar
{hex32}  rota.xlsx
{hex40} refs/heads/main
sha256:{hex64}
md5 {hex32}
{hex64} *invoices.zip
blob {hex40} {n5}
tree {hex40}
etag "{hex32}"
crc32 {hex8}
"""),
    "guids": lines("""
{guid}
[{guid}]
id={guid}
urn:uuid:{guid}
<item key="{guid}"/>
device {guid} enrolled
{guid},{guid}
tenant {guid} region uksouth
correlation {guid}
upload/{guid}.tmp
"""),
    "timestamps": lines("""
{epoch}
{epoch},{float}
{epoch} heartbeat
{stamp}
[{epoch}] tick {n2}
{stamp} -> {stamp}
t={epoch} v={float}
{epoch} {epoch} {n3}
started {epoch} ended {epoch}
sample {n5} at {epoch}
"""),
    "book_list": lines("""
Person centred care, ISBN {isbn13}
ISBN {isbn10}, paperback, {money}
{isbn13} Medicines in social care
Moving and handling handbook ({isbn10})
ISBN-13: {isbn13}
ISBN-10: {isbn10}
Ordered {n1} copies of {isbn13}
Library shelf {n3}.{n2}
Second edition, 2019, {isbn13}
Journal vol. {n2}, pp. {n3}-{n3}
"""),
    "versions": lines("""
keyboard-driver {version}
requires rota-core >= {version}
upgraded {version} to {version}
build {n10}
Firmware {version}.{n3} on door controller
schema {n8} applied
package {version} sha {hex8}
release {version} on {date}
patch {n5} supersedes {n5}
kernel {version}-{n2}
"""),
    "purchase_orders": lines("""
Order number {d10}
Purchase order {n10}, {money}
PO {d10} delivered on {date}
Your order {d10} has been sent
Delivery note {n10} for order {d10}
Tracking {n10}
Our ref {d10}
Quote {n8} valid until {date}
Customer account {n10}
Requisition {d10} approved
Consignment {d10}, 3 parcels
NHS Supply Chain order {d10}
"""),
    "invoice": lines("""
Invoice {n6}, {date}
Invoice no {n8} is due within 30 days
{n2} x slide sheet, {money}
VAT 20%: {money}
Total due {money}
Credit note {n6} against invoice {n6}
Terms: net 30
Item {n5}, quantity {n2}
Cost centre {n4}, code {n4}
Paid {money} on {date}, receipt {n8}
Hours {n2}.5 at {money}
"""),
    "stock_list": lines("""
{stock} bolt, zinc, box of {n3}
Shelf {stock}
{n3} x screw {stock}
Bin {stock} empty
Size {stock}, black
Part {stock} washer
{stock} filter for the washer
Battery size {n3}, {n2} left
Model {stock} kettle
Carton {stock}
"""),
    "meter_readings": lines("""
Electric {n5} kWh on {date}
Gas meter {n6}
Water {n4} m3
Meter serial {n10}
Reading {n5}, estimated
Tariff {float} p
Boiler pressure 1.{n1} bar
Fire door {n2} checked
Legionella tap {n2}: {n2} C
Lift inspection {n6}
"""),
    "web_page": lines("""
Care at home, page {n1} of {n2}
Cookie id {hex32}
Read more about key safes
Copyright 2026. Build {version}.
We are regulated and insured.
Job {n5}: carer
Article {n8}
Find a home, find a team, find a job
Accessibility statement, {date}
Posted at {time}, {n2} comments
"""),
    "config": lines("""
port = {n4}
max_rows = {n5}
retention_days = {n4}
pin_length = 4
cipher = aes-256
session_id = {hex32}
timeout_ms = {n5}
account_id = {n12}
door_code_required = true
epoch = {epoch}
"""),
    "sensor_dump": lines("""
{n10} {float} {float}
{d10};{n4};{n4}
probe {n2} raw {d10}
{float},{float},{float}
seq {n10} crc {hex8}
{d10}
{n3} {n3} {n4}
frame {n10} ok
{n12}
lat 53.{n5} lon -1.{n5}
"""),
}
