"""Cloud Storage ("IAM permissions for Cloud Storage"; "IAM permissions for JSON methods").

An object that a customer's key encrypts needs no right on the key: Cloud Storage's own service agent decrypts ("Customer-managed encryption keys").
"""

from providers.gcp.evaluate.levels.rule import (
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
    RUNNING,
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

_OBJECTS = (
    *rules(F, "storage.objects.list storage.multipartUploads.list storage.managedFolders.list storage.folders.list"),
    *rules(R, "storage.objects.get", On.OBJECTS),
    *rules(C, "storage.objects.create storage.objects.delete storage.objects.update storage.objects.move", On.OBJECTS),
    *rules(S, "storage.objects.setIamPolicy", On.OBJECTS),
)
_ASIDE = {
    **aside(TAGS, "storage.buckets.createTagBinding storage.buckets.deleteTagBinding"),
    **aside(TAGS, "storage.buckets.listTagBindings storage.buckets.listEffectiveTags"),
    **aside(RIGHTS_SHOWN, "storage.buckets.getIamPolicy storage.objects.getIamPolicy storage.managedFolders.getIamPolicy"),
    **aside(SETTINGS_SHOWN, "storage.buckets.get storage.buckets.list storage.buckets.getIpFilter storage.managedFolders.get"),
    **aside(
        SETTINGS_SHOWN, "storage.folders.get storage.multipartUploads.listParts storage.anywhereCaches.get storage.anywhereCaches.list"
    ),
    **aside(SETTINGS_SHOWN, "storage.bucketOperations.get storage.bucketOperations.list storage.managementHubs.get"),
    **aside(NEW, "storage.buckets.create storage.managedFolders.create storage.folders.create storage.multipartUploads.create"),
    **aside(RUNNING, "storage.buckets.relocate storage.bucketOperations.cancel storage.managementHubs.update"),
    **aside(RUNNING, "storage.anywhereCaches.create storage.anywhereCaches.disable storage.anywhereCaches.pause"),
    **aside(RUNNING, "storage.anywhereCaches.resume storage.anywhereCaches.update"),
    **aside(PROTECTION, "storage.buckets.enableObjectRetention storage.objects.overrideUnlockedRetention storage.objects.setRetention"),
    **aside("a door beside IAM, which only closes", "storage.buckets.setIpFilter storage.buckets.exemptFromIpFilter"),
    **aside("only of a bucket with nothing in it", "storage.buckets.delete storage.folders.delete"),
    **aside("only of one with nothing in it, unless objects may be deleted too", "storage.managedFolders.delete"),
    **aside(without("storage.objects.create"), "storage.objects.restore storage.buckets.restore"),
    **aside(without("storage.objects.move"), "storage.folders.rename"),
    **aside("of an upload that is not finished", "storage.multipartUploads.abort"),
    **aside(SETTINGS, "storage.buckets.setRetention"),
}

BUCKET = Table(
    rules=(
        *_OBJECTS,
        *rules(F, "storage.buckets.getObjectInsights"),  # the names of all objects in an inventory report
        *rules(M, "storage.buckets.setIamPolicy"),
        *rules(M, "storage.buckets.update"),  # turns uniform access off, and has objects deleted by a lifecycle rule of one day
    ),
    aside=_ASIDE | aside("asked on a managed folder", "storage.managedFolders.setIamPolicy"),
)
MANAGED_FOLDER = Table(
    rules=(*_OBJECTS, *rules(M, "storage.managedFolders.setIamPolicy")),
    aside=_ASIDE | aside("asked on the bucket", "storage.buckets.setIamPolicy storage.buckets.update storage.buckets.getObjectInsights"),
)
