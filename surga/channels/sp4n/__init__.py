"""SP4N-LAPOR!, the national system: the published parts of f01/addstream, plus a documented assumed contract."""
