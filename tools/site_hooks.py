"""What the site needs beyond ``mkdocs.yml``; MkDocs calls these by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_INDEXES = ("index.md", "instruments.md", "stages.md")


def on_config(config: MkDocsConfig) -> None:
    """Add the catalogue's pages to the navigation: it grows with the rulesets."""
    docs = Path(config.docs_dir)
    catalogue: list[Any] = ["rules/index.md", "rules/fields.md", "rules/functions.md"]
    for lang, name in (("zh", "中文"), ("en", "English")):
        folder = docs / "rules" / lang
        found = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.md"))
        pages = [*_INDEXES, *(page for page in found if page not in _INDEXES)]
        catalogue.append({name: [f"rules/{lang}/{page}" for page in pages]})
    config.nav.append({"规则目录 · Rule catalogue": catalogue})
    listed = str(config.nav)
    # Other pages of the first floor come last, under their own titles.
    config.nav += [p.name for p in sorted(docs.glob("*.md")) if p.name not in listed]
