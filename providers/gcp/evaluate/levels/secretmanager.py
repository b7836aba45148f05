"""Secret Manager ("Access control with IAM"). Who reads the secret reads the data; no right on the key that encrypts it is needed."""

from providers.gcp.evaluate.levels.rule import NEW, RIGHTS_SHOWN, SETTINGS_SHOWN, C, F, M, On, R, Table, aside, rules

SECRET = Table(
    rules=(
        *rules(F, "secretmanager.secrets.get secretmanager.versions.list"),
        *rules(F, "secretmanager.versions.get", On.VERSIONS),
        *rules(R, "secretmanager.versions.access", On.VERSIONS),
        *rules(C, "secretmanager.versions.add secretmanager.secrets.delete secretmanager.secrets.update"),  # has it expire
        *rules(C, "secretmanager.versions.destroy secretmanager.versions.disable secretmanager.versions.enable", On.VERSIONS),
        *rules(M, "secretmanager.secrets.setIamPolicy"),
    ),
    aside={
        **aside(RIGHTS_SHOWN, "secretmanager.secrets.getIamPolicy"),
        **aside(SETTINGS_SHOWN, "secretmanager.secrets.list secretmanager.locations.get secretmanager.locations.list"),
        **aside(NEW, "secretmanager.secrets.create"),
    },
)
