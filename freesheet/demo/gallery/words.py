"""What stands in the gallery's exhibits, in each edition's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """short, long: headlines of 3 and of 14 words; unbroken: one with the longest words there are."""

    short: str
    long: str
    unbroken: str
    standfirst: str
    paragraph: str
    heading: str
    quote: str
    speaker: str
    items: tuple[str, ...]
    box: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    button: str
    correction: str


ENGLISH = Words(
    short="Bridge opens again",
    long="Harbour council votes by a single hand to keep the night ferry for another year",
    unbroken="Counterrevolutionaries misremember the incomprehensibilities of institutionalisation",
    standfirst="A standfirst says in one or two lines what the headline could not, and makes nobody wait for it.",
    paragraph="<p>Body text, as it is read for minutes: with <b>bold</b>, <i>italic</i>, <a href='/'>a link</a>, "
    "H<sub>2</sub>O and 10<sup>3</sup>. “Quotation marks” and dashes – like these – are real ones, and figures such as "
    "1,234,567 stand in a line with the words around them.</p><p>A second paragraph follows the first, so that the "
    "space between the two can be seen.</p>",
    heading="A heading between two paragraphs",
    quote="We counted the lamps twice, and then we counted them with somebody who wanted there to be fewer.",
    speaker="Ines Halloran, harbour master",
    items=("The first thing", "The second, which is long enough to need another line on a telephone held upright", "3"),
    box="<p>An info box tells what a reader may know already.</p><ul><li>one</li><li>two</li></ul>",
    caption="A caption stands apart from the credit.",
    columns=("Crossing", "2025", "2026"),
    rows=(("Lantern Bridge", "12,480", "9,310"), ("Night ferry", "840", "1,206"), ("Long Wall tunnel", "77", "–")),
    button="Write to the newsroom",
    correction="We gave the year of the first crossing as 1911. It was 1912.",
)
UKRAINIAN = Words(
    short="Міст знову відкрито",
    long="Портова рада більшістю в один голос зберегла нічний пором ще на один довгий рік",
    unbroken="Найнепередбачуваніші водопостачальники протиставляють електрообладнанню радіолокаційність",
    standfirst="Підзаголовок одним-двома рядками каже те, чого не встиг сказати заголовок, і не змушує чекати.",
    paragraph="<p>Основний текст, який читають хвилинами: <b>жирний</b>, <i>курсив</i>, <a href='/uk/'>посилання</a>, "
    "H<sub>2</sub>O і 10<sup>3</sup>. «Лапки» й тире – такі – справжні, а числа на зразок 1\u00a0234\u00a0567 стоять в "
    "одному рядку зі словами довкола.</p><p>Другий абзац іде за першим, щоб було видно відстань між ними.</p>",
    heading="Заголовок між двома абзацами",
    quote="Ми перелічили ліхтарі двічі, а тоді ще раз – разом із тим, хто хотів, щоб їх було менше.",
    speaker="Інес Гелловрен, начальниця порту",
    items=("Перше", "Друге, достатньо довге, щоб на телефоні йому знадобився ще один рядок", "3"),
    box="<p>Довідка каже те, що читач, може, вже знає.</p><ul><li>раз</li><li>два</li></ul>",
    caption="Підпис стоїть окремо від автора світлини.",
    columns=("Переправа", "2025", "2026"),
    rows=(("Ліхтарний міст", "12 480", "9 310"), ("Нічний пором", "840", "1 206"), ("Тунель Довгого муру", "77", "–")),
    button="Написати до редакції",
    correction="Ми назвали роком першої переправи 1911-й. Насправді – 1912-й.",
)
IN = {"en": ENGLISH, "uk": UKRAINIAN}


def of(language: str) -> Words:
    """English for an edition that has none of its own."""
    return IN.get(language, ENGLISH)
