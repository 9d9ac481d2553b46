"""The programme planner: from what the cases say to a policy brief that people write."""
