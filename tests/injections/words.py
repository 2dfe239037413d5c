"""Four words in every language that pages are translated to, under its folder's name."""

from __future__ import annotations

from collections.abc import Mapping

Words = tuple[str, str, str, str]  # guide, reference, appendix, more
ENGLISH: Words = ("guide", "reference", "appendix", "more")
_CHINESE: Words = ("指南", "参考资料", "附录", "更多内容")
_TRADITIONAL: Words = ("指南文件", "參考資料", "附錄", "更多內容")
_BRAZILIAN: Words = ("guia", "referência", "apêndice", "mais")

WORDS: Mapping[str, Words] = {
    "ar": ("الدليل", "المرجع", "الملحق", "المزيد"),
    "bg": ("ръководство", "справочник", "приложение", "още"),
    "bn": ("নির্দেশিকা", "তথ্যসূত্র", "পরিশিষ্ট", "আরও"),
    "br": _BRAZILIAN,
    "cs": ("průvodce", "přehled", "příloha", "další obsah"),
    "da": ("vejledning", "opslagsværk", "tillæg", "yderligere"),
    "de": ("Leitfaden", "Übersicht", "Anhang", "Weiteres"),
    "el": ("οδηγός", "αναφορά", "παράρτημα", "περισσότερα"),
    "es": ("guía", "consulta", "apéndice", "más"),
    "et": ("juhend", "teatmik", "lisa", "rohkem"),
    "fa": ("راهنما", "مرجع", "پیوست", "بیشتر"),
    "fi": ("opas", "hakuteos", "liite", "lisää"),
    "fr": ("manuel", "référence", "annexe", "à suivre"),
    "he": ("מדריך", "מקור", "נספח", "עוד"),
    "hi": ("मार्गदर्शिका", "संदर्भ", "परिशिष्ट", "अधिक जानकारी"),
    "hk": _TRADITIONAL,
    "hr": ("vodič", "priručnik", "dodatak", "više"),
    "hu": ("útmutató", "hivatkozás", "függelék", "továbbiak"),
    "id": ("panduan", "referensi", "lampiran", "selengkapnya"),
    "it": ("guida", "riferimento", "appendice", "altro"),
    "ja": ("手引き", "参考資料", "付録", "詳しくはこちら"),
    "ko": ("안내서", "참고 자료", "부록", "더 보기"),
    "lt": ("vadovas", "žinynas", "priedas", "daugiau"),
    "mo": _TRADITIONAL,
    "mr": ("मार्गदर्शक", "संदर्भ", "परिशिष्ट", "अधिक माहिती"),
    "ms": ("panduan", "rujukan", "lampiran", "lagi"),
    "my": ("လမ်းညွှန်", "ကိုးကားချက်", "နောက်ဆက်တွဲ", "နောက်ထပ်"),
    "ne": ("मार्गदर्शन", "सन्दर्भ", "परिशिष्ट", "थप जानकारी"),
    "nl": ("handleiding", "naslagwerk", "bijlage", "meer"),
    "no": ("veiledning", "oppslagsverk", "vedlegg", "mer"),
    "pa": ("ਗਾਈਡ", "ਹਵਾਲਾ", "ਅੰਤਿਕਾ", "ਹੋਰ"),
    "pcm": ("how to do am", "wetin to check", "extra part", "more tins"),
    "pl": ("przewodnik", "odniesienie", "dodatek", "więcej"),
    "pt": _BRAZILIAN,
    "pt-BR": _BRAZILIAN,
    "ro": ("ghid", "referință", "anexă", "mai mult"),
    "ru": ("руководство", "справка", "приложение", "подробнее"),
    "sk": ("príručka", "prehľad", "príloha", "ďalší obsah"),
    "sl": ("vodnik", "priročnik", "dodatek", "več"),
    "sr": ("водич", "приручник", "додатак", "више"),
    "sv": ("vägledning", "uppslagsverk", "bilaga", "mer"),
    "sw": ("mwongozo", "rejeleo", "kiambatisho", "zaidi"),
    "ta": ("வழிகாட்டி", "குறிப்பு", "பின்னிணைப்பு", "மேலும்"),
    "th": ("คู่มือ", "เอกสารอ้างอิง", "ภาคผนวก", "เพิ่มเติม"),
    "tl": ("gabay", "sanggunian", "dagdag", "higit pa"),
    "tr": ("kılavuz", "başvuru", "ek bölüm", "daha fazlası"),
    "tw": _TRADITIONAL,
    "uk": ("посібник", "довідка", "додаток", "докладніше"),
    "ur": ("رہنما", "حوالہ", "ضمیمہ", "مزید"),
    "vi": ("hướng dẫn", "tham khảo", "phụ lục", "thêm nữa"),
    "zh": _CHINESE,
    "zh-CN": _CHINESE,
    "zh-TW": _TRADITIONAL,
}
