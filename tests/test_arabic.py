"""Arabic articles: names, what is no place, who acts, what happened, where, when, to how many."""

import pytest

from geo.gazetteer import load
from geo.incidents.counts import find_ages, find_counts, find_numbers, find_single
from geo.incidents.dates import find_dates
from geo.languages.folding import Folded
from geo.languages.lexicon import lexicon
from geo.languages.sentences import sentences
from geo.models import Article, Incident, Toponym
from geo.pipeline import parse
from geo.recognizer import recognize

FRIDAY = "2024-03-15"
ARABIC = lexicon("ar")


def found(text: str) -> list[Toponym]:
    return recognize(Folded(text), load(), ARABIC)


def names(text: str) -> list[str]:
    return [each.text for each in found(text)]


def told(text: str, published: str | None = FRIDAY) -> list[Incident]:
    return list(parse(Article(text=text, source="test", language="ar", published=published)).incidents)


def places(incident: Incident, role: str = "occurred") -> list[str]:
    return [each.place.name for each in incident.places if each.role == role and each.place is not None]


def counts(text: str) -> list[tuple[str, float | None, float | None, str, str]]:
    folded = Folded(text)
    rows = find_counts(folded, ARABIC, find_numbers(folded, ARABIC), 0, len(folded.key))
    return [(each.what, each.best, each.min, each.qualifier, each.unit) for each in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الوفد وزّان وتــازة وشَفْشَاوَن", ["وزّان", "تــازة", "شَفْشَاوَن"]),
        ("انتقل من وزان ووزان إلى وجدة ووجدة", ["وزان", "وزان", "وجدة", "وجدة"]),
        ("مر القطار ببني\nملال ثم بوادي زم", ["بني\nملال", "وادي زم"]),
        ("سافر إلى العيون وأقام بالجديدة", ["العيون", "الجديدة"]),
        ("بكل من خنيفرة والعيون وقرية با محمد وبني أنصار", ["خنيفرة", "العيون", "قرية با محمد", "بني أنصار"]),
        ("إقليم الحسيمة وعمالة المضيق الفنيدق", ["الحسيمة", "المضيق الفنيدق"]),
        ("وصل إلى طَنْجَة، فالناضور", ["طَنْجَة", "الناضور"]),
    ],
)
def test_names_are_found_without_their_proclitics(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "كانت العيون شاخصة والقلوب واجفة",
        "خرج من المنزل إلى المدينة في السيارة الجديدة",
        "رفع بنك المغرب سعر الفائدة",
        "تنظيم الدولة الإسلامية",
        "ألغت الخطوط الملكية المغربية رحلاتها",
        "قال محمد الفاسي ونادية السلاوي إن النادي القنيطري فاز",
        "المشجع المغربي والفرنسي والجزائري",
        "ضربه بفأس كانت في يده",
        "عقدت الدولة اجتماعا في إطار الميناء والملعب",
        "بعد صلاة المغرب",
        "في مشهد مؤثر عاد إلى مسقط رأسه على بعد أمتار من الماء",
    ],
)
def test_what_is_no_place_is_no_mention(text: str) -> None:
    assert names(text) == []


def test_a_generic_word_makes_a_common_word_a_name() -> None:
    assert names("اندلع الحريق بحي المسيرة") == ["المسيرة"]
    assert names("شارك في المسيرة") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقع الحادث بدوار تمزغورت بجماعة أمزميز", "تمزغورت"),
        ("جرفت السيول دوار أيت وابلا صباحا", "أيت وابلا"),
        ("بحي القدسيين ضواحي فاس", "القدسيين"),
    ],
)
def test_a_name_the_gazetteer_lacks_is_found_behind_a_generic_word(text: str, name: str) -> None:
    assert (name, "pattern") in [(each.text, each.method) for each in found(text)]


