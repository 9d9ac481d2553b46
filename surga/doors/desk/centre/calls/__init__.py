"""The call and counter screen: who, what is said, what helps."""
