"""Updates from Telegram to their handling: fetched or posted, in order, once."""
