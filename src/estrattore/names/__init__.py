"""Names: companies, organisations and people as an article calls them, whole and once."""

from estrattore.names.find import find_names
from estrattore.names.key import entity_id, name_key
from estrattore.names.lists import NameLists, load_lists

__all__ = ["NameLists", "entity_id", "find_names", "load_lists", "name_key"]
