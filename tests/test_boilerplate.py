"""What goes and what stays: lines of both kinds, in the middle, at the top and at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo import boilerplate
from stylo.boilerplate import Marked, clean
from stylo.document import Removed

TITLE = "The ferry that would not sink"
OPENING = (
    "Nobody in Harrow Bay expected the old ferry to last the winter, and yet it came in on "
    "Tuesday morning with its whistle blowing and its flag the right way up."
)
MIDDLE = (
    "The council had already ordered the wreath. It will now have to explain what the wreath "
    "was for, and to whom the invoice should be sent."
)
CLOSING = (
    "So let us keep the boat, mend the pier and send the wreath to the people who wrote the "
    "report. They will know what it is for."
)
BODY = (OPENING, MIDDLE, CLOSING)


def article(line: str, place: str) -> str:
    parts = {
        "middle": (TITLE, OPENING, line, MIDDLE, CLOSING),
        "top": (TITLE, line, OPENING, MIDDLE, CLOSING),
        "end": (TITLE, OPENING, MIDDLE, CLOSING, line),
    }[place]
    return "\n\n".join(parts)


#: Lines that go wherever they stand.
DROP = [
    "Leave a Reply",
    "Leave a comment",
    "Leave a Reply Cancel reply",
    "Your email address will not be published. Required fields are marked *",
    "Your email address will not be published.",
    "Required fields are marked *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Notify me of follow-up comments by email.",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "You must be logged in to post a comment.",
    "Comments are closed.",
    "Comments (14)",
    "27 comments",
    "3 thoughts on “The ferry that would not sink”",
    "Be the first to comment",
    "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert",
    "Schreibe einen Kommentar",
    "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
    "Laisser un commentaire",
    "Tu dirección de correo electrónico no será publicada. Los campos obligatorios están "
    "marcados con *",
    "Deja una respuesta",
    "Il tuo indirizzo email non sarà pubblicato. I campi obbligatori sono contrassegnati *",
    "Lascia un commento",
    "O seu endereço de e-mail não será publicado. Campos obrigatórios são marcados com *",
    "Deixe um comentário",
    "Je e-mailadres wordt niet gepubliceerd. Vereiste velden zijn gemarkeerd met *",
    "Geef een reactie",
    "Twój adres e-mail nie zostanie opublikowany. Wymagane pola są oznaczone *",
    "Dodaj komentarz",
    "Ваш адрес email не будет опубликован. Обязательные поля помечены *",
    "Добавить комментарий",
    "E-posta adresiniz yayınlanmayacak. Gerekli alanlar * ile işaretlenmişlerdir",
    "Bir yanıt yazın",
    "メールアドレスが公開されることはありません。 ※ が付いている欄は必須項目です",
    "コメントを残す",
    "이메일 주소는 공개되지 않습니다. 필수 필드는 *로 표시됩니다",
    "답글 남기기",
    "您的邮箱地址不会被公开。 必填项已用 * 标注",
    "发表回复",
    "發佈留言必須填寫的電子郵件地址不會公開。 必填欄位標示為 *",
    "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
    "اترك تعليقاً",
    "Din e-postadress kommer inte publiceras. Obligatoriska fält är märkta *",
    "Share this article",
    "Share on Facebook",
    "Share on Facebook Share on Twitter Share on WhatsApp",
    "Share | Tweet | Email | Print",
    "Facebook Twitter LinkedIn Email",
    "Click to share on Twitter (Opens in new window)",
    "Sign up for our newsletter",
    "Sign up for The Morning Tide, our daily newsletter, and never miss a story.",
    "Subscribe to our free weekly newsletter to get the best of Harrow Bay in your inbox.",
    "Want more columns like this delivered straight to your inbox? Sign up here.",
    "Get the best of the Herald delivered to your inbox every Friday.",
    "By signing up you agree to our Terms of Service and Privacy Policy.",
    "Thanks for signing up!",
    "Enter your email address",
    "Already a subscriber? Log in",
    "READ MORE: Council buys a second wreath",
    "Read more: Council buys a second wreath",
    "Read more »",
    "RELATED: Ten ferries that did sink",
    "Related: What the pier is for",
    "See also: The wreath in pictures",
    "More: Council to meet on Friday over wreath",
    "Also read: A short history of the pier",
    "Don't miss: How to fold a flag",
    "Click here to read more from Harriet Quillane",
    "CLICK HERE TO GET THE HARROW HERALD APP",
    "Continue reading the main story",
    "You may also like",
    "Recommended for you",
    "Related articles",
    "Most read",
    "ADVERTISEMENT",
    "Advertisement",
    "Story continues below advertisement",
    "Article continues below",
    "Scroll to continue",
    "Photo: Tobias Fennimore-Hale",
    "Photo by Tobias Fennimore-Hale",
    "Photograph: Ines Harrowgate/Getty Images",
    "Image credit: Harrow Bay Council",
    "(Photo by Ines Harrowgate/AFP)",
    "Ines Harrowgate/Getty Images",
    "Getty Images",
    "The ferry at its berth on Tuesday. Photo: Tobias Fennimore-Hale / The Herald",
    "FILE - In this March 3, 2021, file photo, the ferry leaves Harrow Bay.",
    "Passengers wait on the pier in the rain. (Ines Harrowgate/Getty Images)",
    "Copyright © 2025 The Harrow Herald. All rights reserved.",
    "© 2025 Harrow Media Ltd.",
    "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "We use cookies to improve your experience on our website.",
    "By continuing to use this site you agree to our use of cookies.",
    "Follow Harriet Quillane on Twitter @hquillane",
    "Follow us on Facebook and Instagram.",
    "Like us on Facebook",
    "Tobias Fennimore-Hale and Ines Harrowgate contributed to this report.",
    "The Associated Press contributed to this report.",
    "Reporting by Ines Harrowgate; Editing by Tobias Fennimore-Hale",
    "Correction: An earlier version of this column misnamed the ferry.",
    "This article has been updated to correct the name of the ferry.",
    "Editor's note: Harriet Quillane is on leave and will be back in June.",
    "The opinions expressed in this commentary are solely those of the author.",
    "Published: 14 October 2025, 06:00 | Updated: 09:17",
    "Updated March 3, 2025 at 4:10 p.m. ET",
    "5 min read",
    "Skip to content",
]

#: Lines that go before the first paragraph.
DROP_AT_TOP = [
    "By Harriet Quillane",
    "By Harriet Quillane and Tobias Fennimore-Hale",
    "By HARRIET QUILLANE",
    "By Harriet Quillane, Staff Writer",
    "By Harriet Quillane | The Harrow Herald",
    "By Harriet Quillane, March 3, 2025",
    "Harriet Quillane, Opinion contributor",
    "March 3, 2025",
    "Tuesday, 3 March 2025 at 10:15 am",
    "Opinion contributor",
    "OPINION",
    "Home > Comment > Columnists",
]

#: Lines that go after the last paragraph.
DROP_AT_END = [
    "Harriet Quillane is a columnist at The Harrow Herald.",
    "Harriet Quillane is a professor of economics at Calder State University and the author of "
    "“The Price of Rope.”",
    "*Harriet Quillane teaches history at Calder State University. Follow her on Twitter "
    "@hquillane.*",
    "The writer is a former editor of this newspaper.",
    "Harriet Quillane's column appears on Tuesdays. Reach her at hq@harrowherald.example.",
    "Send letters to letters@harrowherald.example.",
    "Harriet Quillane can be reached at hq@harrowherald.example.",
    "This column first appeared in The Calder Gazette.",
    "This column does not necessarily reflect the opinion of the editorial board.",
    "Tags: ferry, pier, council",
    "— By Harriet Quillane",
    "###",
    "Comments",
]

#: Lines of an article that look like boilerplate and are none.
KEEP = [
    "Share your bread with the poor.",
    "Share and share alike, my grandmother used to say.",
    "By noon, the square was full.",
    "By Friday the wreath had begun to smell.",
    "By the time Jane Doe arrived, the boat was gone.",
    "Comments like these are why nobody stands for council any more.",
    "Comment is free, but facts are sacred.",
    "No comment.",
    "Read more books, I tell my students.",
    "Read more slowly: that is the whole of my advice.",
    "Read on.",
    "Reading more would help them, and so would sleep.",
    "Subscribe to that view and you must also subscribe to the flat earth.",
    "Sign up your children early, and they will thank you late.",
    "Sign up for a war and you will soon learn who stays at home.",
    "Follow the money, and you will end up at the yacht club.",
    "Follow me on this for a moment.",
    "Follow the wreath on its way through the committee and you will see what I mean.",
    "Like it or not, the ferry is ours.",
    "Like this:",
    "Join us, they said, and so we did.",
    "Advertisement is the mother of appetite.",
    "Advertisements for the pier ran in every paper from here to Calder.",
    "Sponsored by nobody, loved by everyone, the old ferry sails again.",
    "Photo after photo showed the same grey sea.",
    "Photographs by the dozen lay on the table.",
    "Image is everything, the consultant told us.",
    "Picture this: a boat, a pier and no wind.",
    "Credit where credit is due: the crew did not give up.",
    "Copyright is theft, my uncle liked to say.",
    "He spoke as if all rights reserved to kings were his.",
    "Published or not, the report will haunt them.",
    "Updated or not, the plan is worthless.",
    "Published in March, the report was forgotten by April.",
    "Correction: I was wrong about the wreath.",
    "Editors note that the past tense is easier to sell.",
    "The views expressed by the harbor master are not those of the wind.",
    "The opinions of sailors are seldom asked.",
    "Opinions differ.",
    "Related problems plague the pier, the quay and the lighthouse.",
    "Related to this is the question of rope.",
    "More on that later.",
    "More important: nobody drowned.",
    "Most read it and wept.",
    "See also how quickly the mayor changed his mind.",
    "Watch the harbor closely this week.",
    "Watch: the tide will turn before the council does.",
    "Don't miss the point.",
    "Continue reading the minutes and you will find the invoice.",
    "Click here, click there, and your pension is gone.",
    "We use cookies to bribe the children, my wife and I.",
    "Cookies were served.",
    "Terms of use matter less than terms of endearment.",
    "Accept the offer.",
    "Name one ferry that was ever saved by a report.",
    "Email is where good ideas go to die.",
    "Website after website repeated the rumor.",
    "Reply came there none.",
    "Thank you for reading.",
    "Thank you.",
    "Something went wrong.",
    "Twitter loved it.",
    "Facebook, Twitter and the rest will not save us.",
    "Print is not dead; it is only resting.",
    "The flood contributed to the report's delay.",
    "Nine engineers contributed to this report on the river, which nobody has read.",
    "Reporting by candlelight has its charms.",
    "In March the council met, by April it had split, and in May nobody spoke.",
    "March is the cruellest month for ferries.",
    "Tuesday.",
    "Jane Doe is not a name that anyone in this town will forget.",
    "Is the ferry worth it?",
    "The End of the Pier",
    "The Verdict",
    "A Word on Rope",
    "What Comes Next?",
    "Get over it.",
    "Get a newsletter into every house, he told us, and you own the town.",
    "I signed up for the newsletter in 2019 and have regretted it since.",
    "Listen to this, if you will.",
    "Have your own say, or somebody will have it for you.",
    "Home is where the ferry goes.",
    "“Leave a comment?” she asked. “I would rather leave town.”",
    "Leave a reply for the harbor master, he said, and he will burn it.",
    "All comments welcome, the sign said, and underneath it somebody had drawn a wreath.",
    "At 4:10 p.m. on March 3, 2025, the ferry came in.",
    "Tags were sewn on every coat.",
    "Topics: rope, rain and ruin, in that order, filled the evening.",
]

#: Lines that stay in the middle of an article; elsewhere their place may decide otherwise.
KEEP_IN_MIDDLE = [
    "Opinion",
    "Comments",
    "Privacy",
    "Next",
    "March 3, 2025",
    "By Popular Demand",
    "Save Twitter",
    "Harriet Quillane, columnist",
    "Harriet Quillane is a professor of economics at Calder State University.",
    "The writer is a former editor of this newspaper.",
    "Trending",
    "Recommended",
    "评论",
    "#wreathgate",
    "* * *",
]


@pytest.mark.parametrize("place", ["middle", "top", "end"])
@pytest.mark.parametrize("line", DROP)
def test_goes_wherever_it_stands(line: str, place: str) -> None:
    cleaned = clean(article(line, place))
    assert [r.text for r in cleaned.removed] == [line]
    assert cleaned.text == "\n\n".join((TITLE, *BODY))


@pytest.mark.parametrize("line", DROP_AT_TOP)
def test_goes_at_the_top(line: str) -> None:
    cleaned = clean(article(line, "top"))
    assert [r.text for r in cleaned.removed] == [line]
    assert cleaned.text == "\n\n".join((TITLE, *BODY))


@pytest.mark.parametrize("line", DROP_AT_END)
def test_goes_at_the_end(line: str) -> None:
    cleaned = clean(article(line, "end"))
    assert [r.text for r in cleaned.removed] == [line]
    assert cleaned.text == "\n\n".join((TITLE, *BODY))


@pytest.mark.parametrize("place", ["middle", "top", "end"])
@pytest.mark.parametrize("line", KEEP)
def test_stays(line: str, place: str) -> None:
    text = article(line, place)
    cleaned = clean(text)
    assert cleaned.removed == ()
    assert cleaned.text == text


@pytest.mark.parametrize("line", KEEP_IN_MIDDLE)
def test_stays_in_the_middle(line: str) -> None:
    assert clean(article(line, "middle")).removed == ()


def test_a_text_without_boilerplate_comes_back_as_it_is() -> None:
    text = "\n  " + "\r\n\r\n".join((TITLE, *BODY)) + "\n\n"
    assert clean(text) == boilerplate.Cleaned(text)


def test_kept_paragraphs_stand_as_they_stood() -> None:
    text = f"{TITLE}\n\n\n{OPENING}\n\nADVERTISEMENT\n\n\n  {MIDDLE}\n{CLOSING}\n\nLeave a Reply\n"
    assert clean(text).text == f"{TITLE}\n\n\n{OPENING}\n\n\n  {MIDDLE}\n{CLOSING}"


def test_removed_pieces_have_text_reason_and_place() -> None:
    text = article("Share on Facebook", "middle")
    piece = clean(text).removed[0]
    assert piece == Removed("Share on Facebook", "share bar", text.index("Share on"))


def test_bylines_tell_author_and_date() -> None:
    text = f"{TITLE}\n\nBy Harriet Quillane\nPublished: 14 October 2025, 06:00\n\n" + "\n\n".join(
        BODY
    )
    cleaned = clean(text)
    assert (cleaned.author, cleaned.date) == ("Harriet Quillane", "14 October 2025")


def test_a_note_on_a_person_of_the_article_stays() -> None:
    note = "Lorna Petrakos is a professor of economics at Calder State University."
    parts = (TITLE, OPENING, "Lorna Petrakos laughed when she heard it.", MIDDLE, CLOSING, note)
    assert clean("\n\n".join(parts)).removed == ()


def test_a_note_on_the_author_goes_even_if_the_article_names_her() -> None:
    note = "Lorna Petrakos is a professor of economics at Calder State University."
    parts = (TITLE, "By Lorna Petrakos", OPENING, "“Petrakos,” he said, “come.”", CLOSING, note)
    assert [r.reason for r in clean("\n\n".join(parts)).removed] == ["byline", "note on the author"]


def test_a_quotation_of_an_expert_at_the_end_stays() -> None:
    last = (
        "Lorna Petrakos, a professor of economics at Calder State University, said the wreath "
        "would keep its value. “Wreaths do,” she said."
    )
    assert clean(article(last, "end")).removed == ()


def test_share_bars_of_single_words() -> None:
    text = article("Share\nTweet\nEmail\nPrint", "middle")
    cleaned = clean(text)
    assert [r.text for r in cleaned.removed] == ["Share", "Tweet", "Email", "Print"]
    assert cleaned.text == "\n\n".join((TITLE, *BODY))


def test_a_comment_form_in_chinese_with_labels() -> None:
    form = (
        "评论\n\n发表回复\n\n您的邮箱地址不会被公开。 必填项已用 * 标注\n\n"
        "评论 *\n\n显示名称 *\n\n邮箱 *\n\n网站"
    )
    cleaned = clean(article(form, "end"))
    assert cleaned.text == "\n\n".join((TITLE, *BODY))
    assert {r.reason for r in cleaned.removed} == {"comment form"}


def test_a_form_in_a_language_that_the_table_lacks_goes_by_its_script() -> None:
    form = "თქვენი ელფოსტა არ გამოქვეყნდება\n\nკომენტარი *\n\nსახელი *"
    cleaned = clean(article(form, "end"))
    assert cleaned.text == "\n\n".join((TITLE, *BODY))


def test_lines_around_a_german_form_go_with_it() -> None:
    foot = (
        "Das könnte Sie auch interessieren\nWarum die Fähre im Winter nicht mehr fährt\n\n"
        "Kommentar schreiben\nMeinen Namen für den nächsten Kommentar merken\nKommentar abschicken"
    )
    assert clean(article(foot, "end")).text == "\n\n".join((TITLE, *BODY))


@pytest.mark.parametrize(
    "quotation",
    [
        "“Всё смешалось в доме.”\n\n“Все счастливые семьи похожи.”",
        "He wrote two lines on the wall:\n\n千里之行\n\n始於足下",
        "C’est la vie.",
        "Sic transit gloria mundi.",
    ],
)
def test_foreign_quotations_at_the_end_stay(quotation: str) -> None:
    assert clean(article(quotation, "end")).removed == ()


def test_a_foreign_last_line_before_a_foreign_form_stays() -> None:
    text = article("C’est la vie.\n\nLaisser un commentaire\n\nNom *\n\nSite web", "end")
    assert clean(text).text.endswith("C’est la vie.")


def test_lists_of_links_at_the_end_go_with_their_heading() -> None:
    foot = "Related stories\nTen ferries that did sink\nWhat is a pier for?\nMost read\nGoat found"
    assert clean(article(foot, "end")).text == "\n\n".join((TITLE, *BODY))


def test_headings_after_a_link_in_the_middle_stay() -> None:
    text = article("Read more\n\nThe Verdict", "middle")
    assert [r.text for r in clean(text).removed] == ["Read more"]


def test_readers_comments_go_with_their_heading() -> None:
    foot = (
        "2 Comments\n\nSalty says:\nMarch 3, 2025 at 4:12 pm\nI have been on that ferry and I "
        "would not go again if you paid me, but the tea was good.\nReply\n\nPilot says:\n"
        "March 4, 2025 at 9:00 am\nThe tea was not good.\nReply\n\nLeave a Reply"
    )
    cleaned = clean(article(foot, "end"))
    assert cleaned.text == "\n\n".join((TITLE, *BODY))
    assert "reader comments" in {r.reason for r in cleaned.removed}


def test_a_section_called_comments_stays() -> None:
    text = "\n\n".join((TITLE, OPENING, "Comments", MIDDLE, CLOSING, "Leave a Reply"))
    assert [r.text for r in clean(text).removed] == ["Leave a Reply"]


def test_hard_wrapped_lines_are_judged_as_paragraphs() -> None:
    wrapped = (
        "The old ferry came in on Tuesday morning and with it came every last one of\n"
        "comments that people had been saving up all winter. You could hear them say\n"
        "advertisement and mean harbor, for that was how the word was used here, and\n"
        "share this with whoever stood on the pier. Nobody there had a mind to stop.\n"
    )
    foot = "\nLeave a Reply\n"
    cleaned = clean(wrapped + foot)
    assert cleaned.text == wrapped.rstrip("\n")
    broken = wrapped.replace("one of\ncomments", "one of the\ncomments")
    assert clean(broken + foot).text == broken.rstrip("\n")


def test_hard_wrapped_notes_go_whole() -> None:
    text = (
        "The old ferry came in on Tuesday morning and with it came every one of the\n"
        "grievances that people had been saving up all winter. You could hear them a\n"
        "mile off, for that was how the wind stood, and nobody on the pier had half\n"
        "a mind to stop it.\n\n"
    )
    note = (
        "The opinions expressed in this commentary are solely those of the author and\n"
        "do not necessarily reflect those of the newspaper.\n"
    )
    assert [r.text for r in clean(text + note).removed] == [note.rstrip("\n")]


def test_stretches_known_to_the_reader_of_a_format() -> None:
    text = article("Ten ferries that did sink", "middle")
    start = text.index("Ten ferries")
    cleaned = clean(text, marked=[Marked(start, start + 25, "page matter")])
    assert [(r.text, r.reason) for r in cleaned.removed] == [
        ("Ten ferries that did sink", "page matter")
    ]


@pytest.mark.parametrize("text", ["", " \n\n", "Comments", "评论", "Rain", "Share\nTweet\nPrint"])
def test_odd_texts_do_no_harm(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) + sum(len(r.text) for r in cleaned.removed) <= len(text)


def test_a_poem_stays() -> None:
    poem = "Next\nMore\nShare\nthe bread\nthe boat\n\nSave\nwhat you like\nand print\nno more"
    assert clean(poem).text == poem


def test_one_line_of_ten_megabytes_is_read_in_no_time() -> None:
    text = "It rained. " * 900_000
    assert clean(text).text is text


PIECES = st.sampled_from([*DROP, *DROP_AT_TOP, *DROP_AT_END, *KEEP, *BODY, "", "Ωmega", "x y"])


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"]))
@settings(max_examples=150, deadline=None)
def test_pieces_and_places_add_up(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    cleaned = clean(text)
    for piece in cleaned.removed:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert piece.reason
    removed = "".join(r.text for r in cleaned.removed)
    assert sorted("".join((cleaned.text + removed).split())) == sorted("".join(text.split()))
    kept = [line for line in cleaned.text.splitlines() if line.strip()]
    lines = iter(text.splitlines())
    assert all(line in lines for line in kept)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_cleaned(text: str) -> None:
    cleaned = clean(text)
    for piece in cleaned.removed:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text


@pytest.mark.shared
def test_the_seed_article(seed_article: Path) -> None:
    text = seed_article.read_text("utf-8")
    cleaned = clean(text)
    assert text.startswith(cleaned.text)
    assert cleaned.text.endswith("change is always afoot.")
    assert "".join(r.text for r in cleaned.removed) == "".join(
        text[len(cleaned.text) :].split("\n")
    )


def test_the_sample_page(samples: Path) -> None:
    text = (samples / "pages" / "opinion-with-boilerplate.txt").read_text("utf-8")
    column = (samples / "opinion-clever-bin.txt").read_text("utf-8")
    kept = [line for line in clean(text).text.splitlines() if line]
    assert kept == [line for line in column.splitlines() if line]


def test_the_samples_hold_no_boilerplate(samples: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(samples.glob("*.txt"))]
    assert texts
    assert [r.text for text in texts for r in clean(text).removed] == []


def test_a_long_list_of_paragraphs_is_no_trouble() -> None:
    text = "\n\n".join(["He is a writer, and they told him so all day, and he said no."] * 5000)
    assert clean(text).text is text


WORDPRESS_HEAD = """\
Skip to content

