"""The one gate: who somebody is, what they may open and do, which rows they may see. What is not named is denied."""

from dashboard.access.rights import DEEDS, LOCAL, RIGHTS, ROLES, Identity, Role, may, may_do, only_looks, require

__all__ = ["DEEDS", "LOCAL", "RIGHTS", "ROLES", "Identity", "Role", "may", "may_do", "only_looks", "require"]
