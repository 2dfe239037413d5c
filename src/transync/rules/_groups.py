"""The groups under which the documentation lists the rules."""

from enum import StrEnum


class Group(StrEnum):
    """What a rule is about, in the order in which a maintainer cares."""

    RECORDS = "Pages and records"
    STRUCTURE = "Structure"
    LINKS = "Links"
    IMAGES = "Images"
    CODE = "Code"
    LANGUAGE = "Language"
    SETTINGS = "Settings"
    PROGRAM = "transync itself"
