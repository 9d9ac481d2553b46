"""The report of one agency: what its head should know before a meeting, held against the city and the time before."""

from surga.doors.executive.papers.contents.agency.gathering import Compared as Compared
from surga.doors.executive.papers.contents.agency.gathering import Report as Report
from surga.doors.executive.papers.contents.agency.gathering import every as every
from surga.doors.executive.papers.contents.agency.gathering import report_of as report_of
from surga.doors.executive.papers.contents.agency.writing import paper_of as paper_of
