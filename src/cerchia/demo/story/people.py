"""The participants, in their own words. Every one of them is invented."""

from cerchia.demo.story.shapes import Says, Who
from cerchia.people.models import Protection

REFUGEE = Protection.Status.REFUGEE
SUBSIDIARY = Protection.Status.SUBSIDIARY
HUMANITARIAN = Protection.Status.HUMANITARIAN_OLD

PEOPLE: tuple[Who, ...] = (
    # --- Dora ---------------------------------------------------------------------------------
    Who(
        "amal", ("Amal", "Ibrahim"), 30, "SD", REFUGEE, "Dora", (("ar", "C2"), ("en", "B1")),
        Says("ar", "أريد أن أخيط ملابس على المقاس، وأن يكون لي ركن في السوق."),
        "Voglio cucire vestiti su misura e avere un banco mio al mercato.",
        Says("it", "Cucio un vestito per una vicina."),
        script="أمل", is_woman=True,
        note="Cuciva già con la zia. Ha misure e mani sicure; vuole vedere i mercati del sabato.",
    ),
    Who(
        "mahad", ("Mahad", "Abdi"), 24, "SO", SUBSIDIARY, "Dora", (("so", "C2"), ("ar", "B1")),
        Says("so", "Waxaan rabaa qol ii gaar ah, oo aan furihiisa haysto."),
        "Voglio una stanza mia, con la chiave in mano.",
        Says("it", "Cerco una stanza."),
    ),
    Who(
        "ousmane", ("Ousmane", "Diarra"), 27, "ML", SUBSIDIARY, "Dora",
        (("bm", "C2"), ("fr", "C1")),
        Says("fr", "Je répare des vélos, je veux un petit atelier."),
        "Riparo biciclette, voglio una bottega piccola.",
        Says("it", "Riparo biciclette il sabato."),
    ),
    Who(
        "selam", ("Selam", "Tekle"), 23, "ER", REFUGEE, "Dora", (("ti", "C2"), ("it", "B2")),
        Says("it", "Voglio finire l’università e avere una stanza dove studiare la sera."),
        "",
        Says("it", "Ho superato due esami."),
        script="ሰላም", is_woman=True, is_student=True,
    ),
    Who(
        "zahra", ("Zahra", "Rahimi"), 29, "AF", REFUGEE, "Dora", (("prs", "C2"), ("fa", "C1")),
        Says("prs", "می‌خواهم ایتالیایی یاد بگیرم و با کودکان کار کنم، نزدیک دخترم."),
        "Voglio imparare l’italiano e lavorare con i bambini, vicino a mia figlia.",
        Says("it", "Studio l’italiano con mia figlia."),
        script="زهرا", is_woman=True,
    ),
    # --- Po -----------------------------------------------------------------------------------
    Who(
        "emeka", ("Emeka", "Obi"), 36, "NG", HUMANITARIAN, "Po", (("en", "C2"), ("it", "B1")),
        Says("en", "I want my own stall with shoes and belts, and customers who come back."),
        "Voglio un banco mio di scarpe e cinture, e clienti che tornano.",
        Says("en", "I closed the stall. I am learning what sells and where."),
    ),
    Who(
        "liban", ("Liban", "Warsame"), 21, "SO", SUBSIDIARY, "Po", (("so", "C2"), ("en", "B2")),
        Says("so", "Waxaan rabaa inaan jaamacadda dhammeeyo."),
        "Voglio finire l’università. Lo desiderava anche mia madre.",
        Says("en", "I passed statistics."),
        is_student=True, named_by="family",
    ),
    Who(
        "reza", ("Reza", "Karimi"), 25, "IR", REFUGEE, "Po", (("fa", "C2"), ("en", "B2")),
        Says("fa", "می‌خواهم درسم را تمام کنم و با ترجمه زندگی کنم."),
        "Voglio finire gli studi e vivere di traduzioni.",
        Says("fa", "دو ترجمه‌ی کوتاه انجام دادم."),
        script="رضا", is_student=True,
    ),
    Who(
        "imran", ("Imran", "Shah"), 35, "PK", SUBSIDIARY, "Po", (("ur", "C2"), ("en", "B1")),
        Says("ur", "میں ویلڈنگ سیکھنا چاہتا ہوں، اور موبائل فون کی مرمت کا اپنا چھوٹا کام۔"),
        "Voglio imparare a saldare, e avere un mio piccolo lavoro di riparazione di telefoni.",
        Says("ur", "میں نے ویلڈنگ کا پہلا امتحان پاس کر لیا۔"),
        script="عمران",
    ),
    Who(
        "yusuf", ("Yusuf", "Nur"), 27, "SO", SUBSIDIARY, "Po", (("so", "C2"), ("ar", "B2")),
        Says("so", "Waxaan rabaa koox kubbadda cagta ah oo aan la ciyaaro deriska."),
        "Voglio una squadra di calcio in cui giocare con i vicini.",
        Says("it", "Siamo in undici, e due sono del palazzo di fronte."),
        named_by="circle",
    ),
    # --- Stura --------------------------------------------------------------------------------
    Who(
        "hodan", ("Hodan", "Ali"), 31, "SO", SUBSIDIARY, "Stura", (("so", "C2"), ("it", "B1")),
        Says("so", "Waxaan rabaa inaan cunto kariyo oo aan suuqa ku iibiyo."),
        "Voglio cucinare e vendere al mercato.",
        Says("it", "Ho trovato un forno usato che cuoce bene il pane."),
        is_woman=True,
    ),
    Who(
        "birtukan", ("Birtukan", "Tadesse"), 33, "ET", REFUGEE, "Stura",
        (("am", "C2"), ("it", "B1")),
        Says("am", "እንጀራ ጋግሬ መሸጥ እፈልጋለሁ።"),
        "Voglio cuocere l’injera e venderla.",
        Says("it", "Compro il teff con altre due famiglie: costa meno."),
        script="ብርቱካን", is_woman=True,
    ),
    Who(
        "rokia", ("Rokia", "Konaté"), 28, "ML", SUBSIDIARY, "Stura", (("bm", "C2"), ("fr", "B2")),
        Says("fr", "Je veux tenir une cuisine avec d’autres femmes, et que nos comptes soient "
                   "justes."),
        "Voglio tenere una cucina con altre donne, con i conti giusti.",
        Says("fr", "Je garde tous les tickets dans une boîte."),
        is_woman=True,
    ),
    Who(
        "karim", ("Karim", "Hashimi"), 19, "AF", REFUGEE, "Stura", (("prs", "C2"), ("it", "A2")),
        Says("prs", "می‌خواهم گواهینامه بگیرم."),
        "Voglio prendere la patente.",
        Says("it", "Ho sbagliato solo due quiz."),
        script="کریم", named_by="call",
        note="L’idea è nata da un bando per autisti. Ne abbiamo parlato: gli piace lo stesso.",
    ),
    Who(
        "adam", ("Adam", "Bashir"), 22, "SD", REFUGEE, "Stura", (("ar", "C2"), ("en", "B1")),
        Says("ar", "أريد أن أعمل مع الناس في المستشفى."),
        "Voglio lavorare in ospedale, con le persone.",
        Says("ar", "بدأت التدريب في دار للمسنين."),
        script="آدم", is_student=True,
    ),
    # --- Sangone ------------------------------------------------------------------------------
    Who(
        "arash", ("Arash", "Moradi"), 23, "IR", REFUGEE, "Sangone", (("fa", "C2"), ("en", "B2")),
        Says("fa", "می‌خواهم مهندس شوم و خرج خودم را دربیاورم."),
        "Voglio diventare ingegnere e mantenermi da solo.",
        Says("fa", "امتحان ریاضی را قبول شدم."),
        script="آرش", is_student=True,
    ),
    Who(
        "koffi", ("Koffi", "Yeboua"), 21, "CI", HUMANITARIAN, "Sangone",
        (("fr", "C2"), ("it", "B1")),
        Says("fr", "Je veux devenir infirmier et dormir près de l’hôpital où j’apprends."),
        "Voglio diventare infermiere e dormire vicino all’ospedale dove imparo.",
        Says("fr", "J’ai fait ma première nuit de stage."),
        is_student=True,
    ),
    Who(
        "tesfay", ("Tesfay", "Haile"), 30, "ER", REFUGEE, "Sangone", (("ti", "C2"), ("en", "B1")),
        Says("ti", ""),
        "Con il mio amico vogliamo una casa e un lavoro insieme. (Lo ha detto a voce.)",
        Says("en", "Welding goes well. The house does not."),
        script="ተስፋይ",
    ),
    Who(
        "naim", ("Naim", "Safi"), 33, "AF", SUBSIDIARY, "Sangone", (("prs", "C2"), ("en", "B1")),
        Says("prs", "می‌خواهم با دوستم یک خانه داشته باشم."),
        "Voglio avere una casa con il mio amico.",
        Says("en", "I work at the fruit stall at six in the morning."),
        script="نعیم",
    ),
    Who(
        "blessing", ("Blessing", "Okafor"), 32, "NG", HUMANITARIAN, "Sangone",
        (("en", "C2"), ("it", "B1")),
        Says("en", "I want to do hair the way my aunt taught me, with a paper that says I can."),
        "Voglio fare la parrucchiera come mi ha insegnato la zia, con un diploma.",
        Says("en", "My first three customers paid me."),
        is_woman=True,
    ),
    # --- Ceronda ------------------------------------------------------------------------------
    Who(
        "seydou", ("Seydou", "Maïga"), 26, "ML", SUBSIDIARY, "Ceronda",
        (("bm", "C2"), ("fr", "B2")),
        Says("fr", "Je veux travailler près de mon frère."),
        "Voglio lavorare vicino a mio fratello.",
        Says("fr", "Mon frère a trouvé du travail pour nous deux."),
    ),
    Who(
        "moussa", ("Moussa", "Sidibé"), 26, "ML", SUBSIDIARY, "Ceronda",
        (("bm", "C2"), ("fr", "B2")),
        Says("fr", "Je veux le permis, pour travailler là où le bus ne va pas."),
        "Voglio la patente, per lavorare dove l’autobus non arriva.",
        Says("fr", "J’ai signé. J’attends l’argent."),
    ),
    Who(
        "yao", ("Yao", "Kouassi"), 37, "CI", HUMANITARIAN, "Ceronda", (("fr", "C2"), ("it", "B1")),
        Says("fr", "Nous voulons une maison à deux, avec un contrat à notre nom."),
        "Vogliamo una casa in due, con un contratto a nostro nome.",
        Says("fr", "Je fais le pain la nuit."),
    ),
    Who(
        "idris", ("Idris", "Osman"), 44, "SD", REFUGEE, "Ceronda", (("ar", "C2"), ("en", "A2")),
        Says("ar", "أريد أن تصل زوجتي إلى هنا، وأن يكون معي عمل حين تصل."),
        "Voglio che mia moglie arrivi qui, e avere un lavoro quando arriva.",
        Says("ar", "أصلحت عشرة أحذية هذا الأسبوع."),
        script="إدريس",
    ),
    Who(
        "waqas", ("Waqas", "Mirza"), 24, "PK", HUMANITARIAN, "Ceronda",
        (("ur", "C2"), ("it", "A2")),
        Says("ur", "ہم دونوں اپنے نام پر ایک گھر چاہتے ہیں۔"),
        "Vogliamo una casa in due, a nostro nome.",
        Says("ur", "میں نے پڑوسی کا پنکھا ٹھیک کیا۔"),
        script="وقاص",
    ),
    # --- Cervo --------------------------------------------------------------------------------
    Who(
        "abdirahman", ("Abdirahman", "Jama"), 22, "SO", SUBSIDIARY, "Cervo",
        (("so", "C2"), ("en", "B1")),
        Says("so", "Waxaan rabaa liisanka baabuurka iyo guri."),
        "Voglio la patente e una casa.",
        Says("en", "I drive with the teacher on Fridays."),
    ),
    Who(
        "bilal", ("Bilal", "Anwar"), 20, "PK", REFUGEE, "Cervo", (("ur", "C2"), ("en", "B2")),
        Says("ur", "میں یونیورسٹی میں حساب کتاب پڑھنا چاہتا ہوں۔"),
        "Voglio studiare ragioneria all’università.",
        Says("en", "I study on the bus."),
        script="بلال", is_student=True,
    ),
    Who(
        "tunde", ("Tunde", "Alabi"), 28, "NG", HUMANITARIAN, "Cervo", (("en", "C2"), ("it", "B1")),
        Says("en", "I want to work on building sites with a contract."),
        "Voglio lavorare nei cantieri con un contratto.",
        Says("en", "A firm in the valley asked me to start now."),
        named_by="operator",
    ),
    Who(
        "habib", ("Habib", "Ahmadi"), 38, "AF", SUBSIDIARY, "Cervo", (("prs", "C2"), ("it", "A2")),
        Says("prs", "می‌خواهم قالین ببافم و ترمیم کنم، مثل پدرم."),
        "Voglio tessere e riparare tappeti, come mio padre.",
        Says("prs", "قالین اول را تمام کردیم."),
        script="حبیب",
    ),
    Who(
        "farah", ("Farah", "Hersi"), 34, "SO", SUBSIDIARY, "Cervo", (("so", "C2"), ("it", "B1")),
        Says("so", "Waxaan rabaa inaan Habib la shaqeeyo."),
        "Voglio lavorare con Habib.",
        Says("it", "Porto la lana dalle stalle con il furgone."),
    ),
    # --- Elvo ---------------------------------------------------------------------------------
    Who(
        "mariam", ("Mariam", "Yusufi"), 26, "AF", REFUGEE, "Elvo", (("prs", "C2"), ("it", "A2")),
        Says("prs", "می‌خواهم از سالمندان مراقبت کنم، با سند و قرارداد."),
        "Voglio prendermi cura degli anziani, con un diploma e un contratto.",
        Says("prs", "در کورس، من اول صحبت کردم."),
        script="مریم", is_woman=True,
    ),
    Who(
        "yonas", ("Yonas", "Gebre"), 25, "ER", REFUGEE, "Elvo", (("ti", "C2"), ("en", "B1")),
        Says("ti", "ናይ ዓቢ መኪና መዘወሪ ፍቓድ ክወስድ እደሊ።"),
        "Voglio prendere la patente dei camion.",
        Says("en", "Theory is done. Now the big lorry."),
        script="ዮናስ",
    ),
    Who(
        "filmon", ("Filmon", "Ghide"), 28, "ER", REFUGEE, "Elvo", (("ti", "C2"), ("en", "B1")),
        Says("en", "I want to cook, to drive to work, and to have my sister near."),
        "Voglio cucinare, guidare fino al lavoro e avere vicino mia sorella.",
        Says("en", "The papers for my sister are slow."),
        script="ፊልሞን",
    ),
    Who(
        "tariq", ("Tariq", "Hussain"), 39, "PK", SUBSIDIARY, "Elvo", (("ur", "C2"), ("it", "A2")),
        Says("ur", "میں اپنے کھانے کا ٹھیلا لگانا چاہتا ہوں۔"),
        "Voglio un banco con la mia cucina.",
        Says("ur", "لوگ پوچھتے ہیں: سموسے کب؟"),
        script="طارق",
    ),
    Who(
        "mahamat", ("Mahamat", "Saleh"), 47, "TD", REFUGEE, "Elvo", (("fr", "C1"), ("ar", "C1")),
        Says("fr", "Je veux une terre à travailler avec les voisins."),
        "Voglio una terra da lavorare con i vicini.",
        Says("fr", "Les tomates des voisins et les miennes, côte à côte."),
    ),
    Who(
        "osaze", ("Osaze", "Igbinedion"), 41, "NG", HUMANITARIAN, "Elvo",
        (("en", "C2"), ("it", "A2")),
        Says("en", "I want to prune trees and to know their names in Italian."),
        "Voglio potare gli alberi e sapere i loro nomi in italiano.",
        Says("en", "Acero, betulla, castagno, frassino."),
    ),
)  # fmt: skip

LEFT_EARLY = "seydou"
CAME_LATE = "moussa"
