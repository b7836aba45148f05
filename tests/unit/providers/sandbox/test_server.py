import os
from urllib.error import URLError
from urllib.request import urlopen

import boto3
import pytest

from providers.sandbox.clients import environment
from providers.sandbox.server import Server

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "sandbox", "AWS_SECRET_ACCESS_KEY": "sandbox"}


def test_it_listens_on_loopback_alone_and_stops():
    with Server() as server:
        url = server.url
        assert url.startswith("http://127.0.0.1:")
        with environment(url, CREDENTIALS):
            assert boto3.client("s3").list_buckets()["Buckets"] is not None
    with pytest.raises(URLError):
        urlopen(url, timeout=5)


def test_a_proxy_of_the_users_is_not_asked():
    os.environ["http_proxy"] = "http://127.0.0.1:9"
    try:
        with Server() as server, environment(server.url, CREDENTIALS):
            server.empty()
            assert boto3.client("s3").list_buckets()["Buckets"] == []
    finally:
        del os.environ["http_proxy"]


def test_empty_leaves_nothing():
    with Server() as server, environment(server.url, CREDENTIALS):
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="shop", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        server.empty()
        assert s3.list_buckets()["Buckets"] == []
