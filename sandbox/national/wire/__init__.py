"""The gateway's calls as bytes: a request goes in, an answer comes out, no socket between."""
