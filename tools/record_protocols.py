"""Record the cassettes of Responses, Anthropic Messages and GenerateContent.

The embedded server (llama.cpp) speaks the first two protocols itself, but holds an answer to a
schema over Chat Completions alone. So litellm's proxy stands before it, which speaks all of them
and asks it over Chat Completions: what is recorded is the embedded model's answer in litellm's
translation. litellm wants other versions of dateline's own packages, hence an environment of its
own; `make record-protocols` makes it.

    python tools/record_protocols.py --litellm .venv-gateway/bin/litellm
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.providers.embedded import RunningServer, start_server
from dateline.providers.weights import model_file

ROOT = Path(__file__).parents[1]
MODEL = "gemma-3-270m"
STARTS_WITHIN = 180  # seconds
# Nothing is looked up elsewhere: prices are none of a recording's business.
QUIET = {"DISABLE_ADMIN_UI": "True", "LITELLM_LOCAL_MODEL_COST_MAP": "True"}


def configuration(server: RunningServer) -> str:
    """litellm's: one model, behind Chat Completions (which "lm_studio/" is sure to mean)."""
    model = {
        "model_name": MODEL,
        "litellm_params": {
            "model": f"lm_studio/{MODEL}",
            "api_base": server.url,
            "api_key": server.key,
            "timeout": 600,
        },
    }
    whole = {
        "model_list": [model],
        "litellm_settings": {"num_retries": 0, "request_timeout": 600},
        "router_settings": {"num_retries": 0},
    }
    return json.dumps(whole)  # JSON is YAML


@contextmanager
def gateway(litellm: Path, server: RunningServer) -> Iterator[tuple[str, str]]:
    """Litellm's proxy on this machine: its address and its key."""
    key = f"sk-{secrets.token_hex(24)}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "litellm.yaml"
        config.write_text(configuration(server), "utf-8")
        command = [litellm, "--config", config, "--host", "127.0.0.1", "--port", str(port)]
        environment = {**os.environ, "LITELLM_MASTER_KEY": key, **QUIET}
        environment.pop("PYTHONPATH", None)
        running = subprocess.Popen(command, env=environment, cwd=folder)
        try:
            wait_for(f"{url}/health/liveliness", running)
            yield url, key
        finally:
            running.terminate()
            running.wait(30)


def wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    """Until it answers."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and running.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(1)
        else:
            return
    raise SystemExit(f"litellm does not answer at {url}.")


def record(url: str, key: str) -> int:
    """Run the tests that are recorded through the gateway."""
    return subprocess.run(
        [
            sys.executable,
            *("-m", "pytest", "-m", "gateway"),
            "--record-mode=rewrite",
            "--allowed-hosts=127.0.0.1,localhost",
        ],
        cwd=ROOT,
        env={**os.environ, "GATEWAY_URL": url, "GATEWAY_TOKEN": key},
        check=False,
    ).returncode


def main() -> None:
    """Record, and make sure that no key has been recorded too."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--litellm", type=Path, required=True)
    litellm: Path = options.parse_args().litellm
    server = start_server(model_file(MODEL))
    with gateway(litellm.resolve(), server) as (url, key):
        status = record(url, key)
    for cassette in (ROOT / "cassettes").rglob("*.yaml"):
        recorded = cassette.read_text("utf-8")
        if key in recorded or server.key in recorded:
            cassette.unlink()
            raise SystemExit(f"{cassette.name} held a key, and is deleted.")
    raise SystemExit(status)


if __name__ == "__main__":
    main()
