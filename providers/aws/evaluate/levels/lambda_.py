"""Lambda: a function's code (Service Authorization Reference, "AWS Lambda"). What a function gives to its callers is its own business."""

from providers.aws.evaluate.levels.rule import (
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

FUNCTION = Table(
    asked={On.RESOURCE: ("lambda:function",)},
    beneath=("lambda:function alias", "lambda:function version", "lambda:durable execution"),
    rules=(
        *rules(F, "lambda:GetFunctionConfiguration lambda:ListVersionsByFunction"),
        *rules(R, "lambda:GetFunction"),
        *rules(C, "lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:DeleteFunction"),
        *rules(M, "lambda:AddPermission lambda:RemovePermission"),
    ),
    aside={
        **aside(TAGS, "lambda:ListTags"),
        **aside(RIGHTS_SHOWN, "lambda:GetPolicy lambda:GetResourcePolicy"),
        **aside(
            SETTINGS_SHOWN,
            """lambda:GetAlias lambda:GetFunctionCodeSigningConfig lambda:GetFunctionConcurrency lambda:GetFunctionEventInvokeConfig
            lambda:GetFunctionRecursionConfig lambda:GetFunctionScalingConfig lambda:GetFunctionUrlConfig
            lambda:GetProvisionedConcurrencyConfig lambda:GetRuntimeManagementConfig lambda:ListAliases
            lambda:ListFunctionEventInvokeConfigs lambda:ListFunctionUrlConfigs lambda:ListProvisionedConcurrencyConfigs""",
        ),
        **aside("runs the code, which alone decides what comes out", "lambda:InvokeAsync lambda:InvokeFunction lambda:InvokeFunctionUrl"),
        **aside(without("lambda:AddPermission and lambda:RemovePermission"), "lambda:PutResourcePolicy"),
        **aside(without("lambda:RemovePermission"), "lambda:DeleteResourcePolicy"),
        **aside("lets CloudFront copy the function to its edges", "lambda:EnableReplication lambda:DisableReplication"),
        **aside(
            "who may call the address stands in the function's policy",
            "lambda:CreateFunctionUrlConfig lambda:UpdateFunctionUrlConfig lambda:DeleteFunctionUrlConfig",
        ),
        **aside(NEW, "lambda:CreateFunction lambda:PublishVersion"),
        **aside("says which version answers", "lambda:CreateAlias lambda:UpdateAlias lambda:DeleteAlias"),
        **aside(
            SETTINGS,
            """lambda:PutFunctionCodeSigningConfig lambda:UpdateFunctionCodeSigningConfig lambda:DeleteFunctionCodeSigningConfig
            lambda:PutFunctionConcurrency lambda:DeleteFunctionConcurrency lambda:PutFunctionEventInvokeConfig
            lambda:UpdateFunctionEventInvokeConfig lambda:DeleteFunctionEventInvokeConfig lambda:PutFunctionRecursionConfig
            lambda:PutFunctionScalingConfig lambda:PutProvisionedConcurrencyConfig lambda:DeleteProvisionedConcurrencyConfig
            lambda:PutRuntimeManagementConfig""",
        ),
        **aside(
            "about a run of the code and what it was given, not the code",
            """lambda:ListDurableExecutionsByFunction lambda:CheckpointDurableExecution lambda:GetDurableExecution
            lambda:GetDurableExecutionHistory lambda:GetDurableExecutionState lambda:SendDurableExecutionCallbackFailure
            lambda:SendDurableExecutionCallbackHeartbeat lambda:SendDurableExecutionCallbackSuccess lambda:StopDurableExecution""",
        ),
    },
)
