"""The pack as a text for the chat group: whole sentences, as many of the weightiest as a message has room for."""

from dashboard.exports.contents import Contents
from dashboard.exports.tabular import legal
from dashboard.i18n import Say

LONGEST = 300
"""Characters of the message, line ends among them."""


def text(contents: Contents, say: Say) -> str:
    """Heading, then a sentence a line. One without room is left out, never cut; shorter ones still follow."""
    said = [say("chat.heading", place=contents.place, day=contents.day)]
    closing = say("chat.closing")
    room = LONGEST - len(said[0]) - len(closing) - 1
    for sentence in contents.brief:
        line = say("bulletin.sentence", text=" ".join(legal(sentence).split()))
        if len(line) + 1 <= room:
            said.append(line)
            room -= len(line) + 1
    message = "\n".join([*said, closing])
    # a name so long that even heading and closing find no room: what can be said whole is the closing alone
    return message if len(message) <= LONGEST else closing
