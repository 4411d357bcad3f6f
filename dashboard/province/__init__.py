"""The province: many districts' workbooks reckoned on a cluster, and their figures in one table.

Nothing else imports this but the command `province` and the province page. It reckons nothing of its own: a district's
weeks go through the same reading, store and report as on one machine.
"""
