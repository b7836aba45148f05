"""ECR (Service Authorization Reference, "Amazon Elastic Container Registry"; ECR User Guide, "Private registry permissions")."""

from providers.aws.evaluate.levels.rule import (
    BY_AWS,
    NEW,
    RIGHTS_SHOWN,
    SETTINGS,
    SETTINGS_SHOWN,
    TAGS,
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

REPOSITORY = Table(
    asked={On.RESOURCE: ("ecr:repository",)},
    rules=(
        *rules(F, "ecr:DescribeImages ecr:ListImages ecr:DescribeRepositories"),
        *rules(R, "ecr:BatchGetImage ecr:GetDownloadUrlForLayer"),
        *rules(C, "ecr:PutImage ecr:BatchDeleteImage ecr:DeleteRepository"),
        *rules(C, "ecr:BatchImportUpstreamImage"),  # images come in from another registry
        *rules(M, "ecr:SetRepositoryPolicy ecr:DeleteRepositoryPolicy"),
        *rules(M, "ecr:PutLifecyclePolicy"),  # a rule of one day would have everything deleted
    ),
    aside={
        **aside(TAGS, "ecr:ListTagsForResource"),
        **aside(RIGHTS_SHOWN, "ecr:GetRepositoryPolicy"),
        **aside(
            SETTINGS_SHOWN,
            """ecr:BatchGetRepositoryScanningConfiguration ecr:DescribeImageReplicationStatus ecr:DescribeImageSigningStatus
            ecr:GetImageCopyStatus ecr:GetLifecyclePolicy""",
        ),
        **aside(
            "tells of images whose names one must know",
            "ecr:BatchCheckLayerAvailability ecr:DescribeImageScanFindings ecr:GetLifecyclePolicyPreview",
        ),
        **aside(BY_AWS, "ecr:ReplicateImage"),
        **aside(NEW, "ecr:CreateRepository"),
        **aside(without("ecr:PutImage"), "ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload"),
        **aside(
            SETTINGS,
            """ecr:DeleteLifecyclePolicy ecr:PutImageScanningConfiguration ecr:PutImageTagMutability ecr:StartImageScan
            ecr:StartLifecyclePolicyPreview ecr:UpdateImageStorageClass""",
        ),
    },
)
