"""Numbers that lead to a person: telephones, papers, accounts, plates; in digits and in words."""
