"""The two services this program stands in for."""
