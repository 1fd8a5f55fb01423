"""What is written down of an act.

statement     an act with all that is said of it, row by row
certainty     how sure a row is
kinds         the kind that a row tells
complements   what completes a verb
passives      the rows of a passive
actives       the rows of an active verb
adjuncts      the rows of what else is said of the act
verb_rows     an act as triples
verbal        what the verbs state
nominal       what the event nouns state
appositions   what a name is, by the noun beside it
standing      what offices, bodies and appositions state
naming        what a row is called
selection     which rows are triples, and which phrases on one
"""
