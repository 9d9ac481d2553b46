"""What is there at the start, all made up by us: no person, no report and no id is a real one."""
