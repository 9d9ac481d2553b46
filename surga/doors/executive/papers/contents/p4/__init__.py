"""The evidence pack of P4 (Pengelolaan Pengaduan Pelayanan Publik): what a ministry's jury asks a city to prove."""

from surga.doors.executive.papers.contents.p4.gathering import Pack as Pack
from surga.doors.executive.papers.contents.p4.gathering import pack_of as pack_of
from surga.doors.executive.papers.contents.p4.writing import paper_of as paper_of
