"""The bare address: the frame leads on from it to where somebody begins (`dashboard.ui.beginning`)."""
