"""What some call their objectives and steps in their own language. By the title in Italian."""

from cerchia.demo.story.shapes import Says

OWN_TITLES: dict[str, tuple[str, dict[str, str]]] = {
    "amal": (
        "ar",
        {
            "Macchina da cucire": "ماكينة الخياطة",
            "chiedere alla zia quale macchina": "سؤال خالتي أي ماكينة أختار",
            "vedere i prezzi in due negozi": "رؤية الأسعار في محلين",
            "provare tre macchine usate": "تجربة ثلاث ماكينات مستعملة",
            "comprare la macchina": "شراء الماكينة",
            "cucire il primo vestito su misura": "خياطة أول ثوب على المقاس",
            "Corso di cartamodelli": "دورة تفصيل الملابس",
            "iscrivermi al corso": "التسجيل في الدورة",
            "finire il primo livello": "إنهاء المستوى الأول",
            "finire il secondo livello": "إنهاء المستوى الثاني",
            "disegnare un modello mio": "رسم نموذج من عندي",
            "Un banco al mercato": "ركن في السوق",
            "visitare i mercati del sabato": "زيارة أسواق السبت",
            "parlare con chi ha già un banco": "الحديث مع من عنده ركن في السوق",
            "chiedere il posto in comune": "طلب المكان من البلدية",
            "aprire la partita IVA": "فتح الرقم الضريبي",
            "preparare venti capi": "تحضير عشرين قطعة",
            "provare un sabato": "تجربة يوم سبت",
        },
    ),
    "ousmane": (
        "fr",
        {
            "Un’officina piccola": "Un petit atelier",
            "trovare un posto con la luce": "trouver un endroit avec de la lumière",
            "prendere gli attrezzi": "prendre les outils",
            "riparare la prima bicicletta": "réparer le premier vélo",
            "scrivere i prezzi": "écrire les prix",
            "farmi conoscere nel quartiere": "me faire connaître dans le quartier",
            "aprire due giorni la settimana": "ouvrir deux jours par semaine",
            "Corso di meccanica": "Cours de mécanique",
            "iscrivermi": "m’inscrire",
            "finire il modulo dei freni": "finir le module des freins",
            "finire il modulo dei cambi": "finir le module des vitesses",
            "fare la prova pratica": "passer l’épreuve pratique",
            "ritirare l’attestato": "retirer l’attestation",
        },
    ),
    "mariam": (
        "prs",
        {
            "Corso per operatrice socio-sanitaria": "کورس مراقبت از مریضان و سالمندان",
            "Una casa con la cucina": "خانه‌ای با آشپزخانه",
            "Il nido durante il corso": "کودکستان در وقت کورس",
        },
    ),
}


def own_title(plan: str, title: str) -> Says | None:
    """How those whose plan it is call a thing of it, where that is told."""
    language, words = OWN_TITLES.get(plan, ("", {}))
    return Says(language, words[title]) if title in words else None
