"""The tables of this package: who may be suggested as a partner, and who is not wanted as one (``offers``)."""

from grapevine.domain.partnerships.models.offers import NotForMe, OfferTotals, PartnerOffer, ReferralFlow

__all__ = ["NotForMe", "OfferTotals", "PartnerOffer", "ReferralFlow"]