Menu

Home
About
Archive
Contact

Posted on March 3, 2024 by mwhitcombe

"""
WORDPRESS_FOOT = """

Share this:
Click to share on Twitter (Opens in new window)
Click to share on Facebook (Opens in new window)
Like this:
Like Loading...

Related

A short walk in the rain
February 11, 2024
In "Walks"

The trouble with herons
January 9, 2024
In "Birds"

Published by mwhitcombe
Writer, walker, occasional swimmer. View all posts by mwhitcombe

Posted in Opinion
Tagged county, reservoir, water

Post navigation
Previous Post
A short walk in the rain
Next Post
On not buying a boat

2 thoughts on “The ferry that would not sink”

Dora P. says:
March 3, 2024 at 7:12 pm
Hear, hear. I have been saying this since 2019 and nobody listened.
Reply

Old Tom says:
March 4, 2024 at 8:01 am
You are wrong about page four.
Reply

Leave a comment Cancel reply
Your email address will not be published. Required fields are marked *
Comment *
Name *
Email *
Website
Save my name, email, and website in this browser for the next time I comment.
Notify me of new comments via email.
Search for:
Recent Posts
A short walk in the rain
Archives
March 2024
Categories
Birds
Walks
Blog at WordPress.com.
Privacy & Cookies: This site uses cookies. By continuing to use this website, you agree to
"""


def test_a_pasted_blog_page() -> None:
    cleaned = clean(WORDPRESS_HEAD + "\n\n".join((TITLE, *BODY)) + WORDPRESS_FOOT)
    assert cleaned.text == "\n\n".join((TITLE, *BODY))
    assert cleaned.date == "March 3, 2024"


def test_a_pasted_newspaper_page() -> None:
    page = f"""\
