"""One collection of AWS: settings → sessions → sweep → facts."""

import boto3

from audit.model.facts import Coverage, CoverageStatus
from audit.ports import Scope, Sink
from providers.aws import settings as aws_settings
from providers.aws.collect.sweep import sweep
from providers.aws.normalise import normalise
from providers.aws.session import Sessions

UNREAD = ("macie",)  # surfaces that no collector reads: what Macie found in buckets, region by region


def collect(scope: Scope, sink: Sink, session: boto3.Session | None = None) -> None:
    """Reads AWS and gives its facts to the sink, in the same order every time.

    Raises:
        ProviderError: the settings are wrong, or there are no credentials that AWS accepts.
    """
    settings = aws_settings.decode(scope.settings)
    swept = sweep(Sessions(settings, session), settings, scope.progress, scope.counted)
    sink.add(*normalise(swept.raws, scope.at.date(), activity=settings.activity_data == "last_used_bucket"))
    sink.add(*swept.gaps, *swept.coverage, *(Coverage("aws", surface, "aws://", CoverageStatus.UNSUPPORTED) for surface in UNREAD))
