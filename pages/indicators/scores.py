"""考核: scores by group, a unit's sheet term by term, honour and warning, joint credit, and a draft of the rules."""

import streamlit as st

from dashboard.ui import assessing, score_rules, scoring, shell

here = shell.current()
rules = score_rules.rules(here)
if rules is not None:
    pending = scoring.trial(here, rules)
    scoring.groups(here, rules, pending)
    scoring.lists(here, rules, pending)
    st.subheader(here.say("scores.sheet"), anchor=False)
    scoring.sheet(here, rules, pending)
st.subheader(here.say("scores.credit"), anchor=False)
scoring.credit(here)
st.subheader(here.say("scores.draft"), anchor=False)
score_rules.draft(here, rules)
score_rules.kept(here)
st.subheader(here.say("assessing.heading"), anchor=False)
assessing.periods(here, rules)
