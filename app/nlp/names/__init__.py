"""Names in a text, and whether two names mean one person, body or place, across spellings and scripts."""

from app.nlp.names.acronyms import find_acronyms
from app.nlp.names.find import Name, find_names
from app.nlp.names.roster import Roster, is_full_name, read_roster
from app.nlp.names.same import name_key, same_name

__all__ = ["Name", "Roster", "find_acronyms", "find_names", "is_full_name", "name_key", "read_roster", "same_name"]
