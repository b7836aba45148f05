import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource

HERE = f"aws://{ACCOUNT}/lambda/{REGION}"


def function(aws) -> None:
    iam = aws.client("iam")
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
    role = iam.create_role(RoleName="job", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    aws.client("lambda").create_function(
        FunctionName="export", Role=role, Runtime="python3.12", Handler="a.b", Code={"ImageUri": "x"}, PackageType="Image",
        Environment={"Variables": {"PASSWORD": "hunter2"}}, Tags={"data": "personal"},
    )  # fmt: skip


def test_functions_who_may_invoke_them_and_as_whom_they_run(aws):
    function(aws)
    aws.client("lambda").add_permission(FunctionName="export", StatementId="x", Action="lambda:InvokeFunction", Principal="999900001111")
    facts = aws.collect()
    found = resource(facts, f"{HERE}/function/export")
    assert (found.label("data"), found.attribute("execution_role")) == ("personal", f"aws://{ACCOUNT}/iam/role/job")
    (policy,) = bodies(facts, found.id, "resource")
    assert policy["Statement"][0]["Action"] == "lambda:InvokeFunction"
    assert list(facts.gaps()) == []


def test_the_environment_of_a_function_is_not_kept(aws):
    function(aws)
    facts = aws.collect()
    assert "hunter2" not in "".join(map(str, (*facts.resources(), *facts.documents())))
