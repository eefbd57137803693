"""Has pyHanko validate PDF files: judge.py ROOT FILE… prints a line for each signature and leaves with 1 when one is not sound."""

import sys
from datetime import timezone

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

root = load_cert_from_pemder(sys.argv[1])
failed = False
for path in sys.argv[2:]:
    with open(path, "rb") as f:
        reader = PdfFileReader(f)
        for signature in reader.embedded_signatures:
            context = ValidationContext(
                trust_roots=[root], allow_fetching=False, moment=signature.self_reported_timestamp.astimezone(timezone.utc)
            )
            status = validate_pdf_signature(signature, context, ts_validation_context=ValidationContext(trust_roots=[root], allow_fetching=False))
            sound = status.bottom_line and status.trusted and status.docmdp_ok
            failed = failed or not sound
            print("sound" if sound else "UNSOUND", path, signature.field_name, status.summary())
            if not sound:
                print(status.pretty_print_details())
sys.exit(1 if failed else 0)
