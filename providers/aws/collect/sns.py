"""SNS: topics and who may publish and subscribe."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The topics of one region."""
    for topic in reader.items("sns", "ListTopics", "Topics"):
        arn = topic["TopicArn"]
        answers = reader.details("sns", {"GetTopicAttributes": ()}, about=uri(arn), TopicArn=arn)
        answers |= reader.details("sns", {"ListTagsForResource": ()}, about=uri(arn), ResourceArn=arn)
        yield reader.raw("sns-topic", topic, answers)
