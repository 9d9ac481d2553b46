"""The exchange where no program speaks to the other side: tasks, reports typed in, and exported sheets."""