def test_a_generic_word_without_a_name_introduces_none() -> None:
    assert names("خرج سكان الدوار من دوار يقع قرب الجبل إلى حي سكني") == []


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("أعلن المغرب دعمه للمبادرة", [False]),
        ("المغرب يرفض التصريحات", [False]),
        ("وأكد أن الجزائر تدعم القرار", [False]),
        ("نددت الرباط بالقرار", [False]),
        ("تجمع العلاقات بين المغرب وإسبانيا", [False, False]),
        ("وقع زلزال في المغرب", [True]),
        ("الحدود بين المغرب والجزائر", [True, True]),
        ("تعادل حسنية أكادير مع نهضة بركان", [False, False]),
        ("وقع اتفاق الصخيرات", [False]),
        ("شروط الاتحاد الأوروبي", [False]),
        ("حسب صحيفة نيويورك تايمز", [False]),
        ("شهدت طنجة أمطارا", [True]),
        ("مستشفى وجدة وولاية أمن فاس", [True, True]),
    ],
)
def test_a_state_a_club_or_a_treaty_is_not_meant_as_a_place(text: str, literal: list[bool]) -> None:
    assert [each.literal for each in found(text)] == literal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("توقيف 13 شخصا", [("arrested", 13, 13, "exact", "person")]),
        ("توقيف شخصين", [("arrested", 2, 2, "exact", "person")]),
        ("توقيف شخص يبلغ من العمر 34 سنة", [("arrested", 1, 1, "exact", "person")]),
        ("أوقفت عناصر الشرطة، مساء أمس، ثلاثة أشخاص", [("arrested", 3, 3, "exact", "person")]),
        ("خلفت الحادثة قتيلين و5 جرحى", [("killed", 2, 2, "exact", "person"), ("injured", 5, 5, "exact", "person")]),
        ("مصرع أحد عشر عاملا", [("killed", 11, 11, "exact", "person")]),
        ("لقي أربعة تلاميذ مصرعهم", [("killed", 4, 4, "exact", "person")]),
        ("لقي طفلان حتفهما", [("killed", 2, 2, "exact", "person")]),
        ("مصرع خمسة وعشرين مهاجرا", [("killed", 25, 25, "exact", "person")]),
        ("إصابة ما لا يقل عن 20 شخصا", [("injured", 20, 20, "at_least", "person")]),
        ("خلف سبعة قتلى على الأقل", [("killed", 7, 7, "at_least", "person")]),
        ("إنقاذ حوالي ٦١ مهاجرا", [("rescued", 61, None, "approx", "person")]),
        ("إصابة العشرات بجروح", [("injured", None, 20, "vague", "person")]),
        ("خلف ثلاثة قتلى ومفقودين اثنين", [("killed", 3, 3, "exact", "person"), ("missing", 2, 2, "exact", "person")]),
        ("حجز 300 كيلوغرام من مخدر الشيرا", [("drugs", 300, 300, "exact", "kg")]),
        ("حجز 2,5 طن من الكوكايين", [("drugs", 2.5, 2.5, "exact", "t")]),
        ("حجز 1500 قرص من مخدر الإكستازي", [("drugs", 1500, 1500, "exact", "item")]),
    ],
)
def test_a_claim_says_how_many_and_how_sure(text: str, expected: list[tuple[object, ...]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text", ["مبلغ 12 ألف درهم", "40 % من الضحايا", "القانون رقم 43", "سنة 2023", "على بعد 45 كيلومترا", "عمره 30 سنة"]
)
def test_ages_money_years_and_shares_are_no_persons(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("تتراوح أعمارهم بين 18 و41 سنة", (18, 41)), ("يبلغ من العمر 34 سنة", (34, 34)), ("البالغة من العمر ١٩ عاما", (19, 19))],
)
def test_ages_are_told(text: str, expected: tuple[int, int]) -> None:
    ((_, ages),) = find_ages(Folded(text), ARABIC)
    assert (ages.min, ages.max) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يوم الخميس 14 مارس 2024", ("2024-03-14", None, "day", "explicit")),
        ("في 16 ماي 2003", ("2003-05-16", None, "day", "explicit")),
        ("يوم ١٩ يوليوز ٢٠٢٣", ("2023-07-19", None, "day", "explicit")),
        ("في 8 شتنبر 2023", ("2023-09-08", None, "day", "explicit")),
        ("فاتح يوليوز 2023", ("2023-07-01", None, "day", "explicit")),
        ("في 3 آب 2021", ("2021-08-03", None, "day", "explicit")),
        ("في دجنبر 2018", ("2018-12", None, "month", "explicit")),
        ("سنة 2011", ("2011", None, "year", "explicit")),
        ("وقع يوم الأربعاء", ("2024-03-13", None, "day", "relative")),
        ("أمس", ("2024-03-14", None, "day", "relative")),
        ("وقع بالأمس", ("2024-03-14", None, "day", "relative")),
        ("أول أمس الأربعاء", ("2024-03-13", None, "day", "relative")),
        ("صباح اليوم الجمعة", ("2024-03-15", None, "day", "relative")),
        ("ليلة الأربعاء الخميس", ("2024-03-13", "2024-03-14", "days", "relative")),
        ("ليلة السبت إلى الأحد", ("2024-03-09", "2024-03-10", "days", "relative")),
        ("الخميس الماضي", ("2024-03-14", None, "day", "relative")),
        ("أفاد بلاغ، يوم الخميس،", ("2024-03-14", None, "day", "statement")),
        ("12 رمضان 1445", (None, None, "unknown", "none")),
    ],
)
def test_a_date_counts_from_the_day_of_publication(text: str, expected: tuple[str | None, str | None, str, str]) -> None:
    when = find_dates(Folded(text), ARABIC, FRIDAY)[0].when
    assert (when.value, when.until, when.precision, when.basis) == expected


