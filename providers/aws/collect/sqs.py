"""SQS: queues and who may read and send."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader

_ATTRIBUTES = ["QueueArn", "Policy", "KmsMasterKeyId", "SqsManagedSseEnabled"]


def collect(reader: Reader) -> Iterator[Raw]:
    """The queues of one region."""
    for url in reader.items("sqs", "ListQueues", "QueueUrls", MaxResults=1000):
        account, name = url.rsplit("/", 2)[-2:]
        about, asked = f"aws://{account}/sqs/{reader.region}/{name}", {"QueueUrl": url}
        answers = reader.details("sqs", {"ListQueueTags": ()}, about=about, **asked)
        attributes = reader.ask("sqs", "GetQueueAttributes", about=about, AttributeNames=_ATTRIBUTES, **asked)
        if attributes is not None:
            answers["GetQueueAttributes"] = attributes
        yield reader.raw("sqs-queue", {"Name": name, "Account": account}, answers)
