"""Words and patterns by which bulk mail and automatic notices give themselves away."""

from __future__ import annotations

import re

#: Fields that only mailing-list and newsletter software writes.
LIST_FIELDS = (
    "list-id", "list-unsubscribe", "list-post", "list-help", "list-subscribe", "list-owner", "list-archive",
    "mailing-list", "x-mailing-list", "x-beenthere", "x-mailman-version", "x-list-host", "x-listname", "x-listserver",
    "x-listprocessor-version", "x-egroups-return", "x-mailinglist", "list-software", "x-ezmlm-version",
)  # fmt: skip
CAMPAIGN_FIELDS = re.compile(
    r"x-campaign.*|campaign-?id|x-bulkmail|x-bulk.*|x-newsletter.*|x-mailing.*"
    r"|x-mailer-recptid|x-mc-user|x-mandrill-user|x-sg-eid|x-mailgun-(sid|tag|variables|batch-id)|x-msys-api|x-sfmc-stack|x-job"
    r"|x-rpcampaign|x-csa-complaints|x-report-abuse(-to)?|x-elqlocation|x-eloqua.*"
    r"|x-mktg.*|x-marketing.*|x-mkt.*|x-postmark-tag|x-klaviyo.*|x-mj-.*|x-mailjet.*|x-sib-id|x-sendgrid.*"
    r"|x-messagegears.*|x-responsys.*|x-exacttarget.*|x-cheetah.*|x-silverpop.*|x-vertical.*|x-listmember|x-subscriber.*"
    r"|x-unsubscribe.*|x-ses-configuration-set|x-roving-.*|x-acxiom.*|x-email-type-id|x-emailtype-id|x-ebay-mailtracker"
    r"|x-linkedin-.*|x-facebook.*|x-github-reason|x-jira-fingerprint|x-notification.*|x-mailid|x-mailing-?id"
)
BULK_MAILERS = re.compile(
    r"accucast|listmanager|lyris|mailchimp|phpmailer|phplist|sendblaster|campaign|mailman|newsletter|bulk|mass ?mail"
    r"|constant ?contact|sendinblue|brevo|groupmail|strongmail|kana\b|ezmlm|listserv|majordomo|unity ?mail|exacttarget"
    r"|responsys|e-?dialog|flonetwork|messagemedia|topica|egroups|yahoo groups|roving|dart ?mail|post ?master general"
    r"|aspmail|aspemail|jmail|worldmerge|mail ?merge|swiftmailer|nodemailer|salesforce marketing|cheetah|whatcounts"
    r"|silverpop|mlmmj|sympa\b|smartlist|digestive|mail-?loop|auto ?mail|infopia",
    re.IGNORECASE,
)
#: A whole word of the part before the @ that no person writes from.
_ROBOT_WORDS = """
    noreply donotreply nichtantworten mailer daemon bounce bounces autoreply autoresponder automailer robot notification
    notifications notify notifier alert alerts confirmation confirmations confirm orders receipts invoices
    newsletter newsletters news mailing mailings mailinglist maillist listserv majordomo listmaster
    digest bulletin bulletins announce announcement announcements announcer subscription subscriptions subscribe
    unsubscribe subscriber subscribers promo promos promotion promotions offers specials deals campaign
    campaigns update updates mailroom enews ezine enewsletter headlines optin
    returns errors remove
"""
ROBOT_WORDS = frozenset(_ROBOT_WORDS.split())
ROBOT_LOCAL = re.compile(
    r"(no|do|dont|nicht)[._-]?(not[._-]?)?(reply|respond|answer|antworten)"
    r"|mailer-daemon|postmaster"
)
#: Return paths of list software: bounce-list-123@, list-errors@, owner-list@.
LIST_ENVELOPE = re.compile(
    r"(^|[._+-])(bounces?|errors?|owner|returns?|admin|request|relay|mailer|listserv|noreply|bounced)([._+=-]|\d|@|$)"
)
#: A return path made for one recipient of many; forwarders' and signers' own codings are not meant.
CODED = re.compile(r"(?:\d+\w*[-.=#]){3,}|\d{3,}[^@]*[-._=#+][^@]*\d{3,}|\w=[\w-]+(\.[\w-]+)+$|[-.][0-9a-f]{16,}|#\d")
HONEST_CODING = re.compile(r"^(srs[01]|prvs|btv1|msprvs1)[=+-]|srs=|caf_=", re.IGNORECASE)
_BULK_HOST_LABELS = """
    newsletter newsletters news enews list lists mailing mailings mailer mailers bounce bounces campaign campaigns
    announce marketing notifications notification promo promotions offers eletters emails response reply subscriptions
    bulkmail listserv
"""
BULK_HOST_LABELS = frozenset(_BULK_HOST_LABELS.split())
#: Mail servers built for sending to many.
BULK_CARRIERS = re.compile(
    r"powermta|lyris|listmanager|strongmail|ecelerity|exacttarget|listserv|accucast|green ?arrow"
)
#: Display names of firms and their letters rather than of people.
LETTER_NAMES = re.compile(
    r"newsletter|news\b|daily|weekly|monthly|\bdigest|bulletin|alert|headlines|update|subscri|dispatch|webmaster"
    r"|customer|\bteam\b|support|\bservices?\b|\.(com|net|org|co\.\w\w|de|fr|ie)\b|magazine|gazette|journal\b",
    re.IGNORECASE,
)
LETTER_SUBJECTS = re.compile(
    r"newsletter|\bissue\b|\bvol(ume|\.)? ?\d|no\. ?\d|\bdigest\b|bulletin|headlines|% off|\bfree\b|\bsale\b"
    r"|special offer|your order|order confirmation|subscription|\bwebinar\b|weekly|daily|monthly|edition"
    r"|^\[[^\]]+\]|\d+/\d+/\d{2,4}"
    r"|^\(?adv?[:)]",
    re.IGNORECASE,
)
AUTOMATIC_SUBJECTS = re.compile(
    r"^(automatic reply|auto(matic)?[- ]?(reply|response|antwort)|automatische antwort"
    r"|out of (the )?office( auto-?reply)?:|ooo:|abwesenheits(notiz|assistent)|réponse automatique|absence du bureau"
    r"|respuesta automática|risposta automatica|fuori sede:|resposta automática|automatisch antwoord"
    r"|afwezigheidsbericht|undeliver|delivery (status|failure|has failed)|mail delivery (failed|system)"
    r"|returned mail|failure notice|delivery delayed|warning: could not send)",
    re.IGNORECASE,
)
#: Small print that only mail to many has.
SMALL_PRINT = re.compile(
    rb"un-?subscri|opt(ing)?[ -]?out|(mailing|e-?mail|subscription|newsletter|notification)[ -](list[ -])?"
    rb"(options|preferences|settings)|change your (subscription|e-?mail|preferences|profile)"
    rb"|manage (your )?(subscription|preferences|account|e-?mail)|you('re| are)( currently)? (receiving|subscribed)"
    rb"|you( have)? receiv(ed|e) this (e-?mail|message|newsletter|mail|because)"
    rb"|this (e-?mail|message|newsletter|mailing) (was|is|has been) (being )?sent (to you|to:|to \S+@|by|as)"
    rb"|to (be removed|remove your|stop receiving|cancel your)"
    rb"|remove(d)? (me|yourself|from (this|our|the) (mailing )?list)|no longer wish to receive|future mailings"
    rb"|(not|isn't) display(ing|ed)? (properly|correctly)|view (this|it)( e-?mail| message)? (in|online|as a web)"
    rb"|web(-| )?version|add us to your address|abbestell|abmelde|austragen|newsletter|d(\xc3\xa9|\xe9|e)sabonn"
    rb"|d(\xc3\xa9|\xe9|e)sinscri|darse de baja|dar de baja|cancelar (la |su )?suscripci|cancelar (a |sua )?inscri"
    rb"|disiscri|cancella(re|ti)? (l'|la )?iscri|afmelden|uitschrijven|avregistrera|avprenumerera|afmeld|wypisa|rezygn"
    rb"|\xd0\xbe\xd1\x82\xd0\xbf\xd0\xb8\xd1\x81\xd0\xb0|\xe9\x80\x80\xe8\xae\xa2|\xe9\x85\x8d\xe4\xbf\xa1\xe5\x81\x9c",
    re.IGNORECASE,
)
#: Things a hand-written mail seldom has: counting pictures, copyright lines, privacy statements.
PRINTED = re.compile(
    rb"privacy (policy|statement)|all rights reserved|copyright ?(\(c\)|&copy;|\xc2?\xa9|\d{4})"
    rb"|width=.?1.? height=.?1\b|advertis|sponsor|click here|terms (of|and)",
    re.IGNORECASE,
)
#: From here on the text is somebody else's: a forwarded message.
FORWARDED = re.compile(
    rb"^[ \t]*-{2,} ?(original|forwarded|urspr|mensaje|message|weitergel)|^begin forwarded message"
    rb"|^_{20,}\r?\n(from|von|de):",
    re.IGNORECASE | re.MULTILINE,
)
QUOTED_LINE = re.compile(rb"^[ \t]*>.*$", re.MULTILINE)
