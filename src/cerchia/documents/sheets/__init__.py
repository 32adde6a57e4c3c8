"""Tables of a spreadsheet, in and out, as plain values: CSV and XLSX.

Reading: `reading.read(content)` gives a `Sheet`, or refuses in plain words. Writing:
`writing.csv_bytes` and `writing.xlsx_bytes`. A formula is text in both directions, never computed.
"""
