"""The two-way exchange with SP4N-LAPOR! and other governments: what goes on, and what is done by hand."""
