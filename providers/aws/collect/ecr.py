"""ECR: repositories of images and who may pull and push."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The repositories of one region."""
    for repository in reader.items("ecr", "DescribeRepositories", "repositories"):
        arn, name = repository["repositoryArn"], repository["repositoryName"]
        answers = reader.details(
            "ecr", {"GetRepositoryPolicy": ("RepositoryPolicyNotFoundException",)}, about=uri(arn), repositoryName=name
        )
        answers |= reader.details("ecr", {"ListTagsForResource": ()}, about=uri(arn), resourceArn=arn)
        yield reader.raw("ecr-repository", repository, answers)