Opinion
{TITLE}
Priya Ellison

Tue 5 Mar 2024 07.00 GMT
Last modified on Tue 5 Mar 2024 12.31 GMT

Share
214
{OPENING}

A boarded-up shop front in Tollgate Street. Photograph: Maisie Ferrant/The Courier

{MIDDLE}

skip past newsletter promotion
Sign up to First Thing
Free daily newsletter
Start the day with the top stories from around the country

Enter your email address
Sign up
Privacy Notice: Newsletters may contain info about charities and online ads.
after newsletter promotion

{CLOSING}

Priya Ellison is the author of Nobody Home: A History of the Empty House

Do you have an opinion on this article? To submit a response of up to 300 words, click here.

Explore more on these topics
Housing
Local government
comment
Share
Reuse this content
Comments (214)
Sort by
Recommendations
Most viewed
"""
    cleaned = clean(page)
    assert cleaned.text.split() == "\n\n".join((TITLE, *BODY)).split()
    assert (cleaned.author, cleaned.date) == ("Priya Ellison", "Tue 5 Mar 2024")


def test_a_pasted_newsletter() -> None:
    page = f"""\
Subscribe
Sign in

{TITLE}
Marcus Oyelaran
Sep 12, 2023

34

7

Share

{OPENING}

To receive new posts and support my work, consider becoming a free or paid subscriber.

