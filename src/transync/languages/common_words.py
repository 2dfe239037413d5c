"""Words that tell a language from the others of its script, where sentences are made of them.

They are among a language's most common words, without those that are as common in another one,
unless neither is told from the other anyway (`language.py` names such neighbours).
"""

from __future__ import annotations

# fmt: off
COMMON_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "cs": (
            "že pro jsou nebo který která které při pokud také více být může ze aby podle jejich "
            "což ke proti"
        ),
        "sk": (
            "že pre sú alebo ako ktorý ktorá ktoré ak tiež viac byť môže zo aby podľa ich čo než "
            "medzi proti vo ste"
        ),
        "da": "og er til af ikke fra hvis skal når også deres bliver ved mere",
        "no": "og er til av ikke fra hvis skal når også deres blir ved mer",
        "sv": "och är att till för inte från ska ett också deras vid som",
        "de": "und der die das ist mit für von ein eine nicht wird auf sie oder zu",
        "en": "the and of to that are with this your you can or it from which when will by an",
        "pcm": "dey wey dem sabi wetin fit dis wit make dose things go don",
        "es": "el los las y del es una puede más esta cómo sus también según",
        "pt": "os em uma com não ao dos são seu você mais pode pelo sua pela à às",
        "fr": "les est pour du des dans pas vous le une avec sur cette qui",
        "it": "il gli per della è sono nel che dei delle più questo alla dal degli",
        "ro": "și şi în pentru sau sunt cu care din mai să poate este",
        "et": (
            "ning või mis kui kas seda oma saab võib selle nende kuidas teie tuleb mille näiteks "
            "nagu mida kõik kes on iga"
        ),
        "fi": (
            "että sekä tai ovat myös joka voi kun tämä jotka ole kuin voit kuten tämän "
            "niiden ei joita jos miten mitä voivat olla sen se niin kanssa mukaan sinun vain"
        ),
        "hu": "az és egy hogy vagy ez meg ha azt nem ezek ami mint",
        "hr": (
            "su ili kako koji koje koja koju može biti što kao kojima mogu koristi od ovaj ova "
            "prema putem kroz između treba sve"
        ),
        "sl": (
            "ali kako ki pri tudi kot lahko ter od med tega vaše glede brez zato kadar vse "
            "mora prek"
        ),
        "sr": (
            "su ili kako koji koje koja koju može biti šta kao mogu koristi od ovaj ova prema "
            "putem kroz između treba sve је су или како који које која од бити шта као могу"
        ),
        "id": "dan yang untuk dengan ini dari atau dalam tidak anda adalah pada",
        "ms": "dan yang untuk dengan ini daripada atau dalam tidak anda adalah pada",
        "tl": "ang ng sa mga ay kung ito hindi ka",
        "lt": "ir yra kad į iš arba kaip nuo prie bei gali jūsų apie",
        "nl": "het een van dat op te voor met zijn niet deze uw wordt",
        "pl": "w się że jest nie lub jak dla są przez które oraz z może jako",
        "sw": "ya wa kwa katika hii cha kuwa yako vya hizo huu",
        "tr": "ve bir bu için ile olarak gibi olan daha nasıl veya değil her",
        "vi": "và là của các có được cho không trong với một để này bạn những khi từ",
        "bg": (
            "от са че като към със това се които който която може тази този чрез между ще "
            "вие е"
        ),
        "ru": (
            "что это для из вы чтобы к может которые вам только если его они также при с "
            "будет есть после"
        ),
        "uk": "і що та як це або є у з",
        "ar": "في من على إلى أو أن هذا هذه التي مع عن ما لا كل بين يمكن",
        "fa": "و در به از که این را با است برای می آن",
        "ur": "کے کی میں ہے اور سے کو کا یہ پر ہیں یا",
    }.items()
}
# fmt: on
