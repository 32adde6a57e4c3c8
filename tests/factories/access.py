"""Users and their devices."""

from datetime import timedelta

from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.access.models import ApiToken, Device, EnrolmentCode, SignIn, Tries, User
from cerchia.kit import clock


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"user{n}")
    password = "!"


class DeviceFactory(DjangoModelFactory[Device]):
    class Meta:
        model = Device

    user = SubFactory(UserFactory)
    secret_hash = Sequence(lambda n: f"{n:064d}")
    pin_hash = "set"
    picture = "bicycle"
    trusted_until = LazyFunction(lambda: clock.now() + timedelta(days=90))


class SignInFactory(DjangoModelFactory[SignIn]):
    class Meta:
        model = SignIn

    user = SubFactory(UserFactory)


class EnrolmentCodeFactory(DjangoModelFactory[EnrolmentCode]):
    class Meta:
        model = EnrolmentCode

    user = SubFactory(UserFactory)
    made_by = SubFactory(UserFactory)
    code_hash = Sequence(lambda n: f"{n:064d}")
    made_at = LazyFunction(clock.now)
    expires_at = LazyFunction(lambda: clock.now() + timedelta(minutes=10))


class ApiTokenFactory(DjangoModelFactory[ApiToken]):
    class Meta:
        model = ApiToken

    user = SubFactory(UserFactory)
    secret_hash = Sequence(lambda n: f"{n:064d}")


class TriesFactory(DjangoModelFactory[Tries]):
    class Meta:
        model = Tries

    bucket = Sequence(lambda n: f"{n:064d}")
    resets_at = LazyFunction(lambda: clock.now() + timedelta(minutes=15))
