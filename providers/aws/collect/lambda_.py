"""Lambda: functions, who may invoke them and the role that they run as."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri

_KEPT = ("FunctionArn", "FunctionName", "Role", "KMSKeyArn")  # not the environment, in which people keep secrets


def collect(reader: Reader) -> Iterator[Raw]:
    """The functions of one region."""
    for function in reader.items("lambda", "ListFunctions", "Functions"):
        arn = function["FunctionArn"]
        answers = reader.details("lambda", {"GetPolicy": ("ResourceNotFoundException",)}, about=uri(arn), FunctionName=arn)
        answers |= reader.details("lambda", {"ListTags": ()}, about=uri(arn), Resource=arn)
        yield reader.raw("lambda-function", {name: function[name] for name in _KEPT if name in function}, answers)
