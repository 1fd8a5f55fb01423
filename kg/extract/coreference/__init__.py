"""Which mentions are one.

discourse      the entities told of so far
same_name      whether two names are one's
salience       which earlier entity a pronoun or description means
roles          who has the office that a noun names
answering      whether an entity is of the kind a noun names
offices        the body for which somebody speaks
relations      which entity a noun means by what it is to another
pairs          which of two a noun means: the former, the elder
forms          which entity a noun is another word for, by the form of its sentence
descriptions   which entity a common noun means
agreement      which entities a pronoun may mean
clusters       names, common nouns, pronouns, in that order
relatives      who are one by whose they are: his brother and "my brother"
entity_names   what the entities are called
"""
