"""What can be handed out: briefs, reports, the evidence pack, as PDF and spreadsheet."""
