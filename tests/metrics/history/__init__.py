"""Invented years of a district: projects with lives, clerks with habits, and what truly happened, week by week.

It knows the contract's tables and nothing of the rules that are tried on it.
"""
