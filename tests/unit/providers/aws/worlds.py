"""Small worlds in moto that several tests read."""

import json

TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}


def resource_policy(action: str, resource: str = "*", who: object = "999900001111") -> dict:
    principal = {"AWS": f"arn:aws:iam::{who}:root"} if isinstance(who, str) else who
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}]}


def bodies(facts, holder: str, kind: str) -> list:
    """The documents of one kind on one holder, parsed."""
    held = {document.id: document.body for document in facts.documents()}
    return [json.loads(held[one.document]) for one in facts.attachments() if (one.holder, one.kind) == (holder, kind)]


def resource(facts, uri: str):
    return next(one for one in facts.resources() if one.id == uri)


def principal(facts, uri: str):
    return next(one for one in facts.principals() if one.id == uri)


def bucket(client, name: str) -> None:
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
