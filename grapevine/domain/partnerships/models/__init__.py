"""The tables of this package: agreements (``agreements``); who may be suggested as a partner, and who is not wanted
as one (``offers``)."""

from grapevine.domain.partnerships.models.agreements import (
    AgreementMove,
    AgreementTerms,
    CheckIn,
    PartnerLink,
    Partnership,
    PartnershipNote,
)
from grapevine.domain.partnerships.models.offers import NotForMe, OfferTotals, PartnerOffer, ReferralFlow

__all__ = [
    "AgreementMove",
    "AgreementTerms",
    "CheckIn",
    "NotForMe",
    "OfferTotals",
    "PartnerLink",
    "Partnership",
    "PartnershipNote",
    "PartnerOffer",
    "ReferralFlow",
]
