"""kg.toml and the environment -> Settings."""
from dataclasses import dataclass

@dataclass(frozen=True, slots=True)
class Limits:
    """How much one article and one file may hold."""

    article_bytes: int = 10_000_000
    file_bytes: int = 200_000_000