@pytest.mark.parametrize("text", ["أمس", "يوم الخميس", "14 مارس", "ليلة الأربعاء الخميس"])
def test_without_a_day_of_publication_no_date_is_guessed(text: str) -> None:
    assert [each.when.value for each in find_dates(Folded(text), ARABIC, None)] == [None]


@pytest.mark.parametrize("text", ["سوق الأربعاء", "اليوم العالمي للمرأة", "حركة 20 فبراير", "بين 18 و41 سنة"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(Folded(text), ARABIC, FRIDAY) == []


@pytest.mark.parametrize(
    ("text", "kind", "subtype", "where"),
    [
        ("تم توقيف شخصين بمدينة تطوان.", "arrest", "arrest", ["Tétouan"]),
        ("ألقت الشرطة القبض على لص بوجدة.", "arrest", "arrest", ["Oujda"]),
        ("تفكيك خلية إرهابية بتمارة.", "arrest", "cell_dismantled", ["Témara"]),
        ("إحباط مخطط إرهابي بمراكش.", "foiled_plot", "foiled_plot", ["Marrakech"]),
        ("حجزت الجمارك 20 كيلوغراما من الكوكايين بميناء الناظور.", "seizure", "drug_seizure", ["Nador"]),
        ("لقي سائق مصرعه في حادثة سير بتازة.", "accident", "road_accident", ["Taza"]),
        ("اندلع حريق مهول بالعرائش.", "accident", "fire", ["Larache"]),
        ("انهيار منزل بفاس يخلف قتيلين.", "accident", "building_collapse", ["Fès"]),
        ("غرق قارب قبالة سواحل الداخلة.", "accident", "shipwreck", ["Dakhla"]),
        ("ضربت هزة أرضية الحسيمة.", "disaster", "earthquake", ["Al Hoceima"]),
        ("شهدت آسفي فيضانات قوية.", "disaster", "flood", ["Safi"]),
        ("إنقاذ 61 مهاجرا قبالة سواحل طانطان.", "migration", "migrant_interception", ["Tan-Tan"]),
        ("اقتحام السياج الحدودي بمليلية.", "migration", "border_storming", ["Melilla"]),
        ("وقفة احتجاجية أمام عمالة جرادة.", "protest", "protest", None),
        ("خاض عمال النظافة إضرابا بسلا.", "protest", "strike", ["Salé"]),
        ("اندلعت مواجهات بين شبان بخريبكة.", "clash", "riot", ["Khouribga"]),
        ("جريمة قتل بشعة تهز طنجة.", "crime", "homicide", ["Tanger"]),
        ("قضت محكمة الاستئناف بالرباط بالسجن النافذ.", "trial", "verdict", ["Rabat"]),
        ("أجلت المحكمة الابتدائية بأكادير جلسة الملف.", "trial", "trial", ["Agadir"]),
        ("هجوم إرهابي بالدار البيضاء.", "attack", "armed_attack", ["Casablanca"]),
    ],
)
def test_what_happened_is_told(text: str, kind: str, subtype: str, where: list[str] | None) -> None:
    incident = told(text)[0]
    assert (incident.type, incident.subtype) == (kind, subtype)
    assert where is None or places(incident) == where


@pytest.mark.parametrize(
    "text",
    [
        "نفت المديرية العامة للأمن الوطني اختطاف طفلة بمدينة سلا.",
        "نظمت الوقاية المدنية بأكادير تمرينا يحاكي اندلاع حريق.",
        "فككت المصالح الأمنية عشرات الخلايا خلال السنوات الأخيرة بالمغرب.",
        "دعت النقابات إلى خوض إضراب يوم الأربعاء المقبل بالرباط.",
        "فيلم سينمائي عن زلزال أكادير.",
        "اقرأ أيضا: توقيف ثلاثة أشخاص بفاس",
        "خلال سنة 2023 تم حجز أزيد من 180 طنا من الشيرا.",
    ],
)
def test_what_is_denied_planned_counted_up_or_invented_is_no_incident(text: str) -> None:
    assert told(text) == []


def test_arrests_in_several_towns_are_one_incident_with_its_roles() -> None:
    text = (
        "أوقفت الشرطة، أمس الخميس، أربعة أشخاص بكل من فاس وتازة وجرسيف. "
        "وينحدر الموقوفون من وجدة ويقطنون بمدينة الناظور، وكانوا يخططون لاستهداف منشآت بالقنيطرة. "
        "وسيتم تقديمهم أمام النيابة العامة بمحكمة الاستئناف بالرباط."
    )
    (incident,) = told(text)
    assert places(incident) == ["Fès", "Taza", "Guercif"]
    assert places(incident, "origin") == ["Oujda"]
    assert places(incident, "residence") == ["Nador"]
    assert places(incident, "planned_target") == ["Kénitra"]
    assert places(incident, "tried_at") == ["Rabat"]
    assert incident.date.value == "2024-03-14"
    assert [(each.what, each.best) for each in incident.counts] == [("arrested", 4)]


def test_near_and_at_sea_have_their_precision() -> None:
    near = told("انقلبت حافلة قرب ميدلت.")[0]
    assert [(each.place.name, each.precision) for each in near.places if each.place] == [("Midelt", 2)]
    sea = told("غرق قارب قبالة سواحل الداخلة.")[0]
    assert [(each.place.name, each.precision) for each in sea.places if each.place] == [("Dakhla", 7)]


def test_the_province_of_a_town_is_its_jurisdiction() -> None:
    incident = told("جرفت السيول سيارة بأمزميز بإقليم الحوز.")[0]
    assert places(incident) == ["Amizmiz"]
    assert places(incident, "jurisdiction") == ["Al Haouz"]


def test_the_past_is_background() -> None:
    incident = told("يذكر أن زلزال الحوز وقع في 8 شتنبر 2023.")[0]
    assert (incident.discourse, incident.date.value) == ("background", "2023-09-08")


def test_who_acted_is_named_alike_in_all_languages() -> None:
    incident = told("أوقف المكتب المركزي للأبحاث القضائية ثلاثة متطرفين موالين لداعش بطنجة.")[0]
    assert {each.name for each in incident.actors} == {"BCIJ", "État islamique"}


def test_a_short_word_may_stand_far_from_what_completes_it() -> None:
    assert told("حجز رجال الجمارك بميناء الناظور كمية من الكوكايين.")[0].subtype == "drug_seizure"


def test_one_person_named_with_another_makes_two() -> None:
    assert counts("لقيت سيدة وابنتها حتفهما") == [("killed", 2, 2, "exact", "person")]


@pytest.mark.parametrize("dateline", ["الرباط - ", "الرباط (ومع) - ", "الرباط – "])
def test_where_the_newsroom_wrote_is_not_where_it_happened(dateline: str) -> None:
    (incident,) = told(f"{dateline}أوقفت الشرطة شخصين بمدينة فاس.")
    assert places(incident) == ["Fès"]
    assert places(incident, "reported_from") == ["Rabat"]


def test_towns_abroad_that_the_press_often_names_stand_by_themselves() -> None:
    assert names("دخل المهاجرون سبتة ثم غادروا مليلية") == ["سبتة", "مليلية"]


def test_two_dots_are_a_colon_and_part_no_sentence() -> None:
    text = "العرائش.. توقيف شخصين\n\nأوقفت الشرطة شخصين بالعرائش، أمس."
    cut = sentences(Folded(text), ARABIC)
    assert [text[each.start : each.end] for each in cut] == text.split("\n\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("توقيف أربعة رجال وامرأتين", [("arrested", 6)]),
        ("مصرع سيدة وأطفالها الثلاثة", [("killed", 4)]),
        ("لقيت سيدة وطفلاها مصرعهم", [("killed", 3)]),
        ("توفي رجل وزوجته وأطفالهما الثلاثة", [("killed", 5)]),
        ("إصابة مرافقيه الثلاثة", [("injured", 3)]),
        ("مقتل شخصين وإصابة ثلاثة آخرين", [("killed", 2), ("injured", 3)]),
        ("أوقفت الشرطة شخصين بفاس وثلاثة آخرين بمكناس", [("arrested", 5)]),
        ("أوقفت الشرطة ثلاثة أشخاص من بينهم امرأة", [("arrested", 3)]),
        ("وتم انتشال جثتين", [("killed", 2)]),
        ("حجز 568 ألف قرص من الإكستازي", [("drugs", 568000)]),
        ("توقيف شخص يبلغ من العمر 34 سنة", [("arrested", 1)]),
        ("نفت السلطات مقتل شخص", []),
    ],
)
def test_persons_are_added_up_and_parts_are_not(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(what, best) for what, best, *_ in counts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وجرى توقيفه بعد ساعات", ["arrested"]),
        ("ووضع المشتبه فيه تحت الحراسة النظرية", ["arrested"]),
        ("ففارق الحياة في الطريق", ["killed"]),
        ("وجرى توقيفهم بعد ساعات", []),
    ],
)
def test_the_form_of_a_verb_says_one_person(text: str, expected: list[str]) -> None:
    assert [each.what for each in find_single(Folded(text), ARABIC)][:1] == expected
