from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import resource


def test_workgroups_and_where_their_results_go(aws):
    output = {"ResultConfiguration": {"OutputLocation": "s3://results/analysts/"}}
    aws.client("athena").create_work_group(Name="analysts", Configuration=output)
    facts = aws.collect()
    assert resource(facts, f"aws://{ACCOUNT}/athena/{REGION}/workgroup/analysts").attribute("output") == "s3://results/analysts/"
    assert list(facts.gaps()) == []
