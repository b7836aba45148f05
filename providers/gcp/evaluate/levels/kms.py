"""Cloud KMS ("Permissions and roles"), where a key itself is what the inventory names: who uses it opens what its owner encrypted with it.

Data that a service keeps under a customer's key is decrypted by the service's own agent ("Customer-managed encryption keys (CMEK)"), so the key
is no door in front of the data for its readers.
"""

from providers.gcp.evaluate.levels.rule import NEW, PROTECTION, RIGHTS_SHOWN, SETTINGS, SETTINGS_SHOWN, C, F, M, R, Table, aside, rules

KEY = Table(
    rules=(
        *rules(F, "cloudkms.cryptoKeys.get cloudkms.cryptoKeyVersions.list cloudkms.cryptoKeyVersions.get"),
        *rules(R, "cloudkms.cryptoKeyVersions.useToDecrypt cloudkms.cryptoKeyVersions.useToDecryptViaDelegation"),
        *rules(C, "cloudkms.cryptoKeyVersions.useToEncrypt cloudkms.cryptoKeyVersions.useToEncryptViaDelegation"),
        *rules(C, "cloudkms.cryptoKeyVersions.useToSign cloudkms.cryptoKeyVersions.destroy cloudkms.cryptoKeyVersions.update"),
        *rules(M, "cloudkms.cryptoKeys.setIamPolicy"),
    ),
    aside={
        **aside(RIGHTS_SHOWN, "cloudkms.cryptoKeys.getIamPolicy"),
        **aside(SETTINGS_SHOWN, "cloudkms.cryptoKeys.list cloudkms.cryptoKeyVersions.viewPublicKey"),
        **aside(NEW, "cloudkms.cryptoKeys.create cloudkms.cryptoKeyVersions.create"),
        **aside(SETTINGS, "cloudkms.cryptoKeys.update"),
        **aside(PROTECTION, "cloudkms.cryptoKeyVersions.restore"),
        **aside(SETTINGS, "cloudkms.cryptoKeyVersions.useToVerify cloudkms.cryptoKeyVersions.manageRawPKCS1Keys"),
        **aside(SETTINGS, "cloudkms.cryptoKeyVersions.manageRawAesCbcKeys cloudkms.cryptoKeyVersions.manageRawAesCtrKeys"),
    },
)
