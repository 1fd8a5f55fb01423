"""What happened, to whom, where and when.

instruments   by what means
sides         who stands on which side
senses        the sense of a verb
support       the act that its object tells: "struck a partnership"
addressees    whom a demand or a promise is for
implied       what a report amounts to: a demand, a threat, a refusal
readings      the acts of a doc, each in its sense
event_nouns   the act a noun tells
offices       who holds which office
belonging     who belongs to which body
timing        the time expression of an act
places        where an act happens
"""
