"""`{% load components %}`: every part a page is built from, in one library.

A name that two files give would hide one of them, so that fails when Django starts.
"""

from django.template import Library

from keukentafel.components import care, data, forms, frames, icons, shell, words

register = Library()

for _bron in (icons, words, frames, data, care, forms, shell):
    _dubbel = _bron.register.tags.keys() & register.tags.keys()
    if _dubbel:
        raise RuntimeError(f"Twee onderdelen met dezelfde naam: {', '.join(sorted(_dubbel))}.")
    register.tags.update(_bron.register.tags)
    register.filters.update(_bron.register.filters)
