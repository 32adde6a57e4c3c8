from typing import Any
from uuid import uuid4

from factory import declarations
from factory.django import DjangoModelFactory

from cerchia.jobs.models import Job


class JobFactory(DjangoModelFactory[Job]):
    """Work that waits for its turn."""

    class Meta:
        model = Job

    kind = "test.count"
    actor: Any = declarations.LazyFunction(uuid4)
