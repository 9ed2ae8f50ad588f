"""People in what is kept: what names them is masked, and they are told apart by keyed hashes."""

from tanyapasal.bot.privacy.masking import blotted, mask, mask_json
from tanyapasal.bot.privacy.pseudonyms import Pseudonyms, key_from

__all__ = ["Pseudonyms", "blotted", "key_from", "mask", "mask_json"]
