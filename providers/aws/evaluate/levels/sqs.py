"""SQS (Service Authorization Reference, "Amazon SQS"; SQS Developer Guide, "Amazon SQS API permissions")."""

from providers.aws.evaluate.levels.rule import DECRYPT, ENCRYPT, NEW, SETTINGS_SHOWN, TAGS, C, F, M, On, R, Table, aside, rules, without

QUEUE = Table(
    asked={On.RESOURCE: ("sqs:queue",)},
    rules=(
        *rules(F, "sqs:GetQueueAttributes sqs:GetQueueUrl"),
        *rules(R, "sqs:ReceiveMessage", key=DECRYPT),
        *rules(C, "sqs:SendMessage", key=ENCRYPT),
        *rules(C, "sqs:DeleteMessage sqs:PurgeQueue sqs:DeleteQueue"),
        *rules(M, "sqs:SetQueueAttributes sqs:AddPermission sqs:RemovePermission"),
    ),
    aside={
        **aside(TAGS, "sqs:ListQueueTags"),
        **aside(SETTINGS_SHOWN, "sqs:ListDeadLetterSourceQueues sqs:ListMessageMoveTasks"),
        **aside(NEW, "sqs:CreateQueue"),
        **aside(without("sqs:ReceiveMessage"), "sqs:ChangeMessageVisibility sqs:StartMessageMoveTask sqs:CancelMessageMoveTask"),
    },
)
