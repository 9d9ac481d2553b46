"""The same small city, officers, clients and cases as at the desk."""

from tests.doors.desk.conftest import _no_copies as _no_copies
from tests.doors.desk.conftest import at as at
from tests.doors.desk.conftest import case as case
from tests.doors.desk.conftest import city as city
from tests.doors.desk.conftest import officer as officer
