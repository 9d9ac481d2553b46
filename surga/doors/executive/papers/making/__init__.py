"""How a paper is made: PDF by Typst, spreadsheets by XlsxWriter, both from the same plain values."""

from surga.doors.executive.papers.making.binding import book_of as book_of
from surga.doors.executive.papers.making.setting import pdf_of as pdf_of
from surga.doors.executive.papers.making.sheets import xlsx as xlsx
from surga.doors.executive.papers.making.typeset import pdf as pdf
