"""What triage says, before officers: its judgement on a case, the alarm, and how often it was right."""
