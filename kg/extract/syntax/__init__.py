"""What a word is, on the dependency tree.

tree          the parse as plain objects, read from spaCy once
labels        spaCy's labels that belong together, by name
spelled       the words an abbreviation stands for
phrases       where a noun phrase begins and ends, what hangs on it
verbs         the form of a verb, its base form, the word it hangs on
timewords     which words tell the time
time_names    which words are one time
antecedents   what a relative pronoun stands for
subjects      who does it
objects       what it is done to
clauses       a verb with its slots filled: an Act
quotes        quotations, and who speaks in them
"""
