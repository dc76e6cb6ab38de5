"""Web pages: what is shown, and what only the source shows."""

from base64 import b64encode

from tests.formats.places.row import Files, Row, sample

_PLAN = b64encode(sample("plan.docx")()).decode()
_HTML = f"""<!doctype html><html><head><title>NHS number 999 001 2016</title>
<meta name="note" content="key safe code 8001"><script type="application/json">
{{"keySafeCode": "key safe code 8002"}}</script></head><body><!-- key safe code 8003 -->
<p>key safe code 80<b>04</b><sup>1</sup></p>
<form><input type="hidden" value="key safe code 8005"></form>
<div data-note="key safe code 8006" title="key safe code 8007">x</div>
<img alt="key safe code 8008" src="data:application/zip;base64,{_PLAN}">
<table><tr><th>NHS Number</th><th>Key safe code</th></tr><tr><td>999 001 2024</td><td>8009</td></tr>
<tr><td>999 001 2032</td><td>8010<table><tr><td>key safe code 8011</td></tr>
</table></td></tr></table>
<template><p>key safe code 8012</p></template><noscript>key safe code 8013</noscript>
<textarea>key safe code 8014</textarea><select><option>key safe code 8015</option></select>
<p>key&nbsp;safe code &#56;016</p></body></html>"""
_XHTML = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><p>NHS number 999 001 2016</p><p>key safe code <![CDATA[8101]]></p></body></html>"""

FILES: Files = {
    "page.html": lambda: _HTML.encode(),
    "page.xhtml": lambda: _XHTML.encode(),
}

ROWS = [
    Row("page.html", "the title", "", "", 1, "block", "9990012016"),
    Row("page.html", "a meta element", "attributes", "", 1, "block", "8001"),
    Row("page.html", "JSON in a script", "scripts", "", 1, "block", "8002"),
    Row("page.html", "a comment", "comments", "", 1, "block", "8003"),
    Row("page.html", "a paragraph, a footnote's mark behind", "", "", 2, "block", "8004"),
    Row("page.html", "a hidden input", "attributes", "", 2, "block", "8005"),
    Row("page.html", "a data- attribute", "attributes", "", 3, "block", "8006"),
    Row("page.html", "a tooltip", "attributes", "", 4, "block", "8007"),
    Row("page.html", "a picture's alternative text", "attributes", "", 5, "block", "8008"),
    Row("page.html", "a file in the page", "footnotes", "", 1, "block", "1022", "file 1.zip"),
    Row("page.html", "a table", "table 1", "Key safe code", 2, "row", "8009"),
    Row("page.html", "a table", "table 1", "NHS Number", 3, "row", "9990012032"),
    Row("page.html", "a table in a table", "table 1", "Key safe code", 3, "row", "8011"),
    Row("page.html", "a template", "", "", 4, "block", "8012"),
    Row("page.html", "for browsers without scripts", "", "", 5, "block", "8013"),
    Row("page.html", "a text field", "", "", 6, "block", "8014"),
    Row("page.html", "a choice", "", "", 7, "block", "8015"),
    Row("page.html", "entities", "", "", 8, "block", "8016"),
    Row("page.xhtml", "a paragraph", "", "", 2, "block", "9990012016"),
    Row("page.xhtml", "character data", "", "", 3, "block", "8101"),
]
