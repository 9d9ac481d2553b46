"""An IMAP server with one mailbox in memory: `python box.py` prints its port, and lives until its input is closed.

Mails come in by APPEND, as from any mail program. `--broken N` refuses to hand out the Nth mail.
"""

import sys
import threading
from io import BytesIO

from twisted.cred import checkers, portal
from twisted.internet import protocol, reactor
from twisted.mail import imap4
from zope.interface import implementer

BROKEN = {int(each) for each in sys.argv[2:3]} if sys.argv[1:2] == ["--broken"] else set()


@implementer(imap4.IMessage)
class Letter:
    def __init__(self, uid, data, flags):
        self.uid, self.data, self.flags = uid, data, set(flags)
        head, _, self.rest = data.partition(b"\r\n\r\n")
        self.lines = head.split(b"\r\n")

    def getUID(self):
        return self.uid

    def getFlags(self):
        return sorted(self.flags)

    def getInternalDate(self):
        return "Wed, 25 Nov 2026 08:00:00 +0700"

    def getHeaders(self, negate, *names):
        wanted = {(name if isinstance(name, str) else name.decode()).lower() for name in names}
        found = {}
        for line in self.lines:
            name, _, value = line.partition(b":")
            known = name.decode("latin-1")
            if bool(wanted) == (known.lower() in wanted) or not wanted:
                found[known.lower()] = value.strip().decode("latin-1")
        return found

    def getBodyFile(self):
        return BytesIO(self.rest)

    def getSize(self):
        if self.uid in BROKEN:
            raise OSError("unreadable")
        return len(self.data)

    def isMultipart(self):
        return False

    def getSubPart(self, part):
        raise IndexError(part)


@implementer(imap4.IMessageFile)
class Whole(Letter):
    def open(self):
        return BytesIO(self.data)


@implementer(imap4.IMailbox, imap4.ISearchableMailbox)
class Box:
    def __init__(self):
        self.letters = []

    def getUIDValidity(self):
        return 7

    def getUIDNext(self):
        return len(self.letters) + 1

    def getUID(self, message):
        return self.letters[message - 1].uid

    def getMessageCount(self):
        return len(self.letters)

    def getRecentCount(self):
        return 0

    def getUnseenCount(self):
        return sum("\\Seen" not in letter.flags for letter in self.letters)

    def isWriteable(self):
        return 1

    def getHierarchicalDelimiter(self):
        return "/"

    def getFlags(self):
        return ["\\Seen"]

    def addListener(self, listener):
        pass

    def removeListener(self, listener):
        pass

    def requestStatus(self, names):
        return imap4.statusRequestHelper(self, names)

    def addMessage(self, message, flags=(), date=None):
        from twisted.internet import defer

        self.letters.append(Whole(len(self.letters) + 1, message.read(), flags))
        return defer.succeed(None)

    def search(self, query, uid):
        from twisted.internet import defer

        return defer.succeed([one.uid for one in self.letters if "\\Seen" not in one.flags])

    def fetch(self, messages, uid):
        messages.last = len(self.letters)
        return [(n, self.letters[n - 1]) for n in messages if 0 < n <= len(self.letters)]

    def store(self, messages, flags, mode, uid):
        messages.last = len(self.letters)
        answer = {}
        for n in messages:
            letter = self.letters[n - 1]
            letter.flags = (
                set(flags)
                if mode == 0
                else letter.flags | set(flags)
                if mode > 0
                else letter.flags - set(flags)
            )
            answer[n] = letter.getFlags()
        return answer

    def expunge(self):
        return []

    def destroy(self):
        pass


class Account(imap4.MemoryAccount):
    def _emptyMailbox(self, name, number):
        return Box()


@implementer(portal.IRealm)
class Realm:
    account = Account("lapor")
    account.create("INBOX")

    def requestAvatar(self, avatar, mind, *interfaces):
        return imap4.IAccount, self.account, lambda: None


class Factory(protocol.Factory):
    def buildProtocol(self, address):
        server = imap4.IMAP4Server()
        server.portal = portal.Portal(
            Realm(), [checkers.InMemoryUsernamePasswordDatabaseDontUse(lapor=b"rahasia")]
        )
        return server


def wait_for_the_end():
    sys.stdin.read()
    reactor.callFromThread(reactor.stop)


listening = reactor.listenTCP(0, Factory(), interface="127.0.0.1")
print(listening.getHost().port, flush=True)
threading.Thread(target=wait_for_the_end, daemon=True).start()
reactor.run()
