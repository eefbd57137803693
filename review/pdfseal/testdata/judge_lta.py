"""Has pyHanko validate long-term signatures: judge_lta.py ROOT TSA FILE… prints a line for each and leaves with 1 when one is not sound.

Every file is held to the validation of signatures with long-term material and time stamps (ETSI EN 319 102-1, 5.6.3), offline, with the
revocation lists of the file alone, and a revocation list is demanded for each signer."""

import asyncio
import sys
from datetime import timedelta

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule
from pyhanko_certvalidator.registry import SimpleTrustManager

anchors = SimpleTrustManager.build([CertTrustAnchor(load_cert_from_pemder(p)) for p in sys.argv[1:3]])


def policy(rule):
    checking = RevocationCheckingPolicy(ee_certificate_rule=rule, intermediate_ca_cert_rule=rule)
    return CertValidationPolicySpec(trust_manager=anchors, revinfo_policy=CertRevTrustPolicy(checking, freshness=timedelta(days=400)))


spec = PdfSignatureValidationSpec(
    SignatureValidationSpec(
        cert_validation_policy=policy(RevocationCheckingRule.CRL_REQUIRED),
        ts_cert_validation_policy=policy(RevocationCheckingRule.NO_CHECK),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY, certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH
        ),
    )
)


async def judge(path):
    with open(path, "rb") as f:
        reader = PdfFileReader(f)
        sound = True
        for signature in reader.embedded_regular_signatures:
            result = await ades_lta_validation(signature, spec)
            kept = result.api_status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
            good = result.ades_subindic.name == "OK" and kept and result.api_status.docmdp_ok and len(reader.embedded_timestamp_signatures) > 0
            print("sound" if good else "UNSOUND", path, signature.field_name, result.ades_subindic, result.api_status.modification_level, result.failure_msg or "")
            sound = sound and good
        return sound


sys.exit(0 if all([asyncio.run(judge(path)) for path in sys.argv[3:]]) else 1)
