"""Everything that can go wrong in kg, by what the caller should do about it."""


class KGError(Exception):
    """Root of the errors kg raises on purpose. The message names the failure, the value, the remedy and the place."""


class ConfigError(KGError):
    """kg.toml or an environment variable is wrong: the run stops."""


class SourceError(KGError):
    """A source (folder, file, table) cannot be read: the run stops unless it has other sources."""


class ArticleError(SourceError):
    """One article cannot be used: it is recorded with this reason and the run goes on."""


class StoreError(KGError):
    """The store is down, locked, too old, refuses the password, or holds something our rows would break."""


class QueryError(KGError):
    """A query is unknown, lacks a parameter, would write, or ran too long."""


class OntologyError(KGError):
    """A table of language knowledge has a wrong row: the message gives file, row and the allowed values."""
