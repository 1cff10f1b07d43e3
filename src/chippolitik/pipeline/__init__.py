"""Joins the stages: articles → claims → graphs → store. What a stage does is its own business.

``extracting`` gives the claims alone, ``processing`` is the pure function of one article, ``ingesting`` runs it over
many and writes, ``parts`` holds what a process composes once. Import from these modules; each loads what it needs.
"""

__all__ = ()
