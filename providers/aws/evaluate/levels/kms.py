"""KMS: what a key opens (Service Authorization Reference, "AWS Key Management Service"; KMS Developer Guide, "AWS KMS permissions")."""

from providers.aws.evaluate.levels.rule import RIGHTS_SHOWN, SETTINGS, SETTINGS_SHOWN, TAGS, C, F, M, On, R, Table, aside, rules

KEY = Table(
    asked={On.RESOURCE: ("kms:key",)},
    rules=(
        *rules(F, "kms:DescribeKey"),
        *rules(R, "kms:Decrypt kms:ReEncryptFrom kms:Decapsulate kms:DeriveSharedSecret"),
        *rules(C, "kms:ScheduleKeyDeletion kms:DisableKey kms:DeleteImportedKeyMaterial"),  # what it encrypts can't be read any more
        *rules(M, "kms:PutKeyPolicy kms:CreateGrant kms:RevokeGrant kms:RetireGrant"),
        *rules(M, "kms:ReplicateKey"),  # the replica has a policy of its own, which the caller writes
    ),
    aside={
        **aside(TAGS, "kms:ListResourceTags"),
        **aside(RIGHTS_SHOWN, "kms:GetKeyPolicy kms:ListGrants kms:ListKeyPolicies"),
        **aside(SETTINGS_SHOWN, "kms:GetKeyLastUsage kms:GetKeyRotationStatus kms:ListKeyRotations"),
        **aside("gives a public half, which opens nothing", "kms:GetParametersForImport kms:GetPublicKey"),
        **aside(
            "encrypts what is new, and opens nothing",
            """kms:Encapsulate kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyPair kms:GenerateDataKeyPairWithoutPlaintext
            kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptTo""",
        ),
        **aside("signs or checks, and opens nothing", "kms:GenerateMac kms:Sign kms:Verify kms:VerifyMac"),
        **aside("an alias lets in only where a policy goes by aliases", "kms:CreateAlias kms:DeleteAlias kms:UpdateAlias"),
        **aside("lets those who may use the key use it again", "kms:CancelKeyDeletion kms:EnableKey kms:ImportKeyMaterial"),
        **aside(
            SETTINGS,
            """kms:DisableKeyRotation kms:EnableKeyRotation kms:RotateKeyOnDemand kms:SynchronizeMultiRegionKey kms:UpdateKeyDescription
            kms:UpdatePrimaryRegion""",
        ),
    },
)
