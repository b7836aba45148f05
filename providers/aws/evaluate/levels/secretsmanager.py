"""Secrets Manager (Service Authorization Reference, "AWS Secrets Manager"; API Reference, BatchGetSecretValue, RotateSecret)."""

from providers.aws.evaluate.levels.rule import (
    DECRYPT,
    ENCRYPT,
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
    SETTINGS,
    C,
    F,
    M,
    On,
    R,
    Table,
    aside,
    rules,
    without,
)

SECRET = Table(
    asked={On.RESOURCE: ("secretsmanager:Secret",)},
    rules=(
        *rules(F, "secretsmanager:DescribeSecret secretsmanager:ListSecretVersionIds"),
        *rules(R, "secretsmanager:GetSecretValue", key=DECRYPT),
        *rules(C, "secretsmanager:PutSecretValue secretsmanager:UpdateSecret", key=ENCRYPT),
        *rules(C, "secretsmanager:DeleteSecret"),
        *rules(M, "secretsmanager:PutResourcePolicy secretsmanager:DeleteResourcePolicy"),
        *rules(C | M, "secretsmanager:RotateSecret"),  # has a function write a new value, and the caller may name which
        *rules(M, "secretsmanager:ReplicateSecretToRegions"),  # under a key that the caller names
    ),
    aside={
        **aside(without("secretsmanager:GetSecretValue"), "secretsmanager:BatchGetSecretValue"),
        **aside(RIGHTS_SHOWN, "secretsmanager:GetResourcePolicy secretsmanager:ValidateResourcePolicy"),
        **aside(NEW, "secretsmanager:CreateSecret"),
        **aside("moves the label of the version that is current", "secretsmanager:UpdateSecretVersionStage"),
        **aside(PROTECTION, "secretsmanager:CancelRotateSecret secretsmanager:RestoreSecret"),
        **aside(SETTINGS, "secretsmanager:RemoveRegionsFromReplication secretsmanager:StopReplicationToReplica"),
    },
)
