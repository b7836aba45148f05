import os

from providers.sandbox.clients import environment


def test_nothing_of_the_users_aws_is_seen_inside_and_all_is_back_after():
    os.environ["AWS_PROFILE"] = "the-users-own"
    try:
        before = dict(os.environ)
        with environment("http://127.0.0.1:1", {"AWS_ACCESS_KEY_ID": "sandbox"}):
            assert "AWS_PROFILE" not in os.environ
            assert os.environ["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"
            assert os.environ["AWS_ACCESS_KEY_ID"] == "sandbox"
            assert os.environ["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull
        assert dict(os.environ) == before
    finally:
        del os.environ["AWS_PROFILE"]
