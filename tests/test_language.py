"""English passes, whatever it quotes; other languages are named."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo import language
from stylo.document import InputError
from stylo.language import other_language

FOREIGN = {
    "German": "Die alte Fähre ist am Dienstag wieder in den Hafen gekommen, obwohl niemand damit "
    "gerechnet hatte. Der Stadtrat hatte schon einen Kranz bestellt und muss nun erklären, wer ihn "
    "bezahlen soll. Die Leute am Steg haben gelacht und Kaffee getrunken.",
    "French": (
        "Le vieux bac est rentré au port mardi matin, alors que personne ne l’attendait "
        "plus. Le conseil municipal avait déjà commandé une couronne et devra maintenant "
        "dire qui va la payer. Sur le quai, les gens ont ri et ils ont bu du café."
    ),
    "Spanish": (
        "El viejo transbordador volvió al puerto el martes por la mañana, cuando ya nadie lo "
        "esperaba. El ayuntamiento había encargado una corona y ahora tendrá que explicar "
        "quién la va a pagar. En el muelle la gente se reía y tomaba café."
    ),
    "Italian": (
        "Il vecchio traghetto è tornato in porto martedì mattina, quando ormai nessuno lo "
        "aspettava più. Il comune aveva già ordinato una corona di fiori e adesso dovrà "
        "spiegare chi la pagherà. Sul molo la gente rideva e beveva il caffè."
    ),
    "Portuguese": (
        "A velha balsa voltou ao porto na terça-feira de manhã, quando ninguém mais a "
        "esperava. A câmara municipal já tinha encomendado uma coroa de flores e agora terá "
        "de explicar quem vai pagar a conta. No cais, as pessoas riam e tomavam café."
    ),
    "Dutch": "De oude veerboot is dinsdagochtend weer de haven binnengevaren, terwijl niemand daar "
    "nog op rekende. De gemeenteraad had al een krans besteld en moet nu uitleggen wie die gaat "
    "betalen. Op de kade lachten de mensen en dronken ze koffie.",
    "Swedish": (
        "Den gamla färjan kom tillbaka till hamnen på tisdagsmorgonen, trots att ingen "
        "längre väntade på den. Kommunen hade redan beställt en krans och måste nu förklara "
        "vem som ska betala den. På kajen skrattade folk och drack kaffe."
    ),
    "Danish": (
        "Den gamle færge kom tilbage til havnen tirsdag morgen, selv om ingen længere havde "
        "ventet den. Kommunen havde allerede bestilt en krans og skal nu forklare, hvem der "
        "skal betale for den. På kajen grinede folk og drak kaffe."
    ),
    "Finnish": "Vanha lautta palasi satamaan tiistaiaamuna, vaikka kukaan ei enää odottanut sitä. "
    "Kaupunki oli jo tilannut seppeleen ja joutuu nyt selittämään, kuka sen maksaa. Laiturilla "
    "ihmiset nauroivat ja joivat kahvia koko aamupäivän ajan.",
    "Polish": (
        "Stary prom wrócił do portu we wtorek rano, chociaż nikt się już tego nie "
        "spodziewał. Rada miasta zamówiła wcześniej wieniec i teraz będzie musiała wyjaśnić, "
        "kto za niego zapłaci. Na nabrzeżu ludzie śmiali się i pili kawę."
    ),
    "Czech": "Starý přívoz se v úterý ráno vrátil do přístavu, ačkoli ho už nikdo nečekal. Městská "
    "rada mezitím objednala věnec a teď bude muset vysvětlit, kdo ho zaplatí. Lidé na nábřeží se "
    "smáli a pili kávu.",
    "Hungarian": "A régi komp kedd reggel visszatért a kikötőbe, pedig már senki sem várta. A "
    "városi tanács közben koszorút rendelt, és most meg kell magyaráznia, ki fogja kifizetni. A "
    "mólón az emberek nevettek és kávét ittak.",
    "Indonesian": (
        "Feri tua itu kembali ke pelabuhan pada Selasa pagi, padahal tidak ada lagi yang "
        "menunggunya. Dewan kota sudah memesan karangan bunga dan sekarang harus menjelaskan "
        "siapa yang akan membayarnya. Di dermaga orang-orang tertawa sambil minum kopi."
    ),
    "Turkish": (
        "Eski feribot, artık kimse beklemezken salı sabahı limana geri döndü. Belediye "
        "meclisi çoktan bir çelenk sipariş etmişti ve şimdi parasını kimin ödeyeceğini "
        "açıklamak zorunda. İskelede insanlar güldü, kahve içti ve uzun uzun konuştu."
    ),
    "Vietnamese": (
        "Chiếc phà cũ đã trở về cảng vào sáng thứ Ba, khi không còn ai chờ đợi nó nữa. Hội "
        "đồng thành phố đã đặt một vòng hoa và bây giờ phải giải thích ai sẽ trả tiền. Trên "
        "bến tàu mọi người cười và uống cà phê."
    ),
    "Latin": (
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed eiusmod tempor "
        "incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud "
        "exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat."
    ),
    "Russian": "Старый паром вернулся в гавань во вторник утром, хотя его уже никто не ждал.",
    "Ukrainian": (
        "Старий пором повернувся до гавані у вівторок уранці, хоча його вже ніхто не чекав."
    ),
    "Greek": "Το παλιό πλοίο γύρισε στο λιμάνι την Τρίτη το πρωί, αν και δεν το περίμενε κανείς.",
    "Chinese": "旧渡船星期二早上回到了港口，虽然已经没有人在等它。市议会早就订好了花圈。",
    "Japanese": "古い渡し船は火曜日の朝、もう誰も待っていない港に戻ってきた。",
    "Korean": "낡은 나룻배는 화요일 아침, 아무도 기다리지 않던 항구로 돌아왔다.",
    "Arabic": "عادت العبارة القديمة إلى الميناء صباح الثلاثاء، مع أن أحدا لم يكن ينتظرها.",
    "Hebrew": "המעבורת הישנה חזרה לנמל ביום שלישי בבוקר, אף על פי שאיש כבר לא חיכה לה.",
    "Hindi": "पुरानी नाव मंगलवार की सुबह बंदरगाह लौट आई, जबकि अब कोई उसका इंतज़ार नहीं कर रहा था।",
    "Thai": "เรือข้ามฟากเก่ากลับมาถึงท่าเรือเมื่อเช้าวันอังคาร ทั้งที่ไม่มีใครรอมันอีกแล้ว",
}

ENGLISH = {
    "plain": "The old ferry came back on Tuesday morning, when nobody was waiting for it any more, "
    "and the council will have to say who is going to pay for the wreath.",
    "capitals": "THE OLD FERRY CAME BACK ON TUESDAY MORNING, WHEN NOBODY WAS WAITING FOR IT ANY "
    "MORE, AND THE COUNCIL WILL HAVE TO SAY WHO IS GOING TO PAY.",
    "folksy": "Well, y'all, the ol' ferry done come back, and ain't nobody fixin' to tell me it "
    "didn't, 'cause I was sittin' right there on the pier with a biscuit in my hand.",
    "poem": "Rain on the pier\nrope in the rain\nnobody here\nthe ferry again\n\nsalt on the rail\n"
    "gulls in the wind\na bell and a sail\nand the light coming in",
    "headlines": (
        "Ferry returns after storm\nCouncil orders second wreath\nPier repairs to cost "
        "$3m\nMayor denies knowing harbor master\nTide times for Harrow Bay\nGoat found safe "
        "on lighthouse steps\nSchool choir wins county prize again"
    ),
    "French quotations": (
        "He said “je ne regrette rien” and meant it, which is more than the council can say; "
        "they had ordered, à la carte, un petit bouquet de fleurs du mal for a boat that was "
        "coming home, et voilà, there it was."
    ),
    "Spanish mixed in": (
        "My abuela would say ay, mijo, no seas tonto, and then she would tell us in English "
        "that the boat was late, que el barco no llega, because that is how we talked at our "
        "table, un poquito de todo and nobody minded."
    ),
    "German quotation of a paragraph": "The mayor spoke to the visitors in German. “Die alte Fähre "
    "ist wieder da, und wir freuen uns alle sehr darüber,” she said, and then she told the rest of "
    "us, in English, that she had been practising the sentence since the morning, that she had no "
    "idea what it meant, and that she would be glad if nobody asked her to say it again.",
    "one word": "Rain",
    "a few foreign words": "Sic transit gloria mundi.",
    "numbers": "12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56",
    "emoji": "🚢🚢🚢",
    "nothing": "",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_named(name: str) -> None:
    assert other_language(FOREIGN[name]) == name
    with pytest.raises(InputError, match=f"a.txt: the text is not in English .*{name}"):
        language.check(FOREIGN[name], "a.txt")


@pytest.mark.parametrize("name", ENGLISH)
def test_english_passes(name: str) -> None:
    assert other_language(ENGLISH[name]) == ""
    language.check(ENGLISH[name], "a.txt")


@pytest.mark.parametrize("name", ["German", "Spanish", "Indonesian", "Latin"])
def test_a_page_with_an_english_frame_is_not_english(name: str) -> None:
    text = "Read more\nSign up for our newsletter\n" + FOREIGN[name] * 3 + "\nShare this article"
    assert other_language(text) == name


def test_short_latin_text_is_never_refused() -> None:
    words = FOREIGN["German"].split()
    assert other_language(" ".join(words[: language.SHORTEST - 1])) == ""
    assert other_language(FOREIGN["Greek"].split()[0]) == "Greek"


def test_a_long_text_is_judged_by_all_of_it() -> None:
    english = ENGLISH["plain"] + "\n\n"
    assert other_language(english * 300 + FOREIGN["German"]) == ""
    assert other_language(english + FOREIGN["German"] * 300) == "German"


def test_english_needs_no_guesser() -> None:
    sys.modules.pop("py3langid", None)
    assert other_language(ENGLISH["plain"]) == ""
    assert "py3langid" not in sys.modules


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_judged(text: str) -> None:
    assert isinstance(other_language(text), str)
