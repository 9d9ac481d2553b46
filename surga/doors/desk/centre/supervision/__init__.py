"""The supervisor's page: who waits, who works, what came."""
