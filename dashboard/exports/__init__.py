"""Charts as files: pictures, a page that works without a network, data, and all of a meeting in one ZIP."""

from dashboard.exports.browser import absence, available
from dashboard.exports.naming import file_name
from dashboard.exports.parcel import zipped
from dashboard.exports.pictures import DATA_KINDS, KINDS, MIME, PICTURE_KINDS, picture

__all__ = [
    "DATA_KINDS",
    "KINDS",
    "MIME",
    "PICTURE_KINDS",
    "absence",
    "available",
    "file_name",
    "picture",
    "zipped",
]
