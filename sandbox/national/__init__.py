"""A stand-in for SP4N-LAPOR!: follows our assumed gateway, and shows pages on which one acts as everybody else."""
