"""Updates of a messenger: which are handled, who has which in hand, and those that wait.

An update that waits for long is parked: kept whole until it is done, so that the messenger may forget it. Who works
on one holds it by a lease; a lease that is not renewed ends, and another process takes the update up.
"""

from tanyapasal.bot.storage.updates.records import Claim, ParkedUpdate, SeenUpdate, Updates

__all__ = ["Claim", "ParkedUpdate", "SeenUpdate", "Updates"]
