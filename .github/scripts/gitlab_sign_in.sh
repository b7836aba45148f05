# Signs in with the job's own tokens (`id_tokens`), no secret: sourced by the job. Each provider only where its variables are set.
# Sources: AWS's documentation, "Assume role with web identity provider"; Google Cloud's, "Configure Workload Identity Federation with deployment
# pipelines"; Microsoft's, "Workload identity federation".
toegang_tokens="$(mktemp -d)"
chmod 700 "$toegang_tokens"
if [[ -n "${TOEGANG_AWS_ROLE:-}" ]]; then
  printf '%s' "${TOEGANG_AWS_TOKEN:-}" >"$toegang_tokens/aws"
  export AWS_ROLE_ARN="$TOEGANG_AWS_ROLE" AWS_WEB_IDENTITY_TOKEN_FILE="$toegang_tokens/aws" AWS_ROLE_SESSION_NAME=toegang
  export AWS_REGION="${TOEGANG_AWS_REGION:-eu-west-1}"
fi
if [[ -n "${TOEGANG_GOOGLE_PROVIDER:-}" ]]; then
  printf '%s' "${TOEGANG_GOOGLE_TOKEN:-}" >"$toegang_tokens/google"
  export GOOGLE_APPLICATION_CREDENTIALS="$toegang_tokens/google.json" TOEGANG_GOOGLE_TOKEN_FILE="$toegang_tokens/google"
  python3 -c '
import json, os
account = os.environ.get("TOEGANG_GOOGLE_ACCOUNT", "")
told = {
    "type": "external_account",
    "audience": "//iam.googleapis.com/" + os.environ["TOEGANG_GOOGLE_PROVIDER"],
    "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
    "token_url": "https://sts.googleapis.com/v1/token",
    "credential_source": {"file": os.environ["TOEGANG_GOOGLE_TOKEN_FILE"]},
}
if account:
    told["service_account_impersonation_url"] = (
        "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken"
    )
print(json.dumps(told))
' >"$GOOGLE_APPLICATION_CREDENTIALS"
fi
if [[ -n "${TOEGANG_AZURE_CLIENT:-}" && -n "${TOEGANG_AZURE_TENANT:-}" ]]; then
  printf '%s' "${TOEGANG_AZURE_TOKEN:-}" >"$toegang_tokens/azure"
  export AZURE_CLIENT_ID="$TOEGANG_AZURE_CLIENT" AZURE_TENANT_ID="$TOEGANG_AZURE_TENANT" AZURE_FEDERATED_TOKEN_FILE="$toegang_tokens/azure"
fi
