"""The report over a channel's months: what flipped, what it cost, how give and ask stand, and three things to do."""
