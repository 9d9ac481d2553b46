"""Service articles, and the questions nobody had an article for."""

from __future__ import annotations

from django.db import models


class Article(models.Model):
    """What a citizen needs to know of one service. Lists hold one line of text each."""

    slug = models.SlugField(max_length=80, unique=True)
    #: One of ``article.THEMES``: where a list for everybody puts it.
    theme = models.CharField(max_length=20, default="other")
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True, default="")
    summary = models.TextField()
    summary_en = models.TextField(blank=True, default="")
    requirements = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    cost = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=300, blank=True, default="")
    hours = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=300, blank=True, default="")
    #: After this day it is shown with a warning; None: no end is known.
    valid_until = models.DateField(null=True)
    #: The agency that keeps it; a plain code.
    agency_code = models.CharField(max_length=64, blank=True, default="")
    topics = models.JSONField(default=list)
    #: Other words people use for it: slang, Javanese, abbreviations.
    words = models.JSONField(default=list)
    #: A source confirms what it says; else it is shown as an example.
    confirmed = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    #: Changed at the desk: loading the profile again leaves it alone.
    edited_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    #: How often somebody opened it to read; not part of what it says, so it makes no new version.
    read_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.slug


class KnowledgeState(models.Model):
    """One row: a version that grows with every change of an article, so that copies know their age."""

    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)


class Question(models.Model):
    """Something that was asked and not found, masked; asked again, its count grows."""

    #: Digest of its words by their roots, in order of the alphabet: the same question in other words' order.
    digest = models.CharField(max_length=64, unique=True)
    text = models.CharField(max_length=300)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    #: Who should write the article, as routing says; a plain code.
    agency_code = models.CharField(max_length=64, blank=True, default="")
    #: The article that answers it now; empty while there is none.
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    #: Somebody decided that no article is needed.
    dismissed = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("dismissed", "article", "-count"), name="question_open"),)

    def __str__(self) -> str:
        return f"question {self.pk}"
