"""Words that explain a number as no code of a home: "page 12", "visit 4821", "fire alarm".

A word here counts only right before the number, or as part of a longer name that hides a cue
("stage gate"). Comma-separated; lower case.
"""

RIVALS = (
    "invoice, page, version, policy, audit, meeting, teams, zoom, discount, status, exit,"
    "sort code, post code, postcode, tax code, read code, icd code, snomed, serial,"
    "serial no, result, results, pupils, cohort, order, job, ticket, reference, ref, referral,"
    "visit, visits, visit code, visit no, call, calls, extension, ext, telephone, phone, "
    "mobile,"
    "tel, mob, fax, model, asset, form, section, chapter, clause, article, line, room, ward,"
    "bed, bay, floor, mileage, miles, account, account no, customer, customer no, client id,"
    "client no, patient id, patient no, staff id, staff no, employee, payroll, id, case, "
    "case no,"
    "uprn, nfc, nfc code, error, error code, exit code, http, status code, product code,"
    "item code, bar code, barcode, qr code, cost code, nominal code, area code, country code,"
    "dialling code, std code, colour code, color code, promo code, voucher code, code of "
    "practice,"
    "verification code, one time code, otp, passcode, team code, unit code, job code,"
    "project code, practice code, ods code, site code, location code, postal code, call code,"
    "crash code, dress code, highway code, activation code, bank code, budget code, po, price,"
    "cost, total, weight, height, width, temp, bp, pulse, dose, batch, batch no, lot,"
    "incident, datix, complaint, complaint no, crime no, crime ref, crime reference, log no,"
    "fire alarm, smoke alarm, heat alarm, co alarm, gas alarm, carbon monoxide alarm, bed "
    "alarm,"
    "chair alarm, mat alarm, sensor alarm, falls alarm, fall alarm, pendant alarm, panic alarm,"
    "personal alarm, community alarm, alarm clock, alarm raised, alarm call, alarm activation,"
    "alarm unit, car alarm, stage gate, logic gate, boarding gate, gate pass, gate review,"
    "key worker, key stage, key point, key points, key finding, key findings, api key,"
    "barrier cream, barrier nursing, fire door, door width, door height, door size, door staff,"
    "fridge door, car door, oven door, wardrobe door, blood pressure, nhs no, nhs number,"
    "hospital no, hospital number, nmc pin, card pin, pin site, qty, quantity, score, training,"
    "edition, rev, issue, leaflet, leaflet code, catalogue, cat no, part no, sku, licence, "
    "license, reg, vat,"
    "band, grade, route, round, run, rota, shift, stock, entry no, street, road, year"
)
