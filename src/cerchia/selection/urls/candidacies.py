"""The public invitation, the person's own page, and a candidacy as the team reads it."""

from django.urls import path

from cerchia.selection.views import arriving, asked, candidacies, choosing, mine, public

ONE = "selezione/<slug:code>"

urlpatterns = [
    # Signed out
    path("candidature/", public.begin, name="begin"),
    path("candidature/scrivi/", public.write, name="write"),
    path("candidature/inviata/", public.sent, name="sent"),
    path("candidature/altro/", public.more, name="more"),
    # The person's own
    path("io/candidatura/", mine.candidacy, name="mine"),
    path("io/candidatura/ritira/", mine.take_back, name="take_back"),
    path("io/candidatura/voce/", mine.voice, name="my_voice"),
    # An organisation of the network
    path("ente/candidare/", arriving.refer, name="refer"),
    # The team
    path("selezione/nuova/", arriving.new, name="new"),
    path("selezione/regole/", asked.asked, name="asked"),
    path("selezione/giuria/", asked.panel, name="panel"),
    path("selezione/doppie/", arriving.pairs, name="pairs"),
    path(f"{ONE}/", candidacies.detail, name="candidacy"),
    path(f"{ONE}/dati/", candidacies.facts, name="facts"),
    path(f"{ONE}/regole/", candidacies.check, name="check"),
    path(f"{ONE}/eccezione/", candidacies.override, name="override"),
    path(f"{ONE}/incontro/", arriving.interview, name="interview"),
    path(f"{ONE}/pensieri/", choosing.thoughts, name="thoughts"),
    path(f"{ONE}/urgenza/", choosing.urgency, name="urgency"),
    path(f"{ONE}/ritiro/", candidacies.leaves, name="leaves"),
    path(f"{ONE}/detto/", candidacies.tell, name="tell"),
    path(f"{ONE}/accanto/", candidacies.beside, name="beside"),
    path(f"{ONE}/unisci/", candidacies.join, name="join"),
    path(f"{ONE}/dividi/", candidacies.part, name="part"),
    path(f"{ONE}/voce/", candidacies.voice, name="voice"),
    path(f"{ONE}/telefono/", candidacies.phone, name="phone"),
]
