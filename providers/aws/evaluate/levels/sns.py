"""SNS (Service Authorization Reference, "Amazon SNS"; SNS Developer Guide, "Message data protection")."""

from providers.aws.evaluate.levels.rule import ENCRYPT, NEW, SETTINGS_SHOWN, TAGS, C, F, M, On, R, Table, aside, rules, without

TOPIC = Table(
    asked={On.RESOURCE: ("sns:topic",)},
    rules=(
        *rules(F, "sns:GetTopicAttributes sns:ListSubscriptionsByTopic"),
        *rules(R, "sns:Subscribe"),
        *rules(C, "sns:Publish", key=ENCRYPT),
        *rules(C, "sns:DeleteTopic"),
        *rules(M, "sns:SetTopicAttributes sns:AddPermission sns:RemovePermission"),
        *rules(M, "sns:PutDataProtectionPolicy"),  # what is masked before it is delivered
    ),
    aside={
        **aside(TAGS, "sns:ListTagsForResource"),
        **aside(SETTINGS_SHOWN, "sns:GetDataProtectionPolicy sns:GetSubscriptionAttributes"),
        **aside(NEW, "sns:CreateTopic"),
        **aside(without("sns:Subscribe"), "sns:ConfirmSubscription sns:SetSubscriptionAttributes"),
        **aside("takes a reader away", "sns:Unsubscribe"),
    },
)
