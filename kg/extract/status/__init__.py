"""Whether it happened, and who says so.

signals     what a walk up the tree gathers
markers     modals, negation and conditions beside a word
links       how a word hangs on the one above it
governors   which row of the cues the word above answers to
voices      whose word an act is
context     the walk and the verdict
"""
