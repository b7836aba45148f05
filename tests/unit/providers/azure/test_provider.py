import subprocess
import sys

from audit.ports import Simulator
from providers.azure import provider


def test_what_it_is_called():
    assert (provider.name, provider.system) == ("azure", "microsoft")
    assert isinstance(provider, Simulator)


def test_lists_and_permissions_need_no_sdk():
    code = (
        "import sys; from providers.azure import provider; provider.permissions(); provider.operations();"
        "sys.exit(any(name.split('.')[0] in ('msal', 'urllib3', 'cryptography') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
