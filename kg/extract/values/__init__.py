"""Numbers and days in words, as values: no parse is needed.

quantities   how many
days         the days a time expression names
dates        the days a time expression names
story        the days that are counted from another day of the story
"""
