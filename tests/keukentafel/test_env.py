"""What a URL of the database may ask."""

from __future__ import annotations

import pytest

from keukentafel.env import OmgevingsFout, databank, databank_opties

TWEE = "postgresql://kt_app:a@/keukentafel?host=db1,db2&port=5432,5433&target_session_attrs=read-write&sslmode=verify-full"


def test_a_url_names_several_nodes_and_asks_for_the_leader_over_a_trusted_line():
    assert (databank(TWEE)["HOST"], databank(TWEE)["PORT"]) == ("db1,db2", "5432,5433")
    assert databank_opties(TWEE) == {"target_session_attrs": "read-write", "sslmode": "verify-full"}


def test_what_would_be_dropped_in_silence_is_refused():
    with pytest.raises(OmgevingsFout, match="ssl_mode"):
        databank_opties("postgresql://kt_app@/keukentafel?ssl_mode=verify-full")
