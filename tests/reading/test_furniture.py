"""Page furniture is marked by whole sentences, and the story between it is left alone."""

import pytest

from dragoman.reading import read
from tests.reading.builders import a_text, furniture
from tests.reading.gold_texts import gold_articles

OPENING = "Police arrested ten people in Narva on Friday after a march, the mayor said."
CLOSING = "The march had been banned in March, and the organisers went to court."


def marked(*paragraphs):
    """What is marked of paragraphs that stand between two of a story."""
    return furniture(read(a_text("\n\n".join((OPENING, *paragraphs, CLOSING)))))


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more: Who owns the bridge?",
        "READ ALSO | Ferry runs aground off Saaremaa",
        "SEE ALSO: Bread prices rise again",
        "Related: The village that moved",
        "More from Business: copper climbs",
        "Watch: inside the old fortress",
        "Analysis: why the river matters",
        "Advertisement",
        "ADVERTISEMENT - story continues below",
        "Story continues below",
        "Sign up for our weekly newsletter.",
        "Subscribe to the Courier for $2 a week",
        "Follow us on Facebook and Telegram.",
        "Get the day's headlines in your inbox",
        "Click here to see the whole list.",
        "Have you been affected by the closure? Write to our desk.",
        "You have three free articles left this month.",
        "Thank you for reading.",
        "Share this article | Print | Report an error",
        "To suggest a correction or clarification, write to the desk.",
        "This article was amended on 4 June to correct a name.",
        "Photo: A policeman outside the town hall. Credit: A. Tamm",
        "PHOTO: Marchers near the bridge / Courier archive",
        "A policeman guards the bridge in Narva. (Photo by A. Tamm/Courier)",
        "Marchers cross the bridge, May 17, 2019. (NC)",
        "The bridge in spring. File photo: A. Tamm",
        "Marchers gather outside the town hall (A. Tamm/AFP)",
        "Map: the course of the river. Graphic by A. Tamm",
        "© The Narva Courier 2019. All rights reserved.",
        "(Reporting by A. Tamm; Editing by B. Saar)",
        "Enable cookies to see this chart.",
        "Listen to this article (4 min)",
        "Tags: Narva, police, march",
    ],
)
def test_furniture_is_marked(paragraph):
    found = marked(paragraph)
    assert found
    assert found[0].startswith(paragraph[:12])
    assert not {OPENING, CLOSING} & set(found)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Follow the money, the prosecutor told the court.",
        "Subscribers to the bridge fund lost their savings.",
        "The minister signed up for a second term.",
        "Watch the border closely, the general told his officers on Friday.",
        "The photo showed a policeman kicking a marcher.",
        "Getty said the picture was genuine.",
        "Related charges were dropped in June.",
        "Correspondents were barred from the hall.",
        "Share prices fell after the ruling.",
        "Listen to the people, the opposition leader told parliament.",
        "Copyright law was changed by decree in May.",
        "Contact between the two armies ceased.",
        "Support for independent journalism is in decline, the union said.",
        "Get out, the crowd shouted at the mayor.",
        "This story was told by three witnesses.",
        "Print workers went on strike.",
        "Thank you, the president told the troops.",
        "Background",
        "He read more: three books a week in prison.",
        "The list: ten names, all of them officers.",
        "Sign the treaty or leave, the envoy told both sides.",
    ],
)
def test_the_story_is_left_alone(paragraph):
    assert marked(paragraph) == []


def test_a_prompt_inside_a_paragraph_is_marked_alone():
    prompt = "Subscribe to our newsletter."
    assert marked(f"Three were freed. {prompt} Two were fined.") == [prompt]


@pytest.mark.parametrize(
    "heading",
    ["Other topics of interest", "MORE ON THIS STORY", "You might also like:", "Most read"],
)
def test_a_heading_takes_the_teasers_below_it_along(heading):
    teasers = (
        "Storm sinks ferry off Gotland",
        "A ferry sank off Gotland in a storm on Thursday, the coast guard said.",
        "Bread prices rise again",
    )
    assert marked(heading, *teasers[:2]) == [heading, *teasers[:2]]
    assert marked(heading, teasers[2], *teasers[:2]) == [heading, teasers[2], *teasers[:2]]


def test_a_numbered_list_belongs_to_its_heading():
    found = marked("Most read", "1. Storm sinks ferry", "2. Bread prices rise")
    assert " ".join(found) == "Most read 1. Storm sinks ferry 2. Bread prices rise"


def test_a_title_that_runs_into_its_sentence_goes_with_its_heading_and_only_there():
    teaser = "Storm sinks ferry off Gotland The coast guard said on Thursday that all were saved."
    assert marked("Other Topics of Interest", teaser) == ["Other Topics of Interest", teaser]
    assert marked(teaser) == []


def test_a_teaser_is_told_by_one_word_that_the_story_never_uses():
    teasers = ("Fiji locks down two towns", "Fiji sealed off Nadi and Lautoka on Monday.")
    assert marked("You might also like", *teasers) == ["You might also like", *teasers]


def test_the_story_goes_on_behind_a_teaser():
    found = marked("Most read", "Storm sinks ferry", "The organisers of the march were fined.")
    assert found == ["Most read", "Storm sinks ferry"]


def test_a_subheading_behind_a_teaser_is_the_story_again():
    teasers = ("Storm sinks ferry off Gotland", "A ferry sank off Gotland on Thursday.")
    assert marked("Most read", *teasers, "In court", "A judge heard them.") == [
        "Most read",
        *teasers,
    ]


def test_a_label_may_point_to_more_on_the_same_matter():
    label = "Read more: Mayor bans march in Narva"
    assert marked(label, "The mayor banned the march in Narva last week.") == [label]


def test_a_title_said_twice_takes_its_sentence_along():
    title, sentence = "Storm sinks ferry off Gotland", "A ferry sank off Gotland on Thursday."
    assert marked(f"SEE ALSO: {title}", title, sentence) == [f"SEE ALSO: {title}", title, sentence]


def test_a_long_paragraph_behind_a_label_is_the_story():
    long = (
        "Analysis: " + "the bridge has mattered to both towns for two hundred years and more " * 6
    )
    assert marked(long.strip() + ".") == []


def test_the_captions_of_a_gallery_are_its_story():
    captions = [f"Marchers at gate {number}. Image: A. Tamm." for number in range(12)]
    assert marked(*captions) == []
    assert marked(captions[0]) == ["Marchers at gate 0.", "Image: A. Tamm."]


@pytest.mark.shared
def test_the_gold_loses_no_story_and_little_furniture_slips_through():
    found = furniture_sentences = lost = story_sentences = 0
    for article in gold_articles("train"):
        story = read(a_text(article["text"]))
        for number, (start, end) in enumerate(article["sentences"]):
            inside = sum(max(0, min(end, f.end) - max(start, f.start)) for f in story.furniture)
            is_marked = 2 * inside >= end - start
            if number in article.get("furniture", ()):
                found, furniture_sentences = found + is_marked, furniture_sentences + 1
            else:
                lost, story_sentences = lost + is_marked, story_sentences + 1
    assert found / furniture_sentences > 0.95
    assert lost / story_sentences < 0.001
