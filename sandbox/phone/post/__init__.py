"""How webhooks leave: faults, sorting, signing, trying again."""