Subscribe

{MIDDLE}

{CLOSING}

Thanks for reading The Long Pole! Subscribe for free to receive new posts and support my work.

34 Likes
7 Comments
Share this post

Discussion about this post

Comments
Restacks

Bea
Sep 12
Liked by Marcus Oyelaran
Eleven! That is more than I would have guessed.
Reply
Share

© 2023 Marcus Oyelaran
Privacy ∙ Terms ∙ Collection notice
Start your Substack
Get the app
"""
    cleaned = clean(page)
    assert cleaned.text.split() == "\n\n".join((TITLE, *BODY)).split()
    assert cleaned.author == "Marcus Oyelaran"


def test_short_last_lines_before_a_link_stay() -> None:
    foot = "READ MORE: Council buys a second wreath\n\nWas it worth it?\n\nYes!"
    assert clean(article(foot, "end")).text.endswith("Was it worth it?\n\nYes!")


def test_a_title_that_is_a_menu_word_stays() -> None:
    text = "\n\n".join(("Skip to content", "Privacy", *BODY))
    assert clean(text).text == "\n\n".join(("Privacy", *BODY))


def test_a_countdown_stays() -> None:
    text = "\n\n".join((TITLE, OPENING, "3", "2", "1", MIDDLE, CLOSING))
    assert clean(text).text == text


@pytest.mark.parametrize("title", ["Saving Harrow Bay", "The Harrow Herald", "Harrow Bay"])
@pytest.mark.parametrize("byline", ["By Harriet Quillane", "March 3, 2025", "Opinion"])
def test_a_title_that_looks_like_a_name_stays(title: str, byline: str) -> None:
    text = "\n\n".join((title, byline, *BODY))
    assert clean(text).text == "\n\n".join((title, *BODY))


@pytest.mark.parametrize("line", KEEP)
def test_capitals_stay_in_a_text_of_capitals(line: str) -> None:
    for place in ("top", "middle", "end"):
        text = article(line, place).upper()
        assert clean(text).text == text


@pytest.mark.parametrize(
    "heading",
    ["BY LAND AND BY SEA", "BY THE PEOPLE", "WATCH THE TIDE: A WARNING", "SEE YOU IN COURT"],
)
def test_headings_in_capitals_stay(heading: str) -> None:
    for place in ("top", "middle"):
        assert clean(article(heading, place)).removed == ()
