"""Every visible word, in Simplified Chinese and English. gettext catalogues, one `.po` a subject and language.

Keys are stable dotted names (`light.behind`, `finding.not-a-number`); the sentence lives in
`dashboard/i18n/<language>/<subject>.po`. A key without a sentence raises, so that it fails a test and not a meeting.
"""

from dashboard.i18n.speech import LANGUAGES, Say, language_of, speaker

__all__ = ["LANGUAGES", "Say", "language_of", "speaker"]
