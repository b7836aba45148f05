"""S3 (Service Authorization Reference, "Amazon S3"; S3 User Guide, "Required permissions for Amazon S3 API operations")."""

from providers.aws.evaluate.levels.rule import (
    BY_AWS,
    DECRYPT,
    ENCRYPT,
    LOGS,
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
    SETTINGS,
    SETTINGS_SHOWN,
    TAGS,
    C,
    F,
    M,
    On,
    R,
    S,
    Table,
    aside,
    rules,
    without,
)

BUCKET = Table(
    asked={On.RESOURCE: ("s3:bucket",), On.OBJECTS: ("s3:object",)},
    beneath=("s3:accesspoint", "s3:accesspointobject"),  # other doors to the same objects: requests by them are made from these rules
    rules=(
        *rules(F, "s3:ListBucket s3:ListBucketVersions s3:ListBucketMultipartUploads"),
        *rules(F, "s3:PutInventoryConfiguration"),  # has a list of every name sent to a bucket that the caller picks
        *rules(F, "s3:ListObjectAnnotations s3:ListObjectVersionAnnotations", On.OBJECTS),
        *rules(F, "s3:GetObjectAnnotation s3:GetObjectVersionAnnotation", On.OBJECTS, DECRYPT),  # metadata, in S3's words; encrypted too
        *rules(R, "s3:GetObject s3:GetObjectVersion", On.OBJECTS, DECRYPT),
        *rules(C, "s3:DeleteObject s3:DeleteObjectVersion", On.OBJECTS),
        *rules(C, "s3:PutObject", On.OBJECTS, ENCRYPT),
        *rules(S, "s3:PutObjectAcl s3:PutObjectVersionAcl", On.OBJECTS),
        *rules(M, "s3:PutBucketPolicy s3:DeleteBucketPolicy s3:PutBucketAcl s3:PutBucketOwnershipControls s3:PutBucketPublicAccessBlock"),
        *rules(M, "s3:PutReplicationConfiguration"),  # what is written later goes elsewhere too; what is there stays
        *rules(M, "s3:PutLifecycleConfiguration"),  # a rule of one day would have everything deleted
        *rules(M, "s3:PutBucketAbac"),  # whether the bucket's tags let anybody in
    ),
    aside={
        **aside(
            TAGS,
            """s3:GetBucketTagging s3:ListTagsForResource s3:GetObjectTagging s3:GetObjectVersionTagging""",
        ),
        **aside(
            RIGHTS_SHOWN,
            """s3:GetBucketAbac s3:GetBucketAcl s3:GetBucketOwnershipControls s3:GetBucketPolicy s3:GetBucketPolicyStatus
            s3:GetBucketPublicAccessBlock s3:GetObjectAcl s3:GetObjectVersionAcl""",
        ),
        **aside(
            SETTINGS_SHOWN,
            """s3:GetAccelerateConfiguration s3:GetAnalyticsConfiguration s3:GetBucketCORS s3:GetBucketLocation s3:GetBucketLogging
            s3:GetBucketMetadataTableConfiguration s3:GetBucketNotification s3:GetBucketObjectLockConfiguration s3:GetBucketRequestPayment
            s3:GetBucketVersioning s3:GetBucketWebsite s3:GetEncryptionConfiguration s3:GetIntelligentTieringConfiguration
            s3:GetInventoryConfiguration s3:GetLifecycleConfiguration s3:GetMetricsConfiguration s3:GetReplicationConfiguration
            s3:GetObjectLegalHold s3:GetObjectRetention""",
        ),
        **aside(
            SETTINGS,
            """s3:PutAccelerateConfiguration s3:PutAnalyticsConfiguration s3:PutBucketCORS s3:PutBucketRequestPayment s3:PutBucketWebsite
            s3:DeleteBucketWebsite s3:PutEncryptionConfiguration s3:PutIntelligentTieringConfiguration s3:PutMetricsConfiguration
            s3:PauseReplication""",
        ),
        **aside(
            PROTECTION,
            """s3:PutBucketObjectLockConfiguration s3:PutBucketVersioning s3:PutObjectLegalHold s3:PutObjectRetention""",
        ),
        **aside(without("s3:DeleteObjectVersion"), "s3:BypassGovernanceRetention"),
        **aside(LOGS, "s3:PutBucketLogging s3:AllowVendedLogDeliveryForResource"),
        **aside("names of what happens later go to a topic, queue or function with rights of its own", "s3:PutBucketNotification"),
        **aside(
            "names go to a table with rights of its own (s3tables), which is not read",
            """s3:CreateBucketMetadataTableConfiguration s3:DeleteBucketMetadataTableConfiguration
            s3:UpdateBucketMetadataAnnotationTableConfiguration s3:UpdateBucketMetadataInventoryTableConfiguration
            s3:UpdateBucketMetadataJournalTableConfiguration""",
        ),
        **aside(NEW, "s3:CreateBucket"),
        **aside("only of a bucket with nothing in it", "s3:DeleteBucket"),
        **aside(
            without("s3:GetObject"),
            "s3:GetObjectAttributes s3:GetObjectVersionAttributes s3:GetObjectTorrent s3:GetObjectVersionTorrent",
        ),
        **aside(
            BY_AWS,
            """s3:GetObjectVersionForReplication s3:GetObjectVersionAnnotationForReplication s3:InitiateReplication
            s3:ObjectOwnerOverrideToBucketOwner s3:ReplicateDelete s3:ReplicateObject s3:ReplicateObjectAnnotation""",
        ),
        **aside("needs the use of the key that encrypts it now", "s3:UpdateObjectEncryption"),
        **aside("of an upload that is not finished", "s3:ListMultipartUploadParts s3:AbortMultipartUpload"),
        **aside("brings an archived object back for those who may read it", "s3:RestoreObject"),
        **aside(
            "writes annotations, not content",
            "s3:PutObjectAnnotation s3:PutObjectVersionAnnotation s3:DeleteObjectAnnotation s3:DeleteObjectVersionAnnotation",
        ),
        **aside(
            "asked on an access point, which lets in nobody whom the bucket's own side does not",
            """s3:CreateAccessPoint s3:DeleteAccessPoint s3:GetAccessPointPolicy s3:GetAccessPointPolicyStatus s3:PutAccessPointPolicy
            s3:DeleteAccessPointPolicy""",
        ),
    },
)
