"""Pub/Sub ("Access control with IAM": permissions and roles). A topic's messages are read from its subscriptions, an old or a new one."""

from providers.gcp.evaluate.levels.rule import NEW, RIGHTS_SHOWN, SETTINGS_SHOWN, TAGS, C, F, M, R, Table, aside, rules

_ASIDE_OF_TOPICS = {
    **aside(TAGS, "pubsub.topics.createTagBinding pubsub.topics.deleteTagBinding pubsub.topics.updateTag"),
    **aside(TAGS, "pubsub.topics.listTagBindings pubsub.topics.listEffectiveTags"),
    **aside(RIGHTS_SHOWN, "pubsub.topics.getIamPolicy"),
    **aside(SETTINGS_SHOWN, "pubsub.topics.list"),
    **aside(NEW, "pubsub.topics.create"),
}

TOPIC = Table(
    rules=(
        *rules(F, "pubsub.topics.get"),
        *rules(R, "pubsub.topics.attachSubscription"),  # a subscription of one's own, with every message from now on
        *rules(C, "pubsub.topics.publish pubsub.topics.update pubsub.topics.detachSubscription pubsub.topics.delete"),
        *rules(M, "pubsub.topics.setIamPolicy"),
    ),
    aside=_ASIDE_OF_TOPICS,
)
SUBSCRIPTION = Table(
    rules=(
        *rules(F, "pubsub.subscriptions.get"),
        *rules(R | C, "pubsub.subscriptions.consume"),  # what is acknowledged is gone, too
        *rules(C, "pubsub.subscriptions.delete"),
        *rules(M, "pubsub.subscriptions.setIamPolicy pubsub.subscriptions.update"),  # has messages pushed to an address of one's choice
    ),
    aside={
        **aside(TAGS, "pubsub.subscriptions.createTagBinding pubsub.subscriptions.deleteTagBinding"),
        **aside(TAGS, "pubsub.subscriptions.listTagBindings pubsub.subscriptions.listEffectiveTags"),
        **aside(RIGHTS_SHOWN, "pubsub.subscriptions.getIamPolicy"),
        **aside(SETTINGS_SHOWN, "pubsub.subscriptions.list"),
        **aside(NEW, "pubsub.subscriptions.create"),
    },
)
