"""Invitations are good once and for seven days; a wrong password costs time, whoever types it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dashboard.errors import AccessDenied, SubmissionRefused
from dashboard.store.engine import reading
from dashboard.store.entrance import Entrance, Grant, schema
from tests.dashboard.store.entrance.conftest import NOW

GOOD = "一句不短的话 2024"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def wang(entrance: Entrance) -> Entrance:
    entrance.people.keep("wang", "王芳", [Grant("viewer")], by="admin", now=NOW)
    entrance.passwords.accept(entrance.passwords.invite("wang", by="admin", now=NOW), GOOD, origin="", now=NOW)
    return entrance


def refusal(
    entrance: Entrance, password: str, *, name: str = "wang", origin: str = "10.0.0.9", after: float = 0
) -> str:
    with pytest.raises(AccessDenied) as denied:
        entrance.passwords.proved(name, password, origin=origin, now=NOW + after * MINUTE)
    return denied.value.code


def test_name_and_password_prove_who_it_is(wang: Entrance) -> None:
    assert wang.passwords.proved("wang", GOOD, origin="10.0.0.9", now=NOW).shown == "王芳"


def test_the_table_holds_an_argon2_hash_and_no_password(wang: Entrance) -> None:
    with reading(wang.engine) as connection:
        (held,) = connection.execute(select(schema.passwords.c.hash)).scalars()
    assert held.startswith("$argon2id$")


def test_wrong_name_and_wrong_password_read_alike(wang: Entrance) -> None:
    assert refusal(wang, "something else") == refusal(wang, GOOD, name="nobody") == "sign-in-wrong"


def test_a_code_is_good_once(wang: Entrance) -> None:
    code = wang.passwords.invite("wang", by="admin", now=NOW)
    wang.passwords.accept(code, "another sentence", origin="", now=NOW)
    with pytest.raises(AccessDenied) as denied:
        wang.passwords.accept(code, "a third sentence", origin="", now=NOW)
    assert denied.value.code == "invitation-void"


def test_a_code_is_good_for_seven_days_and_a_new_one_voids_it(wang: Entrance) -> None:
    old = wang.passwords.invite("wang", by="admin", now=NOW)
    new = wang.passwords.invite("wang", by="admin", now=NOW)
    for code, when in ((old, NOW), (new, NOW + timedelta(days=7, seconds=1)), ("guess", NOW)):
        with pytest.raises(AccessDenied) as denied:
            wang.passwords.accept(code, GOOD, origin="", now=when)
        assert denied.value.code == "invitation-void"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short one", "password-short"),
        ("x" * 201, "password-long"),
        ("a" * 12, "password-name"),
        ("my WANG my", "password-name"),
    ],
)
def test_a_weak_password_is_refused_and_the_code_stays_good(wang: Entrance, password: str, code: str) -> None:
    invitation = wang.passwords.invite("wang", by="admin", now=NOW)
    with pytest.raises(AccessDenied) as denied:
        wang.passwords.accept(invitation, password, origin="", now=NOW)
    assert denied.value.code == code
    assert wang.passwords.accept(invitation, GOOD, origin="", now=NOW).name == "wang"


def test_after_five_wrong_ones_from_one_place_it_waits_a_quarter_of_an_hour(wang: Entrance) -> None:
    assert {refusal(wang, "wrong wrong", after=n) for n in range(5)} == {"sign-in-wrong"}
    assert refusal(wang, GOOD, after=5) == "sign-in-waits"
    # from elsewhere the person still comes in: a stranger cannot lock somebody out so cheaply
    assert wang.passwords.proved("wang", GOOD, origin="10.0.0.1", now=NOW + 5 * MINUTE).name == "wang"
    assert wang.passwords.proved("wang", GOOD, origin="10.0.0.9", now=NOW + 15 * MINUTE + MINUTE / 60).name == "wang"


def test_it_says_how_many_minutes(wang: Entrance) -> None:
    for n in range(5):
        refusal(wang, "wrong wrong", after=n)
    with pytest.raises(AccessDenied) as denied:
        wang.passwords.proved("wang", GOOD, origin="10.0.0.9", now=NOW + 6 * MINUTE)
    assert denied.value.detail == {"minutes": 9}


def test_many_names_from_one_place_wait_too(wang: Entrance) -> None:
    for n in range(20):
        refusal(wang, "wrong wrong", name=f"guess {n}")
    assert refusal(wang, GOOD) == "sign-in-waits"


def test_a_new_password_ends_the_sign_ins_under_the_old_one(wang: Entrance) -> None:
    token = wang.signins.begin("wang", way="accounts", lasting=timedelta(hours=8), origin="", now=NOW)
    wang.passwords.accept(wang.passwords.invite("wang", by="admin", now=NOW), "new and different", origin="", now=NOW)
    assert wang.signins.found(token, NOW + MINUTE) is None
    assert refusal(wang, GOOD) == "sign-in-wrong"


def test_nobody_who_was_put_out_is_invited_or_let_in(wang: Entrance) -> None:
    code = wang.passwords.invite("wang", by="admin", now=NOW)
    wang.people.end("wang", by="admin", now=NOW)
    assert refusal(wang, GOOD) == "sign-in-wrong"
    with pytest.raises(AccessDenied):
        wang.passwords.accept(code, GOOD, origin="", now=NOW)
    with pytest.raises(SubmissionRefused):
        wang.passwords.invite("wang", by="admin", now=NOW)
