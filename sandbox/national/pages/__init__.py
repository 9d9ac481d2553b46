"""The pages, in Indonesian, without script: one acts as everybody whom a city has on the other side."""
