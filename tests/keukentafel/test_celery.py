"""A process of the web sends its tasks to our broker, from whichever thread."""

from __future__ import annotations

import subprocess
import sys

_IN_EEN_DRAAD = """
import threading
from keukentafel.wsgi import application
from celery import current_app
gevonden = []
draad = threading.Thread(target=lambda: gevonden.append(current_app.conf.broker_url))
draad.start()
draad.join()
print(gevonden[0])
"""


def test_a_thread_of_the_web_sends_its_tasks_to_the_broker_of_the_settings(
    omgeving_van_kind: dict[str, str],
) -> None:
    broker = "redis://127.0.0.1:1/7"

    antwoord = subprocess.run(
        [sys.executable, "-c", _IN_EEN_DRAAD],
        env={**omgeving_van_kind, "KT_BROKER_URL": broker},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert antwoord.stdout.split() == [broker]
