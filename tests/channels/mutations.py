"""Breaking a recorded body in one place: another value, nothing, or no such field at all."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.text(max_size=20),
    st.sampled_from(["\x00", "\ud800", "9" * 5000, "x" * 1000, "private", "text", "image", 10**30]),
    st.sampled_from([[], {}, [[]], [None, {"a": 1}]]),
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    ),
)


def paths_of(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in it, the whole first."""
    yield before
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths_of(inner, (*before, key))


def mutated(data: Any, value: Any, *, keep_length: bool = False) -> Any:
    """A copy, changed in one place. ``keep_length``: a list stays one and as long as it is; its items do not."""
    places = [path for path in paths_of(value) if path or not keep_length]
    if not places:
        return value
    path = data.draw(st.sampled_from(places))
    removed = data.draw(st.booleans()) and not (keep_length and len(path) == 1)
    if not path:
        return data.draw(STRANGE)
    changed = copy.deepcopy(value)
    parent = changed
    for key in path[:-1]:
        parent = parent[key]
    if removed:
        del parent[path[-1]]
    else:
        parent[path[-1]] = data.draw(STRANGE)
    return changed
