"""Error reports without personal data: what leaves is built anew from a list of what may, never cleaned.

A report says where in our code it went wrong, in which release, for which gemeente (its label), in which
role, and under which code the person at the screen can ask for help. No message of an error, no value of
a variable, no address, no body, no name. Off without `KT_SENTRY_DSN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from sentry_sdk import Scope, get_client, init, set_tag
from sentry_sdk.envelope import Envelope, Item, PayloadRef
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.transport import HttpTransport

from keukentafel import __version__
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import huidige_gemeente_of_geen

MERKEN: Final = frozenset({"gemeente", "rol", "foutcode", "route", "taak"})
"""The tags of ours. Others are of an integration, and stay here."""
_SOORTEN: Final = frozenset({"event", "transaction"})
_KRUIMEL: Final = ("type", "category", "level", "timestamp")
_FRAME: Final = ("filename", "function", "module", "lineno", "in_app", "platform")
_SPAN: Final = ("op", "status", "span_id", "parent_span_id", "trace_id", "start_timestamp", "timestamp")
_VAST: Final = (
    "event_id", "timestamp", "start_timestamp", "level", "platform", "release", "environment", "type",
)  # fmt: skip


def begin(dsn: str = "", *, sporen: float = 0.0) -> bool:
    """Report errors to this address from now on; false: there is none.

    :raises ValueError: it is no address of Sentry.
    """
    if not dsn:
        return False
    init(
        dsn=dsn,
        transport=Poort,
        release=f"keukentafel@{__version__}",
        environment=settings.KT_MODUS,
        server_name="",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            DjangoIntegration(middleware_spans=False, signals_spans=False, cache_spans=False),
            CeleryIntegration(propagate_traces=False),
            LoggingIntegration(),
            ExcepthookIntegration(),
            DedupeIntegration(),
        ],
        before_send=_met_merken,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        attach_stacktrace=True,
        auto_session_tracking=False,
        send_client_reports=False,
        propagate_traces=False,
        trace_propagation_targets=[],
        spotlight=False,
        traces_sample_rate=sporen,
        _experiments={"transport_compression_algo": "gzip"},  # type: ignore[typeddict-item]
    )
    return True


def stop() -> None:
    """Send what waits, and report nothing any more."""
    get_client().close(timeout=5)
    Scope.get_global_scope().set_client(None)


def merk(**merken: str) -> None:
    """Say of the work of this moment for whom it is: role, code, route, task."""
    for naam, waarde in merken.items():
        set_tag(naam, waarde)


def merk_verzoek(request: HttpRequest) -> None:
    """Say of a request in which role, on which route, and the code that the page shows when it breaks."""
    gebruiker: Any = getattr(request, "user", None)
    match = request.resolver_match
    merk(
        rol=",".join(sorted(str(rol) for rol in getattr(gebruiker, "rollen", None) or ())) or "geen",
        foutcode=getattr(request, "verzoek_id", "")[:4].upper(),
        route=match.view_name if match else "",
    )


def _met_merken(event: Any, _hint: Any) -> Any:
    """Add the gemeente of this moment: the scope tells it, no request and no argument does."""
    gemeente = huidige_gemeente_of_geen()
    if gemeente is not None:
        event.setdefault("tags", {})
        if isinstance(event["tags"], dict):
            event["tags"]["gemeente"] = gemeente.slug
    return event


class Poort(HttpTransport):
    """The only way out. Builds every report anew; what is no report of an error or a trace stays here."""

    def capture_envelope(self, envelope: Envelope) -> None:
        """Send what may leave of it, or nothing."""
        if zaaifouten.staat_aan("foutmelding_alles"):
            super().capture_envelope(envelope)
            return
        uit = Envelope(
            headers={naam: envelope.headers[naam] for naam in ("event_id",) if naam in envelope.headers}
        )
        uit.headers["sent_at"] = datetime.now(UTC).isoformat()
        for item in envelope.items:
            inhoud = item.payload.json
            if item.type in _SOORTEN and isinstance(inhoud, Mapping):
                uit.add_item(Item(payload=PayloadRef(json=wat_mag(inhoud)), type=item.type))
        if uit.items:
            super().capture_envelope(uit)


def wat_mag(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report with only what says nothing of a person."""
    merken = _merken(event.get("tags"))
    uit: dict[str, Any] = {naam: event[naam] for naam in _VAST if naam in event}
    uit["tags"] = merken
    uit["transaction"] = merken.get("route") or merken.get("taak") or ""
    uit["contexts"] = {"trace": _kies((event.get("contexts") or {}).get("trace"), _SPAN)}
    uit["exception"] = {"values": [_fout(fout) for fout in _rij(event.get("exception"))]}
    uit["threads"] = {"values": [{"stacktrace": _stapel(draad)} for draad in _rij(event.get("threads"))]}
    uit["breadcrumbs"] = {"values": [_kies(kruimel, _KRUIMEL) for kruimel in _rij(event.get("breadcrumbs"))]}
    uit["spans"] = [_kies(span, _SPAN) for span in event.get("spans") or ()]
    if event.get("logger"):
        uit["logger"] = str(event["logger"])
    return uit


def _merken(tags: Any) -> dict[str, str]:
    paren = (
        tags.items() if isinstance(tags, Mapping) else [tuple(paar) for paar in tags or () if len(paar) == 2]
    )
    return {str(naam): str(waarde)[:200] for naam, waarde in paren if naam in MERKEN}


def _rij(deel: Any) -> list[Any]:
    waarden = deel.get("values") if isinstance(deel, Mapping) else deel
    return list(waarden or ())


def _kies(deel: Any, namen: tuple[str, ...]) -> dict[str, Any]:
    return {naam: deel[naam] for naam in namen if naam in deel} if isinstance(deel, Mapping) else {}


def _fout(fout: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the kind of an error and where it came from; its words may quote a row of the database."""
    return {
        "type": fout.get("type"),
        "module": fout.get("module"),
        "value": "",
        "mechanism": _kies(fout.get("mechanism"), ("type", "handled")),
        "stacktrace": _stapel(fout),
    }


def _stapel(deel: Mapping[str, Any]) -> dict[str, Any]:
    frames = (deel.get("stacktrace") or {}).get("frames") or ()
    return {"frames": [_kies(frame, _FRAME) for frame in frames]}
