"""What the text refers to.

names        where a name begins and ends
titles       what stands before it
name_types   of what type it is
pronouns     which pronouns refer
found        a mention before coreference
slots        what the word beside a name tells of its type
votes        how many votes a name has for each type
noun_types   of what type a common noun is
sectors      of what sector who has an office is
name_votes   one type for each name
finding      all mentions of a doc
"""
