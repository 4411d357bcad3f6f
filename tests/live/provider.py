"""A provider of sign-ins on loopback, as a process: `python -m tests.live.provider PORT [AUDIENCE]`.

With an audience it issues its tokens for somebody else's application, as a provider that was set up wrong does.
"""

import sys

import oidc_provider_mock
from oidc_provider_mock._app import OpenIDCode


def main(port: str, audience: str = "") -> None:
    if audience:
        OpenIDCode.get_audiences = lambda self, request: [audience]  # type: ignore[method-assign]  # the wrong one
    oidc_provider_mock.app().run("127.0.0.1", int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
