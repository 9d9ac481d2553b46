"""What every page of SIE stands in: the period, the filters, who may see it, and the cases behind a figure."""
