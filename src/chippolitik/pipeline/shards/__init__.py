"""Articles → shards: many machines, or all cores of one, and the same bytes in the end.

A run has two steps. Articles become parts, in any order and as often as machines fail; then each shard is sorted from
the parts. ``rows`` is the pure function of one article, ``parts`` what is written and how it is sorted, ``local`` and
``cluster`` are the two runners, ``loading`` brings shards into a store.
"""

__all__ = ()
