"""E-mail: the mailbox by IMAP, mails as messages, answers by SMTP."""
